//! Which instance and recipe waits for which: cycles, stages, and the finished composition
//! (`blocks.md` 5.7 and 5.9).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use petgraph::Direction::Incoming;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::bind::Names;
use super::entry::Entry;
use super::extend::recorded;
use super::judge::{port_columns, unplannable, written_columns};
use super::leaf::{Feed, Leaf};
use super::objects::Objects;
use super::parts::Origin;
use super::rules::cycle;
use super::work::{Expanded, Work};
use super::{Bound, Composition, Instance, SolutionInstance, Wire};
use crate::sorting::{sort, sort_by_key};

/// A member of the graph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Node {
    /// A leaf, by position.
    Leaf(usize),
    /// A recipe that is planned by itself, by position among them.
    Recipe(usize),
}

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

/// The stage of each leaf, and the indices of recipes that are on a cycle with one.
fn stages_and_cycles(
    work: &mut Work<'_>,
    entries: &[Entry<'_>],
    objects: &Objects<'_>,
    bindings: &[Names],
) -> (Vec<usize>, BTreeSet<usize>) {
    let graph = Graph::new(work, objects, bindings);
    // Kosaraju's algorithm in petgraph keeps its own stack; Tarjan's recurses.
    let groups = kosaraju_scc(&graph.graph);
    let on_mixed_cycle = graph.check_cycles(&groups, work, entries, objects);
    (graph.stages(&groups, work.leaves.len()), on_mixed_cycle)
}

struct Graph {
    graph: DiGraph<Node, ()>,
}

impl Graph {
    fn new(work: &Work<'_>, objects: &Objects<'_>, bindings: &[Names]) -> Self {
        let mut graph = DiGraph::new();
        let leaves: Vec<NodeIndex> =
            (0..work.leaves.len()).map(|leaf| graph.add_node(Node::Leaf(leaf))).collect();
        let recipes: Vec<NodeIndex> =
            (0..objects.recipes.len()).map(|recipe| graph.add_node(Node::Recipe(recipe))).collect();
        let mut writers: BTreeMap<&str, Vec<NodeIndex>> = BTreeMap::new();
        for ((leaf, names), node) in work.leaves.iter().zip(bindings).zip(&leaves) {
            let outputs = names.outputs.iter().map(|output| &*output.name);
            for name in outputs.chain(leaf.syncs.iter().map(|sync| &*sync.mapped.name)) {
                writers.entry(name).or_default().push(*node);
            }
        }
        for (recipe, node) in objects.recipes.iter().zip(&recipes) {
            for output in recipe.outputs().iter().filter(|output| !output.name.unresolved) {
                writers.entry(&output.name.value).or_default().push(*node);
            }
        }
        let mut link = |name: &str, reader: NodeIndex| {
            for writer in writers.get(name).into_iter().flatten() {
                graph.update_edge(*writer, reader, ());
            }
        };
        for (names, node) in bindings.iter().zip(&leaves) {
            names.inputs.iter().for_each(|input| link(&input.name, *node));
        }
        for (recipe, node) in objects.recipes.iter().zip(&recipes) {
            recipe.inputs().iter().for_each(|input| link(&input.name.value, *node));
        }
        for (earlier, later) in &work.waits {
            if let (Some(earlier), Some(later)) = (leaves.get(*earlier), leaves.get(*later)) {
                graph.update_edge(*earlier, *later, ());
            }
        }
        Self { graph }
    }

    /// BLK-018; returns the indices of the recipes on such cycles.
    fn check_cycles(
        &self,
        groups: &[Vec<NodeIndex>],
        work: &mut Work<'_>,
        entries: &[Entry<'_>],
        objects: &Objects<'_>,
    ) -> BTreeSet<usize> {
        let mut on_cycle = BTreeSet::new();
        let mut problems = std::mem::take(&mut work.problems);
        for group in groups {
            let is_cycle = match group[..] {
                [only] => self.graph.contains_edge(only, only),
                _ => true,
            };
            let nodes = || group.iter().filter_map(|node| self.graph.node_weight(*node).copied());
            let leaves = nodes().filter_map(|node| match node {
                Node::Leaf(leaf) => work.leaves.get(leaf),
                Node::Recipe(_) => None,
            });
            let Some(first) = leaves.map(|leaf| leaf.entry).min().filter(|_| is_cycle) else { continue };
            let mut members: Vec<String> = Vec::new();
            for node in nodes() {
                match node {
                    Node::Leaf(leaf) => {
                        members.extend(work.leaves.get(leaf).map(|leaf| leaf.path.to_string()));
                    }
                    Node::Recipe(recipe) => {
                        let Some(recipe) = objects.recipes.get(recipe) else { continue };
                        on_cycle.insert(recipe.index);
                        let unnamed = || format!("recipes[{}]", recipe.index);
                        members
                            .push(recipe.name.as_ref().map_or_else(unnamed, |name| name.value.to_string()));
                    }
                }
            }
            sort(&mut members);
            let members: Vec<&str> = members.iter().map(String::as_str).collect();
            problems.extend(entries.get(first).map(|entry| cycle::cycle(entry.written, &members)));
        }
        work.problems = problems;
        on_cycle
    }

    /// The longest chain of instances before each leaf. Those on a cycle share a stage.
    fn stages(&self, groups: &[Vec<NodeIndex>], leaves: usize) -> Vec<usize> {
        let mut stages = vec![0_usize; self.graph.node_count()];
        let mut group_of = vec![0_usize; self.graph.node_count()];
        for (number, group) in groups.iter().enumerate() {
            for node in group {
                if let Some(slot) = group_of.get_mut(node.index()) {
                    *slot = number;
                }
            }
        }
        let are_together =
            |one: NodeIndex, other: NodeIndex| group_of.get(one.index()) == group_of.get(other.index());
        // The groups come with the last one first.
        for group in groups.iter().rev() {
            let mut stage = 0;
            for node in group {
                let earlier = self.graph.neighbors_directed(*node, Incoming);
                for before in earlier.filter(|before| !are_together(*before, *node)) {
                    let is_instance = matches!(self.graph.node_weight(before), Some(Node::Leaf(_)));
                    let earlier = stages.get(before.index()).copied().unwrap_or_default();
                    stage = stage.max(earlier + usize::from(is_instance));
                }
            }
            for node in group {
                if let Some(slot) = stages.get_mut(node.index()) {
                    *slot = stage;
                }
            }
        }
        stages.truncate(leaves);
        stages
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
