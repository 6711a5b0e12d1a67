//! What a plan does, on nodes and as ghosts.

use super::*;

#[test]
fn without_a_plan_nothing_is_planned() {
    let (diagram, analysis) = analyzed(&workspace("blocks: [{ref: NONE}]\n"));
    assert_eq!(analysis.plan, None);
    let marks = Marks::new(&diagram, &analysis);
    assert!(marks.nodes.iter().all(|mark| mark.changes.is_none()));
    assert_eq!((marks.ghosts, marks.trails, marks.outside), (Vec::new(), Vec::new(), Vec::new()));
}

#[test]
fn a_first_plan_creates_everything() {
    let cleaning = block("SENSOR_DATA_CLEANING@1.0.0", "cleaning", "RAW_VIBRATION: READINGS");
    plan_marks(
        analyzed(&workspace(&format!("{READINGS}blocks:\n{cleaning}"))),
        expect![[r#"
        cleaning: + +6
            + zone.P.sensor_data_cleaning_zone (1 fields)
            + dataset.P.CLEANING__VALID_SIGNAL (2 fields)
            + dataset.P.CLEANING__CLEAN_VIBRATION (3 fields)
            + recipe.P.cleaning__drop_flat_signals (7 fields)
            + recipe.P.cleaning__fill_gaps (7 fields)
            + block.P.cleaning (5 fields)
        dataset.READINGS: + +1
            + dataset.P.READINGS (3 fields)
        outside: project.P
    "#]],
    );
}

#[test]
fn what_changes_in_a_block_is_counted_and_what_goes_is_a_ghost() {
    let cleaning = block("SENSOR_DATA_CLEANING@1.0.0", "cleaning", "RAW_VIBRATION: READINGS");
    let features =
        block("COMPRESSOR_FEATURE_ENG@1.0.0", "features", "CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION");
    let recipes = "recipes:\n  - {name: copy, type: sync, inputs: [READINGS], outputs: [COPY]}\n";
    let before =
        format!("{READINGS}  - {{name: COPY, type: managed}}\n{recipes}blocks:\n{cleaning}{features}");
    let newer = cleaning.replace("1.0.0", "1.1.0");
    plan_marks(
        planned(&before, &format!("{READINGS}blocks:\n{newer}")),
        expect![[r#"
        cleaning: ~ ~2
            ~ recipe.P.cleaning__drop_flat_signals (1 fields)
            ~ block.P.cleaning (1 fields)
        dataset.READINGS: = 
        ghost recipe.copy (recipe sync) in=READINGS -> out=COPY: - -1
            - recipe.P.copy (5 fields)
        ghost features (block COMPRESSOR_FEATURE_ENG@1.0.0) CLEAN_VIBRATION=CLEANING__CLEAN_VIBRATION -> ENGINEERED_FEATURES=FEATURES__ENGINEERED_FEATURES: - -8
            - block.P.features (5 fields)
            - recipe.P.features__feature_combine (7 fields)
            - recipe.P.features__fft_analysis (7 fields)
            - recipe.P.features__signal_smoothing (7 fields)
            - dataset.P.FEATURES__ENGINEERED_FEATURES (3 fields)
            - dataset.P.FEATURES__FFT_RESULTS (2 fields)
            - dataset.P.FEATURES__SMOOTHED_SIGNAL (2 fields)
            - zone.P.compressor_feature_eng_zone (1 fields)
        ghost dataset.COPY (dataset managed) in=COPY -> out=COPY: - -1
            - dataset.P.COPY (3 fields)
        dataset.READINGS > (recipe.copy) READINGS
        cleaning > (features) CLEANING__CLEAN_VIBRATION
        (recipe.copy) > (dataset.COPY) COPY
        outside: library.P.RELIABILITY_ANALYTICS, project.P
    "#]],
    );
    let replaced = READINGS.replace("managed", "s3");
    plan_marks(
        planned(&before, &format!("{replaced}blocks:\n{cleaning}{features}")),
        expect![[r#"
        cleaning: = 
        features: = 
        dataset.READINGS: -+ ~1
            -+ dataset.P.READINGS (1 fields)
        ghost recipe.copy (recipe sync) in=READINGS -> out=COPY: - -1
            - recipe.P.copy (5 fields)
        ghost dataset.COPY (dataset managed) in=COPY -> out=COPY: - -1
            - dataset.P.COPY (3 fields)
        dataset.READINGS > (recipe.copy) READINGS
        (recipe.copy) > (dataset.COPY) COPY
        outside: project.P, library.P.RELIABILITY_ANALYTICS
    "#]],
    );
}

#[test]
fn a_solution_that_goes_takes_its_members_along() {
    plan_marks(
        planned(&format!("{READINGS}{SOLUTION}"), READINGS),
        expect![[r#"
        dataset.READINGS: = 
        ghost upkeep (solution COMPRESSOR_MONITORING_SOLUTION@1.0.0) RAW_SENSOR_DATA=READINGS -> ALERTS=UPKEEP__ALERTING__ALERTS ANOMALIES=UPKEEP__ANOMALY__ANOMALIES HEALTH_SCORES=UPKEEP__RUL__RUL_SCORES: - -35
            - solution.P.upkeep (6 fields)
        ghost upkeep__alerting (block EQUIPMENT_ALERTING@1.1.0 in upkeep) ANOMALIES=UPKEEP__ANOMALY__ANOMALIES RUL_SCORES=UPKEEP__RUL__RUL_SCORES -> ALERTS=UPKEEP__ALERTING__ALERTS: - -6
            - block.P.upkeep__alerting (6 fields)
            - recipe.P.upkeep__alerting__threshold_compute (7 fields)
            - recipe.P.upkeep__alerting__merge_signals (6 fields)
            - dataset.P.UPKEEP__ALERTING__ALERTS (3 fields)
            - dataset.P.UPKEEP__ALERTING__ALERT_CANDIDATES (2 fields)
            - zone.P.upkeep_alerting_zone (1 fields)
        ghost upkeep__rul (block RUL_PREDICTION@1.0.0 in upkeep) FEATURES=UPKEEP__FEATURES__ENGINEERED_FEATURES -> RUL_SCORES=UPKEEP__RUL__RUL_SCORES: - -6
            - block.P.upkeep__rul (5 fields)
            - recipe.P.upkeep__rul__predict_rul (7 fields)
            - recipe.P.upkeep__rul__degradation_trend (6 fields)
            - dataset.P.UPKEEP__RUL__RUL_SCORES (3 fields)
            - dataset.P.UPKEEP__RUL__DEGRADATION (2 fields)
            - zone.P.upkeep_rul_zone (1 fields)
        ghost upkeep__anomaly (block EQUIPMENT_ANOMALY_DETECTION@1.0.0 in upkeep) FEATURES=UPKEEP__FEATURES__ENGINEERED_FEATURES -> ANOMALIES=UPKEEP__ANOMALY__ANOMALIES: - -8
            - block.P.upkeep__anomaly (5 fields)
            - recipe.P.upkeep__anomaly__keep_anomalies (7 fields)
            - recipe.P.upkeep__anomaly__score_isolation_forest (7 fields)
            - recipe.P.upkeep__anomaly__prepare_features (6 fields)
            - dataset.P.UPKEEP__ANOMALY__ANOMALIES (3 fields)
            - dataset.P.UPKEEP__ANOMALY__SCORED (2 fields)
            - dataset.P.UPKEEP__ANOMALY__FEATURES_PREPARED (2 fields)
            - zone.P.upkeep_anomaly_zone (1 fields)
        ghost upkeep__features (block COMPRESSOR_FEATURE_ENG@1.1.0 in upkeep) CLEAN_VIBRATION=UPKEEP__CLEANING__CLEAN_VIBRATION -> ENGINEERED_FEATURES=UPKEEP__FEATURES__ENGINEERED_FEATURES: - -8
            - block.P.upkeep__features (5 fields)
            - recipe.P.upkeep__features__feature_combine (7 fields)
            - recipe.P.upkeep__features__fft_analysis (7 fields)
            - recipe.P.upkeep__features__signal_smoothing (7 fields)
            - dataset.P.UPKEEP__FEATURES__ENGINEERED_FEATURES (3 fields)
            - dataset.P.UPKEEP__FEATURES__FFT_RESULTS (2 fields)
            - dataset.P.UPKEEP__FEATURES__SMOOTHED_SIGNAL (2 fields)
            - zone.P.upkeep_features_zone (1 fields)
        ghost upkeep__cleaning (block SENSOR_DATA_CLEANING@1.1.0 in upkeep) RAW_VIBRATION=READINGS -> CLEAN_VIBRATION=UPKEEP__CLEANING__CLEAN_VIBRATION: - -6
            - block.P.upkeep__cleaning (5 fields)
            - recipe.P.upkeep__cleaning__fill_gaps (7 fields)
            - recipe.P.upkeep__cleaning__drop_flat_signals (7 fields)
            - dataset.P.UPKEEP__CLEANING__CLEAN_VIBRATION (3 fields)
            - dataset.P.UPKEEP__CLEANING__VALID_SIGNAL (2 fields)
            - zone.P.upkeep_cleaning_zone (1 fields)
        dataset.READINGS > (upkeep) READINGS
        (upkeep__anomaly) > (upkeep__alerting) UPKEEP__ANOMALY__ANOMALIES
        (upkeep__rul) > (upkeep__alerting) UPKEEP__RUL__RUL_SCORES
        (upkeep__features) > (upkeep__rul) UPKEEP__FEATURES__ENGINEERED_FEATURES
        (upkeep__features) > (upkeep__anomaly) UPKEEP__FEATURES__ENGINEERED_FEATURES
        (upkeep__cleaning) > (upkeep__features) UPKEEP__CLEANING__CLEAN_VIBRATION
        outside: library.P.RELIABILITY_ANALYTICS, project.P
    "#]],
    );
}

#[test]
fn a_solution_that_comes_brings_its_members_along() {
    plan_marks(
        planned(READINGS, &format!("{READINGS}{SOLUTION}")),
        expect![[r#"
        upkeep: + +35
            + solution.P.upkeep (6 fields)
        dataset.READINGS: = 
        upkeep__cleaning: + +6
            + zone.P.upkeep_cleaning_zone (1 fields)
            + dataset.P.UPKEEP__CLEANING__VALID_SIGNAL (2 fields)
            + dataset.P.UPKEEP__CLEANING__CLEAN_VIBRATION (3 fields)
            + recipe.P.upkeep__cleaning__drop_flat_signals (7 fields)
            + recipe.P.upkeep__cleaning__fill_gaps (7 fields)
            + block.P.upkeep__cleaning (5 fields)
        upkeep__features: + +8
            + zone.P.upkeep_features_zone (1 fields)
            + dataset.P.UPKEEP__FEATURES__SMOOTHED_SIGNAL (2 fields)
            + dataset.P.UPKEEP__FEATURES__FFT_RESULTS (2 fields)
            + dataset.P.UPKEEP__FEATURES__ENGINEERED_FEATURES (3 fields)
            + recipe.P.upkeep__features__signal_smoothing (7 fields)
            + recipe.P.upkeep__features__fft_analysis (7 fields)
            + recipe.P.upkeep__features__feature_combine (7 fields)
            + block.P.upkeep__features (5 fields)
        upkeep__anomaly: + +8
            + zone.P.upkeep_anomaly_zone (1 fields)
            + dataset.P.UPKEEP__ANOMALY__FEATURES_PREPARED (2 fields)
            + dataset.P.UPKEEP__ANOMALY__SCORED (2 fields)
            + dataset.P.UPKEEP__ANOMALY__ANOMALIES (3 fields)
            + recipe.P.upkeep__anomaly__prepare_features (6 fields)
            + recipe.P.upkeep__anomaly__score_isolation_forest (7 fields)
            + recipe.P.upkeep__anomaly__keep_anomalies (7 fields)
            + block.P.upkeep__anomaly (5 fields)
        upkeep__rul: + +6
            + zone.P.upkeep_rul_zone (1 fields)
            + dataset.P.UPKEEP__RUL__DEGRADATION (2 fields)
            + dataset.P.UPKEEP__RUL__RUL_SCORES (3 fields)
            + recipe.P.upkeep__rul__degradation_trend (6 fields)
            + recipe.P.upkeep__rul__predict_rul (7 fields)
            + block.P.upkeep__rul (5 fields)
        upkeep__alerting: + +6
            + zone.P.upkeep_alerting_zone (1 fields)
            + dataset.P.UPKEEP__ALERTING__ALERT_CANDIDATES (2 fields)
            + dataset.P.UPKEEP__ALERTING__ALERTS (3 fields)
            + recipe.P.upkeep__alerting__merge_signals (6 fields)
            + recipe.P.upkeep__alerting__threshold_compute (7 fields)
            + block.P.upkeep__alerting (6 fields)
        outside: library.P.RELIABILITY_ANALYTICS, project.P
    "#]],
    );
}
