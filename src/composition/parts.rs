//! What is created for an instance, in order (`blocks.md` 5.7, step 4, and 9.3).

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::bind::Names;
use super::extend::Change;
use super::leaf::Leaf;
use super::work::Work;
use crate::address::ResourceType;
use crate::block::{PortKind, RecipeDetails};
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
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its type.
    pub kind: ResourceType,
    /// Its name in the project.
    pub name: Arc<str>,
    /// Its attributes.
    pub attributes: Map<String, Value>,
    /// What it is to the instance; none for zones and recipes.
    pub role: Option<Role>,
}

/// The type of resource behind a port.
pub(super) fn resource_type(kind: PortKind) -> ResourceType {
    match kind {
        PortKind::Dataset => ResourceType::Dataset,
        PortKind::Model => ResourceType::Model,
        PortKind::Folder => ResourceType::Folder,
    }
}

/// The parts of a leaf. `taken` are the objects that are declared or created already.
pub(super) fn parts(
    work: &Work<'_>,
    leaf: &Leaf,
    names: &Names,
    taken: &mut BTreeSet<(PortKind, Arc<str>)>,
) -> Vec<Part> {
    let mut parts = Parts { leaf, names, list: Vec::new() };
    parts.add(ResourceType::Zone, &leaf.zone, Map::new(), None);
    let [datasets, folders, models] = leaf.internals();
    for (kind, internal) in [datasets, folders] {
        parts.internal(kind, internal);
    }
    for port in &leaf.manifest.outputs {
        let Some(output) = names.outputs.iter().find(|output| output.port == port.name) else { continue };
        parts.output(port.kind, &output.name, port.schema_ref.as_ref(), taken);
    }
    for sync in &leaf.syncs {
        if let Some(port) =
            leaf.manifest.output(&sync.port).filter(|_| names.objects.contains_key(&sync.port))
        {
            parts.output(port.kind, &sync.mapped.name, port.schema_ref.as_ref(), taken);
        }
    }
    parts.internal(models.0, models.1);
    for (recipe, name) in &names.recipes {
        if let Some(details) = leaf.manifest.recipe(recipe) {
            let attributes = recipe_attributes(work, leaf, names, details);
            parts.add(ResourceType::Recipe, name, attributes, None);
        }
    }
    for sync in &leaf.syncs {
        let Some(from) = names.objects.get(&sync.port) else { continue };
        let attributes = Map::from_iter([
            ("type".to_owned(), Value::from("sync")),
            ("inputs".to_owned(), Value::from(vec![&**from])),
            ("outputs".to_owned(), Value::from(vec![&*sync.mapped.name])),
            ("origin".to_owned(), Value::from("sync")),
        ]);
        parts.add(ResourceType::Recipe, &sync.recipe, attributes, None);
    }
    parts.list
}

struct Parts<'a> {
    leaf: &'a Leaf,
    names: &'a Names,
    list: Vec<Part>,
}

impl Parts<'_> {
    fn add(
        &mut self,
        kind: ResourceType,
        name: &Arc<str>,
        mut attributes: Map<String, Value>,
        role: Option<Role>,
    ) {
        attributes.insert("name".into(), Value::from(&**name));
        if kind != ResourceType::Zone {
            attributes.insert("zone".into(), Value::from(&*self.leaf.zone));
        }
        self.list.push(Part { kind, name: Arc::clone(name), attributes, role });
    }

    fn internal(&mut self, kind: PortKind, internal: &[Arc<str>]) {
        for name in internal {
            if let Some(name) = self.names.objects.get(name) {
                self.add(resource_type(kind), name, Map::new(), Some(Role::Internal));
            }
        }
    }

    fn output(
        &mut self,
        kind: PortKind,
        name: &Arc<str>,
        schema: Option<&Arc<str>>,
        taken: &mut BTreeSet<(PortKind, Arc<str>)>,
    ) {
        if taken.insert((kind, Arc::clone(name))) {
            let schema = schema.map(|path| ("schema_ref".to_owned(), Value::from(&**path)));
            self.add(resource_type(kind), name, schema.into_iter().collect(), Some(Role::Output));
        }
    }
}

fn recipe_attributes(
    work: &Work<'_>,
    leaf: &Leaf,
    names: &Names,
    details: &RecipeDetails,
) -> Map<String, Value> {
    let mut attributes = Map::new();
    let mut set = |key: &str, value: Value| drop(attributes.insert(key.to_owned(), value));
    set("inputs", renamed(leaf, names, &details.inputs));
    set("outputs", renamed(leaf, names, &details.outputs));
    let change = leaf.changes.get(&details.name);
    let template = match change {
        Some(Change::Replaced(position)) => work.basis.config.recipes.get(*position),
        _ => None,
    };
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
    if let Some(Change::Class { path, config }) = change {
        set("class", (&**path).into());
        if let Some(config) = config {
            set("class_config", Value::Object(config.clone()));
        }
    }
    attributes
}

/// The block's own names as final ones; absent inputs are dropped. A name that is neither a port nor
/// an internal object (REG-006) stays as it is.
fn renamed(leaf: &Leaf, names: &Names, own: &[Arc<str>]) -> Value {
    let is_input = |name: &str| leaf.manifest.input(name).is_some();
    let rename = |name: &Arc<str>| match names.objects.get(name) {
        Some(name) => Some(Value::from(&**name)),
        None if leaf.absent.objects.contains(name) || is_input(name) => None,
        None => Some(Value::from(&**name)),
    };
    own.iter().filter_map(rename).collect()
}
