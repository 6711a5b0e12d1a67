//! Names and properties changed wherever they are used.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::*;
use crate::yaml::edit::Step as Key;

#[track_caller]
pub(super) fn check(text: &str, gesture: Gesture, expected: Expect) {
    expected.assert_eq(&Board::of(text).after(&gesture));
}

fn rename(node: &str, name: &str) -> Gesture {
    Gesture::Rename { node: node.into(), name: name.into() }
}

fn set(node: &str, path: &[&str], value: Option<Value>) -> Gesture {
    let path = path
        .iter()
        .map(|step| step.parse().map_or_else(|_| Key::Key((*step).to_owned()), Key::Index))
        .collect();
    Gesture::Set { owner: Owner::Node(node.into()), path, value }
}

#[test]
fn what_is_read_under_a_generated_name_is_read_under_the_new_one() {
    check(
        CHAIN,
        rename("cleaning", "cleansing"),
        expect![[r#"
        # Rename cleaning to cleansing
        -    instance_name: cleaning
        +    instance_name: cleansing
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
        +      CLEAN_VIBRATION: CLEANSING__CLEAN_VIBRATION # generated
    "#]],
    );
    check(
        "solutions:
- {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, instance_name: upkeep, inputs: {RAW_SENSOR_DATA: A}}
blocks:
- ref: BLOCKS_REGISTRY/EQUIPMENT_ALERTING@1.1.0
  inputs: {ANOMALIES: UPKEEP__ANOMALY__ANOMALIES, RUL_SCORES: UPKEEP__RUL__RUL_SCORES}
",
        rename("upkeep", "watch"),
        expect![[r#"
            # Rename upkeep to watch
            -- {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, instance_name: upkeep, inputs: {RAW_SENSOR_DATA: A}}
            +- {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, instance_name: watch, inputs: {RAW_SENSOR_DATA: A}}
            -  inputs: {ANOMALIES: UPKEEP__ANOMALY__ANOMALIES, RUL_SCORES: UPKEEP__RUL__RUL_SCORES}
            +  inputs: {ANOMALIES: WATCH__ANOMALY__ANOMALIES, RUL_SCORES: WATCH__RUL__RUL_SCORES}
        "#]],
    );
    check(
        "blocks:\n- ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # unnamed\n",
        rename("sensor_data_cleaning_instance", "c"),
        expect![[r#"
        # Rename sensor_data_cleaning_instance to c
        +  instance_name: c
    "#]],
    );
}

#[test]
fn datasets_and_recipes_are_renamed_wherever_they_are_used() {
    check(
        CHAIN,
        rename("dataset.READINGS", "RAW"),
        expect![[r#"
        # Rename READINGS to RAW
        -  - {name: READINGS, type: managed} # as delivered
        +  - {name: RAW, type: managed} # as delivered
        -    inputs: {RAW_VIBRATION: READINGS}
        +    inputs: {RAW_VIBRATION: RAW}
    "#]],
    );
    check(
        "recipes: # templates
  - {name: smooth, type: python, inputs: [CLEAN_VIBRATION], outputs: [ENGINEERED_FEATURES]}
blocks:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    extends: [{recipe: signal_smoothing, override_with: smooth}]
",
        rename("recipe.smooth", "kalman"),
        expect![[r#"
            # Rename smooth to kalman
            -  - {name: smooth, type: python, inputs: [CLEAN_VIBRATION], outputs: [ENGINEERED_FEATURES]}
            +  - {name: kalman, type: python, inputs: [CLEAN_VIBRATION], outputs: [ENGINEERED_FEATURES]}
            -    extends: [{recipe: signal_smoothing, override_with: smooth}]
            +    extends: [{recipe: signal_smoothing, override_with: kalman}]
        "#]],
    );
}

#[test]
fn a_name_that_cannot_be_is_refused() {
    let refusal = |node: &str, name: &str| Board::of(CHAIN).after(&rename(node, name));
    expect![[r#"Nothing was changed: "Cleaning up" cannot be a name here. Use lower-case letters, digits and _, starting with a letter."#]].assert_eq(&refusal("cleaning", "Cleaning up"));
    expect![[r#"Nothing was changed: "Features" cannot be a name here. Use lower-case letters, digits and _, starting with a letter."#]].assert_eq(&refusal("cleaning", "Features"));
    expect!["Nothing was changed: the name features is taken. Choose another one."]
        .assert_eq(&refusal("cleaning", "features"));
    expect![[r#"Nothing was changed: "readings" cannot be a name here. Use upper-case letters, digits and _, starting with a letter."#]].assert_eq(&refusal("dataset.READINGS", "readings"));
    expect!["Nothing was changed: the name has more than 100 characters. Choose a shorter one."]
        .assert_eq(&refusal("recipe.copy", &"x".repeat(101)));
    let text = "datasets: [{name: \"{{ env.NAME }}\", type: managed}]\n";
    let mut board =
        Board::new(&[("project.yml", text), (".dataiku/variables.yml", "variables: {NAME: RAW}\n")]);
    expect!["Nothing was changed: the name RAW is written with a variable. Change the variable, or write the name out in the text first."].assert_eq(&board.after(&rename("dataset.RAW", "NEW")));
}

#[test]
fn properties_are_set_and_taken_away() {
    check(
        CHAIN,
        set("cleaning", &["zone_name"], Some(json!("prepare"))),
        expect![[r#"
        # Set zone_name of cleaning
        +    zone_name: prepare
    "#]],
    );
    check(
        CHAIN,
        set("cleaning", &["instance_name"], Some(json!("prepare"))),
        expect![[r#"
        # Rename cleaning to prepare
        -    instance_name: cleaning
        +    instance_name: prepare
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
        +      CLEAN_VIBRATION: PREPARE__CLEAN_VIBRATION # generated
    "#]],
    );
    check(
        CHAIN,
        set("dataset.READINGS", &["params", "path"], Some(json!("/a"))),
        expect![[r#"
        # Set params.path of READINGS
        -  - {name: READINGS, type: managed} # as delivered
        +  - {name: READINGS, type: managed, params: {path: /a}} # as delivered
    "#]],
    );
    check(
        CHAIN,
        set("features", &["extends", "0"], Some(json!({"recipe": "r", "use_class": "a.B"}))),
        expect![[r#"
        # Set extends.0 of features
        +    extends:
        +      - recipe: r
        +        use_class: a.B
    "#]],
    );
    check(
        CHAIN,
        set("features", &["outputs", "ENGINEERED_FEATURES"], Some(json!("FEATURES"))),
        expect![[r#"
        # Set outputs.ENGINEERED_FEATURES of features
        +    outputs:
        +      ENGINEERED_FEATURES: FEATURES
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [FEATURES], outputs: [COPY]}
    "#]],
    );
    check(
        CHAIN,
        set("dataset.COPY", &["type"], Some(json!("s3"))),
        expect![[r#"
        # Set type of COPY
        -  - {name: COPY, type: managed}
        +  - {name: COPY, type: s3}
    "#]],
    );
    check(
        CHAIN,
        set("features", &["inputs"], None),
        expect![[r#"
        # Remove inputs of features
        -    inputs:
        -      # clean only
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
    "#]],
    );
    check(
        CHAIN,
        set("features", &["ref"], None),
        expect!["Nothing was changed: features needs its ref. Choose another value instead."],
    );
    let metadata = Gesture::Set {
        owner: Owner::Project,
        path: vec![Key::Key("metadata".into()), Key::Key("owner".into())],
        value: Some(json!("Ada: data")),
    };
    check(
        CHAIN,
        metadata,
        expect![[r##"
        # Set metadata.owner
        +metadata:
        +  owner: "Ada: data"
    "##]],
    );
}

#[test]
fn a_zone_is_renamed_wherever_it_is_named() {
    let zones = "version: \"1.1\"\nzones:\n  - {name: Raw, color: \"#2ab1ac\"} # first\n  - {name: Scored}\nfolders: [{name: uploads, type: Filesystem, zone: Raw}]\ndatasets:\n  - name: READINGS\n    type: managed\n    zone: Raw # of the plant\n  - {name: SCORES, type: managed, zone: Scored}\n";
    let mut board = Board::of(zones);
    board.arrangement = board.arrangement.with_zones(&board.analysis.config, &board.diagram);
    let rename = |name: &str| Gesture::RenameFrame { frame: "Raw".into(), name: name.into() };
    expect!["Nothing was changed: there is a frame Scored already. Choose another name."]
        .assert_eq(&board.after(&rename("Scored")));
    expect!["Nothing was changed: a frame needs a name of 1 to 100 characters. Give it one."]
        .assert_eq(&board.after(&rename(" ")));
    expect![[r##"
        # Rename frame Raw to As delivered
        -  - {name: Raw, color: "#2ab1ac"} # first
        +  - {name: As delivered, color: "#2ab1ac"} # first
        -folders: [{name: uploads, type: Filesystem, zone: Raw}]
        +folders: [{name: uploads, type: Filesystem, zone: As delivered}]
        -    zone: Raw # of the plant
        +    zone: As delivered # of the plant
        # canvas.json
        +{
        +  "version": 1,
        +  "nodes": {
        +    "dataset.READINGS": [0, 0],
        +    "dataset.SCORES": [100, 0],
        +    "folder.uploads": [200, 0]
        +  }
        +}
    "##]]
    .assert_eq(&board.after(&rename("As delivered")));
}
