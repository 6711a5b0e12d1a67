//! The final names of everything in an instance (`blocks.md` 5.8).

use std::sync::Arc;

use super::Bound;
use super::leaf::{Feed, Leaf};
use super::named::Named;
use super::work::Work;
use crate::block::{Manifest, Port, PortKind};
use crate::config::{Config, Recipe};

/// The names of one leaf.
#[derive(Debug)]
pub(super) struct Names {
    /// The final name of each port that is fed or not left out, by the block's own name.
    pub(super) ports: Named<Arc<str>>,
    /// Fed inputs, in the manifest's order.
    pub(super) inputs: Vec<Bound>,
    /// Outputs that are not left out, in the manifest's order.
    pub(super) outputs: Vec<Bound>,
}

/// The name of what an instance keeps to itself.
pub(super) fn isolated(path: &str, name: &str, kind: PortKind) -> Arc<str> {
    match kind {
        PortKind::Model => format!("{path}__{}", name.to_lowercase()).into(),
        PortKind::Dataset | PortKind::Folder => format!("{}__{name}", path.to_uppercase()).into(),
    }
}

/// Names the ports of every leaf, in their order.
pub(super) fn bind(work: &Work<'_>) -> Vec<Names> {
    let mut bindings: Vec<Names> = Vec::with_capacity(work.leaves.len());
    for leaf in &work.leaves {
        let names = bind_one(leaf, &bindings);
        bindings.push(names);
    }
    bindings
}

fn bind_one(leaf: &Leaf, earlier: &[Names]) -> Names {
    let input = |port: &Port| {
        let name = match leaf.feeds.get(&port.name)? {
            Feed::Mapped { name, .. } => name,
            Feed::Leaf(source, output) => earlier.get(*source)?.ports.get(output)?,
            Feed::Unknown => return None,
        };
        Some(bound(port, Arc::clone(name)))
    };
    let output = |port: &Port| {
        let name = match leaf.mapped.get(&port.name) {
            Some(mapped) => Arc::clone(&mapped.name),
            None => isolated(&leaf.path, &port.name, port.kind),
        };
        bound(port, name)
    };
    let Manifest { inputs, outputs, .. } = &*leaf.manifest;
    let is_there = |name: &Arc<str>| !leaf.absent.objects.contains(name);
    let mut inputs: Vec<Bound> = inputs.iter().filter_map(input).collect();
    let mut outputs: Vec<Bound> = outputs.iter().filter(|port| is_there(&port.name)).map(output).collect();
    // They stay as long as the composition, and most are of one port where a list begins with room for four.
    inputs.shrink_to_fit();
    outputs.shrink_to_fit();
    let ports = inputs.iter().chain(&outputs);
    let ports = ports.map(|bound| (Arc::clone(&bound.port), Arc::clone(&bound.name)));
    Names { ports: ports.collect(), inputs, outputs }
}

fn bound(port: &Port, name: Arc<str>) -> Bound {
    Bound { port: Arc::clone(&port.name), kind: port.kind, name }
}

/// The final name of a block's recipe, or of the one that takes its place.
pub(super) fn recipe_name(path: &str, recipe: &str, template: Option<&Recipe>) -> Arc<str> {
    let name = template.and_then(|template| template.name.as_ref()).map_or(recipe, |name| &name.value);
    format!("{path}__{name}").into()
}

/// The internal objects of a block by kind, in the order of creation.
pub(super) fn internals(manifest: &Manifest) -> [(PortKind, &[Arc<str>]); 3] {
    let contains = &manifest.contains;
    [
        (PortKind::Dataset, &contains.datasets),
        (PortKind::Folder, &contains.folders),
        (PortKind::Model, &contains.models),
    ]
}

impl Leaf {
    /// The recipe of the configuration that takes the place of one of the block's.
    fn template<'c>(&self, config: &'c Config, recipe: &str) -> Option<&'c Recipe> {
        self.changes.get(recipe).and_then(|change| change.template(config))
    }

    /// The names that it makes for its own objects and recipes.
    pub(super) fn made_names(&self, config: &Config) -> impl Iterator<Item = Arc<str>> {
        let Manifest { outputs, contains, .. } = &*self.manifest;
        let internals = internals(&self.manifest).into_iter();
        let internals = internals.flat_map(|(kind, names)| names.iter().map(move |name| (name, kind)));
        let unmapped = outputs.iter().filter(|port| !self.mapped.has(&port.name));
        let objects = internals.chain(unmapped.map(|port| (&port.name, port.kind)));
        let objects = objects.filter(|(name, _)| !self.absent.objects.contains(*name));
        let objects = objects.map(|(name, kind)| isolated(&self.path, name, kind));
        let recipes = contains.recipes.iter().filter(|recipe| !self.absent.recipes.contains(*recipe));
        let recipes = recipes.map(|recipe| recipe_name(&self.path, recipe, self.template(config, recipe)));
        objects.chain(recipes).chain(self.syncs.iter().map(|sync| Arc::clone(&sync.recipe)))
    }
}
