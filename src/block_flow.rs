//! The inside of a block as a graph with places: layers from left to right, rows from the top.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::block::step::WireEnd;
use crate::block::{BlockKind, Manifest, PortKind};
use crate::sorting::sort_by_key;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// An input of the block.
    Input,
    /// An output of the block.
    Output,
    /// A dataset inside.
    Dataset,
    /// A model inside.
    Model,
    /// A folder inside.
    Folder,
    /// A recipe inside.
    Recipe,
    /// A member of a solution.
    Member,
}

impl NodeKind {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Output => "output",
            Self::Dataset => "dataset",
            Self::Model => "model",
            Self::Folder => "folder",
            Self::Recipe => "recipe",
            Self::Member => "member",
        }
    }
}

/// A node with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its name inside the block.
    pub name: Arc<str>,
    /// What it is.
    pub kind: NodeKind,
    /// More about it: the type of a recipe, the block of a member.
    pub note: Arc<str>,
    /// The layer, from 0 at the left.
    pub layer: usize,
    /// The row in its layer, from 0 at the top.
    pub row: usize,
}

/// The inside of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockFlow {
    /// The nodes: inputs, outputs, objects inside, recipes or members.
    pub nodes: Vec<Node>,
    /// From and to, as positions in `nodes`.
    pub edges: Vec<(usize, usize)>,
}

/// Most nodes of a flow; nobody could follow a drawing of more.
pub const MOST_NODES: usize = 400;

impl BlockFlow {
    /// The inside of a zone block from its recipes, of a solution from its members.
    ///
    /// # Errors
    ///
    /// The count of nodes, if there are more than [`MOST_NODES`].
    pub fn new(manifest: &Manifest) -> Result<Self, usize> {
        let inside = match manifest.kind {
            BlockKind::Zone => {
                let inside = &manifest.contains;
                inside.datasets.len() + inside.models.len() + inside.folders.len() + inside.recipes.len()
            }
            BlockKind::Solution => manifest.steps.len(),
        };
        let nodes = manifest.inputs.len() + manifest.outputs.len() + inside;
        if nodes > MOST_NODES {
            return Err(nodes);
        }
        let mut flow = Self::default();
        for port in &manifest.inputs {
            flow.put(&port.name, NodeKind::Input, kind_note(port.kind));
        }
        for port in &manifest.outputs {
            flow.put(&port.name, NodeKind::Output, kind_note(port.kind));
        }
        match manifest.kind {
            BlockKind::Zone => flow.add_zone(manifest),
            BlockKind::Solution => flow.add_members(manifest),
        }
        flow.lay_out();
        Ok(flow)
    }

    /// How many layers there are.
    pub fn layers(&self) -> usize {
        self.nodes.iter().map(|node| node.layer + 1).max().unwrap_or_default()
    }

    /// How many rows the fullest layer has.
    pub fn rows(&self) -> usize {
        self.nodes.iter().map(|node| node.row + 1).max().unwrap_or_default()
    }

    /// The names of the nodes before and behind the one at `position`.
    pub fn neighbours(&self, position: usize) -> (Vec<&str>, Vec<&str>) {
        let name = |position: usize| self.nodes.get(position).map(|node| &*node.name);
        let before = self.edges.iter().filter(|(_, to)| *to == position).filter_map(|(from, _)| name(*from));
        let behind = self.edges.iter().filter(|(from, _)| *from == position).filter_map(|(_, to)| name(*to));
        (before.collect(), behind.collect())
    }

    fn put(&mut self, name: &Arc<str>, kind: NodeKind, note: Arc<str>) {
        self.nodes.push(Node { name: Arc::clone(name), kind, note, layer: 0, row: 0 });
    }

    fn object(&self, name: &str) -> Option<usize> {
        let is_object = |node: &Node| node.kind != NodeKind::Recipe && node.kind != NodeKind::Member;
        self.nodes.iter().position(|node| is_object(node) && &*node.name == name)
    }

    fn join(&mut self, from: Option<usize>, to: Option<usize>) {
        if let (Some(from), Some(to)) = (from, to)
            && from != to
            && !self.edges.contains(&(from, to))
        {
            self.edges.push((from, to));
        }
    }

    fn add_zone(&mut self, manifest: &Manifest) {
        let inside = &manifest.contains;
        for (names, kind) in [
            (&inside.datasets, NodeKind::Dataset),
            (&inside.models, NodeKind::Model),
            (&inside.folders, NodeKind::Folder),
        ] {
            for name in names {
                self.put(name, kind, Arc::default());
            }
        }
        for name in &inside.recipes {
            let details = manifest.recipe(name);
            let recipe = self.nodes.len();
            self.put(
                name,
                NodeKind::Recipe,
                details.map(|details| Arc::clone(&details.kind)).unwrap_or_default(),
            );
            let Some(details) = details else { continue };
            for input in &details.inputs {
                self.join(self.object(input), Some(recipe));
            }
            for output in &details.outputs {
                self.join(Some(recipe), self.object(output));
            }
        }
    }

