//! Requests and their answers, on the demo registry.

use std::sync::Arc;

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::*;
use crate::diagnostic::Severity;
use crate::registry::Registries;
use crate::registry::tests::demo;
use crate::source::Source;
use crate::workspace::{Workspace, analyze};

fn catalog() -> Catalog {
    let mut registries = Registries::default();
    registries.put(demo());
    Catalog::new(&registries)
}

fn answer(request: Value) -> Response {
    compose(&catalog(), &serde_json::from_value(request).unwrap())
}

/// The plan and the gaps, as one reads them.
fn outline(response: &Response) -> String {
    let mut text = String::new();
    for found in &response.matches {
        text.push_str(&format!("{}: {} {}\n", found.clause, found.reference, found.score));
    }
    for stage in &response.plan.stages {
        text.push_str(&format!("| {}\n", stage.join(" ")));
    }
    for wire in &response.plan.wires {
        let mark = if wire.checked { "" } else { " unchecked" };
        text.push_str(&format!("{} -> {} as {}{mark}\n", wire.source, wire.target, wire.dataset));
    }
    for gap in &response.gaps {
        text.push_str(&format!("? {}\n", serde_json::to_string(gap).unwrap()));
    }
    for warning in &response.warnings {
        text.push_str(&format!("! {warning}\n"));
    }
    for error in &response.errors {
        text.push_str(&format!("!! {}\n", serde_json::to_string(error).unwrap()));
    }
    text
}

fn check(request: Value, expected: Expect) {
    expected.assert_eq(&outline(&answer(request)));
}

