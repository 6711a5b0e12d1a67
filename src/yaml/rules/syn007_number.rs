//! SYN007: a number that cannot be represented.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};

/// An integer beyond 64 bits, an infinite decimal, or not a number.
pub static RULE: Rule = Rule {
    id: "SYN007",
    level: Level::Syntax,
    severity: Severity::Error,
    title: "number not representable",
    explanation: "Whole numbers go from -2^63 to 2^64-1 and decimals must be finite. Quote the value if it is \
                  meant as text.",
};

/// Reports the number as written.
pub fn report(written: &str) -> Diagnostic {
    RULE.report("$", format!("the number {} cannot be represented", quoted(written)))
        .hint("Put it in quotes if it is meant as text.")
}
