//! A list of a configuration with new elements, as edits of its text.

use serde_json::{Value, json};

use crate::text::{TextEdit, TextRange};
use crate::yaml::edit::{Edit, Refusal, Step};
use crate::yaml::node::{Content, Entry, Node, Style};
use crate::yaml::write::{self, Context};

/// Stands for the new elements while their place is looked for.
const MARK: &str = "MARK";
/// How far the elements of a new list are indented.
const INDENT: usize = 2;

/// An element of a list of the configuration to add.
pub(super) struct Element<'t> {
    /// Its lines with the comments above it, indented by [`INDENT`].
    lines: Vec<&'t str>,
    node: &'t Node,
}

impl Element<'_> {
    /// Its `name`; empty without one.
    pub(super) fn name(&self) -> &str {
        self.node.get("name").and_then(Node::as_text).map_or("", |text| &text.value)
    }

    /// Its lines with the dash in column `indent`, without a line break at the end.
    pub(super) fn lines(&self, indent: usize) -> String {
        let line = |line: &&str| match line.get(INDENT..) {
            Some(content) if !content.trim().is_empty() => format!("{:indent$}{content}", ""),
            _ => String::new(),
        };
        self.lines.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The elements of the list `key` of `config`, which reads as `root`. Its lists are in block style and
/// indented by two.
pub(super) fn elements<'t>(config: &'t str, root: &'t Node, key: &str) -> Vec<Element<'t>> {
    let Some(entry) = root.entry(key) else { return Vec::new() };
    let mut start = line_behind(config, entry.key_range.end);
    let mut found = Vec::new();
    for node in entry.value.as_list().unwrap_or_default() {
        let written = node.range.of(config).trim_end();
        let end = line_behind(config, node.range.start + TextRange::at(written.len()).start);
        let lines = config.get(start..end).unwrap_or_default().lines().collect();
        found.push(Element { lines, node });
        start = end;
    }
    found
}

/// Where the line behind that of `offset` starts.
fn line_behind(text: &str, offset: u32) -> usize {
    let rest = text.get(offset as usize..).unwrap_or_default();
    offset as usize + rest.find('\n').map_or(rest.len(), |feed| feed + 1)
}

/// The edits that put `new` into the list `key` of `text`, which reads as `root`: behind the element at
/// `after`, or behind all others. A list that is not there is made, behind everything else.
///
/// # Errors
/// If what stands there is no list, or comes from an alias or a merge key.
pub(super) fn extended(
    text: &str,
    root: &Node,
    key: &str,
    new: &[Element<'_>],
    after: Option<usize>,
) -> Result<Vec<TextEdit>, Refusal> {
    let edit = Edit::new(text, root);
    let path = [Step::Key(key.to_owned())];
    let lines =
        |indent: usize| new.iter().map(|element| element.lines(indent)).collect::<Vec<_>>().join("\n");
    let in_brackets = || new.iter().map(|element| flow(element.node)).collect::<Vec<_>>().join(", ");
    let Some(entry) = root.entry(key) else {
        let mut edits = edit.insert_entry(&[], key, &json!([]))?;
        if root.style == Style::Flow {
            fill(&mut edits, "[]", &format!("[{}]", in_brackets()));
        } else {
            fill(&mut edits, &format!("{key}: []"), &format!("\n{key}:\n{}", lines(INDENT)));
        }
        return Ok(edits);
    };
    if entry.merged || entry.value.style == Style::Alias {
        return Err(Refusal::Shared);
    }
    match &entry.value.content {
        Content::List(nodes) if !nodes.is_empty() => {
            let index = after.map_or(nodes.len(), |after| after + 1);
            let mut edits = edit.insert_element(&path, index, &Value::from(MARK))?;
            if entry.value.style == Style::Flow {
                fill(&mut edits, MARK, &in_brackets());
            } else {
                let indent = column(text, entry.value.range.start as usize);
                fill(&mut edits, &format!("- {MARK}"), lines(indent).trim_start());
            }
            Ok(edits)
        }
        Content::List(_) | Content::Null if root.style == Style::Flow => {
            let space = if entry.value.range.is_empty() { " " } else { "" };
            Ok(vec![TextEdit::replace(entry.value.range, format!("{space}[{}]", in_brackets()))])
        }
        Content::List(_) | Content::Null => Ok(opened(text, entry, &lines(INDENT))),
        _ => Err(Refusal::NotThere),
    }
}

/// An empty list with its first elements on lines of their own; a comment behind the key stays there.
fn opened(text: &str, entry: &Entry, lines: &str) -> Vec<TextEdit> {
    let range = entry.value.range;
    let before = text.get(..range.start as usize).unwrap_or_default();
    let rest = text.get(range.end as usize..).unwrap_or_default();
    let start = if rest.starts_with('#') { before.len() } else { before.trim_end_matches(' ').len() };
    let gone = TextRange::new(start, range.end as usize);
    let end = range.end as usize + rest.find('\n').unwrap_or(rest.len());
    let below = TextEdit::insert(TextRange::at(end).start, format!("\n{lines}"));
    vec![TextEdit::delete(gone), below]
}

fn fill(edits: &mut [TextEdit], mark: &str, with: &str) {
    for edit in edits {
        edit.insert = edit.insert.replacen(mark, with, 1);
    }
}

/// A value on one line, keys in their order.
pub(crate) fn flow(node: &Node) -> String {
    let joined = |parts: Vec<String>| parts.join(", ");
    match &node.content {
        Content::List(nodes) => format!("[{}]", joined(nodes.iter().map(flow).collect())),
        Content::Map(entries) => {
            let entry =
                |entry: &Entry| format!("{}: {}", write::text(&entry.key, Context::Flow), flow(&entry.value));
            format!("{{{}}}", joined(entries.iter().map(entry).collect()))
        }
        _ => write::flow(&node.to_value()),
    }
}

/// How far from the start of its line a byte is.
fn column(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or_default();
    before.len() - before.rfind('\n').map_or(0, |at| at + 1)
}
