//! What differs between two states (spec 4).

mod attributes;
pub mod fold;
mod ignore;
pub mod leaf;
pub mod lines;
pub mod models;
pub mod scope;
pub mod sides;

use std::cmp::Ordering;
use std::sync::Arc;

use serde_json::Value;

pub use self::attributes::Comparison;
pub use self::scope::Scope;
use crate::address::Address;
use crate::sorting::sort_by;
use crate::state::{Resource, State};

/// Whether and how a resource differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Only desired.
    Added,
    /// On both sides, with differences.
    Modified,
    /// Only current.
    Removed,
    /// On both sides, alike.
    Unchanged,
}

/// One resource on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The resource.
    pub address: Address,
    /// Whether it differs.
    pub kind: ChangeKind,
    /// The current side as stored.
    pub before: Option<Arc<Resource>>,
    /// The desired side. Where the resource is modified, ignored attributes have the values they
    /// have now, so that applying this side leaves them alone.
    pub after: Option<Arc<Resource>>,
    /// Differences of top-level attributes in their normal forms, in display order (spec 1.3),
    /// removed ones last by name; empty unless modified.
    pub attributes: Vec<AttributeChange>,
    /// How the sides were compared.
    pub comparison: Comparison,
}

/// A difference at a path: a top-level attribute, or a leaf below one.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeChange {
    /// `params`, or `params.table` or `schema.columns[0].type` for a leaf.
    pub path: String,
    /// The value before; `None` if there was none.
    pub old: Option<Value>,
    /// The value after; `None` if there is none.
    pub new: Option<Value>,
}

impl AttributeChange {
    /// The way back.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { path: self.path, old: self.new, new: self.old }
    }

    /// Whether the value comes, goes or becomes another.
    pub fn kind(&self) -> ChangeKind {
        match (&self.old, &self.new) {
            (Some(_), Some(_)) => ChangeKind::Modified,
            (None, Some(_)) => ChangeKind::Added,
            (Some(_), None) => ChangeKind::Removed,
            (None, None) => ChangeKind::Unchanged,
        }
    }
}

impl ChangeKind {
    /// The name in plan data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Modified => "modified",
            Self::Removed => "removed",
            Self::Unchanged => "unchanged",
        }
    }
}

/// What separates the `current` state from the `desired` one, within `scope` (spec 4.2): one record per
/// resource, by type, then address.
pub fn diff(desired: &State, current: &State, scope: &Scope) -> Vec<Change> {
    let desired = sorted(&desired.resources);
    let is_wanted =
        |address: &Address| desired.binary_search_by(|resource| resource.address.cmp(address)).is_ok();
    let mut current = sorted(&current.resources);
    current.retain(|resource| scope.takes_part(resource, is_wanted));
    join(&desired, &current, |before, after| attributes::compare(before, after, scope.format()))
}

/// What separates two versions of a state, over all their resources and attributes as stored.
pub fn between(older: &State, newer: &State) -> Vec<Change> {
    join(&sorted(&newer.resources), &sorted(&older.resources), attributes::compare_stored)
}

/// The resources by type, then address: quick where they are sorted already, as desired ones are.
fn sorted(resources: &[Arc<Resource>]) -> Vec<&Arc<Resource>> {
    let mut sorted: Vec<_> = resources.iter().collect();
    sort_by(&mut sorted, |left, right| left.address.cmp(&right.address));
    sorted
}

/// Pairs two sorted sides by address.
fn join(
    desired: &[&Arc<Resource>],
    current: &[&Arc<Resource>],
    compare: impl Fn(&Arc<Resource>, &Arc<Resource>) -> Change,
) -> Vec<Change> {
    let mut changes = Vec::with_capacity(desired.len().max(current.len()));
    let (mut desired, mut current) = (desired.iter().peekable(), current.iter().peekable());
    loop {
        let order = match (current.peek(), desired.peek()) {
            (Some(before), Some(after)) => before.address.cmp(&after.address),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return changes,
        };
        let before = if order.is_le() { current.next() } else { None };
        let after = if order.is_ge() { desired.next() } else { None };
        changes.extend(match (before, after) {
            (Some(before), Some(after)) => Some(compare(before, after)),
            (Some(before), None) => Some(one_sided(ChangeKind::Removed, before)),
            (None, Some(after)) => Some(one_sided(ChangeKind::Added, after)),
            (None, None) => None,
        });
    }
}

fn one_sided(kind: ChangeKind, resource: &Arc<Resource>) -> Change {
    let side = |is_side: bool| is_side.then(|| Arc::clone(resource));
    Change {
        address: resource.address.clone(),
        kind,
        before: side(kind == ChangeKind::Removed),
        after: side(kind == ChangeKind::Added),
        attributes: Vec::new(),
        comparison: Comparison::Exact,
    }
}

#[cfg(test)]
mod tests;
