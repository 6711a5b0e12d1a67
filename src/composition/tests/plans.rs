//! What compositions become: names, order, records, and what changes between two of them.

use expect_test::expect;

use super::*;
use crate::plan::instances::{by_instance, instances_text};
use crate::plan::json::plan_json;
use crate::plan::{Colour, record};
use crate::state::{State, file};

/// The state after everything in `text` was applied, as its file.
fn applied(registries: &Arc<Registries>, text: &str) -> Arc<str> {
    let plan = analysis(registries, text).plan.unwrap();
    let mut state = State { environment: "dev".into(), ..State::default() };
    plan.steps.iter().for_each(|step| record(&mut state, step, "2025-06-01T09:00:00Z", "config"));
    file::save(&state).into()
}

fn replanned(registries: &Arc<Registries>, old: &str, new: &str) -> Analysis {
    let text = format!("project: {{key: P, name: Pea}}\n{new}");
    analyze(&Workspace {
        files: vec![Source::new("project.yml", &text)],
        state: Some(applied(registries, old)),
        environment: "dev".into(),
        registries: Arc::clone(registries),
        ..Workspace::default()
    })
}

const MONITORING: &str = "datasets: [{name: SENSORS, type: s3}]\nsolutions: [{ref: BLOCKS_REGISTRY/PLANT_RELIABILITY_SOLUTION@1.0.0, instance_name: plant, inputs: {RAW_SENSOR_DATA: SENSORS}, outputs: {WORK_PRIORITIES: WORK}}]\n";

