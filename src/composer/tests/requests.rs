//! What else a request can ask for: queries, names, hints, parts, extensions.

use expect_test::expect;
use serde_json::{Value, json};

use super::*;

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
        clean raw sensor data: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0 0.85
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
