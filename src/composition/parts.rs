//! What is created for an instance, in order (`blocks.md` 5.7, step 4, and 9.3).

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::Instance;
use super::bind::{internals, isolated, recipe_name};
use super::extend::Change;
use super::leaf::Sync;
use super::named::Named;
use super::prune::Absent;
use crate::address::ResourceType;
use crate::block::{Port, PortKind, RecipeDetails};
use crate::config::{Config, Recipe};
use crate::sorting::sort_by_key;
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
    pub name: Arc<str>,
    /// What it is to the instance; none for zones and recipes.
    pub role: Option<Role>,
    whole: Whole<'a>,
    made_from: MadeFrom<'a>,
}

/// What the parts of an instance are made from, beside the instance itself. Their names are made when
/// they are asked for, because a large project has thousands of instances and rarely a plan.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Origin {
    pub(super) syncs: Vec<Sync>,
    pub(super) changes: Named<Change>,
    pub(super) absent: Absent,
}

/// An instance with what its parts are made from.
#[derive(Clone, Copy, Debug)]
struct Whole<'a> {
    instance: &'a Instance,
    origin: &'a Origin,
}

impl Whole<'_> {
    /// The final name of an object, by the block's own.
    fn object(self, own: &str) -> Option<Arc<str>> {
        self.internal(own).or_else(|| {
            let Instance { inputs, outputs, .. } = self.instance;
            let bound = outputs.iter().chain(inputs).find(|bound| *bound.port == *own)?;
            Some(Arc::clone(&bound.name))
        })
    }

    fn internal(self, own: &str) -> Option<Arc<str>> {
        let Instance { manifest, path, .. } = self.instance;
        let has = |(_, names): &(PortKind, &[Arc<str>])| names.iter().any(|name| **name == *own);
        let (kind, _) = internals(manifest).into_iter().rfind(has)?;
        (!self.origin.absent.objects.contains(own)).then(|| isolated(path, own, kind))
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

/// The parts of each instance, by its position. An object that is declared, or that an earlier one
/// creates, is no part.
pub(super) fn parts<'a>(
    config: &'a Config,
    instances: &'a [Instance],
    origins: &'a [Origin],
) -> Vec<Vec<Part<'a>>> {
    let declared = config.datasets.iter().filter_map(|dataset| dataset.name.as_ref());
    let mut taken: HashSet<(PortKind, &str)> =
        declared.map(|name| (PortKind::Dataset, &*name.value)).collect();
    let objects = config.objects().filter_map(|object| Some((object.kind(), object.entry().name.as_ref()?)));
    taken.extend(objects.map(|(kind, name)| (kind, &*name.value)));
    let mut by_position: Vec<&Instance> = instances.iter().collect();
    sort_by_key(&mut by_position, |instance| instance.position);
    let wholes = by_position.into_iter().zip(origins).map(|(instance, origin)| Whole { instance, origin });
    wholes.map(|whole| parts_of(config, whole, &mut taken)).collect()
}

fn parts_of<'a>(
    config: &'a Config,
    whole: Whole<'a>,
    taken: &mut HashSet<(PortKind, &'a str)>,
) -> Vec<Part<'a>> {
    let Instance { manifest, path, zone, outputs, .. } = whole.instance;
    let Origin { syncs, changes, absent } = whole.origin;
    let mut parts = Parts { whole, list: Vec::new() };
    parts.add(ResourceType::Zone, Arc::clone(zone), None, MadeFrom::Zone);
    let [datasets, folders, models] = internals(manifest);
    for (kind, internal) in [datasets, folders] {
        parts.internal(kind, internal);
    }
    for port in &manifest.outputs {
        let Some(output) = outputs.iter().find(|output| output.port == port.name) else { continue };
        parts.output(port, &output.name, taken);
    }
    let there: Vec<&Sync> = syncs.iter().filter(|sync| whole.object(&sync.port).is_some()).collect();
    for sync in &there {
        if let Some(port) = manifest.output(&sync.port) {
            parts.output(port, &sync.mapped.name, taken);
        }
    }
    parts.internal(models.0, models.1);
    for recipe in manifest.contains.recipes.iter().filter(|recipe| !absent.recipes.contains(*recipe)) {
        if let Some(details) = manifest.recipe(recipe) {
            let template = changes.get(recipe).and_then(|change| change.template(config));
            let name = recipe_name(path, recipe, template);
            parts.add(ResourceType::Recipe, name, None, MadeFrom::Recipe(details, template));
        }
    }
    for sync in there {
        parts.add(ResourceType::Recipe, Arc::clone(&sync.recipe), None, MadeFrom::Sync(sync));
    }
    parts.list
}

