//! A zone block of the project: its place, what feeds it, and the names of what it writes.

use std::sync::Arc;

use super::extend::Change;
use super::named::Named;
use super::prune::Absent;
use crate::block::Manifest;
use crate::block::reference::Pinned;

/// A zone block of the project.
pub(super) struct Leaf {
    pub(super) path: Arc<str>,
    pub(super) entry: usize,
    pub(super) pinned: Pinned,
    pub(super) version_spec: Arc<str>,
    pub(super) manifest: Arc<Manifest>,
    pub(super) zone: Arc<str>,
    /// Its place in the solution it is a member of.
    pub(super) within: Option<Within>,
    /// What feeds each input port.
    pub(super) feeds: Named<Feed>,
    /// Output ports with a mapped name.
    pub(super) mapped: Named<Mapped>,
    /// Further names of output ports.
    pub(super) syncs: Vec<Sync>,
    /// Recipes that are replaced or extended, by name.
    pub(super) changes: Named<Change>,
    /// What is left out.
    pub(super) absent: Absent,
}

/// A member's place.
pub(super) struct Within {
    /// The solution it is directly in, as `ID@VERSION`.
    pub(super) solution: String,
    pub(super) alias: Arc<str>,
    /// Position in the solution's list.
    pub(super) step: usize,
    /// The solution's manifest.
    pub(super) manifest: Arc<Manifest>,
    /// Whether that solution is the entry itself, so that its overrides apply.
    pub(super) is_direct: bool,
}

/// What feeds an input port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Feed {
    /// The object that the entry's input of this name is mapped to.
    Mapped { port: Arc<str>, name: Arc<str> },
    /// The entry maps its input of this name to what is no name, or must map it and does not.
    Unknown,
    /// An output of another leaf.
    Leaf(usize, Arc<str>),
}

/// A mapped name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mapped {
    /// The name.
    pub(super) name: Arc<str>,
    /// The entry's output that it is mapped to.
    pub(super) port: Arc<str>,
}

/// A further name of an output: a dataset that is filled from the first one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sync {
    /// The leaf's output.
    pub(super) port: Arc<str>,
    /// The further name.
    pub(super) mapped: Mapped,
    /// The name of the recipe that fills it.
    pub(super) recipe: Arc<str>,
}
