//! How long a layout takes and how good it is, beside rust-sugiyama on the same graphs.

mod crossings;
mod graphs;
mod peer;

use blockwright::geometry::Point;
use blockwright::layered::{Graph, Layout, Spacing, layout};
use rust_sugiyama::configure::CrossingMinimization;
use std::time::Instant;

fn middles(graph: &Graph, layout: &Layout) -> Vec<Point> {
    graph
        .nodes
        .iter()
        .zip(&layout.nodes)
        .map(|(n, p)| p.shifted(Point { x: n.width / 2.0, y: n.height / 2.0 }))
        .collect()
}

fn main() {
    let only: Option<usize> = std::env::args().filter_map(|a| a.parse().ok()).next();
    for (nodes, layers) in [(30, 6), (200, 12), (2_000, 40), (10_000, 100)] {
        if only.is_some_and(|o| o < nodes) {
            continue;
        }
        let graph = graphs::flow(nodes, layers);
        let spacing = Spacing::default();
        let mut best = f64::INFINITY;
        let mut l = Layout::default();
        for _ in 0..5 {
            let start = Instant::now();
            l = layout(&graph, &spacing);
            best = best.min(start.elapsed().as_secs_f64() * 1e3);
        }
        let m = middles(&graph, &l);
        let s = crossings::crossings(&peer::straight(&graph, &m));
        let r = crossings::crossings(&l.routes);
        println!(
            "{nodes} {} ours: {best:.2} ms straight {s} routed {r} {}x{}",
            graph.edges.len(),
            l.bounds.size.width,
            l.bounds.size.height
        );
        if nodes <= 2000 && only.is_none() {
            for min in [CrossingMinimization::Barycenter, CrossingMinimization::Median] {
                let start = Instant::now();
                let m = peer::middles(&graph, min);
                let t = start.elapsed().as_secs_f64() * 1e3;
                println!("   theirs {t:.2} ms {}", crossings::crossings(&peer::straight(&graph, &m)));
            }
        }
    }
}
