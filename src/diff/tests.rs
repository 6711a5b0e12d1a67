//! Diffs of whole states.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::state::Metadata;
use crate::value::canonical;

fn state(deployed_by: &str, resources: &[(&str, Value)]) -> State {
    let resource = |(address, attributes): &(&str, Value)| {
        let metadata = Metadata { deployed_by: deployed_by.into(), ..Metadata::default() };
        let attributes = attributes.as_object().unwrap().clone();
        Arc::new(Resource::new(Address::parse(address).unwrap(), attributes, metadata))
    };
    State { resources: resources.iter().map(resource).collect(), ..State::default() }
}

fn shown(changes: &[Change]) -> String {
    let side = |value: &Option<Value>| value.as_ref().map_or("-".into(), canonical);
    let mut shown = String::new();
    for change in changes {
        shown += &format!("{} {}\n", change.kind.name(), change.address);
        for attribute in &change.attributes {
            let (old, new) = (side(&attribute.old), side(&attribute.new));
            shown += &format!("    {} {}: {old} -> {new}\n", attribute.kind().name(), attribute.path);
        }
    }
    shown
}

/// Compares the diff of one dataset.
fn check(deployed_by: &str, current: Value, desired: Value, expected: Expect) {
    let current = state(deployed_by, &[("dataset.P.A", current)]);
    let desired = state("config", &[("dataset.P.A", desired)]);
    expected.assert_eq(&shown(&diff(&desired, &current, &Scope::of_project("P"))));
}

