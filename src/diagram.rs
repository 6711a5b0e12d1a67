//! A configuration as a graph: nodes with ports, and wires between the ports.
//!
//! Everything that stands in the text has a node, also what could not be looked up, so that a broken
//! composition can be drawn and mended. Where the nodes stand is `arrangement`'s matter.

mod nodes; // entries to nodes
pub mod together; // what DSS moves together
mod wires; // names to wires

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::block::{PortKind, port::Side};
use crate::composition::{Composition, Lack};
use crate::config::Config;
use crate::source::Location;

/// The identity of a node: an instance's path (`cleaning`, `solution__alias`), `dataset.NAME`,
/// `recipe.NAME`, `folder.NAME` or `model.NAME`. Of entries with the same name the later ones end in `#2`, `#3` and so on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub Arc<str>);

impl NodeId {
    /// What people call it: without the word for what it is.
    pub fn called(&self) -> &str {
        let words = ["dataset.", "recipe.", "folder.", "model."];
        words.iter().find_map(|word| self.0.strip_prefix(word)).unwrap_or(&self.0)
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<&str> for NodeId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

/// What a node stands for, with its position in the list that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An entry of `blocks`: position in [`Config::uses`].
    Block(usize),
    /// An entry of `solutions`: position in [`Config::uses`].
    Solution(usize),
    /// An instance inside a solution: position in [`Composition::instances`].
    Member(usize),
    /// Position in [`Config::datasets`].
    Dataset(usize),
    /// Position in [`Config::recipes`].
    Recipe(usize),
    /// A folder or model, by its kind: position in [`Config::folders`] or [`Config::models`].
    Object(PortKind, usize),
}

impl Subject {
    /// Whether it has one place for what it reads and one for what it writes, and not many ports.
    pub fn is_object(self) -> bool {
        matches!(self, Self::Dataset(_) | Self::Recipe(_) | Self::Object(..))
    }

    /// Whether the two go together whatever passes between them: a recipe reads and writes folders and
    /// models as well as datasets.
    pub fn takes(self, other: Self) -> bool {
        matches!((self, other), (Self::Recipe(_), Self::Object(..)) | (Self::Object(..), Self::Recipe(_)))
    }

    /// Whether it is read and written by its own name: a dataset, folder or model.
    pub fn is_data(self) -> bool {
        matches!(self, Self::Dataset(_) | Self::Object(..))
    }
}

/// A port of a node. A recipe has one for all that it reads and one for all that it writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    /// The port's name in the manifest; `in` and `out` of datasets and recipes.
    pub name: Arc<str>,
    /// What passes through it.
    pub kind: PortKind,
    /// Whether an input has to be mapped.
    pub required: bool,
    /// The object it reads or writes, once it is mapped; `None` for recipes, which have many.
    pub object: Option<Arc<str>>,
    /// Whether it is mapped in the text, though the block has no such port in this version.
    pub is_gone: bool,
}

/// Something with ports.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Who it is.
    pub id: NodeId,
    /// What it stands for.
    pub subject: Subject,
    /// What people call it: the instance's, dataset's or recipe's name.
    pub name: Arc<str>,
    /// What it is: `SENSOR_DATA_CLEANING@1.2.0`, the type of a dataset or recipe; empty if unknown.
    pub label: Arc<str>,
    /// Why nothing is known of its block; `None` if it is known, and for datasets and recipes.
    pub lack: Option<Lack>,
    /// What it reads, top down.
    pub inputs: Vec<Port>,
    /// What it writes, top down.
    pub outputs: Vec<Port>,
    /// Position of the solution that it is inside of.
    pub parent: Option<usize>,
    /// Its entry in the text; of a member that of its solution.
    pub at: Location,
}

/// One end of a wire: a node and its port, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct End {
    /// Position in [`Diagram::nodes`].
    pub node: usize,
    /// Position among the node's outputs at the source, among its inputs at the target; the other way
    /// round where the node is the frame around the other end.
    pub port: usize,
}

/// An object on its way from what writes it to what reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    /// What writes; for a wire into a solution's inside, an input of the solution.
    pub source: End,
    /// What reads; for a wire out of a solution's inside, an output of the solution.
    pub target: End,
    /// The object's name.
    pub object: Arc<str>,
    /// Whether one of its ports is gone or the two carry different things.
    pub is_broken: bool,
    /// Position of the solution whose inside it is drawn in.
    pub inside: Option<usize>,
}

/// The graph of a configuration. Equal inputs give equal diagrams.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// Entries of `blocks` and `solutions`, datasets, recipes, folders, models, then members of
    /// solutions; each in the order of its list.
    pub nodes: Vec<Node>,
    /// In the order of the nodes that read.
    pub wires: Vec<Wire>,
    by_id: HashMap<NodeId, usize>,
}

impl Diagram {
    /// The graph of `config`, whose entries were composed to `composition`.
    pub fn new(config: &Config, composition: &Composition) -> Self {
        let nodes = nodes::nodes(config, composition);
        let wires = wires::wires(config, composition, &nodes);
        let by_id = nodes.iter().enumerate().map(|(at, node)| (node.id.clone(), at)).collect();
        Self { nodes, wires, by_id }
    }

    /// The position of the node with this id.
    pub fn position(&self, id: &NodeId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The node with this id.
    pub fn node(&self, id: &NodeId) -> Option<&Node> {
        self.nodes.get(self.position(id)?)
    }

    /// How many entries of `blocks` and `solutions` it shows.
    pub fn blocks(&self) -> usize {
        let is_use = |node: &&Node| matches!(node.subject, Subject::Block(_) | Subject::Solution(_));
        self.nodes.iter().filter(is_use).count()
    }
}

impl Node {
    /// The ports of one side.
    pub fn ports(&self, side: Side) -> &[Port] {
        match side {
            Side::Input => &self.inputs,
            Side::Output => &self.outputs,
        }
    }

    /// The place of the port named `name` on `side`.
    pub fn port(&self, side: Side, name: &str) -> Option<usize> {
        self.ports(side).iter().position(|port| &*port.name == name)
    }

    /// What it is, with why nothing is known of it: `SENSOR_DATA_CLEANING@9.0.0 was not found`.
    pub fn what(&self) -> String {
        match (self.lack, &*self.label) {
            (None, label) => label.to_owned(),
            (Some(lack), "") => format!("{} {}", self.noun(), lack.words()),
            (Some(lack), label) => format!("{label} {}", lack.words()),
        }
    }

    /// The word for what it is.
    pub fn noun(&self) -> &'static str {
        match self.subject {
            Subject::Block(_) | Subject::Member(_) => "block",
            Subject::Solution(_) => "solution",
            Subject::Dataset(_) => "dataset",
            Subject::Recipe(_) => "recipe",
            Subject::Object(kind, _) => kind.name(),
        }
    }
}

#[cfg(test)]
mod tests;
