//! STA007: a model that should exist was not found on the server.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};

/// A model of the configuration that a synced state does not hold. No plan creates models (spec 1.6).
pub static RULE: Rule = Rule {
    id: "STA007",
    level: Level::State,
    severity: Severity::Warning,
    title: "A model of the configuration was not found",
    explanation: "`models` names saved models that exist already. A plan never creates one, so what reads it would \
                  fail. Train it in DSS and sync again, or correct its name.",
};

/// The model named `name`, the entry at `index`, was not found.
pub fn not_found(index: usize, name: &str) -> Diagnostic {
    let problem =
        RULE.report(format!("models[{index}].name"), format!("no model {} was found", quoted(name)));
    problem.hint("train it in DSS and sync again, or correct its name")
}
