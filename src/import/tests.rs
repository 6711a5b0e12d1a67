//! Projects to configurations, and the laws that their plans keep.

mod laws;
mod simulator;

use std::collections::BTreeMap;

use expect_test::expect;
use serde_json::{Value, json};

use super::*;
use crate::deployed::deployed;
use crate::inventory::{Document, Inventory, Packed, PackedRecipe};
use crate::state::file::save;
use crate::workspace::{Analysis, Workspace, analyze};

pub(super) fn document(value: &Value) -> Document {
    value.as_object().unwrap().clone()
}

pub(super) fn documents(value: &Value) -> BTreeMap<String, Document> {
    document(value).into_iter().map(|(key, value)| (key, document(&value))).collect()
}

fn packed(value: &Value) -> Packed {
    (&document(value)).into()
}

fn datasets(value: &Value) -> BTreeMap<String, Packed> {
    documents(value).into_iter().map(|(name, document)| (name, (&document).into())).collect()
}

/// The configuration of an inventory, and what follows from it beside the state that was read.
pub(super) fn imported(inventory: &Inventory) -> (Import, Analysis) {
    let state = deployed(inventory.clone(), "dev", "2026-01-01T00:00:00Z").unwrap().state;
    let import = import(&state).unwrap();
    let workspace = Workspace {
        files: import.files.clone(),
        state: Some(save(&state).into()),
        environment: "dev".into(),
        ..Workspace::default()
    };
    let analysis = analyze(&workspace);
    (import, analysis)
}

fn written_out(import: &Import) -> String {
    import.files.iter().map(|file| format!("=== {}\n{}", file.path, file.text)).collect()
}

#[track_caller]
fn assert_empty(analysis: &Analysis) {
    let errors: Vec<String> = analysis.problems.iter().map(ToString::to_string).collect();
    let plan = analysis.plan.as_ref().unwrap_or_else(|| panic!("no plan: {errors:?}"));
    assert!(!plan.has_changes(), "{:?}", plan.summary);
}

