//! What holds for any three sides.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{drift_of, state};
use crate::diff::{ChangeKind, Scope, diff};
use crate::drift::json::drift_json;
use crate::drift::{Kind, keep_ours};
use crate::state::State;

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!("a")),
        Just(json!("b")),
        Just(json!("")),
        Just(json!({"a": 1, "b": [1, {"c": null}]})),
        Just(json!({"a": 2, "b": [1, {"c": 1}]})),
        Just(json!(["P.A", "B"])),
        Just(json!({"columns": [{"name": "X", "type": "int"}]})),
        Just(
            json!({"columns": [{"name": "X", "type": "string", "comment": ""}, {"name": "Y", "type": "int"}]})
        ),
    ]
}

fn any_state(by: &'static str) -> impl Strategy<Value = State> {
    let attributes = proptest::collection::btree_map(
        "(params|type|schema|tags|connection|inputs|payload|code|zone)",
        any_value(),
        0..5,
    );
    proptest::collection::btree_map("(dataset|recipe|zone|block)\\.(P|Q)\\.[AB]", attributes, 0..6)
        .prop_map(move |resources: BTreeMap<String, BTreeMap<String, Value>>| state(by, json!(resources)))
}

fn any_stored() -> impl Strategy<Value = State> {
    prop_oneof![any_state("config"), any_state("system")]
}

proptest! {
    #[test]
    fn a_field_differs_exactly_where_a_plan_from_the_server_changes_it(
        stored in any_stored(), server in any_state("system"), config in any_state("config"),
    ) {
        let mut config = config;
        // Records of blocks are our own, and a configuration is about one project.
        config.resources.retain(|it| it.address.project_key() == "P" && it.address.kind().name() != "block");
        let mut server = server;
        server.resources.retain(|it| it.address.kind().name() != "block");
        let found = drift_of(&stored, &server, &config);
        for change in diff(&config, &server, &Scope::of_project("P")) {
            let told = found.find(&change.address);
            let kind = told.and_then(|told| told.kind);
            match change.kind {
                ChangeKind::Unchanged => prop_assert!(matches!(kind, None | Some(Kind::Both | Kind::Config | Kind::Conflict))),
                ChangeKind::Added => prop_assert!(matches!(kind, Some(Kind::Missing | Kind::Config))),
                ChangeKind::Removed => prop_assert!(matches!(kind, Some(Kind::Unmanaged | Kind::Config | Kind::Conflict))),
                ChangeKind::Modified => prop_assert!(!told.unwrap().fields.is_empty()),
            }
        }
    }

    #[test]
    fn nothing_drifts_from_what_a_sync_just_stored(server in any_state("system")) {
        let mut config = server.clone();
        config.resources.retain(|it| it.address.project_key() == "P" && it.address.kind().name() != "block");
        let found = drift_of(&server, &server, &config);
        prop_assert!(found.resources.iter().all(|resource| resource.kind.is_none()), "{:?}", found);
    }

    #[test]
    fn the_order_of_resources_does_not_matter(
        stored in any_stored(), server in any_state("system"), config in any_state("config"),
    ) {
        let turned = |state: &State| {
            let mut state = state.clone();
            state.resources.reverse();
            state
        };
        let found = drift_of(&stored, &server, &config);
        let other = drift_of(&turned(&stored), &turned(&server), &turned(&config));
        prop_assert_eq!(drift_json(&found), drift_json(&other));
    }

    #[test]
    fn no_path_is_told_twice(
        stored in any_stored(), server in any_state("system"), config in any_state("config"),
    ) {
        for resource in drift_of(&stored, &server, &config).resources {
            let fields = resource.fields.iter().map(|field| &field.path);
            let paths: Vec<_> = fields.chain(resource.suppressed.iter().map(|it| &it.path)).collect();
            let distinct: std::collections::BTreeSet<_> = paths.iter().collect();
            prop_assert_eq!(distinct.len(), paths.len(), "{:?}", resource);
        }
    }

    #[test]
    fn keeping_all_of_ours_leaves_no_drift_but_changes_to_come(
        stored in any_stored(), server in any_state("system"), config in any_state("config"),
    ) {
        let found = drift_of(&stored, &server, &config);
        let mut next = stored.clone();
        for resource in found.resources.iter().filter(|it| it.kind.is_some_and(Kind::is_drift)) {
            if let Some(kept) = keep_ours(&next, &found, &resource.address, None, "now") {
                next = kept;
            }
        }
        let after = drift_of(&next, &server, &config);
        for resource in &after.resources {
            prop_assert!(
                matches!(resource.kind, None | Some(Kind::Config | Kind::Both | Kind::Unmanaged)), "{:?}", resource
            );
        }
    }
}
