//! SYN005: the file holds nothing.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// No content, or comments only.
pub static RULE: Rule = Rule {
    id: "SYN005",
    level: Level::Syntax,
    severity: Severity::Error,
    title: "no content",
    explanation: "An empty file describes nothing. A configuration needs at least a `project` section.",
};

/// Reports an empty file.
pub fn report() -> Diagnostic {
    RULE.report("$", "the file is empty or holds only comments")
        .hint("Start with `project:` and its `key` and `name`.")
}
