//! Golden texts of plans in the reference's form.

use expect_test::expect;

use super::bakery::{BAKERY, CHANGED};
use super::text::reference_text;
use super::*;

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
