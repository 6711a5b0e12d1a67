//! What every port says about the one in hand, a line for each.

use expect_test::{Expect, expect};

use super::*;

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
            ! unknown.A: already wired to GONE: connecting replaces it; the block NO_SUCH_BLOCK@1.0.0 was not found
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
            ! unknown.A: already wired to GONE: connecting replaces it; the block NO_SUCH_BLOCK@1.0.0 was not found
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
            ! unknown.A: already wired to GONE: connecting replaces it; the block NO_SUCH_BLOCK@1.0.0 was not found
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
        - recipe.split.out: the recipe writes 2 things: connect one of these instead
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
        - recipe.split.out: the recipe writes 2 things: connect one of these instead
        - upkeep__cleaning.CLEAN_VIBRATION: inside upkeep, which does its own wiring
        - upkeep__features.ENGINEERED_FEATURES: inside upkeep, which does its own wiring
        - upkeep__anomaly.ANOMALIES: inside upkeep, which does its own wiring
        - upkeep__rul.RUL_SCORES: inside upkeep, which does its own wiring
        - upkeep__alerting.ALERTS: inside upkeep, which does its own wiring
    "#]],
    );
}
