//! The canvas as a tree of rows: frames, nodes, the ports of nodes, and the wires at ports. It is for those
//! who would rather read than look, and for narrow screens.

mod open; // what is open
mod words; // what a row says

use std::sync::Arc;

use self::open::frame_key;
pub use self::open::{Key, Open};
pub use self::words::{Words, words};
use crate::arrangement::{Arrangement, reading_order};
use crate::block::port::Side;
use crate::diagram::{Diagram, Node, Wire};
use crate::walk::Walk;

/// What a row shows, by positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shows {
    /// A frame of the arrangement.
    Frame(usize),
    /// A node.
    Node(usize),
    /// A port of a node.
    Port {
        /// The node.
        node: usize,
        /// The side.
        side: Side,
        /// The port on that side.
        port: usize,
    },
    /// A wire, at the port of this node.
    Wire {
        /// The wire.
        wire: usize,
        /// The node.
        node: usize,
    },
    /// A note, by its position in the arrangement.
    Note(usize),
    /// A ghost: what the plan deletes.
    Ghost(usize),
}

/// A row of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// What it shows.
    pub shows: Shows,
    /// How deep it stands, from 1.
    pub level: usize,
    /// Its place among its siblings, from 1.
    pub place: usize,
    /// How many siblings there are, with itself.
    pub count: usize,
    /// Whether it is open; `None` if nothing is in it.
    pub is_open: Option<bool>,
}

/// What a tree is made from: all of one snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The graph.
    pub diagram: &'a Diagram,
    /// Its frames.
    pub arrangement: &'a Arrangement,
    /// Its reading order.
    pub walk: &'a Walk,
    /// How many things the plan deletes that the configuration no longer has.
    pub ghosts: usize,
}

/// The rows from top to bottom: frames with what is in them, then all other nodes in reading order, then
/// notes, then ghosts. Only what is open has rows for what is in it.
pub fn rows(basis: Basis<'_>, open: &Open) -> Vec<Row> {
    let mut growth = Growth::new(basis, open);
    growth.add_outside();
    growth.rows
}

/// The key of what a row shows, if it can be opened.
pub fn key(basis: Basis<'_>, shows: Shows) -> Option<Key> {
    let node = |at: usize| basis.diagram.nodes.get(at);
    match shows {
        Shows::Frame(frame) => Some(frame_key(basis.arrangement.frames.get(frame)?)),
        Shows::Node(at) => Some(Key::Node(node(at)?.id.clone())),
        Shows::Port { node: at, side, port } => {
            let port = node(at)?.ports(side).get(port)?;
            Some(Key::Port(node(at)?.id.clone(), side, Arc::clone(&port.name)))
        }
        Shows::Wire { .. } | Shows::Note(_) | Shows::Ghost(_) => None,
    }
}

/// The row that the row at `at` is in.
pub fn parent(rows: &[Row], at: usize) -> Option<usize> {
    let level = rows.get(at)?.level;
    rows.get(..at)?.iter().rposition(|row| row.level < level)
}

/// The row of a note, if it has one.
pub fn row_of_note(rows: &[Row], note: usize) -> Option<usize> {
    rows.iter().position(|row| row.shows == Shows::Note(note))
}

/// The row of a node, if it has one.
pub fn row_of(rows: &[Row], node: usize) -> Option<usize> {
    rows.iter().position(|row| row.shows == Shows::Node(node))
}

/// The rows beside the one at `at`, itself included, that can be opened and are not.
pub fn closed_siblings(rows: &[Row], at: usize) -> Vec<Shows> {
    let Some(row) = rows.get(at) else { return Vec::new() };
    let first = parent(rows, at).map_or(0, |parent| parent + 1);
    let within = rows.get(first..).unwrap_or_default().iter().take_while(|other| other.level >= row.level);
    let closed = within.filter(|other| other.level == row.level && other.is_open == Some(false));
    closed.map(|other| other.shows).collect()
}

/// The next row behind `from` that begins with `typed`, round the end; with several letters `from` itself
/// counts too.
pub fn beginning_with(basis: Basis<'_>, rows: &[Row], from: usize, typed: &str) -> Option<usize> {
    let typed = typed.to_lowercase();
    let is_first = typed.chars().nth(1).is_none();
    let begins = |at: &usize| {
        let row = rows.get(*at);
        row.is_some_and(|row| words(basis, row.shows).name.to_lowercase().starts_with(&typed))
    };
    let count = rows.len();
    let start = from + usize::from(is_first);
    (0..count).map(|step| (start + step) % count).find(begins)
}

/// The side of the node's port that a wire is at, and the port.
pub fn port_of(wire: &Wire, node: usize) -> Option<(Side, usize)> {
    let is_around = wire.inside == Some(node);
    if wire.source.node == node {
        return Some((if is_around { Side::Input } else { Side::Output }, wire.source.port));
    }
    (wire.target.node == node)
        .then_some((if is_around { Side::Output } else { Side::Input }, wire.target.port))
}

/// The node at the other end of a wire.
pub fn other_end(wire: &Wire, node: usize) -> usize {
    if wire.source.node == node { wire.target.node } else { wire.source.node }
}

/// The rows as they come to be.
struct Growth<'a> {
    basis: Basis<'a>,
    open: &'a Open,
    rows: Vec<Row>,
    /// The members of each solution, in reading order.
    members: Vec<Vec<usize>>,
    /// The wires at each node.
    wires: Vec<Vec<usize>>,
}

