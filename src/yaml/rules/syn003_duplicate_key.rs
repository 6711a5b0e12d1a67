//! SYN003: a key stands twice in one mapping.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};
use crate::source::Location;

/// A duplicate key, also when only its text form is the same (`1` and `"1"`).
pub static RULE: Rule = Rule {
    id: "SYN003",
    level: Level::Syntax,
    severity: Severity::Error,
    title: "duplicate key",
    explanation: "Many readers keep only the last value without a word. Keep one of the two entries, or \
                  rename one.",
};

/// Reports the later of two keys.
pub fn report(path: String, key: &str, first: Location, first_line: u32) -> Diagnostic {
    RULE.report(path, format!("the key {} was already used on line {first_line}", quoted(key)))
        .hint("Remove or rename one of the two.")
        .related(first, "first used here")
}
