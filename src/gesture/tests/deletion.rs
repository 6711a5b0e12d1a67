//! Entries taken away, with or without a bridge over what they leave.

use expect_test::expect;

use super::entries::{check, ids};
use super::*;

pub(super) fn delete(names: &[&str]) -> Gesture {
    Gesture::Delete { nodes: ids(names), bridge: false }
}

fn bridge(names: &[&str]) -> Gesture {
    Gesture::Delete { nodes: ids(names), bridge: true }
}

#[test]
fn entries_go_with_their_comments_and_wires() {
    check(
        CHAIN,
        delete(&["cleaning"]),
        expect![[r#"
        # Delete cleaning
        -  # first
        -  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # pinned
        -    instance_name: cleaning
        -    inputs: {RAW_VIBRATION: READINGS}
        -    inputs:
        -      # clean only
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
    "#]],
    );
    check(
        CHAIN,
        delete(&["features"]),
        expect![[r##"
        # Delete features
        -  # second
        -  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
        -    instance_name: features
        -    inputs:
        -      # clean only
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [], outputs: [COPY]}
    "##]],
    );
    check(
        CHAIN,
        delete(&["dataset.READINGS", "dataset.COPY"]),
        expect![[r#"
        # Delete 2 things
        -datasets:
        -  # raw
        -  - {name: READINGS, type: managed} # as delivered
        -  - {name: COPY, type: managed}
        +datasets: []
        -    inputs: {RAW_VIBRATION: READINGS}
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: []}
    "#]],
    );
    check(
        CHAIN,
        delete(&["features", "recipe.copy"]),
        expect![[r##"
            # Delete 2 things
            -  # second
            -  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
            -    instance_name: features
            -    inputs:
            -      # clean only
            -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
            -recipes:
            -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
            +recipes: []
        "##]],
    );
    check(
        CHAIN,
        delete(&["gone"]),
        expect![
            "Nothing was changed: there is no gone any more. Look at the canvas again; the text has moved on."
        ],
    );
}

#[test]
fn readers_go_on_with_what_was_read() {
    check(
        CHAIN,
        bridge(&["features"]),
        expect![[r##"
            # Delete features, 1 of 1 wire bridged
            -  # second
            -  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
            -    instance_name: features
            -    inputs:
            -      # clean only
            -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
            -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
            +- {name: copy, type: sync, inputs: [CLEANING__CLEAN_VIBRATION], outputs: [COPY]}
        "##]],
    );
    check(
        CHAIN,
        bridge(&["cleaning", "features"]),
        expect![[r##"
            # Delete 2 things, 1 of 1 wire bridged
            -blocks:
            -  # first
            -  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # pinned
            -    instance_name: cleaning
            -    inputs: {RAW_VIBRATION: READINGS}
            -  # second
            -  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
            -    instance_name: features
            -    inputs:
            -      # clean only
            -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
            +blocks: []
            -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
            +- {name: copy, type: sync, inputs: [READINGS], outputs: [COPY]}
        "##]],
    );
    check(
        "blocks:
  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: a, outputs: {CLEAN_VIBRATION: CLEAN}}
  - {ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0, instance_name: b, inputs: {CLEAN_VIBRATION: CLEAN}}
datasets: [{name: CLEAN, type: managed}]
",
        bridge(&["dataset.CLEAN"]),
        expect![[r#"
            # Delete CLEAN, 1 of 1 wire bridged
            -datasets: [{name: CLEAN, type: managed}]
            +datasets: []
        "#]],
    );
}

#[test]
fn a_bridge_is_made_only_where_the_canvas_would_wire() {
    let chain = "blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning
    outputs: {CLEAN_VIBRATION: CLEAN}
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    instance_name: features
    inputs: {CLEAN_VIBRATION: CLEAN}
    outputs: {ENGINEERED_FEATURES: FEATURES}
  - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@1.0.0
    instance_name: anomaly
    inputs: {FEATURES: FEATURES}
";
    check(
        chain,
        bridge(&["features"]),
        expect![[r#"
        # Delete features, 0 of 1 wire bridged
        -  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
        -    instance_name: features
        -    inputs: {CLEAN_VIBRATION: CLEAN}
        -    outputs: {ENGINEERED_FEATURES: FEATURES}
        -    inputs: {FEATURES: FEATURES}
    "#]],
    );
    let more = format!("{chain}recipes: [{{name: copy, type: sync, inputs: [FEATURES], outputs: []}}]\n");
    check(
        &more,
        bridge(&["features"]),
        expect![[r#"
        # Delete features, 1 of 2 wires bridged
        -  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
        -    instance_name: features
        -    inputs: {CLEAN_VIBRATION: CLEAN}
        -    outputs: {ENGINEERED_FEATURES: FEATURES}
        -    inputs: {FEATURES: FEATURES}
        -recipes: [{name: copy, type: sync, inputs: [FEATURES], outputs: []}]
        +recipes: [{name: copy, type: sync, inputs: [CLEAN], outputs: []}]
    "#]],
    );
}

#[test]
fn what_is_inside_a_solution_is_left_to_it_by_name() {
    let text = "solutions:
  - {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, instance_name: it}
";
    let refused = |gesture: Gesture| Board::of(text).perform(&gesture).unwrap_err().to_string();
    let member = || ids(&["it__rul"]);
    let told = [
        refused(Gesture::Delete { nodes: member(), bridge: false }),
        refused(Gesture::Duplicate { nodes: member(), by: Point::default() }),
        refused(Gesture::Group { nodes: member(), name: "F".into() }),
        clipboard::copy(Board::of(text).scene(), &member()).unwrap_err().to_string(),
    ];
    expect!["Nothing was changed: it__rul is inside the solution it, which fixes what is in it. Choose the solution itself, or add the block on its own."].assert_eq(&told[0]);
    assert!(told.iter().all(|words| *words == told[0]), "{told:?}");
    expect!["Nothing was changed: nothing is selected. Select what to delete first."]
        .assert_eq(&refused(delete(&[])));
}

#[test]
fn a_file_that_holds_nothing_else_goes_with_its_entry() {
    let files = [
        ("project.yml", "project: {key: P, name: Pea}\n"),
        ("datasets/raw.yml", "# raw\ndatasets:\n- name: RAW\n  type: managed\n"),
        ("datasets/two.yml", "datasets:\n- {name: A, type: managed}\n- {name: B, type: managed}\n"),
        ("recipes/copy.yml", "recipes:\n- name: copy\n  type: sync\n  inputs: [RAW]\n  outputs: [A]\n"),
    ];
    expect![[r#"
        # Delete 2 things
        # datasets/two.yml
        -- {name: B, type: managed}
        # recipes/copy.yml
        -  inputs: [RAW]
        +  inputs: []
        # datasets/raw.yml is gone
    "#]]
    .assert_eq(&Board::new(&files).after(&delete(&["dataset.RAW", "dataset.B"])));
}

#[test]
fn a_recipe_that_stands_in_for_another_takes_its_place_along() {
    check(
        "recipes: [{name: smooth, type: python, inputs: [CLEAN_VIBRATION], outputs: [ENGINEERED_FEATURES]}]
blocks:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    # faster
    extends: [{recipe: signal_smoothing, override_with: smooth}]
    zone_name: z
",
        delete(&["recipe.smooth"]),
        expect![[r#"
            # Delete smooth
            -recipes: [{name: smooth, type: python, inputs: [CLEAN_VIBRATION], outputs: [ENGINEERED_FEATURES]}]
            +recipes: []
            -    # faster
            -    extends: [{recipe: signal_smoothing, override_with: smooth}]
        "#]],
    );
}
