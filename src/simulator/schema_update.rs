//! The columns that visual recipes give their outputs (`dss-api.md` 3.4, 6).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::creation::columns;
use crate::simulator::fields::{list, made, object, text};
use crate::simulator::instance::Instance;
use crate::simulator::object::Kind;
use crate::simulator::payload::is_code;
use crate::simulator::project::Recipe;
use crate::simulator::reference::{inputs, outputs};
use crate::simulator::refusal::Refusal;

/// An output whose columns should be others.
pub(super) struct Update {
    /// The dataset.
    pub(super) output: String,
    /// Its columns as the recipe makes them.
    pub(super) columns: Vec<Document>,
}

/// The outputs of a recipe whose columns are not those that it makes.
pub(super) fn updates(instance: &Instance, project: &str, recipe: &Recipe) -> Result<Vec<Update>, Refusal> {
    let kind = text(&recipe.document, "type");
    if is_code(kind) {
        return Err(Refusal::unsupported(format!("The schema of a {kind} recipe is set when it runs")));
    }
    let tables: Vec<Vec<Document>> =
        inputs(&recipe.document).map(|input| input_columns(instance, project, input)).collect();
    let payload = recipe.payload.as_deref().and_then(|payload| serde_json::from_str(payload).ok());
    let made = made_columns(kind, &tables, &made(payload.unwrap_or_default()));
    let own = instance.projects.get(project).ok_or_else(Refusal::forbidden)?;
    let datasets = outputs(&recipe.document).filter_map(|output| Some((output, own.datasets.get(output)?)));
    let outdated =
        datasets.filter(|(_, dataset)| names_and_types(&columns(dataset)) != names_and_types(&made));
    Ok(outdated.map(|(output, _)| Update { output: output.to_owned(), columns: made.clone() }).collect())
}

/// The columns of a dataset that a recipe of `project` refers to.
pub(super) fn input_columns(instance: &Instance, project: &str, reference: &str) -> Vec<Document> {
    let Some((key, Kind::Dataset, name)) = instance.resolve(project, reference) else { return Vec::new() };
    let dataset = instance.projects.get(key).and_then(|project| project.datasets.get(name));
    dataset.map(columns).unwrap_or_default()
}

fn names_and_types(columns: &[Document]) -> Vec<(&str, &str)> {
    columns.iter().map(|column| (text(column, "name"), text(column, "type"))).collect()
}

fn made_columns(kind: &str, tables: &[Vec<Document>], payload: &Document) -> Vec<Document> {
    let first = tables.first().cloned().unwrap_or_default();
    match kind {
        "shaker" => {
            list(payload, "steps").iter().fold(first, |columns, step| prepared(columns, &made(step.clone())))
        }
        "grouping" => grouped(&first, payload),
        "distinct" => counted(chosen(&first, payload, "keys"), payload),
        "join" | "fuzzyjoin" | "geojoin" => joined(tables, payload),
        "vstack" => stacked(tables, payload),
        "sort" => ranked(first, payload),
        _ => first,
    }
}

fn column(name: &str, kind: &str) -> Document {
    made(json!({"name": name, "type": kind, "maxLength": -1}))
}

/// Columns that the entries of a list in the payload name.
fn chosen(columns: &[Document], payload: &Document, key: &str) -> Vec<Document> {
    let names = list(payload, key).iter().filter_map(|entry| entry.get("column")).filter_map(Value::as_str);
    let found = |name: &str| {
        let own = columns.iter().find(|column| text(column, "name") == name);
        own.cloned().unwrap_or_else(|| column(name, "string"))
    };
    names.map(found).collect()
}

fn counted(mut columns: Vec<Document>, payload: &Document) -> Vec<Document> {
    if payload.get("globalCount") == Some(&Value::Bool(true)) {
        columns.push(column("count", "bigint"));
    }
    columns
}

