//! Completion and explanation in entries of blocks; a bar marks the offset.

use expect_test::{Expect, expect};

use crate::completion::{complete, explain};
use crate::registry::tests::demo_alone;
use crate::source::{FileId, Source};
use crate::text::apply_edits;
use crate::workspace::{Analysis, Workspace, analyze};

const HEAD: &str = "project: {key: P, name: Pea}\ndatasets:\n  - {name: RAW, type: s3}\n  - {name: STATES, type: s3, schema: {columns: [{name: A, type: int}]}}\n";
const CLEANING: &str = "  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0\n    instance_name: cleaning\n    inputs:\n      RAW_VIBRATION: RAW\n    outputs:\n      CLEAN_VIBRATION: CLEAN\n";

fn project(text: &str) -> (Workspace, Analysis, u32) {
    let offset = text.find('¦').unwrap();
    let workspace = Workspace {
        files: vec![Source::new("project.yml", &text.replace('¦', ""))],
        environment: "dev".into(),
        registries: demo_alone(),
        ..Workspace::default()
    };
    let analysis = analyze(&workspace);
    (workspace, analysis, u32::try_from(offset).unwrap())
}

/// The first choices with their details, and the line of the bar after the first one.
fn offered(text: &str) -> String {
    let (workspace, analysis, offset) = project(text);
    let choices = complete(&workspace, &analysis, FileId(0), offset);
    let Some(first) = choices.first() else { return "nothing\n".to_owned() };
    let shown = |choice: &super::Completion| format!("{} ({})", choice.label, choice.detail);
    let listed: Vec<String> = choices.iter().take(4).map(shown).collect();
    let after = apply_edits(&workspace.files[0].text, std::slice::from_ref(&first.edit)).unwrap();
    let line = after[..first.edit.range.start as usize].lines().count().max(1) - 1;
    format!("{} of {}\n  {}\n", listed.join(", "), choices.len(), after.lines().nth(line).unwrap())
}

#[track_caller]
fn check(cases: &[String], expected: Expect) {
    expected.assert_eq(&cases.iter().map(|text| offered(text)).collect::<String>());
}

