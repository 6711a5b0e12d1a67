//! The entries of a configuration as nodes.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{Node, NodeId, Port, Subject};
use crate::block::reference::Pinned;
use crate::block::{self, Manifest, PortKind, port::Side};
use crate::composition::{Bound, Composition, Instance};
use crate::config::block_use::{BlockUse, Mapping, Section};
use crate::config::{Config, Dataset, Field, Object, Recipe};
use crate::sorting::map;

/// All nodes, in the order that [`super::Diagram::nodes`] promises.
pub(super) fn nodes(config: &Config, composition: &Composition) -> Vec<Node> {
    let finished = Finished::new(config, composition);
    let mut nodes: Vec<Node> = Vec::new();
    for (position, entry) in config.uses.iter().enumerate() {
        nodes.push(of_entry(position, entry, composition, &finished));
    }
    nodes.extend(config.datasets.iter().enumerate().map(|(position, dataset)| of_dataset(position, dataset)));
    nodes.extend(config.recipes.iter().enumerate().map(|(position, recipe)| of_recipe(position, recipe)));
    nodes.extend(
        config
            .folders
            .iter()
            .enumerate()
            .map(|(position, folder)| of_object(Object::Folder(folder), position, folder.kind.as_ref())),
    );
    nodes.extend(
        config
            .models
            .iter()
            .enumerate()
            .map(|(position, model)| of_object(Object::Model(model), position, model.kind.as_ref())),
    );
    for (position, instance) in composition.instances.iter().enumerate() {
        let solution = config.uses.get(instance.entry).filter(|entry| entry.section == Section::Solutions);
        nodes.extend(solution.map(|entry| of_member(position, instance, entry, &finished)));
    }
    make_ids_unique(&mut nodes);
    nodes.shrink_to_fit();
    nodes
}

/// What the entries have become, by position of the entry.
struct Finished<'a> {
    ports: Vec<Option<Ports<'a>>>,
    /// What each block is called on its nodes, made once for all of them.
    labels: BTreeMap<&'a Pinned, Arc<str>>,
}

#[derive(Clone, Copy)]
struct Ports<'a> {
    path: &'a Arc<str>,
    inputs: &'a [Bound],
    outputs: &'a [Bound],
}

impl<'a> Finished<'a> {
    fn new(config: &Config, composition: &'a Composition) -> Self {
        let mut ports = vec![None; config.uses.len()];
        let solutions = composition
            .solutions
            .iter()
            .map(|solution| (solution.entry, &solution.path, &solution.inputs, &solution.outputs));
        let is_block = |instance: &&Instance| {
            config.uses.get(instance.entry).is_some_and(|entry| entry.section == Section::Blocks)
        };
        let instances = composition.instances.iter().filter(is_block);
        let instances =
            instances.map(|instance| (instance.entry, &instance.path, &instance.inputs, &instance.outputs));
        for (entry, path, inputs, outputs) in solutions.chain(instances) {
            if let Some(slot) = ports.get_mut(entry) {
                *slot = Some(Ports { path, inputs, outputs });
            }
        }
        let labels = composition.manifests.iter().map(|(pinned, manifest)| (pinned, manifest.label().into()));
        Self { ports, labels: map(labels) }
    }
}

fn of_entry(position: usize, entry: &BlockUse, composition: &Composition, finished: &Finished<'_>) -> Node {
    let pinned = composition.resolved.get(position).and_then(Option::as_ref);
    let manifest = pinned.and_then(|pinned| composition.manifests.get(pinned));
    let ports = finished.ports.get(position).copied().flatten();
    let written = entry.reference.as_ref().map(|reference| &*reference.value).unwrap_or_default();
    let named = entry.instance_name.as_ref().map(|name| Arc::clone(&name.value));
    let name = ports.map(|ports| Arc::clone(ports.path)).or(named);
    let label = match pinned.and_then(|pinned| finished.labels.get(pinned)) {
        Some(label) => Arc::clone(label),
        None => written.rsplit_once('/').map_or(written, |(_, block)| block).into(),
    };
    let name = name.unwrap_or_else(|| usual_name(written, entry).into());
    Node {
        id: NodeId(Arc::clone(&name)),
        subject: match entry.section {
            Section::Blocks => Subject::Block(position),
            Section::Solutions => Subject::Solution(position),
        },
        name,
        label,
        lack: composition.lack(position),
        inputs: sides(manifest, Side::Input, &entry.inputs, ports.map_or(&[], |ports| ports.inputs)),
        outputs: sides(manifest, Side::Output, &entry.outputs, ports.map_or(&[], |ports| ports.outputs)),
        parent: None,
        at: entry.at,
    }
}

