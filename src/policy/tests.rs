//! What checks find, and what covers it.

mod blocks;

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;
use crate::registry::tests::demo_alone;
use crate::source::Source;
use crate::state::State;
use crate::state::file::save;
use crate::workspace::{Workspace, analyze};

fn workspace(text: &str) -> Workspace {
    let files = vec![Source::new("project.yml", text)];
    Workspace { files, environment: "prod".into(), registries: demo_alone(), ..Workspace::default() }
}

/// Checks the plan from `before` to `after`.
fn check_plan(before: &str, after: &str, settings: &Settings, expected: Expect) {
    check_part(before, after, &[], settings, expected);
}

/// As [`check_plan`], of these addresses only; none for all.
fn check_part(before: &str, after: &str, targets: &[&str], settings: &Settings, expected: Expect) {
    let mut state = State { environment: "prod".into(), ..State::default() };
    if !before.is_empty() {
        for step in &analyze(&workspace(before)).plan.unwrap().steps {
            crate::plan::record(&mut state, step, "2026-01-01T00:00:00Z", "config");
        }
    }
    let state = (!before.is_empty()).then(|| save(&state).into());
    let targets = targets.iter().map(|target| (*target).to_owned()).collect();
    let analysis = analyze(&Workspace { state, targets, ..workspace(after) });
    let plan = analysis.plan.as_ref().unwrap_or_else(|| panic!("{:?}", analysis.problems));
    let subject = Subject { plan, config: &analysis.config, composition: &analysis.composition, settings };
    let report = check(&subject);
    let mut found = String::new();
    for Finding { id, severity, address, message, waiver, .. } in &report.findings {
        let address = address.as_ref().map_or("plan", Address::as_str);
        let waived = waiver.as_ref().map_or(String::new(), |waiver| format!(" (waived: {})", waiver.reason));
        writeln!(found, "{} {id} {address}: {message}{waived}", severity.name()).unwrap();
    }
    for waiver in &report.unused_waivers {
        writeln!(found, "unused: {} on {:?}", waiver.rule, waiver.on).unwrap();
    }
    expected.assert_eq(&found);
}

const BEFORE: &str = "version: '1.1'\nproject: {key: P, name: Pea}\ndatasets:\n  - {name: A, type: snowflake, connection: wh_dev, schema: {columns: [{name: ID, type: bigint}, {name: X, type: string}]}}\n  - {name: B, type: managed}\n  - {name: C, type: managed}\n";

