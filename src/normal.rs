//! The normal form in which attributes are compared (spec 3.5).
//!
//! Attributes read from a server have another shape than those a configuration asks for. The
//! normal form makes both comparable; checksums are never computed over it.

pub mod references;
pub mod types;

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::address::ResourceType;
use crate::config::Format;
use crate::sorting::sort_by_key;
use crate::state::{Attributes, Resource};
use crate::value::{is_empty, object};
use references::{own_name, refs};

/// The attributes of a resource in normal form; borrowed if they have it already. What a configuration
/// of this `format` cannot say is left out.
pub fn attributes(resource: &Resource, format: Format) -> Cow<'_, Attributes> {
    let attributes = resource.attributes();
    let kind = resource.address.kind();
    let dropped = dropped(kind, format);
    let normal = match kind {
        ResourceType::Project => project(attributes, dropped),
        ResourceType::Dataset => dataset(attributes, dropped),
        ResourceType::Recipe => recipe(attributes, dropped, resource.address.project_key()),
        ResourceType::Folder => located(attributes),
        _ => Cow::Borrowed(attributes),
    };
    if format < Format::V1_1 { normal } else { settled(normal, kind) }
}

/// What a server keeps of a resource and a configuration cannot say.
fn dropped(kind: &ResourceType, format: Format) -> &'static [&'static str] {
    match (kind, format) {
        (ResourceType::Project, Format::V1_0) => &["shortDesc", "tags", "checklists"],
        (ResourceType::Project, Format::V1_1) => &["checklists"],
        (_, Format::V1_0) => &["tags"],
        (_, Format::V1_1) => &[],
    }
}

fn has_any(attributes: &Attributes, names: &[&str]) -> bool {
    names.iter().any(|name| attributes.contains_key(*name))
}

fn project<'a>(attributes: &'a Attributes, dropped: &[&str]) -> Cow<'a, Attributes> {
    if attributes.contains_key("settings") && !has_any(attributes, dropped) {
        return Cow::Borrowed(attributes);
    }
    let mut normal = without(attributes, dropped);
    normal.entry("settings").or_insert_with(|| Value::Object(Map::new()));
    Cow::Owned(normal)
}

/// Attributes of version 1.1 that are left out when they say nothing. Tags are a set, which DSS keeps
/// sorted; a colour is the same in either case (`dss-api.md` 5.4 and 6).
fn settled<'a>(attributes: Cow<'a, Attributes>, kind: &ResourceType) -> Cow<'a, Attributes> {
    let optional: &[&str] = match kind {
        ResourceType::Project => &["shortDesc", "tags", "variables", "dss"],
        ResourceType::Dataset | ResourceType::Recipe => &["zone", "description", "tags", "dss"],
        ResourceType::Zone => &["color", "dss"],
        ResourceType::Folder => &["type", "connection", "params", "zone", "dss"],
        ResourceType::Scenario => &["params", "code", "dss"],
        _ => return attributes,
    };
    let says_nothing = |name: &str| attributes.get(name).is_some_and(is_empty);
    if !has_any(&attributes, &["tags", "color"]) && !optional.iter().any(|name| says_nothing(name)) {
        return attributes;
    }
    let mut settled = attributes.into_owned();
    settled.retain(|name, value| !(optional.contains(&name.as_str()) && is_empty(value)));
    if let Some(Value::Array(tags)) = settled.get_mut("tags") {
        sort_by_key(tags, |tag| tag.as_str().map(str::to_owned));
        tags.dedup();
    }
    if let Some(Value::String(color)) = settled.get_mut("color") {
        color.make_ascii_lowercase();
    }
    Cow::Owned(settled)
}

/// Moves the connection from where servers keep it.
fn located(attributes: &Attributes) -> Cow<'_, Attributes> {
    let Some(connection) = hidden_connection(attributes) else { return Cow::Borrowed(attributes) };
    let mut normal = attributes.clone();
    set_connection(&mut normal, connection);
    Cow::Owned(normal)
}

fn set_connection(attributes: &mut Attributes, connection: &str) {
    attributes.insert("connection".into(), connection.into());
    if let Some(Value::Object(params)) = attributes.get_mut("params") {
        params.remove("connection");
    }
}

fn dataset<'a>(attributes: &'a Attributes, dropped: &[&str]) -> Cow<'a, Attributes> {
    let has_empty = |name: &str| attributes.get(name).is_some_and(is_empty);
    let hidden_connection = hidden_connection(attributes);
    let is_normal = !has_any(attributes, dropped)
        && !has_empty("schema")
        && !has_empty("formatType")
        && hidden_connection.is_none();
    if is_normal {
        return Cow::Borrowed(attributes);
    }
    let mut normal = without(attributes, dropped);
    normal.retain(|name, value| !(matches!(name.as_str(), "schema" | "formatType") && is_empty(value)));
    if let Some(connection) = hidden_connection {
        set_connection(&mut normal, connection);
    }
    Cow::Owned(normal)
}

/// The connection inside the params, where servers keep it, if there is none outside.
fn hidden_connection(attributes: &Attributes) -> Option<&str> {
    if attributes.contains_key("connection") {
        return None;
    }
    attributes.get("params")?.get("connection")?.as_str()
}

