//! SYN002: the file is not UTF-8.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// Bytes that are not UTF-8.
pub static RULE: Rule = Rule {
    id: "SYN002",
    level: Level::Syntax,
    severity: Severity::Error,
    title: "not UTF-8",
    explanation: "Configuration files are UTF-8. Save the file in that encoding and open it again.",
};

/// Reports the first byte that cannot be decoded.
pub fn report(path: &str, offset: usize) -> Diagnostic {
    let message = format!("{path} is not UTF-8: byte {offset} cannot be decoded");
    RULE.report("$", message).hint("Save the file as UTF-8 and open it again; it was not read.")
}
