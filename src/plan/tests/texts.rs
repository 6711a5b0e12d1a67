//! Golden texts of plans in our forms.

use expect_test::expect;

use super::bakery::{BAKERY, CHANGED};
use super::condensed::condensed_text;
use super::render::plan_text;
use super::*;

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
