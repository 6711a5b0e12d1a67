//! SYN001: the text is not well-formed YAML.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// Not well-formed: tab indentation, an unclosed bracket or quote, an unknown alias, a bad escape,
/// a control character, `<<` with something else than a mapping.
pub static RULE: Rule = Rule {
    id: "SYN001",
    level: Level::Syntax,
    severity: Severity::Error,
    title: "not well-formed YAML",
    explanation: "The text cannot be read as YAML from this place on. Nothing after it was checked.",
};

/// Reports what the parser could not read.
pub fn report(reason: &str) -> Diagnostic {
    RULE.report("$", reason)
}
