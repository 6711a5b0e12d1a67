//! Entries of `datasets` and `recipes` to typed ones, with their problems (spec 1.3 and 1.6).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::fields::{Fields, Place, text_field};
use super::format::Format;
use super::read::Context;
use super::rules::sch005_length::LONGEST_NAME;
use super::rules::sch006_type::{OF_DATASETS, OF_RECIPES, Types};
use super::rules::{sch003_required, sch005_length, sch006_type, sch007_format};
use super::sections::Part;
use super::{CodeFile, Dataset, DatasetRef, Details, Field, NameConvention, Recipe};
use super::{code_file, keys};
use crate::diagnostic::pile::Pile;
use crate::yaml::node::{Content, Node};

pub(super) fn dataset(index: usize, part: &Part, context: Context<'_>, problems: &mut Pile) -> Dataset {
    let place = Place::Dataset(index);
    let mut fields = Fields::new(place, part, problems);
    let (name, kind) = identity(&mut fields, OF_DATASETS, context.names);
    let connection = fields.text_or_empty("connection");
    let params = fields.object("params");
    let schema = schema(&mut fields);
    let format_type = fields.text_or_empty("format_type");
    if let Some(format) = &format_type {
        fields.report(sch007_format::check(|| place.path("format_type"), format, context.names));
    }
    let details = details(&mut fields, context.format);
    let lifecycle = fields.lifecycle();
    fields.check_keys(&keys::DATASET, context.format);
    let (at, node) = (part.at(), part.node.clone());
    Dataset { at, index, name, kind, connection, params, schema, format_type, details, lifecycle, node }
}

/// What version 1.1 adds; nothing before it.
fn details(fields: &mut Fields<'_>, format: Format) -> Details {
    if format < Format::V1_1 {
        return Details::default();
    }
    Details {
        zone: fields.text_or_empty("zone"),
        description: fields.text_or_nothing("description"),
        tags: fields.text_list("tags"),
        dss: fields.object("dss"),
    }
}

/// A text of an entry, if it is there and readable.
type OptionalText = Option<Field<Arc<str>>>;

/// `name` and `type`, which every dataset, recipe and scenario has.
pub(super) fn identity(
    fields: &mut Fields<'_>,
    types: Types,
    names: NameConvention,
) -> (OptionalText, OptionalText) {
    let place = fields.place;
    let name = fields.required_text("name");
    if let Some(name) = &name {
        fields.report(sch005_length::check(|| place.path("name"), name, LONGEST_NAME));
    }
    let kind = fields.required_text("type");
    if let Some(kind) = &kind {
        fields.report(sch006_type::check(|| place.path("type"), kind, types, names));
    }
    (name, kind)
}

/// `schema`, whose columns need a name and a type; all other keys are free.
fn schema(fields: &mut Fields<'_>) -> Map<String, Value> {
    if let Some(columns) = fields.value("schema").and_then(|schema| schema.get("columns")) {
        match &columns.content {
            Content::Null => {}
            Content::List(nodes) => {
                for (index, column) in nodes.iter().enumerate() {
                    check_column(fields, &format!("schema.columns[{index}]"), column);
                }
            }
            _ => fields.wrong_kind(fields.place.path("schema.columns"), "a list of columns", columns),
        }
    }
    let mut schema = fields.object("schema");
    schema.retain(|key, value| !(key == "columns" && value.is_null()));
    schema
}

fn check_column(fields: &mut Fields<'_>, path: &str, column: &Node) {
    if column.as_map().is_none() {
        fields.wrong_kind(fields.place.path(path), "a mapping with `name` and `type`", column);
        return;
    }
    for key in ["name", "type"] {
        let path = fields.place.path(&format!("{path}.{key}"));
        match column.get(key).filter(|node| !node.is_null()) {
            None => {
                let problem = sch003_required::report(path, "the column");
                fields.report(Some(problem.at(fields.at(column))));
            }
            Some(node) if node.as_text().is_none() => fields.wrong_kind(path, "text", node),
            Some(_) => {}
        }
    }
}

pub(super) fn recipe(index: usize, part: &Part, context: Context<'_>, problems: &mut Pile) -> Recipe {
    let mut fields = Fields::new(Place::Recipe(index), part, problems);
    let (name, kind) = identity(&mut fields, OF_RECIPES, context.names);
    let inputs = match fields.value("inputs") {
        None => Some(Vec::new()),
        Some(node) => dataset_refs(&mut fields, "inputs", node),
    };
    let outputs = match fields.value("outputs").map(|node| (node, node.as_list())) {
        None | Some((_, Some([]))) => {
            fields.missing("outputs");
            None
        }
        Some((node, _)) => dataset_refs(&mut fields, "outputs", node),
    };
    let params = fields.object("params");
    let (code, code_file) = code(&mut fields, context);
    let details = details(&mut fields, context.format);
    let lifecycle = fields.lifecycle();
    fields.check_keys(&keys::RECIPE, context.format);
    let (at, node) = (part.at(), part.node.clone());
    Recipe { at, index, name, kind, inputs, outputs, params, code, code_file, details, lifecycle, node }
}

/// `code`, or from version 1.1 on the text of `code_file`.
fn code(fields: &mut Fields<'_>, context: Context<'_>) -> (Option<Arc<str>>, Option<CodeFile>) {
    let written = fields.text_or_empty("code");
    if context.format < Format::V1_1 {
        return (written.map(|field| field.value), None);
    }
    let (file, text) = code_file::read(fields, context.files);
    code_file::check_single(fields, written.as_ref(), file.as_ref());
    (written.map(|field| field.value).or(text), file)
}

fn dataset_refs(fields: &mut Fields<'_>, key: &str, node: &Node) -> Option<Vec<DatasetRef>> {
    let Some(nodes) = node.as_list() else {
        fields.wrong_kind(fields.place.path(key), "a list of dataset names", node);
        return None;
    };
    let mut refs = Vec::with_capacity(nodes.len());
    for (position, element) in nodes.iter().enumerate() {
        match named(element).and_then(|name| text_field(name, fields.at(name))) {
            Some(name) => refs.push(DatasetRef { position, name, written: element.to_value() }),
            None => fields.wrong_kind(fields.place.path(&format!("{key}[{position}]")), "text", element),
        }
    }
    Some(refs)
}

/// The node that names the dataset: a text, or the `ref` of a mapping `{ref, role}` (`blocks.md` 9.1).
fn named(element: &Node) -> Option<&Node> {
    let Some(entries) = element.as_map() else { return Some(element) };
    let fits = entries.iter().all(|entry| match &*entry.key {
        "ref" => entry.value.as_text().is_some(),
        "role" => entry.value.is_null() || entry.value.as_text().is_some(),
        _ => false,
    });
    element.get("ref").filter(|_| fits)
}
