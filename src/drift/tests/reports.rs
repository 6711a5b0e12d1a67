//! Fixtures of three values each, and the report.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::{between, drift_of, state};
use crate::address::Address;
use crate::diff::Scope;
use crate::drift::json::drift_json;
use crate::drift::text::report;
use crate::drift::{Kind, Sides, drift};
use crate::state::{BY_CONFIG, BY_SYSTEM, State};

/// The report on a dataset that a configuration made.
fn check(stored: Value, server: Value, config: Value, expected: Expect) {
    let side = |attributes: Value| json!({ "dataset.P.A": attributes });
    expected.assert_eq(&report(&between(side(stored), side(server), side(config)), true));
}

#[test]
fn each_field_tells_who_changed_it() {
    check(
        json!({"name": "A", "params": {"table": "a", "schema": "RAW", "mode": "table", "same": 1, "gone": 1}}),
        json!({"name": "A", "params": {"table": "b", "schema": "RAW", "mode": "query", "same": 2}}),
        json!({"name": "A", "params": {"table": "a", "schema": "NEW", "mode": "view", "same": 2}}),
        expect![[r#"
            dataset.P.A: changed on both sides
                params.mode: changed on both sides
                    state   "table"
                    server  "query"
                    config  "view"
                params.schema: changed in the configuration
                    state   "RAW"
                    server  "RAW"
                    config  "NEW"
                params.table: changed on the server
                    state   "a"
                    server  "b"
                    config  "a"
                params.same: changed on both sides alike
                    state   1
                    server  2
                    config  2
                params.gone: changed on both sides alike
                    state   1
                    server  -
                    config  -

            Drift: 1 changed on both sides.
        "#]],
    );
}

#[test]
fn what_the_configuration_dropped_is_its_change_until_the_server_changes_it_too() {
    check(
        json!({"name": "A", "params": {"limit": 1, "table": "a"}}),
        json!({"name": "A", "params": {"limit": 1, "table": "b"}}),
        json!({"name": "A", "params": {}}),
        expect![[r#"
            dataset.P.A: changed on both sides
                params.limit: changed in the configuration
                    state   1
                    server  1
                    config  -
                params.table: changed on both sides
                    state   "a"
                    server  "b"
                    config  -

            Drift: 1 changed on both sides.
        "#]],
    );
}

#[test]
fn a_resource_may_be_on_any_of_the_sides() {
    let all = |names: &[&str]| {
        let resource = |name: &&str| (format!("dataset.P.{name}"), json!({"name": name}));
        Value::Object(names.iter().map(resource).collect())
    };
    let mut server = all(&["EVERYWHERE", "NEW_THERE", "DROPPED", "DROPPED_CHANGED", "BOTH_NEW"]);
    server["dataset.P.DROPPED_CHANGED"]["name"] = json!("other");
    server["dataset.Q.ELSEWHERE"] = json!({});
    server["zone.P.cleaning"] = json!({"name": "cleaning"});
    let found = between(
        all(&["EVERYWHERE", "MISSING", "GONE", "DROPPED", "DROPPED_CHANGED"]),
        server,
        all(&["EVERYWHERE", "MISSING", "NEW_HERE", "BOTH_NEW"]),
    );
    expect![[r#"
        zone.P.cleaning: on the server only, and left alone: the configuration does not describe it
            suppressed all of it: not-described
        dataset.P.DROPPED: removed from the configuration
        dataset.P.DROPPED_CHANGED: removed from the configuration, changed on the server
        dataset.P.GONE: gone from both sides, only the state still has it
        dataset.P.MISSING: gone from the server
        dataset.P.NEW_HERE: new in the configuration
        dataset.P.NEW_THERE: new on the server, not in the configuration

        Drift: 1 changed on both sides, 1 gone from the server, 1 only on the server, 2 changed in the configuration, 1 with only the state behind. 1 difference is suppressed.
    "#]]
    .assert_eq(&report(&found, true));
}

#[test]
fn every_suppressed_difference_has_a_reason() {
    let ours = || {
        json!({"name": "A", "type": "sql", "connection": "wh", "params": {"table": "a", "options": {}},
            "schema": {"columns": [{"name": "X", "type": "int"}]}, "description": ""})
    };
    check(
        ours(),
        json!({"name": "A", "type": "Snowflake", "managed": true, "versionTag": {"versionNumber": 3},
            "params": {"connection": "wh", "table": "a", "partitions": "x", "empty": ""},
            "schema": {"columns": [{"name": "X", "type": "int", "comment": ""}], "userModified": true},
            "formatType": "", "tags": ["b", "a"]}),
        ours(),
        expect![[r#"
            dataset.P.A: as it should be
                suppressed type: type-name
                suppressed params.empty: empty-is-absent
                suppressed params.partitions: not-described
                suppressed params.options: empty-is-absent
                suppressed schema.columns[0].comment: empty-is-absent
                suppressed schema.userModified: filled-by-server
                suppressed formatType: empty-is-absent
                suppressed tags: not-described
                suppressed managed: filled-by-server
                suppressed versionTag: filled-by-server
                suppressed connection: shape
                suppressed description: empty-is-absent

            No drift: server, state and configuration agree. 12 differences are suppressed.
        "#]],
    );
}

#[test]
fn tags_are_a_set() {
    let side = |tags: Value| json!({"name": "A", "tags": tags});
    check(
        side(json!(["a", "b"])),
        side(json!(["b", "a"])),
        side(json!(["a", "b"])),
        expect![[r#"
        dataset.P.A: as it should be
            suppressed tags: tag-order

        No drift: server, state and configuration agree. 1 difference is suppressed.
    "#]],
    );
}

#[test]
fn what_a_server_says_in_its_own_way_is_no_drift() {
    let server = json!({"recipe.P.r": {"name": "r", "type": "sql_query", "payload": "select 1", "maxRunningActivities": 0,
        "inputs": {"main": {"items": [{"ref": "P.A"}]}}, "outputs": ["P.B"], "params": {"engineParams": {}, "own": 1}}});
    let config = json!({"recipe.P.r": {"name": "r", "type": "sql", "code": "select 1", "inputs": ["A"],
        "outputs": ["B"], "params": {}}});
    expect![[r#"
        recipe.P.r: as it should be
            suppressed type: type-name
            suppressed inputs: shape
            suppressed outputs: own-project
            suppressed params.engineParams: filled-by-server
            suppressed params.own: not-described
            suppressed maxRunningActivities: filled-by-server
            suppressed code: shape

        No drift: server, state and configuration agree. 7 differences are suppressed.
    "#]]
    .assert_eq(&report(&between(config.clone(), server, config), true));
}

#[test]
fn what_changed_beside_the_configuration_is_marked() {
    let side = |mode: &str| json!({"dataset.P.A": {"name": "A", "params": {"mode": mode, "other": 1}}});
    let stored = state(BY_SYSTEM, side("table"));
    let server = state(BY_SYSTEM, side("query"));
    let config = state(BY_CONFIG, json!({"dataset.P.A": {"name": "A", "params": {}}}));
    expect![[r#"
        dataset.P.A: as it should be
            suppressed params.mode: not-described, changed since the last reading
            suppressed params.other: not-described

        No drift: server, state and configuration agree. 2 differences are suppressed.
    "#]]
    .assert_eq(&report(&drift_of(&stored, &server, &config), true));
}

#[test]
fn ignored_changes_are_listed_as_such() {
    let side = |table: &str| json!({"dataset.P.A": {"name": "A", "params": {"table": table}}});
    let mut config = state(BY_CONFIG, side("ours"));
    let resource = std::sync::Arc::make_mut(&mut config.resources[0]);
    resource.metadata.lifecycle.ignore_changes = vec!["params.table".into()];
    let found = drift_of(&state(BY_CONFIG, side("ours")), &state(BY_SYSTEM, side("theirs")), &config);
    expect![[r#"
        dataset.P.A: as it should be
            suppressed params.table: ignored

        No drift: server, state and configuration agree. 1 difference is suppressed.
    "#]]
    .assert_eq(&report(&found, true));
}

#[test]
fn what_could_not_be_read_is_neither_missing_nor_changed() {
    let config = state(BY_CONFIG, json!({"dataset.P.A": {"name": "A"}, "dataset.P.B": {"name": "B"}}));
    let server = state(BY_SYSTEM, json!({"dataset.P.B": {"name": "B"}}));
    let unread = [Address::parse("dataset.P.A").unwrap()].into();
    let found = drift(Sides {
        stored: &config,
        server: &server,
        config: &config,
        scope: &Scope::of_project("P"),
        unread: &unread,
    });
    expect![[r#"
        dataset.P.A: could not be read

        Drift: 1 not read.
    "#]]
    .assert_eq(&report(&found, true));
}

#[test]
fn without_a_state_nobody_knows_who_changed_it() {
    let side = |table: &str| json!({"dataset.P.A": {"params": {"table": table}}});
    let found = drift_of(&State::default(), &state(BY_SYSTEM, side("a")), &state(BY_CONFIG, side("b")));
    expect![[r#"
        dataset.P.A: on both sides, unlike, and no state tells who changed it
            params.table: changed on both sides
                state   -
                server  "a"
                config  "b"

        Drift: 1 changed on both sides.
    "#]]
    .assert_eq(&report(&found, true));
    assert_eq!(found.count(Kind::Conflict), 1);
}

#[test]
fn long_values_stand_on_lines_of_their_own() {
    let side = |code: &str| json!({"recipe.P.r": {"name": "r", "code": code}});
    let found = between(side("a\nb\n"), side("a\nc\n"), side("a\nb\n"));
    expect![[r#"
        recipe.P.r: changed on the server
            code: changed on the server
                state
                    a
                    b
                server
                    a
                    c
                config
                    a
                    b

        Drift: 1 changed on the server.
    "#]]
    .assert_eq(&report(&found, true));
}

#[test]
fn the_report_is_canonical_json() {
    let side = |table: &str| json!({"dataset.P.A": {"params": {"table": table}}});
    let mut server = side("b");
    server["dataset.P.A"]["managed"] = json!(true);
    let found = between(side("a"), server, side("a"));
    expect![[r#"{"drift_format": 1, "project_key": "P", "resources": [{"fields": [{"config": "a", "kind": "server", "path": "params.table", "server": "b", "state": "a"}], "kind": "server", "resource_id": "dataset.P.A", "resource_type": "dataset", "suppressed": [{"moved": false, "path": "managed", "reason": "filled-by-server", "server": true}]}], "summary": {"both": 0, "config": 0, "conflict": 0, "missing": 0, "server": 1, "suppressed": 1, "unmanaged": 0}, "unread": []}"#]]
    .assert_eq(&drift_json(&found));
}
