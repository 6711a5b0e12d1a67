//! STA004: the attributes of a resource were changed outside.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// The stored checksum is not that of the stored attributes.
pub static RULE: Rule = Rule {
    id: "STA004",
    level: Level::State,
    severity: Severity::Warning,
    title: "A checksum in the state does not fit its attributes",
    explanation: "Somebody edited the state file by hand, or it was damaged. The plan compares with the attributes as \
                  they are; refresh the state from the server if you do not know why they changed.",
};

/// The checksum at `path` is `stored`; the attributes have `actual`.
pub fn mismatch(path: impl Into<String>, stored: &str, actual: &str) -> Diagnostic {
    let short = |checksum: &str| checksum.chars().take(12).collect::<String>();
    let message = format!(
        "the stored checksum {}… is not that of the attributes, {}…",
        short(stored).escape_debug(),
        short(actual)
    );
    RULE.report(path, message)
        .hint("the attributes are used as they are; refresh from the server if in doubt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_start_of_both() {
        let problem = mismatch("resources[project.P].metadata.checksum", &"a".repeat(64), &"b".repeat(64));
        assert_eq!(
            problem.message,
            "the stored checksum aaaaaaaaaaaa… is not that of the attributes, bbbbbbbbbbbb…"
        );
    }
}
