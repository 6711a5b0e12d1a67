//! Verdicts in small projects, one line for each port, and their agreement with the rules.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use expect_test::{Expect, expect};

use super::*;
use crate::diagnostic::Severity;
use crate::diagram::NodeId;
use crate::registry::tests::demo;
use crate::source::Source;
use crate::workspace::{Analysis, Workspace, analyze};

struct Project {
    registries: Arc<Registries>,
    analysis: Analysis,
    diagram: Diagram,
    declared: Declared,
}

fn project(text: &str) -> Project {
    static DEMO: LazyLock<Arc<Registries>> = LazyLock::new(|| {
        let mut registries = Registries::default();
        registries.put(demo());
        Arc::new(registries)
    });
    let registries = Arc::clone(&DEMO);
    let analysis = analyze(&Workspace {
        files: vec![Source::new("project.yml", &format!("project: {{key: P, name: Pea}}\n{text}"))],
        registries: Arc::clone(&registries),
        ..Workspace::default()
    });
    let diagram = Diagram::new(&analysis.config, &analysis.composition);
    let declared = Declared::new(&analysis.config);
    Project { registries, analysis, diagram, declared }
}

impl Project {
    /// Takes up the port `node.PORT`.
    fn arm(&self, port: &str, side: Side) -> Armed {
        let Self { diagram, analysis, registries, declared } = self;
        let (config, composition) = (&analysis.config, &analysis.composition);
        let basis = Basis { diagram, config, composition, registries, declared };
        Armed::new(basis, self.end(port, side), side).unwrap()
    }

    fn end(&self, port: &str, side: Side) -> End {
        let (node, port) = port.rsplit_once('.').unwrap();
        let at = self.diagram.position(&NodeId::from(node)).unwrap();
        End { node: at, port: self.diagram.nodes[at].port(side, port).unwrap() }
    }

    fn name(&self, end: End, side: Side) -> String {
        let node = &self.diagram.nodes[end.node];
        format!("{}.{}", node.id, node.ports(side)[end.port].name)
    }

    fn verdicts(&self, armed: &Armed) -> String {
        let side = opposite(armed.side);
        let mut shown = String::new();
        for (at, node) in self.diagram.nodes.iter().enumerate() {
            for port in 0..node.ports(side).len() {
                let end = End { node: at, port };
                let verdict = armed.verdict(end, side).unwrap();
                let sign = match verdict {
                    Verdict::Fits(_) => '+',
                    Verdict::Warns(_) => '!',
                    Verdict::Refused(_) => '-',
                };
                writeln!(shown, "{sign} {}: {verdict}", self.name(end, side)).unwrap();
            }
        }
        shown
    }

    fn candidates(&self, armed: &Armed, typed: &str) -> Vec<String> {
        let names = armed.candidates(typed, None).into_iter();
        names.map(|candidate| self.name(candidate.end, opposite(armed.side))).collect()
    }
}

const FLOW: &str = "
datasets:
  - {name: READINGS, type: managed}
  - {name: SHORT, type: managed, schema: {columns: [{name: EQUIPMENT_ID, type: string}]}}
  - {name: SCORES, type: managed}
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning
    inputs: {RAW_VIBRATION: READINGS}
    outputs: {CLEAN_VIBRATION: CLEAN}
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    instance_name: features
    inputs: {CLEAN_VIBRATION: CLEAN}
  - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@1.0.0
    instance_name: anomaly
  - ref: BLOCKS_REGISTRY/FAILURE_MODEL_SCORING@1.0.0
    instance_name: risk
    inputs: {FEATURES: CLEAN}
  - ref: BLOCKS_REGISTRY/NO_SUCH_BLOCK@1.0.0
    instance_name: unknown
    inputs: {A: GONE}
  - ref: BLOCKS_REGISTRY/FAILURE_MODEL_TRAINING@1.0.0
    instance_name: training
    inputs: {OLD: CLEAN}
solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: upkeep
    inputs: {RAW_SENSOR_DATA: READINGS}
recipes:
  - {name: copy, type: sync, inputs: [CLEAN], outputs: [SCORES]}
  - {name: split, type: split, inputs: [], outputs: [S1, S2]}
";

fn check(port: &str, side: Side, expected: Expect) {
    let project = project(FLOW);
    expected.assert_eq(&project.verdicts(&project.arm(port, side)));
}

