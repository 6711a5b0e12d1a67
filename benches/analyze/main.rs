//! How long the engine takes, stage by stage, on projects of growing size.
//!
//! `cargo bench` measures natively, beside `yaml_serde` reading the same text. `.ci/bench` builds the
//! same stages for the browser with the profile that ships, where a page calls [`measure`].

#![cfg_attr(not(target_arch = "wasm32"), expect(clippy::unwrap_used, reason = "a bench may panic"))]
#![expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]

#[path = "../shared/clock.rs"]
mod clock;
#[path = "../shared/columns.rs"]
mod columns;
mod project;
mod stages;
mod table;

#[cfg(not(target_arch = "wasm32"))]
use clock::best;
use clock::clock;

/// Numbers of resources that are measured.
#[cfg(not(target_arch = "wasm32"))]
const SIZES: [usize; 4] = [100, 1_000, 5_000, 10_000];

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let clock = clock();
    let rows: Vec<stages::Row> = SIZES.iter().map(|size| stages::measure(*size, &clock)).collect();
    println!("native, milliseconds, best of {} runs", clock::RUNS);
    println!("{}", table::native(&rows, &SIZES.map(|size| peer(size, &clock))));
}

/// The peer: `yaml_serde` reads the same text into its own values.
#[cfg(not(target_arch = "wasm32"))]
fn peer(size: usize, clock: &dyn Fn() -> f64) -> f64 {
    let text = project::text(size, project::Variant::Base);
    best(clock, || {
        let value: yaml_serde::Value = yaml_serde::from_str(&text).unwrap();
        value
    })
}

#[cfg(target_arch = "wasm32")]
fn main() {}

/// Measures one size with the browser's clock, in milliseconds.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn measure(size: usize) -> String {
    serde_json::to_string(&stages::measure(size, &clock()).values()).unwrap_or_default()
}

/// The table of rows that [`measure`] gave, one array of numbers per size.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn table(rows: &str) -> String {
    let rows: Vec<Vec<f64>> = serde_json::from_str(rows).unwrap_or_default();
    table::browser(&rows.iter().map(|values| stages::Row::of(values)).collect::<Vec<_>>())
}
