//! Graphs of small configurations, one line per node and wire.

use expect_test::{Expect, expect};

use super::*;
use crate::registry::tests::demo_alone;
use crate::source::Source;
use crate::workspace::{Workspace, analyze};

fn diagram(text: &str) -> Diagram {
    let analysis = analyze(&Workspace {
        files: vec![Source::new("project.yml", &format!("project: {{key: P, name: Pea}}\n{text}"))],
        registries: demo_alone(),
        ..Workspace::default()
    });
    Diagram::new(&analysis.config, &analysis.composition)
}

fn port(port: &Port) -> String {
    let object = port.object.as_ref().map(|object| format!("={object}")).unwrap_or_default();
    let gone = if port.is_gone { "!" } else { "" };
    let optional = if port.required { "" } else { "?" };
    format!("{gone}{}{optional}{object}", port.name)
}

fn check(text: &str, expected: Expect) {
    let diagram = diagram(text);
    let mut shown = String::new();
    for node in &diagram.nodes {
        let ports = |ports: &[Port]| ports.iter().map(port).collect::<Vec<_>>().join(" ");
        let inside =
            node.parent.map(|parent| format!(" in {}", diagram.nodes[parent].id)).unwrap_or_default();
        let unknown = node.lack.map(|lack| format!(" {}", lack.words())).unwrap_or_default();
        shown += &format!(
            "{} ({} {}{unknown}{inside}): {} -> {}\n",
            node.id,
            node.noun(),
            node.label,
            ports(&node.inputs),
            ports(&node.outputs)
        );
    }
    for wire in &diagram.wires {
        let of = |end: End, side| {
            let node = &diagram.nodes[end.node];
            let side = if wire.inside == Some(end.node) { opposite(side) } else { side };
            format!("{}.{}", node.id, node.ports(side)[end.port].name)
        };
        let broken = if wire.is_broken { " broken" } else { "" };
        let (from, to) = (of(wire.source, Side::Output), of(wire.target, Side::Input));
        shown += &format!("{from} > {to} {}{broken}\n", wire.object);
    }
    expected.assert_eq(&shown);
}

fn opposite(side: Side) -> Side {
    match side {
        Side::Input => Side::Output,
        Side::Output => Side::Input,
    }
}

