//! `policies`: a project's own checks of its plans, and written exceptions from checks.
//!
//! ```yaml
//! policies:
//!   rules:
//!     - {id: parquet-only, on: dataset, field: formatType, operator: is, value: parquet, reason: One format.}
//!   waive:
//!     - {rule: POL001, on: dataset.P.OLD_TAGS, reason: Moved to the archive on 3 November.}
//! ```

use std::sync::Arc;

use serde_json::Value;

use super::rules::{sch002_kind, sch008_unknown_key};
use super::sections::Part;
use crate::diagnostic::Severity;
use crate::diagnostic::pile::Pile;
use crate::source::Location;
use crate::yaml::node::Node;

/// Keys of `policies`.
pub const KEYS: [&str; 2] = ["rules", "waive"];
/// Keys of a rule.
pub const RULE_KEYS: [&str; 8] = ["id", "on", "action", "field", "operator", "value", "severity", "reason"];
/// Keys of an exception.
pub const WAIVER_KEYS: [&str; 3] = ["rule", "on", "reason"];
/// Most rules, and most exceptions.
const MAX_ENTRIES: usize = 200;

/// What a project says about checks of its plans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policies {
    /// Its own rules, in order.
    pub rules: Vec<CustomRule>,
    /// Exceptions, in order.
    pub waivers: Vec<Waiver>,
}

/// A rule that resources have to keep which a plan creates or updates: their field compared with a value.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomRule {
    /// What exceptions call it.
    pub id: Arc<str>,
    /// The type of resource, as `dataset`; empty for all.
    pub on: Arc<str>,
    /// `create`, `update` or `delete`; empty for creates and updates.
    pub action: Arc<str>,
    /// A path of attributes, as `params.schema`.
    pub field: Arc<str>,
    /// How they are compared.
    pub operator: Operator,
    /// With what.
    pub value: Value,
    /// What a breach weighs.
    pub severity: Severity,
    /// Why, for those who break it.
    pub reason: Arc<str>,
}

/// How a field is compared with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `is`: it is the value.
    Is,
    /// `is_not`: it is another one, or absent.
    IsNot,
    /// `in`: it is one of the values.
    In,
    /// `not_in`: it is none of the values.
    NotIn,
    /// `starts_with`: it is a text that starts so.
    StartsWith,
    /// `ends_with`: it is a text that ends so.
    EndsWith,
    /// `contains`: it is a text with this in it, or a list with this element.
    Contains,
    /// `exists`: it is there and says something, or with `false` not.
    Exists,
    /// `at_most`: it is a number, or a list of a length, no greater.
    AtMost,
}

/// A written exception from a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The id of the rule.
    pub rule: Arc<str>,
    /// The address it holds for; empty for all.
    pub on: Arc<str>,
    /// Why. Never empty.
    pub reason: Arc<str>,
    /// Where it is written.
    pub at: Location,
}

impl Operator {
    /// All of them with their names.
    pub const ALL: [(&str, Self); 9] = [
        ("is", Self::Is),
        ("is_not", Self::IsNot),
        ("in", Self::In),
        ("not_in", Self::NotIn),
        ("starts_with", Self::StartsWith),
        ("ends_with", Self::EndsWith),
        ("contains", Self::Contains),
        ("exists", Self::Exists),
        ("at_most", Self::AtMost),
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, operator)| *operator == self).map_or("", |(name, _)| name)
    }
}

/// Reads the section. An entry that is not as it should be is left out, and a problem: a check that nobody
/// can read must not seem to be kept.
pub(super) fn policies(part: &Part, problems: &mut Pile) -> Policies {
    let mut policies = Policies::default();
    let entries = part.node.as_map().unwrap_or_default();
    for entry in entries {
        let path = format!("policies.{}", entry.key);
        let list = || entry.value.as_list().map(|list| list.get(..MAX_ENTRIES).unwrap_or(list));
        match &*entry.key {
            _ if entry.value.is_null() => {}
            "rules" | "waive" if list().is_none() => {
                problems.push(sch002_kind::report(path, "a list", &entry.value, part.file));
            }
            "rules" => {
                for (index, node) in list().unwrap_or_default().iter().enumerate() {
                    let mut reading = Reading { path: format!("{path}[{index}]"), node, part, problems };
                    policies.rules.extend(reading.rule());
                }
            }
            "waive" => {
                for (index, node) in list().unwrap_or_default().iter().enumerate() {
                    let mut reading = Reading { path: format!("{path}[{index}]"), node, part, problems };
                    policies.waivers.extend(reading.waiver());
                }
            }
            _ => problems.push(sch008_unknown_key::report(path, entry, part.file, &KEYS, entries)),
        }
    }
    policies
}

struct Reading<'a> {
    path: String,
    node: &'a Node,
    part: &'a Part,
    problems: &'a mut Pile,
}

impl Reading<'_> {
    fn wrong(&mut self, key: &str, expected: &str) {
        let node = self.node.get(key).unwrap_or(self.node);
        let path = format!("{}.{key}", self.path);
        self.problems.push(sch002_kind::report(path, expected, node, self.part.file));
    }

    fn check_keys(&mut self, known: &[&'static str]) {
        let entries = self.node.as_map().unwrap_or_default();
        for entry in entries.iter().filter(|entry| !known.contains(&&*entry.key)) {
            let path = format!("{}.{}", self.path, entry.key);
            let file = self.part.file;
            self.problems.push(sch008_unknown_key::report(path, entry, file, known, entries));
        }
    }

    fn text(&self, key: &str) -> Arc<str> {
        let text = self.node.get(key).and_then(Node::as_text);
        text.map(|text| Arc::from(text.value.trim())).unwrap_or_default()
    }

    /// A text that must be there.
    fn needed(&mut self, key: &str) -> Option<Arc<str>> {
        let text = self.text(key);
        if text.is_empty() {
            self.wrong(key, "a text");
            return None;
        }
        Some(text)
    }

    fn rule(&mut self) -> Option<CustomRule> {
        self.check_keys(&RULE_KEYS);
        let (id, field, reason) = (self.needed("id"), self.needed("field"), self.needed("reason"));
        let operator = self.text("operator");
        let operator = Operator::ALL.iter().find(|(name, _)| *name == &*operator).map(|(_, known)| *known);
        if operator.is_none() {
            self.wrong(
                "operator",
                "is, is_not, in, not_in, starts_with, ends_with, contains, exists or at_most",
            );
        }
        let severity = match &*self.text("severity") {
            "" | "error" => Severity::Error,
            "warning" => Severity::Warning,
            _ => {
                self.wrong("severity", "error or warning");
                return None;
            }
        };
        let action = self.text("action");
        if !matches!(&*action, "" | "create" | "update" | "delete") {
            self.wrong("action", "create, update or delete");
            return None;
        }
        let value = self.node.get("value").map_or(Value::Null, Node::to_value);
        let on = self.text("on");
        Some(CustomRule {
            id: id?,
            on,
            action,
            field: field?,
            operator: operator?,
            value,
            severity,
            reason: reason?,
        })
    }

    fn waiver(&mut self) -> Option<Waiver> {
        self.check_keys(&WAIVER_KEYS);
        let (rule, reason) = (self.needed("rule"), self.needed("reason"));
        let at = Location { file: self.part.file, range: self.node.range };
        Some(Waiver { rule: rule?, on: self.text("on"), reason: reason?, at })
    }
}
