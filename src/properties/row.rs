//! One value of an entry: how it is shown in a field, and how what is typed there is read.

use std::sync::Arc;

use serde_json::Value;

use super::entry::{Entry, Problems};
use crate::source::{FileId, Source};
use crate::yaml;
use crate::yaml::edit::Step;
use crate::yaml::write::{self, Context};

/// How a value is shown and typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A text, typed as it is.
    Text,
    /// A text of several lines.
    Lines,
    /// The name of a zone, chosen from those there are or typed.
    Zone,
    /// On or off.
    Flag,
    /// Anything, as YAML on one line: `5`, `true`, `[a, b]`, `{a: 1}`.
    Value,
}

/// A value with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is called.
    pub name: Arc<str>,
    /// Its path in the entry.
    pub path: Vec<Step>,
    /// How it is shown and typed.
    pub kind: Kind,
    /// What the field shows; empty if nothing is written.
    pub text: String,
    /// What holds where nothing is written, and what can be chosen.
    pub usual: String,
    /// Known values, if there are any.
    pub known: &'static [&'static str],
    /// What to remove so that nothing is written; `None` if nothing is, or it has to be.
    pub removal: Option<Vec<Step>>,
    /// Its problems: positions in [`Analysis::problems`](crate::workspace::Analysis::problems).
    pub problems: Vec<usize>,
}

impl Row {
    /// The row of the value at `path`. `as_text` is for values that are texts whatever they look like.
    pub(super) fn new(entry: &Entry<'_>, path: Vec<Step>, as_text: bool, problems: Problems<'_>) -> Self {
        let value = entry.value(&path).map(yaml::node::Node::to_value);
        let kind = match &value {
            Some(Value::String(text)) if text.contains('\n') => Kind::Lines,
            Some(Value::Bool(_)) => Kind::Flag,
            Some(Value::String(_)) | None if as_text => Kind::Text,
            _ => Kind::Value,
        };
        Self {
            name: path.last().map(name).unwrap_or_default(),
            kind,
            text: value.as_ref().map(|value| shown(value, kind)).unwrap_or_default(),
            usual: String::new(),
            known: &[],
            removal: value.is_some().then(|| removal(entry, &path)),
            problems: problems.at(&entry.path(&path)),
            path,
        }
    }

    /// What is typed, as a value; `None` if it is nothing.
    ///
    /// # Errors
    /// If it is no YAML; the reason for people.
    pub fn read(&self, typed: &str) -> Result<Option<Value>, String> {
        match self.kind {
            _ if typed.trim().is_empty() => Ok(None),
            Kind::Text | Kind::Zone => Ok(Some(Value::from(typed.trim()))),
            Kind::Lines => Ok(Some(Value::from(typed))),
            Kind::Flag | Kind::Value => read(typed).map(Some),
        }
    }

    /// The path and value that switch it on or off. A guard that is off is not written.
    pub fn switched(&self, is_on: bool) -> (Vec<Step>, Option<Value>) {
        let is_guard = self.path.first() == Some(&Step::Key("lifecycle".to_owned()));
        match &self.removal {
            Some(removal) if is_guard && !is_on => (removal.clone(), None),
            _ => (self.path.clone(), Some(Value::Bool(is_on))),
        }
    }
}

fn name(step: &Step) -> Arc<str> {
    match step {
        Step::Key(key) => key.as_str().into(),
        Step::Index(index) => (index + 1).to_string().into(),
    }
}

/// A mapping goes with its last value.
fn removal(entry: &Entry<'_>, path: &[Step]) -> Vec<Step> {
    let mut path = path;
    while let [parent @ .., _] = path
        && !parent.is_empty()
        && entry.value(parent).and_then(|parent| parent.as_map()).is_some_and(|map| map.len() == 1)
    {
        path = parent;
    }
    path.to_vec()
}

/// A value as a field shows it.
fn shown(value: &Value, kind: Kind) -> String {
    match (value, kind) {
        (Value::String(text), Kind::Text | Kind::Lines) => text.clone(),
        // A placeholder is what people type, though YAML wants quotes around it.
        (Value::String(text), _) if is_placeholder(text) => text.clone(),
        (Value::String(text), _) => write::text(text, Context::Block),
        _ => write::flow(value),
    }
}

/// Reads a value as it is typed on one line of YAML.
///
/// # Errors
/// If it is none; the reason for people.
pub fn read(typed: &str) -> Result<Value, String> {
    let typed = typed.trim();
    if is_placeholder(typed) {
        return Ok(Value::from(typed));
    }
    let document = yaml::parse(FileId::default(), &Source::new("", &format!("value: {typed}\n")));
    if let Some(problem) = document.problems.iter().find(|problem| problem.fails(true)) {
        return Err(format!("This cannot be read as YAML: {}. Put a text in quotes.", problem.message));
    }
    let read = document.root.as_ref().filter(|root| root.as_map().is_some_and(|map| map.len() == 1));
    let read = read.and_then(|root| root.get("value")).map(yaml::node::Node::to_value);
    read.ok_or_else(|| "This is more than one value. Put a text in quotes.".to_owned())
}

/// Whether a text begins with a variable, which YAML would take for a mapping.
fn is_placeholder(text: &str) -> bool {
    text.starts_with("{{") && text.contains("}}") && !text.contains('\n')
}
