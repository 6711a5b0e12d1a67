//! The tree of a wiki: each article stands in it once.

use std::collections::BTreeSet;

use crate::simulator::project::{Node, Wiki};

/// Deepest tree. A document of it must be readable within the limits of a reader.
pub(super) const MAX_LEVELS: usize = 24;

impl Wiki {
    /// Hangs a new article below another, or at the end of the root. False if there is no such parent,
    /// or if the parent is on the last level.
    pub(super) fn hang(&mut self, id: &str, parent: Option<&str>) -> bool {
        let node = Node { id: id.to_owned(), children: Vec::new() };
        let siblings = match parent {
            None => Some(&mut self.taxonomy),
            Some(parent) => children_of(&mut self.taxonomy, parent, MAX_LEVELS - 1),
        };
        siblings.map(|siblings| siblings.push(node)).is_some()
    }

    /// Takes an article out; those below it move up to its place.
    pub(super) fn unhang(&mut self, id: &str) {
        if self.home.as_deref() == Some(id) {
            self.home = None;
        }
        remove(&mut self.taxonomy, id);
    }

    /// Takes a whole tree: what is no article goes, a second mention too, and an article that is not
    /// in it stands at the end of the root.
    pub(super) fn arrange(&mut self, mut taxonomy: Vec<Node>) {
        let mut missing: BTreeSet<String> = self.articles.keys().cloned().collect();
        keep(&mut taxonomy, &mut missing);
        taxonomy.extend(missing.into_iter().map(|id| Node { id, children: Vec::new() }));
        self.taxonomy = taxonomy;
    }
}

/// The ids of a tree in order, each before those below it.
pub(super) fn ids(taxonomy: &[Node]) -> Vec<&str> {
    taxonomy.iter().flat_map(|node| std::iter::once(node.id.as_str()).chain(ids(&node.children))).collect()
}

/// How many levels a tree has.
pub(super) fn levels(taxonomy: &[Node]) -> usize {
    taxonomy.iter().map(|node| 1 + levels(&node.children)).max().unwrap_or(0)
}

/// The children of a node within so many levels.
fn children_of<'a>(taxonomy: &'a mut [Node], id: &str, within: usize) -> Option<&'a mut Vec<Node>> {
    if within == 0 {
        return None;
    }
    for node in taxonomy {
        if node.id == id {
            return Some(&mut node.children);
        }
        if let Some(children) = children_of(&mut node.children, id, within - 1) {
            return Some(children);
        }
    }
    None
}

fn remove(taxonomy: &mut Vec<Node>, id: &str) {
    if let Some(place) = taxonomy.iter().position(|node| node.id == id) {
        let node = taxonomy.remove(place);
        taxonomy.splice(place..place, node.children);
        return;
    }
    for node in taxonomy {
        remove(&mut node.children, id);
    }
}

fn keep(taxonomy: &mut Vec<Node>, missing: &mut BTreeSet<String>) {
    taxonomy.retain_mut(|node| {
        let is_new = missing.remove(&node.id);
        if is_new {
            keep(&mut node.children, missing);
        }
        is_new
    });
}
