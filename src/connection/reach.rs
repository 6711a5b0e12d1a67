//! Which nodes a node waits for, or which wait for it: connecting to those would close a circle.

use std::collections::VecDeque;
use std::sync::Arc;

use super::verdict::MOST_NAMES;
use crate::block::port::Side;
use crate::diagram::Diagram;

/// All nodes that can be reached from one along the wires, each with the way back.
pub(super) struct Reach {
    /// By node: the next one on the shortest way to the start, and how many steps that is.
    steps: Vec<Option<(usize, usize)>>,
    start: usize,
    side: Side,
}

impl Reach {
    /// From the node `start`, whose port on `side` is held: against the wires from an output, along
    /// them from an input.
    pub(super) fn new(diagram: &Diagram, start: usize, side: Side) -> Self {
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); diagram.nodes.len()];
        for wire in diagram.wires.iter().filter(|wire| wire.inside.is_none()) {
            let (from, to) = match side {
                Side::Output => (wire.target.node, wire.source.node),
                Side::Input => (wire.source.node, wire.target.node),
            };
            next.get_mut(from).into_iter().for_each(|next| next.push(to));
        }
        let mut steps = vec![None; diagram.nodes.len()];
        let mut queue = VecDeque::from([(start, 0)]);
        while let Some((node, length)) = queue.pop_front() {
            for reached in next.get(node).into_iter().flatten().filter(|reached| **reached != start) {
                if let Some(step @ None) = steps.get_mut(*reached) {
                    *step = Some((node, length + 1));
                    queue.push_back((*reached, length + 1));
                }
            }
        }
        Self { steps, start, side }
    }

    /// The circle that a wire between `node` and the start would close, from the held node's side of
    /// that wire on, and how many further nodes are on it.
    pub(super) fn circle(&self, diagram: &Diagram, node: usize) -> Option<(Vec<Arc<str>>, usize)> {
        let (_, length) = self.steps.get(node).copied().flatten()?;
        let before = |node: &usize| self.steps.get(*node).copied().flatten().map(|(next, _)| next);
        let way = std::iter::successors(Some(node), before).take(length.min(MOST_NAMES - 1));
        let mut nodes: Vec<usize> = std::iter::once(self.start).chain(way).collect();
        if self.side == Side::Input {
            // The wire would lead to the start, so the way to it is told first.
            nodes.reverse();
        }
        let name = |node: usize| diagram.nodes.get(node).map(|node| Arc::clone(&node.name));
        Some((nodes.into_iter().filter_map(name).collect(), (length + 1).saturating_sub(MOST_NAMES)))
    }
}