#[test]
#[expect(clippy::too_many_lines, reason = "the files, as they are read")]
fn a_project_becomes_a_folder_that_people_read() {
    let zone = |id: &str, name: &str, items: Value| json!({"id": id, "name": name, "color": "#31439C", "items": items});
    let inventory = Inventory {
        key: "PLANT_7".into(),
        metadata: document(&json!({"label": "Plant 7", "shortDesc": "Compressors", "tags": ["station"]})),
        settings: document(&json!({"settings": {"gitCommitMode": "EXPLICIT", "flowAnchorSourcesAndSinks": true}})),
        variables: document(&json!({"region": "eu", "limits": {"low": 1.5, "high": 9}})),
        datasets: datasets(&json!({
            "readings": {"type": "Snowflake", "params": {"connection": "wh", "mode": "table", "table": "readings",
                "notReadyIfEmpty": false}, "schema": {"columns": [{"name": "UNIT", "type": "string", "comment": "a: b"},
                {"name": "AT", "type": "date"}], "userModified": false}, "managed": false, "tags": ["raw"]},
            "daily": {"type": "Filesystem", "params": {"connection": "disk", "path": "${projectKey}/daily"},
                "formatType": "csv", "formatParams": {"separator": "\t", "style": "unix", "charset": "utf8"},
                "managed": true}})),
        recipes: [(
            "Per day".to_owned(),
            PackedRecipe {
                recipe: packed(&json!({"type": "python", "inputs": {"main": {"items": [{"ref": "readings"}]},
                    "rules": {"items": [{"ref": "f0000001"}]}}, "outputs": {"main": {"items": [{"ref": "daily"}]}},
                    "params": {"envSelection": {"envMode": "INHERIT"}}})),
                payload: Some("import dataiku\n".into()),
            },
        )]
        .into(),
        zones: vec![
            document(&zone("z1", "In: raw", json!([{"objectType": "DATASET", "objectId": "readings"}]))),
            document(&zone("z2", "Out", json!([{"objectType": "DATASET", "objectId": "daily"},
                {"objectType": "RECIPE", "objectId": "Per day"}]))),
        ],
        folders: documents(&json!({"f0000001": {"name": "rules", "type": "Filesystem",
            "params": {"connection": "disk", "path": "${projectKey}/${odbId}"}}})),
        models: documents(&json!({"m0000001": {"name": "Fit", "miniTask": {"taskType": "PREDICTION"}}})),
        scenarios: documents(&json!({"NIGHTLY": {"name": "Nightly", "type": "custom_python", "active": true,
            "triggers": [{"id": "t1", "type": "temporal", "params": {"hour": 2, "lastUpdate": 5}}]}})),
        scripts: [("NIGHTLY".to_owned(), "run()\n".to_owned())].into(),
        ..Inventory::default()
    };
    let (import, analysis) = imported(&inventory);
    expect![[r##"
        === datasets/daily.yml
        datasets:
          - name: daily
            type: Filesystem
            connection: disk
            params: {path: "${projectKey}/daily"}
            format_type: csv
            zone: Out
            dss: {formatParams: {separator: "\t", style: unix}, managed: true}
        === datasets/readings.yml
        datasets:
          - name: readings
            type: Snowflake
            connection: wh
            params: {mode: table, table: readings}
            zone: "In: raw"
            tags: [raw]
            schema:
              columns:
                - {name: UNIT, type: string, comment: "a: b"}
                - {name: AT, type: date}
        === project.yml
        version: "1.1"
        conventions: {names: dss}

        project:
          key: PLANT_7
          name: Plant 7
          shortDesc: Compressors
          tags: [station]
          variables: {limits: {high: 9, low: 1.5}, region: eu}
          dss: {settings: {gitCommitMode: EXPLICIT}}

        zones:
          - name: "In: raw"
            color: "#31439C"
          - name: Out
            color: "#31439C"

        folders:
          - name: rules
            type: Filesystem
            connection: disk
            params: {path: "${projectKey}/${odbId}"}

        models:
          - name: Fit
            kind: PREDICTION

        scenarios:
          - name: Nightly
            type: custom_python
            active: true
            code_file: scenarios/code/Nightly.py
            dss:
              triggers:
                - {type: temporal, params: {hour: 2}}
        === recipes/Per_day.yml
        recipes:
          - name: Per day
            type: python
            zone: Out
            inputs:
              - readings
              - {ref: rules, role: rules}
            outputs: [daily]
            code_file: recipes/code/Per_day.py
        === recipes/code/Per_day.py
        import dataiku
        === scenarios/code/Nightly.py
        run()
    "##]]
    .assert_eq(&written_out(&import));
    assert_empty(&analysis);
    let zone = &analysis.config.zones[0];
    assert_eq!(zone.entry.name.as_ref().map(|name| &*name.value), Some("In: raw"));
}

#[test]
fn names_that_keep_the_convention_need_no_other() {
    let inventory = Inventory {
        key: "PLANT".into(),
        datasets: datasets(
            &json!({"RAW": {"type": "Snowflake"}, "CLEAN": {"type": "BigQuery", "formatType": "csv"}}),
        ),
        recipes: [(
            "clean".to_owned(),
            PackedRecipe {
                recipe: packed(
                    &json!({"type": "sql_query", "outputs": {"main": {"items": [{"ref": "CLEAN"}]}}}),
                ),
                payload: Some("select 1".into()),
            },
        )]
        .into(),
        ..Inventory::default()
    };
    let (import, analysis) = imported(&inventory);
    let text = written_out(&import);
    assert!(!text.contains("conventions") && text.contains("type: snowflake"), "{text}");
    assert!(text.contains("type: sql\n") && text.contains("recipes/code/clean.sql"), "{text}");
    assert!(analysis.problems.is_empty(), "{:?}", analysis.problems);
    assert_empty(&analysis);
    let mut odd = inventory;
    odd.datasets.insert("FILES".into(), packed(&json!({"type": "UploadedFiles"})));
    assert!(written_out(&imported(&odd).0).contains("conventions: {names: dss}"));
}

#[test]
fn a_state_without_a_project_is_refused() {
    assert_eq!(import(&State::default()), Err(Refusal::NoProject));
}

#[test]
fn what_is_longer_than_a_file_is_told() {
    let column =
        |at: usize| json!({"name": format!("column_{at}"), "type": "string", "comment": "c".repeat(100)});
    let columns: Vec<Value> = (0..12_000).map(column).collect();
    let inventory = Inventory {
        key: "P".into(),
        datasets: datasets(
            &json!({"wide": {"type": "S3", "schema": {"columns": columns}, "description": "kept"}}),
        ),
        ..Inventory::default()
    };
    let (import, analysis) = imported(&inventory);
    assert_eq!(import.left_out.len(), 1, "{:?}", import.left_out);
    assert_eq!(import.left_out[0].path, "datasets/wide.json: schema");
    assert!(written_out(&import).contains("description: kept"));
    assert_empty(&analysis);
}

#[test]
fn many_datasets_share_files() {
    let all: Document = (0..2_500).map(|at| (format!("d{at:04}"), json!({"type": "S3"}))).collect();
    let inventory =
        Inventory { key: "P".into(), datasets: datasets(&Value::Object(all)), ..Inventory::default() };
    let (import, analysis) = imported(&inventory);
    assert_eq!(import.files.len(), 1 + 834);
    assert_eq!(analysis.config.datasets.len(), 2_500);
    assert_empty(&analysis);
}
