//! Nodes put on one line or at equal distances: pure functions from where they stand to where they
//! come to stand. Give the result to [`super::Gesture::Place`].

use std::collections::BTreeMap;

use crate::diagram::NodeId;
use crate::geometry::{Point, Rect};
use crate::sorting::sort_by;

/// What comes to stand on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Left edges.
    Left,
    /// Centers, one below the other.
    Center,
    /// Right edges.
    Right,
    /// Upper edges.
    Top,
    /// Middles, side by side.
    Middle,
    /// Lower edges.
    Bottom,
}

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Horizontal,
    /// From top to bottom.
    Vertical,
}

/// The places at which `edge` of all nodes is on the line at which the rectangle around them has it.
pub fn aligned(nodes: &BTreeMap<NodeId, Rect>, edge: Edge) -> BTreeMap<NodeId, Point> {
    let Some(around) = Rect::around(nodes.values().copied()) else { return BTreeMap::new() };
    let place = |rect: &Rect| {
        let Point { x, y } = rect.origin;
        match edge {
            Edge::Left => Point::new(around.left(), y),
            Edge::Center => Point::new(around.center().x - rect.size.width / 2.0, y),
            Edge::Right => Point::new(around.right() - rect.size.width, y),
            Edge::Top => Point::new(x, around.top()),
            Edge::Middle => Point::new(x, around.center().y - rect.size.height / 2.0),
            Edge::Bottom => Point::new(x, around.bottom() - rect.size.height),
        }
    };
    nodes.iter().map(|(id, rect)| (id.clone(), place(rect))).collect()
}

/// The places at which the gaps between neighbours are equal. The first and the last node stay; if the
/// nodes need more room than there is, they overlap equally.
pub fn distributed(nodes: &BTreeMap<NodeId, Rect>, axis: Axis) -> BTreeMap<NodeId, Point> {
    let start = |rect: &Rect| if axis == Axis::Horizontal { rect.left() } else { rect.top() };
    let length = |rect: &Rect| if axis == Axis::Horizontal { rect.size.width } else { rect.size.height };
    let mut row: Vec<(&NodeId, &Rect)> = nodes.iter().collect();
    sort_by(&mut row, |(_, one), (_, other)| start(one).total_cmp(&start(other)));
    let (Some((_, first)), Some((_, last))) = (row.first(), row.last()) else { return BTreeMap::new() };
    let room = start(last) + length(last) - start(first);
    let needed: f64 = row.iter().map(|(_, rect)| length(rect)).sum();
    let gaps: f64 = row.iter().skip(1).map(|_| 1.0).sum();
    let gap = if gaps > 0.0 { (room - needed) / gaps } else { 0.0 };
    let mut next = start(first);
    let mut places = BTreeMap::new();
    for (id, rect) in row {
        let Point { x, y } = rect.origin;
        let at = if axis == Axis::Horizontal { Point::new(next, y) } else { Point::new(x, next) };
        places.insert(id.clone(), at);
        next += length(rect) + gap;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nodes() -> BTreeMap<NodeId, Rect> {
        BTreeMap::from([
            ("a".into(), Rect::new(0.0, 0.0, 100.0, 40.0)),
            ("b".into(), Rect::new(300.0, 10.0, 50.0, 80.0)),
            ("c".into(), Rect::new(120.0, 200.0, 80.0, 20.0)),
        ])
    }

    fn shown(places: BTreeMap<NodeId, Point>) -> String {
        places.iter().map(|(id, at)| format!("{id} {} {}; ", at.x, at.y)).collect()
    }

    #[test]
    fn each_edge_comes_on_one_line() {
        let aligned = |edge| shown(aligned(&nodes(), edge));
        assert_eq!(aligned(Edge::Left), "a 0 0; b 0 10; c 0 200; ");
        assert_eq!(aligned(Edge::Center), "a 125 0; b 150 10; c 135 200; ");
        assert_eq!(aligned(Edge::Right), "a 250 0; b 300 10; c 270 200; ");
        assert_eq!(aligned(Edge::Top), "a 0 0; b 300 0; c 120 0; ");
        assert_eq!(aligned(Edge::Middle), "a 0 90; b 300 70; c 120 100; ");
        assert_eq!(aligned(Edge::Bottom), "a 0 180; b 300 140; c 120 200; ");
    }

    #[test]
    fn gaps_become_equal_and_the_ends_stay() {
        assert_eq!(shown(distributed(&nodes(), Axis::Horizontal)), "a 0 0; b 300 10; c 160 200; ");
        assert_eq!(shown(distributed(&nodes(), Axis::Vertical)), "a 0 0; b 300 80; c 120 200; ");
        assert_eq!(distributed(&BTreeMap::new(), Axis::Vertical), BTreeMap::new());
    }
}
