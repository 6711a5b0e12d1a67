//! Plan links: their sizes, how fast bombs are refused, and how fast a large link is looked at.
//!
//! `cargo bench --bench links -- <folder>` also writes what was measured there, so that
//! `tests/e2e/bench-links.mjs` can pack the same JSON in other ways and open the links in Chromium.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a bench may panic")]

mod bombs;
#[path = "../shared/clock.rs"]
mod clock;
#[path = "../shared/columns.rs"]
mod columns;
mod project;

use std::fs;
use std::path::Path;

use blockwright::envelope::{Carrier, Kind, envelope, open};
use blockwright::plan::json::plan_value;
use blockwright::plan_link::{Carry, Cover, full, read_envelope, source};
use blockwright::review::{View, review};
use blockwright::value::canonical;
use blockwright::workspace::{Workspace, analyze};
use clock::{best, clock};
use serde_json::json;

/// Milliseconds in which a bomb is to be refused.
const BUDGET: f64 = 50.0;
/// What an address has before its hash.
const PAGE: &str = "https://flows.example.com/#";

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let folder = folder.as_deref().map(Path::new);
    println!("native, milliseconds");
    println!("{}", bombs::table(BUDGET));
    let projects =
        [("sample", project::sample()), ("500", project::many(500)), ("2000", project::many(2_000))];
    for (name, workspace) in &projects {
        write_sizes(folder, name, workspace);
    }
    look(folder, &project::many(1_001));
}

/// Writes both kinds of link of a project, and their JSON as it is.
fn write_sizes(folder: Option<&Path>, name: &str, workspace: &Workspace) {
    let analysis = analyze(workspace);
    let plan = analysis.plan.as_ref().unwrap_or_else(|| panic!("{name}: {:#?}", analysis.problems));
    let source = source(workspace, &analysis, &Cover::default(), Carry::State).unwrap();
    let full = full(&analysis, &Cover::default()).unwrap();
    // The plan as its JSON is, before it is made smaller.
    let whole = json!({"format": "full", "tool": full["tool"], "version": 1, "whole": plan_value(plan)});
    let resources = plan.steps.len();
    for (kind, payload, plain) in [(Kind::Source, &source, &source), (Kind::Full, &full, &whole)] {
        let (text, _) = envelope(kind, payload).unwrap();
        let (kind, length) = (kind.format(), PAGE.len() + text.len());
        println!("{name}, {resources} resources, {kind}: {length} characters");
        if let Some(folder) = folder {
            let row = json!({"name": name, "resources": resources, "kind": kind, "characters": length,
                "json": canonical(plain), "prefix": PAGE.len() + text.len() - text.rsplit('.').next().unwrap().len()});
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join(format!("{name}-{kind}.json")), row.to_string()).unwrap();
        }
    }
}

/// Times what a reviewer's page does with a link of many changes.
fn look(folder: Option<&Path>, workspace: &Workspace) {
    let analysis = analyze(workspace);
    let changes = analysis.plan.as_ref().map(|plan| plan.actions().count()).unwrap();
    let payload = source(workspace, &analysis, &Cover::default(), Carry::State).unwrap();
    let (text, _) = envelope(Kind::Source, &payload).unwrap();
    let view = View { now: "2026-11-29T08:00:00Z", ..View::default() };
    let clock = clock();
    let reading = best(&clock, || read_envelope(open(&text, Carrier::Link).unwrap()).unwrap());
    let link = read_envelope(open(&text, Carrier::Link).unwrap()).unwrap();
    let looking = best(&clock, || review(&link, &view));
    println!(
        "{changes} changes, {} characters: read in {reading:.1} ms, worked out again in {looking:.1} ms",
        text.len()
    );
    if let Some(folder) = folder {
        fs::write(folder.join("large.txt"), text).unwrap();
    }
}
