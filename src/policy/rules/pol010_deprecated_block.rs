//! POL010: a version in use is deprecated.

use crate::diagnostic::{Level, Rule, Severity};
use crate::policy::{Breaches, Subject};

/// A version in use is deprecated.
pub static RULE: Rule = Rule {
    id: "POL010",
    level: Level::Plan,
    severity: Severity::Warning,
    title: "A deprecated version is used",
    explanation: "Its publisher no longer looks after this version. The message says what to use instead, if the publisher does.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    for (pinned, manifest) in &subject.composition.manifests {
        if manifest.deprecated {
            let instead = match &*manifest.deprecated_message {
                "" => String::new(),
                message => format!(": {message}"),
            };
            breaches.of_plan(format!("{pinned} is deprecated{instead}"));
        }
    }
}
