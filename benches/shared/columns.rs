//! What the tables of all benches have in common.

/// A row's figures as text: its size, then each with two decimals.
pub(crate) fn figures(values: &[f64]) -> Vec<String> {
    let size = values.first().map(|size| format!("{size}"));
    size.into_iter().chain(values.iter().skip(1).map(|value| format!("{value:.2}"))).collect()
}

/// Lines of cells, each column as wide as its widest cell.
pub(crate) fn aligned(lines: &[Vec<String>]) -> String {
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