#[test]
fn everything_is_deleted_exactly_the_other_way_round() {
    let created = planned(&analysis(&demo_alone(), MONITORING));
    let deleted = planned(&replanned(&demo_alone(), MONITORING, "datasets: [{name: SENSORS, type: s3}]\n"));
    let mut expected: Vec<String> = created.lines().rev().map(|line| line.replace("+ ", "- ")).collect();
    expected.retain(|line| !line.contains("project.P") && !line.contains(".SENSORS"));
    assert_eq!(deleted.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_plan_after_an_apply_is_empty() {
    let again = replanned(&demo_alone(), MONITORING, MONITORING);
    assert_eq!(again.state_problems.len(), 0);
    assert!(!again.plan.unwrap().has_changes());
}

#[test]
fn an_output_exposed_twice_is_copied_for_the_second_name() {
    let manifests = [
        block("A", "1.0.0", ""),
        solution(
            "S",
            r#"{"name": "X", "maps_to": "a.IN"}"#,
            r#"{"name": "Y", "maps_from": "a.OUT"}, {"name": "Z", "maps_from": "a.OUT"}"#,
            r#"{"alias": "a", "block_ref": "A@1.0.0"}, {"alias": "b", "block_ref": "A@1.0.0", "input_mapping": {"IN": "a.OUT"}}"#,
        ),
    ];
    let text = "datasets: [{name: D, type: s3}]\nsolutions: [{ref: R/S@1.0.0, instance_name: s, inputs: {X: D}, outputs: {Z: SECOND, Y: FIRST}}]\n";
    let found = analysis(&registry(&manifests), text);
    expect![[r#"
        + project.P
        + dataset.P.D
        + zone.P.s_a_zone
        + dataset.P.FIRST
        + dataset.P.SECOND
        + recipe.P.s__a__r
        + recipe.P.s__sync_z
        + block.P.s__a
        + zone.P.s_b_zone
        + dataset.P.S__B__OUT
        + recipe.P.s__b__r
        + block.P.s__b
        + solution.P.s
    "#]]
    .assert_eq(&planned(&found));
    let state = found.desired.unwrap();
    let shown = |address: &str| {
        let resource = state.resources.iter().find(|resource| resource.address.as_str() == address).unwrap();
        crate::value::canonical(&serde_json::Value::Object(resource.attributes().clone()))
    };
    expect![[r#"{"inputs": ["FIRST"], "name": "s__sync_z", "origin": "sync", "outputs": ["SECOND"], "type": "sync", "zone": "s_a_zone"}"#]].assert_eq(&shown("recipe.P.s__sync_z"));
    expect![[r#"{"code": "d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1", "inputs": ["FIRST"], "name": "s__b__r", "origin": "block", "outputs": ["S__B__OUT"], "type": "python", "zone": "s_b_zone"}"#]].assert_eq(&shown("recipe.P.s__b__r"));
    expect![[r#"{"inputs": {"X": "D"}, "members": ["s__a", "s__b"], "outputs": {"Y": "FIRST", "Z": "SECOND"}, "ref": "R/S@1.0.0"}"#]].assert_eq(&shown("solution.P.s"));
}

#[test]
fn depends_on_orders_without_data() {
    let manifests = [
        block("A", "1.0.0", ""),
        solution(
            "S",
            r#"{"name": "X", "maps_to": ["a.IN", "b.IN"]}"#,
            r#"{"name": "Y", "maps_from": "a.OUT"}"#,
            r#"{"alias": "a", "block_ref": "A@1.0.0", "depends_on": "b"}, {"alias": "b", "block_ref": "A@1.0.0"}"#,
        ),
    ];
    let text = "datasets: [{name: D, type: s3}]\nblocks: [{ref: R/A@1.0.0, instance_name: last, inputs: {IN: S__A__OUT}}]\nsolutions: [{ref: R/S@1.0.0, instance_name: s, inputs: {X: D}}]\n";
    let found = analysis(&registry(&manifests), text);
    let order = found.composition.instances.iter();
    let order: Vec<_> = order.map(|instance| (&*instance.path, instance.stage, instance.position)).collect();
    assert_eq!(order, [("s__b", 0, 1), ("s__a", 1, 2), ("last", 2, 0)]);
    assert_eq!(found.composition.stages(), [vec![0], vec![1], vec![2]]);
    let [wire] = &found.composition.wires[..] else { panic!("one wire") };
    assert_eq!(
        (&*wire.source.0, &*wire.source.1, &*wire.target.0, wire.checked),
        ("s__a", "OUT", "last", false)
    );
}

#[test]
fn the_most_condensed_text_names_blocks_only() {
    let old = "datasets: [{name: S, type: s3}]\nblocks:\n  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: kept, inputs: {RAW_VIBRATION: S}}\n  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: gone, zone_name: old_zone, inputs: {RAW_VIBRATION: S}}\n";
    let new = "datasets: [{name: S, type: s3}]\nrecipes: [{name: mine, type: python, inputs: [CLEAN_VIBRATION], outputs: [PUMP_SMOOTHED], code: pass}]\nblocks:\n  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0, instance_name: kept, inputs: {RAW_VIBRATION: S}, outputs: {CLEAN_VIBRATION: CLEAN}}\n  - {ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0, instance_name: pump, inputs: {CLEAN_VIBRATION: CLEAN}, extends: [{recipe: smooth_pump_signal, override_with: mine}]}\n";
    let plan = replanned(&demo_alone(), old, new).plan.unwrap();
    expect![[r#"
        + instantiate PUMP_FEATURE_ENG@1.0.0 as pump
            zone: pump_feature_eng_zone
            inputs:  CLEAN_VIBRATION <- CLEAN
            outputs: ENGINEERED_FEATURES -> PUMP__ENGINEERED_FEATURES
            extends: recipe smooth_pump_signal replaced by mine
        ~ update kept        version: 1.0.0 -> 1.1.0, outputs
        - destroy gone  zone old_zone
        Plan: 1 to instantiate, 1 to update, 1 to destroy"#]]
    .assert_eq(&instances_text(&plan, Colour::Off));
    let positions: Vec<usize> =
        (0..plan.steps.len()).filter(|at| plan.steps[*at].action != crate::plan::Action::NoChange).collect();
    let groups = by_instance(&plan, &positions).into_iter();
    let groups: Vec<_> = groups
        .map(|group| format!("{:?} {} {:?} {}", group.path, group.zone, group.action, group.steps.len()))
        .collect();
    expect![[r#"
        Some("kept") sensor_data_cleaning_zone Some(Update) 5
        Some("pump") pump_feature_eng_zone Some(Create) 6
        Some("gone") old_zone Some(Delete) 6"#]]
    .assert_eq(&groups.join("\n"));
}

#[test]
fn a_plan_with_blocks_carries_a_context_and_one_without_does_not() {
    let text = "datasets: [{name: S, type: s3}]\n";
    let without = plan_json(&analysis(&demo_alone(), text).plan.unwrap(), "t");
    assert!(!without.contains("context"));
    let with = format!(
        "{text}blocks: [{{ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0, instance_name: p, inputs: {{CLEAN_VIBRATION: S}}}}]\n"
    );
    let with: serde_json::Value =
        serde_json::from_str(&plan_json(&analysis(&demo_alone(), &with).plan.unwrap(), "t")).unwrap();
    let contexts = with["actions"].as_array().unwrap().iter().map(|action| action["context"].to_string());
    expect![[r#"
        null
        {"role":"declared"}
        {"block":"p"}
        {"block":"p","role":"internal","zone":"pump_feature_eng_zone"}
        {"block":"p","role":"output","zone":"pump_feature_eng_zone"}
        {"block":"p","inputs":["S"],"origin":"block","outputs":["P__PUMP_SMOOTHED"],"recipe_type":"python","zone":"pump_feature_eng_zone"}
        {"block":"p","inputs":["P__PUMP_SMOOTHED"],"origin":"block","outputs":["P__ENGINEERED_FEATURES"],"recipe_type":"grouping","zone":"pump_feature_eng_zone"}
        {"inputs":{"CLEAN_VIBRATION":"S"},"outputs":{"ENGINEERED_FEATURES":"P__ENGINEERED_FEATURES"},"ref":"BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0","zone":"pump_feature_eng_zone"}"#]].assert_eq(&contexts.collect::<Vec<_>>().join("\n"));
    expect![[r#"["project.P","zone.P.pump_feature_eng_zone","dataset.P.P__ENGINEERED_FEATURES","dataset.P.P__PUMP_SMOOTHED","recipe.P.p__smooth_pump_signal"]"#]].assert_eq(&with["actions"][6]["depends_on"].to_string());
}

#[test]
fn versions_are_compared_with_the_deployed_ones() {
    let text = |version: &str, inputs: &str| {
        format!(
            "datasets: [{{name: S, type: s3}}]\nblocks: [{{ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@{version}, instance_name: f, inputs: {{CLEAN_VIBRATION: S{inputs}}}}}]\n"
        )
    };
    let (old, new) = (text("1.2.0", ""), text("2.0.0", ""));
    expect![[r#"
        warning UPG-001 blocks[0].ref: COMPRESSOR_FEATURE_ENG goes from version 1.2.0 to 2.0.0: input OPERATING_CONDITIONS is required now
        error BLK-011 blocks[0].inputs: the required input OPERATING_CONDITIONS of COMPRESSOR_FEATURE_ENG is not mapped
            fix: Map OPERATING_CONDITIONS
    "#]].assert_eq(&shown(&replanned(&demo_alone(), &old, &new)));
    let back = text("1.1.0", "");
    expect![[r#"
        warning UPG-002 blocks[0].ref: version 1.1.0 is lower than the deployed 1.2.0
    "#]]
    .assert_eq(&shown(&replanned(&demo_alone(), &old, &back)));
    let state = applied(&demo_alone(), &old);
    assert!(state.contains(r#""version_spec": "1.2.0""#) && state.contains(r#""status": "applied""#));
}

#[test]
fn guards_are_those_of_every_part() {
    let text = "datasets: [{name: S, type: s3}]\nblocks: [{ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0, instance_name: p, inputs: {CLEAN_VIBRATION: S}, lifecycle: {prevent_destroy: true}}]\n";
    let plan = replanned(&demo_alone(), text, "datasets: [{name: S, type: s3}]\n").plan.unwrap();
    assert_eq!((plan.summary.destroy, plan.problems.len(), plan.is_blocked()), (6, 6, true));
}

#[test]
fn a_plan_of_a_record_brings_its_parts() {
    let text = "project: {key: P, name: Pea}\ndatasets: [{name: S, type: s3}]\nblocks: [{ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0, instance_name: p, inputs: {CLEAN_VIBRATION: S}}]\n";
    let analysis = analyze(&Workspace {
        files: vec![Source::new("project.yml", text)],
        registries: demo_alone(),
        targets: ["block.P.p".to_owned()].into(),
        ..Workspace::default()
    });
    expect![[r#"
        + project.P
        + dataset.P.S
        + zone.P.pump_feature_eng_zone
        + dataset.P.P__PUMP_SMOOTHED
        + dataset.P.P__ENGINEERED_FEATURES
        + recipe.P.p__smooth_pump_signal
        + recipe.P.p__pump_window_stats
        + block.P.p
    "#]]
    .assert_eq(&planned(&analysis));
}

const MIXED: &str = "project: {key: P, name: Pea}\ndatasets:\n  - {name: S, type: s3}\n  - {name: D, type: managed}\nrecipes:\n  - {name: t, type: python, inputs: [CLEAN_VIBRATION], outputs: [PUMP_SMOOTHED], code: pass}\n  - {name: own, type: sql, inputs: [FEATS], outputs: [D]}\nblocks:\n  - ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@^1.0.0\n    instance_name: pump\n    inputs: {CLEAN_VIBRATION: S}\n    outputs: {ENGINEERED_FEATURES: FEATS}\n    extends: [{recipe: smooth_pump_signal, override_with: t}]\nsolutions:\n  - {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, instance_name: mon, inputs: {RAW_SENSOR_DATA: S}}\n";

proptest::proptest! {
    /// Whatever is typed, the analysis holds, its fixes apply, and what it plans needs no second plan.
    #[test]
    fn any_text_is_composed(at in 0..MIXED.len(), length in 0usize..12, insert in "[A-Za-z@^.:,\\-\\[\\]{} \n'0-9_]{0,9}") {
        let end = (at + length).min(MIXED.len());
        let text = format!("{}{insert}{}", &MIXED[..at], &MIXED[end..]);
        let workspace = Workspace {
            files: vec![Source::new("project.yml", &text)],
            environment: "dev".into(),
            registries: demo_alone(),
            ..Workspace::default()
        };
        let found = analyze(&workspace);
        for fix in found.problems.iter().filter_map(|problem| problem.fix.as_ref()) {
            let edits: Vec<_> = fix.edits.iter().map(|edit| edit.edit.clone()).collect();
            crate::text::apply_edits(&workspace.files[0].text, &edits).unwrap();
        }
        if let Some(plan) = &found.plan {
            let mut state = State { environment: "dev".into(), ..State::default() };
            plan.steps.iter().for_each(|step| record(&mut state, step, "2025-06-01T09:00:00Z", "config"));
            let again = analyze(&Workspace { state: Some(file::save(&state).into()), ..workspace });
            proptest::prop_assert!(!again.plan.unwrap().has_changes());
        }
    }
}
