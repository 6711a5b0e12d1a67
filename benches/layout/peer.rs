//! The peer: rust-sugiyama draws the same graph.

use blockwright::geometry::Point;
use blockwright::layered::Graph;
use rust_sugiyama::configure::{Config, CrossingMinimization};

/// The middle of each node as rust-sugiyama places it, from left to right.
pub(crate) fn middles(graph: &Graph, minimization: CrossingMinimization) -> Vec<Point> {
    let number = |node: usize| u32::try_from(node).unwrap();
    let nodes = graph.nodes.iter().enumerate();
    let nodes: Vec<(u32, (f64, f64))> =
        nodes.map(|(node, size)| (number(node), (size.height, size.width))).collect();
    let edges = graph.edges.iter().map(|edge| (number(edge.from.node), number(edge.to.node)));
    let edges: Vec<(u32, u32)> = edges.collect();
    let config = Config { c_minimization: minimization, vertex_spacing: 32.0, ..Config::default() };
    let mut middles = vec![Point::default(); graph.nodes.len()];
    let mut top = 0.0;
    for (nodes, width, _) in rust_sugiyama::from_vertices_and_edges(&nodes, &edges, &config) {
        for (node, (x, y)) in nodes {
            middles[node] = Point { x: y, y: top + x };
        }
        top += width + 1_000.0;
    }
    middles
}
