//! How often edges cross in a drawing, whoever made it.

use blockwright::geometry::Point;

struct Segment {
    edge: usize,
    start: Point,
    end: Point,
}

impl Segment {
    fn left(&self) -> f64 {
        self.start.x.min(self.end.x)
    }

    fn right(&self) -> f64 {
        self.start.x.max(self.end.x)
    }
}

/// Pairs of pieces of different edges that cross; those that only meet do not count.
pub(crate) fn crossings(routes: &[Vec<Point>]) -> usize {
    let mut segments = Vec::new();
    for (edge, route) in routes.iter().enumerate() {
        segments.extend(route.windows(2).map(|pair| Segment { edge, start: pair[0], end: pair[1] }));
    }
    segments.sort_by(|one, other| one.left().total_cmp(&other.left()));
    let mut count = 0;
    for (position, one) in segments.iter().enumerate() {
        let near = segments[position + 1..].iter().take_while(|other| other.left() < one.right());
        count += near.filter(|other| one.edge != other.edge && cross(one, other)).count();
    }
    count
}

fn cross(one: &Segment, other: &Segment) -> bool {
    let sides = |line: &Segment, segment: &Segment| side(line, segment.start) * side(line, segment.end) < 0.0;
    sides(one, other) && sides(other, one)
}

/// On which side of a line a point lies: 0 on the line itself.
fn side(line: &Segment, point: Point) -> f64 {
    let (way, off) = (
        Point { x: line.end.x - line.start.x, y: line.end.y - line.start.y },
        Point { x: point.x - line.start.x, y: point.y - line.start.y },
    );
    let side = way.x * off.y - way.y * off.x;
    if side.abs() < 1e-6 { 0.0 } else { side.signum() }
}
