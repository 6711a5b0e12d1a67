//! How much of the configuration accepting everything touches.

use std::fmt;

use super::{Accepted, differs};
use crate::address::Address;
use crate::diagnostic::counts::counted;
use crate::drift::{Drift, ResourceDrift};

/// How many resources lose their entry, have it changed, and get one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Entries that go: the server does not have the resource.
    pub deleted: usize,
    /// Entries that say something else afterwards.
    pub changed: usize,
    /// Entries that come.
    pub added: usize,
}

impl Accepted {
    /// How much of the configuration this touches, where everything of `drift` was accepted.
    pub fn extent(&self, drift: &Drift) -> Extent {
        let is_refused = |address: &Address| self.refused.iter().any(|(refused, _)| refused == address);
        let mut extent = Extent::default();
        let is_accepted = |resource: &&ResourceDrift| differs(resource) && !is_refused(&resource.address);
        for resource in drift.resources.iter().filter(is_accepted) {
            match (&resource.config, &resource.server) {
                (Some(_), None) => extent.deleted += 1,
                (Some(_), Some(_)) => extent.changed += 1,
                (None, _) => extent.added += 1,
            }
        }
        extent
    }
}

impl fmt::Display for Extent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(self.deleted, "deleted"), (self.changed, "changed"), (self.added, "added")];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<_> =
            parts.map(|(count, word)| format!("{} {word}", counted(count, "entry"))).collect();
        out.write_str(&parts.join(", "))
    }
}
