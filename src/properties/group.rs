//! Rows under one heading.

use serde_json::{Value, json};

use super::entry::key;
use super::row::{Row, read};
use crate::yaml::edit::Step;

/// What a group can get more of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum More {
    /// Nothing.
    Nothing,
    /// Values with names, in the mapping at this path.
    Values(Vec<Step>),
    /// Columns, in the list at this path.
    Columns(Vec<Step>),
}

/// Rows under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The heading.
    pub title: &'static str,
    /// The rows.
    pub rows: Vec<Row>,
    /// What can be added.
    pub more: More,
}

impl Group {
    /// The path and value that add `typed` under `name`.
    ///
    /// # Errors
    /// If there is no name, it is taken, or what is typed is no YAML; the reason for people.
    pub fn added(&self, name: &str, typed: &str) -> Result<(Vec<Step>, Value), String> {
        let name = name.trim();
        if name.is_empty() {
            return Err("Give it a name first.".to_owned());
        }
        if self.rows.iter().any(|row| &*row.name == name) {
            return Err(format!("{name} is there already."));
        }
        match &self.more {
            More::Nothing => Err("Nothing can be added here.".to_owned()),
            More::Values(_) if typed.trim().is_empty() => Err(format!("Give {name} a value.")),
            More::Values(path) => {
                let path = path.iter().cloned().chain([key(name)]).collect();
                Ok((path, read(typed)?))
            }
            More::Columns(list) => {
                let kind = Some(typed.trim()).filter(|kind| !kind.is_empty()).unwrap_or("string");
                let is_column = |row: &&Row| row.path.starts_with(list);
                let count = self.rows.iter().filter(is_column).count();
                let path = list.iter().cloned().chain([Step::Index(count)]).collect();
                Ok((path, json!({ "name": name, "type": kind })))
            }
        }
    }
}
