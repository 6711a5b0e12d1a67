//! The wires of ghosts as lines.

use super::{Dash, ghost_port_y};
use crate::block::port::Side;
use crate::diagram::{Diagram, End};
use crate::geometry::{Point, Rect};
use crate::marks::{Marks, Trail, TrailEnd};
use crate::scene::line::route;
use crate::scene::{Scene, Shows, size};

/// Where a line touches what.
struct Tip {
    at: Point,
    rect: Rect,
}

/// The lines of all trails whose ends are drawn; `rects` are the places of the ghosts.
pub(super) fn lines(diagram: &Diagram, scene: &Scene, marks: &Marks, rects: &[Option<Rect>]) -> Vec<Dash> {
    let tip = |end: TrailEnd, side: Side| match end {
        TrailEnd::Ghost(end) => {
            let (ghost, rect) = (marks.ghosts.get(end.node)?, rects.get(end.node).copied().flatten()?);
            Some(Tip::new(rect, side, ghost_port_y(ghost, end.port)))
        }
        TrailEnd::Node(end) => of_node(diagram, scene, end, side),
    };
    let line = |(trail, ends): (usize, &Trail)| {
        let (source, target) = (tip(ends.source, Side::Output)?, tip(ends.target, Side::Input)?);
        let around = [source.rect, target.rect];
        // Below nodes, as they are only a memory: led around many nodes they would be hard to follow.
        let way = route(source.at, target.at, &[], &around);
        Some(Dash { trail, source: source.at, target: target.at, way })
    };
    marks.trails.iter().enumerate().filter_map(line).collect()
}

fn of_node(diagram: &Diagram, scene: &Scene, end: End, side: Side) -> Option<Tip> {
    let shape = scene.owner_of(end.node, diagram)?;
    let y = match shape.shows {
        Shows::Node(node) if node == end.node => size::port_y(diagram.nodes.get(node)?, end.port),
        Shows::Inside(node) if node == end.node => size::row_y(end.port),
        // Of what is folded the port may not be drawn.
        _ => shape.rect.size.height / 2.0,
    };
    Some(Tip::new(shape.rect, side, y))
}

impl Tip {
    fn new(rect: Rect, side: Side, y: f64) -> Self {
        let x = if side == Side::Input { rect.left() } else { rect.right() };
        Self { at: Point::new(x, rect.top() + y), rect }
    }
}
