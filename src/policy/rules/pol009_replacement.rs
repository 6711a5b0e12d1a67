//! POL009: the plan deletes and creates anew.

use crate::diagnostic::{Level, Rule, Severity};
use crate::policy::{Breaches, Subject};

/// The plan deletes and creates anew.
pub static RULE: Rule = Rule {
    id: "POL009",
    level: Level::Plan,
    severity: Severity::Error,
    title: "The plan replaces a resource",
    explanation: "DSS cannot give a dataset or recipe another type, so it is deleted and created, and its data, history and permissions go. Create one with another name, or say in an exception that nothing is lost.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    for step in subject.plan.actions().filter(|step| step.replaces) {
        breaches.at(step, format!("{} gets another type, so it is deleted and created", step.address));
    }
}
