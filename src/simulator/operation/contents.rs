//! What is in datasets. Only uploaded files have rows here; nothing is computed (`dss-api.md` 3.3).

use serde_json::{Value, json};

use crate::simulator::access::Right;
use crate::simulator::answer::{Answer, acknowledged, bytes, document, empty, text};
use crate::simulator::bytes::File;
use crate::simulator::creation::columns;
use crate::simulator::dataset::IN_FILES;
use crate::simulator::fields::{self, new_name, object, required};
use crate::simulator::operation::datasets::{dataset, dataset_mut};
use crate::simulator::project::Dataset;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, delete, get, post};
use crate::simulator::table;
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    post("/projects/{}/datasets/{}/uploaded/files", WRITE, upload),
    get("/projects/{}/datasets/{}/uploaded/files", READ, files),
    get("/projects/{}/datasets/{}/data/", READ, rows),
    get("/projects/{}/datasets/{}/finish-streaming/", READ, finish),
    delete("/projects/{}/datasets/{}/data", WRITE, clear),
    get("/projects/{}/datasets/{}/partitions", READ, partitions),
    post("/projects/{}/datasets/{}/actions/testAndDetectSettings/{}", READ, detect),
    post("/projects/{}/datasets/{}/actions/synchronizeHiveMetastore", WRITE, finish),
    post("/projects/{}/datasets/{}/actions/copyTo", READ, copy_to),
];

fn upload(visit: &mut Visit<'_>) -> Answer {
    let now = visit.now;
    let (name, content) = visit.file()?;
    new_name("file", &name)?;
    let dataset = dataset_mut(visit)?;
    if fields::text(&dataset.document, "type") != "UploadedFiles" {
        return Err(Refusal::unsupported("Only a dataset of the type UploadedFiles takes files"));
    }
    dataset.files.insert(name, File::written(content, now));
    empty()
}

fn files(visit: &mut Visit<'_>) -> Answer {
    let files = dataset(visit)?.files.iter();
    let shown = files.map(
        |(name, file)| json!({"path": name, "length": file.bytes.0.len(), "lastModified": file.modified_at}),
    );
    document(shown.collect::<Value>())
}

/// The rows of uploaded CSV files as TSV, with the columns that are asked for.
fn rows(visit: &mut Visit<'_>) -> Answer {
    let format = visit.parameter("format").unwrap_or("tsv-excel-noheader").to_owned();
    let wanted: Vec<String> = visit.parameters("columns").into_iter().map(str::to_owned).collect();
    let dataset = dataset(visit)?;
    let names: Vec<String> =
        columns(dataset).iter().map(|column| fields::text(column, "name").to_owned()).collect();
    let mut places = Vec::new();
    for name in if wanted.is_empty() { &names } else { &wanted } {
        let place = names.iter().position(|own| own == name);
        places.push(place.ok_or_else(|| Refusal::invalid(format!("There is no column {name}")))?);
    }
    let header = match format.as_str() {
        "tsv-excel-header" => Some(places.iter().map(|place| names[*place].clone()).collect()),
        "tsv-excel-noheader" => None,
        _ => return Err(Refusal::invalid(format!("{format} is no format of rows"))),
    };
    let body = rows_of(dataset)
        .into_iter()
        .map(|row| places.iter().map(|place| row.get(*place).cloned().unwrap_or_default()).collect());
    let lines: Vec<Vec<String>> = header.into_iter().chain(body).collect();
    bytes("text/tab-separated-values", table::write(&lines, '\t').into_bytes())
}

fn rows_of(dataset: &Dataset) -> Vec<Vec<String>> {
    let format = object(&dataset.document, "formatParams");
    let separator = fields::text(&format, "separator").chars().next().unwrap_or(',');
    let has_header = format.get("parseHeaderRow").and_then(Value::as_bool).unwrap_or(false);
    let files = dataset.files.values();
    files
        .flat_map(|file| table::read(&file.bytes.text(), separator).into_iter().skip(usize::from(has_header)))
        .collect()
}

fn finish(visit: &mut Visit<'_>) -> Answer {
    dataset(visit)?;
    text("")
}

fn clear(visit: &mut Visit<'_>) -> Answer {
    let dataset = dataset_mut(visit)?;
    dataset.files.clear();
    dataset.built_at = None;
    acknowledged()
}

fn partitions(visit: &mut Visit<'_>) -> Answer {
    let partitioning = object(&dataset(visit)?.document, "partitioning");
    let is_partitioned = !fields::list(&partitioning, "dimensions").is_empty();
    document(if is_partitioned { json!([]) } else { json!(["NP"]) })
}

/// Finds format and columns of uploaded CSV files. Files of other datasets are out of reach, so there
/// nothing is detected.
fn detect(visit: &mut Visit<'_>) -> Answer {
    let dataset = dataset(visit)?;
    let first = dataset.files.values().next().map(|file| file.bytes.text());
    let is_in_files = IN_FILES.contains(&fields::text(&dataset.document, "type"));
    if visit.argument(2) != "fsLike" {
        let schema = object(&dataset.document, "schema");
        return document(json!({"schemaDetection": {"newSchema": schema}, "schema": schema}));
    }
    if !is_in_files {
        return Err(Refusal::unsupported("Only datasets of files have a format to detect"));
    }
    let result = match first {
        Some(text) => json!({"format": detected(&text)}),
        None => json!({"format": {"ok": false, "message": "There is no file to look at"}}),
    };
    let (key, login) = (visit.key().to_owned(), visit.caller.login.clone());
    document(visit.instance.start(&login, Some(&key), result, visit.now))
}

fn detected(text: &str) -> Value {
    let header = text.lines().next().unwrap_or_default();
    let counted = [',', ';', '\t', '|'].map(|separator| (header.matches(separator).count(), separator));
    let separator =
        counted.into_iter().max_by_key(|(count, _)| *count).map_or(',', |(_, separator)| separator);
    let names = table::read(header, separator).into_iter().next().unwrap_or_default();
    let columns: Vec<Value> = names.iter().map(|name| json!({"name": name, "type": "string"})).collect();
    json!({
        "ok": true, "type": "csv",
        "params": {
            "style": "excel", "charset": "utf8", "separator": separator.to_string(), "quoteChar": "\"",
            "skipRowsBeforeHeader": 0, "parseHeaderRow": true, "skipRowsAfterHeader": 0,
        },
        "schemaDetection": {"newSchema": {"columns": columns, "userModified": false}},
    })
}

/// Copies the columns, if asked for, into a dataset that the key may write. Rows are those of uploaded
/// files, which do not move.
fn copy_to(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let schema = object(&dataset(visit)?.document, "schema");
    let (target, name) = (required(&asked, "targetProjectKey")?, required(&asked, "targetDatasetName")?);
    let (stamp, caller) = (visit.stamp(), visit.caller.clone());
    let project = visit.instance.projects.get_mut(target).ok_or_else(Refusal::forbidden)?;
    if !caller.may(Right::WriteConf, target, &project.permissions) {
        return Err(Refusal::forbidden());
    }
    let copy = project.datasets.get_mut(name);
    let copy = copy.ok_or_else(|| Refusal::absent(format!("Dataset {target}.{name}")))?;
    if asked.get("syncSchema") == Some(&Value::Bool(true)) {
        copy.document.insert("schema".to_owned(), Value::Object(schema));
        stamp.touch(&mut copy.document);
    }
    let key = visit.key().to_owned();
    document(visit.instance.start(&caller.login, Some(&key), json!({"success": true}), stamp.at))
}
