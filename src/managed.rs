//! What of DSS's documents a configuration describes, and what it leaves to DSS (spec 1.6, `dss`).
//!
//! Most of a document was filled in by DSS: stamps, ids, what screens show, its own defaults. The
//! table `managed/settings.json` names these fields. A state keeps the defaults, so that any setting
//! can be compared; a configuration has neither. What looks like a credential is in none of both.

mod reason;
mod rule;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value};

pub use self::reason::{Omission, Reason};
use self::rule::Rule;
use crate::address::ResourceType;
use crate::credential;
use crate::inventory::LeftOut;
use crate::value::is_empty;
use crate::value::path::{push_index, push_key};
use crate::variables::placeholder::placeholders;

/// Most collections that a value may be nested in: YAML ends at 100 (spec 1.1), and a value stands in
/// up to eight of them.
pub const MAX_DEPTH: usize = 90;

/// Whom a value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// A state, which has all that DSS manages.
    State,
    /// A configuration, which has what somebody decided.
    Configuration,
    /// A configuration, of a value that is the user's own in every part.
    Own,
}

/// What was not taken over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// Fields that DSS fills in again by itself.
    pub omitted: Vec<Omission>,
    /// What is lost, because neither a state nor a configuration may hold it.
    pub left_out: Vec<LeftOut>,
    /// The places of `omitted`, each once.
    places: BTreeSet<Arc<str>>,
}

impl Notes {
    fn omit(&mut self, document: &str, place: &str, reason: Reason) {
        let last = self.omitted.last().map(|last| &last.document).filter(|last| &***last == document);
        let document = last.map_or_else(|| Arc::from(document), Arc::clone);
        let known = self.places.get(place).map(Arc::clone);
        let place = known.unwrap_or_else(|| {
            let place: Arc<str> = Arc::from(place);
            self.places.insert(Arc::clone(&place));
            place
        });
        self.omitted.push(Omission { document, place, reason });
    }
}

/// The setting `key` of a document as a state keeps it; `None` if nothing of it is kept. `path` is
/// that of the document, for the notes.
pub fn kept(kind: &ResourceType, path: &str, key: &str, value: &Value, notes: &mut Notes) -> Option<Value> {
    walk(Reader::State, kind, path, key, value, notes)
}

/// The setting `key` as a configuration writes it: what [`kept`] keeps without ids, defaults and what
/// says nothing.
pub fn written(
    kind: &ResourceType,
    path: &str,
    key: &str,
    value: &Value,
    notes: &mut Notes,
) -> Option<Value> {
    walk(Reader::Configuration, kind, path, key, value, notes)
}

/// A value of the user's own, as a variable, as a configuration writes it: all but what it would read
/// otherwise.
pub fn plain(kind: &ResourceType, path: &str, key: &str, value: &Value, notes: &mut Notes) -> Option<Value> {
    walk(Reader::Own, kind, path, key, value, notes)
}

