//! SCH002: a value of the wrong kind.

use crate::diagnostic::{Diagnostic, Level, Rule, Safety, Severity};
use crate::source::{FileEdit, FileId, Location};
use crate::text::TextEdit;
use crate::yaml::node::{Content, Node, Style};

/// A known field, section, list entry or column whose value has another kind than it must.
pub static RULE: Rule = Rule {
    id: "SCH002",
    level: Level::Schema,
    severity: Severity::Error,
    title: "wrong kind of value",
    explanation: "The field needs another kind of value. Numbers and true or false become text in quotes; a \
                  single name becomes a list in brackets.",
};

/// Reports `node`, which should have been `expected` ("text", "a list", …). A fix is offered where
/// quotes or brackets are enough.
pub fn report(path: String, expected: &str, node: &Node, file: FileId) -> Diagnostic {
    let problem = RULE
        .report(path, format!("expected {expected}, found {}", node.kind()))
        .at(Location { file, range: node.range });
    let wrap = |before: &str, after: &str| {
        let edit = |offset, text: &str| FileEdit { file, edit: TextEdit::insert(offset, text) };
        vec![edit(node.range.start, before), edit(node.range.end, after)]
    };
    match &node.content {
        Content::Number(_) | Content::Bool(_) if expected == "text" && node.style == Style::Plain => {
            problem.hint("Put it in quotes.").fix("Put the value in quotes", Safety::Safe, wrap("\"", "\""))
        }
        Content::Text(_) if expected.starts_with("a list") && node.style != Style::BlockScalar => {
            problem.hint("Write a list.").fix("Put the value in brackets", Safety::Guess, wrap("[", "]"))
        }
        _ => problem.hint(format!("Write {expected} here, or remove the entry.")),
    }
}
