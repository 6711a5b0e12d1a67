//! The wires of a diagram as lines between the shapes that are drawn.

use super::{Line, Scene, Shows, Tip, size, socket_at};
use crate::block::port::Side;
use crate::diagram::{Diagram, End, Wire};
use crate::geometry::Point;

/// The lines of all wires whose ends are drawn in different shapes.
pub(super) fn lines(diagram: &Diagram, scene: &Scene) -> Vec<Line> {
    let owners = owners(diagram, scene);
    let line = |(at, wire): (usize, &Wire)| {
        let source = tip(diagram, scene, &owners, wire, wire.source, Side::Output)?;
        let target = tip(diagram, scene, &owners, wire, wire.target, Side::Input)?;
        (source.shape != target.shape).then_some(Line { wire: at, source, target })
    };
    let mut lines: Vec<Line> = diagram.wires.iter().enumerate().filter_map(line).collect();
    lines.shrink_to_fit();
    lines
}

/// The shape that draws each node.
fn owners(diagram: &Diagram, scene: &Scene) -> Vec<Option<usize>> {
    let mut owners = vec![None; diagram.nodes.len()];
    for (at, shape) in scene.shapes.iter().enumerate() {
        let nodes = match shape.shows {
            Shows::Node(node) | Shows::Inside(node) => vec![node],
            Shows::Folded(frame) => scene.folded.get(&frame).cloned().unwrap_or_default(),
            Shows::Frame(_) => Vec::new(),
        };
        for node in nodes {
            if let Some(owner) = owners.get_mut(node) {
                *owner = Some(at);
            }
        }
    }
    owners
}

fn tip(
    diagram: &Diagram,
    scene: &Scene,
    owners: &[Option<usize>],
    wire: &Wire,
    end: End,
    side: Side,
) -> Option<Tip> {
    let at = owners.get(end.node).copied().flatten()?;
    let shape = scene.shapes.get(at)?;
    // Seen from within, a solution's inputs are what is read from, at its left side all the same.
    let is_frame = wire.inside == Some(end.node);
    let side = match (side, is_frame) {
        (Side::Input, false) | (Side::Output, true) => Side::Input,
        (Side::Output, false) | (Side::Input, true) => Side::Output,
    };
    let row = match shape.shows {
        Shows::Folded(frame) => scene.outlet(frame, side, end)?,
        Shows::Node(_) | Shows::Inside(_) | Shows::Frame(_) => end.port,
    };
    let offset = socket_at(shape, diagram, side, row);
    // From within, a wire ends behind the name of the port and not at the border, or it would strike it through.
    let inwards = match (is_frame, side) {
        (false, _) => 0.0,
        (true, Side::Input) => size::LEAD,
        (true, Side::Output) => -size::LEAD,
    };
    let border = shape.rect.origin.shifted(offset);
    Some(Tip { shape: at, end, at: border.shifted(Point::new(inwards, 0.0)) })
}
