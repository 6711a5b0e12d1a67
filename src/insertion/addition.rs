//! What to add, as the text of a small configuration.

use serde_json::{Map, Value};

use crate::config::block_use::Section;
use crate::yaml::write::{self, Context};

/// Entries to add. The default adds nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Addition {
    /// Entries of `blocks` and `solutions`.
    pub uses: Vec<NewUse>,
    /// Entries of `datasets`.
    pub datasets: Vec<NewDataset>,
    /// Entries of `recipes`.
    pub recipes: Vec<NewRecipe>,
}

/// An entry of `blocks` or `solutions` to add.
#[derive(Clone, Debug, PartialEq)]
pub struct NewUse {
    /// The list it goes into.
    pub section: Section,
    /// `ref`
    pub reference: String,
    /// `instance_name`
    pub instance_name: String,
    /// `zone_name` or `zone_prefix`
    pub zone: String,
    /// `inputs`: ports and names, in order.
    pub inputs: Vec<(String, String)>,
    /// `outputs`: ports and names, in order.
    pub outputs: Vec<(String, String)>,
    /// `extends`, in order.
    pub extends: Vec<Value>,
}

/// A dataset to declare.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDataset {
    /// `name`
    pub name: String,
    /// `type`
    pub kind: String,
    /// `schema.columns`, an object each; left out if there are none.
    pub columns: Vec<Value>,
}

impl NewDataset {
    /// A managed dataset of which nothing else is known yet.
    pub fn managed(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: "managed".to_owned(), columns: Vec::new() }
    }
}

/// A recipe to declare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecipe {
    /// `name`
    pub name: String,
    /// `type`
    pub kind: String,
    /// `inputs`: names, in order.
    pub inputs: Vec<String>,
    /// `outputs`: names, in order.
    pub outputs: Vec<String>,
    /// `code`; left out if it is empty.
    pub code: String,
}

impl Addition {
    /// The configuration that holds them, in the order in which people read it.
    pub fn text(&self) -> String {
        let of = |section| self.uses.iter().filter(move |entry| entry.section == section).map(use_entry);
        let mut text = list(Section::Blocks.key(), of(Section::Blocks));
        text.push_str(&list(Section::Solutions.key(), of(Section::Solutions)));
        text.push_str(&list("datasets", self.datasets.iter().map(dataset_entry)));
        text.push_str(&list("recipes", self.recipes.iter().map(recipe_entry)));
        text
    }
}

fn list(key: &str, entries: impl Iterator<Item = String>) -> String {
    let entries: String = entries.collect();
    if entries.is_empty() { entries } else { format!("{key}:\n{entries}") }
}

fn use_entry(entry: &NewUse) -> String {
    let mut text = format!(
        "  - ref: {}\n    instance_name: {}\n    {}: {}\n",
        scalar(&entry.reference),
        scalar(&entry.instance_name),
        entry.section.zone_key(),
        scalar(&entry.zone)
    );
    for (key, names) in [("inputs", &entry.inputs), ("outputs", &entry.outputs)] {
        let mappings = names.iter().map(|(port, name)| format!("      {}: {}\n", scalar(port), scalar(name)));
        let mappings: String = mappings.collect();
        if !mappings.is_empty() {
            text.push_str(&format!("    {key}:\n{mappings}"));
        }
    }
    if !entry.extends.is_empty() {
        let extends = entry.extends.iter().map(|extension| format!("      - {}\n", write::flow(extension)));
        text.push_str(&format!("    extends:\n{}", extends.collect::<String>()));
    }
    text
}

fn dataset_entry(dataset: &NewDataset) -> String {
    let mut text = head(&dataset.name, &dataset.kind);
    if !dataset.columns.is_empty() {
        let columns = dataset.columns.iter().map(|column| format!("        - {}\n", in_order(column)));
        text.push_str(&format!("    schema:\n      columns:\n{}", columns.collect::<String>()));
    }
    text
}

fn recipe_entry(recipe: &NewRecipe) -> String {
    let mut text = head(&recipe.name, &recipe.kind);
    for (key, names) in [("inputs", &recipe.inputs), ("outputs", &recipe.outputs)] {
        let names: Vec<Value> = names.iter().map(|name| Value::from(name.as_str())).collect();
        text.push_str(&format!("    {key}: {}\n", write::flow(&Value::from(names))));
    }
    if !recipe.code.is_empty() {
        text.push_str(&format!("    code:{}\n", write::block(&Value::from(recipe.code.as_str()), 4)));
    }
    text
}

fn head(name: &str, kind: &str) -> String {
    format!("  - name: {}\n    type: {}\n", scalar(name), scalar(kind))
}

/// A column on one line, its name first.
fn in_order(column: &Value) -> String {
    let empty = Map::new();
    let members = column.as_object().unwrap_or(&empty);
    let (first, rest): (Vec<_>, Vec<_>) = members.iter().partition(|(key, _)| *key == "name");
    let member = |(key, value): (&String, &Value)| {
        format!("{}: {}", write::text(key, Context::Flow), write::flow(value))
    };
    let members: Vec<String> = first.into_iter().chain(rest).map(member).collect();
    format!("{{{}}}", members.join(", "))
}

fn scalar(text: &str) -> String {
    write::text(text, Context::Block)
}
