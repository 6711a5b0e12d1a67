//! What holds of every layout.

use blockwright::geometry::{Point, Rect};
use blockwright::layered::{Graph, Layout};

fn boxes(graph: &Graph, layout: &Layout) -> Vec<Rect> {
    let boxes = graph.nodes.iter().zip(&layout.nodes);
    boxes.map(|(node, at)| Rect::new(at.x, at.y, node.width, node.height)).collect()
}

/// Whether a piece of a route passes through the inside of a rectangle, by more than rounding.
fn passes(from: Point, to: Point, rectangle: &Rect) -> bool {
    const MARGIN: f64 = 1e-6;
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let axes = [
        (from.x, to.x - from.x, rectangle.left(), rectangle.right()),
        (from.y, to.y - from.y, rectangle.top(), rectangle.bottom()),
    ];
    for (start, way, low, high) in axes {
        let (low, high) = (low + MARGIN, high - MARGIN);
        if way.abs() < MARGIN {
            if start <= low || start >= high {
                return false;
            }
            continue;
        }
        let (one, other) = ((low - start) / way, (high - start) / way);
        enter = enter.max(one.min(other));
        leave = leave.min(one.max(other));
    }
    enter < leave
}

/// Whether a rectangle lies in another, but for rounding.
fn holds(outer: &Rect, inner: &Rect) -> bool {
    outer.grown(1e-6).contains(inner)
}

pub(super) fn check(graph: &Graph, layout: &Layout) {
    let boxes = boxes(graph, layout);
    let group = |node: usize| graph.nodes[node].group.filter(|group| *group < graph.groups);
    for (node, own) in boxes.iter().enumerate() {
        assert!(holds(&layout.bounds, own), "node {node} is out of bounds");
        for (other, place) in boxes.iter().enumerate().skip(node + 1) {
            assert!(!own.overlaps(place), "nodes {node} and {other} overlap");
        }
        for (position, place) in layout.groups.iter().enumerate() {
            let Some(place) = place else { continue };
            if group(node) == Some(position) {
                assert!(holds(place, own), "node {node} is not in its group");
            } else {
                assert!(!place.overlaps(own), "node {node} is in the foreign group {position}");
            }
        }
    }
    for (position, one) in layout.groups.iter().enumerate() {
        let Some(one) = one else { continue };
        assert!(holds(&layout.bounds, one), "group {position} is out of bounds");
        let mut others = layout.groups.iter().skip(position + 1).flatten();
        assert!(!others.any(|other| one.overlaps(other)), "group {position} overlaps another");
    }
    for (position, (edge, route)) in graph.edges.iter().zip(&layout.routes).enumerate() {
        let start = layout.nodes[edge.from.node];
        let start = Point { x: start.x + graph.nodes[edge.from.node].width, y: start.y + edge.from.y };
        let end = layout.nodes[edge.to.node];
        let end = Point { x: end.x, y: end.y + edge.to.y };
        assert!(
            near(route[0], start) && near(*route.last().unwrap(), end),
            "edge {position} misses its ports"
        );
        for pair in route.windows(2) {
            let hit = boxes.iter().position(|place| passes(pair[0], pair[1], place));
            assert!(hit.is_none(), "edge {position} passes through node {hit:?}: {route:?}");
            for (foreign, place) in layout.groups.iter().enumerate() {
                let is_own = [edge.from.node, edge.to.node].iter().any(|node| group(*node) == Some(foreign));
                let is_hit = place.is_some_and(|place| passes(pair[0], pair[1], &place));
                assert!(is_own || !is_hit, "edge {position} passes through group {foreign}: {route:?}");
            }
        }
    }
}

fn near(one: Point, other: Point) -> bool {
    (one.x - other.x).hypot(one.y - other.y) < 1e-6
}

/// Whether every edge leads to the right.
pub(super) fn is_forward(graph: &Graph, layout: &Layout) -> bool {
    let boxes = boxes(graph, layout);
    graph.edges.iter().all(|edge| boxes[edge.from.node].right() < boxes[edge.to.node].left())
}
