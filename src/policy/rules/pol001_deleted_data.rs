//! POL001: the plan deletes what holds data.

use crate::address::ResourceType;
use crate::diagnostic::{Level, Rule, Severity};
use crate::plan::Action;
use crate::policy::{Breaches, Subject};

/// The plan deletes what holds data.
pub static RULE: Rule = Rule {
    id: "POL001",
    level: Level::Plan,
    severity: Severity::Error,
    title: "The plan deletes what holds data",
    explanation: "Deleting a dataset, a folder or a model loses what is in it, and undoing the plan does not bring it back. Say in an exception where the data is kept.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    let holds_data = |kind: &ResourceType| {
        matches!(kind, ResourceType::Dataset | ResourceType::Folder | ResourceType::Model)
    };
    for step in subject.steps(&[Action::Delete]).filter(|step| holds_data(step.address.kind())) {
        breaches.at(step, format!("{} and what is in it would be deleted", step.address));
    }
}
