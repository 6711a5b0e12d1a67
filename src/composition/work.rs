//! What the steps of a composition hand on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Basis;
use super::leaf::Leaf;
use crate::block::Manifest;
use crate::block::reference::{BlockRef, Pinned};
use crate::diagnostic::pile::Pile;
use crate::registry::Absence;
use crate::registry::path::is_safe;

/// Everything known so far; each step adds to it.
pub(super) struct Work<'a> {
    pub(super) basis: Basis<'a>,
    pub(super) problems: Pile,
    /// The zone blocks in the order of expansion.
    pub(super) leaves: Vec<Leaf>,
    /// The expanded entries of `solutions`.
    pub(super) solutions: Vec<Expanded>,
    /// Pairs of leaves: the later one waits for the earlier one without reading from it.
    pub(super) waits: BTreeSet<(usize, usize)>,
    pub(super) missing: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
    pub(super) manifests: BTreeMap<Pinned, Arc<Manifest>>,
    /// References as read, by their texts; `None` for those that have not their form.
    references: BTreeMap<Arc<str>, Option<BlockRef>>,
}

/// An expanded entry of `solutions`.
pub(super) struct Expanded {
    pub(super) entry: usize,
    pub(super) path: Arc<str>,
    /// Its leaves: the first one and how many.
    pub(super) first: usize,
    pub(super) count: usize,
    /// Which leaf's port is behind each output.
    pub(super) outputs: BTreeMap<Arc<str>, (usize, Arc<str>)>,
}

impl<'a> Work<'a> {
    pub(super) fn new(basis: Basis<'a>) -> Self {
        Self {
            basis,
            problems: Pile::default(),
            leaves: Vec::new(),
            solutions: Vec::new(),
            waits: BTreeSet::new(),
            missing: BTreeMap::new(),
            manifests: BTreeMap::new(),
            references: BTreeMap::new(),
        }
    }

    /// The reference that a text is. A large project says the same ones thousands of times, and keeps what
    /// they are made of once.
    pub(super) fn reference(&mut self, text: &Arc<str>) -> Option<BlockRef> {
        if let Some(known) = self.references.get(text) {
            return known.clone();
        }
        let parsed = BlockRef::parse(text);
        self.references.insert(Arc::clone(text), parsed.clone());
        parsed
    }

    /// Notes a file that is still to be fetched; returns the reason if it cannot be had.
    pub(super) fn absent(&mut self, registry: &Arc<str>, absence: Absence) -> Option<Arc<str>> {
        match absence {
            Absence::Unread(path) => {
                self.missing.entry(Arc::clone(registry)).or_default().insert(path);
                None
            }
            Absence::Unreadable(_, reason) => Some(reason),
        }
    }

    /// Notes that a manifest is in use, and the schemas of it that are still to be fetched.
    pub(super) fn use_manifest(&mut self, pinned: &Pinned, manifest: &Arc<Manifest>) {
        if self.manifests.insert(pinned.clone(), Arc::clone(manifest)).is_some() {
            return;
        }
        let Some(registry) = self.basis.registries.get(&pinned.registry) else { return };
        let wanted = manifest.schema_paths().filter(|path| {
            is_safe(path) && registry.schema(path).is_none() && registry.failure(path).is_none()
        });
        let wanted: Vec<Arc<str>> = wanted.cloned().collect();
        if !wanted.is_empty() {
            self.missing.entry(Arc::clone(&pinned.registry)).or_default().extend(wanted);
        }
    }
}