struct Parts<'a> {
    whole: Whole<'a>,
    list: Vec<Part<'a>>,
}

impl<'a> Parts<'a> {
    fn add(&mut self, kind: ResourceType, name: Arc<str>, role: Option<Role>, made_from: MadeFrom<'a>) {
        self.list.push(Part { kind, name, role, whole: self.whole, made_from });
    }

    fn internal(&mut self, kind: PortKind, internal: &'a [Arc<str>]) {
        for name in internal {
            if let Some(name) = self.whole.object(name) {
                self.add(resource_type(kind), name, Some(Role::Internal), MadeFrom::Internal);
            }
        }
    }

    fn output(&mut self, port: &'a Port, name: &'a Arc<str>, taken: &mut HashSet<(PortKind, &'a str)>) {
        if taken.insert((port.kind, name)) {
            let made_from = MadeFrom::Output(port.schema_ref.as_ref());
            self.add(resource_type(port.kind), Arc::clone(name), Some(Role::Output), made_from);
        }
    }
}

impl Part<'_> {
    /// Its attributes.
    pub fn attributes(&self) -> Map<String, Value> {
        let mut attributes = match self.made_from {
            MadeFrom::Zone | MadeFrom::Internal => Map::new(),
            MadeFrom::Output(schema) => {
                let schema = schema.map(|path| ("schema_ref".to_owned(), Value::from(&**path)));
                schema.into_iter().collect()
            }
            MadeFrom::Recipe(details, template) => recipe_attributes(self.whole, details, template),
            MadeFrom::Sync(sync) => {
                let from = self.whole.object(&sync.port).unwrap_or_default();
                Map::from_iter([
                    ("type".to_owned(), Value::from("sync")),
                    ("inputs".to_owned(), Value::from(vec![&*from])),
                    ("outputs".to_owned(), Value::from(vec![&*sync.mapped.name])),
                    ("origin".to_owned(), Value::from("sync")),
                ])
            }
        };
        attributes.insert("name".into(), Value::from(&*self.name));
        if self.kind != ResourceType::Zone {
            attributes.insert("zone".into(), Value::from(&*self.whole.instance.zone));
        }
        attributes
    }
}

fn recipe_attributes(
    whole: Whole<'_>,
    details: &RecipeDetails,
    template: Option<&Recipe>,
) -> Map<String, Value> {
    let mut attributes = Map::new();
    let mut set = |key: &str, value: Value| drop(attributes.insert(key.to_owned(), value));
    set("inputs", renamed(whole, &details.inputs));
    set("outputs", renamed(whole, &details.outputs));
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
    if let Some(Change::Class { path, config }) = whole.origin.changes.get(&details.name) {
        set("class", (&**path).into());
        if let Some(config) = config {
            set("class_config", Value::Object(config.clone()));
        }
    }
    attributes
}

/// The block's own names as final ones; absent inputs are dropped. A name that is neither a port nor
/// an internal object (REG-006) stays as it is.
fn renamed(whole: Whole<'_>, own: &[Arc<str>]) -> Value {
    let is_input = |name: &str| whole.instance.manifest.input(name).is_some();
    let rename = |name: &Arc<str>| match whole.object(name) {
        Some(name) => Some(Value::from(&*name)),
        None if whole.origin.absent.objects.contains(name) || is_input(name) => None,
        None => Some(Value::from(&**name)),
    };
    own.iter().filter_map(rename).collect()
}