#[test]
fn an_output_in_hand() {
    check(
        "features.ENGINEERED_FEATURES",
        Side::Output,
        expect![[r#"
            - cleaning.RAW_VIBRATION: would close a circle: features, cleaning
            - features.CLEAN_VIBRATION: its own port
            - features.EQUIPMENT_METADATA: its own port
            + anomaly.FEATURES: fits: 4 of 4 columns
            ! risk.FEATURES: already wired to CLEAN: connecting replaces it
            - risk.FAILURE_MODEL: model port, you hold a dataset
            ! unknown.A: already wired to GONE: connecting replaces it; the block NO_SUCH_BLOCK@1.0.0 is not in a registry
            + training.FEATURES: fits: 4 of 4 columns
            - training.FAILURE_EVENTS: columns EVENT_DATE, FAILURE_MODE are missing
            - training.OLD: the block has no such port in this version
            - upkeep.RAW_SENSOR_DATA: columns SENSOR_ID, TIMESTAMP, VALUE are missing
            - upkeep.EQUIPMENT_REGISTRY: columns EQUIPMENT_TYPE, RATED_RPM, INSTALL_DATE are missing
            - dataset.READINGS.in: would close a circle: features, READINGS, cleaning
            + dataset.SHORT.in: fits: 1 of 1 columns
            - dataset.SCORES.in: already written by copy
            + recipe.copy.in: fits: no columns are asked for
            + recipe.split.in: fits: no columns are asked for
            - upkeep__cleaning.RAW_VIBRATION: inside upkeep, which does its own wiring
            - upkeep__features.CLEAN_VIBRATION: inside upkeep, which does its own wiring
            - upkeep__features.EQUIPMENT_METADATA: inside upkeep, which does its own wiring
            - upkeep__anomaly.FEATURES: inside upkeep, which does its own wiring
            - upkeep__rul.FEATURES: inside upkeep, which does its own wiring
            - upkeep__alerting.ANOMALIES: inside upkeep, which does its own wiring
            - upkeep__alerting.RUL_SCORES: inside upkeep, which does its own wiring
        "#]],
    );
}

#[test]
fn a_written_output_in_hand() {
    check(
        "cleaning.CLEAN_VIBRATION",
        Side::Output,
        expect![[r#"
            - cleaning.RAW_VIBRATION: its own port
            - features.CLEAN_VIBRATION: already connected
            - features.EQUIPMENT_METADATA: columns EQUIPMENT_TYPE, RATED_RPM, INSTALL_DATE are missing
            - anomaly.FEATURES: columns WINDOW_START, RMS, KURTOSIS are missing
            - risk.FEATURES: already connected
            - risk.FAILURE_MODEL: model port, you hold a dataset
            ! unknown.A: already wired to GONE: connecting replaces it; the block NO_SUCH_BLOCK@1.0.0 is not in a registry
            - training.FEATURES: columns WINDOW_START, RMS, KURTOSIS are missing
            - training.FAILURE_EVENTS: columns EVENT_DATE, FAILURE_MODE are missing
            - training.OLD: the block has no such port in this version
            ! upkeep.RAW_SENSOR_DATA: already wired to READINGS: connecting replaces it
            - upkeep.EQUIPMENT_REGISTRY: columns EQUIPMENT_TYPE, RATED_RPM, INSTALL_DATE are missing
            - dataset.READINGS.in: would close a circle: cleaning, READINGS
            ! dataset.SHORT.in: written as CLEAN so far: what reads it follows
            - dataset.SCORES.in: already written by copy
            - recipe.copy.in: already connected
            + recipe.split.in: fits: no columns are asked for
            - upkeep__cleaning.RAW_VIBRATION: inside upkeep, which does its own wiring
            - upkeep__features.CLEAN_VIBRATION: inside upkeep, which does its own wiring
            - upkeep__features.EQUIPMENT_METADATA: inside upkeep, which does its own wiring
            - upkeep__anomaly.FEATURES: inside upkeep, which does its own wiring
            - upkeep__rul.FEATURES: inside upkeep, which does its own wiring
            - upkeep__alerting.ANOMALIES: inside upkeep, which does its own wiring
            - upkeep__alerting.RUL_SCORES: inside upkeep, which does its own wiring
        "#]],
    );
}

#[test]
fn a_model_in_hand() {
    check(
        "training.FAILURE_MODEL",
        Side::Output,
        expect![[r#"
        - cleaning.RAW_VIBRATION: dataset port, you hold a model
        - features.CLEAN_VIBRATION: dataset port, you hold a model
        - features.EQUIPMENT_METADATA: dataset port, you hold a model
        - anomaly.FEATURES: dataset port, you hold a model
        - risk.FEATURES: dataset port, you hold a model
        + risk.FAILURE_MODEL: fits: both are models
        ! unknown.A: already wired to GONE: connecting replaces it; the block NO_SUCH_BLOCK@1.0.0 is not in a registry
        - training.FEATURES: its own port
        - training.FAILURE_EVENTS: its own port
        - training.OLD: its own port
        - upkeep.RAW_SENSOR_DATA: dataset port, you hold a model
        - upkeep.EQUIPMENT_REGISTRY: dataset port, you hold a model
        - dataset.READINGS.in: dataset port, you hold a model
        - dataset.SHORT.in: dataset port, you hold a model
        - dataset.SCORES.in: dataset port, you hold a model
        - recipe.copy.in: dataset port, you hold a model
        - recipe.split.in: dataset port, you hold a model
        - upkeep__cleaning.RAW_VIBRATION: inside upkeep, which does its own wiring
        - upkeep__features.CLEAN_VIBRATION: inside upkeep, which does its own wiring
        - upkeep__features.EQUIPMENT_METADATA: inside upkeep, which does its own wiring
        - upkeep__anomaly.FEATURES: inside upkeep, which does its own wiring
        - upkeep__rul.FEATURES: inside upkeep, which does its own wiring
        - upkeep__alerting.ANOMALIES: inside upkeep, which does its own wiring
        - upkeep__alerting.RUL_SCORES: inside upkeep, which does its own wiring
    "#]],
    );
}

#[test]
fn a_recipe_in_hand() {
    check(
        "recipe.split.out",
        Side::Output,
        expect![[r#"
            - cleaning.RAW_VIBRATION: the recipe writes 2 datasets: connect one of these instead
            - features.CLEAN_VIBRATION: the recipe writes 2 datasets: connect one of these instead
            - features.EQUIPMENT_METADATA: the recipe writes 2 datasets: connect one of these instead
            - anomaly.FEATURES: the recipe writes 2 datasets: connect one of these instead
            - risk.FEATURES: the recipe writes 2 datasets: connect one of these instead
            - risk.FAILURE_MODEL: model port, you hold a dataset
            - unknown.A: the recipe writes 2 datasets: connect one of these instead
            - training.FEATURES: the recipe writes 2 datasets: connect one of these instead
            - training.FAILURE_EVENTS: the recipe writes 2 datasets: connect one of these instead
            - training.OLD: the block has no such port in this version
            - upkeep.RAW_SENSOR_DATA: the recipe writes 2 datasets: connect one of these instead
            - upkeep.EQUIPMENT_REGISTRY: the recipe writes 2 datasets: connect one of these instead
            + dataset.READINGS.in: fits: no columns are asked for
            + dataset.SHORT.in: fits: no columns are asked for
            - dataset.SCORES.in: already written by copy
            - recipe.copy.in: the recipe writes 2 datasets: connect one of these instead
            - recipe.split.in: its own port
            - upkeep__cleaning.RAW_VIBRATION: inside upkeep, which does its own wiring
            - upkeep__features.CLEAN_VIBRATION: inside upkeep, which does its own wiring
            - upkeep__features.EQUIPMENT_METADATA: inside upkeep, which does its own wiring
            - upkeep__anomaly.FEATURES: inside upkeep, which does its own wiring
            - upkeep__rul.FEATURES: inside upkeep, which does its own wiring
            - upkeep__alerting.ANOMALIES: inside upkeep, which does its own wiring
            - upkeep__alerting.RUL_SCORES: inside upkeep, which does its own wiring
        "#]],
    );
}

#[test]
fn an_input_in_hand() {
    check(
        "cleaning.RAW_VIBRATION",
        Side::Input,
        expect![[r#"
        - cleaning.CLEAN_VIBRATION: its own port
        - features.ENGINEERED_FEATURES: would close a circle: features, cleaning
        - anomaly.ANOMALIES: columns SENSOR_ID, TIMESTAMP, VALUE are missing
        - risk.FAILURE_RISK: would close a circle: risk, cleaning
        - training.FAILURE_MODEL: model port, you hold a dataset
        - training.TRAINING_REPORT: folder port, you hold a dataset
        - upkeep.ALERTS: columns SENSOR_ID, TIMESTAMP, VALUE are missing
        - upkeep.HEALTH_SCORES: columns SENSOR_ID, TIMESTAMP, VALUE are missing
        - upkeep.ANOMALIES: columns SENSOR_ID, TIMESTAMP, VALUE are missing
        - dataset.READINGS.out: already connected
        - dataset.SHORT.out: columns SENSOR_ID, TIMESTAMP, VALUE are missing; column EQUIPMENT_ID may be empty and should not
        - dataset.SCORES.out: would close a circle: copy, SCORES, cleaning
        - recipe.copy.out: would close a circle: copy, cleaning
        - recipe.split.out: the recipe writes 2 datasets: connect one of these instead
        - upkeep__cleaning.CLEAN_VIBRATION: inside upkeep, which does its own wiring
        - upkeep__features.ENGINEERED_FEATURES: inside upkeep, which does its own wiring
        - upkeep__anomaly.ANOMALIES: inside upkeep, which does its own wiring
        - upkeep__rul.RUL_SCORES: inside upkeep, which does its own wiring
        - upkeep__alerting.ALERTS: inside upkeep, which does its own wiring
    "#]],
    );
}

#[test]
fn a_solution_input_in_hand_asks_for_what_its_members_ask_for() {
    check(
        "upkeep.RAW_SENSOR_DATA",
        Side::Input,
        expect![[r#"
        ! cleaning.CLEAN_VIBRATION: already wired to READINGS: connecting replaces it
        - features.ENGINEERED_FEATURES: columns SENSOR_ID, TIMESTAMP, VALUE are missing
        - anomaly.ANOMALIES: columns SENSOR_ID, TIMESTAMP, VALUE are missing
        - risk.FAILURE_RISK: columns SENSOR_ID, TIMESTAMP, VALUE are missing
        - training.FAILURE_MODEL: model port, you hold a dataset
        - training.TRAINING_REPORT: folder port, you hold a dataset
        - upkeep.ALERTS: its own port
        - upkeep.HEALTH_SCORES: its own port
        - upkeep.ANOMALIES: its own port
        - dataset.READINGS.out: already connected
        - dataset.SHORT.out: columns SENSOR_ID, TIMESTAMP, VALUE are missing; column EQUIPMENT_ID may be empty and should not
        ! dataset.SCORES.out: already wired to READINGS: connecting replaces it; the columns of SCORES are not known
        ! recipe.copy.out: already wired to READINGS: connecting replaces it; the columns of SCORES are not known
        - recipe.split.out: the recipe writes 2 datasets: connect one of these instead
        - upkeep__cleaning.CLEAN_VIBRATION: inside upkeep, which does its own wiring
        - upkeep__features.ENGINEERED_FEATURES: inside upkeep, which does its own wiring
        - upkeep__anomaly.ANOMALIES: inside upkeep, which does its own wiring
        - upkeep__rul.RUL_SCORES: inside upkeep, which does its own wiring
        - upkeep__alerting.ALERTS: inside upkeep, which does its own wiring
    "#]],
    );
}

#[test]
fn a_dataset_in_hand_takes_one_writer() {
    check(
        "dataset.SHORT.in",
        Side::Input,
        expect![[r#"
            ! cleaning.CLEAN_VIBRATION: written as CLEAN so far: what reads it follows
            + features.ENGINEERED_FEATURES: fits: 1 of 1 columns
            + anomaly.ANOMALIES: fits: 1 of 1 columns
            + risk.FAILURE_RISK: fits: 1 of 1 columns
            - training.FAILURE_MODEL: model port, you hold a dataset
            - training.TRAINING_REPORT: folder port, you hold a dataset
            + upkeep.ALERTS: fits: 1 of 1 columns
            + upkeep.HEALTH_SCORES: fits: 1 of 1 columns
            + upkeep.ANOMALIES: fits: 1 of 1 columns
            - dataset.READINGS.out: a dataset too: only a recipe or a block can stand between
            - dataset.SHORT.out: its own port
            - dataset.SCORES.out: a dataset too: only a recipe or a block can stand between
            + recipe.copy.out: fits: no columns are asked for
            + recipe.split.out: fits: no columns are asked for
            - upkeep__cleaning.CLEAN_VIBRATION: inside upkeep, which does its own wiring
            - upkeep__features.ENGINEERED_FEATURES: inside upkeep, which does its own wiring
            - upkeep__anomaly.ANOMALIES: inside upkeep, which does its own wiring
            - upkeep__rul.RUL_SCORES: inside upkeep, which does its own wiring
            - upkeep__alerting.ALERTS: inside upkeep, which does its own wiring
        "#]],
    );
    check(
        "dataset.SCORES.in",
        Side::Input,
        expect![[r#"
        - cleaning.CLEAN_VIBRATION: already written by copy
        - features.ENGINEERED_FEATURES: already written by copy
        - anomaly.ANOMALIES: already written by copy
        - risk.FAILURE_RISK: already written by copy
        - training.FAILURE_MODEL: model port, you hold a dataset
        - training.TRAINING_REPORT: folder port, you hold a dataset
        - upkeep.ALERTS: already written by copy
        - upkeep.HEALTH_SCORES: already written by copy
        - upkeep.ANOMALIES: already written by copy
        - dataset.READINGS.out: a dataset too: only a recipe or a block can stand between
        - dataset.SHORT.out: a dataset too: only a recipe or a block can stand between
        - dataset.SCORES.out: its own port
        - recipe.copy.out: already connected
        - recipe.split.out: already written by copy
        - upkeep__cleaning.CLEAN_VIBRATION: inside upkeep, which does its own wiring
        - upkeep__features.ENGINEERED_FEATURES: inside upkeep, which does its own wiring
        - upkeep__anomaly.ANOMALIES: inside upkeep, which does its own wiring
        - upkeep__rul.RUL_SCORES: inside upkeep, which does its own wiring
        - upkeep__alerting.ALERTS: inside upkeep, which does its own wiring
    "#]],
    );
}

#[test]
fn an_open_solution_input_asks_for_what_its_members_ask_for() {
    check(
        "upkeep.EQUIPMENT_REGISTRY",
        Side::Input,
        expect![[r#"
        - cleaning.CLEAN_VIBRATION: columns EQUIPMENT_TYPE, RATED_RPM, INSTALL_DATE are missing
        - features.ENGINEERED_FEATURES: columns EQUIPMENT_TYPE, RATED_RPM, INSTALL_DATE are missing
        - anomaly.ANOMALIES: columns EQUIPMENT_TYPE, RATED_RPM, INSTALL_DATE are missing
        - risk.FAILURE_RISK: columns EQUIPMENT_TYPE, RATED_RPM, INSTALL_DATE are missing
        - training.FAILURE_MODEL: model port, you hold a dataset
        - training.TRAINING_REPORT: folder port, you hold a dataset
        - upkeep.ALERTS: its own port
        - upkeep.HEALTH_SCORES: its own port
        - upkeep.ANOMALIES: its own port
        ! dataset.READINGS.out: the columns of READINGS are not known
        - dataset.SHORT.out: columns EQUIPMENT_TYPE, RATED_RPM, INSTALL_DATE are missing; column EQUIPMENT_ID may be empty and should not
        ! dataset.SCORES.out: the columns of SCORES are not known
        ! recipe.copy.out: the columns of SCORES are not known
        - recipe.split.out: the recipe writes 2 datasets: connect one of these instead
        - upkeep__cleaning.CLEAN_VIBRATION: inside upkeep, which does its own wiring
        - upkeep__features.ENGINEERED_FEATURES: inside upkeep, which does its own wiring
        - upkeep__anomaly.ANOMALIES: inside upkeep, which does its own wiring
        - upkeep__rul.RUL_SCORES: inside upkeep, which does its own wiring
        - upkeep__alerting.ALERTS: inside upkeep, which does its own wiring
    "#]],
    );
}

#[test]
fn ports_inside_a_solution_cannot_be_taken_up() {
    let project = project(FLOW);
    let armed = project.arm("upkeep__cleaning.CLEAN_VIBRATION", Side::Output);
    assert_eq!(armed.count(), 0);
    let verdict = armed.verdict(project.end("anomaly.FEATURES", Side::Input), Side::Input).unwrap();
    assert_eq!(
        verdict.to_string(),
        "the port you hold cannot be connected: inside upkeep, which does its own wiring"
    );
}

#[test]
fn ports_on_the_same_side_are_told_apart_from_the_own_ones() {
    let project = project(FLOW);
    let armed = project.arm("training.FAILURE_MODEL", Side::Output);
    let said = |port: &str, side| armed.verdict(project.end(port, side), side).unwrap().to_string();
    assert_eq!(said("training.TRAINING_REPORT", Side::Output), "its own port");
    assert_eq!(said("training.FEATURES", Side::Input), "its own port");
    assert_eq!(said("risk.FAILURE_RISK", Side::Output), "an output too: connect it to an input");
}

#[test]
fn candidates_come_best_first_and_can_be_filtered() {
    let project = project(FLOW);
    let armed = project.arm("features.ENGINEERED_FEATURES", Side::Output);
    expect![[r#"
        anomaly.FEATURES
        training.FEATURES
        dataset.SHORT.in
        recipe.copy.in
        recipe.split.in
        risk.FEATURES
        unknown.A"#]]
    .assert_eq(&project.candidates(&armed, "").join("\n"));
    assert_eq!(project.candidates(&armed, "anom"), ["anomaly.FEATURES"]);
    assert_eq!(project.candidates(&armed, "zzz"), [""; 0]);
}

#[test]
fn of_equal_candidates_the_nearest_comes_first() {
    let text = "recipes:\n  - {name: a, type: sync, outputs: [X]}\n  - {name: b, type: sync}\n  - {name: c, type: sync}\n";
    let project = project(text);
    let armed = project.arm("recipe.a.out", Side::Output);
    assert_eq!(project.candidates(&armed, ""), ["recipe.b.in", "recipe.c.in"]);
    let last = project.end("recipe.c.in", Side::Input);
    let nearness = |end: End| if end == last { 1.0 } else { 2.0 };
    let found = armed.candidates("", Some(&nearness));
    assert_eq!(found.first().map(|candidate| candidate.end), Some(last));
}

/// Inputs as `instance.PORT` and what they read.
type Inputs = BTreeMap<&'static str, String>;

fn written(inputs: &Inputs) -> String {
    let mut text = String::from(
        "datasets:\n  - {name: RAW, type: managed}\n  - {name: TEXTS, type: managed, schema: {columns: \
         [{name: EQUIPMENT_ID, type: string}, {name: TIMESTAMP, type: date, notNull: true}]}}\nblocks:\n",
    );
    for (name, block) in [
        ("cleaning", "SENSOR_DATA_CLEANING"),
        ("features", "COMPRESSOR_FEATURE_ENG"),
        ("anomaly", "EQUIPMENT_ANOMALY_DETECTION"),
        ("training", "FAILURE_MODEL_TRAINING"),
        ("risk", "FAILURE_MODEL_SCORING"),
        ("alerting", "EQUIPMENT_ALERTING"),
    ] {
        text += &format!("  - ref: BLOCKS_REGISTRY/{block}@1.0.0\n    instance_name: {name}\n    inputs:\n");
        for (port, object) in inputs {
            let (instance, port) = port.split_once('.').unwrap();
            if instance == name {
                text += &format!("      {port}: {object}\n");
            }
        }
    }
    text
}

/// Whether two ports can be connected is what the rules say about them when they are.
#[test]
fn verdicts_agree_with_the_rules() {
    let usual: Inputs = [
        ("cleaning.RAW_VIBRATION", "RAW"),
        ("features.CLEAN_VIBRATION", "CLEANING__CLEAN_VIBRATION"),
        ("anomaly.FEATURES", "FEATURES__ENGINEERED_FEATURES"),
        ("training.FEATURES", "FEATURES__ENGINEERED_FEATURES"),
        ("training.FAILURE_EVENTS", "RAW"),
        ("risk.FEATURES", "FEATURES__ENGINEERED_FEATURES"),
        ("risk.FAILURE_MODEL", "TRAINING__FAILURE_MODEL"),
        ("alerting.ANOMALIES", "ANOMALY__ANOMALIES"),
    ]
    .map(|(port, object)| (port, object.to_owned()))
    .into();
    let errors = |project: &Project| {
        let problems = project.analysis.problems.iter();
        problems.filter(|problem| problem.severity == Severity::Error).count()
    };
    let before = project(&written(&usual));
    assert_eq!(errors(&before), 0, "{:#?}", before.analysis.problems);
    let mut seen = [0_usize; 2];
    for port in usual.keys() {
        let armed = before.arm(port, Side::Input);
        for (at, node) in before.diagram.nodes.iter().enumerate() {
            for (port_at, output) in node.outputs.iter().enumerate() {
                let verdict = armed.verdict(End { node: at, port: port_at }, Side::Output).unwrap();
                if verdict == Verdict::Refused(Refusal::Connected) {
                    continue;
                }
                let object = output.object.clone().unwrap();
                let mut inputs = usual.clone();
                inputs.insert(port, object.to_string());
                let after = project(&written(&inputs));
                assert_eq!(
                    verdict.can_be(),
                    errors(&after) == 0,
                    "{port} reads {object}: {verdict}\n{:#?}",
                    after.analysis.problems
                );
                seen[usize::from(verdict.can_be())] += 1;
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 5), "{seen:?}");
}
