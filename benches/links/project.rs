//! Projects whose plans are shared.

use std::fmt::Write as _;

use blockwright::source::Source;
use blockwright::workspace::Workspace;

#[path = "../../tests/plan_link/projects.rs"]
mod shared;

pub(crate) use shared::sample;

/// What names are made of, so that they repeat as little as those of people do.
const WORDS: [&str; 24] = [
    "pressure",
    "vibration",
    "alerts",
    "daily",
    "hourly",
    "raw",
    "clean",
    "features",
    "scores",
    "units",
    "sites",
    "orders",
    "customers",
    "weather",
    "history",
    "joined",
    "weekly",
    "rolling",
    "model",
    "inputs",
    "events",
    "sensors",
    "costs",
    "labels",
];

/// A project of so many resources, all to be created, with names, types and code that differ.
pub(crate) fn many(resources: usize) -> Workspace {
    let mut seed = 7_u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let datasets = resources / 2;
    let names: Vec<String> = (0..datasets)
        .map(|at| {
            let mut word = || WORDS[next(WORDS.len())];
            format!("{}_{}_{}_{at}", word(), word(), word()).to_uppercase()
        })
        .collect();
    let mut text = String::from("version: \"1.0\"\nproject: {key: PLANT, name: Plant}\ndatasets:\n");
    for name in &names {
        let kind = ["snowflake", "managed", "managed"][next(3)];
        let rest = match kind {
            "snowflake" => {
                let table = name.to_lowercase();
                format!(
                    "connection: plant_wh, params: {{schema: {}, table: {table}}}",
                    ["RAW", "CORE"][next(2)]
                )
            }
            _ => format!("format_type: {}", ["parquet", "csv"][next(2)]),
        };
        let columns: Vec<String> = (0..3 + next(4))
            .map(|_| {
                let kind = ["string", "double", "bigint", "date"][next(4)];
                format!("{{name: {}_{}, type: {kind}}}", WORDS[next(WORDS.len())], WORDS[next(WORDS.len())])
            })
            .collect();
        let columns = columns.join(", ");
        let _ =
            writeln!(text, "  - {{name: {name}, type: {kind}, {rest}, schema: {{columns: [{columns}]}}}}");
    }
    text.push_str("recipes:\n");
    for at in 0..resources - datasets - 1 {
        // Each reads datasets before the one it writes, so that there is no circle.
        let output = at + 1;
        let input = next(output);
        let (input, output) = (&names[input], &names[output.min(datasets - 1)]);
        let (one, other) = (WORDS[next(WORDS.len())], WORDS[next(WORDS.len())]);
        let _ = writeln!(
            text,
            "  - name: compute_{}\n    type: sql\n    inputs: [{input}]\n    outputs: [{output}]\n    code: |\n      select {one}, avg({other}) as {other}_{}\n      from {input} where {one} is not null group by 1",
            output.to_lowercase(),
            next(100)
        );
    }
    Workspace {
        files: vec![Source::new("project.yml", &text)],
        environment: "prod".to_owned(),
        ..Workspace::default()
    }
}
