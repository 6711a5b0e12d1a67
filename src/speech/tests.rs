//! What is said about a small project.

use std::sync::Arc;

use expect_test::expect;

use super::*;
use crate::connection::{Armed, Basis, Declared};
use crate::marks::Marks;
use crate::registry::tests::demo_alone;
use crate::source::Source;
use crate::workspace::{Workspace, analyze};

const PROJECT: &str = "project: {key: P, name: Pea}
datasets:
  - {name: READINGS, type: managed}
  - {name: SPARE, type: managed}
recipes:
  - {name: copy, type: sync, inputs: [READINGS], outputs: [SPARE]}
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning
    inputs: {RAW_VIBRATION: READINGS, OLD: READINGS}
    outputs: {CLEAN_VIBRATION: CLEAN}
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    instance_name: features
  - ref: BLOCKS_REGISTRY/NO_SUCH_BLOCK@1.0.0
    instance_name: unknown
solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: upkeep
    inputs: {RAW_SENSOR_DATA: READINGS}
";

#[test]
fn everything_on_the_canvas_has_a_name() {
    let registries = demo_alone();
    let analysis = analyze(&Workspace {
        files: vec![Source::new("project.yml", PROJECT)],
        registries: Arc::clone(&registries),
        ..Workspace::default()
    });
    let diagram = Diagram::new(&analysis.config, &analysis.composition);
    let (walk, marks) = (Walk::new(&diagram), Marks::new(&diagram, &analysis));
    let mut shown = String::new();
    for (at, (found, mark)) in diagram.nodes.iter().zip(&marks.nodes).enumerate() {
        shown += &format!("{}\n", node(&diagram, &walk, at, Some(mark)));
        for side in [Side::Input, Side::Output] {
            for at in 0..found.ports(side).len() {
                let problems = mark.port(side, at).iter().map(|problem| &analysis.problems[*problem]);
                shown += &format!("  {}\n", port(found, side, at, Counts::of(problems)));
            }
        }
    }
    for found in diagram.wires.iter().filter(|wire| wire.inside.is_none()) {
        shown += &format!("{}\n", wire(&diagram, found));
    }
    let declared = Declared::new(&analysis.config);
    let (config, composition) = (&analysis.config, &analysis.composition);
    let basis =
        Basis { diagram: &diagram, config, composition, registries: &registries, declared: &declared };
    let clean = End { node: 0, port: 0 };
    let armed = Armed::new(basis, clean, Side::Output).unwrap();
    for node in [1, 3, 4] {
        let end = End { node, port: 0 };
        let found = armed.verdict(end, Side::Input).unwrap();
        shown += &format!("{}\n", verdict(&diagram, end, Side::Input, &found));
    }
    expect![[r#"
        cleaning, block SENSOR_DATA_CLEANING version 1.0.0, 1 of 1 input wired, 1 output, 1 error
          input RAW_VIBRATION, dataset, required, reads READINGS
          input OLD, dataset, not in this version of the block, reads READINGS, 1 error
          output CLEAN_VIBRATION, dataset, writes CLEAN
        features, block COMPRESSOR_FEATURE_ENG version 1.0.0, 0 of 2 inputs wired, 1 output, 1 error
          input CLEAN_VIBRATION, dataset, required, not wired, 1 error
          input EQUIPMENT_METADATA, dataset, not wired
          output ENGINEERED_FEATURES, dataset, writes FEATURES__ENGINEERED_FEATURES
        unknown, block NO_SUCH_BLOCK version 1.0.0, was not found: its registry has no such block or version, no inputs, no outputs, 1 error
        upkeep, solution COMPRESSOR_MONITORING_SOLUTION version 1.0.0, 1 of 2 inputs wired, 3 outputs
          input RAW_SENSOR_DATA, dataset, required, reads READINGS
          input EQUIPMENT_REGISTRY, dataset, not wired
          output ALERTS, dataset, writes UPKEEP__ALERTING__ALERTS
          output HEALTH_SCORES, dataset, writes UPKEEP__RUL__RUL_SCORES
          output ANOMALIES, dataset, writes UPKEEP__ANOMALY__ANOMALIES
        READINGS, dataset of type managed, written by nothing, read by 3
          input in, dataset
          output out, dataset
        SPARE, dataset of type managed, written by copy, read by nothing
          input in, dataset
          output out, dataset
        copy, recipe of type sync, reads 1, writes 1
          input in, dataset
          output out, dataset
        upkeep__cleaning, block SENSOR_DATA_CLEANING version 1.1.0, in upkeep, 1 of 1 input wired, 1 output
          input RAW_VIBRATION, dataset, required, reads READINGS
          output CLEAN_VIBRATION, dataset, writes UPKEEP__CLEANING__CLEAN_VIBRATION
        upkeep__features, block COMPRESSOR_FEATURE_ENG version 1.1.0, in upkeep, 1 of 2 inputs wired, 1 output
          input CLEAN_VIBRATION, dataset, required, reads UPKEEP__CLEANING__CLEAN_VIBRATION
          input EQUIPMENT_METADATA, dataset, not wired
          output ENGINEERED_FEATURES, dataset, writes UPKEEP__FEATURES__ENGINEERED_FEATURES
        upkeep__anomaly, block EQUIPMENT_ANOMALY_DETECTION version 1.0.0, in upkeep, 1 of 1 input wired, 1 output
          input FEATURES, dataset, required, reads UPKEEP__FEATURES__ENGINEERED_FEATURES
          output ANOMALIES, dataset, writes UPKEEP__ANOMALY__ANOMALIES
        upkeep__rul, block RUL_PREDICTION version 1.0.0, in upkeep, 1 of 1 input wired, 1 output
          input FEATURES, dataset, required, reads UPKEEP__FEATURES__ENGINEERED_FEATURES
          output RUL_SCORES, dataset, writes UPKEEP__RUL__RUL_SCORES
        upkeep__alerting, block EQUIPMENT_ALERTING version 1.1.0, in upkeep, 2 of 2 inputs wired, 1 output
          input ANOMALIES, dataset, required, reads UPKEEP__ANOMALY__ANOMALIES
          input RUL_SCORES, dataset, reads UPKEEP__RUL__RUL_SCORES
          output ALERTS, dataset, writes UPKEEP__ALERTING__ALERTS
        READINGS from READINGS to cleaning
        READINGS from READINGS to cleaning, broken: its ports do not go together
        READINGS from READINGS to upkeep
        READINGS from READINGS to copy
        SPARE from copy to SPARE
        features, input CLEAN_VIBRATION, fits: 4 of 4 columns
        upkeep, input RAW_SENSOR_DATA, fits with a warning: already wired to READINGS: connecting replaces it
        READINGS, input in, does not fit: would close a circle: cleaning, READINGS
    "#]].assert_eq(&shown);
}

#[test]
fn what_the_plan_does_is_said() {
    let said = |operation, create, update, destroy, unchanged| {
        let summary = Summary { create, update, destroy, unchanged };
        changes(&Changes { operation, summary, steps: Vec::new() })
    };
    assert_eq!(said(Operation::Create, 1, 0, 0, 0), "will be created");
    assert_eq!(said(Operation::Update, 1, 2, 0, 4), "will be updated: 1 to create, 2 to update");
    assert_eq!(said(Operation::Replace, 0, 1, 0, 0), "will be deleted and created again");
    assert_eq!(said(Operation::Unchanged, 0, 0, 0, 6), "stays as it is");
}

#[test]
fn what_was_connected_is_told_before_what_comes_next() {
    expect!["Connected to rul. Next: anomaly, input FEATURES, fits: no columns are asked for"]
        .assert_eq(&connected("rul", Some("anomaly, input FEATURES, fits: no columns are asked for")));
    expect!["Connected to rul. No other port fits."].assert_eq(&connected("rul", None));
}