fn walk(
    reader: Reader,
    kind: &ResourceType,
    path: &str,
    key: &str,
    value: &Value,
    notes: &mut Notes,
) -> Option<Value> {
    let mut place = String::new();
    push_key(&mut place, key);
    let rules = if reader == Reader::Own { Vec::new() } else { rule::of(kind, key) };
    let at = At { depth: 0, is_secret: credential::is_named(key) };
    Walk { reader, path, notes }.value(&mut place, value, &rules, at)
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct At {
    /// In how many collections.
    depth: usize,
    /// Whether a key on the way to it names a credential.
    is_secret: bool,
}

impl At {
    fn below(self, key: &str) -> Self {
        Self { is_secret: self.is_secret || credential::is_named(key), ..self.element() }
    }

    fn element(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

/// A way through the value of one setting. Recurses as deep as [`MAX_DEPTH`].
struct Walk<'a> {
    reader: Reader,
    path: &'a str,
    notes: &'a mut Notes,
}

impl Walk<'_> {
    fn value(&mut self, place: &mut String, value: &Value, rules: &[Rule<'_>], at: At) -> Option<Value> {
        if let Some(why) = self.refused(place, value, at) {
            self.notes.left_out.push(LeftOut::new(format!("{}: {place}", self.path), why));
            return None;
        }
        if let Some(reason) =
            rules.iter().find_map(|rule| rule.judge(value)).filter(|reason| self.drops(*reason))
        {
            return self.omit(place, reason);
        }
        let kept = match value {
            Value::Object(members) => Value::Object(self.members(place, members, rules, at)),
            Value::Array(elements) => Value::Array(self.elements(place, elements, rules, at)),
            scalar => scalar.clone(),
        };
        if self.drops(Reason::Empty) && is_empty(&kept) {
            // What became empty was told part by part.
            return if is_empty(value) { self.omit(place, Reason::Empty) } else { None };
        }
        Some(kept)
    }

    fn members(
        &mut self,
        place: &mut String,
        members: &Map<String, Value>,
        rules: &[Rule<'_>],
        at: At,
    ) -> Map<String, Value> {
        let mut kept = Map::new();
        let start = place.len();
        for (key, value) in members {
            push_key(place, key);
            let below: Vec<Rule<'_>> = rules.iter().filter_map(|rule| rule.member(key)).collect();
            if let Some(value) = self.value(place, value, &below, at.below(key)) {
                kept.insert(key.clone(), value);
            }
            place.truncate(start);
        }
        kept
    }

    /// All elements stay, because lists are compared by position; one of which nothing is left becomes
    /// an empty mapping.
    fn elements(&mut self, place: &mut String, elements: &[Value], rules: &[Rule<'_>], at: At) -> Vec<Value> {
        let below: Vec<Rule<'_>> = rules.iter().copied().filter_map(Rule::element).collect();
        let start = place.len();
        let mut kept = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            push_index(place, index);
            kept.push(match element {
                Value::Object(members) => Value::Object(self.members(place, members, &below, at.element())),
                Value::Array(inner) => Value::Array(self.elements(place, inner, &below, at.element())),
                scalar => scalar.clone(),
            });
            place.truncate(start);
        }
        kept
    }

    /// Why a value is not for the reader. A list is refused with the first of its elements, which cannot
    /// go alone.
    fn refused(&self, place: &str, value: &Value, at: At) -> Option<String> {
        if at.depth >= MAX_DEPTH && (value.is_object() || value.is_array()) {
            return Some(format!("it is nested more than {MAX_DEPTH} deep"));
        }
        match value {
            Value::Array(elements) => {
                elements.iter().find_map(|element| self.refused(place, element, at.element()))
            }
            Value::String(text) if is_credential(text, at.is_secret) => Some(CREDENTIAL.to_owned()),
            // `max_tokens: 512` counts words.
            Value::Number(_) if at.is_secret && !place.to_lowercase().ends_with("tokens") => {
                Some(CREDENTIAL.to_owned())
            }
            Value::String(text) if self.reader != Reader::State => {
                let name = placeholders(text).into_iter().next()?.name;
                Some(format!("a configuration would read `{{{{ env.{name} }}}}` in it as a variable"))
            }
            _ => None,
        }
    }

    fn drops(&self, reason: Reason) -> bool {
        match self.reader {
            Reader::State => !reason.is_kept_in_state(),
            Reader::Configuration => true,
            Reader::Own => false,
        }
    }

    fn omit(&mut self, place: &str, reason: Reason) -> Option<Value> {
        self.notes.omit(self.path, place, reason);
        None
    }
}

/// Why a credential is left out.
pub const CREDENTIAL: &str = "it looks like a credential";

/// Whether a text is a credential by its form, or because DSS encrypted it.
pub fn is_secret(text: &str) -> bool {
    credential::is_one(text) || text.starts_with("e:AES")
}

/// Whether a text is a credential by itself or by the names around it.
fn is_credential(text: &str, is_named: bool) -> bool {
    is_secret(text) || is_named && !text.is_empty() && !credential::is_placeholder(text)
}

#[cfg(test)]
mod tests;
