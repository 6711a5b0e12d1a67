//! POL014: the plan covers a part of the configuration.

use crate::diagnostic::{Level, Rule, Severity};
use crate::policy::{Breaches, Subject};

/// The plan covers a part of the configuration.
pub static RULE: Rule = Rule {
    id: "POL014",
    level: Level::Plan,
    severity: Severity::Warning,
    title: "The plan covers only a part",
    explanation: "A plan of chosen resources leaves the project in a state that no configuration describes, until the rest is applied too.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    if subject.plan.is_partial() {
        let targets: Vec<&str> = subject.plan.targets.iter().map(String::as_str).collect();
        breaches.of_plan(format!("only {} and what they need would be applied", targets.join(", ")));
    }
}
