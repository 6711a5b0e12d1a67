//! The digests that bind a plan to its configuration and its state (spec 5.5).

use std::collections::HashSet;

use super::Plan;
use crate::address::Address;
use crate::sorting::sort_by_key;
use crate::state::Resource;
use crate::value::{Members, sha256, write_text};

impl Plan {
    /// SHA-256 over all desired resources, also those that a partial plan leaves out.
    pub fn config_digest(&self) -> String {
        digest(self.desired.resources.iter().map(AsRef::as_ref))
    }

    /// SHA-256 over the resources of the current state that are in scope; `None` without a state.
    pub fn state_digest(&self) -> Option<String> {
        let wanted: HashSet<&Address> =
            self.desired.resources.iter().map(|resource| &resource.address).collect();
        let takes_part =
            |resource: &&Resource| self.scope.takes_part(resource, |address| wanted.contains(address));
        let current = self.current.as_ref()?;
        Some(digest(current.resources.iter().map(AsRef::as_ref).filter(takes_part)))
    }
}

/// SHA-256 of the canonical JSON of `{address: checksum}`.
fn digest<'a>(resources: impl Iterator<Item = &'a Resource>) -> String {
    let mut resources: Vec<&Resource> = resources.collect();
    sort_by_key(&mut resources, |resource| resource.address.as_str());
    let mut text = String::with_capacity(resources.len() * 100);
    let mut object = Members::open(&mut text);
    for resource in resources {
        write_text(object.key(resource.address.as_str()), resource.checksum());
    }
    object.close();
    sha256(&text)
}
