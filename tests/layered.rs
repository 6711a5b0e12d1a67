//! Laws of automatic layout, and how it compares with rust-sugiyama on graphs of several sizes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../benches/layout/crossings.rs"]
mod crossings;
#[path = "../benches/layout/graphs.rs"]
mod graphs;
#[path = "layered/laws.rs"]
mod laws;
#[path = "../benches/layout/peer.rs"]
mod peer;

use blockwright::geometry::{Point, Rect};
use blockwright::layered::{Edge, Graph, Layout, Node, Port, Spacing, layout};
use crossings::crossings;
use laws::{check, is_forward};
use proptest::collection::vec;
use proptest::prelude::*;
use rust_sugiyama::configure::CrossingMinimization;

fn laid_out(graph: &Graph) -> Layout {
    layout(graph, &Spacing::default())
}

prop_compose! {
    /// Any graph at all: cycles, loops, repeated edges, nodes on their own, empty groups.
    fn any_graph()(
        nodes in vec((10_u16..300, 10_u16..120, 0_usize..8, any::<bool>(), 0_u16..900, 0_u16..900), 1..28),
        groups in 0_usize..5,
        ends in vec((0_usize..28, 0_usize..28, 0_u8..10, 0_u8..10), 0..50),
        is_known: bool,
    ) -> Graph {
        let count = nodes.len();
        let node = |(width, height, group, has_group, x, y): (u16, u16, usize, bool, u16, u16)| Node {
            width: f64::from(width),
            height: f64::from(height),
            group: has_group.then_some(group),
            before: is_known.then_some(Point { x: f64::from(x), y: f64::from(y) }),
        };
        let nodes: Vec<Node> = nodes.into_iter().map(node).collect();
        let edge = |(from, to, from_y, to_y): (usize, usize, u8, u8)| Edge {
            from: Port { node: from % count, y: f64::from(from_y) },
            to: Port { node: to % count, y: f64::from(to_y) },
        };
        Graph { edges: ends.into_iter().map(edge).collect(), nodes, groups }
    }
}

proptest! {
    #[test]
    fn nothing_overlaps_and_edges_go_around_nodes(graph in any_graph()) {
        check(&graph, &laid_out(&graph));
    }

    #[test]
    fn edges_without_cycles_lead_to_the_right(graph in any_graph()) {
        let mut graph = Graph { groups: 0, ..graph };
        graph.edges.retain(|edge| edge.from.node < edge.to.node);
        let layout = laid_out(&graph);
        prop_assert!(is_forward(&graph, &layout));
        // A lane never turns back either.
        for route in &layout.routes {
            prop_assert!(route.windows(2).all(|pair| pair[0].x <= pair[1].x));
        }
    }

    #[test]
    fn the_same_graph_has_the_same_layout(graph in any_graph()) {
        prop_assert_eq!(laid_out(&graph), laid_out(&graph));
    }
}

#[test]
fn the_smallest_graphs() {
    let none = laid_out(&Graph::default());
    assert_eq!(none, Layout::default());
    let one = laid_out(&Graph { nodes: vec![graphs::node()], ..Graph::default() });
    assert_eq!(one.bounds, Rect::new(0.0, 0.0, graphs::SIZE.0, graphs::SIZE.1));
    let lost = Graph { nodes: vec![graphs::node()], edges: vec![graphs::edge(0, 7)], groups: 1 };
    let lost = laid_out(&lost);
    assert_eq!((lost.routes, lost.groups), (vec![vec![]], vec![None]));
}

#[test]
fn nodes_without_edges_stand_in_a_grid() {
    let graph = Graph { nodes: vec![graphs::node(); 12], ..Graph::default() };
    let layout = laid_out(&graph);
    let rows: Vec<f64> = layout.nodes.iter().map(|place| place.y).collect();
    assert!(rows.is_sorted(), "{rows:?}");
    assert!(
        layout.bounds.size.width > layout.bounds.size.height
            && layout.bounds.size.width < layout.bounds.size.height * 3.0
    );
}

#[test]
fn parts_stand_next_to_each_other() {
    let edges = (0..9).map(|part| graphs::edge(2 * part, 2 * part + 1)).collect();
    let graph = Graph { nodes: vec![graphs::node(); 18], edges, groups: 0 };
    let layout = laid_out(&graph);
    check(&graph, &layout);
    assert!(layout.bounds.size.height > 100.0 && layout.bounds.size.width > 500.0, "{:?}", layout.bounds);
}

#[test]
fn a_line_back_goes_around_its_own_nodes() {
    let edges = vec![graphs::edge(0, 1), graphs::edge(1, 2), graphs::edge(2, 0), graphs::edge(1, 1)];
    let graph = Graph { nodes: vec![graphs::node(); 3], edges, groups: 0 };
    let layout = laid_out(&graph);
    check(&graph, &layout);
    assert!(layout.nodes[0].x < layout.nodes[1].x && layout.nodes[1].x < layout.nodes[2].x);
}

