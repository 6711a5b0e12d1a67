//! The names that nodes write and read as wires.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{End, Node, Port, Subject, Wire};
use crate::block::port::Side;
use crate::composition::Composition;
use crate::config::Config;

/// All wires: those between entries, datasets and recipes, then the insides of solutions.
pub(super) fn wires(config: &Config, composition: &Composition, nodes: &[Node]) -> Vec<Wire> {
    let mut levels: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        levels.entry(node.parent).or_default().push(at);
    }
    let of_level = |(inside, members): (Option<usize>, Vec<usize>)| {
        Level::new(config, composition, nodes, inside, &members).wires(&members)
    };
    let mut wires: Vec<Wire> = levels.into_iter().flat_map(of_level).collect();
    wires.shrink_to_fit();
    wires
}

/// What is drawn on one level: the outside, or the inside of a solution.
struct Level<'a> {
    nodes: &'a [Node],
    /// The solution, if it is the inside of one.
    inside: Option<usize>,
    writers: HashMap<&'a Arc<str>, Vec<End>>,
    /// The nodes of datasets, folders and models, through which all goes that is written and read under their name.
    datasets: HashMap<&'a Arc<str>, usize>,
    readers: Vec<(End, &'a Arc<str>)>,
}

impl<'a> Level<'a> {
    fn new(
        config: &'a Config,
        composition: &Composition,
        nodes: &'a [Node],
        inside: Option<usize>,
        members: &[usize],
    ) -> Self {
        let (writers, datasets) = (HashMap::new(), HashMap::new());
        let mut level = Self { nodes, inside, writers, datasets, readers: Vec::new() };
        for (at, node) in members.iter().filter_map(|at| Some((*at, nodes.get(*at)?))) {
            match node.subject {
                Subject::Dataset(_) | Subject::Object(..) => level.add_dataset(at, node),
                Subject::Recipe(recipe) => level.add_recipe(at, recipe, config, composition),
                Subject::Block(_) | Subject::Solution(_) | Subject::Member(_) => {
                    level.add_ports(at, node, Side::Output);
                    level.add_ports(at, node, Side::Input);
                }
            }
        }
        if let Some((at, frame)) = inside.and_then(|at| Some((at, nodes.get(at)?))) {
            level.add_frame(at, frame);
        }
        level
    }

    fn add_dataset(&mut self, at: usize, node: &'a Node) {
        if let Some(name) = node.outputs.first().and_then(|port| port.object.as_ref()) {
            self.datasets.entry(name).or_insert(at);
        }
    }

    fn add_recipe(&mut self, at: usize, recipe: usize, config: &'a Config, composition: &Composition) {
        let Some(recipe) = config.recipes.get(recipe) else { return };
        if composition.templates.contains(&recipe.index) {
            return;
        }
        let end = End { node: at, port: 0 };
        for output in recipe.outputs() {
            self.writers.entry(&output.name.value).or_default().push(end);
        }
        self.readers.extend(recipe.inputs().iter().map(|input| (end, &input.name.value)));
    }

    fn add_ports(&mut self, at: usize, node: &'a Node, side: Side) {
        for (port, name) in node.ports(side).iter().enumerate() {
            let Some(object) = &name.object else { continue };
            let end = End { node: at, port };
            match side {
                Side::Input => self.readers.push((end, object)),
                Side::Output => self.writers.entry(object).or_default().push(end),
            }
        }
    }

    /// From within, the inputs of a solution write and its outputs read.
    fn add_frame(&mut self, at: usize, frame: &'a Node) {
        for (port, object) in frame.inputs.iter().enumerate() {
            if let Some(object) = &object.object {
                self.writers.entry(object).or_default().push(End { node: at, port });
            }
        }
        for (port, object) in frame.outputs.iter().enumerate() {
            if let Some(object) = &object.object {
                self.readers.push((End { node: at, port }, object));
            }
        }
    }

    /// To each reader from the dataset of that name, or else from all that write it; then to each
    /// dataset from all that write it.
    fn wires(&self, members: &[usize]) -> Vec<Wire> {
        let mut wires = Vec::new();
        for (target, object) in &self.readers {
            let dataset = self.datasets.get(object).map(|node| End { node: *node, port: 0 });
            let writers = self.writers.get(object).filter(|_| dataset.is_none());
            let sources = dataset.iter().chain(writers.into_iter().flatten());
            wires.extend(sources.map(|source| self.wire(*source, *target, object)));
        }
        for at in members {
            let object = self.nodes.get(*at).and_then(|node| node.inputs.first()?.object.as_ref());
            let Some(object) = object.filter(|object| self.datasets.get(object) == Some(at)) else {
                continue;
            };
            let target = End { node: *at, port: 0 };
            let sources = self.writers.get(object).into_iter().flatten();
            wires.extend(sources.map(|source| self.wire(*source, target, object)));
        }
        wires
    }

    fn wire(&self, source: End, target: End, object: &Arc<str>) -> Wire {
        let from = self.port(source, Side::Output);
        let to = self.port(target, Side::Input);
        let is_broken = match (from, to) {
            (Some(from), Some(to)) => {
                let go_together = self.subject(source).zip(self.subject(target));
                let go_together = go_together.is_some_and(|(source, target)| source.takes(target));
                from.is_gone || to.is_gone || from.kind != to.kind && !go_together
            }
            _ => true,
        };
        Wire { source, target, object: Arc::clone(object), is_broken, inside: self.inside }
    }

    fn subject(&self, end: End) -> Option<Subject> {
        self.nodes.get(end.node).map(|node| node.subject)
    }

    /// The port at an end; seen from within, the sides of the frame are exchanged.
    fn port(&self, end: End, side: Side) -> Option<&'a Port> {
        let node = self.nodes.get(end.node)?;
        let is_frame = self.inside == Some(end.node);
        let side = match (side, is_frame) {
            (Side::Input, false) | (Side::Output, true) => Side::Input,
            (Side::Output, false) | (Side::Input, true) => Side::Output,
        };
        node.ports(side).get(end.port)
    }
}
