//! Wires made, taken away, carried and spliced.

use expect_test::{Expect, expect};

use super::*;

#[track_caller]
fn check(text: &str, gesture: Gesture, expected: Expect) {
    expected.assert_eq(&Board::of(text).after(&gesture));
}

fn wire(text: &str) -> Gesture {
    Gesture::Wire(link(text))
}

#[test]
fn an_input_reads_what_an_output_writes() {
    check(
        "blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning
    inputs: {RAW_VIBRATION: READINGS}
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0 # next
    instance_name: features
# end
",
        wire("cleaning.CLEAN_VIBRATION > features.CLEAN_VIBRATION"),
        expect![[r#"
            # Wire cleaning to features
            +    inputs:
            +      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION
        "#]],
    );
    check(
        CHAIN,
        wire("dataset.READINGS.out > features.EQUIPMENT_METADATA"),
        expect![[r#"
            # Wire READINGS to features
            +      EQUIPMENT_METADATA: READINGS
        "#]],
    );
}

#[test]
fn recipes_and_datasets_are_wired_by_lists_and_outputs() {
    check(
        CHAIN,
        wire("dataset.READINGS.out > recipe.copy.in"),
        expect![[r#"
        # Wire READINGS to copy
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES, READINGS], outputs: [COPY]}
    "#]],
    );
    check(
        CHAIN,
        wire("features.ENGINEERED_FEATURES > dataset.COPY.in"),
        expect![[r#"
        # Wire features to COPY
        +    outputs:
        +      ENGINEERED_FEATURES: COPY
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [COPY], outputs: [COPY]}
    "#]],
    );
    check(
        CHAIN,
        wire("recipe.copy.out > dataset.READINGS.in"),
        expect![[r#"
        # Wire copy to READINGS
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY, READINGS]}
    "#]],
    );
}

#[test]
fn a_wire_that_makes_no_sense_is_refused() {
    let refusal = |text: &str| Board::of(CHAIN).after(&wire(text));
    expect![
        "Nothing was changed: there is no gone any more. Look at the canvas again; the text has moved on."
    ]
    .assert_eq(&refusal("cleaning.CLEAN_VIBRATION > gone.IN"));
    expect!["Nothing was changed: features has no input IN. Choose one of its ports."]
        .assert_eq(&refusal("cleaning.CLEAN_VIBRATION > features.IN"));
    expect![
        "Nothing was changed: cleaning cannot read what it writes itself. Choose a port of something else."
    ]
    .assert_eq(&refusal("cleaning.CLEAN_VIBRATION > cleaning.RAW_VIBRATION"));
    expect![
        "Nothing was changed: READINGS and COPY are both datasets. Put a recipe or a block between them."
    ]
    .assert_eq(&refusal("dataset.READINGS.out > dataset.COPY.in"));
}

#[test]
fn a_wire_is_removed_where_it_is_written() {
    let unwire = |text: &str| Gesture::Unwire(vec![link(text)]);
    check(
        CHAIN,
        unwire("dataset.READINGS.out > cleaning.RAW_VIBRATION"),
        expect![[r#"
        # Unwire cleaning from READINGS
        -    inputs: {RAW_VIBRATION: READINGS}
    "#]],
    );
    check(
        CHAIN,
        unwire("features.ENGINEERED_FEATURES > recipe.copy.in"),
        expect![[r#"
        # Unwire copy from features
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [], outputs: [COPY]}
    "#]],
    );
    check(
        CHAIN,
        unwire("recipe.copy.out > dataset.COPY.in"),
        expect![[r#"
        # Unwire COPY from copy
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: []}
    "#]],
    );
}

#[test]
fn a_grabbed_input_takes_its_wire_along() {
    let rewire = |wire: &str, to: &str| Gesture::Rewire { wire: link(wire), target: port(to) };
    let clean = "cleaning.CLEAN_VIBRATION > features.CLEAN_VIBRATION";
    check(
        CHAIN,
        rewire(clean, "features.EQUIPMENT_METADATA"),
        expect![[r#"
        # Carry the wire of CLEAN_VIBRATION to EQUIPMENT_METADATA
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
        +      EQUIPMENT_METADATA: CLEANING__CLEAN_VIBRATION # generated
    "#]],
    );
    check(
        CHAIN,
        rewire(clean, "recipe.copy.in"),
        expect![[r#"
        # Carry the wire of features to copy
        -    inputs:
        -      # clean only
        -      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES, CLEANING__CLEAN_VIBRATION], outputs: [COPY]}
    "#]],
    );
    check(
        CHAIN,
        rewire("recipe.copy.out > dataset.COPY.in", "dataset.READINGS.in"),
        expect![[r#"
        # Carry the wire of COPY to READINGS
        -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
        +- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [READINGS]}
    "#]],
    );
}

#[test]
fn a_block_is_put_into_a_wire() {
    let splice = |reference: &str, wire: &str| {
        let Link { source, target } = link(wire);
        Gesture::Splice { reference: reference.into(), source: Some(source), target: Some(target), at: None }
    };
    check(
        CHAIN,
        splice(
            "BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@1.0.0",
            "features.ENGINEERED_FEATURES > recipe.copy.in",
        ),
        expect![[r#"
            # Put equipment_anomaly_detection between features and copy
            +  - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@1.0.0
            +    instance_name: equipment_anomaly_detection
            +    zone_name: equipment_anomaly_detection
            +    inputs:
            +      FEATURES: FEATURES__ENGINEERED_FEATURES
            +    outputs:
            +      ANOMALIES: EQUIPMENT_ANOMALY_DETECTION_ANOMALIES
            -- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
            +- {name: copy, type: sync, inputs: [EQUIPMENT_ANOMALY_DETECTION_ANOMALIES], outputs: [COPY]}
        "#]],
    );
    check(
        CHAIN,
        splice("BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0", "features.ENGINEERED_FEATURES > recipe.copy.in"),
        expect![
            "Nothing was changed: SENSOR_DATA_CLEANING reads nothing that fits ENGINEERED_FEATURES of features (RAW_VIBRATION: column SENSOR_ID is missing, column TIMESTAMP is missing, column VALUE is missing). Choose another block, or add it on its own."
        ],
    );
}
