//! Sections to a typed configuration, with all problems at once (spec 1.2 and 1.3).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::block_use::Section;
use super::fields::{Fields, Place, text_field};
use super::read_blocks::block_use;
use super::rules::sch005_length::{LONGEST_NAME, LONGEST_TITLE};
use super::rules::sch006_type::{DATASET_TYPES, RECIPE_TYPES};
use super::rules::{
    sch002_kind, sch004_version, sch005_length, sch006_type, sch007_format, sch008_unknown_key,
};
use super::sections::{Part, Sections};
use super::{BlockUse, Config, Dataset, DatasetRef, Field, NameConvention, Project, Recipe, SchemaMatching};
use crate::diagnostic::Diagnostic;
use crate::yaml::node::{Content, Node};

/// Fields of `project` that are read, and those that wait.
pub const PROJECT_KEYS: [&str; 5] = ["key", "name", "description", "settings", "lifecycle"];
const LATER_PROJECT_KEYS: [&str; 5] = ["tags", "shortDesc", "owner", "variables", "dss"];

/// Fields of a dataset that are read, and those that wait.
pub const DATASET_KEYS: [&str; 7] =
    ["name", "type", "connection", "params", "schema", "format_type", "lifecycle"];
const LATER_DATASET_KEYS: [&str; 5] = ["description", "tags", "checks", "zone", "dss"];

/// Fields of a recipe that are read, and those that wait.
pub const RECIPE_KEYS: [&str; 7] = ["name", "type", "inputs", "outputs", "params", "code", "lifecycle"];
const LATER_RECIPE_KEYS: [&str; 13] = [
    "description",
    "tags",
    "code_file",
    "sql_file",
    "code_template",
    "code_env",
    "resources",
    "cluster",
    "connection",
    "join_config",
    "output",
    "zone",
    "dss",
];

/// Keys of `conventions`.
pub const CONVENTION_KEYS: [&str; 2] = ["names", "schemas"];

/// Reads the sections.
pub fn read(sections: &Sections, problems: &mut Vec<Diagnostic>) -> Config {
    if let Some(version) = &sections.version {
        check_version(version, problems);
    }
    if let Some(metadata) = &sections.metadata {
        check_metadata(metadata, problems);
    }
    let (names, schemas) =
        sections.conventions.as_ref().map(|part| conventions(part, problems)).unwrap_or_default();
    Config {
        names,
        schemas,
        project: sections.project.as_ref().map(|part| project(part, problems)),
        datasets: sections
            .datasets
            .iter()
            .map(|(index, part)| dataset(*index, part, names, problems))
            .collect(),
        recipes: sections.recipes.iter().map(|(index, part)| recipe(*index, part, names, problems)).collect(),
        recipes_at: sections.recipes_at,
        uses: uses(sections, problems),
    }
}

fn uses(sections: &Sections, problems: &mut Vec<Diagnostic>) -> Vec<BlockUse> {
    let mut uses = Vec::with_capacity(sections.blocks.len() + sections.solutions.len());
    for (section, parts) in [(Section::Blocks, &sections.blocks), (Section::Solutions, &sections.solutions)] {
        uses.extend(parts.iter().map(|(index, part)| block_use(section, *index, part, problems)));
    }
    uses
}

fn check_version(part: &Part, problems: &mut Vec<Diagnostic>) {
    match text_field(&part.node, part.at()) {
        Some(version) => problems.extend(sch004_version::check(&version)),
        None => problems.push(sch002_kind::report("version".into(), "text", &part.node, part.file)),
    }
}

fn check_metadata(part: &Part, problems: &mut Vec<Diagnostic>) {
    for key in ["description", "author", "created"] {
        let value = part.node.get(key).filter(|node| !node.is_null() && node.as_text().is_none());
        let report = |node| sch002_kind::report(format!("metadata.{key}"), "text", node, part.file);
        problems.extend(value.map(report));
    }
}

