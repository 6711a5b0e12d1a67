//! Projects of any size, the same on every run.

use std::fmt::Write as _;

/// Which of two neighbouring configurations.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    /// As deployed.
    Base,
    /// One resource in twenty has another attribute.
    Changed,
}

/// A configuration with `size` resources: the project, and a line of datasets with a recipe between
/// each and the next. About 130 bytes a resource, as in hand-written projects.
pub(crate) fn text(size: usize, variant: Variant) -> String {
    let datasets = size / 2;
    let recipes = size - datasets - 1;
    let mut text = String::from("version: \"1.0\"\nproject:\n  key: BENCH\n  name: Bench\ndatasets:\n");
    for index in 0..datasets {
        let limit = if variant == Variant::Changed && index % 20 == 0 { index + 1 } else { index };
        let _ = writeln!(
            text,
            "  - name: READINGS_{index:05}\n    type: snowflake\n    connection: plant_wh\n    params: {{schema: RAW, table: readings_{index}, limit: {limit}}}"
        );
    }
    text.push_str("recipes:\n");
    for index in 0..recipes {
        let (input, output) = (index % datasets, (index + 1) % datasets);
        let output = output.max(1);
        let input = input.min(output - 1);
        let window = if variant == Variant::Changed && index % 20 == 0 { 48 } else { 24 };
        let _ = writeln!(
            text,
            "  - name: clean_{index:05}\n    type: python\n    inputs: [READINGS_{input:05}]\n    outputs: [READINGS_{output:05}]\n    code: |\n      rows = read(\"READINGS_{input:05}\")\n      write(rows.rolling({window}))"
        );
    }
    text
}
