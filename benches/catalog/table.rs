//! Rows as a table a person can read.

use crate::stages::Row;

const HEAD: [&str; 11] = [
    "blocks",
    "index MB",
    "read",
    "catalog",
    "key",
    "worst key",
    "browse",
    "fits",
    "wish",
    "compose",
    "held MB",
];

/// The table, with how a key stroke grows with the number of blocks.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut lines = vec![HEAD.iter().map(ToString::to_string).chain(["key grows".to_owned()]).collect()];
    for (index, row) in rows.iter().enumerate() {
        let values = row.values();
        let size = values.first().map(|size| format!("{size}"));
        let figures = values.iter().skip(1).map(|value| format!("{value:.2}"));
        let mut line: Vec<String> = size.into_iter().chain(figures).collect();
        let before = index.checked_sub(1).and_then(|before| rows.get(before));
        line.push(before.map_or_else(
            || "-".to_owned(),
            |before| format!("x {:.1} for x {:.0}", row.key / before.key, row.size / before.size),
        ));
        lines.push(line);
    }
    aligned(&lines)
}

fn aligned(lines: &[Vec<String>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let cell = |line: &[String], column: usize| line.get(column).cloned().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| lines.iter().map(|line| cell(line, column).chars().count()).max().unwrap_or_default())
        .collect();
    let shown = lines.iter().map(|line| {
        let cells =
            widths.iter().enumerate().map(|(column, width)| format!("{:>width$}", cell(line, column)));
        cells.collect::<Vec<_>>().join("  ")
    });
    shown.collect::<Vec<_>>().join("\n")
}
