//! What the tests of compositions share: small registries, and reports to compare.

mod names;
mod plans;
mod references;
mod solutions;
mod whole;

use std::sync::Arc;

use expect_test::Expect;

use crate::block::read::read_manifest;
use crate::registry::tests::demo_alone;
use crate::registry::{INDEX_PATH, Registries, Registry};
use crate::source::Source;
use crate::workspace::{Analysis, Workspace, analyze};

/// A registry `R` of these manifests, without a demo beside it.
fn registry(manifests: &[String]) -> Arc<Registries> {
    let mut registry = Registry::new("R");
    registry.accept(INDEX_PATH, r#"{"blocks": []}"#).unwrap();
    for manifest in manifests {
        let (manifest, remarks) = read_manifest(manifest).unwrap();
        assert_eq!(remarks, []);
        registry.add(manifest);
    }
    let mut registries = Registries::default();
    registries.put(registry);
    Arc::new(registries)
}

/// A zone block with one recipe `r` from `IN` to `OUT`.
fn block(id: &str, version: &str, more: &str) -> String {
    format!(
        r#"{{"block_id": "{id}", "version": "{version}", "inputs": [{{"name": "IN"}}], "outputs": [{{"name": "OUT"}}],
        "contains": {{"recipes": ["r"]}}, "source_project": "SRC",
        "recipe_details": [{{"name": "r", "type": "python", "inputs": ["IN"], "outputs": ["OUT"], "payload": "pass"}}]{more}}}"#
    )
}

/// A solution with these steps and ports, as JSON without brackets.
fn solution(id: &str, inputs: &str, outputs: &str, steps: &str) -> String {
    format!(
        r#"{{"block_id": "{id}", "version": "1.0.0", "type": "solution", "inputs": [{inputs}], "outputs": [{outputs}], "sequence": [{steps}]}}"#
    )
}

fn analysis(registries: &Arc<Registries>, text: &str) -> Analysis {
    let text = format!("project: {{key: P, name: Pea}}\n{text}");
    analyze(&Workspace {
        files: vec![Source::new("project.yml", &text)],
        environment: "dev".into(),
        registries: Arc::clone(registries),
        ..Workspace::default()
    })
}

/// One line per problem of level composition or of the base rules, with its place in a solution and
/// its fix.
fn shown(analysis: &Analysis) -> String {
    let mut shown = String::new();
    for problem in analysis.problems.iter() {
        shown += &problem.to_string();
        if let Some(within) = &problem.within {
            shown += &format!(" [{within}]");
        }
        shown.push('\n');
        if let Some(fix) = &problem.fix {
            shown += &format!("    fix: {}\n", fix.title);
        }
    }
    shown
}

/// Compares the problems of `text` against the demo registry.
#[track_caller]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&shown(&analysis(&demo_alone(), text)));
}

/// Compares the problems of `text` against a registry `R` of these manifests.
#[track_caller]
fn check_with(manifests: &[String], text: &str, expected: Expect) {
    expected.assert_eq(&shown(&analysis(&registry(manifests), text)));
}

/// One line per action of the plan.
fn planned(analysis: &Analysis) -> String {
    let Some(plan) = &analysis.plan else { return format!("no plan\n{}", shown(analysis)) };
    plan.actions().map(|step| format!("{} {}\n", step.action.symbol(), step.address)).collect()
}
