//! Lines and trails as ways.

use super::Sheet;
use crate::geometry::Rect;
use crate::marks::Operation;
use crate::picture::{Picture, WireShape};
use crate::scene::ghosts::Dash;
use crate::scene::line::{bends, route};
use crate::scene::{Line, Shows};
use crate::spatial::Grid;

/// How far beside its way a line looks for what it has to be led around.
const ASIDE: f64 = 40.0;

/// Adds the lines whose both ends are drawn.
pub(super) fn add(sheet: &Sheet<'_>, picture: &mut Picture) {
    let solid = solid(sheet);
    let lines = sheet.scene.lines.iter().filter(|line| sheet.has_both(line));
    let wires = lines.map(|line| WireShape {
        way: bends(&route(line.source.at, line.target.at, &obstacles(&solid, line), &sheet.ends(line))),
        operation: None,
        is_broken: sheet.diagram.wires.get(line.wire).is_some_and(|wire| wire.is_broken),
    });
    picture.wires = wires.collect();
    let dashes = sheet.plan.iter().flat_map(|(_, shades)| &shades.lines);
    let dashes = dashes.filter(|dash| touches(picture, dash));
    let trails: Vec<WireShape> = dashes.map(trail).collect();
    picture.wires.extend(trails);
}

impl Sheet<'_> {
    fn has_both(&self, line: &Line) -> bool {
        [line.source.shape, line.target.shape]
            .into_iter()
            .all(|shape| self.scene.shapes.get(shape).is_some_and(|shape| self.has(&shape.id)))
    }

    /// The shapes at the ends of a line.
    fn ends(&self, line: &Line) -> Vec<Rect> {
        let shapes = [line.source.shape, line.target.shape].into_iter();
        shapes.filter_map(|shape| self.scene.shapes.get(shape)).map(|shape| shape.rect).collect()
    }
}

fn trail(dash: &Dash) -> WireShape {
    WireShape { way: bends(&dash.way), operation: Some(Operation::Delete), is_broken: false }
}

/// Whether both ends of a trail are at something that is drawn.
fn touches(picture: &Picture, dash: &Dash) -> bool {
    let rects =
        || picture.boxes.iter().map(|shape| shape.rect).chain(picture.frames.iter().map(|shape| shape.rect));
    [dash.source, dash.target].into_iter().all(|at| rects().any(|rect| rect.holds(at)))
}

/// What lines are led around, by position of the shape.
fn solid(sheet: &Sheet<'_>) -> Grid {
    let mut grid = Grid::default();
    for (at, shape) in sheet.scene.shapes.iter().enumerate() {
        if matches!(shape.shows, Shows::Node(_) | Shows::Folded(_)) {
            grid.put(at, shape.rect);
        }
    }
    grid
}

fn obstacles(solid: &Grid, line: &Line) -> Vec<Rect> {
    let way = Rect::between(line.source.at, line.target.at).grown(ASIDE);
    let ends = [line.source.shape, line.target.shape];
    let others = solid.touching(&way).into_iter().filter(|shape| !ends.contains(shape));
    others.filter_map(|shape| solid.get(shape).copied()).collect()
}
