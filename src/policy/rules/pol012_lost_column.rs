//! POL012: a dataset loses a column.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::address::ResourceType;
use crate::diagnostic::{Level, Rule, Severity};
use crate::plan::{Action, Step};
use crate::policy::{Breaches, Subject};
use crate::state::Resource;

/// A dataset loses a column.
pub static RULE: Rule = Rule {
    id: "POL012",
    level: Level::Plan,
    severity: Severity::Warning,
    title: "A dataset loses a column or its type",
    explanation: "What reads the dataset outside this project, a dashboard or another project, is not known here and may need the column.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    let is_dataset = |step: &&Step| *step.address.kind() == ResourceType::Dataset;
    for step in subject.steps(&[Action::Update]).filter(is_dataset) {
        let (before, after) = (columns(step.before.as_deref()), columns(step.after.as_deref()));
        // Without declared columns nothing is said about them.
        if after.is_empty() {
            continue;
        }
        for (name, kind) in &before {
            match after.get(name) {
                None => breaches.at(step, format!("{} loses the column {name}", step.address)),
                Some(now) if now != kind => {
                    breaches.at(step, format!("{name} of {} becomes {now}, it is {kind}", step.address));
                }
                Some(_) => {}
            }
        }
    }
}

fn columns(resource: Option<&Resource>) -> BTreeMap<&str, &str> {
    let columns =
        resource.and_then(|resource| resource.attributes().get("schema")?.get("columns")?.as_array());
    columns.into_iter().flatten().filter_map(pair).collect()
}

fn pair(column: &Value) -> Option<(&str, &str)> {
    let kind = column.get("type").and_then(Value::as_str).unwrap_or_default();
    Some((column.get("name")?.as_str()?, kind))
}
