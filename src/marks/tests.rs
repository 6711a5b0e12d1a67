//! Marks of small projects, one line for each node and ghost.

mod plans;
mod problems;

use expect_test::{Expect, expect};

use super::*;
use crate::diagnostic::{Diagnostic, Level, Rule, Severity};
use crate::plan::{self, fields};
use crate::registry::tests::demo_alone;
use crate::source::Source;
use crate::state::{State, file};
use crate::workspace::{Workspace, analyze};

static RULE: Rule = Rule {
    id: "TST001",
    level: Level::Composition,
    severity: Severity::Error,
    title: "a rule of this test",
    explanation: "",
};

pub(crate) fn workspace(text: &str) -> Workspace {
    Workspace {
        files: vec![Source::new("project.yml", &format!("project: {{key: P, name: Pea}}\n{text}"))],
        environment: "dev".into(),
        registries: demo_alone(),
        ..Workspace::default()
    }
}

/// `text` planned against the state after `before` was applied.
pub(crate) fn planned(before: &str, text: &str) -> (Diagram, Analysis) {
    let plan = analyze(&workspace(before)).plan.unwrap();
    let mut state = State { environment: "dev".into(), ..State::default() };
    for step in &plan.steps {
        plan::record(&mut state, step, "2026-01-01T00:00:00Z", "ada");
    }
    analyzed(&Workspace { state: Some(file::save(&state).into()), ..workspace(text) })
}

pub(crate) fn analyzed(workspace: &Workspace) -> (Diagram, Analysis) {
    let analysis = analyze(workspace);
    (Diagram::new(&analysis.config, &analysis.composition), analysis)
}

fn problems(diagram: &Diagram, analysis: &Analysis, expected: Expect) {
    let marks = Marks::new(diagram, analysis);
    let listed = |problems: &[usize]| {
        let problem = |position: &usize| {
            let Diagnostic { rule, path, .. } = &analysis.problems[*position];
            format!("{} {path}", rule.id)
        };
        problems.iter().map(problem).collect::<Vec<_>>().join(", ")
    };
    let mut shown = String::new();
    for (node, mark) in diagram.nodes.iter().zip(&marks.nodes) {
        if mark.problems.is_empty() {
            continue;
        }
        shown += &format!("{}: {} ({})\n", node.id, mark.counts, listed(&mark.problems));
        for port in &mark.ports {
            let name = &node.ports(port.side)[port.port].name;
            shown += &format!("  {:?} {name}: {}\n", port.side, listed(&port.problems));
        }
    }
    shown += &format!("elsewhere: {}\n", listed(&marks.elsewhere));
    expected.assert_eq(&shown);
}

fn plan_marks((diagram, analysis): (Diagram, Analysis), expected: Expect) {
    let marks = Marks::new(&diagram, &analysis);
    let plan = analysis.plan.as_ref().unwrap();
    let told = |changes: &Changes| {
        let signs = signs(changes.summary);
        let mut shown = format!("{} {signs}", changes.operation.sign());
        for step in changes.steps.iter().map(|step| &plan.steps[*step]) {
            let paths = |step| fields::changed(step).len();
            let operation = Operation::of(step);
            if operation != Operation::Unchanged {
                shown += &format!("\n    {} {} ({} fields)", operation.sign(), step.address, paths(step));
            }
        }
        shown + "\n"
    };
    let mut shown = String::new();
    for (node, mark) in diagram.nodes.iter().zip(&marks.nodes) {
        shown += &format!("{}: {}", node.id, mark.changes.as_ref().map_or("none\n".into(), told));
    }
    for ghost in &marks.ghosts {
        let ports = |ports: &[GhostPort]| {
            ports
                .iter()
                .map(|port| format!("{}={}", port.name, port.objects.join("+")))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let parent = ghost.parent.as_ref().map(|parent| format!(" in {parent}")).unwrap_or_default();
        shown += &format!(
            "ghost {} ({} {}{parent}) {} -> {}: {}",
            ghost.id,
            ghost.kind,
            ghost.label,
            ports(&ghost.inputs),
            ports(&ghost.outputs),
            told(&ghost.changes)
        );
    }
    let end = |end: TrailEnd| match end {
        TrailEnd::Node(end) => diagram.nodes[end.node].id.to_string(),
        TrailEnd::Ghost(end) => format!("({})", marks.ghosts[end.node].id),
    };
    for trail in &marks.trails {
        shown += &format!("{} > {} {}\n", end(trail.source), end(trail.target), trail.object);
    }
    let outside: Vec<&str> = marks.outside.iter().map(|step| plan.steps[*step].address.as_str()).collect();
    shown += &format!("outside: {}\n", outside.join(", "));
    expected.assert_eq(&shown);
}

pub(crate) const SOLUTION: &str = "solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: upkeep
    inputs: {RAW_SENSOR_DATA: READINGS}
";

pub(crate) const READINGS: &str = "datasets:\n  - {name: READINGS, type: managed}\n";

pub(crate) fn block(block: &str, name: &str, inputs: &str) -> String {
    format!("  - {{ref: BLOCKS_REGISTRY/{block}, instance_name: {name}, inputs: {{{inputs}}}}}\n")
}
