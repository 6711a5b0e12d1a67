//! The objects of a project by name: who declares them, who writes them, what they are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bind::Names;
use super::entry::Entry;
use super::extend::templates;
use super::work::Work;
use crate::block::PortKind;
use crate::config::{Dataset, Object, Recipe};

/// All names that instances may meet.
pub(super) struct Objects<'a> {
    /// Declared datasets.
    pub(super) declared: BTreeMap<&'a str, &'a Dataset>,
    /// Declared folders and models; a dataset of the same name hides them.
    pub(super) placed: BTreeMap<&'a str, Object<'a>>,
    /// What else may be read: mapped outputs, also of entries that failed, and isolated outputs.
    pub(super) known: BTreeSet<Arc<str>>,
    /// Which output of a leaf writes a name, and its type; the first one where several do.
    pub(super) written: BTreeMap<Arc<str>, Writer>,
    /// The recipes that are planned by themselves, by position.
    pub(super) recipes: Vec<&'a Recipe>,
    /// Indices of the recipes that are not, because they stand in for recipes of blocks.
    pub(super) templates: BTreeSet<usize>,
}

/// An output of a leaf.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    pub(super) leaf: usize,
    pub(super) port: Arc<str>,
    pub(super) kind: PortKind,
}

impl<'a> Objects<'a> {
    pub(super) fn new(work: &Work<'a>, entries: &[Entry<'_>], bindings: &[Names]) -> Self {
        let config = work.basis.config;
        let templates = templates(config);
        let mut declared = BTreeMap::new();
        for dataset in &config.datasets {
            if let Some(name) = &dataset.name {
                declared.entry(&*name.value).or_insert(dataset);
            }
        }
        let mut placed = BTreeMap::new();
        for object in config.objects() {
            if let Some(name) =
                object.entry().name.as_ref().filter(|name| !declared.contains_key(&*name.value))
            {
                placed.entry(&*name.value).or_insert(object);
            }
        }
        let mapped =
            entries.iter().flat_map(|entry| &entry.written.outputs).map(|mapping| &mapping.name.value);
        let mut known: BTreeSet<Arc<str>> = mapped.cloned().collect();
        let mut written: BTreeMap<Arc<str>, Writer> = BTreeMap::new();
        for (leaf, names) in bindings.iter().enumerate() {
            for output in &names.outputs {
                known.insert(Arc::clone(&output.name));
                let writer = Writer { leaf, port: Arc::clone(&output.port), kind: output.kind };
                written.entry(Arc::clone(&output.name)).or_insert(writer);
            }
            for sync in work.leaves.get(leaf).into_iter().flat_map(|leaf| &leaf.syncs) {
                let kind =
                    names.outputs.iter().find(|output| output.port == sync.port).map(|output| output.kind);
                let Some(kind) = kind else { continue };
                let writer = Writer { leaf, port: Arc::clone(&sync.port), kind };
                written.entry(Arc::clone(&sync.mapped.name)).or_insert(writer);
            }
        }
        let recipes = config.recipes.iter().filter(|recipe| !templates.contains(&recipe.index)).collect();
        Self { declared, placed, known, written, recipes, templates }
    }

    /// Whether an input may name it.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.declared_kind(name).is_some() || self.known.contains(name)
    }

    /// All names that [`Objects::knows`], declared ones first.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let declared = self.declared.keys().chain(self.placed.keys()).copied();
        declared.chain(self.known.iter().map(AsRef::as_ref))
    }

    /// What it is declared as.
    pub(super) fn declared_kind(&self, name: &str) -> Option<PortKind> {
        if self.declared.contains_key(name) {
            return Some(PortKind::Dataset);
        }
        self.placed.get(name).map(|object| object.kind())
    }

    /// What it is; `None` if nobody knows.
    pub(super) fn kind(&self, name: &str) -> Option<PortKind> {
        self.declared_kind(name).or_else(|| self.written.get(name).map(|writer| writer.kind))
    }
}
