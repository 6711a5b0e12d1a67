//! SYN009: a tag that is not supported.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};

/// A tag outside the core schema.
pub static RULE: Rule = Rule {
    id: "SYN009",
    level: Level::Syntax,
    severity: Severity::Error,
    title: "unsupported tag",
    explanation: "Only !!str, !!int, !!float, !!bool, !!null, !!seq and !!map are known. Other tags mean nothing \
                  in a configuration.",
};

/// Reports a tag as written.
pub fn report(tag: &str) -> Diagnostic {
    RULE.report("$", format!("the tag {} is not supported", quoted(tag)))
        .hint("Remove the tag, or use a core tag such as !!str.")
}
