//! POL007: the plan deletes much.

use crate::diagnostic::{Level, Rule, Severity};
use crate::policy::{Breaches, Subject};

/// The plan deletes much.
pub static RULE: Rule = Rule {
    id: "POL007",
    level: Level::Plan,
    severity: Severity::Error,
    title: "The plan deletes more than is usual",
    explanation: "Many deletes at once are more often a file that was not opened, a wrong environment or a wrong state than an intention. The limit is max_deletes of the host, or half of what there is.",
};

/// From how many deletes on half of everything is much.
const FEW: usize = 3;

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    let summary = subject.plan.summary;
    let before = summary.destroy + summary.update + summary.unchanged;
    let most = subject.settings.max_deletes;
    if summary.destroy > most {
        breaches.of_plan(format!("{} deletes are more than the {most} that are allowed", summary.destroy));
    } else if summary.destroy >= FEW && summary.destroy * 2 > before {
        breaches
            .of_plan(format!("{} of {before} resources would be deleted, more than half", summary.destroy));
    }
}
