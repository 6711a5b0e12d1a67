//! POL008: the plan is too large to be read.

use crate::diagnostic::{Level, Rule, Severity};
use crate::policy::{Breaches, Subject};

/// The plan is too large to be read.
pub static RULE: Rule = Rule {
    id: "POL008",
    level: Level::Plan,
    severity: Severity::Warning,
    title: "The plan is larger than people read",
    explanation: "Nobody reads hundreds of changes with care. Plan parts of it one after the other, or raise max_changes of the host.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    let summary = subject.plan.summary;
    let (changes, most) = (summary.create + summary.update + summary.destroy, subject.settings.max_changes);
    if changes > most {
        breaches.of_plan(format!(
            "{changes} changes are more than the {most} that somebody can be asked to read"
        ));
    }
}
