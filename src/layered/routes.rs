//! The corners of each line: straight through a layer, aslant between two.

use super::drawing::{Line, Tile};
use super::layers::Layers;
use crate::geometry::Point;

/// The left side and the width of each layer.
pub(super) type Columns = [(f64, f64)];

/// The corners of a line, from its start to its end.
pub(super) fn route(
    line: &Line,
    path: &[usize],
    places: &[Point],
    tiles: &[Tile],
    layers: &Layers,
    columns: &Columns,
) -> Vec<Point> {
    let rank = |cell: usize| layers.cells[cell].rank;
    let start = places[line.from].shifted(Point { x: tiles[line.from].width, y: line.from_y });
    let end = places[line.to].shifted(Point { x: 0.0, y: line.to_y });
    let mut route = Route(vec![start]);
    let (left, width) = columns[rank(line.from)];
    // A narrow tile must not send its line across a wide one below it.
    route.to(left + width, start.y);
    for (position, lane) in path.iter().enumerate() {
        let (left, width) = columns[rank(*lane)];
        let y = places[*lane].y;
        let is_backward = rank(line.from) >= rank(line.to);
        let is_turn = is_backward && (position == 0 || position + 1 == path.len());
        match (is_backward, is_turn) {
            (false, _) => route.along(y, left, left + width),
            (true, false) => route.along(y, left + width, left),
            (true, true) if position == 0 => route.to(left, y),
            (true, true) => route.to(left + width, y),
        }
    }
    route.to(end.x, end.y);
    route.0
}

struct Route(Vec<Point>);

impl Route {
    fn along(&mut self, y: f64, from: f64, to: f64) {
        self.to(from, y);
        self.to(to, y);
    }

    /// Leaves out corners on the way of a horizontal line.
    fn to(&mut self, x: f64, y: f64) {
        let corner = Point { x, y };
        if let [.., before, last] = self.0[..]
            && [before.y, last.y, y].windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-9)
            && (x - last.x) * (last.x - before.x) >= 0.0
            && let Some(last) = self.0.last_mut()
        {
            *last = corner;
        } else if self.0.last() != Some(&corner) {
            self.0.push(corner);
        }
    }
}
