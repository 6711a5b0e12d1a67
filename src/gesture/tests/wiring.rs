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
        expect![""],
    );
    check(CHAIN, wire("dataset.READINGS.out > features.EQUIPMENT_METADATA"), expect![""]);
}

#[test]
fn recipes_and_datasets_are_wired_by_lists_and_outputs() {
    check(CHAIN, wire("dataset.READINGS.out > recipe.copy.in"), expect![""]);
    check(CHAIN, wire("features.ENGINEERED_FEATURES > dataset.COPY.in"), expect![""]);
    check(CHAIN, wire("recipe.copy.out > dataset.READINGS.in"), expect![""]);
}

#[test]
fn a_wire_that_makes_no_sense_is_refused() {
    let refusal = |text: &str| Board::of(CHAIN).after(&wire(text));
    expect![""].assert_eq(&refusal("cleaning.CLEAN_VIBRATION > gone.IN"));
    expect![""].assert_eq(&refusal("cleaning.CLEAN_VIBRATION > features.IN"));
    expect![""].assert_eq(&refusal("cleaning.CLEAN_VIBRATION > cleaning.RAW_VIBRATION"));
    expect![""].assert_eq(&refusal("dataset.READINGS.out > dataset.COPY.in"));
}

#[test]
fn a_wire_is_removed_where_it_is_written() {
    let unwire = |text: &str| Gesture::Unwire(vec![link(text)]);
    check(CHAIN, unwire("dataset.READINGS.out > cleaning.RAW_VIBRATION"), expect![""]);
    check(CHAIN, unwire("features.ENGINEERED_FEATURES > recipe.copy.in"), expect![""]);
    check(CHAIN, unwire("recipe.copy.out > dataset.COPY.in"), expect![""]);
}

#[test]
fn a_grabbed_input_takes_its_wire_along() {
    let rewire = |wire: &str, to: &str| Gesture::Rewire { wire: link(wire), target: port(to) };
    let clean = "cleaning.CLEAN_VIBRATION > features.CLEAN_VIBRATION";
    check(CHAIN, rewire(clean, "features.EQUIPMENT_METADATA"), expect![""]);
    check(CHAIN, rewire(clean, "recipe.copy.in"), expect![""]);
    check(CHAIN, rewire("recipe.copy.out > dataset.COPY.in", "dataset.READINGS.in"), expect![""]);
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
        expect![""],
    );
    check(
        CHAIN,
        splice("BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0", "features.ENGINEERED_FEATURES > recipe.copy.in"),
        expect![""],
    );
}
