//! STA001: the state file cannot be read.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// Not JSON, not an object, a required field missing or of the wrong type.
pub static RULE: Rule = Rule {
    id: "STA001",
    level: Level::State,
    severity: Severity::Error,
    title: "The state file cannot be read",
    explanation: "A state is one JSON object with version, serial, updated_at and resources, a mapping from id to \
                  resource. Restore a backup, or open another state file; without a readable state there is no plan.",
};

/// The file is no JSON, or too large or too deep; `reason` says which.
pub fn not_json(reason: &str) -> Diagnostic {
    RULE.report("$", format!("the state file is not readable JSON: {reason}"))
        .hint("restore a backup of the state")
}

/// The value at `path` is `found` instead of `expected`.
pub fn wrong_type(path: impl Into<String>, expected: &str, found: &str) -> Diagnostic {
    RULE.report(path, format!("expected {expected}, found {found}")).hint("restore a backup of the state")
}

/// The required field at `path` is missing.
pub fn missing(path: impl Into<String>, expected: &str) -> Diagnostic {
    RULE.report(path, format!("missing; expected {expected}")).hint("restore a backup of the state")
}

/// `resources` is the list of a form that only documents show.
pub fn listed_resources() -> Diagnostic {
    RULE.report(
        "resources",
        "a list of resources, as an early overview shows it; expected a mapping from id to resource",
    )
    .hint("this form was never written by any tool; open the file that apply or sync saved")
}

/// The document has the form of an architecture sketch, told by its member `mark`.
pub fn sketched_form(mark: &str) -> Diagnostic {
    RULE.report(
        "$",
        format!("the file has the form of the architecture sketch (it has {mark}), which is not supported"),
    )
    .hint("this form was never written by any tool; open the file that apply or sync saved")
}

/// `key` occurs twice in the mapping at `path`, so that one of its values would be lost.
pub fn duplicate(path: impl Into<String>, key: &str) -> Diagnostic {
    RULE.report(path, format!("{} occurs twice", crate::diagnostic::quoted(key)))
        .hint("remove the entry that does not describe what is deployed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_place_and_both_types() {
        let problem = wrong_type("serial", "a whole number from 0", "text");
        assert_eq!(problem.to_string(), "error STA001 serial: expected a whole number from 0, found text");
        assert_eq!(duplicate("resources", "dataset.P.A").message, r#""dataset.P.A" occurs twice"#);
    }
}
