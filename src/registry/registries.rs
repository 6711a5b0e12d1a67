//! Several registries at once, each on its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Registry;

/// All registries, by key. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Registries(BTreeMap<Arc<str>, Arc<Registry>>);

impl Registries {
    /// The registry known as `key`.
    pub fn get(&self, key: &str) -> Option<&Arc<Registry>> {
        self.0.get(key)
    }

    /// Adds a registry, or replaces the one with its key.
    pub fn put(&mut self, registry: Registry) {
        self.0.insert(Arc::clone(&registry.key), Arc::new(registry));
    }

    /// Forgets the registry known as `key`.
    pub fn remove(&mut self, key: &str) {
        self.0.remove(key);
    }

    /// All of them, by key.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Registry>> {
        self.0.values()
    }

    /// Whether the same registries, in the same condition, list the very same blocks as in `other`, whatever
    /// else of them is loaded.
    pub fn list_the_same(&self, other: &Self) -> bool {
        let same = |(left, right): (&Arc<Registry>, &Arc<Registry>)| {
            left.key == right.key
                && left.condition == right.condition
                && Arc::ptr_eq(&left.index, &right.index)
        };
        self.0.len() == other.0.len() && self.0.values().zip(other.0.values()).all(same)
    }

    /// Whether `later` lists the very same blocks and has every file that was read of these, or could not
    /// be.
    pub fn are_part_of(&self, later: &Self) -> bool {
        let mut pairs = self.0.values().zip(later.0.values());
        self.list_the_same(later) && pairs.all(|(before, now)| is_part_of(before, now))
    }

    /// Their keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(AsRef::as_ref)
    }
}

impl PartialEq for Registries {
    /// Registries that were not touched are the same objects, so this rarely looks inside.
    fn eq(&self, other: &Self) -> bool {
        let same =
            |(left, right): (&Arc<Registry>, &Arc<Registry>)| Arc::ptr_eq(left, right) || left == right;
        self.0.len() == other.0.len() && self.0.values().zip(other.0.values()).all(same)
    }
}

/// Whether `later` has the very files that were read of `registry`, and the same ones could not be.
fn is_part_of(registry: &Registry, later: &Registry) -> bool {
    fn are_in<K: Ord, V>(files: &BTreeMap<K, Arc<V>>, later: &BTreeMap<K, Arc<V>>) -> bool {
        files.iter().all(|(key, file)| later.get(key).is_some_and(|other| Arc::ptr_eq(file, other)))
    }
    are_in(&registry.manifests, &later.manifests)
        && are_in(&registry.schemas, &later.schemas)
        && registry.failures == later.failures
        && registry.absent == later.absent
}
