//! The keys and words of a configuration with what they mean (spec 1.2 to 1.5). Completion offers
//! them and hovering explains them.

mod blocks;
mod objects;
mod words;

use crate::block::port::Side;
use crate::config::Format;
use blocks::{BLOCK, SOLUTION};
use objects::{FOLDER, MODEL, SCENARIO, ZONE};
pub(super) use words::Word;
use words::{COLUMN_TYPES, DATASET_TYPES, FLAGS, FORMATS, NAMES, RECIPE_TYPES, SCHEMAS, VERSIONS};

/// A key.
#[derive(Debug)]
pub(super) struct Key {
    /// Its name.
    pub(super) name: &'static str,
    /// What it means, in a sentence.
    pub(super) meaning: &'static str,
    /// What its value may be.
    pub(super) value: Value,
    /// The version of the format that reads it first.
    pub(super) since: Format,
}

/// What the value of a key may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value {
    /// Any text.
    Text,
    /// The name of the entry, by which others refer to it.
    Name,
    /// A text of several lines.
    Code,
    /// One of these.
    Words(&'static [Word]),
    /// A mapping with these keys; with none, its keys are free.
    Mapping(&'static [Key]),
    /// A list of mappings with these keys.
    Entries(&'static [Key], Entry),
    /// A list of any texts.
    Texts,
    /// The name of a dataset.
    Dataset,
    /// A list of names of datasets.
    Datasets,
    /// The name of a zone, in its own entry.
    ZoneName,
    /// The name of a declared zone.
    Zone,
    /// The path of a file with code.
    CodeFile,
    /// Something that only an entry of `blocks` or `solutions` holds.
    Block(Of),
    /// A mapping from ports to names.
    Ports(Side),
    /// A mapping from members of a solution to mappings with these keys.
    Members(&'static [Key]),
}

/// What only an entry of `blocks` or `solutions` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A reference to a block.
    Reference,
    /// The name of the instance.
    Instance,
    /// The name of a zone, or the start of several.
    Zone,
    /// The name of a port.
    Port(Side),
    /// The name of what a port is mapped to.
    Object(Side),
    /// A recipe inside the block.
    InnerRecipe,
    /// A recipe of the project that takes its place.
    Template,
    /// A member of a solution.
    Member,
}

/// What one element of a list describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A dataset.
    Dataset,
    /// A recipe.
    Recipe,
    /// A column of a dataset.
    Column,
    /// A block.
    Block,
    /// A solution.
    Solution,
    /// A recipe of a block that is changed.
    Extension,
    /// A zone.
    Zone,
    /// A managed folder.
    Folder,
    /// A saved model.
    Model,
    /// A scenario.
    Scenario,
}

const fn key(name: &'static str, value: Value, meaning: &'static str) -> Key {
    Key { name, meaning, value, since: Format::V1_0 }
}

/// A key that version 1.1 reads first.
const fn newer(name: &'static str, value: Value, meaning: &'static str) -> Key {
    Key { name, meaning, value, since: Format::V1_1 }
}

/// `project.yml`, or a configuration in a single file.
pub(super) static ROOT: [Key; 13] = [
    key("version", Value::Words(&VERSIONS), "Version of the configuration format, in quotes."),
    key("metadata", Value::Mapping(&METADATA), "Notes about the configuration. They are not planned."),
    key("project", Value::Mapping(&PROJECT), "The DSS project that everything below belongs to."),
    key("datasets", Value::Entries(&DATASET, Entry::Dataset), "The datasets of the flow."),
    key("recipes", Value::Entries(&RECIPE, Entry::Recipe), "The recipes that read and write the datasets."),
    key("blocks", Value::Entries(&BLOCK, Entry::Block), "Blocks of registries, each wired by names."),
    key(
        "solutions",
        Value::Entries(&SOLUTION, Entry::Solution),
        "Solutions of registries: blocks that are wired.",
    ),
    key(
        "conventions",
        Value::Mapping(&CONVENTIONS),
        "Which rules names and columns of this configuration follow.",
    ),
    newer("zones", Value::Entries(&ZONE, Entry::Zone), "The zones of the flow, in order."),
    newer(
        "folders",
        Value::Entries(&FOLDER, Entry::Folder),
        "Managed folders, which recipes read and write.",
    ),
    newer(
        "models",
        Value::Entries(&MODEL, Entry::Model),
        "Saved models that exist already. A plan neither creates nor deletes them.",
    ),
    newer(
        "scenarios",
        Value::Entries(&SCENARIO, Entry::Scenario),
        "Scenarios that build and check the flow.",
    ),
    newer(
        "policies",
        Value::Mapping(&[]),
        "The project's own checks of its plans, and exceptions from checks.",
    ),
];

/// A file in `datasets/`.
pub(super) static DATASETS_FILE: [Key; 1] =
    [key("datasets", Value::Entries(&DATASET, Entry::Dataset), "Datasets, added to those of `project.yml`.")];

/// A file in `recipes/`.
pub(super) static RECIPES_FILE: [Key; 1] =
    [key("recipes", Value::Entries(&RECIPE, Entry::Recipe), "Recipes, added to those of `project.yml`.")];

/// A file in `environments/`, and `.dataiku/variables.yml`.
pub(super) static ENVIRONMENT_FILE: [Key; 2] = [
    key("variables", Value::Mapping(&[]), "Names and values that `{{ env.NAME }}` stands for."),
    key("secrets", Value::Texts, "Names of variables whose value never appears in a state or a plan."),
];

static METADATA: [Key; 3] = [
    key("description", Value::Text, "What the configuration is for."),
    key("author", Value::Text, "Who answers for it."),
    key("created", Value::Text, "When it was begun, in quotes."),
];

static PROJECT: [Key; 9] = [
    key("key", Value::Text, "The project key in DSS: upper case letters, digits and underscores."),
    key("name", Value::Text, "The name of the project as people read it."),
    key("description", Value::Text, "What the project does."),
    key("settings", Value::Mapping(&[]), "Settings of the project, kept as they are."),
    key("lifecycle", Value::Mapping(&LIFECYCLE), LIFECYCLE_MEANING),
    newer("shortDesc", Value::Text, "What the project does, in a line."),
    newer("tags", Value::Texts, TAGS_MEANING),
    newer("variables", Value::Mapping(&[]), "The project's variables in DSS. Never put credentials here."),
    newer("dss", Value::Mapping(&[]), DSS_MEANING),
];

static DATASET: [Key; 11] = [
    key("name", Value::Name, "The name of the dataset, by which recipes refer to it."),
    key("type", Value::Words(&DATASET_TYPES), "Where the data lives."),
    key("connection", Value::Text, "The DSS connection through which the data is reached."),
    key("params", Value::Mapping(&[]), "Parameters of the dataset's type, such as `table` or `path`."),
    key("schema", Value::Mapping(&SCHEMA), "The columns of the dataset."),
    key("format_type", Value::Words(&FORMATS), "The format of the files."),
    key("lifecycle", Value::Mapping(&LIFECYCLE), LIFECYCLE_MEANING),
    newer("zone", Value::Zone, ZONE_MEANING),
    newer("description", Value::Text, "What the dataset holds."),
    newer("tags", Value::Texts, TAGS_MEANING),
    newer("dss", Value::Mapping(&[]), DSS_MEANING),
];

static SCHEMA: [Key; 1] =
    [key("columns", Value::Entries(&COLUMN, Entry::Column), "The columns, in the order of the dataset.")];

static COLUMN: [Key; 3] = [
    key("name", Value::Text, "The name of the column."),
    key("type", Value::Words(&COLUMN_TYPES), "The storage type of the column."),
    key("nullable", Value::Words(&FLAGS), "Whether the column may be empty."),
];

static RECIPE: [Key; 12] = [
    key("name", Value::Name, "The name of the recipe."),
    key("type", Value::Words(&RECIPE_TYPES), "What the recipe does."),
    key("inputs", Value::Datasets, "The datasets that the recipe reads."),
    key("outputs", Value::Datasets, "The datasets that the recipe writes; at least one."),
    key("params", Value::Mapping(&[]), "Parameters of the recipe's type, such as `keys` or `aggregations`."),
    key("code", Value::Code, "The code of a python or sql recipe. Variables are not replaced in it."),
    key("lifecycle", Value::Mapping(&LIFECYCLE), LIFECYCLE_MEANING),
    newer("code_file", Value::CodeFile, CODE_FILE_MEANING),
    newer("zone", Value::Zone, "The zone of the flow that the recipe and everything it writes stand in."),
    newer("description", Value::Text, "What the recipe does."),
    newer("tags", Value::Texts, TAGS_MEANING),
    newer("dss", Value::Mapping(&[]), DSS_MEANING),
];

/// An input or output that is written as a mapping.
pub(super) static REFERENCE: [Key; 2] = [
    key("ref", Value::Dataset, "The dataset that is read or written."),
    key("role", Value::Text, "The part that the dataset plays in the recipe, as `main`."),
];

static CONVENTIONS: [Key; 2] = [
    key("names", Value::Words(&NAMES), "The rules for names of projects, datasets and recipes."),
    key("schemas", Value::Words(&SCHEMAS), "How closely the columns of what blocks read have to fit."),
];

const ZONE_MEANING: &str = "The zone of the flow that it stands in; the default zone without.";

const TAGS_MEANING: &str = "Tags, in any order.";

const CODE_FILE_MEANING: &str = "The file with the code, from the project's folder on, as `code/clean.py`.";

const DSS_MEANING: &str =
    "Settings as DSS keeps them, for what no other key says. They are merged into what is there.";

const LIFECYCLE_MEANING: &str = "Guards for what a plan may do with this.";

static LIFECYCLE: [Key; 2] = [
    key("prevent_destroy", Value::Words(&FLAGS), "Whether a plan that deletes this is blocked."),
    key(
        "ignore_changes",
        Value::Texts,
        "Attributes whose differences never make a change, as `params.table`.",
    ),
];

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::config::keys;
    use crate::config::read;
    use crate::config::rules::{sch006_type, sch007_format};

    pub(in crate::completion) fn names(keys: &[Key]) -> Vec<&str> {
        keys.iter().map(|key| key.name).collect()
    }

    fn texts(words: &[Word]) -> Vec<&'static str> {
        words.iter().map(|word| word.text).collect()
    }

    #[test]
    fn every_key_that_is_read_has_its_meaning() {
        for (known, read) in [
            (&ROOT[..], keys::ROOT),
            (&PROJECT, keys::PROJECT),
            (&DATASET, keys::DATASET),
            (&RECIPE, keys::RECIPE),
            (&ZONE, keys::ZONE),
            (&FOLDER, keys::FOLDER),
            (&MODEL, keys::MODEL),
            (&SCENARIO, keys::SCENARIO),
        ] {
            assert_eq!(names(known), read.of(Format::V1_1));
            let first = known.iter().filter(|key| key.since == Format::V1_0).map(|key| key.name);
            assert_eq!(first.collect::<Vec<_>>(), read.of(Format::V1_0));
        }
        assert_eq!(names(&CONVENTIONS), read::CONVENTION_KEYS);
    }

    #[test]
    fn every_word_that_is_read_has_its_meaning() {
        assert_eq!(texts(&DATASET_TYPES), sch006_type::DATASET_TYPES);
        assert_eq!(texts(&RECIPE_TYPES), sch006_type::RECIPE_TYPES);
        assert_eq!(texts(&FORMATS), sch007_format::FORMATS);
    }
}