impl<'a> Growth<'a> {
    fn new(basis: Basis<'a>, open: &'a Open) -> Self {
        let count = basis.diagram.nodes.len();
        let (mut members, mut wires) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        let add = |lists: &mut Vec<Vec<usize>>, to: usize, what: usize| {
            lists.get_mut(to).into_iter().for_each(|list| list.push(what));
        };
        for at in &basis.walk.order {
            if let Some(parent) = basis.diagram.nodes.get(*at).and_then(|node| node.parent) {
                add(&mut members, parent, *at);
            }
        }
        for (at, wire) in basis.diagram.wires.iter().enumerate() {
            add(&mut wires, wire.source.node, at);
            if wire.target.node != wire.source.node {
                add(&mut wires, wire.target.node, at);
            }
        }
        Self { basis, open, rows: Vec::new(), members, wires }
    }

    fn add_outside(&mut self) {
        let Basis { diagram, arrangement, walk, ghosts } = self.basis;
        let outside = |at: &usize| diagram.nodes.get(*at).is_some_and(|node| node.parent.is_none());
        let mut is_framed = vec![false; diagram.nodes.len()];
        let mut framed: Vec<Vec<usize>> = vec![Vec::new(); arrangement.frames.len()];
        for (frame, inside) in arrangement.frames.iter().zip(&mut framed) {
            for at in frame.members.iter().filter_map(|id| diagram.position(id)).filter(outside) {
                inside.push(at);
                is_framed.get_mut(at).into_iter().for_each(|framed| *framed = true);
            }
        }
        let free = walk.order.iter().copied().filter(outside);
        let free: Vec<usize> = free.filter(|at| !is_framed.get(*at).copied().unwrap_or_default()).collect();
        // A zone is there also when nothing is in it.
        let is_shown = |at: usize, inside: &[usize]| {
            !inside.is_empty() || arrangement.frames.get(at).is_some_and(|frame| frame.zone.is_some())
        };
        let shown: Vec<(usize, Vec<usize>)> =
            framed.into_iter().enumerate().filter(|(at, inside)| is_shown(*at, inside)).collect();
        let notes = reading_order(&arrangement.notes);
        let count = shown.len() + free.len() + notes.len() + ghosts;
        let mut place = 0..;
        for (frame, inside) in shown {
            let is_open = self.add(Shows::Frame(frame), 1, (place.next(), count), !inside.is_empty());
            if is_open {
                let within = inside.len();
                for (at, node) in inside.into_iter().enumerate() {
                    self.add_node(node, 2, (Some(at), within));
                }
            }
        }
        for node in free {
            self.add_node(node, 1, (place.next(), count));
        }
        for note in notes {
            self.add(Shows::Note(note), 1, (place.next(), count), false);
        }
        for ghost in 0..ghosts {
            self.add(Shows::Ghost(ghost), 1, (place.next(), count), false);
        }
    }

    /// Adds a row; `place` is its place among its siblings, from 0, and their count. Gives back whether it
    /// is open.
    fn add(
        &mut self,
        shows: Shows,
        level: usize,
        (place, count): (Option<usize>, usize),
        has_content: bool,
    ) -> bool {
        let key = key(self.basis, shows).filter(|_| has_content);
        let is_open = key.map(|key| self.open.has(&key, self.basis.diagram));
        self.rows.push(Row { shows, level, place: place.unwrap_or_default() + 1, count, is_open });
        is_open == Some(true)
    }

    fn add_node(&mut self, at: usize, level: usize, place: (Option<usize>, usize)) {
        let Some(node) = self.basis.diagram.nodes.get(at) else { return };
        let wires = self.wires.get_mut(at).map(std::mem::take).unwrap_or_default();
        // The one port of datasets and recipes needs no row of its own.
        let is_object = node.subject.is_object();
        let own = if is_object { wires.len() } else { node.inputs.len() + node.outputs.len() };
        let members = self.members.get_mut(at).map(std::mem::take).unwrap_or_default();
        let count = own + members.len();
        if !self.add(Shows::Node(at), level, place, count > 0) {
            return;
        }
        if is_object {
            self.add_wires(at, level + 1, &wires);
        } else {
            self.add_ports(at, node, (level + 1, count), &wires);
        }
        for (member, at) in members.into_iter().enumerate() {
            self.add_node(at, level + 1, (Some(own + member), count));
        }
    }

    fn add_ports(&mut self, at: usize, node: &Node, (level, count): (usize, usize), wires: &[usize]) {
        let mut place = 0..;
        for side in [Side::Input, Side::Output] {
            for port in 0..node.ports(side).len() {
                let is_here = |wire: &&usize| {
                    let wire = self.basis.diagram.wires.get(**wire);
                    wire.and_then(|wire| port_of(wire, at)) == Some((side, port))
                };
                let here: Vec<usize> = wires.iter().filter(is_here).copied().collect();
                let shows = Shows::Port { node: at, side, port };
                if self.add(shows, level, (place.next(), count), !here.is_empty()) {
                    self.add_wires(at, level + 1, &here);
                }
            }
        }
    }

    fn add_wires(&mut self, node: usize, level: usize, wires: &[usize]) {
        for (place, wire) in wires.iter().enumerate() {
            self.add(Shows::Wire { wire: *wire, node }, level, (Some(place), wires.len()), false);
        }
    }
}

#[cfg(test)]
mod tests;
