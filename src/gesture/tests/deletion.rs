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
        delete(&["cleaning", "features", "recipe.copy"]),
        expect![[r##"
        # Delete 3 things
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
        -recipes:
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +blocks: []
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
        # Delete features
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
        # Delete 2 things
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
            # Delete dataset.CLEAN
            -datasets: [{name: CLEAN, type: managed}]
            +datasets: []
        "#]],
    );
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
            # Delete recipe.smooth
            -recipes: [{name: smooth, type: python, inputs: [CLEAN_VIBRATION], outputs: [ENGINEERED_FEATURES]}]
            +recipes: []
            -    # faster
            -    extends: [{recipe: signal_smoothing, override_with: smooth}]
        "#]],
    );
}
