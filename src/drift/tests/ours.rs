//! Ours kept: the plan then leads from the server's value to ours.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::{drift_of, state};
use crate::address::Address;
use crate::diff::{ChangeKind, Scope, diff, leaf};
use crate::drift::keep_ours;
use crate::state::{BY_CONFIG, BY_SYSTEM};
use crate::value::canonical;

/// Keeps ours at `path` of dataset A, and shows what a plan then does.
fn check(stored: Value, server: Value, config: Value, path: Option<&str>, expected: Expect) {
    let (stored, server, config) =
        (state(BY_CONFIG, stored), state(BY_SYSTEM, server), state(BY_CONFIG, config));
    let found = drift_of(&stored, &server, &config);
    let address = Address::parse("dataset.P.A").unwrap();
    let Some(next) = keep_ours(&stored, &found, &address, path, "now") else {
        return expected.assert_eq("nothing to keep\n");
    };
    assert!(next.serial > stored.serial && next.updated_at == "now");
    let mut shown = String::new();
    for change in diff(&config, &next, &Scope::of_project("P")) {
        if change.kind != ChangeKind::Unchanged {
            shown += &format!("{} {}\n", change.kind.name(), change.address);
        }
        for leaf in change.attributes.iter().flat_map(|change_| leaf::expand(change_, change.comparison)) {
            let side = |value: &Option<Value>| value.as_ref().map_or("-".into(), canonical);
            shown += &format!("    {}: {} -> {}\n", leaf.path, side(&leaf.old), side(&leaf.new));
        }
    }
    expected.assert_eq(&shown);
}

fn params(params: Value) -> Value {
    json!({"dataset.P.A": {"name": "A", "params": params}})
}

#[test]
fn one_field_is_kept_and_the_others_wait() {
    let ours = || params(json!({"table": "ours", "limit": 1}));
    let theirs = params(json!({"table": "theirs", "limit": 2, "mode": "x"}));
    check(
        ours(),
        theirs,
        ours(),
        Some("params.table"),
        expect![[r#"
            modified dataset.P.A
                params.table: "theirs" -> "ours"
        "#]],
    );
}

#[test]
fn a_value_that_the_server_lost_is_added_again() {
    check(
        params(json!({"table": "ours"})),
        params(json!({})),
        params(json!({"table": "ours"})),
        Some("params.table"),
        expect![[r#"
            modified dataset.P.A
                params.table: - -> "ours"
        "#]],
    );
}

#[test]
fn an_element_of_a_list_is_kept_by_its_place() {
    let columns = |kind: &str| json!({"dataset.P.A": {"name": "A", "schema": {"columns": [{"name": "X", "type": kind}]}}});
    check(
        columns("int"),
        columns("string"),
        columns("int"),
        Some("schema.columns[0].type"),
        expect![[r#"
            modified dataset.P.A
                schema.columns[0].type: "string" -> "int"
        "#]],
    );
}

#[test]
fn a_resource_is_kept_as_a_whole() {
    let (ours, none) = (|| params(json!({"table": "ours"})), || json!({}));
    check(
        ours(),
        none(),
        ours(),
        None,
        expect![[r#"
        added dataset.P.A
    "#]],
    );
    check(
        none(),
        ours(),
        none(),
        None,
        expect![[r#"
        removed dataset.P.A
    "#]],
    );
    let theirs = params(json!({"table": "theirs"}));
    check(
        ours(),
        theirs,
        ours(),
        None,
        expect![[r#"
        modified dataset.P.A
            params.table: "theirs" -> "ours"
    "#]],
    );
}

#[test]
fn nothing_is_kept_where_nothing_differs() {
    let same = || params(json!({}));
    check(
        same(),
        same(),
        same(),
        None,
        expect![[r#"
        nothing to keep
    "#]],
    );
    check(
        params(json!({"a": 1})),
        params(json!({"a": 2})),
        params(json!({"a": 1})),
        Some("params.b"),
        expect![[r#"
        nothing to keep
    "#]],
    );
}
