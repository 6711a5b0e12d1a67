//! A plan of a part: given addresses and everything they need.

use std::collections::{BTreeSet, HashMap};

use super::dependencies::dependencies;
use super::order::{Direction, Flow};
use super::rules::pln002_unknown_target;
use crate::diagnostic::Diagnostic;
use crate::diff::Change;
use crate::state::Resource;

/// The part of a diff that was asked for.
pub(super) struct Selection {
    /// The changes that take part, in their order.
    pub(super) changes: Vec<Change>,
    /// Targets that name none.
    pub(super) problems: Vec<Diagnostic>,
}

/// Selects from `changes`, sorted by address, those that `targets` name and those that they need:
/// to build a resource, what it depends on; to delete one, what depends on it now. No targets select
/// everything; targets that all name nothing select nothing.
pub(super) fn select(changes: Vec<Change>, targets: &BTreeSet<String>) -> Selection {
    if targets.is_empty() {
        return Selection { changes, problems: Vec::new() };
    }
    let by_text: HashMap<&str, usize> =
        changes.iter().enumerate().map(|(position, change)| (change.address.as_str(), position)).collect();
    let found: Vec<usize> =
        targets.iter().filter_map(|target| by_text.get(target.as_str()).copied()).collect();
    let unknown = targets.iter().filter(|target| !by_text.contains_key(target.as_str()));
    let known = || changes.iter().map(|change| change.address.as_str());
    let problems = unknown.map(|target| pln002_unknown_target::report(target, known())).collect();
    let is_needed = closure(&changes, found);
    let needed = changes.into_iter().zip(is_needed).filter(|(_, is_needed)| *is_needed);
    Selection { changes: needed.map(|(change, _)| change).collect(), problems }
}

/// Which changes are reached from `found`.
fn closure(changes: &[Change], found: Vec<usize>) -> Vec<bool> {
    let to_build = side(changes, Direction::Build, |change| change.after.as_deref());
    let to_delete = side(changes, Direction::TearDown, |change| change.before.as_deref());
    let mut is_needed = vec![false; changes.len()];
    let mut waiting = found;
    while let Some(position) = waiting.pop() {
        let Some(seen) = is_needed.get_mut(position).filter(|seen| !**seen) else { continue };
        *seen = true;
        let is_built = changes.get(position).is_some_and(|change| change.after.is_some());
        let needs = if is_built { &to_build } else { &to_delete };
        waiting.extend(needs.get(position).into_iter().flatten());
    }
    is_needed
}

/// The dependencies among one side of all changes, by position among the changes.
fn side<'a>(
    changes: &'a [Change],
    direction: Direction,
    pick: impl Fn(&'a Change) -> Option<&'a Resource>,
) -> Vec<Vec<usize>> {
    let (positions, resources): (Vec<usize>, Vec<&Resource>) =
        changes.iter().enumerate().filter_map(|(position, change)| Some((position, pick(change)?))).unzip();
    let mut needs = vec![Vec::new(); changes.len()];
    let flows: Vec<Flow<'_>> = resources.iter().map(|resource| Flow::of(resource)).collect();
    for (position, found) in positions.iter().zip(dependencies(&resources, &flows, direction)) {
        if let Some(needs) = needs.get_mut(*position) {
            *needs = found.into_iter().filter_map(|need| positions.get(need).copied()).collect();
        }
    }
    needs
}
