//! Rows as a table a person can read.

use crate::stages::Row;

const HEAD: [&str; 11] = [
    "nodes",
    "zones",
    "edges",
    "ms",
    "straight",
    "routed",
    "same again",
    "one more: ms",
    "moved",
    "reordered",
    "budget",
];

/// The table, with what the caller knows besides.
pub(crate) fn table(rows: &[Row], more_head: &[&str], more: &[Vec<String>]) -> String {
    let mut lines: Vec<Vec<String>> = vec![HEAD.iter().chain(more_head).map(ToString::to_string).collect()];
    for (index, row) in rows.iter().enumerate() {
        let mut line: Vec<String> = row.values().iter().map(|value| format!("{value:.0}")).collect();
        line[3] = format!("{:.2}", row.time);
        if row.is_same > 0.0 { "yes" } else { "NO" }.clone_into(&mut line[6]);
        line[7] = format!("{:.2}", row.time_more);
        line[8] = format!("{:.1}", row.moved);
        line[9] = format!("{:.1} %", row.reordered * 100.0);
        line.push(budget(row));
        line.extend(more.get(index).into_iter().flatten().cloned());
        lines.push(line);
    }
    aligned(&lines)
}

/// What the design allows in a browser, in milliseconds, and whether it is kept.
fn budget(row: &Row) -> String {
    let budget = match row.nodes as usize {
        200 => 10.0,
        2_000 => 60.0,
        10_000 => 150.0,
        _ => return "-".to_owned(),
    };
    format!("{budget} {}", if row.time <= budget { "kept" } else { "BROKEN" })
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