#[test]
fn deletes_moves_columns_and_types_are_told() {
    check_plan(
        BEFORE,
        "version: '1.1'\nproject: {key: P, name: Pea}\ndatasets:\n  - {name: A, type: snowflake, connection: wh_prod, schema: {columns: [{name: ID, type: string}]}}\n  - {name: B, type: s3}\n",
        &Settings::default(),
        expect![[r#"
            error POL001 dataset.P.C: dataset.P.C and what is in it would be deleted
            error POL009 dataset.P.B: dataset.P.B gets another type, so it is deleted and created
            warning POL011 dataset.P.A: connection of dataset.P.A changes, and the data stays behind
            warning POL012 dataset.P.A: ID of dataset.P.A becomes string, it is bigint
            warning POL012 dataset.P.A: dataset.P.A loses the column X
        "#]],
    );
}

#[test]
fn exceptions_cover_what_they_name_and_nothing_else() {
    check_plan(
        BEFORE,
        "version: '1.1'\nproject: {key: P, name: Pea}\ndatasets: [{name: A, type: snowflake, connection: wh_dev, schema: {columns: [{name: ID, type: bigint}, {name: X, type: string}]}}]\npolicies:\n  waive:\n    - {rule: POL001, on: dataset.P.B, reason: Kept in the archive.}\n    - {rule: POL009, reason: Nobody needs this.}\n",
        &Settings::default(),
        expect![[r#"
            error POL001 dataset.P.B: dataset.P.B and what is in it would be deleted (waived: Kept in the archive.)
            error POL001 dataset.P.C: dataset.P.C and what is in it would be deleted
            unused: POL009 on ""
        "#]],
    );
}

#[test]
fn what_is_found_is_told_in_lines() {
    let project = "version: '1.1'\nproject: {key: P, name: Pea}\ndatasets: [{name: A, type: managed}]\n";
    let waive = "policies: {rules: [{id: own, on: dataset, field: formatType, operator: exists, value: true, reason: R.}], waive: [{rule: POL001, on: dataset.P.B, reason: Kept.}]}\n";
    let lines = |before: &str, after: &str| {
        let mut state = State { environment: "prod".into(), ..State::default() };
        for step in &analyze(&workspace(before)).plan.unwrap().steps {
            crate::plan::record(&mut state, step, "2026-01-01T00:00:00Z", "config");
        }
        let analysis = analyze(&Workspace { state: Some(save(&state).into()), ..workspace(after) });
        let (config, composition) = (&analysis.config, &analysis.composition);
        let plan = analysis.plan.as_ref().unwrap();
        check(&Subject { plan, config, composition, settings: &Settings::default() }).lines().join("\n")
    };
    assert_eq!(lines(project, project), "All checks pass");
    let two =
        project.replace("[{name: A, type: managed}]", "[{name: A, type: managed}, {name: B, type: managed}]");
    expect![[r#"
        Checks: 1 stands in the way of an approval
        error POL001: dataset.P.B and what is in it would be deleted"#]]
    .assert_eq(&lines(&two, project));
    let waived = format!("{project}{waive}").replace("type: managed", "type: managed, format_type: csv");
    expect![[r#"
        Checks pass, with 1 exception
        waived POL001: dataset.P.B and what is in it would be deleted Waived: Kept."#]]
    .assert_eq(&lines(&two, &waived));
}

#[test]
fn hosts_weigh_rules_and_list_connections() {
    let settings = Settings {
        weights: [("POL013".to_owned(), Weight::Error), ("POL008".to_owned(), Weight::Off)].into(),
        max_changes: 1,
        connections: [("prod".to_owned(), ["wh_prod".to_owned()].into())].into(),
        ..Settings::default()
    };
    check_plan(
        "",
        "version: '1.1'\nproject: {key: P, name: Pea}\ndatasets:\n  - {name: A, type: snowflake, connection: wh_dev}\n  - {name: B, type: snowflake, connection: wh_prod}\nscenarios: [{name: nightly, type: step_based, active: true}, {name: off, type: step_based}]\n",
        &settings,
        expect![[r#"
            error POL004 dataset.P.A: dataset.P.A uses wh_dev, which is not on the list of prod
            error POL013 scenario.P.nightly: scenario.P.nightly would be active at once
        "#]],
    );
}

#[test]
fn projects_write_simple_rules() {
    check_plan(
        "",
        "version: '1.1'\nproject: {key: P, name: Pea}\ndatasets:\n  - {name: A, type: managed, format_type: csv}\n  - {name: B, type: managed, format_type: parquet, params: {path: /b}}\npolicies:\n  rules:\n    - {id: one-format, on: dataset, field: formatType, operator: in, value: [parquet], reason: One format.}\n    - {id: paths, on: dataset, field: params.path, operator: exists, value: true, severity: warning, reason: Say where.}\n    - {id: bad, field: 'a[', operator: is, value: 1, reason: x}\n  waive: [{rule: paths, on: dataset.P.A, reason: DSS decides.}]\n",
        &Settings::default(),
        expect![[r#"
            error one-format dataset.P.A: dataset.P.A: formatType is "csv", but is to be "parquet". One format.
            error bad plan: the field "a[" of bad is no path; nothing was checked
            warning paths dataset.P.A: dataset.P.A: params.path has no value, but is to have a value. Say where. (waived: DSS decides.)
        "#]],
    );
}

/// Each operator with a value that breaks it; of lists, of an empty text and of nothing where words differ.
#[test]
fn what_breaks_a_rule_of_a_project_is_a_sentence() {
    let rules = [
        ("name", "is", "B"),
        ("name", "is_not", "A"),
        ("name", "in", "[B, C]"),
        ("name", "not_in", "[A, B]"),
        ("name", "starts_with", "prep_"),
        ("name", "ends_with", "_v2"),
        ("name", "contains", "raw"),
        ("tags", "contains", "gold"),
        ("params.path", "exists", "true"),
        ("formatType", "exists", "false"),
        ("tags", "at_most", "1"),
        ("params.rows", "at_most", "10"),
        ("params.none", "is", "5"),
    ];
    let mut text = "version: '1.1'\nproject: {key: P, name: Pea}\ndatasets:\n  - {name: A, type: managed, format_type: csv, tags: [bronze, old], params: {path: '', rows: 12}}\npolicies:\n  rules:\n".to_owned();
    for (index, (field, operator, value)) in rules.iter().enumerate() {
        writeln!(
            text,
            "    - {{id: r{index}, on: dataset, field: {field}, operator: {operator}, value: {value}, reason: So.}}"
        )
        .unwrap();
    }
    check_plan(
        "",
        &text,
        &Settings::default(),
        expect![[r#"
            error r0 dataset.P.A: dataset.P.A: name is "A", but is to be "B". So.
            error r1 dataset.P.A: dataset.P.A: name is "A", but is to be anything but "A". So.
            error r2 dataset.P.A: dataset.P.A: name is "A", but is to be one of "B", "C". So.
            error r3 dataset.P.A: dataset.P.A: name is "A", but is to be none of "A", "B". So.
            error r4 dataset.P.A: dataset.P.A: name is "A", but is to start with "prep_". So.
            error r5 dataset.P.A: dataset.P.A: name is "A", but is to end with "_v2". So.
            error r6 dataset.P.A: dataset.P.A: name is "A", but is to contain "raw". So.
            error r7 dataset.P.A: dataset.P.A: tags is ["bronze", "old"], but is to contain "gold". So.
            error r8 dataset.P.A: dataset.P.A: params.path is "", but is to have a value. So.
            error r9 dataset.P.A: dataset.P.A: formatType is "csv", but is to have no value. So.
            error r10 dataset.P.A: dataset.P.A: tags has 2 elements, but is to have at most 1. So.
            error r11 dataset.P.A: dataset.P.A: params.rows is 12, but is to be at most 10. So.
            error r12 dataset.P.A: dataset.P.A: params.none has no value, but is to be 5. So.
        "#]],
    );
}

#[test]
fn many_deletes_are_told_once() {
    check_plan(
        "version: '1.1'\nproject: {key: P, name: Pea}\nscenarios: [{name: a, type: step_based}, {name: b, type: step_based}, {name: c, type: step_based}]\n",
        "version: '1.1'\nproject: {key: P, name: Pea}\nscenarios: []\n",
        &Settings::default(),
        expect![[r#"
            error POL007 plan: 3 of 4 resources would be deleted, more than half
        "#]],
    );
}

fn recipe_in(environment: &str) -> String {
    format!(
        "version: '1.0'\nproject: {{key: P, name: Pea}}\ndatasets: [{{name: A, type: managed}}]\nrecipes: [{{name: make, type: python, outputs: [A], code: x, params: {{envSelection: {{envMode: EXPLICIT_ENV, envName: {environment}}}}}}}]\n"
    )
}

#[test]
fn code_environments_stay_and_are_listed() {
    let listed = Settings {
        code_envs: [("prod".to_owned(), ["py311".to_owned()].into())].into(),
        ..Settings::default()
    };
    check_plan(
        &recipe_in("py39"),
        &recipe_in("py311"),
        &listed,
        expect![[r#"
        warning POL006 recipe.P.make: recipe.P.make would run in py311 and not in py39
    "#]],
    );
    check_plan(&recipe_in("py311"), &recipe_in("py311"), &listed, expect![[r#""#]]);
    check_plan(
        "",
        &recipe_in("py39"),
        &listed,
        expect![[r#"
        warning POL006 recipe.P.make: recipe.P.make needs the code environment py39, which is not listed
    "#]],
    );
}

#[test]
fn the_size_and_the_part_of_a_plan_are_told() {
    let project = "version: '1.0'\nproject: {key: P, name: Pea}\ndatasets: [{name: A, type: managed}, {name: B, type: managed}]\n";
    let small = Settings { max_changes: 2, ..Settings::default() };
    check_plan(
        "",
        project,
        &small,
        expect![[r#"
        warning POL008 plan: 3 changes are more than the 2 that somebody can be asked to read
    "#]],
    );
    let enough = Settings { max_changes: 3, ..Settings::default() };
    check_plan("", project, &enough, expect![[r#""#]]);
    check_part(
        "",
        project,
        &["dataset.P.A"],
        &enough,
        expect![[r#"
        warning POL014 plan: only dataset.P.A and what they need would be applied
    "#]],
    );
}

#[test]
fn deletes_beyond_the_limit_of_the_host_are_told() {
    let scenarios = |names: &[&str]| {
        let entries: Vec<String> =
            names.iter().map(|name| format!("{{name: {name}, type: step_based}}")).collect();
        format!("version: '1.1'\nproject: {{key: P, name: Pea}}\nscenarios: [{}]\n", entries.join(", "))
    };
    let (before, after) = (scenarios(&["a", "b", "c", "d"]), scenarios(&["a", "b"]));
    for (max_deletes, expected) in [
        (
            1,
            expect![[r#"
        error POL007 plan: 2 deletes are more than the 1 that are allowed
    "#]],
        ),
        (2, expect![[r#""#]]),
    ] {
        check_plan(&before, &after, &Settings { max_deletes, ..Settings::default() }, expected);
    }
}