fn conventions(part: &Part, problems: &mut Vec<Diagnostic>) -> (NameConvention, SchemaMatching) {
    let (mut names, mut schemas) = (NameConvention::default(), SchemaMatching::default());
    let entries = part.node.as_map().unwrap_or_default();
    for entry in entries {
        let path = format!("conventions.{}", entry.key);
        let text = entry.value.as_text().map(|text| &*text.value);
        match (&*entry.key, text) {
            ("names", Some("upper")) => names = NameConvention::Upper,
            ("names", Some("dss")) => names = NameConvention::Dss,
            ("schemas", Some("lenient")) => schemas = SchemaMatching::Lenient,
            ("schemas", Some("strict")) => schemas = SchemaMatching::Strict,
            ("names" | "schemas", _) if entry.value.is_null() => {}
            ("names", _) => {
                problems.push(sch002_kind::report(path, "`upper` or `dss`", &entry.value, part.file));
            }
            ("schemas", _) => {
                problems.push(sch002_kind::report(path, "`lenient` or `strict`", &entry.value, part.file));
            }
            _ => problems.push(sch008_unknown_key::report(path, entry, part.file, &CONVENTION_KEYS, entries)),
        }
    }
    (names, schemas)
}

fn project(part: &Part, problems: &mut Vec<Diagnostic>) -> Project {
    let mut fields = Fields::new(Place::Project, part, problems);
    let key = fields.required_text("key");
    let name = fields.required_text("name");
    if let Some(key) = &key {
        fields.report(sch005_length::check(|| Place::Project.path("key"), key, LONGEST_NAME));
    }
    if let Some(name) = &name {
        fields.report(sch005_length::check(|| Place::Project.path("name"), name, LONGEST_TITLE));
    }
    let description = fields.text("description").map_or_else(|| "".into(), |field| field.value);
    let settings = fields.object("settings");
    let lifecycle = fields.lifecycle();
    fields.check_keys(&PROJECT_KEYS, &LATER_PROJECT_KEYS);
    Project { at: part.at(), key, name, description, settings, lifecycle, node: part.node.clone() }
}

fn dataset(index: usize, part: &Part, names: NameConvention, problems: &mut Vec<Diagnostic>) -> Dataset {
    let place = Place::Dataset(index);
    let mut fields = Fields::new(place, part, problems);
    let (name, kind) = identity(&mut fields, &DATASET_TYPES, names);
    let connection = fields.text_or_empty("connection");
    let params = fields.object("params");
    let schema = schema(&mut fields);
    let format_type = fields.text_or_empty("format_type");
    if let Some(format) = &format_type {
        fields.report(sch007_format::check(|| place.path("format_type"), format, names));
    }
    let lifecycle = fields.lifecycle();
    fields.check_keys(&DATASET_KEYS, &LATER_DATASET_KEYS);
    let (at, node) = (part.at(), part.node.clone());
    Dataset { at, index, name, kind, connection, params, schema, format_type, lifecycle, node }
}

/// A text of an entry, if it is there and readable.
type OptionalText = Option<Field<Arc<str>>>;

/// `name` and `type`, which every dataset and recipe has.
fn identity(
    fields: &mut Fields<'_>,
    types: &'static [&'static str],
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
                let problem = super::rules::sch003_required::report(path, "the column");
                fields.report(Some(problem.at(fields.at(column))));
            }
            Some(node) if node.as_text().is_none() => fields.wrong_kind(path, "text", node),
            Some(_) => {}
        }
    }
}

fn recipe(index: usize, part: &Part, names: NameConvention, problems: &mut Vec<Diagnostic>) -> Recipe {
    let mut fields = Fields::new(Place::Recipe(index), part, problems);
    let (name, kind) = identity(&mut fields, &RECIPE_TYPES, names);
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
    let code = fields.text_or_empty("code").map(|field| field.value);
    let lifecycle = fields.lifecycle();
    fields.check_keys(&RECIPE_KEYS, &LATER_RECIPE_KEYS);
    let (at, node) = (part.at(), part.node.clone());
    Recipe { at, index, name, kind, inputs, outputs, params, code, lifecycle, node }
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
