//! What of a tree is open.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Basis;
use crate::arrangement::Frame;
use crate::block::port::Side;
use crate::diagram::{Diagram, NodeId};

/// Nodes up to which frames are open before anybody opens them.
pub(super) const FEW: usize = 1_000;

/// What can be opened. It stays the same when the text around it changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A frame, by name.
    Frame(Arc<str>),
    /// A node.
    Node(NodeId),
    /// A port of a node, by its side and name.
    Port(NodeId, Side, Arc<str>),
}

/// What is open. Frames are as long as there are few nodes; everything else is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    turned: BTreeSet<Key>,
}

impl Open {
    /// Whether `key` is open in a diagram.
    pub fn has(&self, key: &Key, diagram: &Diagram) -> bool {
        let is_usual = matches!(key, Key::Frame(_)) && diagram.nodes.len() <= FEW;
        is_usual != self.turned.contains(key)
    }

    /// Opens or closes `key`.
    pub fn set(&mut self, key: Key, is_open: bool, diagram: &Diagram) {
        if self.has(&key, diagram) != is_open && !self.turned.remove(&key) {
            self.turned.insert(key);
        }
    }

    /// Opens what the node `id` is in.
    pub fn reveal(&mut self, basis: Basis<'_>, id: &NodeId) {
        let Basis { diagram, arrangement, .. } = basis;
        let Some(node) = diagram.node(id) else { return };
        let parent = node.parent.and_then(|parent| diagram.nodes.get(parent));
        let outer = parent.map_or(id, |parent| &parent.id);
        if let Some(frame) = arrangement.frames.iter().find(|frame| frame.members.contains(outer)) {
            self.set(frame_key(frame), true, diagram);
        }
        if let Some(parent) = parent {
            self.set(Key::Node(parent.id.clone()), true, diagram);
        }
    }
}

/// The key of a frame.
pub(super) fn frame_key(frame: &Frame) -> Key {
    Key::Frame(frame.name.as_str().into())
}
