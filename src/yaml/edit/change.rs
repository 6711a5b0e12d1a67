//! A value that becomes another by the fewest edits: what both share stays as it is written.

use serde_json::{Map, Value};

use super::alignment::alignment;
use super::{Edit, Found, Refusal, Step, flow_entry};
use crate::sorting::sort;
use crate::text::{TextEdit, TextRange, difference};
use crate::value::{is_empty, same};
use crate::yaml::node::{Entry, Node, Style};
use crate::yaml::write;

impl Edit<'_> {
    /// Makes the value at `path` read as `value`. Keys and elements that stay keep their text, their
    /// comments and their order; of a list, elements are known by their `name` or `ref`, else by what
    /// they are.
    ///
    /// It recurses as deep as the document is nested, which its reader limits.
    ///
    /// # Errors
    /// If there is no such value, or what has to change is shared.
    pub fn change(&self, path: &[Step], value: &Value) -> Result<Vec<TextEdit>, Refusal> {
        let found = self.find(path)?;
        if same(&found.node.to_value(), value) {
            return Ok(Vec::new());
        }
        if found.node.style == Style::Alias {
            return Err(Refusal::Shared);
        }
        let (entries, nodes) = (found.node.as_map(), found.node.as_list());
        let edits = match value {
            Value::Object(members) if entries.is_some_and(|entries| share_keys(entries, members)) => {
                self.change_members(path, entries.unwrap_or_default(), members)?
            }
            Value::Array(elements)
                if nodes.is_some_and(|nodes| !nodes.is_empty()) && !elements.is_empty() =>
            {
                self.change_elements(path, nodes.unwrap_or_default(), elements)?
            }
            _ => return self.rewrite(path, value),
        };
        // Neighbours that come and go may want the same line break.
        if overlap(&edits) { self.rewrite(path, value) } else { Ok(edits) }
    }

    fn change_members(
        &self,
        path: &[Step],
        entries: &[Entry],
        members: &Map<String, Value>,
    ) -> Result<Vec<TextEdit>, Refusal> {
        let own = |key: &str| entries.iter().any(|entry| &*entry.key == key && !entry.merged);
        let gone: Vec<Step> = entries
            .iter()
            .filter(|entry| !members.contains_key(&*entry.key))
            .map(|entry| Step::Key(entry.key.to_string()))
            .collect();
        let merged = |key: &String| entries.iter().find(|entry| *entry.key == **key && entry.merged);
        let is_new = |(key, value): &(&String, &Value)| {
            // A key from a merge is there already, unless it is to say something else.
            !own(key) && merged(key).is_none_or(|entry| !same(&entry.value.to_value(), value))
        };
        let new: Vec<(&String, &Value)> = members.iter().filter(is_new).collect();
        let node = self.find(path)?.node;
        if node.style == Style::Flow && gone.len() + new.len() > 1 {
            return self.rewrite_flow(path, members);
        }
        let mut edits = Vec::new();
        for (key, value) in members.iter().filter(|(key, _)| own(key)) {
            edits.extend(self.change(&step(path, Step::Key(key.clone())), value)?);
        }
        if !gone.is_empty() {
            edits.extend(self.remove_all(path, &gone)?);
        }
        let stays = |entry: &&Entry| !entry.merged && members.contains_key(&*entry.key);
        let last = entries.iter().rfind(stays);
        for (key, value) in new {
            edits.extend(match last.filter(|_| !gone.is_empty() && node.style == Style::Block) {
                // Behind the last one that stays, because the lines below it go.
                Some(last) => {
                    let indent = self.lines().column(last.key_range.start);
                    let written = write::entry(key, value, indent);
                    vec![self.insert_line_after(last.value.range, indent, &written)]
                }
                None => self.insert_entry(path, key, value)?,
            });
        }
        Ok(edits)
    }

    fn change_elements(
        &self,
        path: &[Step],
        nodes: &[Node],
        elements: &[Value],
    ) -> Result<Vec<TextEdit>, Refusal> {
        let old: Vec<Value> = nodes.iter().map(Node::to_value).collect();
        let kept = alignment(&old, elements);
        let flow = self.find(path)?.node.style == Style::Flow;
        if kept.iter().all(Option::is_none) || flow && old.len() != elements.len() {
            return self.rewrite(path, &Value::from(elements.to_vec()));
        }
        let mut edits = Vec::new();
        let mut gone: Vec<Step> = Vec::new();
        let mut next = 0;
        for (index, partner) in kept.iter().enumerate() {
            match partner {
                Some(partner) => {
                    edits.extend(self.insert_all(path, index, elements.get(next..*partner))?);
                    if let Some(element) = elements.get(*partner) {
                        edits.extend(self.change(&step(path, Step::Index(index)), element)?);
                    }
                    next = partner + 1;
                }
                None => gone.push(Step::Index(index)),
            }
        }
        edits.extend(self.insert_all(path, nodes.len(), elements.get(next..))?);
        if !gone.is_empty() {
            edits.extend(self.remove_all(path, &gone)?);
        }
        Ok(edits)
    }

    fn insert_all(
        &self,
        path: &[Step],
        index: usize,
        elements: Option<&[Value]>,
    ) -> Result<Vec<TextEdit>, Refusal> {
        let edits =
            elements.unwrap_or_default().iter().map(|element| self.insert_element(path, index, element));
        Ok(edits.collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// Writes the value anew, leaving out the bytes that come out the same.
    fn rewrite(&self, path: &[Step], value: &Value) -> Result<Vec<TextEdit>, Refusal> {
        let found = self.find(path)?;
        let is_long = match value {
            Value::String(text) => text.contains('\n'),
            other => !is_empty(other) && (other.is_array() || other.is_object()),
        };
        let on_lines = (is_long && !self.stands_in_flow(path) && found.node.style != Style::Flow)
            .then(|| self.on_lines(&found, value))
            .flatten();
        match on_lines {
            Some((range, written)) => Ok(self.trimmed(range, &written)),
            None if found.node.style == Style::Block && is_empty(value) && !value.is_string() => {
                Ok(self.emptied(&found, &write::flow(value)))
            }
            None if found.node.style == Style::Block => {
                Ok(self.trimmed(self.without_tail(found.node), &write::flow(value)))
            }
            None => {
                let edits = self.set(path, value)?;
                Ok(edits.iter().flat_map(|edit| self.trimmed(edit.range, &edit.insert)).collect())
            }
        }
    }

    /// A mapping in braces: entries that stay as they are written, in their order, then the new ones.
    fn rewrite_flow(&self, path: &[Step], members: &Map<String, Value>) -> Result<Vec<TextEdit>, Refusal> {
        let node = self.find(path)?.node;
        let entries = node.as_map().unwrap_or_default();
        if entries.iter().any(|entry| entry.merged) {
            return Err(Refusal::Shared);
        }
        let written = |entry: &Entry| {
            let value = members.get(&*entry.key)?;
            let range = TextRange { start: entry.key_range.start, end: entry.value.range.end };
            let is_same = same(&entry.value.to_value(), value);
            Some(if is_same { range.of(self.text).to_owned() } else { flow_entry(&entry.key, value) })
        };
        let mut parts: Vec<String> = entries.iter().filter_map(written).collect();
        let is_new = |key: &String| !entries.iter().any(|entry| *entry.key == **key);
        let new = members.iter().filter(|(key, _)| is_new(key));
        parts.extend(new.map(|(key, value)| flow_entry(key, value)));
        Ok(self.trimmed(node.range, &format!("{{{}}}", parts.join(", "))))
    }

    /// A text of several lines or a collection as it stands in an indented one, and what it replaces;
    /// `None` if there is no room for it.
    fn on_lines(&self, found: &Found<'_>, value: &Value) -> Option<(TextRange, String)> {
        let lines = self.lines();
        let mut range = self.without_tail(found.node);
        let line = lines.line_start(range.start);
        let before = TextRange { start: line, end: range.start }.of(self.text);
        let behind = TextRange { start: range.end, end: lines.line_end(range.end) }.of(self.text);
        let column = match found.entry {
            Some(entry) => lines.column(entry.key_range.start),
            None => lines.column(range.start).checked_sub(2)?,
        };
        if !behind.trim().is_empty() {
            return None;
        }
        if value.is_string() {
            let written = write::block(value, self.text_column(found.node).unwrap_or(column));
            let space = if range.is_empty() { " " } else { "" };
            return Some((range, format!("{space}{}", written.trim_start())));
        }
        if found.entry.is_none() || before.trim().is_empty() {
            return Some((range, collection(value, lines.column(range.start))));
        }
        range.start -= TextRange::at(before.len() - before.trim_end_matches(' ').len()).start;
        Some((range, write::block(value, column)))
    }

    /// Where the key of a block scalar would stand for its lines to stay where they are.
    fn text_column(&self, node: &Node) -> Option<usize> {
        if node.style != Style::BlockScalar {
            return None;
        }
        let lines = node.range.of(self.text).lines().skip(1);
        let first = lines.into_iter().find(|line| !line.trim().is_empty())?;
        (first.len() - first.trim_start_matches(' ').len()).checked_sub(2)
    }

    /// The bytes of a value; those of a block collection reach to what stands behind it.
    fn without_tail(&self, node: &Node) -> TextRange {
        let written = node.range.of(self.text).trim_end();
        TextRange { start: node.range.start, end: node.range.start + TextRange::at(written.len()).start }
    }

    /// The edit that puts `written` in place of `range`.
    fn trimmed(&self, range: TextRange, written: &str) -> Vec<TextEdit> {
        let edit = difference(range.of(self.text), written);
        let moved = edit.map(|edit| TextEdit { range: edit.range.shifted(range.start.into()), ..edit });
        moved.into_iter().collect()
    }
}

/// Whether two edits touch the same bytes.
fn overlap(edits: &[TextEdit]) -> bool {
    let mut ranges: Vec<TextRange> = edits.iter().map(|edit| edit.range).collect();
    sort(&mut ranges);
    ranges.iter().zip(ranges.iter().skip(1)).any(|(one, next)| one.end > next.start)
}

fn step(path: &[Step], step: Step) -> Vec<Step> {
    let mut longer = path.to_vec();
    longer.push(step);
    longer
}

fn share_keys(entries: &[Entry], members: &Map<String, Value>) -> bool {
    entries.iter().any(|entry| !entry.merged && members.contains_key(&*entry.key))
}

/// A collection with its first line in column `indent`.
fn collection(value: &Value, indent: usize) -> String {
    let lines: Vec<String> = match value {
        Value::Array(elements) => elements.iter().map(|element| write::element(element, indent)).collect(),
        Value::Object(members) => {
            members.iter().map(|(key, value)| write::entry(key, value, indent)).collect()
        }
        scalar => vec![write::flow(scalar)],
    };
    lines.join(&format!("\n{:indent$}", ""))
}

#[cfg(test)]
mod tests;
