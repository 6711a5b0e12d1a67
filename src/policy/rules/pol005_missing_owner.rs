//! POL005: a block in use has no owner.

use crate::diagnostic::{Level, Rule, Severity};
use crate::policy::{Breaches, Subject};

/// A block in use has no owner.
pub static RULE: Rule = Rule {
    id: "POL005",
    level: Level::Plan,
    severity: Severity::Warning,
    title: "A block in use has no owner",
    explanation: "When a block fails at night, somebody has to know whom to ask. Ask its registry to name an owner.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    let manifests = subject.composition.manifests.iter();
    for (pinned, _) in manifests.filter(|(_, manifest)| manifest.owner.trim().is_empty()) {
        breaches.of_plan(format!("{pinned} names no owner"));
    }
}
