//! What is created for an instance, in order (`blocks.md` 5.7, step 4, and 9.3).

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::Bound;
use super::bind::{Names, internals};
use super::extend::Change;
use super::leaf::{Leaf, Sync};
use crate::address::ResourceType;
use crate::block::{Manifest, Port, PortKind, RecipeDetails};
use crate::config::{Config, Recipe};
use crate::value::sha256;

/// What an object is to its instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nobody outside sees it.
    Internal,
    /// It is behind an output port.
    Output,
}

impl Role {
    /// The name in states and plans.
    pub fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Output => "output",
        }
    }
}

/// A resource that belongs to an instance.
#[derive(Debug)]
pub struct Part<'a> {
    /// Its type.
    pub kind: ResourceType,
    /// Its name in the project.
    pub name: &'a Arc<str>,
    /// What it is to the instance; none for zones and recipes.
    pub role: Option<Role>,
    origin: &'a Origin,
    made_from: MadeFrom<'a>,
}

/// What the parts of an instance are made from: what is left of a leaf and its names once they are
/// judged, because a large project keeps thousands of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Origin {
    manifest: Arc<Manifest>,
    zone: Arc<str>,
    /// Final names by the block's own, in their order.
    objects: Box<[(Arc<str>, Arc<str>)]>,
    outputs: Vec<Bound>,
    recipes: Vec<(Arc<str>, Arc<str>)>,
    syncs: Vec<Sync>,
    changes: BTreeMap<Arc<str>, Change>,
    /// Own names of objects that are left out.
    absent: BTreeSet<Arc<str>>,
}

impl Origin {
    pub(super) fn new(leaf: Leaf, names: Names) -> Self {
        let Names { objects, outputs, recipes, .. } = names;
        let Leaf { manifest, zone, syncs, changes, absent, .. } = leaf;
        let objects = objects.into_iter().collect();
        Self { manifest, zone, objects, outputs, recipes, syncs, changes, absent: absent.objects }
    }

    /// The final name of an object, by the block's own.
    fn object(&self, own: &str) -> Option<&Arc<str>> {
        let at = self.objects.binary_search_by(|(name, _)| (**name).cmp(own)).ok()?;
        self.objects.get(at).map(|(_, name)| name)
    }
}

/// What the attributes of a part follow from, beside its name and zone.
#[derive(Clone, Copy, Debug)]
enum MadeFrom<'a> {
    Zone,
    Internal,
    Output(Option<&'a Arc<str>>),
    /// A recipe of the block, and the one of the configuration that takes its place.
    Recipe(&'a RecipeDetails, Option<&'a Recipe>),
    Sync(&'a Sync),
}

/// The type of resource behind a port.
pub(super) fn resource_type(kind: PortKind) -> ResourceType {
    match kind {
        PortKind::Dataset => ResourceType::Dataset,
        PortKind::Model => ResourceType::Model,
        PortKind::Folder => ResourceType::Folder,
    }
}

/// The parts of each origin. An object that is declared, or that an earlier one creates, is no part.
pub(super) fn parts<'a>(config: &'a Config, origins: &'a [Origin]) -> Vec<Vec<Part<'a>>> {
    let declared = config.datasets.iter().filter_map(|dataset| dataset.name.as_ref());
    let mut taken: HashSet<(PortKind, &str)> =
        declared.map(|name| (PortKind::Dataset, &*name.value)).collect();
    let objects = config.objects().filter_map(|object| Some((object.kind(), object.entry().name.as_ref()?)));
    taken.extend(objects.map(|(kind, name)| (kind, &*name.value)));
    origins.iter().map(|origin| parts_of(config, origin, &mut taken)).collect()
}

fn parts_of<'a>(
    config: &'a Config,
    origin: &'a Origin,
    taken: &mut HashSet<(PortKind, &'a str)>,
) -> Vec<Part<'a>> {
    let mut parts = Parts { origin, list: Vec::new() };
    parts.add(ResourceType::Zone, &origin.zone, None, MadeFrom::Zone);
    let [datasets, folders, models] = internals(&origin.manifest);
    for (kind, internal) in [datasets, folders] {
        parts.internal(kind, internal);
    }
    for port in &origin.manifest.outputs {
        let Some(output) = origin.outputs.iter().find(|output| output.port == port.name) else { continue };
        parts.output(port, &output.name, taken);
    }
    for sync in &origin.syncs {
        let is_there = origin.object(&sync.port).is_some();
        if let Some(port) = origin.manifest.output(&sync.port).filter(|_| is_there) {
            parts.output(port, &sync.mapped.name, taken);
        }
    }
    parts.internal(models.0, models.1);
    for (recipe, name) in &origin.recipes {
        if let Some(details) = origin.manifest.recipe(recipe) {
            let template = match origin.changes.get(&details.name) {
                Some(Change::Replaced(position)) => config.recipes.get(*position),
                _ => None,
            };
            parts.add(ResourceType::Recipe, name, None, MadeFrom::Recipe(details, template));
        }
    }
    for sync in origin.syncs.iter().filter(|sync| origin.object(&sync.port).is_some()) {
        parts.add(ResourceType::Recipe, &sync.recipe, None, MadeFrom::Sync(sync));
    }
    parts.list
}

