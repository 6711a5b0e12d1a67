//! Parts of a level that no line connects: each is drawn on its own, then they are put together.

use super::arrangement::arranged;
use super::drawing::{Drawing, Line, Side, Tile};
use super::{Spacing, packing};
use crate::geometry::Point;
use crate::sorting::sort_by;

/// The tiles of a part, and its lines, by their positions in the level.
#[derive(Default)]
struct Part {
    tiles: Vec<usize>,
    lines: Vec<usize>,
}

/// Draws a whole level. Parts stand in rows; when there are tiles on borders, one below the other, so
/// that lines reach the borders past nothing.
pub(super) fn drawn(tiles: &[Tile], lines: &[Line], spacing: &Spacing, effort: usize) -> Drawing {
    let (parts, loose) = parts(tiles, lines);
    let mut drawings: Vec<(Part, Drawing)> = Vec::with_capacity(parts.len() + 1);
    for part in parts {
        let share = effort / tiles.len().max(1) * part.tiles.len();
        let drawing = part_drawn(&part, tiles, lines, spacing, share);
        drawings.push((part, drawing));
    }
    sort_by(&mut drawings, |(one, drawing), (other, other_drawing)| {
        let before = |part: &Part| corner(&part.tiles, tiles).map(|corner| (corner.y, corner.x));
        match (before(one), before(other)) {
            (Some(one), Some(other)) => one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)),
            _ => other_drawing.height.total_cmp(&drawing.height),
        }
    });
    if !loose.is_empty() {
        let drawing = packing::grid(&loose, tiles, spacing);
        drawings.push((Part { tiles: loose, lines: Vec::new() }, drawing));
    }
    let has_borders = tiles.iter().any(|tile| tile.side != Side::Inside);
    let sizes: Vec<(f64, f64)> =
        drawings.iter().map(|(_, drawing)| (drawing.width, drawing.height)).collect();
    let places = if has_borders { packing::stack(&sizes, spacing) } else { packing::rows(&sizes, spacing) };
    joined(&drawings, &places, tiles, lines, spacing)
}

/// The parts in the order of their first tiles, and the small tiles without lines.
fn parts(tiles: &[Tile], lines: &[Line]) -> (Vec<Part>, Vec<usize>) {
    let mut parents: Vec<usize> = (0..tiles.len()).collect();
    for line in lines {
        let (from, to) = (root(&mut parents, line.from), root(&mut parents, line.to));
        parents[from.max(to)] = from.min(to);
    }
    let mut has_line = vec![false; tiles.len()];
    for line in lines {
        has_line[line.from] = true;
        has_line[line.to] = true;
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut loose = Vec::new();
    let mut part_of = vec![0; tiles.len()];
    for tile in 0..tiles.len() {
        if tiles[tile].is_small && !has_line[tile] {
            loose.push(tile);
            continue;
        }
        let root = root(&mut parents, tile);
        if root == tile {
            part_of[tile] = parts.len();
            parts.push(Part::default());
        }
        parts[part_of[root]].tiles.push(tile);
    }
    for (position, line) in lines.iter().enumerate() {
        parts[part_of[root(&mut parents, line.from)]].lines.push(position);
    }
    (parts, loose)
}

/// The first tile of the part that a tile belongs to, as far as parts are joined.
fn root(parents: &mut [usize], tile: usize) -> usize {
    let mut root = tile;
    while parents[root] != root {
        parents[root] = parents[parents[root]];
        root = parents[root];
    }
    root
}

fn part_drawn(part: &Part, tiles: &[Tile], lines: &[Line], spacing: &Spacing, effort: usize) -> Drawing {
    let mut own = vec![0; tiles.len()];
    for (position, tile) in part.tiles.iter().enumerate() {
        own[*tile] = position;
    }
    let own_tiles: Vec<Tile> = part.tiles.iter().map(|tile| tiles[*tile]).collect();
    let own_line = |line: &usize| {
        let line = lines[*line];
        Line { from: own[line.from], to: own[line.to], ..line }
    };
    let own_lines: Vec<Line> = part.lines.iter().map(own_line).collect();
    arranged(&own_tiles, &own_lines, spacing, effort)
}

/// The top left corner of where tiles were before.
fn corner(part: &[usize], tiles: &[Tile]) -> Option<Point> {
    let known = part.iter().filter_map(|tile| tiles[*tile].before);
    known.reduce(|one, other| Point { x: one.x.min(other.x), y: one.y.min(other.y) })
}

/// One drawing of parts at their places; what is on the borders moves out to them.
fn joined(
    drawings: &[(Part, Drawing)],
    places: &[Point],
    tiles: &[Tile],
    lines: &[Line],
    spacing: &Spacing,
) -> Drawing {
    let mut whole = Drawing {
        tiles: vec![Point::default(); tiles.len()],
        routes: vec![Vec::new(); lines.len()],
        ..Drawing::default()
    };
    for ((_, drawing), place) in drawings.iter().zip(places) {
        whole.width = whole.width.max(place.x + drawing.width);
        whole.height = whole.height.max(place.y + drawing.height);
    }
    let right = whole.width + spacing.padding;
    for ((part, drawing), place) in drawings.iter().zip(places) {
        for (tile, corner) in part.tiles.iter().zip(&drawing.tiles) {
            let corner = corner.shifted(*place);
            let is_right = tiles[*tile].side == Side::Right;
            whole.tiles[*tile] = if is_right { Point { x: right, ..corner } } else { corner };
        }
        for (line, route) in part.lines.iter().zip(&drawing.routes) {
            let mut route: Vec<Point> = route.iter().map(|corner| corner.shifted(*place)).collect();
            if tiles[lines[*line].to].side == Side::Right
                && let Some(end) = route.last().copied().filter(|end| end.x < right)
            {
                route.push(Point { x: right, ..end });
            }
            whole.routes[*line] = route;
        }
    }
    whole
}
