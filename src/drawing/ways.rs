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
        [line.source.item, line.target.item]
            .into_iter()
            .all(|item| self.scene.items.get(item).is_some_and(|item| self.has(&item.id)))
    }

    /// The items at the ends of a line.
    fn ends(&self, line: &Line) -> Vec<Rect> {
        let items = [line.source.item, line.target.item].into_iter();
        items.filter_map(|item| self.scene.items.get(item)).map(|item| item.rect).collect()
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

/// What lines are led around, by position of the item.
fn solid(sheet: &Sheet<'_>) -> Grid {
    let mut grid = Grid::default();
    for (at, item) in sheet.scene.items.iter().enumerate() {
        if matches!(item.shows, Shows::Node(_) | Shows::Folded(_)) {
            grid.put(at, item.rect);
        }
    }
    grid
}

fn obstacles(solid: &Grid, line: &Line) -> Vec<Rect> {
    let way = Rect::between(line.source.at, line.target.at).grown(ASIDE);
    let ends = [line.source.item, line.target.item];
    let others = solid.touching(&way).into_iter().filter(|item| !ends.contains(item));
    others.filter_map(|item| solid.get(item).copied()).collect()
}
