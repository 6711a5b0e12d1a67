//! What differs between two states (spec 4).

use serde_json::Value;

use crate::address::Address;
use crate::state::Resource;

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
    pub before: Option<Resource>,
    /// The desired side.
    pub after: Option<Resource>,
    /// Differences of top-level attributes in their normal forms, in display order (spec 1.3);
    /// empty unless modified.
    pub attributes: Vec<AttributeChange>,
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
