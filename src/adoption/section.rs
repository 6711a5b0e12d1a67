//! A list of the project's file, with the elements of the composed configuration behind its own.

use serde_json::{Value, json};

use crate::text::{TextEdit, TextRange, apply_edits};
use crate::yaml::edit::{Edit, Refusal, Step};
use crate::yaml::node::{Node, Style};
use crate::yaml::write;

/// Stands for the new elements while their place is looked for.
const MARK: &str = "MARK";
/// How far the composer indents elements.
const COMPOSED_INDENT: usize = 2;

/// `text`, which reads as `root`, with the elements of the list `key` of `composed`, whose tree is
/// `wanted`. In a block list they keep their order of keys and their comments.
pub(super) fn extended(
    text: &str,
    root: &Node,
    key: &str,
    composed: &str,
    wanted: &Node,
) -> Result<String, Refusal> {
    let path = [Step::Key(key.to_owned())];
    let edit = Edit::new(text, root);
    let lines = lines(composed, key);
    let elements = || wanted.get(key).map_or(Value::Null, Node::to_value);
    let has_elements = |list: &Node| list.as_list().is_some_and(|list| !list.is_empty());
    let edits = match root.get(key) {
        Some(list) if has_elements(list) => {
            let count = list.as_list().map_or(0, <[Node]>::len);
            let mut edits = edit.insert_element(&path, count, &Value::from(MARK))?;
            if list.style == Style::Flow {
                fill(&mut edits, MARK, &elements_in_flow(&elements()));
            } else {
                let indent = column(text, list.range.start as usize);
                fill(&mut edits, &format!("- {MARK}"), indented(&lines, indent).trim_start());
            }
            edits
        }
        Some(list) if !list.is_null() && list.as_list().is_none() => return Err(Refusal::NotThere),
        Some(_) if root.style == Style::Flow => edit.set(&path, &elements())?,
        Some(list) => {
            let before = text.get(..list.range.start as usize).unwrap_or_default();
            let range = TextRange::new(before.trim_end_matches(' ').len(), list.range.end as usize);
            vec![TextEdit::replace(range, format!("\n{}", indented(&lines, COMPOSED_INDENT)))]
        }
        None if root.style == Style::Flow => edit.insert_entry(&[], key, &elements())?,
        None => {
            let mut edits = edit.insert_entry(&[], key, &json!([]))?;
            let lines = indented(&lines, COMPOSED_INDENT);
            fill(&mut edits, &format!("{key}: []"), &format!("\n{key}:\n{lines}"));
            edits
        }
    };
    apply_edits(text, &edits).map_err(|_| Refusal::NotThere)
}

/// The elements of a list without its brackets.
fn elements_in_flow(list: &Value) -> String {
    let elements = list.as_array().map(Vec::as_slice).unwrap_or_default();
    elements.iter().map(write::flow).collect::<Vec<_>>().join(", ")
}

fn fill(edits: &mut [TextEdit], mark: &str, with: &str) {
    for edit in edits {
        edit.insert = edit.insert.replacen(mark, with, 1);
    }
}

/// The lines of a list as the composer writes it: those below its key that are indented.
fn lines<'t>(composed: &'t str, key: &str) -> Vec<&'t str> {
    let head = format!("{key}:");
    let below = composed.lines().skip_while(|line| *line != head).skip(1);
    below.take_while(|line| line.starts_with(' ')).collect()
}

/// The lines with another indentation, without a line break at the end.
fn indented(lines: &[&str], indent: usize) -> String {
    let line = |line: &&str| format!("{:indent$}{}", "", line.get(COMPOSED_INDENT..).unwrap_or(line));
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// How far from the start of its line a byte is.
fn column(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or_default();
    before.len() - before.rfind('\n').map_or(0, |at| at + 1)
}
