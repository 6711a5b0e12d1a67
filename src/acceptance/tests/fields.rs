//! Fields of entries.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::{accepted, project, server, shown};

/// Accepts everything in a project of one file.
fn check(text: &str, resources: Value, expected: Expect) {
    let mut resources = resources;
    resources["project.P"] = json!({"projectKey": "P", "name": "Pea"});
    expected.assert_eq(&shown(&accepted(&project(&[("project.yml", text)]), &server(resources), &[])));
}

#[test]
fn only_what_differs_is_written() {
    check(
        "project: {key: P, name: Pea}
datasets:
  # what comes in
  - name: A # first
    type: snowflake
    connection: wh # the old one
    params: {table: a, schema: RAW}
    schema:
      columns:
        - {name: ID, type: int} # key
        - {name: GONE, type: int}
        - name: AT
          type: date
",
        json!({"dataset.P.A": {"name": "A", "type": "Snowflake", "managed": false,
            "params": {"connection": "lake", "table": "b", "schema": "RAW", "mode": "table"},
            "schema": {"columns": [{"name": "ID", "type": "bigint", "comment": ""},
                {"name": "AT", "type": "date"}, {"name": "BY", "type": "string", "comment": "who"}], "userModified": true}}}),
        expect![[r#"
            == project.yml
            project: {key: P, name: Pea}
            datasets:
              # what comes in
              - name: A # first
                type: snowflake
                connection: lake # the old one
                params: {table: b, schema: RAW}
                schema:
                  columns:
                    - {name: ID, type: bigint} # key
                    - name: AT
                      type: date
                    - name: BY
                      type: string
        "#]],
    );
}

#[test]
fn types_are_written_in_the_words_of_the_configuration() {
    let resources = || {
        json!({"dataset.P.A": {"name": "A", "type": "Oracle", "params": {}},
        "dataset.P.B": {"name": "B", "type": "S3", "params": {}}})
    };
    check(
        "project: {key: P, name: Pea}\ndatasets: [{name: A, type: s3}, {name: B, type: hdfs}]\n",
        resources(),
        expect![[r#"
            == project.yml
            project: {key: P, name: Pea}
            datasets: [{name: A, type: sql}, {name: B, type: s3}]
        "#]],
    );
    check(
        "conventions: {names: dss}\nproject: {key: P, name: Pea}\ndatasets: [{name: A, type: S3}, {name: B, type: HDFS}]\n",
        resources(),
        expect![[r#"
            == project.yml
            conventions: {names: dss}
            project: {key: P, name: Pea}
            datasets: [{name: A, type: Oracle}, {name: B, type: S3}]
        "#]],
    );
}

#[test]
fn references_keep_their_roles() {
    check(
        "project: {key: P, name: Pea}
datasets: [{name: A, type: s3}, {name: B, type: s3}, {name: C, type: s3}]
recipes:
  - name: score
    type: python
    inputs:
      - A # rows
      - {ref: B, role: model}
    outputs: [C]
    code: |
      one
      two
",
        json!({"dataset.P.A": {"name": "A", "type": "S3"}, "dataset.P.B": {"type": "S3"}, "dataset.P.C": {"type": "S3"},
            "recipe.P.score": {"name": "score", "type": "python", "payload": "one\ntwo and a half\n", "params": {},
            "inputs": {"main": {"items": [{"ref": "P.C"}]}, "model": {"items": [{"ref": "B"}, {"ref": "A"}]}},
            "outputs": {"main": {"items": [{"ref": "C"}]}}}}),
        expect![[r#"
            == project.yml
            project: {key: P, name: Pea}
            datasets: [{name: A, type: s3}, {name: B, type: s3}, {name: C, type: s3}]
            recipes:
              - name: score
                type: python
                inputs:
                  - C # rows
                  - {ref: B, role: model}
                  - ref: A
                    role: model
                outputs: [C]
                code: |
                  one
                  two and a half
            refused dataset.P.B: There is nothing to accept: both sides agree by now. Compare again.
            refused dataset.P.C: There is nothing to accept: both sides agree by now. Compare again.
        "#]],
    );
}

#[test]
fn a_variable_is_not_overwritten() {
    let text = "project: {key: P, name: Pea}\ndatasets:\n  - {name: A, type: s3, connection: '{{ env.LAKE }}', params: {path: /a}}\n";
    let mut workspace = project(&[("project.yml", text)]);
    workspace.variables.insert("LAKE".into(), "lake".into());
    let there = |connection: &str| {
        server(json!({"project.P": {"projectKey": "P", "name": "Pea"},
            "dataset.P.A": {"name": "A", "type": "S3", "params": {"connection": connection, "path": "/b"}}}))
    };
    expect![[r#"
        == project.yml
        project: {key: P, name: Pea}
        datasets:
          - {name: A, type: s3, connection: '{{ env.LAKE }}', params: {path: /b}}
    "#]]
    .assert_eq(&shown(&accepted(&workspace, &there("lake"), &[])));
    expect![[r#"
        == project.yml
        project: {key: P, name: Pea}
        datasets:
          - {name: A, type: s3, connection: '{{ env.LAKE }}', params: {path: /a}}
        refused dataset.P.A: connection comes from the variable LAKE, and a fixed value would lose that; nothing was changed. Change the variable, or edit the text.
    "#]].assert_eq(&shown(&accepted(&workspace, &there("pond"), &[])));
    let only_path = [("dataset.P.A", Some("params.path"))];
    expect![[r#"
        == project.yml
        project: {key: P, name: Pea}
        datasets:
          - {name: A, type: s3, connection: '{{ env.LAKE }}', params: {path: /b}}
    "#]]
    .assert_eq(&shown(&accepted(&workspace, &there("pond"), &only_path)));
}

#[test]
fn what_the_text_shares_is_not_changed_for_others() {
    check(
        "x-common: &common {path: /a, mode: x}
project: {key: P, name: Pea}
datasets:
  - {name: A, type: s3, params: *common}
  - {name: B, type: s3, params: {<<: *common, own: 1}}
  - {name: C, type: s3, params: {path: /c}}
",
        json!({"dataset.P.A": {"type": "S3", "params": {"path": "/b", "mode": "x"}},
            "dataset.P.B": {"type": "S3", "params": {"path": "/b", "mode": "x", "own": 2}},
            "dataset.P.C": {"type": "S3", "params": {"path": "/d"}}}),
        expect![[r#"
            == project.yml
            x-common: &common {path: /a, mode: x}
            project: {key: P, name: Pea}
            datasets:
              - {name: A, type: s3, params: *common}
              - {name: B, type: s3, params: {<<: *common, own: 2, path: /b}}
              - {name: C, type: s3, params: {path: /d}}
            refused dataset.P.A: The text ties it to another place through an anchor, an alias or a merge key; nothing was changed. Write it out in the text first.
        "#]],
    );
}

#[test]
fn code_goes_to_the_file_that_holds_it() {
    let files = [
        (
            "project.yml",
            "version: '1.1'\nproject: {key: P, name: Pea}\ndatasets: [{name: A, type: s3}]\nrecipes:\n  - {name: r, type: python, outputs: [A], code_file: code/r.py}\n  - {name: s, type: python, outputs: [A], code_file: code/none.py}\n  - {name: t, type: python, outputs: [A], code_file: code/shared.py}\n  - {name: u, type: python, outputs: [A], code_file: code/shared.py}\n",
        ),
        ("code/r.py", "one\ntwo\n"),
        ("code/none.py", "x\n"),
        ("code/shared.py", "x\n"),
    ];
    let recipe = |name: &str, code: &str| json!({"name": name, "type": "python", "payload": code, "inputs": [], "outputs": ["A"], "params": {}});
    let there = server(
        json!({"project.P": {"projectKey": "P", "name": "Pea"}, "dataset.P.A": {"name": "A", "type": "S3"},
        "recipe.P.r": recipe("r", "one\nthree\n"), "recipe.P.s": recipe("s", "x\n"),
        "recipe.P.t": recipe("t", "y\n"), "recipe.P.u": recipe("u", "x\n")}),
    );
    expect![[r#"
        == project.yml
        version: '1.1'
        project: {key: P, name: Pea}
        datasets: [{name: A, type: s3}]
        recipes:
          - {name: r, type: python, outputs: [A], code_file: code/r.py}
          - {name: s, type: python, outputs: [A], code_file: code/none.py}
          - {name: t, type: python, outputs: [A], code_file: code/shared.py}
          - {name: u, type: python, outputs: [A], code_file: code/shared.py}
        == code/r.py
        one
        three
        == code/none.py
        x
        == code/shared.py
        x
        refused recipe.P.t: Its code is in code/shared.py, which is not in the project or serves other entries too; nothing was changed. Give the entry a file of its own first.
    "#]].assert_eq(&shown(&accepted(&project(&files), &there, &[])));
}

#[test]
fn nothing_hollow_stays_behind() {
    check(
        "project: {key: P, name: Pea}\ndatasets:\n  - name: D\n    params:\n      a:\n        b: 1\n        c: null\n    type: s3\n",
        json!({"dataset.P.D": {"name": "D", "type": "S3", "params": {"notReadyIfEmpty": false}}}),
        expect![[r#"
            == project.yml
            project: {key: P, name: Pea}
            datasets:
              - name: D
                params: {}
                type: s3
        "#]],
    );
}
