//! S

use super::*;

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

#[test]
fn ports_inside_a_solution_cannot_be_taken_up() {
    let project = project(FLOW);
    let armed = project.arm("upkeep__cleaning.CLEAN_VIBRATION", Side::Output);
    assert_eq!(armed.count(), 0);
    let verdict = armed.verdict(project.end("anomaly.FEATURES", Side::Input), Side::Input).unwrap();
    assert_eq!(
        verdict.to_string(),
        "the port you hold cannot be connected: inside upkeep, which does its own wiring"
    );
}

#[test]
fn ports_on_the_same_side_are_told_apart_from_the_own_ones() {
    let project = project(FLOW);
    let armed = project.arm("training.FAILURE_MODEL", Side::Output);
    let said = |port: &str, side| armed.verdict(project.end(port, side), side).unwrap().to_string();
    assert_eq!(said("training.TRAINING_REPORT", Side::Output), "its own port");
    assert_eq!(said("training.FEATURES", Side::Input), "its own port");
    assert_eq!(said("risk.FAILURE_RISK", Side::Output), "an output too: connect it to an input");
}
