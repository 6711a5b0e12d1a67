//! What is drawn where: the nodes of a diagram at their places, frames around them, and lines between
//! their ports.
//!
//! A scene follows from the diagram, the layout document and the scene before it, which keeps what has
//! no place in the document from jumping about.

mod frames; // around members, or folded to one shape
pub mod ghosts; // what the plan deletes, beside what is there
pub mod line; // paths of lines, around what is in their way
mod hollow; // zones that nothing is in
pub mod housing; // the frames that nodes can be dropped into
mod lines; // wires to lines
mod place; // nodes to places
pub mod size; // how large nodes are, and where their ports
mod tidy; // all or some of them in the automatic layout

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::arrangement::Arrangement;
use crate::block::port::Side;
use crate::diagnostic::counts::Counts;
use crate::diagram::{Diagram, End, NodeId, Port};
use crate::geometry::{Point, Rect};
use crate::marks::{Changes, Marks};

pub use self::place::free;

/// What a shape shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shows {
    /// A node by its position; of a solution, folded.
    Node(usize),
    /// The frame of a solution whose inside is drawn; its node by position.
    Inside(usize),
    /// A frame of the arrangement, by position.
    Frame(usize),
    /// A folded frame of the arrangement, by position.
    Folded(usize),
}

/// Something with a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The node's id; of a frame `frame:` and its name.
    pub id: NodeId,
    /// What it shows.
    pub shows: Shows,
    /// Where.
    pub rect: Rect,
}

/// The end of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tip {
    /// Position in [`Scene::shapes`].
    pub shape: usize,
    /// The port it leads to.
    pub end: End,
    /// Where it touches the shape.
    pub at: Point,
}

/// A wire that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Position in [`Diagram::wires`].
    pub wire: usize,
    /// Where it starts.
    pub source: Tip,
    /// Where it ends.
    pub target: Tip,
}

/// A port of a shape and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Socket<'a> {
    /// The port, inside a folded frame that of the node there.
    pub end: End,
    /// Its side.
    pub side: Side,
    /// What is known of it.
    pub port: &'a Port,
    /// Where it is, from the shape's upper left corner.
    pub at: Point,
}

/// Everything that is drawn. Equal inputs give equal scenes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Frames first, then nodes, so that later ones lie on top.
    pub shapes: Vec<Shape>,
    /// The wires whose ends are both drawn.
    pub lines: Vec<Line>,
    /// Around all shapes and notes.
    pub bounds: Rect,
    /// The places of all nodes that are drawn, members of folded frames too, and of zones that nothing is in.
    pub places: BTreeMap<NodeId, Point>,
    /// Where nodes with a place in the document stood before they had it: where they go when it is undone.
    loose: Arc<BTreeMap<NodeId, Point>>,
    by_id: HashMap<NodeId, usize>,
    /// The nodes in folded frames, by position of the frame.
    folded: BTreeMap<usize, Vec<usize>>,
    /// The ports that lead out of folded frames, by position of the frame: inputs, then outputs.
    outlets: BTreeMap<usize, [Vec<End>; 2]>,
}

impl Scene {
    /// The scene of `diagram` as `arrangement` places it. What has no place there stays where it was
    /// in `before`, or where it was before it had one; what was not there stands beside what it is wired to.
    pub fn new(diagram: &Diagram, arrangement: &Arrangement, before: Option<&Self>) -> Self {
        let places = place::places(diagram, arrangement, before);
        let mut scene = frames::shapes(diagram, arrangement, &places);
        let hollow = hollow::shapes(&scene, arrangement, before);
        let hollow_places: Vec<_> =
            hollow.iter().map(|shape| (shape.id.clone(), shape.rect.origin)).collect();
        scene.shapes.splice(0..0, hollow);
        scene.loose = before.map(|before| before.loosened(arrangement)).unwrap_or_default();
        scene.by_id = scene.shapes.iter().enumerate().map(|(at, shape)| (shape.id.clone(), at)).collect();
        scene.lines = lines::lines(diagram, &scene);
        let notes = arrangement.notes.iter().map(|note| note.rect);
        let around = Rect::around(scene.shapes.iter().map(|shape| shape.rect).chain(notes));
        scene.bounds = around.unwrap_or_default();
        let shown = diagram.nodes.iter().zip(&places);
        scene.places = shown.filter_map(|(node, at)| Some((node.id.clone(), (*at)?))).collect();
        scene.places.extend(hollow_places);
        scene
    }

    /// Where what `arrangement` places stood before it did so.
    fn loosened(&self, arrangement: &Arrangement) -> Arc<BTreeMap<NodeId, Point>> {
        if arrangement.places.len() == self.loose.len() {
            return Arc::clone(&self.loose);
        }
        let known = |id: &NodeId| self.loose.get(id).or_else(|| self.places.get(id)).copied();
        let placed = arrangement.places.keys();
        Arc::new(placed.filter_map(|id| Some((id.clone(), known(id)?))).collect())
    }

    /// Where a node stood that has another name now: the one at its position, if that one is gone.
    fn renamed(&self, node: usize, diagram: &Diagram) -> Option<Point> {
        let is_it = |shape: &&Shape| match shape.shows {
            Shows::Node(at) | Shows::Inside(at) => at == node,
            Shows::Frame(_) | Shows::Folded(_) => false,
        };
        let shape = self.shapes.iter().find(is_it)?;
        diagram.position(&shape.id).is_none().then_some(shape.rect.origin)
    }

