//! The order of steps, what they wait for, targets, and what stands against a plan.

use expect_test::expect;

use super::*;

const FLOW: &str = "
project: {key: P, name: p}
datasets: [{name: C, type: s3}, {name: B, type: s3}, {name: A, type: s3}, {name: X, type: s3}]
recipes:
  - {name: a_last, type: sort, inputs: [B], outputs: [C]}
  - {name: z_first, type: sort, inputs: [A, A], outputs: [B]}
  - {name: m_free, type: sort, outputs: [X]}
";
const EMPTY: &str = "project: {key: P, name: p}";

#[test]
fn creates_follow_the_flow() {
    expect![[r#"
        + project.P after []
        + dataset.P.A after [project.P]
        + dataset.P.B after [project.P]
        + dataset.P.C after [project.P]
        + dataset.P.X after [project.P]
        + recipe.P.m_free after [project.P, dataset.P.X]
        + recipe.P.z_first after [project.P, dataset.P.A, dataset.P.B]
        + recipe.P.a_last after [project.P, dataset.P.B, dataset.P.C, recipe.P.z_first]
    "#]]
    .assert_eq(&outline(&plan_against(FLOW, None, &[])));
}

#[test]
fn deletes_run_against_the_flow() {
    expect![[r#"
        - recipe.P.a_last after []
        - recipe.P.m_free after []
        - recipe.P.z_first after [recipe.P.a_last]
        - dataset.P.A after [recipe.P.z_first]
        - dataset.P.B after [recipe.P.a_last, recipe.P.z_first]
        - dataset.P.C after [recipe.P.a_last]
        - dataset.P.X after [recipe.P.m_free]
    "#]]
    .assert_eq(&outline(&replanned(FLOW, EMPTY)));
}

#[test]
fn deletes_follow_the_flow_of_a_state_read_from_the_server() {
    let text = r#"{"version": 1, "serial": 1, "updated_at": "2025-06-01", "resources": {
        "recipe.P.a": {"resource_type": "recipe", "resource_id": "recipe.P.a",
          "attributes": {"inputs": {"main": {"items": [{"ref": "P.B"}]}}, "outputs": {"main": {"items": [{"ref": "C"}]}}},
          "metadata": {"deployed_at": "2025-06-01", "deployed_by": "system"}},
        "recipe.P.b": {"resource_type": "recipe", "resource_id": "recipe.P.b",
          "attributes": {"inputs": {"main": {"items": [{"ref": "A"}]}}, "outputs": {"main": {"items": [{"ref": "B"}]}}},
          "metadata": {"deployed_at": "2025-06-01", "deployed_by": "system"}},
        "recipe.P.loop": {"resource_type": "recipe", "resource_id": "recipe.P.loop",
          "attributes": {"inputs": ["L"], "outputs": ["L", "M"]},
          "metadata": {"deployed_at": "2025-06-01", "deployed_by": "config"}},
        "recipe.P.ring1": {"resource_type": "recipe", "resource_id": "recipe.P.ring1",
          "attributes": {"inputs": ["R"], "outputs": ["S"]},
          "metadata": {"deployed_at": "2025-06-01", "deployed_by": "config"}},
        "recipe.P.ring2": {"resource_type": "recipe", "resource_id": "recipe.P.ring2",
          "attributes": {"inputs": ["S"], "outputs": ["R"]},
          "metadata": {"deployed_at": "2025-06-01", "deployed_by": "config"}}}}"#;
    let state = crate::state::file::load(text, "dev").state.unwrap();
    expect![[r#"
        + project.P after []
        - recipe.P.a after []
        - recipe.P.b after [recipe.P.a]
        - recipe.P.loop after []
        - recipe.P.ring1 after [recipe.P.ring2]
        - recipe.P.ring2 after [recipe.P.ring1]
    "#]]
    .assert_eq(&outline(&plan_against(EMPTY, Some(&state), &[])));
}

#[test]
fn resources_of_blocks_stand_between_datasets_and_recipes() {
    let entry = |address: &str, metadata: &str| {
        let kind = address.split('.').next().unwrap();
        format!(
            r#""{address}": {{"resource_type": "{kind}", "resource_id": "{address}", "attributes": {{"zone": "z"}},
            "metadata": {{"deployed_at": "2025-06-01", "deployed_by": "ada"{metadata}}}}}"#
        )
    };
    let part = r#", "block": "b""#;
    let entries = [
        entry("library.P.A", ""),
        entry("library.P.B", ""),
        entry("zone.P.z", part),
        entry("dataset.P.DECLARED", ""),
        entry("dataset.P.B__INNER", part),
        entry("recipe.P.b__fit", part),
        entry("recipe.P.own", ""),
        entry("block.P.b", ""),
        entry("solution.P.s", ""),
    ];
    let text = format!(
        r#"{{"version": 1, "serial": 1, "updated_at": "2025-06-01", "resources": {{{}}}}}"#,
        entries.join(", ")
    );
    let state = crate::state::file::load(&text, "dev").state.unwrap();
    expect![[r#"
        + project.P after []
        - recipe.P.own after []
        - solution.P.s after []
        - block.P.b after []
        - recipe.P.b__fit after [block.P.b]
        - dataset.P.B__INNER after [block.P.b]
        - zone.P.z after [dataset.P.B__INNER, recipe.P.b__fit, recipe.P.own, block.P.b, solution.P.s]
        - dataset.P.DECLARED after []
        - library.P.B after []
        - library.P.A after []
    "#]]
    .assert_eq(&outline(&plan_against(EMPTY, Some(&state), &[])));
}

#[test]
fn a_target_brings_what_it_needs() {
    let plan = plan_against(FLOW, None, &["recipe.P.z_first"]);
    expect![[r#"
        + project.P after []
        + dataset.P.A after [project.P]
        + dataset.P.B after [project.P]
        + recipe.P.z_first after [project.P, dataset.P.A, dataset.P.B]
    "#]]
    .assert_eq(&outline(&plan));
    assert!(plan.is_partial() && !plan.is_blocked());
    assert_eq!(plan.config_digest(), plan_against(FLOW, None, &[]).config_digest());
}

#[test]
fn deleting_a_target_brings_what_uses_it() {
    let plan = plan_against(EMPTY, Some(&applied(FLOW)), &["dataset.P.B"]);
    expect![[r#"
        - recipe.P.a_last after []
        - recipe.P.z_first after [recipe.P.a_last]
        - dataset.P.B after [recipe.P.a_last, recipe.P.z_first]
    "#]]
    .assert_eq(&outline(&plan));
}

#[test]
fn an_unknown_target_blocks_the_plan() {
    let plan = plan_against(FLOW, None, &["dataset.P.AA"]);
    let problems: Vec<String> = plan.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [r#"error PLN002 dataset.P.AA: "dataset.P.AA" is neither in the configuration nor in the state"#]
    );
    assert_eq!((plan.steps.len(), plan.is_blocked(), plan.is_partial()), (0, true, true));
}

const GUARDED: &str = "
project: {key: P, name: p}
datasets: [{name: A, type: s3, lifecycle: {prevent_destroy: true}}]
";

#[test]
fn a_guarded_delete_stays_in_the_plan_and_blocks_it() {
    let plan = replanned(GUARDED, EMPTY);
    assert_eq!(outline(&plan), "- dataset.P.A after []\n");
    assert!(plan.is_blocked());
    assert_eq!(
        plan.problems[0].to_string(),
        "error PLN001 dataset.P.A: dataset.P.A is guarded (lifecycle.prevent_destroy) and would be deleted"
    );
}

#[test]
fn a_guarded_resource_does_not_change_its_type() {
    let plan = replanned(GUARDED, &GUARDED.replace("s3", "hdfs"));
    assert!(plan.is_blocked() && plan.steps[0].replaces);
    let plan = replanned(GUARDED, &GUARDED.replace("s3", "hdfs").replace("true", "false"));
    assert!(!plan.is_blocked() && plan.steps[0].replaces);
}

#[test]
fn a_guard_is_lifted_by_applying_its_absence() {
    let mut state = applied(GUARDED);
    let serial = state.serial;
    for step in &plan_against(&GUARDED.replace("true", "false"), Some(&state), &[]).steps {
        record(&mut state, step, "2025-06-02T09:00:00Z", "bob");
    }
    assert_eq!(state.serial, serial + 1);
    assert_eq!(state.resources[1].metadata.deployed_by, "ada");
    assert!(!plan_against(EMPTY, Some(&state), &[]).is_blocked());
}

#[test]
fn a_step_says_why_and_where() {
    let old = "project: {key: P, name: p}\ndatasets: [{name: A, type: s3}, {name: GONE, type: s3}]";
    let new = "project: {key: P, name: p}\ndatasets: [{name: A, type: hdfs}, {name: NEW, type: s3}]";
    let plan = replanned(old, new);
    let reasons: Vec<_> = plan.steps.iter().map(|step| (step.address.name(), step.reason)).collect();
    let expected = [
        ("NEW", Reason::NotInState),
        ("A", Reason::AttributesDiffer),
        ("GONE", Reason::NotInConfig),
        ("P", Reason::UpToDate),
    ];
    assert_eq!(reasons, expected);
    assert_eq!(plan.steps[0].at.unwrap().range.of(new), "{name: NEW, type: s3}");
    assert_eq!(plan.steps[2].at, None);
    assert!(plan.steps[1].replaces && !plan.steps[0].replaces);
    assert_eq!(plan.summary, Summary { create: 1, update: 1, destroy: 1, unchanged: 1 });
}

/// A line of `count` datasets, each made from the one before, declared downstream first.
fn line(count: usize) -> String {
    let mut text = "project: {key: P, name: p}\ndatasets:\n".to_owned();
    (0..count).rev().for_each(|at| text += &format!("  - {{name: D{at}, type: s3}}\n"));
    text += "recipes:\n";
    for at in (1..count).rev() {
        let before = at - 1;
        text += &format!("  - {{name: r{at}, type: sort, inputs: [D{before}], outputs: [D{at}]}}\n");
    }
    text
}

#[test]
fn a_long_line_runs_from_its_start_and_back() {
    let count = 10_000;
    let text = line(count);
    let names = |plan: &Plan| -> Vec<usize> {
        let recipes = plan.actions().filter_map(|step| step.address.as_str().strip_prefix("recipe.P.r"));
        recipes.map(|number| number.parse().unwrap()).collect()
    };
    let created = names(&plan_against(&text, None, &[]));
    assert_eq!(created, (1..count).collect::<Vec<_>>());
    let deleted = names(&replanned(&line(2_000), EMPTY));
    assert_eq!(deleted, (1..2_000).rev().collect::<Vec<_>>());
}

#[test]
fn many_writers_and_readers_of_one_dataset_are_linked_through_it() {
    let mut text =
        "project: {key: P, name: p}\ndatasets: [{name: HUB, type: s3}, {name: OUT, type: s3}]\nrecipes:\n"
            .to_owned();
    for at in 0..3_000 {
        text += &format!("  - {{name: z_write{at}, type: sort, outputs: [HUB]}}\n");
        text += &format!("  - {{name: a_read{at}, type: sort, inputs: [HUB], outputs: [OUT]}}\n");
    }
    let plan = plan_against(&text, None, &[]);
    let first_reader = plan.steps.iter().position(|step| step.address.name().starts_with("a_read"));
    assert_eq!(first_reader, Some(3 + 3_000));
    assert!(plan.steps.iter().all(|step| step.depends_on.len() < 70));
}
