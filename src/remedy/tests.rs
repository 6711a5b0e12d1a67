//! Fixes of blocks in small projects: the problems, and the text after the first fix.

use std::sync::Arc;

use expect_test::{Expect, expect};

use crate::block::read::read_manifest;
use crate::registry::{INDEX_PATH, Registries, Registry};
use crate::source::Source;
use crate::text::apply_edits;
use crate::workspace::{Analysis, Workspace, analyze};

/// A block that reads these columns, given as JSON.
fn reader(columns: &str) -> Workspace {
    let manifest = format!(
        r#"{{"block_id": "B", "version": "1.0.0", "source_project": "SRC",
        "inputs": [{{"name": "IN", "expected_columns": [{columns}]}}], "outputs": [{{"name": "OUT"}}],
        "contains": {{"recipes": ["r"]}},
        "recipe_details": [{{"name": "r", "type": "python", "inputs": ["IN"], "outputs": ["OUT"], "payload": "pass"}}]}}"#
    );
    let mut registry = Registry::new("R");
    registry.accept(INDEX_PATH, r#"{"blocks": []}"#).unwrap();
    registry.add(read_manifest(&manifest).unwrap().0);
    let mut registries = Registries::default();
    registries.put(registry);
    Workspace { environment: "dev".into(), registries: Arc::new(registries), ..Workspace::default() }
}

fn analyzed(workspace: &Workspace, text: &str) -> Analysis {
    let files = vec![Source::new("project.yml", text)];
    analyze(&Workspace { files, ..workspace.clone() })
}

/// The problems with their fixes, and what the first fix of a block makes of the text and of them.
fn fixed(columns: &str, project: &str) -> String {
    let workspace = reader(columns);
    let text = format!("project: {{key: P, name: Pea}}\n{project}");
    let before = analyzed(&workspace, &text);
    let mut shown = String::new();
    for problem in before.problems.iter() {
        let fix = problem.fix.as_ref().map_or("none", |fix| &fix.title);
        shown += &format!("{problem}\n  fix: {fix}\n");
    }
    let Some(fix) = before.problems.iter().find_map(|problem| problem.fix.as_ref()) else { return shown };
    let edits: Vec<_> = fix.edits.iter().map(|edit| edit.edit.clone()).collect();
    let text = apply_edits(&text, &edits).unwrap();
    let after = analyzed(&workspace, &text);
    shown += &text;
    shown += &after.problems.iter().map(|problem| format!("{problem}\n")).collect::<String>();
    shown + if after.plan.is_some() { "planned\n" } else { "not planned\n" }
}

#[track_caller]
fn check(columns: &str, project: &str, expected: Expect) {
    expected.assert_eq(&fixed(columns, project));
}

const USE: &str = "blocks:\n  - ref: R/B@1.0.0\n    instance_name: b\n    inputs: {IN: RAW}\n";

