//! Walking over the diagram without a pointer: reading order, and neighbours along wires.

use crate::diagram::{Diagram, Subject};
use crate::sorting::sort_by_key;

/// A direction on the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Against the wires: to the first node that it reads from.
    Left,
    /// Along the wires: to the first node that reads from it.
    Right,
    /// To the one before among those that stand at the same distance from the start.
    Up,
    /// To the one behind among those.
    Down,
}

/// The ways over a diagram. Equal diagrams give equal ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Walk {
    /// All nodes: those that are read come before those that read, the members of a solution follow
    /// it. Where the wires run in a circle, the order of the diagram decides.
    pub order: Vec<usize>,
    /// By node: its place in the order.
    places: Vec<usize>,
    /// By node: the longest chain of wires that leads to it on its level.
    layers: Vec<usize>,
    levels: Vec<Option<usize>>,
    sources: Vec<Vec<usize>>,
    targets: Vec<Vec<usize>>,
}

impl Walk {
    /// The ways over `diagram`.
    pub fn new(diagram: &Diagram) -> Self {
        let count = diagram.nodes.len();
        let mut walk = Self {
            order: Vec::with_capacity(count),
            places: vec![0; count],
            layers: Vec::new(),
            levels: diagram.nodes.iter().map(|node| node.parent).collect(),
            sources: vec![Vec::new(); count],
            targets: vec![Vec::new(); count],
        };
        walk.add_wires(diagram);
        walk.layers = walk.layers(count);
        walk.put_in_order(diagram);
        for (place, node) in walk.order.iter().enumerate() {
            walk.places.get_mut(*node).into_iter().for_each(|known| *known = place);
        }
        let Self { sources, targets, levels, places, .. } = &mut walk;
        for neighbours in [sources, targets] {
            for (node, neighbours) in neighbours.iter_mut().enumerate() {
                let is_outside = |other: &usize| levels.get(*other) != levels.get(node);
                sort_by_key(neighbours, |other| (is_outside(other), places.get(*other).copied()));
                neighbours.dedup();
            }
        }
        walk
    }

    /// The nodes that `node` reads from, in reading order; of a member its solution comes last.
    pub fn sources(&self, node: usize) -> &[usize] {
        self.sources.get(node).map(Vec::as_slice).unwrap_or_default()
    }

    /// The nodes that read from `node`, in reading order; of a member its solution comes last.
    pub fn targets(&self, node: usize) -> &[usize] {
        self.targets.get(node).map(Vec::as_slice).unwrap_or_default()
    }

    /// The node that a step from `node` leads to.
    pub fn step(&self, node: usize, direction: Direction) -> Option<usize> {
        match direction {
            Direction::Left => self.sources(node).first().copied(),
            Direction::Right => self.targets(node).first().copied(),
            Direction::Up => self.sibling(node, false),
            Direction::Down => self.sibling(node, true),
        }
    }

    /// The nearest node of the same level and layer before or behind.
    fn sibling(&self, node: usize, is_behind: bool) -> Option<usize> {
        let place = *self.places.get(node)?;
        let is_sibling = |other: &&usize| {
            self.layers.get(**other) == self.layers.get(node)
                && self.levels.get(**other) == self.levels.get(node)
        };
        if is_behind {
            self.order.get(place + 1..)?.iter().find(is_sibling).copied()
        } else {
            self.order.get(..place)?.iter().rev().find(is_sibling).copied()
        }
    }

    /// A neighbour for each wire. A wire between a solution and its inside leads only out of it, because the
    /// solution's own neighbours are outside.
    fn add_wires(&mut self, diagram: &Diagram) {
        for wire in &diagram.wires {
            let (source, target) = (wire.source.node, wire.target.node);
            if wire.inside != Some(target) {
                self.sources.get_mut(target).into_iter().for_each(|sources| sources.push(source));
            }
            if wire.inside != Some(source) {
                self.targets.get_mut(source).into_iter().for_each(|targets| targets.push(target));
            }
        }
    }

    fn layers(&self, count: usize) -> Vec<usize> {
        let level = |node: usize| self.levels.get(node);
        let mut layers = vec![0_usize; count];
        let mut waiting: Vec<usize> = (0..count)
            .map(|node| self.sources(node).iter().filter(|source| level(**source) == level(node)).count())
            .collect();
        let mut is_done = vec![false; count];
        let mut ready: Vec<usize> = (0..count).rev().filter(|node| waiting.get(*node) == Some(&0)).collect();
        let mut first = 0;
        loop {
            // In a circle nothing is ready: it is cut at its first node.
            while ready.is_empty() && is_done.get(first).copied().unwrap_or_default() {
                first += 1;
            }
            let Some(node) = ready.pop().or_else(|| Some(first).filter(|first| *first < count)) else {
                break;
            };
            if std::mem::replace(&mut is_done[node], true) {
                continue;
            }
            for target in self.targets(node).iter().filter(|target| level(**target) == level(node)) {
                if is_done[*target] {
                    continue;
                }
                layers[*target] = layers[*target].max(layers[node] + 1);
                waiting[*target] = waiting[*target].saturating_sub(1);
                if waiting[*target] == 0 {
                    ready.push(*target);
                }
            }
        }
        layers
    }

    fn put_in_order(&mut self, diagram: &Diagram) {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); diagram.nodes.len()];
        let mut outside: Vec<usize> = Vec::new();
        for (at, node) in diagram.nodes.iter().enumerate() {
            match node.parent.and_then(|parent| members.get_mut(parent)) {
                Some(members) => members.push(at),
                None => outside.push(at),
            }
        }
        let layer = |node: &usize| self.layers.get(*node).copied();
        sort_by_key(&mut outside, layer);
        for node in outside {
            self.order.push(node);
            let is_solution =
                diagram.nodes.get(node).is_some_and(|node| matches!(node.subject, Subject::Solution(_)));
            if let Some(members) = members.get_mut(node).filter(|_| is_solution) {
                sort_by_key(members, layer);
                self.order.append(members);
            }
        }
    }
}

#[cfg(test)]
mod tests;
