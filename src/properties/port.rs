//! The ports of a node with what is wired to them.

use std::sync::Arc;

use super::Basis;
use crate::block::PortKind;
use crate::block::port::Side;
use crate::diagram::{End, Node, NodeId, Subject, Wire};
use crate::gesture::{self, PortRef};

/// A port.
#[derive(Clone, Debug, PartialEq)]
pub struct Port {
    /// Its name; `in` and `out` of datasets and recipes.
    pub name: Arc<str>,
    /// Its side.
    pub side: Side,
    /// Its node and position.
    pub end: End,
    /// What passes through it.
    pub kind: PortKind,
    /// Whether an input has to be mapped.
    pub required: bool,
    /// What it is for, in words of the block; may be empty.
    pub description: Arc<str>,
    /// What it reads or writes.
    pub object: Option<Arc<str>>,
    /// Whether the block has no such port in this version.
    pub is_gone: bool,
    /// The wires at it.
    pub links: Vec<Link>,
    /// Names in the text that no wire belongs to, because nothing on the canvas has them.
    pub loose: Vec<Arc<str>>,
    /// Its problems: positions in [`Analysis::problems`](crate::workspace::Analysis::problems).
    pub problems: Vec<usize>,
}

/// A wire at a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The wire.
    pub wire: gesture::Link,
    /// The node at its other end.
    pub node: NodeId,
    /// The other end in words: `cleaning.CLEAN`, or the name of a dataset or recipe.
    pub words: String,
    /// What passes.
    pub object: Arc<str>,
    /// Whether its ends do not go together.
    pub is_broken: bool,
}

/// The ports of one side of the node at `at`.
pub(super) fn ports(basis: Basis<'_>, at: usize, side: Side) -> Vec<Port> {
    let Some(node) = basis.diagram.nodes.get(at) else { return Vec::new() };
    let wires: Vec<&Wire> = basis.diagram.wires.iter().filter(|wire| is_at(wire, at, side, node)).collect();
    let mark = basis.marks.nodes.get(at);
    let found = node.ports(side).iter().enumerate().map(|(place, port)| {
        let end = End { node: at, port: place };
        let links: Vec<Link> = wires
            .iter()
            .filter(|wire| near(wire, side) == end)
            .filter_map(|wire| link(basis, wire, side))
            .collect();
        Port {
            name: Arc::clone(&port.name),
            side,
            end,
            kind: port.kind,
            required: port.required,
            description: description(basis, node, side, &port.name),
            object: port.object.clone(),
            is_gone: port.is_gone,
            loose: loose(basis, node, side, &links, port.object.as_ref()),
            problems: mark.map(|mark| mark.port(side, place).to_vec()).unwrap_or_default(),
            links,
        }
    });
    found.collect()
}

/// Whether a wire ends at the node; those around a member are inside its solution.
fn is_at(wire: &Wire, at: usize, side: Side, node: &Node) -> bool {
    wire.inside == node.parent && near(wire, side).node == at
}

fn near(wire: &Wire, side: Side) -> End {
    match side {
        Side::Input => wire.target,
        Side::Output => wire.source,
    }
}

fn link(basis: Basis<'_>, wire: &Wire, side: Side) -> Option<Link> {
    let far = if side == Side::Input { wire.source } else { wire.target };
    let reference = |end: End, side: Side| {
        let node = basis.diagram.nodes.get(end.node)?;
        // At the frame of a solution, seen from inside, the sides are the other way round.
        let side = if wire.inside == Some(end.node) { crate::connection::opposite(side) } else { side };
        Some(PortRef::new(node.id.clone(), &node.ports(side).get(end.port)?.name))
    };
    let (source, target) = (reference(wire.source, Side::Output)?, reference(wire.target, Side::Input)?);
    let node = basis.diagram.nodes.get(far.node)?;
    let port = if side == Side::Input { &source.port } else { &target.port };
    Some(Link {
        words: words(node, port),
        node: node.id.clone(),
        object: Arc::clone(&wire.object),
        is_broken: wire.is_broken,
        wire: gesture::Link { source, target },
    })
}

/// A port with its node, as `cleaning.CLEAN`; the ports of datasets and recipes go without saying.
pub(super) fn words(node: &Node, port: &str) -> String {
    match node.subject {
        Subject::Dataset(_) | Subject::Recipe(_) | Subject::Object(..) => node.name.to_string(),
        _ => format!("{}.{port}", node.name),
    }
}

/// What is read or written though nothing on the canvas has it.
fn loose(
    basis: Basis<'_>,
    node: &Node,
    side: Side,
    links: &[Link],
    object: Option<&Arc<str>>,
) -> Vec<Arc<str>> {
    let names: Vec<Arc<str>> = match node.subject {
        Subject::Recipe(position) => {
            let Some(recipe) = basis.analysis.config.recipes.get(position) else { return Vec::new() };
            let references = if side == Side::Input { recipe.inputs() } else { recipe.outputs() };
            references.iter().map(|reference| Arc::clone(&reference.name.value)).collect()
        }
        Subject::Dataset(_) | Subject::Object(..) => Vec::new(),
        _ if side == Side::Output => Vec::new(),
        _ => object.cloned().into_iter().collect(),
    };
    names.into_iter().filter(|name| !links.iter().any(|link| link.object == *name)).collect()
}

fn description(basis: Basis<'_>, node: &Node, side: Side, port: &str) -> Arc<str> {
    let composition = &basis.analysis.composition;
    let manifest = match node.subject {
        Subject::Block(position) | Subject::Solution(position) => {
            let pinned = composition.resolved.get(position).and_then(Option::as_ref);
            pinned.and_then(|pinned| composition.manifests.get(pinned))
        }
        Subject::Member(position) => composition.instances.get(position).map(|instance| &instance.manifest),
        Subject::Dataset(_) | Subject::Recipe(_) | Subject::Object(..) => None,
    };
    let found = manifest.and_then(|manifest| match side {
        Side::Input => manifest.input(port),
        Side::Output => manifest.output(port),
    });
    found.map(|port| Arc::clone(&port.description)).unwrap_or_default()
}
