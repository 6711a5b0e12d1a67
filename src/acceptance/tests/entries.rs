//! Entries that come and go.

use expect_test::expect;
use serde_json::{Value, json};

use super::{accepted, drift_of, project, server, shown};
use crate::acceptance::accept_all;
use crate::state::State;
use crate::workspace::analyze;

fn with_project(resources: Value) -> Value {
    let mut resources = resources;
    resources["project.P"] = json!({"projectKey": "P", "name": "Pea"});
    resources
}

#[test]
fn what_is_new_on_the_server_becomes_an_entry() {
    let there = with_project(json!({
        "dataset.P.A": {"name": "A", "type": "Snowflake", "managed": true, "formatType": "", "tags": ["x"],
            "params": {"connection": "wh", "table": "a", "filesSelectionRules": {"mode": "ALL"}, "empty": ""},
            "schema": {"columns": [{"name": "ID", "type": "int", "comment": "", "maxLength": -1}], "userModified": true}},
        "dataset.P.lower": {"name": "lower", "type": "S3"},
        "recipe.P.r": {"name": "r", "type": "sql_query", "payload": "select 1\nfrom a\n", "params": {"engineParams": {}},
            "inputs": {"main": {"items": [{"ref": "A"}]}, "extra": {"items": [{"ref": "Q.SHARED"}]}},
            "outputs": {"main": {"items": []}}}}));
    let text = "project: {key: P, name: Pea} # ours\n";
    expect![[r#"
        == project.yml
        project: {key: P, name: Pea} # ours

        datasets:
          - name: A
            type: snowflake
            connection: wh
            params:
              table: a
            schema:
              columns:
                - name: ID
                  type: int

        recipes:
          - name: r
            type: sql
            inputs: [A, {ref: Q.SHARED, role: extra}]
            code: |
              select 1
              from a
        refused dataset.P.lower: The name lower does not follow the convention of this configuration; nothing was changed. Say `conventions: {names: dss}` at its root first.
    "#]].assert_eq(&shown(&accepted(&project(&[("project.yml", text)]), &server(there), &[])));
}

#[test]
fn a_folder_of_files_gets_files_and_loses_them() {
    let files = [
        ("project.yml", "project: {key: P, name: Pea}\n"),
        ("datasets/a.yml", "datasets:\n  - {name: A, type: s3}\n"),
        ("datasets/more.yml", "datasets:\n  - {name: B, type: s3}\n  # third\n  - {name: C, type: s3}\n"),
    ];
    let there =
        with_project(json!({"dataset.P.B": {"type": "S3"}, "dataset.P.D": {"name": "D", "type": "HDFS"}}));
    expect![[r#"
        == project.yml
        project: {key: P, name: Pea}
        == datasets/more.yml
        datasets:
          - {name: B, type: s3}
        == datasets/d.yml
        datasets:
          - name: D
            type: hdfs
        refused dataset.P.B: There is nothing to accept: both sides agree by now. Compare again.
    "#]]
    .assert_eq(&shown(&accepted(&project(&files), &server(there), &[])));
}

#[test]
fn version_1_1_takes_zones_folders_and_scenarios() {
    let there = || {
        with_project(json!({
            "zone.P.Raw data": {"name": "Raw data", "color": "#2AB1AC"},
            "dataset.P.A": {"name": "A", "type": "S3", "zone": "Raw data", "tags": ["x", "y"], "description": "first"},
            "dataset.P.B": {"name": "B", "type": "S3", "zone": "Elsewhere"},
            "folder.P.files": {"name": "files", "type": "Filesystem", "params": {"connection": "disk", "path": "/f"}},
            "scenario.P.nightly run": {"name": "nightly run", "type": "custom_python", "active": true,
                "params": {"triggers": []}, "code": "go()\n"}}))
    };
    let text = "version: '1.1'\nproject: {key: P, name: Pea}\nzones: []\nfolders: []\nscenarios: []\n";
    expect![[r##"
        == project.yml
        version: '1.1'
        project: {key: P, name: Pea}
        zones:
          - name: Raw data
            color: "#2ab1ac"
        folders:
          - name: files
            type: Filesystem
            connection: disk
            params:
              path: /f
        scenarios:
          - name: nightly run
            type: custom_python
            active: true
            code_file: code/nightly_run.py

        datasets:
          - name: A
            type: s3
            zone: Raw data
            description: first
            tags: [x, y]
          - name: B
            type: s3
        == code/nightly_run.py
        go()
    "##]]
    .assert_eq(&shown(&accepted(&project(&[("project.yml", text)]), &server(there()), &[])));
}

#[test]
fn scripts_get_files_of_their_own() {
    let script = |name: &str| json!({"name": name, "type": "custom_python", "code": format!("{name}\n")});
    let there = with_project(json!({"scenario.P.a b": script("a b"), "scenario.P.a_b": script("a_b")}));
    let text = "version: '1.1'\nproject: {key: P, name: Pea}\nscenarios: []\n";
    let files = [("project.yml", text), ("code/A_B.py", "ours\n")];
    expect![[r#"
        == project.yml
        version: '1.1'
        project: {key: P, name: Pea}
        scenarios:
          - name: a b
            type: custom_python
            code_file: code/a_b_2.py
          - name: a_b
            type: custom_python
            code_file: code/a_b_3.py
        == code/A_B.py
        ours
        == code/a_b_2.py
        a b
        == code/a_b_3.py
        a_b
    "#]]
    .assert_eq(&shown(&accepted(&project(&files), &server(there), &[])));
}

#[test]
fn what_cannot_be_accepted_says_why() {
    let workspace =
        project(&[("project.yml", "project: {key: P, name: Pea}\ndatasets: [{name: A, type: s3}]\n")]);
    let refused = |there: Value, address: &str| {
        let (after, refused) = accepted(&workspace, &server(there), &[(address, None)]);
        assert_eq!(after, workspace);
        refused.join("\n")
    };
    expect!["project.P: The server has no such project, so there is nothing to accept. Check the connection and the project's key."].assert_eq(&refused(json!({}), "project.P"));
    expect!["dataset.P.B: There is nothing to accept: both sides agree by now. Compare again."]
        .assert_eq(&refused(json!({}), "dataset.P.B"));
    let zone = json!({"zone.P.z": {"name": "z"}});
    expect![[r#"zone.P.z: This configuration has no `zones`; nothing was changed. Say `version: "1.1"` at its root first."#]].assert_eq(&refused(zone, "zone.P.z"));
}

#[test]
fn what_a_block_makes_follows_its_entry() {
    let workspace =
        project(&[("project.yml", "project: {key: P, name: Pea}\ndatasets: [{name: A, type: s3}]\n")]);
    let analysis = analyze(&workspace);
    let mut found = drift_of(&analysis, &State::default(), &server(json!({})));
    for resource in &mut found.resources {
        resource.made_by = Some("cleaning".into());
    }
    let accepted = accept_all(&workspace, &analysis, &found);
    assert_eq!(accepted.changes, []);
    expect!["The block cleaning makes it, so it cannot say anything else; nothing was changed. Change the block's entry, or keep ours."].assert_eq(&accepted.refused[1].1.to_string());
}

#[test]
fn how_much_is_touched_is_told_before() {
    let text = "version: '1.1'\nproject: {key: P, name: Pea}\ndatasets:\n  - {name: A, type: s3}\n  - {name: B, type: s3}\n  - {name: C, type: s3}\n";
    let workspace = project(&[("project.yml", text)]);
    let analysis = analyze(&workspace);
    let extent = |resources: Value| {
        let found = drift_of(&analysis, &State::default(), &server(with_project(resources)));
        accept_all(&workspace, &analysis, &found).extent(&found).to_string()
    };
    let same = json!({"type": "S3"});
    let other = json!({"type": "HDFS"});
    assert_eq!(extent(json!({})), "3 entries deleted");
    assert_eq!(extent(json!({"dataset.P.A": same, "dataset.P.B": same, "dataset.P.C": same})), "");
    assert_eq!(
        extent(
            json!({"dataset.P.A": other, "dataset.P.B": same, "dataset.P.D": {"name": "D", "type": "S3"}})
        ),
        "1 entry deleted, 1 entry changed, 1 entry added"
    );
    // Refused: a project is not deleted because the server does not have it.
    let found = drift_of(&analysis, &State::default(), &server(json!({})));
    let extent = accept_all(&workspace, &analysis, &found).extent(&found);
    assert_eq!((extent.deleted, extent.changed, extent.added), (3, 0, 0));
}
