//! Golden texts and documents of plans.

use expect_test::{expect, expect_file};
use serde_json::Value;

use super::condensed::condensed_text;
use super::json::{plan_digest, plan_json};
use super::render::plan_text;
use super::terraform::terraform_json;
use super::text::reference_text;
use super::*;

/// The configuration of the specification's worked output 1.
const BAKERY: &str = r#"
project: {key: BAKERY, name: Bakery — daily, description: 'Rye & "wheat" 🥖'}
datasets:
  - name: OVENS
    type: snowflake
    connection: wh_main
    params: {table: ovens, schema: RAW, limit: 250, ratio: 0.5, cold: false, note: null}
    schema: {columns: [{name: ID, type: bigint}, {name: TEMP, type: double}]}
  - {name: LOAVES, type: managed, format_type: parquet}
recipes:
  - name: bake
    type: python
    inputs: [OVENS]
    outputs: [LOAVES]
    code: |
      rows = load("OVENS")
      save("LOAVES", rows)
"#;

/// The configuration of worked output 2.
const CHANGED: &str = r#"
project: {key: BAKERY, name: Bakery, description: Daily figures}
datasets:
  - {name: OVENS, type: snowflake, connection: wh_main, params: {table: ovens, schema: RAW}}
  - {name: FLOUR, type: s3, connection: lake}
recipes:
  - {name: grind, type: sql, outputs: [FLOUR], code: select 1}
"#;

/// A text in which the escape character can be seen.
fn visible(text: &str) -> String {
    text.replace('\u{1b}', "\\e")
}

