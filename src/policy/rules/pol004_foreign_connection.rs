//! POL004: a connection is not on the list of the environment.

use serde_json::Value;

use crate::diagnostic::{Level, Rule, Severity};
use crate::plan::Action;
use crate::policy::{Breaches, Subject};

/// A connection is not on the list of the environment.
pub static RULE: Rule = Rule {
    id: "POL004",
    level: Level::Plan,
    severity: Severity::Error,
    title: "A connection is not allowed in this environment",
    explanation: "The host lists the connections of each environment, so that no plan for one writes into the database of another. Use one of the list, or ask the host to add it.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    let Some(allowed) = subject.settings.connections.get(&subject.plan.environment) else { return };
    for step in subject.steps(&[Action::Create, Action::Update]) {
        let attribute = |name: &str| step.after.as_ref()?.attributes().get(name);
        let direct = attribute("connection").and_then(Value::as_str);
        let inside = || attribute("params").and_then(|params| params.get("connection")?.as_str());
        if let Some(connection) = direct.or_else(inside).filter(|connection| !allowed.contains(*connection)) {
            let environment = &subject.plan.environment;
            breaches.at(
                step,
                format!("{} uses {connection}, which is not on the list of {environment}", step.address),
            );
        }
    }
}
