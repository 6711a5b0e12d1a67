//! The path of a line from an output to an input: a curve where the way is free, around nodes where
//! it is not.

use super::size;
use crate::geometry::{Point, Rect};

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

/// The line through `corners` as data of an SVG path: curves between the corners.
pub fn path(corners: &[Point]) -> String {
    let Some(first) = corners.first() else { return String::new() };
    let mut path = format!("M{} {}", rounded(first.x), rounded(first.y));
    for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
        let reach = ((to.x - from.x).abs() / 2.0).min(160.0);
        if (to.y - from.y).abs() < 0.5 || reach < 1.0 {
            path.push_str(&format!("L{} {}", rounded(to.x), rounded(to.y)));
            continue;
        }
        // Into and out of each corner in the direction of the data.
        let reach = if to.x < from.x { -reach } else { reach };
        let (out, into) = (rounded(from.x + reach), rounded(to.x - reach));
        path.push_str(&format!(
            "C{out} {} {into} {} {} {}",
            rounded(from.y),
            rounded(to.y),
            rounded(to.x),
            rounded(to.y)
        ));
    }
    path
}

fn rounded(coordinate: f64) -> f64 {
    (coordinate * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests;
