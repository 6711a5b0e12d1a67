//! The path of a line from an output to an input: a curve where the way is free, around nodes where
//! it is not.

use std::fmt;

use super::size;
use crate::geometry::{Point, Rect};
use crate::picture::Bend;
use crate::value::push_formatted;

/// How far a line runs straight on before it turns back.
const TURN: f64 = 40.0;
/// How far from a node a line passes it.
const MARGIN: f64 = 14.0;
/// Most nodes that one line is led around.
const MOST_DETOURS: usize = 8;

/// The corners of the line from `start`, at the right side of a node, to `end`, at the left side of
/// one, around the rectangles of `obstacles`; `ends` are the two nodes.
pub fn route(start: Point, end: Point, obstacles: &[Rect], ends: &[Rect]) -> Vec<Point> {
    if end.x < start.x + TURN / 2.0 {
        return back(start, end, &[obstacles, ends].concat());
    }
    let mut corners = vec![start, end];
    for _ in 0..MOST_DETOURS {
        let Some((at, obstacle)) = first_hit(&corners, obstacles) else { break };
        let (Some(from), Some(to)) = (corners.get(at).copied(), corners.get(at + 1).copied()) else { break };
        let y = passing(from, to, obstacle);
        let left = Point::new((obstacle.left() - MARGIN).max(start.x), y);
        let right = Point::new((obstacle.right() + MARGIN).min(end.x), y);
        if corners.contains(&left) || corners.contains(&right) {
            break;
        }
        corners.splice((at + 1)..=at, [left, right]);
    }
    corners
}

/// To the right, below or above everything at hand, and back.
fn back(start: Point, end: Point, obstacles: &[Rect]) -> Vec<Point> {
    let between = Rect::between(start, end).grown(TURN);
    let below = obstacles.iter().filter(|obstacle| obstacle.meets(&between)).map(Rect::bottom);
    let y = below.fold(start.y.max(end.y), f64::max) + size::LEADING / 2.0;
    let (right, left) = (start.x + TURN, end.x - TURN);
    vec![
        start,
        Point::new(right, start.y),
        Point::new(right, y),
        Point::new(left, y),
        Point::new(left, end.y),
        end,
    ]
}

/// The first piece of the line that runs through an obstacle, and the leftmost one on it.
fn first_hit(corners: &[Point], obstacles: &[Rect]) -> Option<(usize, Rect)> {
    let pieces = corners.iter().zip(corners.iter().skip(1)).enumerate();
    let mut hits = pieces.filter_map(|(at, (from, to))| {
        let hit = |obstacle: &&Rect| crosses(*from, *to, &obstacle.grown(MARGIN / 2.0));
        let leftmost = obstacles.iter().filter(hit).min_by(|one, other| one.left().total_cmp(&other.left()));
        leftmost.map(|obstacle| (at, *obstacle))
    });
    hits.next()
}

/// Above or below an obstacle, whichever is nearer to the straight line.
fn passing(from: Point, to: Point, obstacle: Rect) -> f64 {
    let middle = obstacle.center();
    let share = if to.x > from.x { ((middle.x - from.x) / (to.x - from.x)).clamp(0.0, 1.0) } else { 0.5 };
    let straight = from.y + (to.y - from.y) * share;
    let (above, below) = (obstacle.top() - MARGIN, obstacle.bottom() + MARGIN);
    if (straight - above).abs() <= (below - straight).abs() { above } else { below }
}

/// Whether the straight piece has a point inside the rectangle (Liang and Barsky's clipping).
fn crosses(from: Point, to: Point, rect: &Rect) -> bool {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let sides = [
        (-dx, from.x - rect.left()),
        (dx, rect.right() - from.x),
        (-dy, from.y - rect.top()),
        (dy, rect.bottom() - from.y),
    ];
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (direction, distance) in sides {
        if direction == 0.0 {
            if distance <= 0.0 {
                return false;
            }
        } else if direction < 0.0 {
            enter = enter.max(distance / direction);
        } else {
            leave = leave.min(distance / direction);
        }
    }
    enter < leave
}

/// The line through `corners`: curves between them, into and out of each in the direction of the data.
pub fn bends(corners: &[Point]) -> Vec<Bend> {
    let Some(first) = corners.first() else { return Vec::new() };
    let mut bends = vec![Bend::Start(*first)];
    for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
        let reach = ((to.x - from.x).abs() / 2.0).min(160.0);
        if (to.y - from.y).abs() < 0.5 || reach < 1.0 {
            bends.push(Bend::Line(*to));
            continue;
        }
        let reach = if to.x < from.x { -reach } else { reach };
        bends.push(Bend::Curve(Point::new(from.x + reach, from.y), Point::new(to.x - reach, to.y), *to));
    }
    bends
}

/// The line through `corners` as data of an SVG path.
pub fn path(corners: &[Point]) -> String {
    let mut path = String::new();
    for bend in bends(corners) {
        match bend {
            Bend::Start(to) => push_formatted(&mut path, format_args!("M{}", Place(to))),
            Bend::Line(to) => push_formatted(&mut path, format_args!("L{}", Place(to))),
            Bend::Curve(out, into, to) => {
                push_formatted(&mut path, format_args!("C{} {} {}", Place(out), Place(into), Place(to)));
            }
        }
    }
    path
}

/// A point as it is written in a path.
struct Place(Point);

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", rounded(self.0.x), rounded(self.0.y))
    }
}

fn rounded(coordinate: f64) -> f64 {
    (coordinate * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests;
