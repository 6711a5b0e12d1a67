//! Lines that pass very many layers. Lanes for all of them would be more than all the rest of a large
//! graph, so those that are too many lead over the top instead.

use super::drawing::{Line, Tile};
use crate::geometry::Point;
use crate::sorting::sort_by_key;

/// Lanes of one drawing at most.
const LANES: usize = 30_000;

/// For each line whether there is no room for its lanes; short lines come first.
pub(super) fn detours(tiles: &[Tile], lines: &[Line], ranks: &[usize], backward: &[bool]) -> Vec<bool> {
    let span = |line: usize| ranks[lines[line].from].abs_diff(ranks[lines[line].to]);
    let mut is_detour = vec![false; lines.len()];
    if (0..lines.len()).map(span).sum::<usize>() <= LANES {
        return is_detour;
    }
    let mut order: Vec<usize> = (0..lines.len()).collect();
    sort_by_key(&mut order, |line| span(*line));
    let mut left = LANES + tiles.len();
    // Lines of one port share their lanes; of one tile, nearly so.
    let mut shared = vec![0; tiles.len()];
    for line in order {
        let from = lines[line].from;
        let more = if backward[line] { span(line) + 3 } else { span(line) - shared[from] };
        is_detour[line] = more > left;
        if !is_detour[line] {
            left -= more;
            shared[from] = if backward[line] { shared[from] } else { span(line) };
        }
    }
    is_detour
}

/// Where a line over the top leaves the layers, how high it passes them, and where it comes back.
pub(super) struct Detour {
    /// In the space behind the layer of its start.
    pub(super) up: f64,
    /// Above everything else.
    pub(super) y: f64,
    /// In the space before the layer of its end.
    pub(super) down: f64,
}

impl Detour {
    /// The corners of the line.
    pub(super) fn route(&self, start: Point, end: Point) -> Vec<Point> {
        let Self { up, y, down } = *self;
        let corners = [(start.x, start.y), (up, start.y), (up, y), (down, y), (down, end.y), (end.x, end.y)];
        corners.map(|(x, y)| Point { x, y }).to_vec()
    }
}
