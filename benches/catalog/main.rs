//! How long the catalog takes on registries of growing size, three versions a block.
//!
//! `cargo bench --bench catalog` measures natively; `-- --export <file>` writes the largest registry as
//! JSON instead, the text that other search libraries are compared on. The browser's bench calls
//! [`measure_catalog`] and [`catalog_json`].

#![expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]

#[path = "../shared/clock.rs"]
mod clock;
#[path = "../shared/columns.rs"]
mod columns;
mod registry;
mod stages;
mod table;

use clock::clock;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--export").skip(1);
    if let Some(file) = arguments.next() {
        let text = registry::files(registry::SIZES[registry::SIZES.len() - 1]).index;
        match std::fs::write(&file, &text) {
            Ok(()) => println!("wrote {} bytes to {file}", text.len()),
            Err(error) => println!("{file} was not written: {error}"),
        }
        return;
    }
    let clock = clock();
    let rows: Vec<stages::Row> = registry::SIZES.iter().map(|size| stages::measure(*size, &clock)).collect();
    println!("native, milliseconds and megabytes, best of {} runs", clock::RUNS);
    println!("{}", table::table(&rows));
}

#[cfg(target_arch = "wasm32")]
fn main() {}

/// Measures one size with the browser's clock, in milliseconds.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn measure_catalog(size: usize) -> String {
    serde_json::to_string(&stages::measure(size, &clock()).values()).unwrap_or_default()
}

/// The index that is measured, for other libraries to search.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn catalog_json(size: usize) -> String {
    registry::files(size).index
}

/// Loads an index for good, so that what it leaves in memory can be measured. Its text comes in pieces, as
/// from a host.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hold_catalog(pieces: Vec<js_sys::Uint8Array>) {
    std::mem::forget(stages::load(pieces.iter().map(js_sys::Uint8Array::to_vec)));
}

/// What is typed into every library, as JSON.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn catalog_queries() -> String {
    serde_json::to_string(&stages::TYPED).unwrap_or_default()
}

/// The table of rows that [`measure_catalog`] gave, one array of numbers per size.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn catalog_table(rows: &str) -> String {
    let rows: Vec<Vec<f64>> = serde_json::from_str(rows).unwrap_or_default();
    table::table(&rows.iter().map(|values| stages::Row::of(values)).collect::<Vec<_>>())
}
