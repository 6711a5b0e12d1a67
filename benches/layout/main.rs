//! How long automatic layout takes and how good it is on graphs of growing size.
//!
//! `cargo bench --bench layout` measures natively, beside rust-sugiyama on the same graphs. `.ci/bench`
//! builds the same for the browser with the profile that ships, where a page calls [`measure_layout`].

#![cfg_attr(
    not(target_arch = "wasm32"),
    expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a bench has a clock and may panic")
)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "sizes are far below 2^52"
)]

mod crossings;
mod graphs;
#[cfg(not(target_arch = "wasm32"))]
mod peer;
mod stages;
mod table;

/// Graphs that the peer is asked to lay out as well: larger ones take it too long.
#[cfg(not(target_arch = "wasm32"))]
const PEER_NODES: usize = 2_000;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let start = std::time::Instant::now();
    let clock = move || start.elapsed().as_secs_f64() * 1_000.0;
    let rows: Vec<stages::Row> = stages::GRAPHS.iter().map(|size| stages::measure(*size, &clock)).collect();
    let peers: Vec<Vec<String>> = stages::GRAPHS.iter().map(|size| peer(*size, &clock)).collect();
    println!("native, milliseconds, best of {} runs; the peer is rust-sugiyama, one run", stages::RUNS);
    let head = ["mean: ms", "straight", "median: ms", "straight"];
    println!("{}", table::table(&rows, &head, &peers));
}

/// Milliseconds and crossings of the peer, with either way to place a node among its neighbours.
#[cfg(not(target_arch = "wasm32"))]
fn peer(size: (usize, usize), clock: &dyn Fn() -> f64) -> Vec<String> {
    use rust_sugiyama::configure::CrossingMinimization::{Barycenter, Median};

    let graph = stages::graph(size);
    // It knows no zones.
    if graph.groups > 0 || graph.nodes.len() > PEER_NODES {
        return vec!["-".to_owned(); 4];
    }
    let asked = [Barycenter, Median].map(|minimization| {
        let start = clock();
        let middles = peer::middles(&graph, minimization);
        let time = clock() - start;
        [format!("{time:.2}"), crossings::crossings(&stages::straight(&graph, &middles)).to_string()]
    });
    asked.into_iter().flatten().collect()
}

#[cfg(target_arch = "wasm32")]
fn main() {}

/// Measures the graph at a position with the browser's clock, in milliseconds.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn measure_layout(position: usize) -> Option<String> {
    let clock = || js_sys::Date::now();
    let performance = leptos::prelude::window().performance();
    let clock = || performance.as_ref().map_or_else(clock, web_sys::Performance::now);
    let size = stages::GRAPHS.get(position)?;
    serde_json::to_string(&stages::measure(*size, &clock).values()).ok()
}

/// The table of rows that [`measure_layout`] gave, one array of numbers per graph.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn layout_table(rows: &str) -> String {
    let rows: Vec<Vec<f64>> = serde_json::from_str(rows).unwrap_or_default();
    table::table(&rows.iter().map(|values| stages::Row::of(values)).collect::<Vec<_>>(), &[], &[])
}
