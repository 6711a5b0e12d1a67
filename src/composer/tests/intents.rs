//! Wishes in words and what is proposed for them.

use expect_test::expect;
use serde_json::json;

use super::*;

#[test]
fn clauses_become_a_chain() {
    let response = answer(json!({
        "intent": "clean raw sensor data, then compressor feature engineering, detect anomalies in equipment and equipment alerting",
        "target_project_key": "COMPRESSORS",
    }));
    expect![[r#"
        clean raw sensor data: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0 0.85
        compressor feature engineering: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0 1
        detect anomalies in equipment: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0 1
        equipment alerting: BLOCKS_REGISTRY/EQUIPMENT_ALERTING@1.1.0 1
        | sensor_data_cleaning_instance
        | compressor_feature_eng_instance
        | equipment_anomaly_detection_instance
        | equipment_alerting_instance
        sensor_data_cleaning_instance.CLEAN_VIBRATION -> compressor_feature_eng_instance.CLEAN_VIBRATION as SENSOR_DATA_CLEANING_CLEAN_VIBRATION
        compressor_feature_eng_instance.ENGINEERED_FEATURES -> equipment_anomaly_detection_instance.FEATURES as COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES
        equipment_anomaly_detection_instance.ANOMALIES -> equipment_alerting_instance.ANOMALIES as EQUIPMENT_ANOMALY_DETECTION_ANOMALIES
        ? {"kind":"open_input","instance":"sensor_data_cleaning_instance","port":"RAW_VIBRATION","producers":[]}
        ? {"kind":"open_input","instance":"compressor_feature_eng_instance","port":"OPERATING_CONDITIONS","producers":[]}
        ? {"kind":"unused_output","instance":"equipment_anomaly_detection_instance","port":"ANOMALY_SCORES"}
        ? {"kind":"unused_output","instance":"equipment_alerting_instance","port":"ALERTS"}
    "#]].assert_eq(&outline(&response));
    expect![[r#"
        version: "1.0"

        project:
          key: COMPRESSORS
          name: "Composed: Sensor Data Cleaning"
          description: Composed from 4 blocks

        blocks:
          - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0
            instance_name: sensor_data_cleaning_instance
            zone_name: sensor_data_cleaning_zone
            inputs:
              RAW_VIBRATION: INPUT_RAW_VIBRATION
            outputs:
              CLEAN_VIBRATION: SENSOR_DATA_CLEANING_CLEAN_VIBRATION
          - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0
            instance_name: compressor_feature_eng_instance
            zone_name: compressor_feature_eng_zone
            inputs:
              CLEAN_VIBRATION: SENSOR_DATA_CLEANING_CLEAN_VIBRATION
              OPERATING_CONDITIONS: INPUT_OPERATING_CONDITIONS
            outputs:
              ENGINEERED_FEATURES: COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES
          - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0
            instance_name: equipment_anomaly_detection_instance
            zone_name: equipment_anomaly_detection_zone
            inputs:
              FEATURES: COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES
            outputs:
              ANOMALIES: EQUIPMENT_ANOMALY_DETECTION_ANOMALIES
          - ref: BLOCKS_REGISTRY/EQUIPMENT_ALERTING@1.1.0
            instance_name: equipment_alerting_instance
            zone_name: equipment_alerting_zone
            inputs:
              ANOMALIES: EQUIPMENT_ANOMALY_DETECTION_ANOMALIES
            outputs: {}

        datasets:
          # TODO: connect
          - name: INPUT_RAW_VIBRATION
            type: managed
          # TODO: connect
          - name: INPUT_OPERATING_CONDITIONS
            type: managed
    "#]]
    .assert_eq(&response.config);
}

#[test]
fn a_solution_that_covers_all_clauses_is_proposed() {
    check(
        json!({"intent": "churn prediction, customer segmentation, next best offer", "target_project_key": "X"}),
        expect![[r#"
            churn prediction, customer segmentation, next best offer: BLOCKS_REGISTRY/CUSTOMER_RETENTION_SOLUTION@1.0.0 0.532
            | customer_retention_solution_instance
            ? {"kind":"open_input","instance":"customer_retention_solution_instance","port":"CRM_CUSTOMERS","producers":[]}
            ? {"kind":"open_input","instance":"customer_retention_solution_instance","port":"ORDERS","producers":[]}
            ? {"kind":"unused_output","instance":"customer_retention_solution_instance","port":"OFFERS"}
            ? {"kind":"unused_output","instance":"customer_retention_solution_instance","port":"CHURN_SCORES"}
            ? {"kind":"unused_output","instance":"customer_retention_solution_instance","port":"SEGMENTS"}
        "#]],
    );
}

#[test]
fn several_wishes_are_not_one_block_that_beats_a_solution() {
    let best = |intent: &str| {
        let response = answer(json!({"intent": intent}));
        response.matches.into_iter().map(|found| (found.clause, found.reference)).collect::<Vec<_>>()
    };
    let solution = || "BLOCKS_REGISTRY/FRAUD_TRIAGE_SOLUTION@1.0.0".to_owned();
    assert_eq!(
        best("fraud rules -> fraud scoring -> case queue"),
        [("fraud rules, fraud scoring, case queue".into(), solution())]
    );
    assert_eq!(best("complete fraud triage"), [("complete fraud triage".into(), solution())]);
}

#[test]
fn one_wish_is_not_split() {
    check(
        json!({"intent": "safety stock and reorder points"}),
        expect![[r#"
        safety stock: BLOCKS_REGISTRY/INVENTORY_OPTIMISATION@1.0.0 1
        reorder points: BLOCKS_REGISTRY/INVENTORY_OPTIMISATION@1.0.0 0.8
        | inventory_optimisation_instance
        ? {"kind":"open_input","instance":"inventory_optimisation_instance","port":"FORECAST","producers":["BLOCKS_REGISTRY/DEMAND_FORECASTING@2.0.0","BLOCKS_REGISTRY/DEMAND_TO_ORDER_SOLUTION@1.0.0"]}
        ? {"kind":"open_input","instance":"inventory_optimisation_instance","port":"STOCK_LEVELS","producers":[]}
        ? {"kind":"unused_output","instance":"inventory_optimisation_instance","port":"STOCK_TARGETS"}
        ! The request names no target_project_key, so no configuration was written. Name one.
    "#]],
    );
    check(
        json!({"intent": "complete compressor monitoring and alerting"}),
        expect![[r#"
            complete compressor monitoring and alerting: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.1.0 1
            | compressor_monitoring_solution_instance
            ? {"kind":"open_input","instance":"compressor_monitoring_solution_instance","port":"RAW_SENSOR_DATA","producers":["BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0"]}
            ? {"kind":"unused_output","instance":"compressor_monitoring_solution_instance","port":"ALERTS"}
            ? {"kind":"unused_output","instance":"compressor_monitoring_solution_instance","port":"HEALTH_SCORES"}
            ? {"kind":"unused_output","instance":"compressor_monitoring_solution_instance","port":"ANOMALIES"}
            ! The request names no target_project_key, so no configuration was written. Name one.
        "#]],
    );
}

#[test]
fn blocks_that_do_not_fit_are_named_with_the_reason_and_a_bridge() {
    check(
        json!({"intent": "clean raw sensor data -> equipment anomaly detection"}),
        expect![[r#"
            clean raw sensor data: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0 0.85
            equipment anomaly detection: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0 1
            | sensor_data_cleaning_instance equipment_anomaly_detection_instance
            ? {"kind":"open_input","instance":"sensor_data_cleaning_instance","port":"RAW_VIBRATION","producers":[]}
            ? {"kind":"open_input","instance":"equipment_anomaly_detection_instance","port":"FEATURES","producers":["BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0"]}
            ? {"kind":"no_path","from":"BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0","to":"BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0","reason":{"source":"sensor_data_cleaning_instance.CLEAN_VIBRATION","target":"equipment_anomaly_detection_instance.FEATURES","rule":"SCH-001","column":"WINDOW_START","message":"sensor_data_cleaning_instance.CLEAN_VIBRATION does not fit equipment_anomaly_detection_instance.FEATURES: column WINDOW_START is missing"},"bridge":["BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0"]}
            ? {"kind":"unused_output","instance":"sensor_data_cleaning_instance","port":"CLEAN_VIBRATION"}
            ? {"kind":"unused_output","instance":"equipment_anomaly_detection_instance","port":"ANOMALIES"}
            ? {"kind":"unused_output","instance":"equipment_anomaly_detection_instance","port":"ANOMALY_SCORES"}
            ! The request names no target_project_key, so no configuration was written. Name one.
        "#]],
    );
    check(
        json!({"intent": "churn prediction; supplier risk"}),
        expect![[r#"
            churn prediction: BLOCKS_REGISTRY/CHURN_PREDICTION@1.2.0 1
            supplier risk: BLOCKS_REGISTRY/SUPPLIER_RISK_SCORING@1.0.0 1
            | churn_prediction_instance supplier_risk_scoring_instance
            ? {"kind":"open_input","instance":"churn_prediction_instance","port":"CHURN_FEATURES","producers":["BLOCKS_REGISTRY/CHURN_FEATURES@1.0.0"]}
            ? {"kind":"open_input","instance":"supplier_risk_scoring_instance","port":"SUPPLIERS","producers":[]}
            ? {"kind":"no_path","from":"BLOCKS_REGISTRY/CHURN_PREDICTION@1.2.0","to":"BLOCKS_REGISTRY/SUPPLIER_RISK_SCORING@1.0.0","reason":{"source":"churn_prediction_instance.CHURN_SCORES","target":"supplier_risk_scoring_instance.SUPPLIERS","rule":"SCH-001","column":"SUPPLIER_ID","message":"churn_prediction_instance.CHURN_SCORES does not fit supplier_risk_scoring_instance.SUPPLIERS: column SUPPLIER_ID is missing"},"bridge":[]}
            ? {"kind":"unused_output","instance":"churn_prediction_instance","port":"CHURN_SCORES"}
            ? {"kind":"unused_output","instance":"supplier_risk_scoring_instance","port":"SUPPLIER_RISK"}
            ! The request names no target_project_key, so no configuration was written. Name one.
        "#]],
    );
}

#[test]
fn nothing_matches() {
    check(
        json!({"intent": "book a hotel rom"}),
        expect![[r#"
            !! {"code":"NO_MATCH","message":"No block matches \"book a hotel rom\". Nothing was composed; the details say what comes near.","details":{"suggestions":[{"kind":"known_words","token":"book","words":["work"]},{"kind":"known_words","token":"hotel","words":["home","model","total"]},{"kind":"known_words","token":"rom","words":["rpm","rfm","row"]},{"domains":["predictive_maintenance","customer_analytics","fraud_detection","supply_chain"],"kind":"known_values","levels":["sensor","equipment","process","plant","business"]}]}}
        "#]],
    );
    check(
        json!({"intent": "churn", "filters": {"domain": "fraud_detection", "blocked_only": true}}),
        expect![[r#"
        !! {"code":"NO_MATCH","message":"No block matches \"churn\". Nothing was composed; the details say what comes near.","details":{"suggestions":[{"blocks":2,"filter":"domain","kind":"remove_filter"},{"domains":["predictive_maintenance","customer_analytics","fraud_detection","supply_chain"],"kind":"known_values","levels":["sensor","equipment","process","plant","business"]}]}}
    "#]],
    );
    check(
        json!({"intent": "churn prediction, japanese translation"}),
        expect![[r#"
            churn prediction: BLOCKS_REGISTRY/CHURN_PREDICTION@1.2.0 1
            | churn_prediction_instance
            ? {"kind":"no_match","clause":"japanese translation","nearest":[]}
            ? {"kind":"open_input","instance":"churn_prediction_instance","port":"CHURN_FEATURES","producers":["BLOCKS_REGISTRY/CHURN_FEATURES@1.0.0"]}
            ? {"kind":"unused_output","instance":"churn_prediction_instance","port":"CHURN_SCORES"}
            ! The request names no target_project_key, so no configuration was written. Name one.
        "#]],
    );
}

#[test]
fn an_older_version_that_fits_is_named() {
    check(
        json!({"intent": "pump feature engineering -> equipment anomaly detection"}),
        expect![[r#"
            pump feature engineering: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0 1
            equipment anomaly detection: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0 1
            | pump_feature_eng_instance equipment_anomaly_detection_instance
            ? {"kind":"open_input","instance":"pump_feature_eng_instance","port":"CLEAN_VIBRATION","producers":["BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0"]}
            ? {"kind":"open_input","instance":"equipment_anomaly_detection_instance","port":"FEATURES","producers":["BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0"]}
            ? {"kind":"no_path","from":"BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0","to":"BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0","reason":{"source":"pump_feature_eng_instance.ENGINEERED_FEATURES","target":"equipment_anomaly_detection_instance.FEATURES","rule":"SCH-003","column":"RMS","message":"pump_feature_eng_instance.ENGINEERED_FEATURES does not fit equipment_anomaly_detection_instance.FEATURES: column RMS may be empty and should not"},"bridge":[]}
            ? {"kind":"unused_output","instance":"pump_feature_eng_instance","port":"ENGINEERED_FEATURES"}
            ? {"kind":"unused_output","instance":"equipment_anomaly_detection_instance","port":"ANOMALIES"}
            ? {"kind":"unused_output","instance":"equipment_anomaly_detection_instance","port":"ANOMALY_SCORES"}
            ? {"kind":"version","block":"BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0","versions":["1.0.0"]}
            ! The request names no target_project_key, so no configuration was written. Name one.
        "#]],
    );
}
