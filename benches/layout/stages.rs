//! Layouts, timed and judged.

use std::collections::BTreeMap;
use std::hint::black_box;

use blockwright::geometry::Point;
use blockwright::layered::{Graph, Layout, Node, Spacing, layout};

use crate::crossings::crossings;
use crate::graphs::{self, SIZE};

/// Runs of each stage; the best one counts, because everything else on the machine only adds.
pub(crate) const RUNS: usize = 9;

/// Graphs that are measured: nodes, and layers; 0 for nodes in zones of ten.
pub(crate) const GRAPHS: [(usize, usize); 7] =
    [(30, 6), (200, 12), (2_000, 40), (10_000, 100), (200, 0), (2_000, 0), (10_000, 0)];

/// Figures of one graph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) nodes: f64,
    pub(crate) zones: f64,
    pub(crate) edges: f64,
    /// Milliseconds of a fresh layout.
    pub(crate) time: f64,
    /// Crossings of straight lines between the middles of nodes.
    pub(crate) straight: f64,
    /// Crossings of the routes.
    pub(crate) routed: f64,
    /// 1 if a second layout was the same.
    pub(crate) is_same: f64,
    /// Milliseconds of a layout with one node more, the others near to where they were.
    pub(crate) time_more: f64,
    /// How far the others moved, in world units, on the mean.
    pub(crate) moved: f64,
    /// Which share of them stands below another node than before.
    pub(crate) reordered: f64,
}

impl Row {
    /// All figures, in order.
    pub(crate) fn values(&self) -> [f64; 10] {
        let Self { nodes, zones, edges, time, straight, routed, is_same, time_more, moved, reordered } = self;
        [nodes, zones, edges, time, straight, routed, is_same, time_more, moved, reordered]
            .map(|value| *value)
    }

    /// The row of figures as [`Row::values`] gives them.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn of(values: &[f64]) -> Self {
        let value = |index: usize| values.get(index).copied().unwrap_or_default();
        Self {
            nodes: value(0),
            zones: value(1),
            edges: value(2),
            time: value(3),
            straight: value(4),
            routed: value(5),
            is_same: value(6),
            time_more: value(7),
            moved: value(8),
            reordered: value(9),
        }
    }
}

/// The graph of a size.
pub(crate) fn graph((nodes, layers): (usize, usize)) -> Graph {
    if layers == 0 { graphs::zones(nodes / 10) } else { graphs::flow(nodes, layers) }
}

/// The best of several layouts, in the clock's unit, and the layout.
fn timed(clock: &dyn Fn() -> f64, graph: &Graph) -> (f64, Layout) {
    let (mut best, mut last) = (f64::INFINITY, Layout::default());
    for _ in 0..RUNS {
        let start = clock();
        last = black_box(layout(graph, &Spacing::default()));
        best = best.min(clock() - start);
    }
    (best, last)
}

/// Measures one size.
pub(crate) fn measure(size: (usize, usize), clock: &dyn Fn() -> f64) -> Row {
    let graph = graph(size);
    let (time, first) = timed(clock, &graph);
    let more = with_one_more(&graph, &first);
    let (time_more, second) = timed(clock, &more);
    let ways = first.nodes.iter().zip(&second.nodes);
    let moved: f64 = ways.map(|(one, other)| (one.x - other.x).hypot(one.y - other.y)).sum();
    Row {
        nodes: graph.nodes.len() as f64,
        zones: graph.groups as f64,
        edges: graph.edges.len() as f64,
        time,
        straight: crossings(&straight(&graph, &middles(&first))) as f64,
        routed: crossings(&first.routes) as f64,
        is_same: f64::from(u8::from(layout(&graph, &Spacing::default()) == first)),
        time_more,
        moved: moved / graph.nodes.len() as f64,
        reordered: reordered(&first, &second),
    }
}

/// The graph after a node was added behind one in the middle, with the places of the others.
fn with_one_more(graph: &Graph, layout: &Layout) -> Graph {
    let mut graph = graph.clone();
    for (node, place) in graph.nodes.iter_mut().zip(&layout.nodes) {
        node.before = Some(*place);
    }
    let (source, group) = (graph.nodes.len() / 2, graph.nodes[graph.nodes.len() / 2].group);
    graph.edges.push(graphs::edge(source, graph.nodes.len()));
    graph.nodes.push(Node { group, ..graphs::node() });
    graph
}

/// The share of the nodes of `before` that stand below another one of them in `after`.
fn reordered(before: &Layout, after: &Layout) -> f64 {
    let count = before.nodes.len();
    let (one, other) = (uppers(&before.nodes), uppers(&after.nodes[..count]));
    let differs = (0..count).filter(|node| one.get(node) != other.get(node)).count();
    differs as f64 / count as f64
}

/// The node above each that has one, in columns of nodes with the same left side.
fn uppers(places: &[Point]) -> BTreeMap<usize, usize> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    // Places are compared in whole units: moving a layout as a whole rounds them.
    let place = |node: usize| (places[node].x.round(), places[node].y);
    order.sort_by(|one, other| {
        let (one, other) = (place(*one), place(*other));
        one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
    });
    let pairs = order.windows(2).filter(|pair| place(pair[0]).0.total_cmp(&place(pair[1]).0).is_eq());
    pairs.map(|pair| (pair[1], pair[0])).collect()
}

/// The middle of each node.
pub(crate) fn middles(layout: &Layout) -> Vec<Point> {
    layout.nodes.iter().map(|place| place.shifted(Point { x: SIZE.0 / 2.0, y: SIZE.1 / 2.0 })).collect()
}

/// Straight lines for the edges.
pub(crate) fn straight(graph: &Graph, middles: &[Point]) -> Vec<Vec<Point>> {
    graph.edges.iter().map(|edge| vec![middles[edge.from.node], middles[edge.to.node]]).collect()
}
