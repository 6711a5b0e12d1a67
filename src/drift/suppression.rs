//! Differences that make no difference, each with the reason.

use serde_json::{Map, Value};

use super::comparable::{Comparable, ours_alone};
use super::fields::overlap;
use super::filled::is_filled;
use super::{ResourceDrift, at};
use crate::address::ResourceType;
use crate::attribute::display_order;
use crate::normal::references::refs;
use crate::normal::types::is_same_type;
use crate::sorting::sort;
use crate::state::Resource;
use crate::value::path::{push_index, push_key};
use crate::value::{canonical, is_empty, same};

/// Why a difference between server and configuration is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// DSS fills it in by itself.
    Filled,
    /// The configuration says nothing about it.
    NotDescribed,
    /// Nothing on one side is an empty value on the other (spec 4.3).
    EmptyIsAbsent,
    /// The same type under another name (spec 3.5).
    TypeName,
    /// The same tags in another order (`dss-api.md` 6).
    TagOrder,
    /// The same references, one side with the key of the own project in front (spec 3.5).
    OwnProject,
    /// The same content in another shape: roles, payload, connection, letters of a colour (spec 3.5).
    Shape,
    /// `lifecycle.ignore_changes` names it (spec 1.3).
    Ignored,
    /// A block made it, and only the block's publisher can say what it should be (`blocks.md` 9.3).
    MadeByBlock,
    /// The reading tells nothing of it.
    NotRead,
}

/// A difference that makes no difference. [`ResourceDrift::values`] tells its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Suppression {
    /// Where; empty for the whole resource.
    pub path: String,
    /// Why.
    pub reason: Reason,
    /// Whether the server's value is another than the last known one, as far as that one is known.
    pub moved: bool,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 10] = [
        Self::Filled,
        Self::NotDescribed,
        Self::EmptyIsAbsent,
        Self::TypeName,
        Self::TagOrder,
        Self::OwnProject,
        Self::Shape,
        Self::Ignored,
        Self::MadeByBlock,
        Self::NotRead,
    ];

    /// The name in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Filled => "filled-by-server",
            Self::NotDescribed => "not-described",
            Self::EmptyIsAbsent => "empty-is-absent",
            Self::TypeName => "type-name",
            Self::TagOrder => "tag-order",
            Self::OwnProject => "own-project",
            Self::Shape => "shape",
            Self::Ignored => "ignored",
            Self::MadeByBlock => "made-by-block",
            Self::NotRead => "not-read",
        }
    }
}

/// Lists what differs between the sides of `drift` and is no field of it.
pub(super) fn add(drift: &mut ResourceDrift, sides: &Comparable<'_>) {
    let (Some(server), config) = (&drift.server, &drift.config) else { return };
    let mut walk = Walk { kind: drift.address.kind(), path: String::new(), found: Vec::new() };
    match config {
        Some(config) => {
            walk.ignored(server, config);
            walk.attributes(server, config);
            walk.ours(config, sides.knows_zones);
        }
        None if drift.kind.is_none() => walk.note(Reason::NotDescribed),
        None => {}
    }
    let is_field = |path: &str| drift.fields.iter().any(|field| overlap(&field.path, path));
    let mut found = walk.found;
    found.retain(|suppression| !is_field(&suppression.path));
    for suppression in &mut found {
        suppression.moved = has_moved(drift, &suppression.path);
    }
    drift.suppressed = found;
}

/// Whether the server left what a reading had stored.
fn has_moved(drift: &ResourceDrift, path: &str) -> bool {
    let (Some(stored), Some(server)) = (&drift.stored, &drift.server) else { return false };
    if !stored.is_from_server() || path.is_empty() {
        return false;
    }
    match (at(stored, path), at(server, path)) {
        (Some(stored), Some(server)) => !same(&stored, &server),
        (None, None) => false,
        _ => true,
    }
}

/// The walk through two sides, as they are stored.
struct Walk<'a> {
    kind: &'a ResourceType,
    path: String,
    found: Vec<Suppression>,
}

