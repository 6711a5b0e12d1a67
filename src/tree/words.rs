//! What a row of the tree says.

use super::{Basis, Shows, port_of};
use crate::block::port::Side;
use crate::diagram::{Diagram, Node, Port, Subject, Wire};

/// The words of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What comes before the name, as `input` or `goes to`; empty for nodes and frames.
    pub lead: &'static str,
    /// The name; of the other end of a wire `features.CLEAN`.
    pub name: String,
    /// What is known of it.
    pub detail: String,
}

/// What a row that shows `shows` says. Ghosts are named by their marks.
pub fn words(basis: Basis<'_>, shows: Shows) -> Words {
    let Basis { diagram, arrangement, .. } = basis;
    let found = match shows {
        Shows::Frame(frame) => arrangement.frames.get(frame).map(|frame| Words {
            lead: "",
            name: frame.name.clone(),
            detail: match (frame.zone.is_some(), frame.is_folded) {
                (true, _) if frame.members.is_empty() => "zone, nothing is in it",
                (true, true) => "zone, folded on the canvas",
                (true, false) => "zone",
                (false, true) => "frame, folded on the canvas",
                (false, false) => "frame",
            }
            .to_owned(),
        }),
        Shows::Node(at) => diagram.nodes.get(at).map(node),
        Shows::Port { node, side, port } => {
            let node = diagram.nodes.get(node);
            node.and_then(|node| Some(self::port(side, node.ports(side).get(port)?)))
        }
        Shows::Wire { wire, node } => diagram.wires.get(wire).and_then(|wire| at_port(diagram, wire, node)),
        Shows::Note(at) => arrangement.notes.get(at).map(|note| Words {
            lead: "",
            name: note.title().to_owned(),
            detail: "note".to_owned(),
        }),
        Shows::Ghost(_) => None,
    };
    found.unwrap_or_default()
}

fn node(node: &Node) -> Words {
    let detail = match (&*node.label, node.subject) {
        ("", _) if node.lack.is_none() => node.noun().to_owned(),
        (label, Subject::Dataset(_) | Subject::Recipe(_) | Subject::Object(..)) => {
            format!("{}, {label}", node.noun())
        }
        _ => node.what(),
    };
    Words { lead: "", name: node.name.to_string(), detail }
}

fn port(side: Side, port: &Port) -> Words {
    let lead = match side {
        Side::Input => "input",
        Side::Output => "output",
    };
    let detail = match (&port.object, side) {
        _ if port.is_gone => "not in this version of the block".to_owned(),
        (Some(object), Side::Input) => format!("reads {object}"),
        (Some(object), Side::Output) => format!("writes {object}"),
        (None, Side::Input) if port.required => "required, not wired".to_owned(),
        (None, Side::Input) => "not wired".to_owned(),
        (None, Side::Output) => "left out".to_owned(),
    };
    Words { lead, name: port.name.to_string(), detail }
}

/// A wire as it is seen from the node at one of its ends.
fn at_port(diagram: &Diagram, wire: &Wire, from: usize) -> Option<Words> {
    let is_source = wire.source.node == from;
    let end = if is_source { wire.target } else { wire.source };
    let other = diagram.nodes.get(end.node)?;
    let (side, port) = port_of(wire, end.node)?;
    let is_object = other.subject.is_object();
    let name = match other.ports(side).get(port).filter(|_| !is_object) {
        Some(port) => format!("{}.{}", other.name, port.name),
        None => other.name.to_string(),
    };
    let lead = if is_source { "goes to" } else { "comes from" };
    // A dataset passes on what it is called itself.
    let object = if *wire.object == *name { String::new() } else { format!("as {}", wire.object) };
    let broken = if wire.is_broken { " broken: its ports do not go together" } else { "" };
    Some(Words { lead, name, detail: format!("{object}{broken}").trim_start().to_owned() })
}