#[test]
fn lines_past_too_many_layers_lead_over_the_top() {
    let mut chance = graphs::Chance::new(5);
    let count = 600;
    let mut edges: Vec<Edge> = (1..count).map(|node| graphs::edge(node - 1, node)).collect();
    edges.extend((0..300).map(|_| graphs::edge(chance.below(count), chance.below(count))));
    let graph = Graph { nodes: vec![graphs::node(); count], edges, groups: 0 };
    let layout = laid_out(&graph);
    check(&graph, &layout);
    let top = layout.nodes.iter().map(|place| place.y).fold(f64::INFINITY, f64::min);
    let over = layout.routes.iter().filter(|route| route.iter().any(|corner| corner.y < top - 100.0));
    let corners: usize = layout.routes.iter().map(Vec::len).sum();
    assert!(over.count() > 10 && corners < 100_000, "{corners} corners");
}

#[test]
fn ports_decide_the_order() {
    let nodes = vec![graphs::node(); 4];
    // The lower port of the first node leads to the second, the upper one to the last.
    let edge = |y: f64, to: usize| Edge { from: Port { node: 0, y }, to: Port { node: to, y: 24.0 } };
    let graph = Graph { nodes, edges: vec![edge(40.0, 1), edge(24.0, 2), edge(8.0, 3)], groups: 0 };
    let layout = laid_out(&graph);
    assert!(layout.nodes[3].y < layout.nodes[2].y && layout.nodes[2].y < layout.nodes[1].y);
    assert_eq!(crossings(&layout.routes), 0);
}

/// How often straight lines for the edges cross, with their nodes' middles at these places.
fn crossings_of_lines(graph: &Graph, middles: &[Point]) -> usize {
    let line = |edge: &Edge| vec![middles[edge.from.node], middles[edge.to.node]];
    crossings(&graph.edges.iter().map(line).collect::<Vec<_>>())
}

/// How often straight lines between the nodes' middles cross.
fn straight(graph: &Graph, layout: &Layout) -> usize {
    let middle =
        |place: &Point| Point { x: place.x + graphs::SIZE.0 / 2.0, y: place.y + graphs::SIZE.1 / 2.0 };
    let middles: Vec<Point> = layout.nodes.iter().map(middle).collect();
    crossings_of_lines(graph, &middles)
}

#[test]
fn edges_cross_no_more_often_than_in_the_peer() {
    for (nodes, layers) in [(30, 6), (200, 12)] {
        let graph = graphs::flow(nodes, layers);
        let layout = laid_out(&graph);
        check(&graph, &layout);
        for minimization in [CrossingMinimization::Barycenter, CrossingMinimization::Median] {
            let theirs = crossings_of_lines(&graph, &peer::middles(&graph, minimization));
            let ours = (straight(&graph, &layout), crossings(&layout.routes));
            assert!(ours.0 <= theirs && ours.1 <= theirs, "{nodes} nodes: {ours:?} and {theirs}");
        }
    }
}

#[test]
fn edges_of_a_large_graph_cross_far_less_often_than_in_the_peer() {
    // What the peer has on this graph; it takes too long to ask it each time. The bench does.
    const THEIRS: usize = 22_171;
    let graph = graphs::flow(2_000, 40);
    let layout = laid_out(&graph);
    let ours = (straight(&graph, &layout), crossings(&layout.routes));
    assert!(ours.0 * 10 < THEIRS * 9 && ours.1 * 10 < THEIRS * 9, "{ours:?}");
    assert!(is_forward(&graph, &layout));
}

#[test]
fn zones_are_rectangles_with_all_they_hold() {
    let graph = graphs::zones(20);
    let layout = laid_out(&graph);
    check(&graph, &layout);
    assert!(is_forward(&graph, &layout), "zones read from zones before them only");
}

#[test]
fn another_numbering_is_laid_out_as_well() {
    let graph = graphs::flow(200, 12);
    let count = graph.nodes.len();
    let counts = [1, 2, 3, 4, 5].map(|seed| {
        let mut chance = graphs::Chance::new(seed);
        let mut names: Vec<usize> = (0..count).collect();
        chance.shuffle(&mut names);
        let edges = graph.edges.iter();
        let edges = edges.map(|edge| graphs::edge(names[edge.from.node], names[edge.to.node])).collect();
        let other = Graph { edges, ..graph.clone() };
        crossings(&laid_out(&other).routes)
    });
    let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
    assert!(most * 100 <= least * 120, "{counts:?}");
}

#[test]
fn one_more_node_leaves_the_others_where_they_are() {
    let mut graph = graphs::flow(200, 12);
    let before = laid_out(&graph);
    for (node, place) in graph.nodes.iter_mut().zip(&before.nodes) {
        node.before = Some(*place);
    }
    let again = laid_out(&graph);
    let furthest = |layout: &Layout| {
        let ways = before.nodes.iter().zip(&layout.nodes);
        ways.map(|(one, other)| (one.x - other.x).hypot(one.y - other.y)).fold(0.0, f64::max)
    };
    assert!(furthest(&again) < 40.0, "{}", furthest(&again));
    graph.edges.push(graphs::edge(17, graph.nodes.len()));
    graph.nodes.push(graphs::node());
    let more = laid_out(&graph);
    check(&graph, &more);
    assert!(furthest(&more) < 200.0, "{}", furthest(&more));
}

#[test]
fn a_selection_is_put_where_it_belongs() {
    let graph = graphs::flow(30, 6);
    let place = Point { x: -300.0, y: 70.0 };
    let moved = laid_out(&graph).moved_to(place);
    assert_eq!(moved.bounds.origin, place);
    check(&graph, &moved);
}
