//! PLN001: the plan deletes a guarded resource.

use crate::address::Address;
use crate::diagnostic::{Diagnostic, Level, Rule, Severity};
use crate::plan::{Action, Step};

/// A delete, or a replacement, of a resource with `prevent_destroy` (spec 1.3).
pub static RULE: Rule = Rule {
    id: "PLN001",
    level: Level::Plan,
    severity: Severity::Error,
    title: "The plan deletes a guarded resource",
    explanation: "lifecycle.prevent_destroy forbids to delete the resource, also by taking its entry away: the state \
                  remembers the guard. Put the entry back; to delete it all the same, first apply it with \
                  prevent_destroy: false. A change of type counts, because DSS can only delete and create.",
};

/// Reports the step if it deletes what is guarded.
pub fn check(step: &Step) -> Option<Diagnostic> {
    let guarded = |side: Option<&std::sync::Arc<crate::state::Resource>>| {
        side.is_some_and(|resource| resource.metadata.lifecycle.prevent_destroy)
    };
    match step.action {
        Action::Delete if guarded(step.before.as_ref()) => Some(deleted(&step.address)),
        Action::Update if step.replaces && guarded(step.after.as_ref()) => Some(replaced(&step.address)),
        _ => None,
    }
}

fn deleted(address: &Address) -> Diagnostic {
    RULE.report(
        address.as_str(),
        format!("{address} is guarded (lifecycle.prevent_destroy) and would be deleted"),
    )
    .hint("put its entry back, or apply it with prevent_destroy: false first")
}

fn replaced(address: &Address) -> Diagnostic {
    let message =
        format!("{address} is guarded (lifecycle.prevent_destroy) and its new type needs delete and create");
    RULE.report(address.as_str(), message).hint("keep the type, or set prevent_destroy: false")
}