#[test]
fn clauses_become_a_chain() {
    let response = answer(json!({
        "intent": "clean raw sensor data, then compressor feature engineering, detect anomalies in equipment and equipment alerting",
        "target_project_key": "COMPRESSORS",
    }));
    expect![[r#"
        clean raw sensor data: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0 0.885
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
            complete compressor monitoring, alerting: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.1.0 0.74
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
            clean raw sensor data: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0 0.885
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
fn a_request_that_makes_no_sense_is_refused() {
    for request in [
        json!({}),
        json!({"intent": "x", "query": {}}),
        json!({"query": {"tag": ["churn"]}}),
        json!({"intent": "unblocked churn", "filters": {"blocked_only": true}}),
        json!({"intent": "churn", "filters": {"type": "flow"}}),
        json!({"intent": "churn", "filters": {"min_version": "1"}}),
        json!({"query": {"input_requirements": [{"type": "table"}]}}),
    ] {
        let response = answer(request.clone());
        let codes: Vec<ErrorCode> = response.errors.iter().map(|error| error.code).collect();
        assert_eq!((codes, response.success), (vec![ErrorCode::BadRequest], false), "{request}");
    }
    let unread = compose_json(&catalog(), r#"{"intnet": "churn"}"#);
    assert_eq!(unread["errors"][0]["code"], "BAD_REQUEST");
    let empty = compose(
        &Catalog::new(&Registries::default()),
        &Request { intent: Some("churn".into()), ..Request::default() },
    );
    assert_eq!(empty.errors[0].code, ErrorCode::RegistryNotFound);
}

#[test]
fn a_query_finds_blocks_by_their_parts() {
    check(
        json!({"query": {"tags": ["Vibration"], "output_requirements": [{"name": "features", "type": "dataset", "schema_contains": ["RMS"]}]},
            "options": {"max_results": 3}}),
        expect![[r#"
            Vibration, output features: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0 1
            | compressor_feature_eng_instance
            ? {"kind":"open_input","instance":"compressor_feature_eng_instance","port":"CLEAN_VIBRATION","producers":["BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0"]}
            ? {"kind":"open_input","instance":"compressor_feature_eng_instance","port":"OPERATING_CONDITIONS","producers":[]}
            ? {"kind":"unused_output","instance":"compressor_feature_eng_instance","port":"ENGINEERED_FEATURES"}
            ! The request names no target_project_key, so no configuration was written. Name one.
        "#]],
    );
    let references = |request: Value| {
        let response = answer(request);
        let found = response.matches.first().cloned();
        found.map(|found| (found.reference, found.alternatives.len()))
    };
    let newest = references(json!({"query": {"tags": ["demand"], "type": "zone"}}));
    assert_eq!(newest, Some(("BLOCKS_REGISTRY/DEMAND_FORECASTING@2.0.0".into(), 0)));
    let all = references(
        json!({"query": {"tags": ["demand"], "type": "zone", "min_version": "1.1.0"}, "options": {"prefer_newer_versions": false}}),
    );
    assert_eq!(all, Some(("BLOCKS_REGISTRY/DEMAND_FORECASTING@2.0.0".into(), 1)));
}

#[test]
fn external_names_hints_and_instances_are_taken() {
    let response = answer(json!({
        "intent": "pump vibration features, sensor data cleaning",
        "target_project_key": "PUMPS",
        "target_project_name": "Pumps",
        "instances": {"PUMP_FEATURE_ENG": ["north", "south"], "CHURN_FEATURES": ["x"]},
        "external_inputs": {"RAW_VIBRATION": "PLANT_READINGS", "south.CLEAN_VIBRATION": "SOUTH_CLEAN", "NOWHERE": "X"},
        "external_outputs": {"north.ENGINEERED_FEATURES": "NORTH_FEATURES", "CLEAN_VIBRATION": "no name"},
    }));
    expect![[r#"
        pump vibration features: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0 1
        sensor data cleaning: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0 1
        | south sensor_data_cleaning_instance
        | north
        sensor_data_cleaning_instance.CLEAN_VIBRATION -> north.CLEAN_VIBRATION as SENSOR_DATA_CLEANING_CLEAN_VIBRATION
        ? {"kind":"unused_output","instance":"south","port":"ENGINEERED_FEATURES"}
        ! CHURN_FEATURES was not chosen, so the names for its instances were not used.
        ! "no name" is no name for a dataset, so it was not used. Write letters, digits and _, beginning with a letter.
        ! X was not used: no input NOWHERE is open. Write instance.PORT to be specific.
    "#]].assert_eq(&outline(&response));
    expect![[r#"
        version: "1.0"

        project:
          key: PUMPS
          name: Pumps
          description: Composed from 3 blocks

        blocks:
          - ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0
            instance_name: south
            zone_name: pump_feature_eng_zone_2
            inputs:
              CLEAN_VIBRATION: SOUTH_CLEAN
            outputs: {}
          - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0
            instance_name: sensor_data_cleaning_instance
            zone_name: sensor_data_cleaning_zone
            inputs:
              RAW_VIBRATION: PLANT_READINGS
            outputs:
              CLEAN_VIBRATION: SENSOR_DATA_CLEANING_CLEAN_VIBRATION
          - ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0
            instance_name: north
            zone_name: pump_feature_eng_zone
            inputs:
              CLEAN_VIBRATION: SENSOR_DATA_CLEANING_CLEAN_VIBRATION
            outputs:
              ENGINEERED_FEATURES: NORTH_FEATURES

        datasets: []
    "#]]
    .assert_eq(&response.config);
}

#[test]
fn hints_that_cannot_be_are_errors() {
    let hint = |source: (&str, &str), target: (&str, &str)| {
        let response = answer(json!({
            "intent": "churn features, churn prediction, failure model scoring",
            "wiring_hints": [
                {"source_block": source.0, "source_port": source.1, "target_block": target.0, "target_port": target.1}
            ],
        }));
        response.errors.iter().map(|error| (error.code, error.message.clone())).collect::<Vec<_>>()
    };
    let scores = ("CHURN_PREDICTION", "CHURN_SCORES");
    let codes = [
        (scores, ("CHURN_FEATURES", "CUSTOMER_PROFILE"), ErrorCode::IncompatibleWiring),
        (scores, ("FAILURE_MODEL_SCORING", "FAILURE_MODEL"), ErrorCode::IncompatibleWiring),
        (scores, ("CHURN_PREDICTION", "CHURN_FEATURES"), ErrorCode::Circular),
        (scores, ("CUSTOMER_360", "ORDERS"), ErrorCode::BlockNotFound),
        (scores, ("CHURN_FEATURES", "ORDERS"), ErrorCode::BadRequest),
    ];
    for (source, target, code) in codes {
        let found = hint(source, target);
        assert_eq!(found.iter().map(|(code, _)| *code).collect::<Vec<_>>(), [code], "{found:?}");
    }
    let right = ("CHURN_FEATURES", "CHURN_FEATURES");
    assert_eq!(hint(right, ("churn_prediction_instance", "CHURN_FEATURES")), []);
}

#[test]
fn a_part_is_accepted_and_an_alternative_taken() {
    let catalog = catalog();
    let request: Request = serde_json::from_value(json!({
        "intent": "clean raw sensor data, compressor feature engineering, equipment alerting",
        "target_project_key": "PART",
    }))
    .unwrap();
    let response = compose(&catalog, &request);
    let pick = |place: usize, reference: &str| Pick { place, reference: reference.into() };
    let own = |place: usize| pick(place, &response.matches[place].reference);
    let part =
        accept(&catalog, &request, &response, &[own(0), pick(1, "BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0")]);
    expect![[r#"
        clean raw sensor data: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0 0.885
        compressor feature engineering: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0 0.575
        | sensor_data_cleaning_instance
        | pump_feature_eng_instance
        sensor_data_cleaning_instance.CLEAN_VIBRATION -> pump_feature_eng_instance.CLEAN_VIBRATION as SENSOR_DATA_CLEANING_CLEAN_VIBRATION
        ? {"kind":"open_input","instance":"sensor_data_cleaning_instance","port":"RAW_VIBRATION","producers":[]}
        ? {"kind":"unused_output","instance":"pump_feature_eng_instance","port":"ENGINEERED_FEATURES"}
    "#]].assert_eq(&outline(&part));
    assert!(part.config.contains("PUMP_FEATURE_ENG@1.0.0") && !part.config.contains("ALERTING"));
    let wrong =
        accept(&catalog, &request, &response, &[own(0), pick(1, "BLOCKS_REGISTRY/PUMP_FEATURE_ENG@9.0.0")]);
    assert_eq!(wrong.errors[0].code, ErrorCode::VersionNotFound);
    let wrong = accept(&catalog, &request, &response, &[pick(0, "ELSEWHERE/X@1.0.0")]);
    let codes: Vec<ErrorCode> = wrong.errors.iter().map(|error| error.code).collect();
    assert_eq!(codes, [ErrorCode::RegistryNotFound, ErrorCode::BadRequest]);
    let all: Vec<Pick> = (0..response.matches.len()).map(own).collect();
    assert_eq!(accept(&catalog, &request, &response, &all).config, response.config);
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

#[test]
fn extensions_are_written_with_their_recipes() {
    let response = answer(json!({
        "intent": "compressor feature engineering",
        "target_project_key": "EXTENDED",
        "extensions": [{
            "block_id": "COMPRESSOR_FEATURE_ENG",
            "recipe_overrides": [{"recipe": "signal_smoothing", "override_with": "kalman_smoothing",
                "definition": {"type": "python", "inputs": ["CLEAN_VIBRATION"], "outputs": ["SMOOTHED"], "code": "x = 1\ny = 2\n"}}],
            "class_overrides": [{"recipe": "fft", "use_class": "custom.Fft", "class_config": {"bins": 8}}],
        }, {"block_id": "CHURN_FEATURES"}],
    }));
    expect![[r#"
        version: "1.0"

        project:
          key: EXTENDED
          name: "Composed: Compressor Feature Engineering"
          description: Composed from 1 blocks

        blocks:
          - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0
            instance_name: compressor_feature_eng_instance
            zone_name: compressor_feature_eng_zone
            inputs:
              CLEAN_VIBRATION: INPUT_CLEAN_VIBRATION
              OPERATING_CONDITIONS: INPUT_OPERATING_CONDITIONS
            outputs: {}
            extends:
              - {class_config: {bins: 8}, recipe: fft, use_class: custom.Fft}
              - {override_with: kalman_smoothing, recipe: signal_smoothing}

        datasets:
          # TODO: connect
          - name: INPUT_CLEAN_VIBRATION
            type: managed
          # TODO: connect
          - name: INPUT_OPERATING_CONDITIONS
            type: managed

        recipes:
          - name: kalman_smoothing
            code: |
              x = 1
              y = 2
            inputs:
              - CLEAN_VIBRATION
            outputs:
              - SMOOTHED
            type: python
    "#]]
    .assert_eq(&response.config);
    assert_eq!(response.warnings, ["CHURN_FEATURES was not chosen, so its extension was left out."]);
}

#[test]
fn the_response_has_the_members_of_the_specification() {
    let response =
        compose_json(&catalog(), r#"{"intent": "feature engineering for compressors, detect anomalies"}"#);
    let keys: Vec<&String> = response.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["config", "errors", "gaps", "matches", "partial", "plan", "success", "warnings"]);
    assert_eq!(
        response["matches"][0]["why"][0],
        json!({"token": "featur", "field": "name", "word": "feature", "similarity": 1.0})
    );
    assert_eq!(response["plan"]["wires"][0]["dataset"], "COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES");
}

/// Whatever is composed, the configuration parses, has no error and can be planned (spec 4.8).
#[test]
fn every_configuration_is_valid() {
    let mut registries = Registries::default();
    registries.put(demo());
    let catalog = Catalog::new(&registries);
    let registries = Arc::new(registries);
    let mut texts: Vec<String> = Vec::new();
    for cases in
        [include_str!("../../tests/cases/intents.json"), include_str!("../../tests/cases/paraphrases.json")]
    {
        let cases: Value = serde_json::from_str(cases).unwrap();
        texts.extend(
            cases["cases"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|case| case["text"].as_str())
                .map(str::to_owned),
        );
    }
    // Chains of three wishes that do not belong together are the hard ones.
    let chains: Vec<String> = (0..texts.len())
        .map(|place| [0, 7, 31].map(|step| texts[(place + step) % texts.len()].as_str()).join("; "))
        .collect();
    let mut composed = 0;
    for text in texts.iter().chain(&chains) {
        let request =
            Request { intent: Some(text.clone()), target_project_key: "LAW".into(), ..Request::default() };
        let response = compose(&catalog, &request);
        if !response.success {
            continue;
        }
        composed += 1;
        let workspace = Workspace {
            files: vec![Source::new("project.yml", &response.config)],
            environment: "dev".into(),
            registries: Arc::clone(&registries),
            ..Workspace::default()
        };
        let analysis = analyze(&workspace);
        let errors = analysis.problems.iter().filter(|problem| problem.severity == Severity::Error);
        let errors: Vec<&str> = errors.map(|problem| problem.message.as_str()).collect();
        assert!(errors.is_empty() && analysis.plan.is_some(), "{text}: {errors:?}\n{}", response.config);
    }
    assert!(composed > 200, "{composed} of {} wishes were composed", texts.len() + chains.len());
}
