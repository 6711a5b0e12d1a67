//! Entries without the key of their list, as people copy them out of a text.

use std::fmt::Write as _;

use crate::block::BlockKind;
use crate::block::reference::BlockRef;
use crate::registry::Registries;
use crate::text::LineIndex;
use crate::yaml::node::{Node, Style};

/// The text as a configuration, if it is one entry or a list of entries of one kind; `root` is what it
/// reads as.
pub(super) fn listed(text: &str, root: &Node, registries: &Registries) -> Option<String> {
    let one = [root.clone()];
    let entries = root.as_list().unwrap_or(&one);
    let (first, others) = entries.split_first()?;
    let list = list_of(first, registries)?;
    if others.iter().any(|entry| list_of(entry, registries) != Some(list)) {
        return None;
    }
    let dash = root.as_list().is_none();
    let mut written = format!("{list}:\n");
    if dash {
        element(text, root, &mut written);
    } else if root.style == Style::Block {
        written.push_str(text);
    } else {
        for line in text.lines() {
            let _ = writeln!(written, "  {line}");
        }
    }
    Some(written)
}

/// One mapping as the only element of a list.
fn element(text: &str, root: &Node, out: &mut String) {
    let lines = LineIndex::new(text);
    let at = lines.locate(text, root.range.start);
    let column = usize::try_from(at.column).unwrap_or(1).saturating_sub(1);
    for (number, line) in (1..).zip(text.lines()) {
        let margin = line.len() - line.trim_start_matches(' ').len();
        let rest = line.get(margin.min(column)..).unwrap_or_default();
        let lead = if number == at.line { "- " } else { "  " };
        let _ = if rest.is_empty() { writeln!(out) } else { writeln!(out, "{lead}{rest}") };
    }
}

/// The key of the list that an entry belongs to.
fn list_of(entry: &Node, registries: &Registries) -> Option<&'static str> {
    entry.as_map()?;
    let has = |key: &str| entry.get(key).is_some();
    if let Some(reference) = entry.get("ref").and_then(Node::as_text) {
        let reference = BlockRef::parse(&reference.value)?;
        let registry = registries.get(&reference.registry?);
        let versions =
            registry.map(|registry| registry.index.versions(&reference.block_id)).unwrap_or_default();
        let is_solution = versions.iter().any(|version| version.kind == BlockKind::Solution);
        return Some(if is_solution { "solutions" } else { "blocks" });
    }
    match (has("name"), has("inputs") || has("outputs"), has("type")) {
        (true, true, _) => Some("recipes"),
        (true, false, true) => Some("datasets"),
        _ => None,
    }
}