#[test]
fn reference_form_of_creates() {
    expect![[r#"
        Dataiku IaC Execution Plan

        + project.BAKERY
            projectKey: "BAKERY"
            name: "Bakery — daily"
            description: "Rye & "wheat" 🥖"
            settings: ...
        + dataset.BAKERY.LOAVES
            name: "LOAVES"
            type: "managed"
            params: ...
            formatType: "parquet"
        + dataset.BAKERY.OVENS
            name: "OVENS"
            type: "snowflake"
            params: ...
            connection: "wh_main"
            schema: ...
        + recipe.BAKERY.bake
            name: "bake"
            type: "python"
            inputs: ...
            outputs: ...
            params: ...
            code: "rows = load("OVENS")
        save("LOAVES", rows)
        "

        Plan: 4 to create."#]]
    .assert_eq(&reference_text(&plan_against(BAKERY, None, &[]), Colour::Off));
}

#[test]
fn reference_form_of_everything() {
    let plan = replanned(BAKERY, CHANGED);
    expect![[r#"
        Dataiku IaC Execution Plan

        + dataset.BAKERY.FLOUR
            name: "FLOUR"
            type: "s3"
            params: ...
            connection: "lake"
        + recipe.BAKERY.grind
            name: "grind"
            type: "sql"
            inputs: ...
            outputs: ...
            params: ...
            code: "select 1"
        ~ project.BAKERY
            ~ name: "Bakery — daily" => "Bakery"
            ~ description: "Rye & "wheat" 🥖" => "Daily figures"
        ~ dataset.BAKERY.OVENS
            ~ params: ... => ...
            ~ schema: ... => null
        - recipe.BAKERY.bake
        - dataset.BAKERY.LOAVES

        Plan: 2 to create, 2 to update, 2 to destroy."#]]
    .assert_eq(&reference_text(&plan, Colour::Off));
    expect![[r#"
        \e[1mDataiku IaC Execution Plan\e[0m

        \e[92m+ dataset.BAKERY.FLOUR\e[0m
            name: "FLOUR"
            type: "s3"
            params: ...
            connection: "lake"
        \e[92m+ recipe.BAKERY.grind\e[0m
            name: "grind"
            type: "sql"
            inputs: ...
            outputs: ...
            params: ...
            code: "select 1"
        \e[93m~ project.BAKERY\e[0m
            \e[93m~\e[0m name: "Bakery — daily" => "Bakery"
            \e[93m~\e[0m description: "Rye & "wheat" 🥖" => "Daily figures"
        \e[93m~ dataset.BAKERY.OVENS\e[0m
            \e[93m~\e[0m params: ... => ...
            \e[93m~\e[0m schema: ... => null
        \e[91m- recipe.BAKERY.bake\e[0m
        \e[91m- dataset.BAKERY.LOAVES\e[0m

        \e[1mPlan:\e[0m \e[92m2 to create\e[0m, \e[93m2 to update\e[0m, \e[91m2 to destroy\e[0m."#]]
    .assert_eq(&visible(&reference_text(&plan, Colour::Ansi)));
}

#[test]
fn reference_form_of_nothing_to_do() {
    let plan = replanned(BAKERY, BAKERY);
    expect![[r#"
        Dataiku IaC Execution Plan


        No changes. Infrastructure is up-to-date."#]]
    .assert_eq(&reference_text(&plan, Colour::Off));
    expect![[r#"
        \e[1mDataiku IaC Execution Plan\e[0m


        \e[1mNo changes. Infrastructure is up-to-date.\e[0m"#]]
    .assert_eq(&visible(&reference_text(&plan, Colour::Ansi)));
}

#[test]
fn our_form() {
    expect![[r#"
        Dataiku IaC Execution Plan

        + project.BAKERY
            projectKey: "BAKERY"
            name: "Bakery — daily"
            description: "Rye & \"wheat\" 🥖"
            settings: {}

        + dataset.BAKERY.LOAVES
            name: "LOAVES"
            type: "managed"
            params: {}
            formatType: "parquet"

        + dataset.BAKERY.OVENS
            name: "OVENS"
            type: "snowflake"
            params.cold: false
            params.limit: 250
            params.note: null
            params.ratio: 0.5
            params.schema: "RAW"
            params.table: "ovens"
            connection: "wh_main"
            schema.columns: (2 items)

        + recipe.BAKERY.bake
            name: "bake"
            type: "python"
            inputs: ["OVENS"]
            outputs: ["LOAVES"]
            params: {}
            code: (2 lines)

        Plan: 4 to create, 0 to update, 0 to destroy."#]]
    .assert_eq(&plan_text(&plan_against(BAKERY, None, &[]), Colour::Off));
    let plan = replanned(BAKERY, CHANGED);
    expect![[r#"
        Dataiku IaC Execution Plan

        + dataset.BAKERY.FLOUR
            name: "FLOUR"
            type: "s3"
            params: {}
            connection: "lake"

        + recipe.BAKERY.grind
            name: "grind"
            type: "sql"
            inputs: []
            outputs: ["FLOUR"]
            params: {}
            code: (1 line)

        ~ project.BAKERY
            ~ name: "Bakery — daily" => "Bakery"
            ~ description: "Rye & \"wheat\" 🥖" => "Daily figures"

        ~ dataset.BAKERY.OVENS
            - params.cold: false
            - params.limit: 250
            - params.note: null
            - params.ratio: 0.5
            - schema.columns: (2 items)

        - recipe.BAKERY.bake

        - dataset.BAKERY.LOAVES

        Plan: 2 to create, 2 to update, 2 to destroy."#]]
    .assert_eq(&plan_text(&plan, Colour::Off));
    expect![[r#"
        Dataiku IaC Execution Plan

        Plan: 0 to create, 0 to update, 0 to destroy."#]]
    .assert_eq(&plan_text(&replanned(BAKERY, BAKERY), Colour::Off));
    expect![[r#"
        \e[1mDataiku IaC Execution Plan\e[0m

        \e[93m~ project.BAKERY\e[0m
            \e[93m~\e[0m name: "Bakery — daily" => "B"
            \e[93m~\e[0m description: "Rye & \"wheat\" 🥖" => ""

        \e[91m- recipe.BAKERY.bake\e[0m

        \e[91m- dataset.BAKERY.LOAVES\e[0m

        \e[91m- dataset.BAKERY.OVENS\e[0m

        \e[1mPlan:\e[0m \e[92m0 to create\e[0m, \e[93m1 to update\e[0m, \e[91m3 to destroy\e[0m."#]]
    .assert_eq(&visible(&plan_text(&replanned(BAKERY, "project: {key: BAKERY, name: B}"), Colour::Ansi)));
}

#[test]
fn our_form_says_that_a_plan_is_partial() {
    expect![[r#"
        Dataiku IaC Execution Plan

        Only "dataset.BAKERY.LOAVES" and what is needed for it.

        + project.BAKERY
            projectKey: "BAKERY"
            name: "Bakery — daily"
            description: "Rye & \"wheat\" 🥖"
            settings: {}

        + dataset.BAKERY.LOAVES
            name: "LOAVES"
            type: "managed"
            params: {}
            formatType: "parquet"

        Plan: 2 to create, 0 to update, 0 to destroy."#]]
    .assert_eq(&plan_text(&plan_against(BAKERY, None, &["dataset.BAKERY.LOAVES"]), Colour::Off));
}

#[test]
fn our_form_keeps_every_value_on_one_short_line() {
    let old = r#"
project: {key: P, name: p}
recipes: []
datasets:
  - name: A
    type: s3
    params: {short: [1, two, [3]], long: [aaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbb, cccccccccccccccccccc, dddddddddddddddd], "a.b": 1}
    schema: {columns: [{name: X, type: int}, {name: Y, type: int}]}
"#;
    let new = r#"
project: {key: P, name: "line\nfeed \"quoted\" \\ \u202Eevil \x7F"}
datasets:
  - name: A
    type: hdfs
    params: {short: [], long: {k: [{deep: true}]}, text: "0123456789012345678901234567890123456789012345678901234567890123456789012345678901"}
    schema: {columns: [{name: X, type: bigint, comment: new}, {name: Y, type: int}]}
recipes:
  - {name: r, type: python, inputs: [A], outputs: [A2], code: "a\nb\nc"}
"#;
    expect![[r#"
        Dataiku IaC Execution Plan

        + recipe.P.r
            name: "r"
            type: "python"
            inputs: ["A"]
            outputs: ["A2"]
            params: {}
            code: (3 lines)

        ~ project.P
            ~ name: "p" => "line\nfeed \"quoted\" \\ \u202eevil \u007f"

        ~ dataset.P.A
            ~ type: "s3" => "hdfs"
            ~ params.long: (4 items) => {"k": [{"deep": true}]}
            ~ params.short: [1, "two", [3]] => []
            + params.text: "01234567890123456789012345678901234567890123456789012345678901234567890123456789…"
            - params["a.b"]: 1
            + schema.columns[0].comment: "new"
            ~ schema.columns[0].type: "int" => "bigint"

        Plan: 1 to create, 2 to update, 0 to destroy."#]]
    .assert_eq(&plan_text(&replanned(old, new), Colour::Off));
}

#[test]
fn code_is_summed_up_in_lines() {
    let with_code = |code: &str| {
        format!(
            "project: {{key: P, name: p}}\ndatasets: [{{name: A, type: s3}}]\nrecipes: [{{name: r, type: python, outputs: [A], code: {code}}}]"
        )
    };
    let lines = |old: &str, new: &str| {
        let plan = replanned(&with_code(old), &with_code(new));
        render::change_line(&plan.steps[0].changes[0], Colour::Off)
    };
    assert_eq!(lines(r#""a\nb\nc""#, r#""a\nB\nC""#), "~ code: (2 lines changed)");
    assert_eq!(lines(r#""a\n""#, r#""a""#), "~ code: (1 line changed)");
    assert_eq!(lines(r#""""#, r#""a\nb""#), "+ code: (2 lines)");
}

#[test]
fn condensed_form() {
    expect![[r#"
        Dataiku IaC Execution Plan

        + 1 dataset
        + 1 recipe
        ~ 1 project
        ~ 1 dataset
        - 1 dataset
        - 1 recipe

        Plan: 2 to create, 2 to update, 2 to destroy."#]]
    .assert_eq(&condensed_text(&replanned(BAKERY, CHANGED), Colour::Off));
    expect![[r#"
        Dataiku IaC Execution Plan

          1 project unchanged
          2 datasets unchanged
          1 recipe unchanged

        Plan: 0 to create, 0 to update, 0 to destroy."#]]
    .assert_eq(&condensed_text(&replanned(BAKERY, BAKERY), Colour::Off));
}

/// Canonical JSON, indented for the eye.
fn pretty(json: &str) -> String {
    serde_json::to_string_pretty(&serde_json::from_str::<Value>(json).unwrap()).unwrap()
}

#[test]
fn the_json_of_a_plan() {
    let plan = replanned(BAKERY, CHANGED);
    let json = plan_json(&plan, "2025-06-02T10:00:00Z");
    assert_eq!(json, crate::value::canonical(&serde_json::from_str(&json).unwrap()));
    expect_file!["./plan.json"].assert_eq(&pretty(&json));
}

#[test]
fn the_digest_of_a_plan_does_not_depend_on_its_date() {
    let plan = replanned(BAKERY, CHANGED);
    let dated =
        plan_json(&plan, "2025-06-02T10:00:00Z").replace("\"created_at\": \"2025-06-02T10:00:00Z\", ", "");
    assert_eq!(plan_digest(&plan), crate::value::sha256(&dated));
    assert_ne!(plan_digest(&plan), plan_digest(&plan_against(BAKERY, None, &[])));
    assert_ne!(
        plan_digest(&plan),
        plan_digest(&plan_against(CHANGED, Some(&applied(BAKERY)), &["project.BAKERY"]))
    );
}

#[test]
fn terraform_viewers_read_a_plan() {
    let old = "project: {key: P, name: p}\ndatasets: [{name: A, type: s3}, {name: GONE, type: s3}]";
    let new = "project: {key: P, name: p}\ndatasets: [{name: A, type: hdfs}, {name: NEW, type: s3}]";
    expect_file!["./terraform.json"]
        .assert_eq(&pretty(&terraform_json(&replanned(old, new), "2025-06-02T10:00:00Z")));
}
