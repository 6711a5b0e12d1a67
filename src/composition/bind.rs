//! The final names of everything in an instance (`blocks.md` 5.8).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Bound;
use super::leaf::{Feed, Leaf};
use super::work::Work;
use crate::block::{Manifest, PortKind};

/// The names of one leaf.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The final name of each port and internal object that is not left out, by the block's own name.
    pub(super) objects: BTreeMap<Arc<str>, Arc<str>>,
    /// Fed inputs, in the manifest's order.
    pub(super) inputs: Vec<Bound>,
    /// Outputs that are not left out, in the manifest's order.
    pub(super) outputs: Vec<Bound>,
    /// The recipes that are not left out: the block's own name and the final one.
    pub(super) recipes: Vec<(Arc<str>, Arc<str>)>,
}

/// The name of what an instance keeps to itself.
pub(super) fn isolated(path: &str, name: &str, kind: PortKind) -> Arc<str> {
    match kind {
        PortKind::Model => format!("{path}__{}", name.to_lowercase()).into(),
        PortKind::Dataset | PortKind::Folder => format!("{}__{name}", path.to_uppercase()).into(),
    }
}

/// Names everything of every leaf, in their order.
pub(super) fn bind(work: &Work<'_>) -> Vec<Names> {
    let mut bindings: Vec<Names> = Vec::with_capacity(work.leaves.len());
    for leaf in &work.leaves {
        let names = bind_one(work, leaf, &bindings);
        bindings.push(names);
    }
    bindings
}

fn bind_one(work: &Work<'_>, leaf: &Leaf, earlier: &[Names]) -> Names {
    let mut names = Names::default();
    for port in &leaf.manifest.inputs {
        let name = match leaf.feeds.get(&port.name) {
            Some(Feed::Mapped { name, .. }) => Some(Arc::clone(name)),
            Some(Feed::Leaf(source, output)) => {
                earlier.get(*source).and_then(|names| names.objects.get(output)).cloned()
            }
            Some(Feed::Unknown) | None => None,
        };
        if let Some(name) = name {
            names.objects.insert(Arc::clone(&port.name), Arc::clone(&name));
            names.inputs.push(Bound { port: Arc::clone(&port.name), kind: port.kind, name });
        }
    }
    let is_there = |name: &&Arc<str>| !leaf.absent.objects.contains(*name);
    for port in leaf.manifest.outputs.iter().filter(|port| is_there(&&port.name)) {
        let name = match leaf.mapped.get(&port.name) {
            Some(mapped) => Arc::clone(&mapped.name),
            None => isolated(&leaf.path, &port.name, port.kind),
        };
        names.objects.insert(Arc::clone(&port.name), Arc::clone(&name));
        names.outputs.push(Bound { port: Arc::clone(&port.name), kind: port.kind, name });
    }
    for (kind, internal) in internals(&leaf.manifest) {
        let there = internal.iter().filter(is_there);
        names.objects.extend(there.map(|name| (Arc::clone(name), isolated(&leaf.path, name, kind))));
    }
    let recipes =
        leaf.manifest.contains.recipes.iter().filter(|recipe| !leaf.absent.recipes.contains(*recipe));
    names.recipes = recipes.map(|recipe| (Arc::clone(recipe), leaf.recipe_name(work, recipe))).collect();
    names
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
    fn recipe_name(&self, work: &Work<'_>, recipe: &str) -> Arc<str> {
        let template = match self.changes.get(recipe) {
            Some(super::extend::Change::Replaced(position)) => work.basis.config.recipes.get(*position),
            _ => None,
        };
        let name = template.and_then(|template| template.name.as_ref()).map_or(recipe, |name| &name.value);
        format!("{}__{name}", self.path).into()
    }
}