#[test]
fn a_sync_turns_columns_into_what_an_input_asks_for() {
    let asks = r#"{"name": "ID", "type": "integer", "bits": 32}, {"name": "AT", "type": "date"}, {"name": "TAG", "type": "string", "max_length": 8}"#;
    let datasets = "datasets:\n  - name: RAW\n    type: managed\n    schema: {columns: [{name: ID, type: bigint}, {name: AT, type: string}, {name: MORE, type: double}, {name: TAG, type: string}]}\n";
    check(
        asks,
        &format!("{USE}{datasets}"),
        expect![[r#"
        error SCH-002 blocks[0].inputs.IN: the column AT of RAW is string, IN asks for date
          fix: Copy RAW into B_IN, which fits, by a sync
        warning SCH-004 blocks[0].inputs.IN: the column ID of RAW has 64 bits, IN takes 32
          fix: Copy RAW into B_IN, which fits, by a sync
        warning SCH-004 blocks[0].inputs.IN: the column TAG of RAW has texts of any length, IN takes 8 characters
          fix: Copy RAW into B_IN, which fits, by a sync
        project: {key: P, name: Pea}
        blocks:
          - ref: R/B@1.0.0
            instance_name: b
            inputs: {IN: B_IN}
        datasets:
          - name: RAW
            type: managed
            schema: {columns: [{name: ID, type: bigint}, {name: AT, type: string}, {name: MORE, type: double}, {name: TAG, type: string}]}
          - name: B_IN
            type: managed
            schema:
              columns:
                - {name: ID, type: int}
                - {name: AT, type: date}
                - {name: MORE, type: double}
                - {name: TAG, maxLength: 8, type: string}

        recipes:
          - name: sync_b_in
            type: sync
            inputs: [RAW]
            outputs: [B_IN]
        planned
    "#]],
    );
}

#[test]
fn the_names_of_a_sync_are_free() {
    let asks = r#"{"name": "ID", "type": "string"}"#;
    let rest = "datasets: [{name: RAW, type: managed, schema: {columns: [{name: ID, type: int}]}}, {name: B_IN, type: managed}]\nrecipes: [{name: sync_b_in_2, type: sql, inputs: [RAW], outputs: [B_IN]}]\n";
    check(
        asks,
        &format!("{USE}{rest}"),
        expect![[r#"
        error SCH-002 blocks[0].inputs.IN: the column ID of RAW is integer, IN asks for string
          fix: Copy RAW into B_IN_2, which fits, by a sync
        project: {key: P, name: Pea}
        blocks:
          - ref: R/B@1.0.0
            instance_name: b
            inputs: {IN: B_IN_2}
        datasets: [{name: RAW, type: managed, schema: {columns: [{name: ID, type: int}]}}, {name: B_IN, type: managed}, {name: B_IN_2, type: managed, schema: {columns: [{name: ID, type: string}]}}]
        recipes: [{name: sync_b_in_2, type: sql, inputs: [RAW], outputs: [B_IN]}, {name: sync_b_in_2_2, type: sync, inputs: [RAW], outputs: [B_IN_2]}]
        planned
    "#]],
    );
}

#[test]
fn a_sync_neither_makes_columns_nor_fills_gaps() {
    let datasets = "datasets: [{name: RAW, type: managed, schema: {columns: [{name: ID, type: int}, {name: LIST, type: array}]}}]\n";
    let text = format!("{USE}{datasets}");
    let id = r#"{"name": "ID", "type": "string"}"#;
    check(
        &format!(r#"{id}, {{"name": "NEW", "type": "string"}}"#),
        &text,
        expect![[r#"
        error SCH-001 blocks[0].inputs.IN: RAW has no column NEW, which IN needs
          fix: none
        error SCH-002 blocks[0].inputs.IN: the column ID of RAW is integer, IN asks for string
          fix: none
    "#]],
    );
    check(
        &format!(r#"{id}, {{"name": "LIST", "type": "array", "nullable": false}}"#),
        &text,
        expect![[r#"
        error SCH-002 blocks[0].inputs.IN: the column ID of RAW is integer, IN asks for string
          fix: none
        error SCH-003 blocks[0].inputs.IN: the column LIST of RAW may be empty, IN needs a value
          fix: none
    "#]],
    );
    check(
        r#"{"name": "LIST", "type": "double"}"#,
        &text,
        expect![[r#"
        error SCH-002 blocks[0].inputs.IN: the column LIST of RAW is array, IN asks for double
          fix: none
    "#]],
    );
}

#[test]
fn an_unknown_object_is_declared_where_datasets_are() {
    let rest = "datasets:\n- name: OTHER\n  type: managed\n";
    check(
        r#"{"name": "ID", "type": "string"}"#,
        &format!("{USE}{rest}"),
        expect![[r#"
        warning BLK-015 blocks[0].inputs.IN: RAW is declared nowhere and nothing produces it
          fix: Declare the dataset RAW
        project: {key: P, name: Pea}
        blocks:
          - ref: R/B@1.0.0
            instance_name: b
            inputs: {IN: RAW}
        datasets:
        - name: OTHER
          type: managed
        - name: RAW
          type: managed
        planned
    "#]],
    );
}

#[test]
fn strict_schemas_count_widths_and_ask_for_columns() {
    let asks = r#"{"name": "ID", "type": "integer", "bits": 32}"#;
    let datasets = |columns: &str| format!("datasets: [{{name: RAW, type: managed{columns}}}]\n");
    let told = |convention: &str, columns: &str| {
        let text = format!("{convention}{USE}{}", datasets(columns));
        let analysis = analyzed(&reader(asks), &format!("project: {{key: P, name: Pea}}\n{text}"));
        let problems = analysis.problems.iter();
        problems.map(|problem| format!("{problem} {}\n", problem.fails(false))).collect::<String>()
    };
    let wide = ", schema: {columns: [{name: ID, type: bigint}]}";
    expect![[r#"
        warning SCH-004 blocks[0].inputs.IN: the column ID of RAW has 64 bits, IN takes 32 false
    "#]]
    .assert_eq(&told("", wide));
    expect![[r#"
        error SCH-004 blocks[0].inputs.IN: the column ID of RAW has 64 bits, IN takes 32 true
    "#]]
    .assert_eq(&told("conventions: {schemas: strict}\n", wide));
    expect![[""]].assert_eq(&told("conventions: {schemas: lenient}\n", ""));
    expect![[r#"
        warning SCH-005 blocks[0].inputs.IN: IN reads RAW, but the columns of RAW are not known false
    "#]]
    .assert_eq(&told("conventions: {schemas: strict}\n", ""));
    expect![[r#"
        error SCH002 conventions.schemas: expected `lenient` or `strict`, found text "harsh" true
    "#]]
    .assert_eq(&told("conventions: {schemas: harsh}\n", ""));
}
