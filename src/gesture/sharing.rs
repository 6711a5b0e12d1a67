//! What parts of a text share through anchors, aliases and merge keys.

use serde_json::{Value, json};

use super::Refusal;
use super::script::refused;
use crate::source::{FileId, Source};
use crate::text::{TextEdit, apply_edits};
use crate::yaml::node::{Node, Style};
use crate::yaml::{self, Document, edit};

/// Anchors tie parts of a text together, so there an edit may do harm elsewhere.
pub(super) fn check_edits(text: &str, edits: &[TextEdit]) -> Result<(), Refusal> {
    let misfit = |_| Refusal::new("the edits do not fit together", "Do it in smaller steps.");
    let after = apply_edits(text, edits).map_err(misfit)?;
    if !text.contains('&') || !text.contains('*') {
        return Ok(());
    }
    let read = |text: &str| yaml::parse(FileId::default(), &Source::new("", text));
    let (before, after) = (read(text), read(&after));
    let fails = |document: &Document| document.problems.iter().filter(|problem| problem.fails(true)).count();
    let was_shared = shared(before.root.as_ref());
    let is_same = shared(after.root.as_ref()).iter().all(|value| was_shared.contains(value));
    if fails(&after) > fails(&before) || !is_same {
        return Err(refused(edit::Refusal::Shared, &[]));
    }
    Ok(())
}

/// The values that come from aliases and merge keys.
fn shared(root: Option<&Node>) -> Vec<Value> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Node> = root.into_iter().collect();
    while let Some(node) = waiting.pop() {
        if node.style == Style::Alias {
            found.push(node.to_value());
            continue;
        }
        waiting.extend(node.as_list().unwrap_or_default());
        for entry in node.as_map().unwrap_or_default() {
            if entry.merged {
                found.push(json!({ &*entry.key: entry.value.to_value() }));
            } else {
                waiting.push(&entry.value);
            }
        }
    }
    found
}