impl Walk<'_> {
    fn note(&mut self, reason: Reason) {
        // What is ignored is noted first, and once is enough.
        if !self.found.iter().any(|known| known.reason == Reason::Ignored && overlap(&known.path, &self.path))
        {
            self.found.push(Suppression { path: self.path.clone(), reason, moved: false });
        }
    }

    fn note_at(&mut self, path: &str, reason: Reason) {
        let before = std::mem::replace(&mut self.path, path.to_owned());
        self.note(reason);
        self.path = before;
    }

    fn below(&mut self, extend: impl FnOnce(&mut String), visit: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        extend(&mut self.path);
        visit(self);
        self.path.truncate(length);
    }

    fn ignored(&mut self, server: &Resource, config: &Resource) {
        for path in &config.metadata.lifecycle.ignore_changes {
            let is_same = match (at(server, path), at(config, path)) {
                (Some(server), Some(config)) => same(&server, &config),
                (server, config) => server.is_none() && config.is_none(),
            };
            if !is_same {
                self.note_at(path, Reason::Ignored);
            }
        }
    }

    fn ours(&mut self, config: &Resource, knows_zones: bool) {
        for name in ours_alone(config, knows_zones) {
            let reason = if name == "zone" { Reason::NotRead } else { Reason::MadeByBlock };
            self.note_at(name, reason);
        }
    }

    fn attributes(&mut self, server: &Resource, config: &Resource) {
        let (there, here) = (server.attributes(), config.attributes());
        for (name, value) in display_order(self.kind, there) {
            let key = config.address.project_key();
            match name.as_str() {
                "payload" if there.contains_key("code") => {}
                "payload" if !here.contains_key("payload") => self.payload(value, here),
                _ => self.below(|path| push_key(path, name), |walk| walk.attribute(name, value, here, key)),
            }
        }
        if !there.contains_key("connection") {
            self.hidden_connection(there, here);
        }
        for (name, value) in display_order(self.kind, here) {
            if !there.contains_key(name) && is_empty(value) {
                self.note_at(name, Reason::EmptyIsAbsent);
            }
        }
    }

    fn attribute(&mut self, name: &str, there: &Value, config: &Map<String, Value>, key: &str) {
        let here = config.get(name);
        match (name, here) {
            ("inputs" | "outputs", Some(here)) if !same(here, there) => self.references(there, here, key),
            ("tags", Some(here)) if !same(here, there) && has_same_elements(here, there) => {
                self.note(Reason::TagOrder);
            }
            ("type", Some(here)) if !same(here, there) => {
                let names = here.as_str().zip(there.as_str());
                if names.is_some_and(|(here, there)| is_same_type(self.kind, here, there)) {
                    self.note(Reason::TypeName);
                }
            }
            _ => self.value(Some(there), here),
        }
    }

    /// The code of a recipe as servers keep it.
    fn payload(&mut self, there: &Value, config: &Map<String, Value>) {
        match config.get("code") {
            Some(code) if same(code, there) => self.note_at("code", Reason::Shape),
            None if !is_empty(there) => self.note_at("code", Reason::NotDescribed),
            _ => {}
        }
    }

    /// The connection that servers keep among the params: [`Walk::value`] took it for undescribed.
    fn hidden_connection(&mut self, there: &Map<String, Value>, config: &Map<String, Value>) {
        let hidden = there.get("params").and_then(|params| params.get("connection"));
        let Some(hidden) = hidden.filter(|_| *self.kind == ResourceType::Dataset) else { return };
        if config.get("connection").is_some_and(|here| same(here, hidden)) {
            self.found.retain(|known| known.path != "params.connection");
            self.note_at("connection", Reason::Shape);
        }
    }

    fn references(&mut self, there: &Value, here: &Value, key: &str) {
        if refs(there, key) != refs(here, key) {
            return;
        }
        let is_plain = |value: &Value| value.as_array().is_some_and(|list| list.iter().all(Value::is_string));
        let reason = if is_plain(there) && is_plain(here) { Reason::OwnProject } else { Reason::Shape };
        self.note(reason);
    }

    /// Recurses as deep as the values are nested, which their readers limit.
    fn value(&mut self, there: Option<&Value>, here: Option<&Value>) {
        match (there, here) {
            (Some(Value::Object(there)), Some(Value::Object(here))) => self.members(there, here),
            (Some(Value::Array(there)), Some(Value::Array(here))) if there.len() == here.len() => {
                for (index, (there, here)) in there.iter().zip(here).enumerate() {
                    let visit = |walk: &mut Self| walk.value(Some(there), Some(here));
                    self.below(|path| push_index(path, index), visit);
                }
            }
            (Some(_), None) if is_filled(self.kind, &self.path) => self.note(Reason::Filled),
            (Some(there), None) if is_empty(there) => self.note(Reason::EmptyIsAbsent),
            (Some(_), None) => self.note(Reason::NotDescribed),
            (None, Some(here)) if is_empty(here) => self.note(Reason::EmptyIsAbsent),
            // A field, or written in another way.
            (Some(there), Some(here)) if !same(there, here) => self.note(Reason::Shape),
            _ => {}
        }
    }

    fn members(&mut self, there: &Map<String, Value>, here: &Map<String, Value>) {
        for (key, there) in there {
            let here = here.get(key);
            self.below(|path| push_key(path, key), |walk| walk.value(Some(there), here));
        }
        for (key, here) in here.iter().filter(|(key, _)| !there.contains_key(*key)) {
            self.below(|path| push_key(path, key), |walk| walk.value(None, Some(here)));
        }
    }
}

fn has_same_elements(one: &Value, other: &Value) -> bool {
    let elements = |value: &Value| {
        let mut elements: Vec<String> = value.as_array()?.iter().map(canonical).collect();
        sort(&mut elements);
        elements.dedup();
        Some(elements)
    };
    elements(one).is_some() && elements(one) == elements(other)
}
