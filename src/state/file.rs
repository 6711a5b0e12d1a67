//! The state file, version 1 (spec 3.2): text to state with all its problems, and back.

mod entry;
mod fields;
mod write;

use std::sync::Arc;

use serde_json::{Map, Value};

use self::fields::Fields;
use super::rules::{sta001_unreadable, sta002_version, sta003_environment};
use super::{Resource, State};
use crate::diagnostic::{Diagnostic, Severity};
use crate::value::ordered::{Document, Ordered, duplicates};

pub use self::write::save;

/// Largest state file that is read, in bytes.
pub const MAX_STATE_BYTES: usize = 64 * 1024 * 1024;

/// A state file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The state; `None` if there is an error among the problems.
    pub state: Option<State>,
    /// All problems, in the order of the specification's field table, then in that of the entries.
    pub problems: Vec<Diagnostic>,
}

/// Reads the text of a state file for a plan of `environment`. Never fails; entries are looked at
/// only if the top level has no error.
pub fn load(text: &str, environment: &str) -> Loaded {
    let mut problems = Vec::new();
    let state = parse(text, &mut problems).map(|members| read_top(members, environment, &mut problems));
    Loaded { state: state.filter(|_| !has_error(&problems)), problems }
}

fn has_error(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

type Members = Vec<(String, Ordered<Value>)>;

fn parse(text: &str, problems: &mut Vec<Diagnostic>) -> Option<Members> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let problem = if text.len() > MAX_STATE_BYTES {
        sta001_unreadable::not_json(&format!("it is larger than {} MiB", MAX_STATE_BYTES / 1024 / 1024))
    } else {
        match serde_json::from_str::<Document>(text) {
            Ok(Ordered::Members(members)) => return Some(members),
            Ok(Ordered::Other(other)) => {
                sta001_unreadable::wrong_type("$", "an object", &fields::described(&other))
            }
            Err(error) => sta001_unreadable::not_json(&error.to_string()),
        }
    };
    problems.push(problem);
    None
}

/// Reads the top level, and the entries if it has no error.
fn read_top(members: Members, environment: &str, problems: &mut Vec<Diagnostic>) -> State {
    problems.extend(duplicates(&members).into_iter().map(|key| sta001_unreadable::duplicate("$", key)));
    let mut resources = None;
    let mut top = Map::new();
    for (key, value) in members {
        if key == "resources" {
            resources = Some(value);
        } else {
            top.insert(key, value.into_value());
        }
    }
    if let Some(mark) = ["$schema", "dataiku_version"].into_iter().find(|mark| top.contains_key(*mark)) {
        problems.push(sta001_unreadable::sketched_form(mark));
    }
    let mut state = read_fields(top, environment, problems);
    let entries = read_resources(resources, problems);
    if !has_error(problems) {
        state.resources = read_entries(entries, problems);
    }
    state
}

fn read_fields(top: Map<String, Value>, environment: &str, problems: &mut Vec<Diagnostic>) -> State {
    let mut fields = Fields::new(String::new(), top, problems);
    fields.version();
    let state = State {
        serial: fields.serial(),
        lineage: fields.optional_text("lineage"),
        environment: fields.text_or_empty("environment"),
        updated_at: fields.timestamp("updated_at"),
        resources: Vec::new(),
        other: fields.rest(),
    };
    if !state.environment.is_empty() && state.environment != environment {
        problems.push(sta003_environment::other_environment(&state.environment, environment));
    }
    state
}

impl Fields<'_> {
    fn version(&mut self) {
        match self.take("version") {
            Some(version) if version == 1 => {}
            Some(version) => self.report(sta002_version::unsupported(&version)),
            None => self.report(sta001_unreadable::missing("version", "the number 1")),
        }
    }

    fn serial(&mut self) -> u64 {
        const EXPECTED: &str = "a whole number from 0";
        self.required("serial", EXPECTED, |value| value.as_u64().ok_or(value)).unwrap_or_default()
    }
}

fn read_resources(resources: Option<Ordered<Value>>, problems: &mut Vec<Diagnostic>) -> Vec<(String, Value)> {
    const EXPECTED: &str = "a mapping from id to resource";
    match resources {
        Some(Ordered::Members(entries)) => {
            let twice = duplicates(&entries).into_iter();
            problems.extend(twice.map(|key| sta001_unreadable::duplicate("resources", key)));
            return entries;
        }
        Some(Ordered::Other(Value::Array(_))) => problems.push(sta001_unreadable::listed_resources()),
        Some(Ordered::Other(other)) => {
            problems.push(sta001_unreadable::wrong_type("resources", EXPECTED, &fields::described(&other)));
        }
        None => problems.push(sta001_unreadable::missing("resources", EXPECTED)),
    }
    Vec::new()
}

fn read_entries(entries: Vec<(String, Value)>, problems: &mut Vec<Diagnostic>) -> Vec<Arc<Resource>> {
    entries.into_iter().filter_map(|(key, value)| entry::read(&key, value, problems)).map(Arc::new).collect()
}

#[cfg(test)]
mod tests;
