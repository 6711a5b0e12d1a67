//! What is to be seen on the diagram beside its shape: problems on nodes and ports, what the plan does
//! to each node, and ghosts of what it deletes.
//!
//! Problems and steps are named by their positions in the analysis, which keeps their words, fixes
//! and fields: block to objects ([`Changes::steps`]) to fields (`plan::fields::changed`).

mod changes; // steps to nodes
mod ghosts; // what the plan deletes and the configuration no longer has
mod operation; // what is done to a node, in a sign
mod problems; // paths and ranges to nodes and ports
mod trails; // the wires of ghosts

use std::sync::Arc;

pub use self::operation::{Operation, signs};
use crate::address::ResourceType;
use crate::block::port::Side;
use crate::diagnostic::counts::Counts;
use crate::diagram::{Diagram, End, NodeId};
use crate::plan::Summary;
use crate::workspace::Analysis;

/// All marks of a diagram. Equal inputs give equal marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// By position of the node.
    pub nodes: Vec<Mark>,
    /// Problems that belong to no node.
    pub elsewhere: Vec<usize>,
    /// Steps that belong to no node and no ghost, as those of the project and of libraries.
    pub outside: Vec<usize>,
    /// What the plan deletes and the configuration no longer has, in the plan's order.
    pub ghosts: Vec<Ghost>,
    /// The wires that end at a ghost.
    pub trails: Vec<Trail>,
}

/// The marks of a node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Its problems, those of its ports included: positions in [`Analysis::problems`].
    pub problems: Vec<usize>,
    /// How many of them there are.
    pub counts: Counts,
    /// The ports that have problems.
    pub ports: Vec<PortMark>,
    /// What the plan does to it; `None` without a plan, or if the plan leaves it out.
    pub changes: Option<Changes>,
}

/// A port with problems.
#[derive(Clone, Debug, PartialEq)]
pub struct PortMark {
    /// Its side.
    pub side: Side,
    /// Its position on that side.
    pub port: usize,
    /// Its problems: positions in [`Analysis::problems`].
    pub problems: Vec<usize>,
}

/// What the plan does to a node or ghost.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// What is done to it as a whole.
    pub operation: Operation,
    /// What is done to its objects; of a solution also to those of its members.
    pub summary: Summary,
    /// The steps of its own objects: positions in the plan's steps, in their order.
    pub steps: Vec<usize>,
}

/// Something that is deployed and that the configuration no longer has.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    /// The id that its node had.
    pub id: NodeId,
    /// A block, solution, dataset or recipe.
    pub kind: ResourceType,
    /// What people called it.
    pub name: Arc<str>,
    /// What it was: `SENSOR_DATA_CLEANING@1.2.0`, or the type; empty if the state does not say.
    pub label: Arc<str>,
    /// What it read.
    pub inputs: Vec<GhostPort>,
    /// What it wrote.
    pub outputs: Vec<GhostPort>,
    /// The solution that it was inside of, a node or a ghost.
    pub parent: Option<NodeId>,
    /// What goes with it.
    pub changes: Changes,
}

/// A port of a ghost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GhostPort {
    /// The port's name; `in` and `out` of datasets and recipes.
    pub name: Arc<str>,
    /// What passed through it: one object, or many of a recipe.
    pub objects: Vec<Arc<str>>,
}

/// An end of a ghost's wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrailEnd {
    /// A port of a node.
    Node(End),
    /// A port of a ghost, by their positions.
    Ghost(End),
}

/// A wire that ends at a ghost, or at two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// What wrote or writes.
    pub source: TrailEnd,
    /// What read or reads.
    pub target: TrailEnd,
    /// The object in between.
    pub object: Arc<str>,
}

impl Marks {
    /// The marks of `diagram`, which shows the configuration of `analysis`.
    pub fn new(diagram: &Diagram, analysis: &Analysis) -> Self {
        let mut marks = Self { nodes: vec![Mark::default(); diagram.nodes.len()], ..Self::default() };
        problems::add(&mut marks, diagram, analysis);
        if let Some(plan) = &analysis.plan {
            let found = changes::sort_out(diagram, plan);
            for (mark, changes) in marks.nodes.iter_mut().zip(found.nodes) {
                mark.changes = changes;
            }
            marks.outside = found.outside;
            marks.ghosts = ghosts::ghosts(diagram, plan, found.lost);
            marks.trails = trails::trails(diagram, &analysis.config, &marks.ghosts);
        }
        marks
    }
}

impl Changes {
    /// What is done to several things together, as to those in a folded frame; `None` without any.
    pub fn together<'a>(all: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut all = all.into_iter().cloned();
        let first = all.next()?;
        let whole = all.fold(first, |mut one, other| {
            if one.operation != other.operation {
                one.operation = Operation::Update;
            }
            one.steps.extend(other.steps);
            Self { summary: changes::plus(one.summary, other.summary), ..one }
        });
        Some(whole)
    }

    /// The counts of the objects that change, as `+3 ~1`; empty where the sign of the whole says it all.
    pub fn signs(&self) -> String {
        let Summary { create, update, destroy, unchanged } = self.summary;
        if create + update + destroy + unchanged == 1 { String::new() } else { signs(self.summary) }
    }
}

impl Ghost {
    /// Whether it was one object, and not a block or solution, which have many.
    pub fn is_object(&self) -> bool {
        matches!(self.kind, ResourceType::Dataset | ResourceType::Recipe | ResourceType::Folder)
    }
}

impl Mark {
    /// The problems of a port.
    pub fn port(&self, side: Side, port: usize) -> &[usize] {
        let found = self.ports.iter().find(|mark| mark.side == side && mark.port == port);
        found.map(|mark| mark.problems.as_slice()).unwrap_or_default()
    }
}

#[cfg(test)]
pub(crate) mod tests;
