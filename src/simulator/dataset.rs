//! The document of a dataset: what DSS keeps of it, and fills in (`dss-api.md` 5.1).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::fields::{fill, fill_common, known, list, object, text};

const MEMBERS: [&str; 16] = [
    "name",
    "type",
    "managed",
    "featureGroup",
    "params",
    "formatType",
    "formatParams",
    "partitioning",
    "flowOptions",
    "readWriteOptions",
    "schema",
    "metrics",
    "metricsChecks",
    "checks",
    "dataSteward",
    "smartName",
];

/// Types whose data is in files.
pub(super) const IN_FILES: [&str; 10] =
    ["Filesystem", "UploadedFiles", "FilesInFolder", "HDFS", "S3", "Azure", "GCS", "FTP", "SCP", "SFTP"];

/// The document as it is kept in `project` under `name`.
pub(super) fn kept(document: Document, project: &str, name: &str) -> Document {
    let mut document = known(document, &MEMBERS);
    document.insert("projectKey".to_owned(), Value::from(project));
    document.insert("name".to_owned(), Value::from(name));
    fill_params(&mut document);
    fill(
        &mut document,
        json!({
            "managed": false, "featureGroup": false, "partitioning": {"dimensions": []},
            "flowOptions": {
                "virtualizable": false, "rebuildBehavior": "NORMAL", "crossProjectBuildBehavior": "DEFAULT",
            },
            "readWriteOptions": {"preserveOrder": false, "writeBuckets": 1, "forceSingleOutputFile": false},
            "schema": {"columns": [], "userModified": false},
            "metrics": {"probes": [], "engineConfig": {}, "displayedState": {"partition": "ALL", "metrics": []}},
            "metricsChecks": {"runOnBuild": false, "checks": [], "displayedState": {"checks": []}},
            "checks": [], "customMeta": {"kv": {}}, "dkuProperties": [],
        }),
    );
    fill_partitioning(&mut document);
    let schema = schema(&object(&document, "schema"));
    document.insert("schema".to_owned(), Value::Object(schema));
    fill_common(&mut document);
    document
}

/// A schema as it is kept: each column has a name and a type.
pub(super) fn schema(asked: &Document) -> Document {
    let columns = list(asked, "columns")
        .iter()
        .filter_map(Value::as_object)
        .filter(|column| column.get("name").is_some_and(Value::is_string));
    let columns = columns.map(|column| {
        let mut column = column.clone();
        fill(&mut column, json!({"type": "string", "maxLength": -1}));
        Value::Object(column)
    });
    let is_modified = asked.get("userModified").and_then(Value::as_bool).unwrap_or(false);
    let mut kept = Document::new();
    kept.insert("columns".to_owned(), columns.collect());
    kept.insert("userModified".to_owned(), Value::from(is_modified));
    kept
}

fn fill_params(document: &mut Document) {
    let is_in_files = IN_FILES.contains(&text(document, "type"));
    let mut params = object(document, "params");
    if is_in_files {
        fill(
            &mut params,
            json!({
                "notReadyIfEmpty": false,
                "filesSelectionRules": {
                    "mode": "ALL", "excludeRules": [], "includeRules": [], "explicitFiles": [],
                },
            }),
        );
        fill(document, json!({"formatType": "csv"}));
    }
    params.retain(|_, value| !value.is_null());
    document.insert("params".to_owned(), Value::Object(params));
    let mut format = object(document, "formatParams");
    if text(document, "formatType") == "csv" {
        fill(
            &mut format,
            json!({
                "style": "unix", "charset": "utf8", "separator": "\t", "quoteChar": "\"", "escapeChar": "\\",
                "dateSerializationFormat": "ISO", "arrayMapFormat": "json", "hiveSeparators": [],
                "skipRowsBeforeHeader": 0, "parseHeaderRow": false, "skipRowsAfterHeader": 0,
                "probableNumberOfRecords": 0, "normalizeBooleans": false, "normalizeDoubles": true,
                "compress": "",
            }),
        );
    }
    if document.get("formatType").is_none_or(Value::is_null) {
        document.remove("formatType");
    }
    document.insert("formatParams".to_owned(), Value::Object(format));
}

fn fill_partitioning(document: &mut Document) {
    let mut partitioning = object(document, "partitioning");
    fill(
        &mut partitioning,
        json!({
            "dimensions": [], "ignoreNonMatchingFile": false,
            "considerMissingRequestedPartitionsAsEmpty": false,
        }),
    );
    document.insert("partitioning".to_owned(), Value::Object(partitioning));
}

/// The document of a managed dataset in a connection of this kind; `format` is a format option.
pub(super) fn managed(name: &str, connection: &str, kind: &str, format: Option<&str>) -> Document {
    let mut document = Document::new();
    let (kind, params) = match kind {
        "Filesystem" | "EC2" | "GCS" | "Azure" | "HDFS" => {
            let kind = if kind == "EC2" { "S3" } else { kind };
            (kind, json!({"connection": connection, "path": format!("${{projectKey}}/{name}")}))
        }
        kind => {
            let table = format!("${{projectKey}}_{name}");
            (kind, json!({"connection": connection, "mode": "table", "table": table}))
        }
    };
    if IN_FILES.contains(&kind) {
        let format = match format.unwrap_or_default() {
            option if option.starts_with("PARQUET") => "parquet",
            option if option.starts_with("ORC") => "orcfile",
            option if option.starts_with("AVRO") => "avro",
            _ => "csv",
        };
        document.insert("formatType".to_owned(), Value::from(format));
    }
    document.insert("type".to_owned(), Value::from(kind));
    document.insert("params".to_owned(), params);
    document.insert("managed".to_owned(), Value::from(true));
    document
}
