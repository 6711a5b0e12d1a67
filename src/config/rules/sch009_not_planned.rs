//! SCH009: a key that is read later.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};
use crate::source::{FileId, Location};
use crate::yaml::node::Entry;

/// A key of the design that this release accepts and ignores.
pub static RULE: Rule = Rule {
    id: "SCH009",
    level: Level::Schema,
    severity: Severity::Notice,
    title: "not planned yet",
    explanation: "The key is part of the design but no plan contains it yet. It is accepted and ignored.",
};

/// Reports an ignored key.
pub fn report(path: String, entry: &Entry, file: FileId) -> Diagnostic {
    RULE.report(path, format!("{} is accepted but not planned yet", quoted(&entry.key)))
        .at(Location { file, range: entry.key_range })
}
