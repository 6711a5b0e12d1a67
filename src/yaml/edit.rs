//! Changes of a document as text edits that touch only the bytes they must: comments, order and
//! every other line stay as they are.

mod alignment;
mod change;
mod lines;
mod removal;

use std::fmt;

use serde_json::Value;

use super::node::{Content, Entry, Node, Style};
use super::write;
use crate::text::{TextEdit, TextRange};
use lines::Lines;

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To an element, from 0.
    Index(usize),
}

/// Why a change was not made. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is at that path, or it is of another kind.
    NotThere,
    /// The key is already there.
    KeyExists,
    /// The value comes from an alias or a merge key; changing it would change other places too.
    Shared,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NotThere => "there is nothing to change at that place; nothing was changed",
            Self::KeyExists => "the key is already there; nothing was changed",
            Self::Shared => {
                "the value is shared through an alias; nothing was changed. Edit the text instead"
            }
        })
    }
}

impl std::error::Error for Refusal {}

/// A document to change: its text and the tree that was read from it.
#[derive(Clone, Copy)]
pub struct Edit<'t> {
    text: &'t str,
    root: &'t Node,
}

/// A value and the key or collection it stands in.
struct Found<'t> {
    node: &'t Node,
    /// The entry that holds it, if it is the value of a key.
    entry: Option<&'t Entry>,
}

impl<'t> Edit<'t> {
    /// Changes of the document that `text` reads as `root`.
    pub fn new(text: &'t str, root: &'t Node) -> Self {
        Self { text, root }
    }

    /// Gives the value at `path` another value.
    ///
    /// # Errors
    /// If there is no such value or it is shared.
    pub fn set(&self, path: &[Step], value: &Value) -> Result<Vec<TextEdit>, Refusal> {
        let found = self.find(path)?;
        let absent = found.node.range.is_empty();
        let written = match value {
            Value::String(_) if absent || found.node.style == Style::Flow => write::flow(value),
            Value::String(text) if found.node.style == Style::DoubleQuoted => write::quoted(text),
            Value::String(text)
                if found.node.style == Style::SingleQuoted
                    && !text.contains(|letter: char| letter == '\'' || letter.is_control()) =>
            {
                format!("'{text}'")
            }
            Value::String(text) if self.stands_in_flow(path) => write::text(text, write::Context::Flow),
            Value::String(text) => write::text(text, write::Context::Block),
            other => write::flow(other),
        };
        let space = if absent { " " } else { "" };
        Ok(vec![TextEdit::replace(found.node.range, format!("{space}{written}"))])
    }

    /// Adds `key: value` as the last entry of the mapping at `path`.
    ///
    /// # Errors
    /// If there is no such mapping, it is shared, or it has the key.
    pub fn insert_entry(&self, path: &[Step], key: &str, value: &Value) -> Result<Vec<TextEdit>, Refusal> {
        let found = self.find_own(path)?;
        let own = |entry: &&Entry| !entry.merged;
        match &found.node.content {
            Content::Null => {
                let in_line = format!("{{{}}}", flow_entry(key, value));
                Ok(vec![self.fill(&found, |indent| write::entry(key, value, indent), &in_line)])
            }
            Content::Map(entries) if entries.iter().filter(own).any(|entry| &*entry.key == key) => {
                Err(Refusal::KeyExists)
            }
            Content::Map(_) if found.node.style == Style::Flow => {
                Ok(vec![self.insert_in_flow(found.node, found.node.range.end - 1, &flow_entry(key, value))])
            }
            Content::Map(_) => {
                let indent = self.lines().column(found.node.range.start);
                Ok(vec![self.insert_line_after(found.node.range, indent, &write::entry(key, value, indent))])
            }
            _ => Err(Refusal::NotThere),
        }
    }

    /// Puts `value` into the list at `path`, before the element at `index` or at the end.
    ///
    /// # Errors
    /// If there is no such list, it is shared, or it is shorter than `index`.
    pub fn insert_element(
        &self,
        path: &[Step],
        index: usize,
        value: &Value,
    ) -> Result<Vec<TextEdit>, Refusal> {
        let found = self.find_own(path)?;
        let nodes = match &found.node.content {
            Content::Null if index == 0 => {
                let in_line = format!("[{}]", write::flow(value));
                return Ok(vec![self.fill(&found, |indent| write::element(value, indent), &in_line)]);
            }
            Content::List(nodes) if index <= nodes.len() => nodes,
            _ => return Err(Refusal::NotThere),
        };
        if found.node.style == Style::Flow {
            let written = write::flow(value);
            let edit = match nodes.get(index) {
                Some(next) => TextEdit::insert(next.range.start, format!("{written}, ")),
                None => self.insert_in_flow(found.node, found.node.range.end - 1, &written),
            };
            return Ok(vec![edit]);
        }
        let indent = self.lines().column(found.node.range.start);
        let written = write::element(value, indent);
        Ok(vec![match index.checked_sub(1).and_then(|before| nodes.get(before)) {
            Some(before) => self.insert_line_after(before.range, indent, &written),
            None => TextEdit::insert(found.node.range.start, format!("{written}\n{:indent$}", "")),
        }])
    }

