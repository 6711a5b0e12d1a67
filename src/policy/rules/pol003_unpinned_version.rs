//! POL003: a block is used in no exact version.

use crate::block::reference::BlockRef;
use crate::diagnostic::{Level, Rule, Severity};
use crate::policy::{Breaches, Subject};

/// A block is used in no exact version.
pub static RULE: Rule = Rule {
    id: "POL003",
    level: Level::Plan,
    severity: Severity::Warning,
    title: "A block is used without an exact version",
    explanation: "A range or latest means another version as soon as one is published, so that the same configuration plans something else tomorrow. Write the version that the plan resolved.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    for (position, entry) in subject.config.uses.iter().enumerate() {
        let Some(reference) = &entry.reference else { continue };
        let is_pinned = BlockRef::parse(&reference.value).is_some_and(|reference| reference.spec.is_pinned());
        let resolved = subject.composition.resolved.get(position).and_then(Option::as_ref);
        if let Some(resolved) = resolved.filter(|_| !is_pinned) {
            breaches.of_plan(format!(
                "{} asks for {}, which is {resolved} today",
                entry.path(),
                reference.value
            ));
        }
    }
}
