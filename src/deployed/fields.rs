//! Documents to attributes, field by field.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::names::Names;
use crate::address::{Address, ResourceType};
use crate::inventory::{Document, LeftOut};
use crate::managed::{self, Notes};
use crate::source::Source;
use crate::state::{Attributes, BY_SYSTEM, Metadata, Resource};
use crate::value::{is_empty, object};

/// What every document is read with.
pub(super) struct Fields<'a> {
    /// The project's key.
    pub(super) key: &'a str,
    /// When it was read.
    pub(super) at: &'a str,
    /// What goes by an id, by its name.
    pub(super) names: &'a Names,
    pub(super) notes: &'a mut Notes,
}

impl Fields<'_> {
    /// Tells what is not taken.
    pub(super) fn leave(&mut self, path: impl Into<String>, why: impl Into<String>) {
        self.notes.left_out.push(LeftOut::new(path, why));
    }

    /// A text with line feeds, as texts are everywhere here; empty if there is none.
    pub(super) fn text(&mut self, path: &str, document: &Document, key: &str) -> String {
        match document.get(key) {
            Some(Value::String(text)) if managed::is_secret(text) => {
                self.leave(format!("{path}: {key}"), managed::CREDENTIAL);
                String::new()
            }
            Some(Value::String(text)) => lines(text.clone()),
            None | Some(Value::Null) => String::new(),
            Some(_) => {
                self.leave(format!("{path}: {key}"), "it is no text");
                String::new()
            }
        }
    }

    /// `tags`, a list of texts.
    pub(super) fn tags(&mut self, path: &str, document: &Document) -> Value {
        match document.get("tags") {
            Some(Value::Array(tags)) if tags.iter().all(Value::is_string) => tags.clone().into(),
            None | Some(Value::Null) => json!([]),
            Some(_) => {
                self.leave(format!("{path}: tags"), "they are no list of texts");
                json!([])
            }
        }
    }

    /// A setting that is a mapping, without what a state does not keep.
    pub(super) fn object(
        &mut self,
        kind: &str,
        path: &str,
        document: &Document,
        key: &str,
    ) -> Map<String, Value> {
        let kind = ResourceType::from_name(kind);
        match document.get(key) {
            Some(value @ Value::Object(_)) => match managed::kept(&kind, path, key, value, self.notes) {
                Some(Value::Object(kept)) => kept,
                _ => Map::new(),
            },
            None | Some(Value::Null) => Map::new(),
            Some(_) => {
                self.leave(format!("{path}: {key}"), "it is no mapping");
                Map::new()
            }
        }
    }

    /// All settings but those that have attributes of their `own`: the attribute `dss`.
    pub(super) fn rest(
        &mut self,
        kind: &str,
        path: &str,
        document: &Document,
        own: &[&str],
    ) -> Map<String, Value> {
        let kind = ResourceType::from_name(kind);
        let others = document.iter().filter(|(key, _)| !own.contains(&key.as_str()));
        let kept = others.filter_map(|(key, value)| {
            let kept = managed::kept(&kind, path, key, value, self.notes)?;
            Some((key.clone(), kept))
        });
        object(kept)
    }

    /// A resource that was read from the server. `id` is that inside DSS, `document` has its version.
    pub(super) fn resource(
        &self,
        address: Address,
        attributes: Attributes,
        id: Option<&str>,
        document: &Document,
    ) -> Resource {
        let metadata = Metadata {
            deployed_at: self.at.to_owned(),
            deployed_by: BY_SYSTEM.to_owned(),
            dataiku_internal_id: id.map(str::to_owned),
            other: version(document),
            ..Metadata::default()
        };
        Resource::new(address, attributes, metadata).packed()
    }
}

/// Which version of the object was read, so that a later one is noticed (`dss-api.md` 6).
fn version(document: &Document) -> Map<String, Value> {
    let tag = document.get("versionTag").and_then(Value::as_object);
    let known = ["versionNumber", "lastModifiedOn"];
    let numbers =
        tag.into_iter().flatten().filter(|(key, value)| known.contains(&key.as_str()) && value.is_number());
    let numbers = object(numbers.map(|(key, value)| (key.clone(), value.clone())));
    if numbers.is_empty() { Map::new() } else { object([("versionTag".to_owned(), numbers.into())]) }
}

/// A text as every file is read: with line feeds, without byte order marks before it.
pub(super) fn lines(text: String) -> String {
    if !text.contains(['\r', '\u{feff}']) {
        return text;
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.contains('\r') { Arc::clone(&Source::new("", text).text).to_string() } else { text.to_owned() }
}

/// Attributes to start with.
pub(super) fn attributes<const N: usize>(members: [(&str, Value); N]) -> Attributes {
    object(members.map(|(key, value)| (key.to_owned(), value)))
}

/// Sets an attribute that is only there if it says something.
pub(super) fn set(attributes: &mut Attributes, key: &str, value: impl Into<Value>) {
    let value = value.into();
    if !is_empty(&value) {
        attributes.insert(key.to_owned(), value);
    }
}

/// An empty mapping.
pub(super) fn nothing() -> Value {
    Value::Object(Map::new())
}
