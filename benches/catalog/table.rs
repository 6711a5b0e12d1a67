//! Rows as a table a person can read.

use crate::columns::{aligned, figures};
use crate::stages::Row;

const HEAD: [&str; 13] = [
    "blocks",
    "index MB",
    "read",
    "catalog",
    "load",
    "key",
    "worst key",
    "browse",
    "fits",
    "first fits",
    "wish",
    "compose",
    "held MB",
];

/// The table, with how a key stroke grows with the number of blocks.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut lines = vec![HEAD.iter().map(ToString::to_string).chain(["key grows".to_owned()]).collect()];
    for (index, row) in rows.iter().enumerate() {
        let mut line = figures(&row.values());
        let before = index.checked_sub(1).and_then(|before| rows.get(before));
        line.push(before.map_or_else(
            || "-".to_owned(),
            |before| format!("x {:.1} for x {:.0}", row.key / before.key, row.size / before.size),
        ));
        lines.push(line);
    }
    aligned(&lines)
}