    /// The position of the shape with this id.
    pub fn position(&self, id: &NodeId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The shape with this id.
    pub fn shape(&self, id: &NodeId) -> Option<&Shape> {
        self.shapes.get(self.position(id)?)
    }

    /// The ports of a shape: inputs, then outputs, each top down.
    pub fn sockets<'a>(&self, shape: &Shape, diagram: &'a Diagram) -> Vec<Socket<'a>> {
        let sides = [Side::Input, Side::Output];
        let of = |end: End, side: Side, row: usize| {
            let port = diagram.nodes.get(end.node)?.ports(side).get(end.port)?;
            Some(Socket { end, side, port, at: socket_at(shape, diagram, side, row) })
        };
        let mut sockets = Vec::new();
        for (index, side) in sides.into_iter().enumerate() {
            match shape.shows {
                Shows::Node(node) | Shows::Inside(node) => {
                    let count = diagram.nodes.get(node).map_or(0, |node| node.ports(side).len());
                    sockets.extend((0..count).filter_map(|port| of(End { node, port }, side, port)));
                }
                Shows::Folded(frame) => {
                    let ends = self.outlets.get(&frame).and_then(|outlets| outlets.get(index));
                    let ends = ends.into_iter().flatten().enumerate();
                    sockets.extend(ends.filter_map(|(row, end)| of(*end, side, row)));
                }
                Shows::Frame(_) => {}
            }
        }
        sockets
    }

    /// The shape that draws a node: itself, or the folded frame or solution that it is in.
    pub fn owner_of(&self, node: usize, diagram: &Diagram) -> Option<&Shape> {
        let known = diagram.nodes.get(node)?;
        if let Some(shape) = self.shape(&known.id) {
            return Some(shape);
        }
        let in_frame = |shape: &&Shape| match shape.shows {
            Shows::Folded(frame) => self.folded.get(&frame).is_some_and(|nodes| nodes.contains(&node)),
            _ => false,
        };
        self.shapes.iter().find(in_frame).or_else(|| self.owner_of(known.parent?, diagram))
    }

    /// The nodes that a shape stands for: its own, or those of a folded frame.
    pub fn nodes_of<'a>(&'a self, shape: &'a Shape) -> &'a [usize] {
        match &shape.shows {
            Shows::Node(node) | Shows::Inside(node) => std::slice::from_ref(node),
            Shows::Folded(frame) => self.folded.get(frame).map(Vec::as_slice).unwrap_or_default(),
            Shows::Frame(_) => &[],
        }
    }

    /// What the plan does to a shape: to its node, or to all that a folded frame stands for.
    pub fn changes(&self, shape: &Shape, marks: &Marks) -> Option<Changes> {
        let marks = self.nodes_of(shape).iter().filter_map(|node| marks.nodes.get(*node));
        Changes::together(marks.filter_map(|mark| mark.changes.as_ref()))
    }

    /// The problems of a shape: of its node, or of all that a folded frame stands for.
    pub fn counts(&self, shape: &Shape, marks: &Marks) -> Counts {
        let marks = self.nodes_of(shape).iter().filter_map(|node| marks.nodes.get(*node));
        marks.map(|mark| mark.counts).sum()
    }

    /// Items with what is drawn in them: members of frames and of solutions, by the ids of nodes.
    pub fn with_insides(
        &self,
        shapes: &BTreeSet<NodeId>,
        diagram: &Diagram,
        arrangement: &Arrangement,
    ) -> BTreeSet<NodeId> {
        let mut all = shapes.clone();
        for shape in shapes.iter().filter_map(|id| self.shape(id)) {
            if let Shows::Frame(frame) | Shows::Folded(frame) = shape.shows {
                let members = arrangement.frames.get(frame).map(|frame| &frame.members);
                all.extend(members.into_iter().flatten().cloned());
            }
        }
        let is_inside = |parent: usize| diagram.nodes.get(parent).is_some_and(|node| all.contains(&node.id));
        let members = diagram.nodes.iter().filter(|node| node.parent.is_some_and(is_inside));
        let members: Vec<NodeId> = members.map(|node| node.id.clone()).collect();
        all.extend(members);
        all
    }

    /// Where the automatic layout puts nodes: all that are drawn, or only `chosen` ones, which stay
    /// where they are as a whole. What is inside of a solution or a folded frame moves with it, and what
    /// is in an open frame stays together.
    pub fn tidied(
        &self,
        diagram: &Diagram,
        arrangement: &Arrangement,
        chosen: Option<&BTreeSet<NodeId>>,
    ) -> BTreeMap<NodeId, Point> {
        tidy::tidied(self, diagram, arrangement, chosen)
    }

    /// The row in which a folded frame has the port at `end`.
    fn outlet(&self, frame: usize, side: Side, end: End) -> Option<usize> {
        let [inputs, outputs] = self.outlets.get(&frame)?;
        let ends = if side == Side::Input { inputs } else { outputs };
        ends.iter().position(|outlet| *outlet == end)
    }
}

/// Where the port in row `row` of a side is, from the shape's upper left corner.
fn socket_at(shape: &Shape, diagram: &Diagram, side: Side, row: usize) -> Point {
    let y = match shape.shows {
        Shows::Node(node) => diagram.nodes.get(node).map_or(0.0, |node| size::port_y(node, row)),
        Shows::Inside(_) | Shows::Frame(_) | Shows::Folded(_) => size::row_y(row),
    };
    let x = if side == Side::Input { 0.0 } else { shape.rect.size.width };
    Point::new(x, y)
}

#[cfg(test)]
mod tests;