struct Parts<'a> {
    origin: &'a Origin,
    list: Vec<Part<'a>>,
}

impl<'a> Parts<'a> {
    fn add(&mut self, kind: ResourceType, name: &'a Arc<str>, role: Option<Role>, made_from: MadeFrom<'a>) {
        self.list.push(Part { kind, name, role, origin: self.origin, made_from });
    }

    fn internal(&mut self, kind: PortKind, internal: &'a [Arc<str>]) {
        for name in internal {
            if let Some(name) = self.origin.object(name) {
                self.add(resource_type(kind), name, Some(Role::Internal), MadeFrom::Internal);
            }
        }
    }

    fn output(&mut self, port: &'a Port, name: &'a Arc<str>, taken: &mut HashSet<(PortKind, &'a str)>) {
        if taken.insert((port.kind, name)) {
            let made_from = MadeFrom::Output(port.schema_ref.as_ref());
            self.add(resource_type(port.kind), name, Some(Role::Output), made_from);
        }
    }
}

impl Part<'_> {
    /// Its attributes.
    pub fn attributes(&self) -> Map<String, Value> {
        let origin = self.origin;
        let mut attributes = match self.made_from {
            MadeFrom::Zone | MadeFrom::Internal => Map::new(),
            MadeFrom::Output(schema) => {
                let schema = schema.map(|path| ("schema_ref".to_owned(), Value::from(&**path)));
                schema.into_iter().collect()
            }
            MadeFrom::Recipe(details, template) => recipe_attributes(origin, details, template),
            MadeFrom::Sync(sync) => {
                let from = origin.object(&sync.port).map_or("", |from| from);
                Map::from_iter([
                    ("type".to_owned(), Value::from("sync")),
                    ("inputs".to_owned(), Value::from(vec![from])),
                    ("outputs".to_owned(), Value::from(vec![&*sync.mapped.name])),
                    ("origin".to_owned(), Value::from("sync")),
                ])
            }
        };
        attributes.insert("name".into(), Value::from(&**self.name));
        if self.kind != ResourceType::Zone {
            attributes.insert("zone".into(), Value::from(&*origin.zone));
        }
        attributes
    }
}

fn recipe_attributes(
    origin: &Origin,
    details: &RecipeDetails,
    template: Option<&Recipe>,
) -> Map<String, Value> {
    let mut attributes = Map::new();
    let mut set = |key: &str, value: Value| drop(attributes.insert(key.to_owned(), value));
    set("inputs", renamed(origin, &details.inputs));
    set("outputs", renamed(origin, &details.outputs));
    if let Some(template) = template {
        set("origin", "override".into());
        set("type", template.kind.as_ref().map_or("", |kind| &kind.value).into());
        if let Some(code) = &template.code {
            set("code", sha256(code).into());
        }
        if !template.params.is_empty() {
            set("params", Value::Object(template.params.clone()));
        }
        return attributes;
    }
    set("origin", "block".into());
    set("type", (&*details.kind).into());
    if let Some(digest) = details.code_digest() {
        set("code", digest.into());
    }
    if let Some(Change::Class { path, config }) = origin.changes.get(&details.name) {
        set("class", (&**path).into());
        if let Some(config) = config {
            set("class_config", Value::Object(config.clone()));
        }
    }
    attributes
}

/// The block's own names as final ones; absent inputs are dropped. A name that is neither a port nor
/// an internal object (REG-006) stays as it is.
fn renamed(origin: &Origin, own: &[Arc<str>]) -> Value {
    let is_input = |name: &str| origin.manifest.input(name).is_some();
    let rename = |name: &Arc<str>| match origin.object(name) {
        Some(name) => Some(Value::from(&**name)),
        None if origin.absent.contains(name) || is_input(name) => None,
        None => Some(Value::from(&**name)),
    };
    own.iter().filter_map(rename).collect()
}