/// Steps of preparation that rename, add or choose columns; others leave them as they are.
fn prepared(mut columns: Vec<Document>, step: &Document) -> Vec<Document> {
    let params = object(step, "params");
    match text(step, "type") {
        "ColumnRenamer" => {
            for renaming in list(&params, "renamings") {
                let (from, to) = (&renaming["from"], &renaming["to"]);
                for column in columns.iter_mut().filter(|column| column.get("name") == Some(from)) {
                    column.insert("name".to_owned(), to.clone());
                }
            }
        }
        "ColumnsSelector" => {
            let keeps = params.get("keep") == Some(&Value::Bool(true));
            let named = list(&params, "columns");
            columns.retain(|column| column.get("name").is_some_and(|name| named.contains(name)) == keeps);
        }
        "CreateColumnWithGREL" => {
            let name = text(&params, "column");
            if !name.is_empty() && columns.iter().all(|column| text(column, "name") != name) {
                columns.push(column(name, "string"));
            }
        }
        _ => {}
    }
    columns
}

/// Aggregations: the member of the payload, what follows the column's name, and the type, or that of
/// the column.
const AGGREGATIONS: [(&str, &str, Option<&str>); 10] = [
    ("countDistinct", "distinct", Some("bigint")),
    ("min", "min", None),
    ("max", "max", None),
    ("avg", "avg", Some("double")),
    ("sum", "sum", Some("double")),
    ("concat", "concat", Some("string")),
    ("stddev", "std", Some("double")),
    ("count", "count", Some("bigint")),
    ("first", "first", None),
    ("last", "last", None),
];

fn grouped(columns: &[Document], payload: &Document) -> Vec<Document> {
    let mut made = chosen(columns, payload, "keys");
    for value in list(payload, "values") {
        let Some(name) = value.get("column").and_then(Value::as_str) else { continue };
        let own = columns.iter().find(|column| text(column, "name") == name);
        let own_type = own.map_or("string", |column| text(column, "type"));
        for (member, suffix, kind) in AGGREGATIONS {
            if value.get(member) == Some(&Value::Bool(true)) {
                made.push(column(&format!("{name}_{suffix}"), kind.unwrap_or(own_type)));
            }
        }
    }
    counted(made, payload)
}

/// The selected columns, by their alias where they have one.
fn joined(tables: &[Vec<Document>], payload: &Document) -> Vec<Document> {
    let selected = list(payload, "selectedColumns").iter().map(|entry| made(entry.clone()));
    let named = selected.map(|entry| {
        let name = Some(text(&entry, "alias")).filter(|alias| !alias.is_empty());
        let name = name.unwrap_or_else(|| text(&entry, "name"));
        let kind = Some(text(&entry, "type")).filter(|kind| !kind.is_empty());
        let place = entry.get("table").and_then(Value::as_u64).and_then(|place| usize::try_from(place).ok());
        let table = place.and_then(|place| tables.get(place));
        let own = table.into_iter().flatten().find(|column| text(column, "name") == text(&entry, "name"));
        column(name, kind.or_else(|| own.map(|own| text(own, "type"))).unwrap_or("string"))
    });
    unique(named)
}

/// Columns of any table or of all, by mode.
fn stacked(tables: &[Vec<Document>], payload: &Document) -> Vec<Document> {
    let mut made = unique(tables.iter().flatten().cloned());
    let has = |table: &Vec<Document>, name: &str| table.iter().any(|column| text(column, "name") == name);
    if text(payload, "mode") == "INTERSECT" {
        made.retain(|column| tables.iter().all(|table| has(table, text(column, "name"))));
    }
    if payload.get("addOriginColumn") == Some(&Value::Bool(true)) {
        made.push(column(text(payload, "originColumnName"), "string"));
    }
    made
}

fn ranked(mut columns: Vec<Document>, payload: &Document) -> Vec<Document> {
    for (member, name) in [("rowNumber", "_row_number"), ("rank", "_rank"), ("denseRank", "_dense_rank")] {
        if payload.get(member) == Some(&Value::Bool(true)) {
            columns.push(column(name, "bigint"));
        }
    }
    columns
}

/// The first column of each name.
fn unique(columns: impl IntoIterator<Item = Document>) -> Vec<Document> {
    let mut seen = std::collections::BTreeSet::new();
    columns.into_iter().filter(|column| seen.insert(text(column, "name").to_owned())).collect()
}
