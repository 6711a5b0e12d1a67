//! REF005: a placeholder names a variable that nobody defines.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted, suggestion};

/// An undefined variable. No other rule judges its value.
pub static RULE: Rule = Rule {
    id: "REF005",
    level: Level::References,
    severity: Severity::Error,
    title: "undefined variable",
    explanation: "Define the variable for the environment, for the project, or for this session, or declare it \
                  as a secret.",
};

/// Reports the variable `name` in the value at `path`.
pub fn report(path: String, name: &str, known: &BTreeSet<&str>) -> Diagnostic {
    let problem = RULE.report(path, format!("the variable {} is not defined", quoted(name)));
    let places = "Define it under Environment, or in environments/<environment>.yml.";
    match suggestion::nearest(name, known.iter().copied()) {
        Some(nearest) => problem.hint(format!("Did you mean `{nearest}`? {places}")),
        None => problem.hint(places),
    }
}
