//! Rectangles next to each other: parts in rows, loose tiles in a grid.

use super::Spacing;
use super::drawing::{Drawing, Tile, number};
use crate::geometry::Point;
use crate::sorting::sort_by;

/// How much wider than high the whole should be.
const ASPECT: f64 = 1.6;

/// Places in rows from the left, in the given order.
pub(super) fn rows(sizes: &[(f64, f64)], spacing: &Spacing) -> Vec<Point> {
    let gap = spacing.parts;
    let area: f64 = sizes.iter().map(|(width, height)| (width + gap) * (height + gap)).sum();
    let widest = sizes.iter().map(|(width, _)| *width).fold(0.0, f64::max);
    let limit = widest.max((area * ASPECT).sqrt());
    let (mut place, mut row_height) = (Point::default(), 0.0_f64);
    let mut places = Vec::with_capacity(sizes.len());
    for (width, height) in sizes {
        // It may stick out by half.
        if place.x > 0.0 && place.x + width / 2.0 > limit {
            place = Point { x: 0.0, y: place.y + row_height + gap };
            row_height = 0.0;
        }
        places.push(place);
        place.x += width + gap;
        row_height = row_height.max(*height);
    }
    places
}

/// Places one below the other.
pub(super) fn stack(sizes: &[(f64, f64)], spacing: &Spacing) -> Vec<Point> {
    let mut y = 0.0;
    let mut places = Vec::with_capacity(sizes.len());
    for (_, height) in sizes {
        places.push(Point { x: 0.0, y });
        y += height + spacing.nodes;
    }
    places
}

/// A grid of tiles that have no lines; those with places before keep their order of reading.
pub(super) fn grid(loose: &[usize], tiles: &[Tile], spacing: &Spacing) -> Drawing {
    let largest = |size: fn(&Tile) -> f64| loose.iter().map(|tile| size(&tiles[*tile])).fold(0.0, f64::max);
    let width = largest(|tile| tile.width) + spacing.nodes;
    let height = largest(|tile| tile.height) + spacing.nodes;
    let ideal = (number(loose.len()) * ASPECT * height / width.max(1.0)).sqrt().ceil().max(1.0);
    let mut order: Vec<usize> = (0..loose.len()).collect();
    if loose.iter().all(|tile| tiles[*tile].before.is_some()) {
        let before = |position: usize| tiles[loose[position]].before.unwrap_or_default();
        sort_by(&mut order, |one, other| {
            let (one, other) = (before(*one), before(*other));
            one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x))
        });
    }
    let mut drawing = Drawing { tiles: vec![Point::default(); loose.len()], ..Drawing::default() };
    let mut place = Point::default();
    for position in order {
        if place.x >= ideal * width {
            place = Point { x: 0.0, y: place.y + height };
        }
        drawing.tiles[position] = place;
        let tile = &tiles[loose[position]];
        drawing.width = drawing.width.max(place.x + tile.width);
        drawing.height = drawing.height.max(place.y + tile.height);
        place.x += width;
    }
    drawing
}
