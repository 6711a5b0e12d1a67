//! The table of settings: for a place in a document, its default or why it is left to DSS.
//!
//! In `settings.json` a mapping holds the rules of its members, `*` of any member; a list with one
//! mapping the rule of each element; `"!stamp"` and the like a reason; `{"!any": [..]}` several
//! defaults; everything else is a default.

use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::Reason;
use crate::address::ResourceType;
use crate::value::same;

/// What the table says of one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule<'t>(&'t Value);

/// The rules for setting `key` of documents of this kind: those of the kind, then those of all.
pub(super) fn of(kind: &ResourceType, key: &str) -> Vec<Rule<'static>> {
    let sections = [kind.name(), "any"].into_iter().filter_map(|name| table().get(name));
    sections.filter_map(|section| section.get(key)).map(Rule).collect()
}

fn table() -> &'static Map<String, Value> {
    static TABLE: OnceLock<Map<String, Value>> = OnceLock::new();
    TABLE.get_or_init(|| serde_json::from_str(include_str!("settings.json")).unwrap_or_default())
}

impl Rule<'_> {
    /// Why a value at this place is left out; `None` if it is not, or not as a whole.
    pub(super) fn judge(self, value: &Value) -> Option<Reason> {
        match self.0 {
            Value::String(text) if text.starts_with('!') => text.get(1..).and_then(Reason::named),
            Value::Object(members) => {
                let any = members.get("!any")?.as_array()?;
                any.iter().any(|default| same(default, value)).then_some(Reason::Default)
            }
            Value::Array(_) => None,
            default => same(default, value).then_some(Reason::Default),
        }
    }
}

impl<'t> Rule<'t> {
    /// The rule of a member.
    pub(super) fn member(self, key: &str) -> Option<Rule<'t>> {
        let members = self.0.as_object()?;
        members.get(key).or_else(|| members.get("*")).map(Rule)
    }

    /// The rule of the elements of a list.
    pub(super) fn element(self) -> Option<Rule<'t>> {
        self.0.as_array()?.first().map(Rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        let read: Map<String, Value> = serde_json::from_str(include_str!("settings.json")).unwrap();
        assert_eq!(&read, table());
        let known = ["any", "dataset", "folder", "project", "recipe", "scenario", "zone"];
        assert!(table().keys().all(|kind| known.contains(&kind.as_str())));
    }

    #[test]
    fn every_reason_of_the_table_is_known() {
        fn check(value: &Value) {
            match value {
                Value::String(text) if text.starts_with('!') => {
                    assert!(Reason::named(&text[1..]).is_some(), "{text}");
                }
                Value::Object(members) => members.values().for_each(check),
                Value::Array(elements) => elements.iter().for_each(check),
                _ => {}
            }
        }
        table().values().for_each(check);
    }
}
