//! The versions of a block, and what each would change for an instance.

use crate::block::reference::Pinned;
use crate::outdated::Revision;
use crate::registry::Registries;
use crate::sorting::sort_by;
use crate::version::Version;

/// A version that an instance may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The version.
    pub version: Version,
    /// Whether it is newer than the present one.
    pub is_newer: bool,
    /// Whether it is the present one.
    pub is_present: bool,
    /// Whether its publisher advises against it.
    pub is_deprecated: bool,
    /// What would change; `None` while a manifest is not loaded.
    pub revision: Option<Revision>,
}

/// The versions of the block that `present` is one of, the newest first.
pub fn versions(registries: &Registries, present: &Pinned) -> Vec<Offer> {
    let Some(registry) = registries.get(&present.registry) else { return Vec::new() };
    let offers = registry.index.versions(&present.block_id).iter().map(|entry| Offer {
        version: entry.version,
        is_newer: entry.version > present.version,
        is_present: entry.version == present.version,
        is_deprecated: entry.deprecated,
        revision: Revision::between(registry, &present.block_id, present.version, entry.version),
    });
    let mut offers: Vec<Offer> = offers.collect();
    sort_by(&mut offers, |one, other| other.version.cmp(&one.version));
    offers
}
