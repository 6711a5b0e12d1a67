//! POL015: a block changes its major version, or goes back.

use std::sync::Arc;

use crate::block::reference::Pinned;
use crate::diagnostic::{Level, Rule, Severity};
use crate::plan::Action;
use crate::policy::{Breaches, Subject};
use crate::state::Resource;

/// A block changes its major version, or goes back.
pub static RULE: Rule = Rule {
    id: "POL015",
    level: Level::Plan,
    severity: Severity::Error,
    title: "A block changes its major version",
    explanation: "A major version may change what a block reads and writes, and an older one takes away what a newer one brought. Say in an exception that its changelog was read.",
};

pub(super) fn find(subject: &Subject<'_>, breaches: &mut Breaches<'_>) {
    for step in subject.steps(&[Action::Update]) {
        let version = |resource: &Option<Arc<Resource>>| {
            Pinned::parse(resource.as_ref()?.attributes().get("ref")?.as_str()?)
        };
        let (Some(before), Some(after)) = (version(&step.before), version(&step.after)) else { continue };
        if before.registry != after.registry || before.block_id != after.block_id {
            breaches.at(step, format!("{before} becomes {after}, another block"));
        } else if after.version < before.version {
            breaches.at(step, format!("{before} goes back to {}", after.version));
        } else if after.version.major > before.version.major {
            breaches.at(step, format!("{before} becomes {}, a new major version", after.version));
        }
    }
}
