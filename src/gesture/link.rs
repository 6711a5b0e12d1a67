//! A wire by its ends, and these ends by name.

use std::sync::Arc;

use crate::diagram::NodeId;

/// A port of a node, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortRef {
    /// The node.
    pub node: NodeId,
    /// The port; `in` or `out` of datasets and recipes.
    pub port: Arc<str>,
}

impl PortRef {
    /// The port `port` of the node `node`.
    pub fn new(node: impl Into<NodeId>, port: &str) -> Self {
        Self { node: node.into(), port: port.into() }
    }
}

/// A wire, by its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The output that writes.
    pub source: PortRef,
    /// The input that reads.
    pub target: PortRef,
}
