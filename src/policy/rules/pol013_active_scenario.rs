//! POL013: a scenario starts by itself.

use std::sync::Arc;

use crate::address::ResourceType;
use crate::diagnostic::{Level, Rule, Severity};
use crate::plan::Action;
use crate::policy::{Breaches, Subject};
use crate::state::Resource;

/// A scenario starts by itself.
pub static RULE: Rule = Rule {
    id: "POL013",
    level: Level::Plan,
    severity: Severity::Warning,
    title: "A scenario would start by itself",
    explanation: "An active scenario runs as soon as its trigger says so, with whatever the plan has made until then. Create it inactive, and switch it on when all is there.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    let is_active = |resource: &Option<Arc<Resource>>| {
        resource.as_ref().and_then(|resource| resource.attributes().get("active")?.as_bool()) == Some(true)
    };
    for step in subject.steps(&[Action::Create, Action::Update]) {
        let is_scenario = *step.address.kind() == ResourceType::Scenario;
        if is_scenario && is_active(&step.after) && !is_active(&step.before) {
            breaches.at(step, format!("{} would be active at once", step.address));
        }
    }
}
