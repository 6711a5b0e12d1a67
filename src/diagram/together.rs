//! What DSS keeps in one zone and moves together: a recipe and all that it writes (`dss-api.md` 6, rule
//! ZON003).

use std::collections::{BTreeMap, BTreeSet};

use super::{Diagram, Node, Subject};

/// The nodes of a graph in groups, each of which is in one zone.
#[derive(Clone, Debug, Default)]
pub struct Together {
    /// By node: its group, if it is not in one of its own.
    groups: BTreeMap<usize, usize>,
    members: Vec<BTreeSet<usize>>,
    /// By node: the block or solution that writes it, and keeps it in a zone of its own.
    makers: BTreeMap<usize, usize>,
}

/// Something that a block or solution writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Made {
    /// What is written: position in [`Diagram::nodes`].
    pub node: usize,
    /// What writes it.
    pub by: usize,
}

impl Made {
    /// Why it cannot be in a zone, in words.
    pub fn reason(self, diagram: &Diagram) -> String {
        let name = |at: usize| diagram.nodes.get(at).map_or("", |node| &*node.name);
        let noun = diagram.nodes.get(self.by).map_or("", Node::noun);
        let (node, by) = (name(self.node), name(self.by));
        format!("{node} is written by the {noun} {by}, which keeps it in a zone of its own")
    }
}

impl Together {
    /// The groups of a graph.
    pub fn new(diagram: &Diagram) -> Self {
        let mut together = Self::default();
        for wire in diagram.wires.iter().filter(|wire| wire.inside.is_none()) {
            let (from, to) = (wire.source.node, wire.target.node);
            let subject = |at: usize| diagram.nodes.get(at).map(|node| node.subject);
            if !subject(to).is_some_and(Subject::is_data) {
                continue;
            }
            match subject(from) {
                Some(Subject::Recipe(_)) => together.join(from, to),
                Some(Subject::Block(_) | Subject::Solution(_)) => {
                    together.makers.insert(to, from);
                }
                _ => {}
            }
        }
        together
    }

    fn join(&mut self, one: usize, other: usize) {
        match (self.groups.get(&one).copied(), self.groups.get(&other).copied()) {
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) => {
                // The smaller one moves, so that all joins together stay cheap.
                let size = |group: usize| self.members.get(group).map_or(0, BTreeSet::len);
                let (from, to) = if size(one) < size(other) { (one, other) } else { (other, one) };
                let moved = self.members.get_mut(from).map(std::mem::take).unwrap_or_default();
                self.groups.extend(moved.iter().map(|node| (*node, to)));
                self.members.get_mut(to).into_iter().for_each(|members| members.extend(&moved));
            }
            (Some(group), None) | (None, Some(group)) => {
                self.groups.extend([(one, group), (other, group)]);
                self.members.get_mut(group).into_iter().for_each(|members| members.extend([one, other]));
            }
            (None, None) => {
                self.groups.extend([(one, self.members.len()), (other, self.members.len())]);
                self.members.push(BTreeSet::from([one, other]));
            }
        }
    }

    /// All that moves with the nodes at these positions, and they themselves.
    pub fn with(&self, nodes: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut all = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for node in nodes {
            match self.groups.get(&node) {
                Some(group) if seen.insert(*group) => {
                    all.extend(self.members.get(*group).into_iter().flatten());
                }
                Some(_) => {}
                None => {
                    all.insert(node);
                }
            }
        }
        all
    }

    /// What moves with the node at this position has this number too; `None` if it moves alone.
    pub fn group(&self, node: usize) -> Option<usize> {
        self.groups.get(&node).copied()
    }

    /// The first of what moves with the node at this position that a block or solution writes.
    pub fn made(&self, node: usize) -> Option<Made> {
        let made = |node: usize| Some(Made { node, by: *self.makers.get(&node)? });
        made(node).or_else(|| self.with([node]).into_iter().find_map(made))
    }
}

#[cfg(test)]
mod tests;
