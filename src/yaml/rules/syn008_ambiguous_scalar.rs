//! SYN008: YAML 1.1 reads this value differently.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};

/// A plain scalar with two readings.
pub static RULE: Rule = Rule {
    id: "SYN008",
    level: Level::Syntax,
    severity: Severity::Notice,
    title: "YAML 1.1 reads this differently",
    explanation: "We read YAML 1.2. Tools that read YAML 1.1 take this value for something else; quotes make \
                  both agree.",
};

/// Reports a scalar with its two readings.
pub fn report(written: &str, ours: &str, theirs: &str) -> Diagnostic {
    RULE.report("$", format!("{} is {ours} here and {theirs} for YAML 1.1 readers", quoted(written)))
        .hint("Put it in quotes to have text everywhere.")
}
