//! Places for the nodes of a graph and routes for its edges, in layers from left to right: data flows
//! to the right, groups are rectangles of their own, edges go around nodes.
//!
//! The same input gives the same layout on every machine: there is no clock, and chance is a fixed
//! sequence of numbers. The effort is counted in rounds, of which large graphs get fewer.
//!
//! A selection is laid out on its own: pass its nodes and the edges between them, and put the result
//! where it belongs with [`Layout::moved_to`].

mod arrangement;
mod chance;
mod components;
mod crossings;
mod cycles;
mod detours;
mod drawing;
mod grouping;
mod layers;
mod order;
mod packing;
mod placement;
mod ranks;
mod routes;
mod sifting;
mod sweeps;

use crate::geometry::{Point, Rect};

/// What is to be laid out. Lengths are in world units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// The nodes; others are referred to by their position here.
    pub nodes: Vec<Node>,
    /// The edges. Cycles, loops and several between the same nodes are fine.
    pub edges: Vec<Edge>,
    /// How many groups there are.
    pub groups: usize,
}

/// A rectangle to place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Node {
    /// To the right.
    pub width: f64,
    /// Down.
    pub height: f64,
    /// The group it belongs to, below [`Graph::groups`]; one beyond is as none.
    pub group: Option<usize>,
    /// Where its top left corner is now, if it should stay near. When most nodes say so, these keep
    /// their order from the top in each layer, and others find a place among them. Without, edges
    /// cross less often.
    pub before: Option<Point>,
}

/// From an output at the right side of a node to an input at the left side of another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Edge {
    /// Where it starts.
    pub from: Port,
    /// Where it ends.
    pub to: Port,
}

/// An end of an edge. Ports are told apart by their heights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Port {
    /// The node, as a position in [`Graph::nodes`].
    pub node: usize,
    /// How far below the node's top, at most its height.
    pub y: f64,
}

/// Distances to keep, in world units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// Between layers, where edges change their heights.
    pub layers: f64,
    /// Between nodes one below the other.
    pub nodes: f64,
    /// Between edges that pass a layer side by side, and between them and nodes.
    pub lanes: f64,
    /// Between the border of a group and what is in it.
    pub padding: f64,
    /// Added at the top of a group, for its name.
    pub title: f64,
    /// Between parts of the graph that no edge connects.
    pub parts: f64,
}

impl Default for Spacing {
    fn default() -> Self {
        Self { layers: 96.0, nodes: 32.0, lanes: 16.0, padding: 32.0, title: 32.0, parts: 64.0 }
    }
}

/// Where everything is, in world units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The top left corner of each node.
    pub nodes: Vec<Point>,
    /// The rectangle of each group, around its members; `None` for a group without any.
    pub groups: Vec<Option<Rect>>,
    /// The corners of each edge from port to port; empty where an end is no node of the graph.
    pub routes: Vec<Vec<Point>>,
    /// Around all of it.
    pub bounds: Rect,
}

impl Layout {
    /// The same with the top left corner of its bounds at `place`.
    #[must_use]
    pub fn moved_to(self, place: Point) -> Self {
        let by = place.since(self.bounds.origin);
        self.shifted(by)
    }

    fn shifted(mut self, by: Point) -> Self {
        for point in self.nodes.iter_mut().chain(self.routes.iter_mut().flatten()) {
            *point = point.shifted(by);
        }
        for group in self.groups.iter_mut().flatten() {
            *group = group.shifted(by);
        }
        self.bounds = self.bounds.shifted(by);
        self
    }
}

/// Lays out the graph. Its top left corner is the origin, unless most nodes had places before: then
/// it is moved so that the nodes are, on the whole, where they were.
pub fn layout(graph: &Graph, spacing: &Spacing) -> Layout {
    grouping::grouped(graph, spacing)
}
