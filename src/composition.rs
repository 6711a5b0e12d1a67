//! Blocks and solutions of a configuration, looked up, wired and named (`blocks.md` 5 and 9).
//!
//! [`compose`] runs on everything that can be looked up, also where other entries fail, so that a
//! broken composition can still be drawn. Its rules are in `composition/rules`; what they say about
//! the inside of a registry's document carries its place there.

mod bind;
mod entry;
mod extend;
mod flatten;
mod graph;
mod judge;
mod lack;
mod leaf;
mod named;
mod objects;
mod outcome;
mod parts;
mod prune;
mod reading;
pub mod rules;
mod solution;
mod wire;
mod wiring;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value};

pub use self::lack::Lack;
use self::objects::Objects;
use self::parts::Origin;
pub use self::parts::{Part, Role};
pub use self::wire::Wire;
use self::work::Work;
use crate::block::reference::Pinned;
use crate::block::{Manifest, PortKind, digest};
use crate::config::Config;
use crate::diagnostic::pile::Pile;
use crate::registry::Registries;
use crate::registry::lock::Lock;

/// What a composition is made from.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The configuration, with its entries of `blocks` and `solutions`.
    pub config: &'a Config,
    /// Where blocks are looked up.
    pub registries: &'a Registries,
    /// The digests that the project was last composed with.
    pub lock: &'a Lock,
    /// Names of objects that are known to be on the server.
    pub existing: &'a BTreeSet<String>,
}

/// Everything that blocks and solutions add to a configuration. Empty without them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Composition {
    /// The instances in the order in which they are created: by stage, then position.
    pub instances: Vec<Instance>,
    /// The entries of `solutions`, expanded.
    pub solutions: Vec<SolutionInstance>,
    /// What passes between instances, in the order of the instances that read.
    pub wires: Vec<Wire>,
    /// Source projects whose libraries the instances import, sorted.
    pub libraries: BTreeSet<Arc<str>>,
    /// Names that recipes and instances may read though nobody declares them (9.2).
    pub known: BTreeSet<Arc<str>>,
    /// Names that an instance writes.
    pub produced: BTreeSet<Arc<str>>,
    /// Indices of recipes that stand in for recipes of blocks and are not planned by themselves (5.4).
    pub templates: BTreeSet<usize>,
    /// Indices of recipes that are on a cycle with an instance, which BLK-018 tells.
    pub on_mixed_cycle: BTreeSet<usize>,
    /// Files of registries that are not there yet: by key, paths below `blocks/`.
    pub missing: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
    /// What each entry of the configuration was resolved to, in their order; `None` if it failed.
    pub resolved: Vec<Option<Pinned>>,
    /// Why entries were resolved to nothing, in their order.
    lacks: Vec<Option<Lack>>,
    /// The manifests that are in use.
    pub manifests: BTreeMap<Pinned, Arc<Manifest>>,
    /// What the parts of each instance are made from, by its position.
    origins: Vec<Origin>,
}

/// A zone block in the project, also one inside a solution.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// Its name; inside a solution `solution__alias`.
    pub path: Arc<str>,
    /// Position of its entry in [`Config::uses`].
    pub entry: usize,
    /// What it is an instance of.
    pub block: Pinned,
    /// The version part as written; of a member, as its solution writes it.
    pub version_spec: Arc<str>,
    /// Its manifest.
    pub manifest: Arc<Manifest>,
    /// Its zone.
    pub zone: Arc<str>,
    /// Input ports that are fed, in the manifest's order.
    pub inputs: Vec<Bound>,
    /// Output ports that are not left out, in the manifest's order.
    pub outputs: Vec<Bound>,
    /// Extensions in the order of the block's list, as the record keeps them.
    pub extends: Vec<Value>,
    /// Longest chain of instances before it.
    pub stage: usize,
    /// Position in the order of expansion.
    pub position: usize,
}

/// A port and the final name of the object behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The port.
    pub port: Arc<str>,
    /// What passes through it.
    pub kind: PortKind,
    /// The object's name in the project.
    pub name: Arc<str>,
}

/// An entry of `solutions`, expanded.
#[derive(Clone, Debug, PartialEq)]
pub struct SolutionInstance {
    /// Its name.
    pub path: Arc<str>,
    /// Position of its entry in [`Config::uses`].
    pub entry: usize,
    /// What it is an instance of.
    pub block: Pinned,
    /// The version part as written.
    pub version_spec: Arc<str>,
    /// Its manifest.
    pub manifest: Arc<Manifest>,
    /// The paths of its instances, nested ones included, in the order of expansion.
    pub members: Vec<Arc<str>>,
    /// Mapped inputs, in the manifest's order.
    pub inputs: Vec<Bound>,
    /// Outputs that are not left out, in the manifest's order.
    pub outputs: Vec<Bound>,
}

impl Composition {
    /// The instance at `path`.
    pub fn instance(&self, path: &str) -> Option<&Instance> {
        self.instances.iter().find(|instance| &*instance.path == path)
    }

    /// Why nothing is known of the block of an entry; `None` if it is known.
    pub fn lack(&self, entry: usize) -> Option<Lack> {
        let pinned = self.resolved.get(entry).and_then(Option::as_ref);
        if pinned.is_some_and(|pinned| self.manifests.contains_key(pinned)) {
            return None;
        }
        Some(self.lacks.get(entry).copied().flatten().unwrap_or(Lack::Unknown))
    }

    /// The stages, each with the positions of its instances in [`Composition::instances`].
    pub fn stages(&self) -> Vec<Vec<usize>> {
        let mut stages: Vec<Vec<usize>> = Vec::new();
        for (position, instance) in self.instances.iter().enumerate() {
            while stages.len() <= instance.stage {
                stages.push(Vec::new());
            }
            if let Some(stage) = stages.get_mut(instance.stage) {
                stage.push(position);
            }
        }
        stages
    }

    /// What is created for each instance, by its position and in order: the zone first, its record not
    /// included. `config` is what this was composed from. A plan needs it, a drawing does not.
    pub fn parts<'a>(&'a self, config: &'a Config) -> Vec<Vec<Part<'a>>> {
        parts::parts(config, &self.instances, &self.origins)
    }

    /// The lock file that this composition would pass.
    pub fn lock(&self) -> Lock {
        let mut lock = Lock::default();
        for (pinned, manifest) in &self.manifests {
            lock.put(pinned.clone(), digest::digest(&manifest.document));
        }
        lock
    }
}

/// Ports and final names, as records keep them.
pub fn bound_names(bound: &[Bound]) -> Map<String, Value> {
    bound.iter().map(|bound| (bound.port.to_string(), Value::from(&*bound.name))).collect()
}

/// Composes a configuration, with all its problems of level composition. Without entries it costs
/// nothing.
pub fn compose(basis: Basis<'_>) -> (Composition, Pile) {
    if basis.config.uses.is_empty() {
        return (Composition::default(), Pile::default());
    }
    let mut work = Work::new(basis);
    let entries = entry::look_up(&mut work);
    flatten::flatten(&mut work, &entries);
    extend::extend(&mut work, &entries);
    prune::prune(&mut work, &entries);
    let bindings = bind::bind(&work);
    let objects = Objects::new(&work, &entries, &bindings);
    judge::judge(&mut work, &entries, &objects, &bindings);
    let composition = outcome::finish(&mut work, &entries, objects, bindings);
    (composition, work.problems)
}

#[cfg(test)]
pub(crate) mod tests;
