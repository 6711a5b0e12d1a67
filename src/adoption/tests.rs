//! Composed configurations in projects of several shapes.

use expect_test::{Expect, expect};

use super::*;
use crate::catalog::Catalog;
use crate::composer::compose;
use crate::history;
use crate::registry::tests::demo_alone;
use crate::workspace::analyze;

const INTENT: &str = "compressor feature engineering -> detect anomalies in equipment";

fn workspace(project: &str) -> Workspace {
    let files = vec![Source::new("project.yml", project)];
    Workspace { files, environment: "dev".into(), registries: demo_alone(), ..Workspace::default() }
}

/// Adds what `intent` composes to, and gives back what came of it.
fn adopted(project: &str, intent: &str) -> (Workspace, Adoption) {
    let mut workspace = workspace(project);
    let request = serde_json::from_value(serde_json::json!({"intent": intent, "target_project_key": "P"}));
    let composed = compose(&Catalog::new(&workspace.registries), &request.unwrap()).config;
    let adoption = adopt(&workspace, &analyze(&workspace), &composed).unwrap();
    let changes = history::changes_that_insert(&workspace, &adoption.inserted);
    history::apply(&mut workspace, &changes).unwrap();
    (workspace, adoption)
}

#[track_caller]
fn check(workspace: &Workspace, expected: Expect) {
    expected.assert_eq(&workspace.files[0].text);
    let analysis = analyze(workspace);
    assert!(analysis.valid, "{:?}", analysis.problems);
}

#[test]
fn sections_that_are_missing_are_added_at_the_end() {
    let project = "version: \"1.0\"\nproject:\n  key: P # ours\n  name: Pea\n";
    check(
        &adopted(project, INTENT).0,
        expect![[r#"
        version: "1.0"
        project:
          key: P # ours
          name: Pea

        blocks:
          - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0
            instance_name: compressor_feature_eng_instance
            zone_name: compressor_feature_eng_zone
            inputs:
              CLEAN_VIBRATION: INPUT_CLEAN_VIBRATION
              OPERATING_CONDITIONS: INPUT_OPERATING_CONDITIONS
            outputs:
              ENGINEERED_FEATURES: COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES
          - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0
            instance_name: equipment_anomaly_detection_instance
            zone_name: equipment_anomaly_detection_zone
            inputs:
              FEATURES: COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES
            outputs: {}

        datasets:
          # TODO: connect
          - name: INPUT_CLEAN_VIBRATION
            type: managed
          # TODO: connect
          - name: INPUT_OPERATING_CONDITIONS
            type: managed
    "#]],
    );
}

#[test]
fn lists_grow_behind_their_last_element_and_names_stay_free() {
    let project =
        "project: {key: P, name: Pea}\nblocks: []\ndatasets:\n- name: A\n  type: managed\n\n# The end.\n";
    let (once, first) = adopted(project, INTENT);
    assert_eq!((first.blocks, first.renamed), (2, Vec::new()));
    let (twice, second) = adopted(&once.files[0].text, INTENT);
    check(
        &twice,
        expect![[r#"
            project: {key: P, name: Pea}
            blocks:
              - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0
                instance_name: compressor_feature_eng_instance
                zone_name: compressor_feature_eng_zone
                inputs:
                  CLEAN_VIBRATION: INPUT_CLEAN_VIBRATION
                  OPERATING_CONDITIONS: INPUT_OPERATING_CONDITIONS
                outputs:
                  ENGINEERED_FEATURES: COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES
              - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0
                instance_name: equipment_anomaly_detection_instance
                zone_name: equipment_anomaly_detection_zone
                inputs:
                  FEATURES: COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES
                outputs: {}
              - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0
                instance_name: compressor_feature_eng_instance_2
                zone_name: compressor_feature_eng_zone_2
                inputs:
                  CLEAN_VIBRATION: INPUT_CLEAN_VIBRATION_2
                  OPERATING_CONDITIONS: INPUT_OPERATING_CONDITIONS_2
                outputs:
                  ENGINEERED_FEATURES: COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES_2
              - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0
                instance_name: equipment_anomaly_detection_instance_2
                zone_name: equipment_anomaly_detection_zone_2
                inputs:
                  FEATURES: COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES_2
                outputs: {}
            datasets:
            - name: A
              type: managed
            # TODO: connect
            - name: INPUT_CLEAN_VIBRATION
              type: managed
            # TODO: connect
            - name: INPUT_OPERATING_CONDITIONS
              type: managed
            # TODO: connect
            - name: INPUT_CLEAN_VIBRATION_2
              type: managed
            # TODO: connect
            - name: INPUT_OPERATING_CONDITIONS_2
              type: managed

            # The end.
        "#]],
    );
    expect![[r#"
        [
            (
                "compressor_feature_eng_instance",
                "compressor_feature_eng_instance_2",
            ),
            (
                "equipment_anomaly_detection_instance",
                "equipment_anomaly_detection_instance_2",
            ),
            (
                "compressor_feature_eng_zone",
                "compressor_feature_eng_zone_2",
            ),
            (
                "equipment_anomaly_detection_zone",
                "equipment_anomaly_detection_zone_2",
            ),
            (
                "COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES",
                "COMPRESSOR_FEATURE_ENG_ENGINEERED_FEATURES_2",
            ),
            (
                "INPUT_CLEAN_VIBRATION",
                "INPUT_CLEAN_VIBRATION_2",
            ),
            (
                "INPUT_OPERATING_CONDITIONS",
                "INPUT_OPERATING_CONDITIONS_2",
            ),
        ]
    "#]]
    .assert_debug_eq(&second.renamed);
}

#[test]
fn a_project_in_braces_stays_in_braces() {
    let project = "{project: {key: P, name: Pea}, datasets: [{name: A, type: managed}]}\n";
    check(
        &adopted(project, "pump features").0,
        expect![[r#"
            {project: {key: P, name: Pea}, datasets: [{name: A, type: managed}, {name: INPUT_CLEAN_VIBRATION, type: managed}], blocks: [{ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0, instance_name: pump_feature_eng_instance, zone_name: pump_feature_eng_zone, inputs: {CLEAN_VIBRATION: INPUT_CLEAN_VIBRATION}, outputs: {}}]}
        "#]],
    );
}

#[test]
fn what_cannot_be_extended_is_refused() {
    let refusal = |project: &str, composed: &str| {
        let workspace = workspace(project);
        adopt(&workspace, &analyze(&workspace), composed).unwrap_err().to_string()
    };
    let block = "blocks:\n  - ref: R/A@1.0.0\n";
    expect!["Nothing was added: project.yml cannot be read as a configuration. Mend its syntax first."]
        .assert_eq(&refusal("just text\n", block));
    expect!["Nothing was added: there is no block, dataset or recipe to add."]
        .assert_eq(&refusal("project: {key: P}\n", "version: \"1.0\"\nblocks: []\n"));
    let empty = Workspace::default();
    expect!["Nothing was added: the project has no project.yml. Add one, or start a new project."]
        .assert_eq(&adopt(&empty, &analyze(&empty), block).unwrap_err().to_string());
}
