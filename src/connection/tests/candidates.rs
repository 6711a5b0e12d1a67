//! Which ports are offered, and in which order.

use expect_test::expect;

use super::*;

#[test]
fn ports_inside_a_solution_cannot_be_taken_up() {
    let project = project(FLOW);
    let armed = project.arm("upkeep__cleaning.CLEAN_VIBRATION", Side::Output);
    assert_eq!(armed.count(), 0);
    let verdict = armed.verdict(project.end("anomaly.FEATURES", Side::Input), Side::Input).unwrap();
    assert_eq!(
        verdict.to_string(),
        "the port you hold cannot be connected: inside upkeep, which does its own wiring"
    );
}

#[test]
fn ports_on_the_same_side_are_told_apart_from_the_own_ones() {
    let project = project(FLOW);
    let armed = project.arm("training.FAILURE_MODEL", Side::Output);
    let said = |port: &str, side| armed.verdict(project.end(port, side), side).unwrap().to_string();
    assert_eq!(said("training.TRAINING_REPORT", Side::Output), "its own port");
    assert_eq!(said("training.FEATURES", Side::Input), "its own port");
    assert_eq!(said("risk.FAILURE_RISK", Side::Output), "an output too: connect it to an input");
}

#[test]
fn candidates_come_best_first_and_can_be_filtered() {
    let project = project(FLOW);
    let armed = project.arm("features.ENGINEERED_FEATURES", Side::Output);
    expect![[r#"
        anomaly.FEATURES
        training.FEATURES
        dataset.SHORT.in
        recipe.copy.in
        recipe.split.in
        risk.FEATURES
        unknown.A"#]]
    .assert_eq(&project.candidates(&armed, "").join("\n"));
    assert_eq!(project.candidates(&armed, "anom"), ["anomaly.FEATURES"]);
    assert_eq!(project.candidates(&armed, "zzz"), [""; 0]);
}

#[test]
fn of_equal_candidates_the_nearest_comes_first() {
    let text = "recipes:\n  - {name: a, type: sync, outputs: [X]}\n  - {name: b, type: sync}\n  - {name: c, type: sync}\n";
    let project = project(text);
    let armed = project.arm("recipe.a.out", Side::Output);
    assert_eq!(project.candidates(&armed, ""), ["recipe.b.in", "recipe.c.in"]);
    let last = project.end("recipe.c.in", Side::Input);
    let nearness = |end: End| if end == last { 1.0 } else { 2.0 };
    let found = armed.candidates("", Some(&nearness));
    assert_eq!(found.first().map(|candidate| candidate.end), Some(last));
}