    fn add_members(&mut self, manifest: &Manifest) {
        let first = self.nodes.len();
        for step in &manifest.steps {
            self.put(&step.alias, NodeKind::Member, Arc::clone(&step.block_ref));
        }
        for (place, step) in manifest.steps.iter().enumerate() {
            let own = first + place;
            for (_, source) in &step.input_mapping {
                self.join(self.end(source, NodeKind::Input), Some(own));
            }
            for (_, target) in &step.output_mapping {
                self.join(Some(own), self.end(target, NodeKind::Output));
            }
            for alias in &step.depends_on {
                self.join(self.member(alias), Some(own));
            }
        }
        for port in &manifest.inputs {
            for target in &port.maps {
                self.join(self.port(&port.name, NodeKind::Input), self.end(target, NodeKind::Input));
            }
        }
        for port in &manifest.outputs {
            for source in &port.maps {
                self.join(self.end(source, NodeKind::Output), self.port(&port.name, NodeKind::Output));
            }
        }
    }

    fn port(&self, name: &str, kind: NodeKind) -> Option<usize> {
        self.nodes.iter().position(|node| node.kind == kind && &*node.name == name)
    }

    fn member(&self, alias: &str) -> Option<usize> {
        self.port(alias, NodeKind::Member)
    }

    fn end(&self, text: &str, side: NodeKind) -> Option<usize> {
        match WireEnd::parse(text)? {
            WireEnd::Solution(port) => self.port(port, side),
            WireEnd::Member(alias, _) => self.member(alias),
        }
    }

    /// The layer of a node is the longest way to it. A cycle ends after as many rounds as there are
    /// nodes, at the latest.
    fn lay_out(&mut self) {
        for _ in 0..self.nodes.len() {
            let mut has_moved = false;
            for (from, to) in &self.edges {
                let after = self.nodes.get(*from).map_or(0, |node| node.layer + 1);
                let most = self.nodes.len();
                if let Some(node) = self.nodes.get_mut(*to).filter(|node| node.layer < after && after < most)
                {
                    node.layer = after;
                    has_moved = true;
                }
            }
            if !has_moved {
                break;
            }
        }
        let last = self.layers().saturating_sub(1);
        // Outputs stand at the right, unless something inside reads them on.
        for (position, node) in self.nodes.iter_mut().enumerate() {
            if node.kind == NodeKind::Output && !self.edges.iter().any(|(from, _)| *from == position) {
                node.layer = last;
            }
        }
        self.bring_inputs_near();
        for layer in 0..=last {
            self.place_rows(layer);
        }
    }

    /// Inputs stand beside what reads them first, so that no wire runs below others.
    fn bring_inputs_near(&mut self) {
        for position in 0..self.nodes.len() {
            let readers = self.edges.iter().filter(|(from, _)| *from == position);
            let nearest = readers.filter_map(|(_, to)| Some(self.nodes.get(*to)?.layer)).min();
            let Some(node) = self.nodes.get_mut(position).filter(|node| node.kind == NodeKind::Input) else {
                continue;
            };
            node.layer = nearest.map_or(node.layer, |nearest| nearest.saturating_sub(1));
        }
    }

    /// Nodes stand at the height of what is before them, as far as there is room.
    fn place_rows(&mut self, layer: usize) {
        let mut order: Vec<(usize, usize)> = Vec::new();
        for (position, node) in self.nodes.iter().enumerate().filter(|(_, node)| node.layer == layer) {
            let before = self.edges.iter().filter(|(_, to)| *to == position);
            let rows: Vec<usize> = before.filter_map(|(from, _)| Some(self.nodes.get(*from)?.row)).collect();
            // In quarters of a row, so that means stay whole numbers.
            // What nothing comes before stands below the flow that passes it.
            let lowest = if layer == 0 { node.row } else { usize::MAX };
            let mean = if rows.is_empty() { lowest } else { rows.iter().sum::<usize>() * 4 / rows.len() };
            order.push((mean, position));
        }
        sort_by_key(&mut order, |(mean, position)| (*mean, *position));
        for (row, (_, position)) in order.into_iter().enumerate() {
            if let Some(node) = self.nodes.get_mut(position) {
                node.row = row;
            }
        }
    }
}

fn kind_note(kind: PortKind) -> Arc<str> {
    kind.name().into()
}
