//! Openings of small projects, one line each, and what fits there.

use std::fmt::Write;

use expect_test::expect;

use super::*;
use crate::registry::tests::demo;
use crate::source::Source;
use crate::workspace::{Workspace, analyze};

const PROJECT: &str = "project: {key: P, name: Pea}
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0
    instance_name: cleaning
    inputs: {RAW_VIBRATION: RAW_VIBRATION}
  - ref: BLOCKS_REGISTRY/FRAUD_SCORING@2.0.0
    instance_name: scoring
datasets: [{name: RAW_VIBRATION, type: managed}]
recipes:
  - {name: one, type: sync, inputs: [RAW_VIBRATION], outputs: [COPY]}
  - {name: two, type: split, inputs: [RAW_VIBRATION], outputs: [LEFT, RIGHT]}
";

fn project() -> (Diagram, Analysis, Registries) {
    let mut registries = Registries::default();
    registries.put(demo());
    let analysis = analyze(&Workspace {
        files: vec![Source::new("project.yml", PROJECT)],
        registries: Arc::new(registries.clone()),
        ..Workspace::default()
    });
    (Diagram::new(&analysis.config, &analysis.composition), analysis, registries)
}

#[test]
fn outputs_and_unwired_inputs_are_open() {
    let (diagram, analysis, registries) = project();
    let mut shown = String::new();
    for (at, node) in diagram.nodes.iter().enumerate() {
        for Opening { port, side, object, kind, columns } in openings(&diagram, &analysis, &registries, at) {
            let object = object.as_deref().unwrap_or("-");
            let columns = columns.map_or("unknown".to_owned(), |columns| columns.len().to_string());
            writeln!(shown, "{}.{port} {side:?} {object} {}, columns: {columns}", node.id, kind.name())
                .unwrap();
        }
    }
    expect![[r#"
        cleaning.CLEAN_VIBRATION Output CLEANING__CLEAN_VIBRATION dataset, columns: 5
        scoring.FRAUD_SCORES Output SCORING__FRAUD_SCORES dataset, columns: 3
        scoring.FRAUD_FEATURES Input - dataset, columns: 5
        scoring.NETWORK_FEATURES Input - dataset, columns: 3
        dataset.RAW_VIBRATION.out Output RAW_VIBRATION dataset, columns: unknown
        recipe.one.out Output COPY dataset, columns: unknown
    "#]]
    .assert_eq(&shown);
}

#[test]
fn each_block_is_wired_at_its_best_port() {
    let (diagram, analysis, registries) = project();
    let catalog = Catalog::new(&registries);
    let cleaning = openings(&diagram, &analysis, &registries, 0);
    let mut shown = String::new();
    for (fit, at) in fitting(&catalog, &cleaning) {
        let card = catalog.card(fit.card).unwrap();
        let sockets = match cleaning[at].side {
            Side::Input => &card.shown.outputs,
            Side::Output => &card.shown.inputs,
        };
        let checked = if fit.is_checked { "checked" } else { "by name" };
        let socket = &sockets[fit.port as usize].name;
        writeln!(shown, "{} > {}.{socket} {checked}", cleaning[at].port, card.id).unwrap();
        assert!(cleaning[at].takes(&catalog, &card.shown));
    }
    expect![[r#"
        CLEAN_VIBRATION > COMPRESSOR_FEATURE_ENG.CLEAN_VIBRATION checked
        CLEAN_VIBRATION > PUMP_FEATURE_ENG.CLEAN_VIBRATION checked
        CLEAN_VIBRATION > BEARING_ENVELOPE_ANALYSIS.RAW_VIBRATION checked
        CLEAN_VIBRATION > SENSOR_DATA_CLEANING.RAW_VIBRATION checked
        CLEAN_VIBRATION > COMPRESSOR_MONITORING_SOLUTION.RAW_SENSOR_DATA checked
        CLEAN_VIBRATION > PLANT_RELIABILITY_SOLUTION.RAW_SENSOR_DATA checked
    "#]]
    .assert_eq(&shown);
}
