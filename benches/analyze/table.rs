//! Rows as a table a person can read.

use crate::columns::{aligned, figures};
use crate::stages::Row;

const HEAD: [&str; 8] =
    ["resources", "parse", "validate", "plan new", "plan 5 %", "plan JSON", "text to plan", "after an edit"];

/// The native table, with the peer's time to read the same text.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn native(rows: &[Row], peer: &[f64]) -> String {
    let mut head: Vec<String> = HEAD.iter().map(ToString::to_string).collect();
    head.extend(["yaml_serde".to_owned(), "parse / peer".to_owned(), "growth".to_owned()]);
    let mut lines = vec![head];
    for (index, (row, peer)) in rows.iter().zip(peer).enumerate() {
        let mut line = figures(&row.values());
        line.extend([format!("{peer:.2}"), format!("{:.2}", row.parse / peer), growth(rows, index)]);
        lines.push(line);
    }
    aligned(&lines)
}

/// The browser's table, with the budgets of the design.
#[cfg(target_arch = "wasm32")]
pub(crate) fn browser(rows: &[Row]) -> String {
    let mut head: Vec<String> = HEAD.iter().map(ToString::to_string).collect();
    head.extend(["growth".to_owned(), "budget".to_owned(), "met".to_owned()]);
    let mut lines = vec![head];
    for (index, row) in rows.iter().enumerate() {
        let (whole, edit) = budget(row.size);
        let met =
            whole.is_none_or(|budget| row.whole <= budget) && edit.is_none_or(|budget| row.edit <= budget);
        let shown = match (whole, edit) {
            (Some(whole), Some(edit)) => format!("{whole} and {edit}"),
            (Some(whole), None) => whole.to_string(),
            _ => "-".to_owned(),
        };
        let mut line = figures(&row.values());
        line.extend([growth(rows, index), shown, if met { "yes" } else { "NO" }.to_owned()]);
        lines.push(line);
    }
    aligned(&lines)
}

/// Budgets for text to plan and for the analysis after an edit, in milliseconds.
#[cfg(target_arch = "wasm32")]
fn budget(size: f64) -> (Option<f64>, Option<f64>) {
    match size as usize {
        1_000 => (Some(15.0), Some(8.0)),
        5_000 => (Some(75.0), None),
        10_000 => (Some(160.0), None),
        _ => (None, None),
    }
}

/// How many times longer text to plan takes than in the row before.
fn growth(rows: &[Row], index: usize) -> String {
    let before = index.checked_sub(1).and_then(|before| rows.get(before));
    let growth = before.zip(rows.get(index)).map(|(before, row)| row.whole / before.whole);
    growth.map_or_else(|| "-".to_owned(), |growth| format!("x {growth:.1}"))
}
