//! SCH003: a required field is missing, null or empty.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// A required field without a value.
pub static RULE: Rule = Rule {
    id: "SCH003",
    level: Level::Schema,
    severity: Severity::Error,
    title: "required field missing",
    explanation: "The field must be there and must not be empty.",
};

/// Reports the field at `path`. `owner` says whose it is, as `dataset "SENSORS"`.
pub fn report(path: String, owner: &str) -> Diagnostic {
    let field = path.rsplit('.').next().unwrap_or(&path).to_owned();
    let problem = RULE.report(path, format!("{owner} has no `{field}`"));
    problem.hint(format!("Add `{field}:` with a value."))
}
