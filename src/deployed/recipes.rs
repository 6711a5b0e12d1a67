//! Recipes to resources: what they read and write by name, their code as text.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::fields::{Fields, attributes, lines, set};
use super::objects::{can_name, identified};
use crate::address::{Address, ResourceType};
use crate::config::name::is_dss_key;
use crate::inventory::PackedRecipe;
use crate::state::Resource;
use crate::variables::placeholder::placeholders;

/// Recipes. One that writes nothing a configuration can name is left out.
pub(super) fn recipes(
    stored: BTreeMap<String, PackedRecipe>,
    known: &Known,
    fields: &mut Fields<'_>,
) -> Vec<Resource> {
    stored.into_iter().filter_map(|(name, stored)| recipe(known, fields, &name, stored)).collect()
}

fn recipe(known: &Known, fields: &mut Fields<'_>, name: &str, stored: PackedRecipe) -> Option<Resource> {
    let path = format!("recipes/{name}.json");
    let document = &stored.recipe.document();
    let kind = identified(fields, &path, name, document)?;
    let ends = Ends { known, path: &path };
    let inputs = ends.roles(fields, document.get("inputs"), "inputs");
    let outputs = ends.roles(fields, document.get("outputs"), "outputs");
    if refs(&outputs).next().is_none() {
        fields.leave(&path, "it writes nothing that a configuration can name");
        return None;
    }
    let mut attributes = attributes([
        ("name", name.into()),
        ("type", kind.into()),
        ("inputs", inputs),
        ("outputs", outputs),
        ("params", fields.object("recipe", &path, document, "params").into()),
        ("tags", fields.tags(&path, document)),
    ]);
    set(&mut attributes, "payload", stored.payload.map(lines).unwrap_or_default());
    set(&mut attributes, "description", fields.text(&path, document, "description"));
    set(&mut attributes, "zone", fields.names.zone_of("RECIPE", name).unwrap_or_default());
    let own = ["name", "id", "projectKey", "type", "inputs", "outputs", "params", "tags", "description"];
    set(&mut attributes, "dss", fields.rest("recipe", &path, document, &own));
    let address = Address::resource(ResourceType::Recipe, fields.key, name);
    Some(fields.resource(address, attributes, Some(name), document))
}

/// The names in `inputs` or `outputs` of a recipe's attributes.
pub(super) fn refs(roles: &Value) -> impl Iterator<Item = &str> {
    let lists = roles.as_object().into_iter().flatten().filter_map(|(_, role)| role.get("items")?.as_array());
    lists.flatten().filter_map(|end| end.get("ref")?.as_str())
}

/// The datasets of a project, by name.
pub(super) struct Known {
    /// All that it has.
    pub(super) all: BTreeSet<String>,
    /// Those that the state has.
    pub(super) described: BTreeSet<String>,
}

/// What a recipe reads or writes.
struct Ends<'a> {
    known: &'a Known,
    path: &'a str,
}

impl Ends<'_> {
    /// The roles with names for ids, without ends that no configuration can name.
    fn roles(&self, fields: &mut Fields<'_>, roles: Option<&Value>, side: &str) -> Value {
        let mut named = Map::new();
        for (role, value) in roles.and_then(Value::as_object).into_iter().flatten() {
            let place = format!("{}: {side}.{role}", self.path);
            let ends = value.get("items").and_then(Value::as_array).filter(|_| placeholders(role).is_empty());
            let Some(ends) = ends else {
                fields.leave(place, "it is no role with a list of ends");
                continue;
            };
            let ends: Vec<Value> = ends.iter().filter_map(|end| self.end(fields, end, &place)).collect();
            if !ends.is_empty() {
                named.insert(role.clone(), json!({"items": ends}));
            }
        }
        Value::Object(named)
    }

    fn end(&self, fields: &mut Fields<'_>, end: &Value, place: &str) -> Option<Value> {
        let written = end.get("ref").and_then(Value::as_str).unwrap_or_default();
        let Some(name) = self.name(fields, written) else {
            fields.leave(place, format!("{written:?} is nothing that the configuration has"));
            return None;
        };
        let mut named = end.as_object().cloned().unwrap_or_default();
        for (key, why) in [("deps", "how partitions depend on each other"), ("appendMode", "that it appends")]
        {
            let says = named.get(key).is_some_and(|value| {
                !matches!(value, Value::Bool(false) | Value::Null) && *value != json!([])
            });
            if says {
                fields
                    .leave(format!("{place}: {key} of {name}"), format!("a configuration cannot say {why}"));
            }
        }
        named.insert("ref".to_owned(), name.into());
        Some(Value::Object(named))
    }

    /// The name under which a configuration knows an end: of the project itself, or `KEY.name` of
    /// another one.
    fn name(&self, fields: &Fields<'_>, written: &str) -> Option<String> {
        let own = written.strip_prefix(fields.key).and_then(|rest| rest.strip_prefix('.')).unwrap_or(written);
        if self.known.all.contains(own) {
            return self.known.described.contains(own).then(|| own.to_owned());
        }
        let of_other = || own.split_once('.').is_some_and(|(key, name)| is_dss_key(key) && can_name(name));
        fields.names.object(own).map(str::to_owned).or_else(|| of_other().then(|| own.to_owned()))
    }
}
