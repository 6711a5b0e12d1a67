//! Requests and their answers, on the demo registry: what the tests of this folder share.

mod intents;
mod laws;
mod requests;

use expect_test::Expect;
use serde_json::Value;

use super::*;
use crate::registry::Registries;
use crate::registry::tests::demo_alone;

fn catalog() -> Catalog {
    Catalog::new(&demo_alone())
}

fn answer(request: Value) -> Response {
    compose(&catalog(), &serde_json::from_value(request).unwrap())
}

/// The plan and the gaps, as one reads them.
fn outline(response: &Response) -> String {
    let mut text = String::new();
    for found in &response.matches {
        text.push_str(&format!("{}: {} {}\n", found.clause, found.reference, found.score));
    }
    for stage in &response.plan.stages {
        text.push_str(&format!("| {}\n", stage.join(" ")));
    }
    for wire in &response.plan.wires {
        let mark = if wire.checked { "" } else { " unchecked" };
        text.push_str(&format!("{} -> {} as {}{mark}\n", wire.source, wire.target, wire.dataset));
    }
    for gap in &response.gaps {
        text.push_str(&format!("? {}\n", serde_json::to_string(gap).unwrap()));
    }
    for warning in &response.warnings {
        text.push_str(&format!("! {warning}\n"));
    }
    for error in &response.errors {
        text.push_str(&format!("!! {}\n", serde_json::to_string(error).unwrap()));
    }
    text
}

fn check(request: Value, expected: Expect) {
    expected.assert_eq(&outline(&answer(request)));
}