#[test]
fn blocks_and_their_versions_are_offered() {
    check(
        &[
            format!("{HEAD}blocks:\n  - ref: ¦\n"),
            format!("{HEAD}blocks:\n  - ref: BLOCKS_REGISTRY/comp¦\n"),
            format!("{HEAD}solutions:\n  - {{ref: ¦}}\n"),
            format!("{HEAD}blocks:\n  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@¦\n"),
            format!("{HEAD}blocks:\n  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@¦1.0.0 # old\n"),
            format!("{HEAD}blocks:\n  - ref: NO/THING@¦\n"),
            format!("{HEAD}blocks:\n  - ¦\n"),
        ],
        expect![[r#"
            BLOCKS_REGISTRY/BEARING_ENVELOPE_ANALYSIS@0.9.0 (Bearing Envelope Analysis), BLOCKS_REGISTRY/CHURN_FEATURES@1.0.0 (Churn Feature Engineering), BLOCKS_REGISTRY/CHURN_PREDICTION@1.2.0 (Churn Prediction), BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0 (Compressor Feature Engineering) of 30
                - ref: BLOCKS_REGISTRY/BEARING_ENVELOPE_ANALYSIS@0.9.0
            BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0 (Compressor Feature Engineering) of 1
                - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0
            BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.1.0 (Compressor Monitoring Solution), BLOCKS_REGISTRY/CUSTOMER_RETENTION_SOLUTION@1.0.0 (Customer Retention Solution), BLOCKS_REGISTRY/DEMAND_TO_ORDER_SOLUTION@1.0.0 (Demand to Order Solution), BLOCKS_REGISTRY/FRAUD_TRIAGE_SOLUTION@1.0.0 (Fraud Triage Solution) of 5
                - {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.1.0}
            BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0 (newest), BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.2.0 (), BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.1.0 (), BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0 () of 6
                - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0
            BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0 (newest), BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.2.0 (), BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.1.0 (), BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0 () of 6
                - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0 # old
            nothing
            new block (), ref (), instance_name (), zone_name () of 8
                - ref: 
        "#]],
    );
}

#[test]
fn ports_that_are_not_mapped_are_offered() {
    check(
        &[
            format!(
                "{HEAD}blocks:\n{CLEANING}  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0\n    inputs:\n      ¦\n"
            ),
            format!(
                "{HEAD}blocks:\n{}",
                CLEANING.replace("RAW_VIBRATION: RAW", "RAW_VIBRATION: RAW\n      ¦")
            ),
            format!("{HEAD}blocks:\n{}", CLEANING.replace("CLEAN_VIBRATION: CLEAN", "¦: CLEAN")),
            format!(
                "{HEAD}blocks: [{{inputs: {{¦}}, ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@latest}}, {{ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0}}]\n"
            ),
            format!(
                "{HEAD}blocks:\n  - inputs:\n      ¦\n    ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@latest\n"
            ),
        ],
        expect![[r#"
            CLEAN_VIBRATION (required dataset), EQUIPMENT_METADATA (optional dataset) of 2
                    CLEAN_VIBRATION: 
            nothing
            CLEAN_VIBRATION (dataset) of 1
                    CLEAN_VIBRATION: CLEAN
            CLEAN_VIBRATION (required dataset) of 1
              blocks: [{inputs: {CLEAN_VIBRATION: }, ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@latest}, {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0}]
            CLEAN_VIBRATION (required dataset) of 1
                    CLEAN_VIBRATION: 
        "#]],
    );
}

#[test]
fn objects_that_fit_come_first() {
    check(
        &[
            format!(
                "{HEAD}blocks:\n{CLEANING}  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0\n    inputs:\n      CLEAN_VIBRATION: ¦\n"
            ),
            format!("{HEAD}blocks:\n{}", CLEANING.replace("RAW_VIBRATION: RAW", "RAW_VIBRATION: ¦")),
            format!("{HEAD}blocks:\n{}", CLEANING.replace("CLEAN_VIBRATION: CLEAN", "CLEAN_VIBRATION: ¦")),
        ],
        expect![[r#"
            CLEAN (columns fit, written by cleaning), RAW (dataset), STATES (dataset) of 3
                    CLEAN_VIBRATION: CLEAN
            RAW (name fits), STATES (dataset) of 2
                    RAW_VIBRATION: RAW
            CLEAN_VIBRATION (dataset), RAW (nothing writes it yet), STATES (nothing writes it yet) of 3
                    CLEAN_VIBRATION: CLEAN_VIBRATION
        "#]],
    );
}

#[test]
fn names_recipes_and_members_are_offered() {
    let features = "  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0\n";
    check(
        &[
            format!("{HEAD}blocks:\n{features}    zone_name: ¦\n"),
            format!("{HEAD}blocks:\n{features}    instance_name: ¦\n"),
            format!("{HEAD}blocks:\n{features}    extends:\n      - recipe: ¦\n"),
            format!(
                "{HEAD}recipes: [{{name: smooth, type: python, inputs: [], outputs: [X]}}]\nblocks:\n{features}    extends: [{{recipe: a, override_with: ¦}}]\n"
            ),
            format!(
                "{HEAD}solutions:\n  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@latest\n    block_overrides:\n      ¦\n"
            ),
        ],
        expect![[r#"
            compressor_feature_eng_instance (free), compressor_feature_eng_instance_zone (free), compressor_feature_eng_zone (free) of 3
                  zone_name: compressor_feature_eng_instance
            compressor_feature_eng_instance (free), compressor_feature_eng (free) of 2
                  instance_name: compressor_feature_eng_instance
            feature_combine (python, extension point), signal_smoothing (python), fft_analysis (python) of 3
                    - recipe: feature_combine
            smooth (python) of 1
                  extends: [{recipe: a, override_with: smooth}]
            cleaning (SENSOR_DATA_CLEANING@1.1.0), features (COMPRESSOR_FEATURE_ENG@1.2.0), anomaly (EQUIPMENT_ANOMALY_DETECTION@1.0.0), rul (RUL_PREDICTION@1.0.0) of 5
                    cleaning:
        "#]],
    );
}

#[test]
fn what_stands_in_an_entry_is_explained() {
    let features = "  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@^1.0.0\n    instance_name: features\n    inputs:\n      CLEAN_VIBRATION: CLEAN\n";
    let text = format!("{HEAD}blocks:\n{CLEANING}{features}");
    let cases = [
        "FEATURE_¦ENG",
        "ENG@^1¦.0",
        "1.1¦.0",
        "CLEAN_VIB¦RATION: CLEAN\n  -",
        "RAW_¦VIBRATION",
        ": RA¦W\n",
        ": CLE¦AN\n  -",
    ];
    let mut shown = String::new();
    for case in cases {
        let plain = case.replace('¦', "");
        assert!(text.contains(&plain), "{plain}");
        let (workspace, analysis, offset) = project(&text.replacen(&plain, case, 1));
        let Some(found) = explain(&workspace, &analysis, FileId(0), offset) else {
            shown += "nothing\n";
            continue;
        };
        shown += &format!("{}: {}\n", found.range.of(&workspace.files[0].text), found.title);
        shown += &found.text.iter().map(|sentence| format!("  {sentence}\n")).collect::<String>();
    }
    expect![[r#"
        BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@^1.0.0: COMPRESSOR_FEATURE_ENG@1.2.0
          Compressor Feature Engineering
          Turns cleaned compressor vibration into windowed features: smoothing, spectral peaks (FFT), rolling statistics.
          Not pinned: ^1.0.0 means version 1.2.0 now.
          Inputs: CLEAN_VIBRATION, EQUIPMENT_METADATA (optional), OPERATING_CONDITIONS (optional).
          Outputs: ENGINEERED_FEATURES.
        BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@^1.0.0: COMPRESSOR_FEATURE_ENG@1.2.0
          Compressor Feature Engineering
          Turns cleaned compressor vibration into windowed features: smoothing, spectral peaks (FFT), rolling statistics.
          Not pinned: ^1.0.0 means version 1.2.0 now.
          Inputs: CLEAN_VIBRATION, EQUIPMENT_METADATA (optional), OPERATING_CONDITIONS (optional).
          Outputs: ENGINEERED_FEATURES.
        BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0: SENSOR_DATA_CLEANING@1.1.0
          Sensor Data Cleaning
          Removes dead sensors, fills short gaps and flags the quality of raw machine signals so later steps get a regular series.
          Pinned to version 1.1.0.
          Inputs: RAW_VIBRATION.
          Outputs: CLEAN_VIBRATION.
        CLEAN_VIBRATION: output CLEAN_VIBRATION
          dataset
          Regular, flagged readings
          Columns: EQUIPMENT_ID, SENSOR_ID, TIMESTAMP, VALUE, QUALITY_FLAG.
        RAW_VIBRATION: input RAW_VIBRATION
          required dataset
          Readings as they come from the historian
          Columns: EQUIPMENT_ID, SENSOR_ID, TIMESTAMP, VALUE.
        RAW: dataset RAW
          s3
          No recipe writes it.
          Read by block cleaning.
        CLEAN: dataset CLEAN
          Not declared: a block makes it.
          Written by block cleaning.
          Read by block features.
    "#]].assert_eq(&shown);
}
