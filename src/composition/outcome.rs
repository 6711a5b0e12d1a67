//! The finished composition: instances in the order of creation, solutions, wires, libraries (`blocks.md`
//! 5.9).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::bind::Names;
use super::entry::Entry;
use super::extend::recorded;
use super::graph::stages_and_cycles;
use super::judge::{port_columns, unplannable, written_columns};
use super::leaf::{Feed, Leaf};
use super::objects::Objects;
use super::parts::Origin;
use super::work::{Expanded, Work};
use super::{Bound, Composition, Instance, SolutionInstance, Wire};
use crate::sorting::sort_by_key;

/// Everything that was found out, in the order of creation.
pub(super) fn finish(
    work: &mut Work<'_>,
    entries: &[Entry<'_>],
    objects: Objects<'_>,
    bindings: Vec<Names>,
) -> Composition {
    let (stages, on_mixed_cycle) = stages_and_cycles(work, entries, &objects, &bindings);
    unplannable(work, entries);
    let mut wires = wires(work, &objects, &bindings);
    wires.shrink_to_fit();
    let leaves = std::mem::take(&mut work.leaves);
    let solutions = solutions(work, &leaves, entries, &bindings);
    let libraries = libraries(work, &leaves);
    let (instances, origins) = instances(work, leaves, bindings, &stages);
    Composition {
        solutions,
        libraries,
        known: objects.known,
        produced: objects.written.into_keys().collect(),
        instances,
        wires,
        templates: objects.templates,
        on_mixed_cycle,
        missing: std::mem::take(&mut work.missing),
        resolved: entries.iter().map(|entry| Some(entry.block.as_ref()?.pinned.clone())).collect(),
        lacks: entries.iter().map(|entry| entry.lack).collect(),
        manifests: std::mem::take(&mut work.manifests),
        origins,
    }
}

fn wires(work: &Work<'_>, objects: &Objects<'_>, bindings: &[Names]) -> Vec<Wire> {
    let mut wires = Vec::new();
    for (leaf, names) in work.leaves.iter().zip(bindings) {
        for input in &names.inputs {
            let source = match leaf.feeds.get(&input.port) {
                Some(Feed::Leaf(source, port)) => Some((*source, Arc::clone(port))),
                _ => objects.written.get(&input.name).map(|writer| (writer.leaf, Arc::clone(&writer.port))),
            };
            let Some((source, port)) = source else { continue };
            let Some(from) = work.leaves.get(source) else { continue };
            let asks = leaf.manifest.input(&input.port).and_then(|port| port_columns(work, leaf, port));
            let checked = asks.is_some() && written_columns(work, objects, &input.name).is_some();
            wires.push(Wire {
                source: (Arc::clone(&from.path), port),
                target: (Arc::clone(&leaf.path), Arc::clone(&input.port)),
                dataset: Arc::clone(&input.name),
                checked,
            });
        }
    }
    wires
}

/// The instances in the order of creation, and what the parts of each are made from by its position. What
/// led to them goes meanwhile, so that a large project is never in memory twice.
fn instances(
    work: &Work<'_>,
    leaves: Vec<Leaf>,
    bindings: Vec<Names>,
    stages: &[usize],
) -> (Vec<Instance>, Vec<Origin>) {
    let mut instances = Vec::with_capacity(leaves.len());
    let mut origins = Vec::with_capacity(leaves.len());
    for (position, (leaf, Names { inputs, outputs, .. })) in leaves.into_iter().zip(bindings).enumerate() {
        let extends = recorded(work.basis.config, &leaf);
        let Leaf { path, entry, pinned, version_spec, manifest, zone, syncs, changes, absent, .. } = leaf;
        origins.push(Origin { syncs, changes, absent });
        let stage = stages.get(position).copied().unwrap_or_default();
        let block = pinned;
        instances.push(Instance {
            path,
            entry,
            block,
            version_spec,
            manifest,
            zone,
            inputs,
            outputs,
            extends,
            stage,
            position,
        });
    }
    sort_by_key(&mut instances, |instance| (instance.stage, instance.position));
    (instances, origins)
}

fn solutions(
    work: &Work<'_>,
    leaves: &[Leaf],
    entries: &[Entry<'_>],
    bindings: &[Names],
) -> Vec<SolutionInstance> {
    let solution = |expanded: &Expanded| {
        let entry = entries.get(expanded.entry)?;
        let block = entry.block.as_ref()?;
        let members = leaves.get(expanded.first..expanded.first + expanded.count)?;
        let mapped = |port: &Arc<str>| entry.written.inputs.iter().find(|mapping| mapping.port == *port);
        let bound = |port: &crate::block::Port, name: &Arc<str>| Bound {
            port: Arc::clone(&port.name),
            kind: port.kind,
            name: Arc::clone(name),
        };
        let inputs = block.manifest.inputs.iter();
        let inputs = inputs.filter_map(|port| Some(bound(port, &mapped(&port.name)?.name.value)));
        let behind = |port: &Arc<str>| {
            let (leaf, output) = expanded.outputs.get(port)?;
            let further = leaves.get(*leaf)?.syncs.iter().find(|sync| sync.mapped.port == *port);
            let isolated = bindings.get(*leaf)?.ports.get(output)?;
            Some(further.map_or(isolated, |sync| &sync.mapped.name))
        };
        let outputs = block.manifest.outputs.iter();
        let outputs = outputs.filter_map(|port| Some(bound(port, behind(&port.name)?)));
        Some(SolutionInstance {
            path: Arc::clone(&expanded.path),
            entry: expanded.entry,
            block: block.pinned.clone(),
            version_spec: Arc::clone(&block.version_spec),
            manifest: Arc::clone(&block.manifest),
            members: members.iter().map(|leaf| Arc::clone(&leaf.path)).collect(),
            inputs: inputs.collect(),
            outputs: outputs.collect(),
        })
    };
    work.solutions.iter().filter_map(solution).collect()
}

/// Source projects, other than the project itself, whose code the recipes import.
fn libraries(work: &Work<'_>, leaves: &[Leaf]) -> BTreeSet<Arc<str>> {
    let project = work.basis.config.project.as_ref().and_then(|project| project.key.as_ref());
    let own = project.map_or("", |key| &key.value);
    let with_code = leaves.iter().filter(|leaf| !leaf.manifest.libraries.is_empty());
    let sources = with_code.map(|leaf| &leaf.manifest.source_project);
    sources.filter(|source| !source.is_empty() && ***source != *own).cloned().collect()
}
