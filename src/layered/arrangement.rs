//! One connected part of a level: its layers, their order, heights, and routes.

use super::cycles::backward;
use super::detours::{Detour, detours};
use super::drawing::{Drawing, Line, Side, Tile, number};
use super::layers::{LEFT, Layers, RIGHT};
use super::{Spacing, placement, ranks, routes, sweeps};
use crate::geometry::Point;
use crate::sorting::sort_by;

/// Rounds in which heights spread from cells that had places before to those that had none.
const ROUNDS: usize = 4;

/// Draws tiles that are all connected. `effort` tells how many pairs of
/// cells may be compared in search for an order.
pub(super) fn arranged(tiles: &[Tile], lines: &[Line], spacing: &Spacing, effort: usize) -> Drawing {
    let backward = backward(tiles.len(), lines);
    let ranks = ranks::ranks(tiles, lines, &backward);
    let detours = detours(tiles, lines, &ranks, &backward);
    let layers = Layers::new(tiles, lines, &ranks, &backward, &detours);
    let known = tiles.iter().filter(|tile| tile.before.is_some()).count();
    let is_kept = known * 2 > tiles.iter().filter(|tile| tile.side == Side::Inside).count();
    let (rows, starts) = if is_kept {
        let starts = estimated(tiles, &layers);
        let is_fixed = tiles.iter().map(|tile| tile.before.is_some()).collect();
        (sweeps::ordered_around(&layers, by_height(&layers, &starts), is_fixed), starts)
    } else {
        (sweeps::ordered(&layers, walked(&layers), effort), Vec::new())
    };
    let anchors = if is_kept { known_tops(tiles) } else { Vec::new() };
    let tops = placement::tops(&layers, &rows, spacing, &starts, &anchors);
    drawn(tiles, lines, &layers, &tops, &detours, spacing)
}

/// The order in which a walk along the links comes upon the cells: what is connected is near.
fn walked(layers: &Layers) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = layers.rows.iter().map(|row| Vec::with_capacity(row.len())).collect();
    let mut seen = vec![false; layers.cells.len()];
    let mut open = Vec::new();
    for start in layers.rows.iter().flatten() {
        open.push(*start);
        while let Some(cell) = open.pop() {
            if std::mem::replace(&mut seen[cell], true) {
                continue;
            }
            rows[layers.cells[cell].rank].push(cell);
            for side in [LEFT, RIGHT] {
                let unseen = layers.sides[side].of(cell).iter().rev().map(|link| link.cell);
                open.extend(unseen.filter(|other| !seen[*other]));
            }
        }
    }
    rows
}

fn known_tops(tiles: &[Tile]) -> Vec<Option<f64>> {
    tiles.iter().map(|tile| tile.before.map(|place| place.y)).collect()
}

/// The tops of the cells in the layout before; between known ones for those that are new.
fn estimated(tiles: &[Tile], layers: &Layers) -> Vec<Option<f64>> {
    let known = known_tops(tiles);
    let mut tops = known.clone();
    tops.resize(layers.cells.len(), None);
    for round in 0..ROUNDS {
        for step in 0..layers.rows.len() {
            let rank = if round % 2 == 0 { step } else { layers.rows.len() - 1 - step };
            for cell in &layers.rows[rank] {
                if known.get(*cell).copied().flatten().is_none() {
                    tops[*cell] = between(*cell, &tops, layers).or(tops[*cell]);
                }
            }
        }
    }
    tops
}

/// The mean of where the lines of a cell want it, as far as that is known.
fn between(cell: usize, tops: &[Option<f64>], layers: &Layers) -> Option<f64> {
    let links = layers.sides.iter().flat_map(|side| side.of(cell));
    let wanted = links.filter_map(|link| Some(tops[link.cell]? + link.drop));
    let (sum, count) = wanted.fold((0.0, 0.0), |(sum, count), top| (sum + top, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

fn by_height(layers: &Layers, tops: &[Option<f64>]) -> Vec<Vec<usize>> {
    let mut rows = layers.rows.clone();
    let middle = |cell: usize| tops[cell].unwrap_or_default() + layers.cells[cell].height / 2.0;
    for row in &mut rows {
        sort_by(row, |one, other| middle(*one).total_cmp(&middle(*other)));
    }
    rows
}

fn drawn(
    tiles: &[Tile],
    lines: &[Line],
    layers: &Layers,
    tops: &[f64],
    detours: &[bool],
    spacing: &Spacing,
) -> Drawing {
    let columns = columns(tiles, layers, spacing);
    let above = spacing.lanes * number(detours.iter().filter(|is_detour| **is_detour).count());
    let shift = above - tops.iter().copied().fold(f64::INFINITY, f64::min);
    let place = |(cell, top): (usize, &f64)| Point { x: columns[layers.cells[cell].rank].0, y: top + shift };
    let mut places: Vec<Point> = tops.iter().enumerate().map(place).collect();
    let (mut width, mut height) = (0.0_f64, 0.0_f64);
    for (cell, place) in places.iter().enumerate() {
        height = height.max(place.y + layers.cells[cell].height);
        if tiles.get(cell).is_none_or(|tile| tile.side == Side::Inside) {
            width = width.max(place.x + layers.cells[cell].width);
        }
    }
    let mut routes = Vec::with_capacity(lines.len());
    let mut y = 0.0;
    for (position, line) in lines.iter().enumerate() {
        if !detours[position] {
            routes.push(routes::route(line, &layers.paths[position], &places, tiles, layers, &columns));
            continue;
        }
        let (up, down) = (layers.cells[line.from].rank, layers.cells[line.to].rank);
        let detour = Detour { up: behind(&columns, up, spacing), y, down: before(&columns, down, spacing) };
        let start = places[line.from].shifted(Point { x: tiles[line.from].width, y: line.from_y });
        routes.push(detour.route(start, places[line.to].shifted(Point { x: 0.0, y: line.to_y })));
        width = width.max(detour.up).max(detour.down);
        y += spacing.lanes;
    }
    places.truncate(tiles.len());
    Drawing { tiles: places, routes, width, height }
}

/// The middle of the space behind a layer.
fn behind(columns: &routes::Columns, rank: usize, spacing: &Spacing) -> f64 {
    let right = columns[rank].0 + columns[rank].1;
    columns.get(rank + 1).map_or(right + spacing.layers / 2.0, |next| f64::midpoint(right, next.0))
}

/// The middle of the space before a layer.
fn before(columns: &routes::Columns, rank: usize, spacing: &Spacing) -> f64 {
    let left = columns[rank].0;
    match rank.checked_sub(1) {
        Some(last) => f64::midpoint(columns[last].0 + columns[last].1, left),
        None => left - spacing.layers / 2.0,
    }
}

/// The left side and the width of each layer.
fn columns(tiles: &[Tile], layers: &Layers, spacing: &Spacing) -> Vec<(f64, f64)> {
    let is_border = |row: &[usize], side: Side| {
        row.iter().any(|cell| tiles.get(*cell).is_some_and(|tile| tile.side == side))
    };
    let mut columns: Vec<(f64, f64)> = Vec::with_capacity(layers.rows.len());
    let mut x = 0.0;
    for row in &layers.rows {
        let width = row.iter().map(|cell| layers.cells[*cell].width).fold(0.0, f64::max);
        if is_border(row, Side::Left) {
            columns.push((-spacing.padding, 0.0));
            continue;
        }
        if is_border(row, Side::Right) {
            x += spacing.padding - spacing.layers;
        }
        columns.push((x, width));
        x += width + spacing.layers;
    }
    columns
}