    /// Removes the entry or element at `path`, with the comment behind it and the comment lines
    /// directly above it. A collection that loses its last value becomes `{}` or `[]`.
    ///
    /// # Errors
    /// If there is no such value or it is shared.
    pub fn remove(&self, path: &[Step]) -> Result<Vec<TextEdit>, Refusal> {
        let (last, parent) = path.split_last().ok_or(Refusal::NotThere)?;
        self.remove_all(parent, std::slice::from_ref(last))
    }

    /// Gives the key at `path` another name.
    ///
    /// # Errors
    /// If there is no such key, it is shared, or the new name is taken.
    pub fn rename(&self, path: &[Step], name: &str) -> Result<Vec<TextEdit>, Refusal> {
        let (last, parent) = path.split_last().ok_or(Refusal::NotThere)?;
        let Step::Key(key) = last else { return Err(Refusal::NotThere) };
        let parent = self.find_own(parent)?.node;
        if parent.entry(name).is_some() {
            return Err(Refusal::KeyExists);
        }
        let entry = parent.entry(key).ok_or(Refusal::NotThere)?;
        if entry.merged {
            return Err(Refusal::Shared);
        }
        Ok(vec![TextEdit::replace(entry.key_range, write::text(name, write::Context::Flow))])
    }

    fn lines(&self) -> Lines<'t> {
        Lines::new(self.text)
    }

    fn find(&self, path: &[Step]) -> Result<Found<'t>, Refusal> {
        let mut found = Found { node: self.root, entry: None };
        for step in path {
            if found.node.style == Style::Alias {
                return Err(Refusal::Shared);
            }
            found = match step {
                Step::Key(key) => {
                    let entry = found.node.entry(key).ok_or(Refusal::NotThere)?;
                    if entry.merged {
                        return Err(Refusal::Shared);
                    }
                    Found { node: &entry.value, entry: Some(entry) }
                }
                Step::Index(index) => {
                    let nodes = found.node.as_list().ok_or(Refusal::NotThere)?;
                    Found { node: nodes.get(*index).ok_or(Refusal::NotThere)?, entry: None }
                }
            };
        }
        Ok(found)
    }

    /// The value at `path`, to change what is in it.
    fn find_own(&self, path: &[Step]) -> Result<Found<'t>, Refusal> {
        let found = self.find(path)?;
        if found.node.style == Style::Alias { Err(Refusal::Shared) } else { Ok(found) }
    }

    fn stands_in_flow(&self, path: &[Step]) -> bool {
        let parents = (0..path.len()).filter_map(|length| self.find(path.get(..length)?).ok());
        parents.into_iter().any(|found| found.node.style == Style::Flow)
    }

    /// Gives a null value its first entry or element: on a line of its own behind an empty value, in
    /// one line where `null` or `~` is written or a bracket is open.
    fn fill(&self, found: &Found<'_>, on_own_line: impl FnOnce(usize) -> String, in_line: &str) -> TextEdit {
        let node = found.node;
        let Some(entry) = found.entry.filter(|_| node.range.is_empty()) else {
            let space = if node.range.is_empty() { " " } else { "" };
            return TextEdit::replace(node.range, format!("{space}{in_line}"));
        };
        let lines = self.lines();
        let behind =
            TextRange { start: node.range.start, end: lines.line_end(node.range.start) }.of(self.text);
        let line_is_free = behind.trim_start().is_empty() || behind.trim_start().starts_with('#');
        if !line_is_free {
            return TextEdit::insert(node.range.start, format!(" {in_line}"));
        }
        let indent = lines.column(entry.key_range.start) + 2;
        let line = format!("\n{:indent$}{}", "", on_own_line(indent));
        TextEdit::insert(lines.line_end(node.range.start), line)
    }

    fn insert_in_flow(&self, collection: &Node, closing: u32, written: &str) -> TextEdit {
        let inside = TextRange { start: collection.range.start + 1, end: closing }.of(self.text);
        let code = inside.trim_end();
        let at = collection.range.start + 1 + TextRange::at(code.len()).start;
        let separator = if code.trim().is_empty() {
            ""
        } else if code.ends_with(',') {
            " "
        } else {
            ", "
        };
        TextEdit::insert(at, format!("{separator}{written}"))
    }

    /// Puts a line with `written` in column `indent` behind the line on which `range` ends.
    fn insert_line_after(&self, range: TextRange, indent: usize, written: &str) -> TextEdit {
        TextEdit::insert(self.lines().line_end(range.end), format!("\n{:indent$}{written}", ""))
    }
}

fn flow_entry(key: &str, value: &Value) -> String {
    format!("{}: {}", write::text(key, write::Context::Flow), write::flow(value))
}

#[cfg(test)]
mod tests;
