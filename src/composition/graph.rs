//! Which instance and recipe waits for which: cycles and stages (`blocks.md` 5.7).

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction::Incoming;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::bind::Names;
use super::entry::Entry;
use super::objects::Objects;
use super::rules::cycle;
use super::work::Work;
use crate::sorting::sort;

/// A member of the graph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Node {
    /// A leaf, by position.
    Leaf(usize),
    /// A recipe that is planned by itself, by position among them.
    Recipe(usize),
}

/// The stage of each leaf, and the indices of recipes that are on a cycle with one.
pub(super) fn stages_and_cycles(
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