#[test]
fn records_are_sorted_by_type_and_address() {
    let current = state(
        "config",
        &[
            ("recipe.P.a", json!({})),
            ("dataset.Q.X", json!({})),
            ("scenario.P.s", json!({})),
            ("dataset.P.B", json!({})),
            ("project.P", json!({"settings": {}, "name": "x"})),
        ],
    );
    let desired = state(
        "config",
        &[
            ("dataset.P.C", json!({})),
            ("project.P", json!({"settings": {}, "name": "y"})),
            ("dataset.P.B", json!({})),
            ("dataset.P.A", json!({})),
        ],
    );
    expect![[r#"
        modified project.P
            modified name: "x" -> "y"
        added dataset.P.A
        unchanged dataset.P.B
        added dataset.P.C
        removed recipe.P.a
    "#]]
    .assert_eq(&shown(&diff(&desired, &current, &Scope::of_project("P"))));
}

#[test]
fn what_a_configuration_made_is_compared_exactly() {
    check(
        "config",
        json!({"name": "A", "params": {"limit": 1, "list": [1, 2]}, "zulu": 1, "connection": null}),
        json!({"name": "A", "params": {"list": [2, 1], "limit": 1.0}, "schema": {"columns": [1]}, "type": "s3"}),
        expect![[r#"
            modified dataset.P.A
                added type: - -> "s3"
                modified params: {"limit": 1, "list": [1, 2]} -> {"limit": 1.0, "list": [2, 1]}
                added schema: - -> {"columns": [1]}
                removed connection: null -> -
                removed zulu: 1 -> -
        "#]],
    );
    check(
        "somebody",
        json!({"params": {"b": 1, "a": ""}, "schema": {}, "formatType": "", "tags": ["x"]}),
        json!({"params": {"a": "", "b": 1}}),
        expect![[r#"
            unchanged dataset.P.A
        "#]],
    );
}

#[test]
fn what_a_server_has_must_contain_what_is_desired() {
    check(
        "system",
        json!({"name": "A", "type": "Snowflake", "params": {"connection": "wh", "table": "a", "mode": "table"},
            "schema": {"columns": [{"name": "X", "type": "int", "comment": ""}], "userModified": true}, "managed": true}),
        json!({"name": "A", "type": "sql", "params": {"table": "a", "partition": null, "options": {}}, "connection": "wh",
            "schema": {"columns": [{"name": "X", "type": "int"}]}, "formatType": ""}),
        expect![[r#"
            unchanged dataset.P.A
        "#]],
    );
    check(
        "system",
        json!({"type": "S3", "params": {"list": [1], "text": "b", "zero": 0}}),
        json!({"type": "snowflake", "params": {"list": [], "text": "", "zero": 0.0, "more": 1}, "formatType": "csv"}),
        expect![[r#"
            modified dataset.P.A
                modified type: "S3" -> "snowflake"
                modified params: {"list": [1], "text": "b", "zero": 0} -> {"list": [], "more": 1, "text": "", "zero": 0.0}
                added formatType: - -> "csv"
        "#]],
    );
}

#[test]
fn ignored_attributes_make_no_change_and_are_not_overwritten() {
    let current =
        state("config", &[("dataset.P.A", json!({"params": {"table": "old", "limit": 1}, "type": "s3"}))]);
    let with_guard = |ignored: &[&str], params: Value| {
        let mut desired = state("config", &[("dataset.P.A", json!({"params": params, "type": "s3"}))]);
        let resource = Arc::make_mut(&mut desired.resources[0]);
        resource.metadata.lifecycle.ignore_changes = ignored.iter().map(|path| (*path).to_owned()).collect();
        diff(&desired, &current, &Scope::of_project("P"))
    };
    let ignored = with_guard(&["params.table"], json!({"table": "new", "limit": 1}));
    assert_eq!(ignored[0].kind, ChangeKind::Unchanged);
    let partly = with_guard(&["params.table"], json!({"table": "new", "limit": 2}));
    expect![[r#"
        modified dataset.P.A
            modified params: {"limit": 1, "table": "old"} -> {"limit": 2, "table": "old"}
    "#]]
    .assert_eq(&shown(&partly));
    let after = partly[0].after.as_ref().unwrap();
    assert_eq!(after.attributes()["params"], json!({"table": "old", "limit": 2}));
    assert_eq!(after.checksum(), crate::value::checksum(after.attributes()));
}

#[test]
fn raw_settings_are_merged_so_what_they_no_longer_say_makes_no_change() {
    check(
        "ada",
        json!({"name": "A", "dss": {"flowOptions": {"virtualizable": true, "rebuildBehavior": "NORMAL"}, "old": 1}}),
        json!({"name": "A", "dss": {"flowOptions": {"virtualizable": true}}}),
        expect![[r#"
            unchanged dataset.P.A
        "#]],
    );
    check(
        "ada",
        json!({"name": "A", "dss": {"flowOptions": {"virtualizable": true}}}),
        json!({"name": "A"}),
        expect![[r#"
            unchanged dataset.P.A
        "#]],
    );
    check(
        "ada",
        json!({"name": "A", "dss": {"flowOptions": {"virtualizable": true}}}),
        json!({"name": "A", "dss": {"flowOptions": {"virtualizable": false}}}),
        expect![[r#"
            modified dataset.P.A
                modified dss: {"flowOptions": {"virtualizable": true}} -> {"flowOptions": {"virtualizable": false}}
        "#]],
    );
}

#[test]
fn from_version_1_1_on_tags_are_compared_as_sets() {
    let text = "version: '1.1'\nproject: {key: P, name: Pea}\n";
    let scope = Scope::of(&crate::config::tests::read_files(&[("project.yml", text)]).0);
    let changes = |deployed_by: &str, current: Value, desired: Value| {
        let current = state(deployed_by, &[("dataset.P.A", current)]);
        let desired = state("config", &[("dataset.P.A", desired)]);
        shown(&diff(&desired, &current, &scope))
    };
    for deployed_by in ["ada", "system"] {
        let same = changes(deployed_by, json!({"tags": ["b", "a"]}), json!({"tags": ["a", "b", "a"]}));
        assert_eq!(same, "unchanged dataset.P.A\n", "{deployed_by}");
    }
    expect![[r#"
        modified dataset.P.A
            removed tags: ["b"] -> -
    "#]]
    .assert_eq(&changes("ada", json!({"tags": ["b"]}), json!({})));
    expect![[r#"
        unchanged dataset.P.A
    "#]]
    .assert_eq(&changes("system", json!({"tags": ["b"]}), json!({})));
}

#[test]
fn two_versions_of_a_state_are_compared_as_stored() {
    let older = state("system", &[("dataset.P.A", json!({"tags": ["x"]})), ("dataset.Q.B", json!({}))]);
    let newer = state("system", &[("dataset.P.A", json!({"tags": []})), ("scenario.P.s", json!({}))]);
    expect![[r#"
        modified dataset.P.A
            modified tags: ["x"] -> []
        removed dataset.Q.B
        added scenario.P.s
    "#]]
    .assert_eq(&shown(&between(&older, &newer)));
}

fn any_state() -> impl Strategy<Value = State> {
    let value = prop_oneof![
        Just(json!(1)),
        Just(json!(1.0)),
        Just(json!("")),
        Just(json!({"a": [1, {"b": null}]})),
        Just(json!({"a": {}})),
        Just(json!([]))
    ];
    let attributes = proptest::collection::btree_map("(params|type|schema|tags|connection|dss)", value, 0..4);
    let resources = proptest::collection::btree_map("(dataset|recipe)\\.(P|Q)\\.[AB]", attributes, 0..5);
    (resources, "(config|system)").prop_map(|(resources, by)| {
        let listed: Vec<(String, Value)> =
            resources.into_iter().map(|(address, attributes)| (address, json!(attributes))).collect();
        let borrowed: Vec<(&str, Value)> =
            listed.iter().map(|(address, value)| (address.as_str(), value.clone())).collect();
        state(&by, &borrowed)
    })
}

proptest! {
    #[test]
    fn nothing_differs_from_itself(mut state in any_state()) {
        // Only a current state holds other projects.
        state.resources.retain(|resource| resource.address.project_key() == "P");
        let changes = diff(&state, &state, &Scope::of_project("P"));
        prop_assert!(changes.iter().all(|change| change.kind == ChangeKind::Unchanged));
    }

    #[test]
    fn the_order_of_resources_does_not_matter(desired in any_state(), current in any_state()) {
        let mut turned = desired.clone();
        turned.resources.reverse();
        let scope = Scope::of_project("P");
        prop_assert_eq!(diff(&turned, &current, &scope), diff(&desired, &current, &scope));
    }

    #[test]
    fn leaves_exist_exactly_where_attributes_differ(desired in any_state(), current in any_state()) {
        for change in diff(&desired, &current, &Scope::of_project("P")) {
            for attribute in &change.attributes {
                prop_assert!(!leaf::expand(attribute, change.comparison).is_empty());
            }
            prop_assert_eq!(change.kind == ChangeKind::Modified, !change.attributes.is_empty());
        }
    }
}
