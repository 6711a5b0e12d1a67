//! The properties of a node, row by row, as a panel shows them and lets people change them.
//!
//! Rows carry the text as written, variables included, and the path that
//! [`Gesture::Set`](crate::gesture::Gesture::Set) takes. Nothing is changed here.

pub mod choices; // what can be wired to a port
mod entry; // the entry of a node as written
pub mod extension; // recipes of a block that are replaced or get a class
pub mod group; // rows under one heading
pub mod port; // ports with what is wired to them
pub mod row; // one value: how it is shown and read
mod sheet; // which groups a node has
pub mod versions; // the versions of a block and what each would change
pub mod zones; // the zones that a node can be put into

use std::sync::Arc;

pub use self::extension::Extension;
pub use self::group::Group;
pub use self::port::{Link, Port};
pub use self::row::{Kind, Row};
use crate::block::port::Side;
use crate::block::reference::Pinned;
use crate::composition::Lack;
use crate::diagram::{Diagram, Node, NodeId, Subject};
use crate::marks::{Changes, Marks};
use crate::source::Location;
use crate::workspace::Analysis;

/// What properties are read from: all of one snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The graph.
    pub diagram: &'a Diagram,
    /// What it was made from.
    pub analysis: &'a Analysis,
    /// Its problems, and what the plan does.
    pub marks: &'a Marks,
}

/// Everything that a panel shows of a node.
#[derive(Clone, Debug, PartialEq)]
pub struct Properties {
    /// Whose.
    pub id: NodeId,
    /// What people call it.
    pub name: Arc<str>,
    /// `block`, `solution`, `dataset` or `recipe`.
    pub noun: &'static str,
    /// What it is: a block with its version, or a type.
    pub label: Arc<str>,
    /// Its entry in the text; of a member that of its solution.
    pub at: Location,
    /// The solution that it is inside of, which fixes all of it.
    pub inside: Option<Arc<str>>,
    /// What its reference means, of a block or solution.
    pub block: Option<Block>,
    /// What it reads.
    pub inputs: Vec<Port>,
    /// What it writes.
    pub outputs: Vec<Port>,
    /// Recipes of the block that can be replaced, or get a class.
    pub extensions: Vec<Extension>,
    /// Its other values; of a member none.
    pub groups: Vec<Group>,
    /// The code of a recipe.
    pub code: Option<Arc<str>>,
    /// The problems that stand at no row and no port: positions in [`Analysis::problems`].
    pub problems: Vec<usize>,
    /// What the plan does to it; `None` without a plan, or if the plan leaves it out.
    pub changes: Option<Changes>,
}

/// What the reference of a block or solution means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The version in use; `None` if nothing was found.
    pub pinned: Option<Pinned>,
    /// Why nothing is known of it; `None` if it is known.
    pub lack: Option<Lack>,
    /// The version part as written: `1.0.0`, `^1.0.0`, `latest`; empty if there is none.
    pub version: Arc<str>,
    /// The name for people; empty if nothing was found.
    pub title: Arc<str>,
    /// What it does; empty if nothing was found.
    pub description: Arc<str>,
}

impl Properties {
    /// The properties of the node `id`; `None` if there is none.
    pub fn new(basis: Basis<'_>, id: &NodeId) -> Option<Self> {
        let at = basis.diagram.position(id)?;
        let node = basis.diagram.nodes.get(at)?;
        let mark = basis.marks.nodes.get(at);
        let entry = entry::Entry::new(basis.analysis, node);
        let problems =
            entry::Problems { all: &basis.analysis.problems, own: mark.map_or(&[], |mark| &mark.problems) };
        let mut properties = Self {
            id: node.id.clone(),
            name: Arc::clone(&node.name),
            noun: node.noun(),
            label: Arc::clone(&node.label),
            at: node.at,
            inside: node.parent.and_then(|parent| Some(Arc::clone(&basis.diagram.nodes.get(parent)?.name))),
            block: block(basis.analysis, node),
            inputs: port::ports(basis, at, Side::Input),
            outputs: port::ports(basis, at, Side::Output),
            extensions: entry
                .as_ref()
                .map(|entry| extension::extensions(basis.analysis, node, entry, problems))
                .unwrap_or_default(),
            groups: entry
                .as_ref()
                .map(|entry| sheet::groups(basis.analysis, node, entry, problems))
                .unwrap_or_default(),
            code: code(basis.analysis, node),
            problems: Vec::new(),
            changes: mark.and_then(|mark| mark.changes.clone()),
        };
        let shown = properties.shown();
        properties.problems =
            problems.own.iter().copied().filter(|problem| !shown.contains(problem)).collect();
        Some(properties)
    }

    /// Whether it stands in the text, so that it can be changed.
    pub fn is_own(&self) -> bool {
        self.inside.is_none()
    }

    /// The problems that stand at a row or port.
    fn shown(&self) -> Vec<usize> {
        let rows = self.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.problems);
        let ports = self.inputs.iter().chain(&self.outputs).flat_map(|port| &port.problems);
        let extensions = self.extensions.iter().flat_map(|extension| &extension.problems);
        rows.chain(ports).chain(extensions).copied().collect()
    }
}

fn block(analysis: &Analysis, node: &Node) -> Option<Block> {
    let composition = &analysis.composition;
    match node.subject {
        Subject::Block(position) | Subject::Solution(position) => {
            let pinned = composition.resolved.get(position).cloned().flatten();
            let manifest = pinned.as_ref().and_then(|pinned| composition.manifests.get(pinned));
            let entry = analysis.config.uses.get(position);
            let written = entry.and_then(|entry| entry.reference.as_ref());
            let version =
                written.and_then(|written| written.value.split_once('@')).map(|(_, version)| version);
            Some(Block {
                pinned,
                lack: node.lack,
                version: version.unwrap_or_default().into(),
                title: manifest.map(|manifest| Arc::clone(&manifest.name)).unwrap_or_default(),
                description: manifest.map(|manifest| Arc::clone(&manifest.description)).unwrap_or_default(),
            })
        }
        Subject::Member(position) => {
            let instance = composition.instances.get(position)?;
            Some(Block {
                pinned: Some(instance.block.clone()),
                lack: None,
                version: Arc::clone(&instance.version_spec),
                title: Arc::clone(&instance.manifest.name),
                description: Arc::clone(&instance.manifest.description),
            })
        }
        Subject::Dataset(_) | Subject::Recipe(_) | Subject::Object(..) => None,
    }
}

fn code(analysis: &Analysis, node: &Node) -> Option<Arc<str>> {
    match node.subject {
        Subject::Recipe(position) => analysis.config.recipes.get(position)?.code.clone(),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
