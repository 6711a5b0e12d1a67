//! What a project has for blocks to read: declared datasets and what its blocks write, and which of
//! them fit an input.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use crate::block::PortKind;
use crate::block::column::{Column, from_dss_schema};
use crate::block::interface::columns;
use crate::catalog::fit::{Plug, Verdict, judge, shared_words};
use crate::composition::Composition;
use crate::config::{Config, SchemaMatching};
use crate::registry::Registries;
use crate::sorting::sort_by_key;

/// A dataset, model or folder of the project that a block can read.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Its name.
    pub name: Arc<str>,
    /// What it is.
    pub kind: PortKind,
    /// Its columns, if they are known.
    pub columns: Option<Vec<Column>>,
    /// Path of the instance that writes it; `None` if no block does.
    pub writer: Option<Arc<str>>,
}

impl Object {
    /// It as one side of a wire.
    pub fn plug(&self) -> Plug<'_> {
        Plug { name: &self.name, kind: self.kind, columns: self.columns.as_deref() }
    }
}

/// The declared datasets, folders and models of a project, then what its blocks write, each name once.
pub fn objects(config: &Config, composition: &Composition, registries: &Registries) -> Vec<Object> {
    let mut found = Objects::default();
    for dataset in &config.datasets {
        let Some(name) = dataset.name.as_ref().filter(|name| !name.unresolved) else { continue };
        let columns = from_dss_schema(&dataset.schema);
        let name = Arc::clone(&name.value);
        found.put(Object { name, kind: PortKind::Dataset, columns, writer: None });
    }
    for object in config.objects() {
        let Some(name) = object.entry().name.as_ref().filter(|name| !name.unresolved) else { continue };
        found.put(Object { name: Arc::clone(&name.value), kind: object.kind(), columns: None, writer: None });
    }
    for instance in &composition.instances {
        let registry = registries.get(&instance.block.registry);
        for bound in &instance.outputs {
            let schema = |path: &str| registry.and_then(|registry| registry.schema(path));
            let columns = instance.manifest.output(&bound.port).and_then(|port| columns(port, schema));
            let columns = columns.map(<[Column]>::to_vec);
            let (name, writer) = (Arc::clone(&bound.name), Some(Arc::clone(&instance.path)));
            found.put(Object { name, kind: bound.kind, columns, writer });
        }
    }
    found.objects
}

/// Objects in the order in which they come, and where each name stands among them.
#[derive(Default)]
struct Objects {
    objects: Vec<Object>,
    by_name: HashMap<Arc<str>, usize>,
}

impl Objects {
    /// The block that writes a declared dataset knows its columns best.
    fn put(&mut self, object: Object) {
        let known = self.by_name.get(&object.name).and_then(|at| self.objects.get_mut(*at));
        let Some(known) = known else {
            self.by_name.insert(Arc::clone(&object.name), self.objects.len());
            self.objects.push(object);
            return;
        };
        known.columns = object.columns.or(known.columns.take());
        known.writer = known.writer.take().or(object.writer);
    }
}

/// An object that fits an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The object.
    pub name: Arc<str>,
    /// Path of the instance that writes it, if one does.
    pub writer: Option<Arc<str>>,
    /// Whether the columns of both sides are known and fit; otherwise only the names are alike.
    pub is_checked: bool,
}

/// The objects that an input which asks for `asks` can read, best first.
pub fn offers(asks: &Plug<'_>, objects: &[Object], matching: SchemaMatching) -> Vec<Offer> {
    let mut found = Vec::new();
    for object in objects {
        let verdict = judge(&object.plug(), asks, matching == SchemaMatching::Strict);
        if verdict.can_be() {
            let is_checked = matches!(verdict, Verdict::Fits(_));
            let shared = shared_words(&object.name, asks.name);
            let rank = (!is_checked, *object.name != *asks.name, Reverse(shared));
            let offer = Offer { name: Arc::clone(&object.name), writer: object.writer.clone(), is_checked };
            found.push((rank, offer));
        }
    }
    sort_by_key(&mut found, |(rank, _)| *rank);
    found.into_iter().map(|(_, offer)| offer).collect()
}