/// The name an instance has where the text gives it none (`blocks.md` 5.2).
fn usual_name(reference: &str, entry: &BlockUse) -> String {
    let block = reference.rsplit_once('/').map_or(reference, |(_, block)| block);
    match block.split('@').next().filter(|id| !id.is_empty()) {
        Some(id) => format!("{}_instance", id.to_lowercase()),
        None => entry.path(),
    }
}

/// The manifest's ports, then those that are mapped and not in it.
fn sides(manifest: Option<&Arc<Manifest>>, side: Side, written: &[Mapping], bound: &[Bound]) -> Vec<Port> {
    let known: &[block::Port] = manifest.map_or(&[], |manifest| match side {
        Side::Input => &manifest.inputs,
        Side::Output => &manifest.outputs,
    });
    let object = |name: &str| {
        let bound = bound.iter().find(|bound| &*bound.port == name).map(|bound| &bound.name);
        let written =
            || written.iter().find(|mapping| &*mapping.port == name).map(|written| &written.name.value);
        bound.or_else(written).cloned()
    };
    let mut ports: Vec<Port> = Vec::with_capacity(known.len());
    for port in known {
        ports.push(Port {
            name: Arc::clone(&port.name),
            kind: port.kind,
            required: port.required,
            object: object(&port.name),
            is_gone: false,
        });
    }
    for mapping in written.iter().filter(|mapping| known.iter().all(|port| port.name != mapping.port)) {
        ports.push(Port {
            name: Arc::clone(&mapping.port),
            kind: PortKind::Dataset,
            required: false,
            object: Some(Arc::clone(&mapping.name.value)),
            // Of a block that was not found nobody knows the ports.
            is_gone: manifest.is_some(),
        });
    }
    ports
}

fn of_dataset(position: usize, dataset: &Dataset) -> Node {
    let name = dataset
        .name
        .as_ref()
        .map_or_else(|| format!("datasets[{}]", dataset.index).into(), |name| Arc::clone(&name.value));
    let kind = dataset.kind.as_ref().map(|kind| Arc::clone(&kind.value));
    Node {
        id: NodeId(format!("dataset.{name}").into()),
        subject: Subject::Dataset(position),
        label: kind.unwrap_or_default(),
        lack: None,
        inputs: vec![single("in", PortKind::Dataset, Some(&name))],
        outputs: vec![single("out", PortKind::Dataset, Some(&name))],
        name,
        parent: None,
        at: dataset.at,
    }
}

fn of_object(object: Object<'_>, position: usize, label: Option<&Field<Arc<str>>>) -> Node {
    let (entry, kind) = (object.entry(), object.kind());
    let name = entry.name.as_ref().map_or_else(|| object.path().into(), |name| Arc::clone(&name.value));
    Node {
        id: NodeId(format!("{}.{name}", kind.name()).into()),
        subject: Subject::Object(kind, position),
        label: label.map(|label| Arc::clone(&label.value)).unwrap_or_default(),
        lack: None,
        inputs: vec![single("in", kind, Some(&name))],
        outputs: vec![single("out", kind, Some(&name))],
        name,
        parent: None,
        at: entry.at,
    }
}

fn of_recipe(position: usize, recipe: &Recipe) -> Node {
    let name = recipe
        .name
        .as_ref()
        .map_or_else(|| format!("recipes[{}]", recipe.index).into(), |name| Arc::clone(&name.value));
    let kind = recipe.kind.as_ref().map(|kind| Arc::clone(&kind.value));
    Node {
        id: NodeId(format!("recipe.{name}").into()),
        subject: Subject::Recipe(position),
        label: kind.unwrap_or_default(),
        lack: None,
        inputs: vec![single("in", PortKind::Dataset, None)],
        outputs: vec![single("out", PortKind::Dataset, None)],
        name,
        parent: None,
        at: recipe.at,
    }
}

fn of_member(position: usize, instance: &Instance, entry: &BlockUse, finished: &Finished<'_>) -> Node {
    let manifest = Some(&instance.manifest);
    Node {
        id: NodeId(Arc::clone(&instance.path)),
        subject: Subject::Member(position),
        name: Arc::clone(&instance.path),
        label: finished.labels.get(&instance.block).cloned().unwrap_or_default(),
        lack: None,
        inputs: sides(manifest, Side::Input, &[], &instance.inputs),
        outputs: sides(manifest, Side::Output, &[], &instance.outputs),
        // An entry's node stands at the entry's position.
        parent: Some(instance.entry),
        at: entry.at,
    }
}

fn single(name: &str, kind: PortKind, object: Option<&Arc<str>>) -> Port {
    Port { name: name.into(), kind, required: false, object: object.cloned(), is_gone: false }
}

fn make_ids_unique(nodes: &mut [Node]) {
    let mut seen: HashMap<NodeId, usize> = HashMap::with_capacity(nodes.len());
    for node in nodes {
        let count = seen.entry(node.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            node.id = NodeId(format!("{}#{count}", node.id).into());
        }
    }
}
