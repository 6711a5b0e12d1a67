//! Verdicts in small projects, one line for each port, and their agreement with the rules.

mod candidates;
mod solution;

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
            - cleaning.RAW_VIBRATION: the recipe writes 2 things: connect one of these instead
            - features.CLEAN_VIBRATION: the recipe writes 2 things: connect one of these instead
            - features.EQUIPMENT_METADATA: the recipe writes 2 things: connect one of these instead
            - anomaly.FEATURES: the recipe writes 2 things: connect one of these instead
            - risk.FEATURES: the recipe writes 2 things: connect one of these instead
            - risk.FAILURE_MODEL: model port, you hold a dataset
            - unknown.A: the recipe writes 2 things: connect one of these instead
            - training.FEATURES: the recipe writes 2 things: connect one of these instead
            - training.FAILURE_EVENTS: the recipe writes 2 things: connect one of these instead
            - training.OLD: the block has no such port in this version
            - upkeep.RAW_SENSOR_DATA: the recipe writes 2 things: connect one of these instead
            - upkeep.EQUIPMENT_REGISTRY: the recipe writes 2 things: connect one of these instead
            + dataset.READINGS.in: fits: no columns are asked for
            + dataset.SHORT.in: fits: no columns are asked for
            - dataset.SCORES.in: already written by copy
            - recipe.copy.in: the recipe writes 2 things: connect one of these instead
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
        - recipe.split.out: the recipe writes 2 things: connect one of these instead
        - upkeep__cleaning.CLEAN_VIBRATION: inside upkeep, which does its own wiring
        - upkeep__features.ENGINEERED_FEATURES: inside upkeep, which does its own wiring
        - upkeep__anomaly.ANOMALIES: inside upkeep, which does its own wiring
        - upkeep__rul.RUL_SCORES: inside upkeep, which does its own wiring
        - upkeep__alerting.ALERTS: inside upkeep, which does its own wiring
    "#]],
    );
}
