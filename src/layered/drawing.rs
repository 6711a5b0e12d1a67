//! What is arranged on one level: tiles with lines between them. A tile is a node, a whole group, or
//! the place where lines cross the border of the group that is being arranged.

use crate::geometry::Point;

/// A rectangle to place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tile {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) side: Side,
    /// Its top left corner in the layout before.
    pub(super) before: Option<Point>,
    /// Whether it goes into the grid of loose tiles when it has no line.
    pub(super) is_small: bool,
}

/// Where a tile must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// Anywhere.
    #[default]
    Inside,
    /// On the left border.
    Left,
    /// On the right border.
    Right,
}

/// From the right side of a tile to the left side of another, at heights below their tops.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) from_y: f64,
    pub(super) to: usize,
    pub(super) to_y: f64,
}

/// Tiles and lines with places. What lies inside starts at the origin; tiles on the borders stand one
/// padding outside of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawing {
    /// The top left corner of each tile.
    pub(super) tiles: Vec<Point>,
    /// The corners of each line.
    pub(super) routes: Vec<Vec<Point>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A count to calculate lengths with.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(super) fn number(count: usize) -> f64 {
    count as f64
}
