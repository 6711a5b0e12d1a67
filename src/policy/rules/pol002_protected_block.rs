//! POL002: the plan changes a block that is protected.

use crate::address::ResourceType;
use crate::block::reference::Pinned;
use crate::diagnostic::{Level, Rule, Severity};
use crate::plan::Action;
use crate::policy::{Breaches, Subject};
use crate::value::is_empty;

/// The plan changes a block that is protected.
pub static RULE: Rule = Rule {
    id: "POL002",
    level: Level::Plan,
    severity: Severity::Error,
    title: "The plan changes a protected block",
    explanation: "A block that its registry marks as blocked, or the host as protected, is relied on as it was reviewed. Extending, changing or deleting an instance of it needs a reason in an exception.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    for step in subject.plan.actions().filter(|step| *step.address.kind() == ResourceType::Block) {
        let Some(block) = step.resource().and_then(|resource| resource.attributes().get("ref")?.as_str())
        else {
            continue;
        };
        let name = block.split('@').next().unwrap_or_default();
        let by_registry = Pinned::parse(block)
            .and_then(|pinned| subject.composition.manifests.get(&pinned))
            .is_some_and(|manifest| manifest.blocked);
        if !by_registry && !subject.settings.protected.contains(name) {
            continue;
        }
        let extends = step.after.as_ref().and_then(|after| after.attributes().get("extends"));
        let is_extended = extends.is_some_and(|extends| !is_empty(extends));
        match step.action {
            Action::Delete => {
                breaches.at(step, format!("an instance of {name}, which is protected, would be deleted"));
            }
            Action::Update => {
                breaches.at(step, format!("an instance of {name}, which is protected, would change"));
            }
            _ if is_extended => breaches.at(step, format!("{name} is protected, and the project extends it")),
            _ => {}
        }
    }
}
