//! The registries that a shared plan was made with, as far as they can be read here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Obstacle;
use crate::block::reference::{BlockRef, Pinned};
use crate::plan_link::SharedSource;
use crate::registry::{Absence, Condition, Registries};
use crate::workspace::Analysis;

/// The keys of the registries that a plan needs: those that its link names, and those that its files refer to.
fn needed(source: &SharedSource, analysis: &Analysis) -> BTreeSet<Arc<str>> {
    let named = source.listing.indexes.keys().map(|key| Arc::from(key.as_str()));
    let written = analysis.config.uses.iter().filter_map(|entry| entry.reference.as_ref());
    let written = written.filter_map(|text| BlockRef::parse(&text.value)?.registry);
    named.chain(written).collect()
}

/// What of the registries stands in the way: the first that is not known, cannot be read or is still being
/// read.
pub(super) fn obstacle(
    source: &SharedSource,
    analysis: &Analysis,
    registries: &Registries,
) -> Option<Obstacle> {
    let needed = needed(source, analysis);
    let unreadable = |registry: &str, why: &str| Obstacle::Unreadable {
        registry: registry.to_owned(),
        why: why.to_owned(),
    };
    for key in &needed {
        let Some(registry) = registries.get(key) else { return Some(Obstacle::NoRegistry(key.to_string())) };
        if let Condition::Broken(why) = &registry.condition {
            return Some(unreadable(key, why));
        }
    }
    for label in source.listing.manifests.keys() {
        let Some(Pinned { registry: key, block_id, version }) = Pinned::parse(label) else { continue };
        let absence = registries.get(&key).and_then(|registry| registry.manifest(&block_id, version).err());
        if let Some(Absence::Unreadable(path, why)) = absence {
            return Some(unreadable(&key, &format!("{path} was not read: {why}")));
        }
    }
    let loading = needed.iter().find(|key| is_loading(registries, key));
    let missing = analysis.composition.missing.keys().next();
    loading.or(missing).map(|key| Obstacle::Awaited(key.to_string()))
}

fn is_loading(registries: &Registries, key: &str) -> bool {
    registries.get(key).is_some_and(|registry| registry.condition == Condition::Loading)
}

/// What is to be read before the plan can be worked out: by registry the files, none for its index.
pub(super) fn awaited(
    source: &SharedSource,
    analysis: &Analysis,
    registries: &Registries,
) -> BTreeMap<Arc<str>, BTreeSet<Arc<str>>> {
    let mut awaited = analysis.composition.missing.clone();
    for key in needed(source, analysis) {
        if is_loading(registries, &key) {
            awaited.entry(key).or_default();
        }
    }
    awaited
}