#[test]
fn blocks_are_wired_by_the_names_they_share() {
    check(
        "datasets:
  - {name: READINGS, type: managed}
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning
    inputs: {RAW_VIBRATION: READINGS}
    outputs: {CLEAN_VIBRATION: CLEAN}
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    instance_name: features
    inputs: {CLEAN_VIBRATION: CLEAN}
recipes:
  - {name: copy, type: sync, inputs: [CLEAN], outputs: [COPY]}
",
        expect![[r#"
            cleaning (block SENSOR_DATA_CLEANING@1.0.0): RAW_VIBRATION=READINGS -> CLEAN_VIBRATION=CLEAN
            features (block COMPRESSOR_FEATURE_ENG@1.0.0): CLEAN_VIBRATION=CLEAN EQUIPMENT_METADATA? -> ENGINEERED_FEATURES=FEATURES__ENGINEERED_FEATURES
            dataset.READINGS (dataset managed): in?=READINGS -> out?=READINGS
            recipe.copy (recipe sync): in? -> out?
            dataset.READINGS.out > cleaning.RAW_VIBRATION READINGS
            cleaning.CLEAN_VIBRATION > features.CLEAN_VIBRATION CLEAN
            cleaning.CLEAN_VIBRATION > recipe.copy.in CLEAN
        "#]],
    );
}

#[test]
fn what_cannot_be_looked_up_is_drawn_with_the_ports_it_maps() {
    check(
        "blocks:
  - {ref: BLOCKS_REGISTRY/NO_SUCH_BLOCK@1.0.0, inputs: {A: X}, outputs: {B: Y}}
  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: same, inputs: {GONE: Y}}
  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: same}
  - {instance_name: none}
  - {}
",
        expect![[r#"
            no_such_block_instance (block NO_SUCH_BLOCK@1.0.0 was not found): A?=X -> B?=Y
            same (block SENSOR_DATA_CLEANING@1.0.0): RAW_VIBRATION !GONE?=Y -> CLEAN_VIBRATION=SAME__CLEAN_VIBRATION
            same#2 (block SENSOR_DATA_CLEANING@1.0.0 cannot be used):  -> 
            none (block  was not looked up):  -> 
            blocks[4] (block  was not looked up):  -> 
            no_such_block_instance.B > same.GONE Y broken
        "#]],
    );
}

#[test]
fn a_solution_is_a_frame_around_its_members() {
    check(
        "solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: upkeep
    inputs: {RAW_SENSOR_DATA: A, EQUIPMENT_REGISTRY: B}
",
        expect![[r#"
            upkeep (solution COMPRESSOR_MONITORING_SOLUTION@1.0.0): RAW_SENSOR_DATA=A EQUIPMENT_REGISTRY?=B -> ALERTS=UPKEEP__ALERTING__ALERTS HEALTH_SCORES=UPKEEP__RUL__RUL_SCORES ANOMALIES=UPKEEP__ANOMALY__ANOMALIES
            upkeep__cleaning (block SENSOR_DATA_CLEANING@1.1.0 in upkeep): RAW_VIBRATION=A -> CLEAN_VIBRATION=UPKEEP__CLEANING__CLEAN_VIBRATION
            upkeep__features (block COMPRESSOR_FEATURE_ENG@1.1.0 in upkeep): CLEAN_VIBRATION=UPKEEP__CLEANING__CLEAN_VIBRATION EQUIPMENT_METADATA?=B -> ENGINEERED_FEATURES=UPKEEP__FEATURES__ENGINEERED_FEATURES
            upkeep__anomaly (block EQUIPMENT_ANOMALY_DETECTION@1.0.0 in upkeep): FEATURES=UPKEEP__FEATURES__ENGINEERED_FEATURES -> ANOMALIES=UPKEEP__ANOMALY__ANOMALIES
            upkeep__rul (block RUL_PREDICTION@1.0.0 in upkeep): FEATURES=UPKEEP__FEATURES__ENGINEERED_FEATURES -> RUL_SCORES=UPKEEP__RUL__RUL_SCORES
            upkeep__alerting (block EQUIPMENT_ALERTING@1.1.0 in upkeep): ANOMALIES=UPKEEP__ANOMALY__ANOMALIES RUL_SCORES?=UPKEEP__RUL__RUL_SCORES -> ALERTS=UPKEEP__ALERTING__ALERTS
            upkeep.RAW_SENSOR_DATA > upkeep__cleaning.RAW_VIBRATION A
            upkeep__cleaning.CLEAN_VIBRATION > upkeep__features.CLEAN_VIBRATION UPKEEP__CLEANING__CLEAN_VIBRATION
            upkeep.EQUIPMENT_REGISTRY > upkeep__features.EQUIPMENT_METADATA B
            upkeep__features.ENGINEERED_FEATURES > upkeep__anomaly.FEATURES UPKEEP__FEATURES__ENGINEERED_FEATURES
            upkeep__features.ENGINEERED_FEATURES > upkeep__rul.FEATURES UPKEEP__FEATURES__ENGINEERED_FEATURES
            upkeep__anomaly.ANOMALIES > upkeep__alerting.ANOMALIES UPKEEP__ANOMALY__ANOMALIES
            upkeep__rul.RUL_SCORES > upkeep__alerting.RUL_SCORES UPKEEP__RUL__RUL_SCORES
            upkeep__alerting.ALERTS > upkeep.ALERTS UPKEEP__ALERTING__ALERTS
            upkeep__rul.RUL_SCORES > upkeep.HEALTH_SCORES UPKEEP__RUL__RUL_SCORES
            upkeep__anomaly.ANOMALIES > upkeep.ANOMALIES UPKEEP__ANOMALY__ANOMALIES
        "#]],
    );
}

#[test]
fn folders_and_models_are_read_and_written_like_datasets() {
    let text = "datasets: [{name: A, type: s3}]\nfolders: [{name: files, type: S3}]\nmodels: [{name: churn}]\nrecipes: [{name: fit, type: python, inputs: [files, A], outputs: [churn]}]\nscenarios: [{name: s, type: step_based}]\n";
    let config = crate::config::tests::read_files(&[(
        "project.yml",
        &format!("version: '1.1'\nproject: {{key: P, name: Pea}}\n{text}"),
    )]);
    let diagram = Diagram::new(&config.0, &Composition::default());
    let ids: Vec<&str> = diagram.nodes.iter().map(|node| &*node.id.0).collect();
    assert_eq!(ids, ["dataset.A", "recipe.fit", "folder.files", "model.churn"]);
    let wire = |wire: &Wire| {
        let id = |end: End| &*diagram.nodes[end.node].id.0;
        (id(wire.source), id(wire.target), wire.is_broken)
    };
    let wires: Vec<_> = diagram.wires.iter().map(wire).collect();
    let expected = [
        ("folder.files", "recipe.fit", false),
        ("dataset.A", "recipe.fit", false),
        ("recipe.fit", "model.churn", false),
    ];
    assert_eq!(wires, expected);
}