fn recipe<'a>(attributes: &'a Attributes, dropped: &[&str], project_key: &str) -> Cow<'a, Attributes> {
    let is_normal = !has_any(attributes, dropped)
        && !attributes.contains_key("payload")
        && ["inputs", "outputs"].into_iter().all(|name| has_plain_refs(attributes.get(name), project_key));
    if is_normal {
        return Cow::Borrowed(attributes);
    }
    let mut normal = without(attributes, dropped);
    if !normal.contains_key("code")
        && let Some(payload) = normal.remove("payload").filter(|payload| !is_empty(payload))
    {
        normal.insert("code".into(), payload);
    }
    for name in ["inputs", "outputs"] {
        if let Some(value) = normal.get_mut(name)
            && let Some(refs) = refs(value, project_key)
        {
            *value = refs.into_iter().map(Value::from).collect();
        }
    }
    Cow::Owned(normal)
}

fn without(attributes: &Attributes, names: &[&str]) -> Attributes {
    let kept = attributes.iter().filter(|(name, _)| !names.contains(&name.as_str()));
    object(kept.map(|(name, value)| (name.clone(), value.clone())))
}

fn has_plain_refs(value: Option<&Value>, project_key: &str) -> bool {
    let is_plain = |element: &Value| element.as_str().is_some_and(|text| own_name(text, project_key) == text);
    value.is_none_or(|value| value.as_array().is_some_and(|list| list.iter().all(is_plain)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::address::Address;
    use crate::state::Metadata;

    fn normal(address: &str, value: &Value) -> Value {
        let address = Address::parse(address).unwrap();
        let resource = Resource::new(address, value.as_object().unwrap().clone(), Metadata::default());
        Value::Object(attributes(&resource, Format::V1_0).into_owned())
    }

    fn normal_1_1(address: &str, value: &Value) -> Value {
        let address = Address::parse(address).unwrap();
        let resource = Resource::new(address, value.as_object().unwrap().clone(), Metadata::default());
        Value::Object(attributes(&resource, Format::V1_1).into_owned())
    }

    #[test]
    fn what_version_1_1_describes_is_kept_unless_it_is_empty() {
        assert_eq!(
            normal_1_1(
                "project.P",
                &json!({"shortDesc": "s", "tags": ["b", "a", "b"], "variables": {}, "checklists": {}})
            ),
            json!({"shortDesc": "s", "tags": ["a", "b"], "settings": {}})
        );
        assert_eq!(
            normal_1_1("dataset.P.A", &json!({"tags": [], "description": "", "zone": "z", "dss": {}})),
            json!({"zone": "z"})
        );
        assert_eq!(
            normal_1_1("recipe.P.r", &json!({"tags": ["x"], "payload": "pass"})),
            json!({"tags": ["x"], "code": "pass"})
        );
        assert_eq!(normal_1_1("zone.P.z", &json!({"color": "#2AB1AC"})), json!({"color": "#2ab1ac"}));
        assert_eq!(
            normal_1_1("folder.P.f", &json!({"type": "", "params": {"connection": "disk"}})),
            json!({"connection": "disk"})
        );
        let plain = json!({"name": "s", "active": false, "params": {"steps": []}});
        assert_eq!(normal_1_1("scenario.P.s", &plain), plain);
    }

    #[test]
    fn a_server_project_loses_what_no_configuration_says() {
        let server =
            json!({"projectKey": "P", "name": "p", "shortDesc": "", "tags": ["a"], "checklists": {}});
        assert_eq!(normal("project.P", &server), json!({"projectKey": "P", "name": "p", "settings": {}}));
    }

    #[test]
    fn a_server_dataset_shows_its_connection() {
        let server = json!({"name": "A", "params": {"connection": "wh", "table": "a"}, "schema": {}, "formatType": "",
            "tags": []});
        assert_eq!(
            normal("dataset.P.A", &server),
            json!({"name": "A", "params": {"table": "a"}, "connection": "wh"})
        );
        let kept = json!({"connection": "x", "params": {"connection": "wh"}, "schema": {"columns": []}});
        assert_eq!(normal("dataset.P.A", &kept), kept);
    }

    #[test]
    fn a_server_recipe_becomes_lists_and_code() {
        let server = json!({"name": "r", "payload": "pass", "tags": [],
            "inputs": {"extra": {"items": [{"ref": "C"}]}, "main": {"items": [{"ref": "P.A", "deps": []}, {"ref": "Q.B"}]}},
            "outputs": {"main": {"items": []}}});
        assert_eq!(
            normal("recipe.P.r", &server),
            json!({"name": "r", "code": "pass", "inputs": ["A", "Q.B", "C"], "outputs": []})
        );
        assert_eq!(normal("recipe.P.r", &json!({"payload": ""})), json!({}));
    }

    #[test]
    fn roles_of_a_configuration_are_reduced_to_refs() {
        let config = json!({"inputs": [{"ref": "M", "role": "model"}, "A", {"ref": "B"}]});
        assert_eq!(normal("recipe.P.r", &config), json!({"inputs": ["A", "B", "M"]}));
        assert_eq!(normal("recipe.P.r", &json!({"inputs": "A"})), json!({"inputs": "A"}));
    }
}
