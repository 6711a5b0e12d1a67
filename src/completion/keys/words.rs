//! The words that a key takes, each with what it means.

/// A word with a meaning of its own.
#[derive(Debug)]
pub(in crate::completion) struct Word {
    /// As it is written in the text.
    pub(in crate::completion) text: &'static str,
    /// What it means.
    pub(in crate::completion) meaning: &'static str,
}

const fn word(text: &'static str, meaning: &'static str) -> Word {
    Word { text, meaning }
}

pub(super) static FLAGS: [Word; 2] = [word("true", "Yes."), word("false", "No.")];

pub(super) static VERSIONS: [Word; 2] = [
    word("\"1.0\"", "Datasets, recipes and blocks."),
    word(
        "\"1.1\"",
        "Also zones, folders, models, scenarios, and everything else that an imported project needs.",
    ),
];

pub(super) static NAMES: [Word; 2] = [
    word("upper", "Projects and datasets in upper case, recipes in lower case. The default."),
    word("dss", "Whatever DSS itself allows, as in imported projects."),
];

pub(super) static SCHEMAS: [Word; 2] = [
    word("lenient", "A column that may be too long is a warning; a wire without known columns passes."),
    word("strict", "A column that may be too long is an error; a wire without known columns is a warning."),
];

pub(super) static DATASET_TYPES: [Word; 9] = [
    word("azure_blob", "Files in Azure Blob Storage."),
    word("filesystem", "Files on a server's file system."),
    word("hdfs", "Files in HDFS."),
    word("managed", "Data that DSS stores and manages itself."),
    word("mysql", "A table in MySQL."),
    word("postgresql", "A table in PostgreSQL."),
    word("s3", "Files in Amazon S3."),
    word("snowflake", "A table in Snowflake."),
    word("sql", "A table in another SQL database."),
];

pub(super) static FORMATS: [Word; 4] = [
    word("parquet", "Apache Parquet: typed and in columns."),
    word("csv", "Separated values."),
    word("json", "A JSON object per line."),
    word("avro", "Apache Avro: typed and in rows."),
];

pub(super) static COLUMN_TYPES: [Word; 14] = [
    word("string", "Text."),
    word("bigint", "A whole number of 64 bits."),
    word("int", "A whole number of 32 bits."),
    word("smallint", "A whole number of 16 bits."),
    word("tinyint", "A whole number of 8 bits."),
    word("double", "A decimal number of 64 bits."),
    word("float", "A decimal number of 32 bits."),
    word("boolean", "True or false."),
    word("date", "A point in time."),
    word("geopoint", "A point on the map."),
    word("geometry", "A shape on the map."),
    word("array", "A list."),
    word("map", "Names with values of one type."),
    word("object", "Names with values of several types."),
];

pub(super) static RECIPE_TYPES: [Word; 12] = [
    word("distinct", "Removes repeated rows."),
    word("group", "Aggregates rows by keys."),
    word("grouping", "Aggregates rows by keys."),
    word("join", "Joins datasets by keys."),
    word("pivot", "Turns values into columns."),
    word("python", "Runs Python code."),
    word("sort", "Orders rows."),
    word("split", "Distributes rows over several datasets."),
    word("sql", "Runs a SQL query."),
    word("sync", "Copies a dataset into another, with the columns of the other."),
    word("topn", "Keeps the first rows of each group."),
    word("window", "Computes over neighbouring rows."),
];

pub(super) static SCENARIO_TYPES: [Word; 2] =
    [word("step_based", "A list of steps."), word("custom_python", "A Python script, in `code_file`.")];
