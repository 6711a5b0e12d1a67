//! SYN004: the file holds more than one document.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// A second YAML document.
pub static RULE: Rule = Rule {
    id: "SYN004",
    level: Level::Syntax,
    severity: Severity::Error,
    title: "second document",
    explanation: "A configuration file holds exactly one document. Put the second one into a file of its own.",
};

/// Reports where the second document starts.
pub fn report(line: u32) -> Diagnostic {
    RULE.report("$", format!("a second document starts on line {line}"))
        .hint("Keep one document; remove the `---` line or move what follows into another file.")
}
