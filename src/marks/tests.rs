//! Marks of small projects, one line for each node and ghost.

use std::sync::{Arc, LazyLock};

use expect_test::{Expect, expect};

use super::*;
use crate::diagnostic::{Diagnostic, Level, Rule, Severity};
use crate::plan::{self, fields};
use crate::registry::Registries;
use crate::registry::tests::demo;
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
    static DEMO: LazyLock<Arc<Registries>> = LazyLock::new(|| {
        let mut registries = Registries::default();
        registries.put(demo());
        Arc::new(registries)
    });
    Workspace {
        files: vec![Source::new("project.yml", &format!("project: {{key: P, name: Pea}}\n{text}"))],
        environment: "dev".into(),
        registries: Arc::clone(&DEMO),
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

#[test]
fn problems_stand_on_their_nodes_and_ports() {
    let text = "blocks:
  - {ref: BLOCKS_REGISTRY/NO_SUCH_BLOCK@1.0.0, inputs: {A: X}}
  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: cleaning, outputs: {CLEAN_VIBRATION: CLEAN}}
  - {ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0, instance_name: features, inputs: {CLEAN_VIBRATION: NONE, OLD: CLEAN}}
recipes:
  - {name: a, type: sync, inputs: [B1], outputs: [A1]}
  - {name: b, type: sync, inputs: [A1], outputs: [B1]}
  - {name: c, type: sync, inputs: [MISSING], outputs: [C1]}
datasets:
  - {name: A1, type: managed}
  - {name: B1, type: managed}
  - {name: C1, type: nonsense}
";
    let (diagram, analysis) = analyzed(&workspace(text));
    problems(
        &diagram,
        &analysis,
        expect![[r#"
            no_such_block_instance: 1 error (BLK-004 blocks[0].ref)
            cleaning: 1 error (BLK-011 blocks[1].inputs)
              Input RAW_VIBRATION: BLK-011 blocks[1].inputs
            features: 1 error and 1 warning (BLK-015 blocks[2].inputs.CLEAN_VIBRATION, BLK-012 blocks[2].inputs.OLD)
              Input CLEAN_VIBRATION: BLK-015 blocks[2].inputs.CLEAN_VIBRATION
              Input OLD: BLK-012 blocks[2].inputs.OLD
            dataset.C1: 1 warning (SCH006 datasets[2].type)
            recipe.a: 1 error (DEP001 recipes)
            recipe.b: 1 error (DEP001 recipes)
            recipe.c: 1 error (REF001 recipes[2].inputs[0])
              Input in: REF001 recipes[2].inputs[0]
            elsewhere: 
        "#]],
    );
}

#[test]
fn members_have_the_problems_of_their_place() {
    let text = "solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: upkeep
    inputs: {RAW_SENSOR_DATA: A}
datasets:
  - {name: A, type: managed}
";
    let (diagram, analysis) = analyzed(&workspace(text));
    assert_eq!(analysis.problems.len(), 0);
    let within = |place: &str| RULE.report("solutions[0].ref", "odd").within(place);
    let problems_inside = [
        within("COMPRESSOR_MONITORING_SOLUTION@1.0.0:features.CLEAN_VIBRATION"),
        within("COMPRESSOR_MONITORING_SOLUTION@1.0.0:rul"),
        within("COMPRESSOR_MONITORING_SOLUTION@1.0.0:outputs.ALERTS"),
        within("INNER@1.0.0:alerting.ANOMALIES"),
        within("INNER@1.0.0:sequence[0].alias"),
    ];
    let analysis = Analysis { problems: problems_inside.into(), ..analysis };
    problems(
        &diagram,
        &analysis,
        expect![[r#"
        upkeep: 5 errors (TST001 solutions[0].ref, TST001 solutions[0].ref, TST001 solutions[0].ref, TST001 solutions[0].ref, TST001 solutions[0].ref)
        upkeep__features: 1 error (TST001 solutions[0].ref)
          Input CLEAN_VIBRATION: TST001 solutions[0].ref
        upkeep__rul: 1 error (TST001 solutions[0].ref)
        upkeep__alerting: 1 error (TST001 solutions[0].ref)
          Input ANOMALIES: TST001 solutions[0].ref
        elsewhere: 
    "#]],
    );
}

#[test]
fn without_a_plan_nothing_is_planned() {
    let (diagram, analysis) = analyzed(&workspace("blocks: [{ref: NONE}]\n"));
    assert_eq!(analysis.plan, None);
    let marks = Marks::new(&diagram, &analysis);
    assert!(marks.nodes.iter().all(|mark| mark.changes.is_none()));
    assert_eq!((marks.ghosts, marks.trails, marks.outside), (Vec::new(), Vec::new(), Vec::new()));
}

pub(crate) fn block(block: &str, name: &str, inputs: &str) -> String {
    format!("  - {{ref: BLOCKS_REGISTRY/{block}, instance_name: {name}, inputs: {{{inputs}}}}}\n")
}

#[test]
fn a_first_plan_creates_everything() {
    let cleaning = block("SENSOR_DATA_CLEANING@1.0.0", "cleaning", "RAW_VIBRATION: READINGS");
    plan_marks(
        analyzed(&workspace(&format!("{READINGS}blocks:\n{cleaning}"))),
        expect![[r#"
        cleaning: + +6
            + zone.P.sensor_data_cleaning_zone (1 fields)
            + dataset.P.CLEANING__VALID_SIGNAL (2 fields)
            + dataset.P.CLEANING__CLEAN_VIBRATION (3 fields)
            + recipe.P.cleaning__drop_flat_signals (7 fields)
            + recipe.P.cleaning__fill_gaps (7 fields)
            + block.P.cleaning (5 fields)
        dataset.READINGS: + +1
            + dataset.P.READINGS (3 fields)
        outside: project.P
    "#]],
    );
}

#[test]
fn what_changes_in_a_block_is_counted_and_what_goes_is_a_ghost() {
    let cleaning = block("SENSOR_DATA_CLEANING@1.0.0", "cleaning", "RAW_VIBRATION: READINGS");
    let features =
        block("COMPRESSOR_FEATURE_ENG@1.0.0", "features", "CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION");
    let recipes = "recipes:\n  - {name: copy, type: sync, inputs: [READINGS], outputs: [COPY]}\n";
    let before =
        format!("{READINGS}  - {{name: COPY, type: managed}}\n{recipes}blocks:\n{cleaning}{features}");
    let newer = cleaning.replace("1.0.0", "1.1.0");
    plan_marks(
        planned(&before, &format!("{READINGS}blocks:\n{newer}")),
        expect![[r#"
        cleaning: ~ ~2
            ~ recipe.P.cleaning__drop_flat_signals (1 fields)
            ~ block.P.cleaning (1 fields)
        dataset.READINGS: = 
        ghost recipe.copy (recipe sync) in=READINGS -> out=COPY: - -1
            - recipe.P.copy (5 fields)
        ghost features (block COMPRESSOR_FEATURE_ENG@1.0.0) CLEAN_VIBRATION=CLEANING__CLEAN_VIBRATION -> ENGINEERED_FEATURES=FEATURES__ENGINEERED_FEATURES: - -8
            - block.P.features (5 fields)
            - recipe.P.features__feature_combine (7 fields)
            - recipe.P.features__fft_analysis (7 fields)
            - recipe.P.features__signal_smoothing (7 fields)
            - dataset.P.FEATURES__ENGINEERED_FEATURES (3 fields)
            - dataset.P.FEATURES__FFT_RESULTS (2 fields)
            - dataset.P.FEATURES__SMOOTHED_SIGNAL (2 fields)
            - zone.P.compressor_feature_eng_zone (1 fields)
        ghost dataset.COPY (dataset managed) in=COPY -> out=COPY: - -1
            - dataset.P.COPY (3 fields)
        dataset.READINGS > (recipe.copy) READINGS
        cleaning > (features) CLEANING__CLEAN_VIBRATION
        (recipe.copy) > (dataset.COPY) COPY
        outside: library.P.RELIABILITY_ANALYTICS, project.P
    "#]],
    );
    let replaced = READINGS.replace("managed", "s3");
    plan_marks(
        planned(&before, &format!("{replaced}blocks:\n{cleaning}{features}")),
        expect![[r#"
        cleaning: = 
        features: = 
        dataset.READINGS: -+ ~1
            -+ dataset.P.READINGS (1 fields)
        ghost recipe.copy (recipe sync) in=READINGS -> out=COPY: - -1
            - recipe.P.copy (5 fields)
        ghost dataset.COPY (dataset managed) in=COPY -> out=COPY: - -1
            - dataset.P.COPY (3 fields)
        dataset.READINGS > (recipe.copy) READINGS
        (recipe.copy) > (dataset.COPY) COPY
        outside: project.P, library.P.RELIABILITY_ANALYTICS
    "#]],
    );
}

#[test]
fn a_solution_that_goes_takes_its_members_along() {
    plan_marks(
        planned(&format!("{READINGS}{SOLUTION}"), READINGS),
        expect![[r#"
        dataset.READINGS: = 
        ghost upkeep (solution COMPRESSOR_MONITORING_SOLUTION@1.0.0) RAW_SENSOR_DATA=READINGS -> ALERTS=UPKEEP__ALERTING__ALERTS ANOMALIES=UPKEEP__ANOMALY__ANOMALIES HEALTH_SCORES=UPKEEP__RUL__RUL_SCORES: - -35
            - solution.P.upkeep (6 fields)
        ghost upkeep__alerting (block EQUIPMENT_ALERTING@1.1.0 in upkeep) ANOMALIES=UPKEEP__ANOMALY__ANOMALIES RUL_SCORES=UPKEEP__RUL__RUL_SCORES -> ALERTS=UPKEEP__ALERTING__ALERTS: - -6
            - block.P.upkeep__alerting (6 fields)
            - recipe.P.upkeep__alerting__threshold_compute (7 fields)
            - recipe.P.upkeep__alerting__merge_signals (6 fields)
            - dataset.P.UPKEEP__ALERTING__ALERTS (3 fields)
            - dataset.P.UPKEEP__ALERTING__ALERT_CANDIDATES (2 fields)
            - zone.P.upkeep_alerting_zone (1 fields)
        ghost upkeep__rul (block RUL_PREDICTION@1.0.0 in upkeep) FEATURES=UPKEEP__FEATURES__ENGINEERED_FEATURES -> RUL_SCORES=UPKEEP__RUL__RUL_SCORES: - -6
            - block.P.upkeep__rul (5 fields)
            - recipe.P.upkeep__rul__predict_rul (7 fields)
            - recipe.P.upkeep__rul__degradation_trend (6 fields)
            - dataset.P.UPKEEP__RUL__RUL_SCORES (3 fields)
            - dataset.P.UPKEEP__RUL__DEGRADATION (2 fields)
            - zone.P.upkeep_rul_zone (1 fields)
        ghost upkeep__anomaly (block EQUIPMENT_ANOMALY_DETECTION@1.0.0 in upkeep) FEATURES=UPKEEP__FEATURES__ENGINEERED_FEATURES -> ANOMALIES=UPKEEP__ANOMALY__ANOMALIES: - -8
            - block.P.upkeep__anomaly (5 fields)
            - recipe.P.upkeep__anomaly__keep_anomalies (7 fields)
            - recipe.P.upkeep__anomaly__score_isolation_forest (7 fields)
            - recipe.P.upkeep__anomaly__prepare_features (6 fields)
            - dataset.P.UPKEEP__ANOMALY__ANOMALIES (3 fields)
            - dataset.P.UPKEEP__ANOMALY__SCORED (2 fields)
            - dataset.P.UPKEEP__ANOMALY__FEATURES_PREPARED (2 fields)
            - zone.P.upkeep_anomaly_zone (1 fields)
        ghost upkeep__features (block COMPRESSOR_FEATURE_ENG@1.1.0 in upkeep) CLEAN_VIBRATION=UPKEEP__CLEANING__CLEAN_VIBRATION -> ENGINEERED_FEATURES=UPKEEP__FEATURES__ENGINEERED_FEATURES: - -8
            - block.P.upkeep__features (5 fields)
            - recipe.P.upkeep__features__feature_combine (7 fields)
            - recipe.P.upkeep__features__fft_analysis (7 fields)
            - recipe.P.upkeep__features__signal_smoothing (7 fields)
            - dataset.P.UPKEEP__FEATURES__ENGINEERED_FEATURES (3 fields)
            - dataset.P.UPKEEP__FEATURES__FFT_RESULTS (2 fields)
            - dataset.P.UPKEEP__FEATURES__SMOOTHED_SIGNAL (2 fields)
            - zone.P.upkeep_features_zone (1 fields)
        ghost upkeep__cleaning (block SENSOR_DATA_CLEANING@1.1.0 in upkeep) RAW_VIBRATION=READINGS -> CLEAN_VIBRATION=UPKEEP__CLEANING__CLEAN_VIBRATION: - -6
            - block.P.upkeep__cleaning (5 fields)
            - recipe.P.upkeep__cleaning__fill_gaps (7 fields)
            - recipe.P.upkeep__cleaning__drop_flat_signals (7 fields)
            - dataset.P.UPKEEP__CLEANING__CLEAN_VIBRATION (3 fields)
            - dataset.P.UPKEEP__CLEANING__VALID_SIGNAL (2 fields)
            - zone.P.upkeep_cleaning_zone (1 fields)
        dataset.READINGS > (upkeep) READINGS
        (upkeep__anomaly) > (upkeep__alerting) UPKEEP__ANOMALY__ANOMALIES
        (upkeep__rul) > (upkeep__alerting) UPKEEP__RUL__RUL_SCORES
        (upkeep__features) > (upkeep__rul) UPKEEP__FEATURES__ENGINEERED_FEATURES
        (upkeep__features) > (upkeep__anomaly) UPKEEP__FEATURES__ENGINEERED_FEATURES
        (upkeep__cleaning) > (upkeep__features) UPKEEP__CLEANING__CLEAN_VIBRATION
        outside: library.P.RELIABILITY_ANALYTICS, project.P
    "#]],
    );
}

#[test]
fn a_solution_that_comes_brings_its_members_along() {
    plan_marks(
        planned(READINGS, &format!("{READINGS}{SOLUTION}")),
        expect![[r#"
        upkeep: + +35
            + solution.P.upkeep (6 fields)
        dataset.READINGS: = 
        upkeep__cleaning: + +6
            + zone.P.upkeep_cleaning_zone (1 fields)
            + dataset.P.UPKEEP__CLEANING__VALID_SIGNAL (2 fields)
            + dataset.P.UPKEEP__CLEANING__CLEAN_VIBRATION (3 fields)
            + recipe.P.upkeep__cleaning__drop_flat_signals (7 fields)
            + recipe.P.upkeep__cleaning__fill_gaps (7 fields)
            + block.P.upkeep__cleaning (5 fields)
        upkeep__features: + +8
            + zone.P.upkeep_features_zone (1 fields)
            + dataset.P.UPKEEP__FEATURES__SMOOTHED_SIGNAL (2 fields)
            + dataset.P.UPKEEP__FEATURES__FFT_RESULTS (2 fields)
            + dataset.P.UPKEEP__FEATURES__ENGINEERED_FEATURES (3 fields)
            + recipe.P.upkeep__features__signal_smoothing (7 fields)
            + recipe.P.upkeep__features__fft_analysis (7 fields)
            + recipe.P.upkeep__features__feature_combine (7 fields)
            + block.P.upkeep__features (5 fields)
        upkeep__anomaly: + +8
            + zone.P.upkeep_anomaly_zone (1 fields)
            + dataset.P.UPKEEP__ANOMALY__FEATURES_PREPARED (2 fields)
            + dataset.P.UPKEEP__ANOMALY__SCORED (2 fields)
            + dataset.P.UPKEEP__ANOMALY__ANOMALIES (3 fields)
            + recipe.P.upkeep__anomaly__prepare_features (6 fields)
            + recipe.P.upkeep__anomaly__score_isolation_forest (7 fields)
            + recipe.P.upkeep__anomaly__keep_anomalies (7 fields)
            + block.P.upkeep__anomaly (5 fields)
        upkeep__rul: + +6
            + zone.P.upkeep_rul_zone (1 fields)
            + dataset.P.UPKEEP__RUL__DEGRADATION (2 fields)
            + dataset.P.UPKEEP__RUL__RUL_SCORES (3 fields)
            + recipe.P.upkeep__rul__degradation_trend (6 fields)
            + recipe.P.upkeep__rul__predict_rul (7 fields)
            + block.P.upkeep__rul (5 fields)
        upkeep__alerting: + +6
            + zone.P.upkeep_alerting_zone (1 fields)
            + dataset.P.UPKEEP__ALERTING__ALERT_CANDIDATES (2 fields)
            + dataset.P.UPKEEP__ALERTING__ALERTS (3 fields)
            + recipe.P.upkeep__alerting__merge_signals (6 fields)
            + recipe.P.upkeep__alerting__threshold_compute (7 fields)
            + block.P.upkeep__alerting (6 fields)
        outside: library.P.RELIABILITY_ANALYTICS, project.P
    "#]],
    );
}
