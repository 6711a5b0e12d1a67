//! What blocks make is compared with the server here, and not in the plan (`blocks.md` 9.3).

use std::sync::Arc;

use expect_test::expect;
use serde_json::{Value, json};

use super::{drift_of, state};
use crate::drift::text::report;
use crate::state::{BY_CONFIG, BY_SYSTEM, State, made};

fn made_by_block(resources: Value) -> State {
    let mut state = state(BY_CONFIG, resources);
    for resource in &mut state.resources {
        let other = &mut Arc::make_mut(resource).metadata.other;
        other.insert(made::PART_OF.into(), json!("cleaning"));
    }
    state
}

fn recipe() -> Value {
    json!({"recipe.P.cleaning_clean": {"name": "cleaning_clean", "type": "python", "inputs": ["RAW"],
        "outputs": ["CLEAN"], "zone": "cleaning", "origin": "BLOCKS/CLEANING@1.0.0", "code": "0f3a"}})
}

#[test]
fn a_part_is_compared_in_what_a_server_knows_of_it() {
    let mut ours = made_by_block(recipe());
    let record = state(BY_CONFIG, json!({"block.P.cleaning": {"ref": "BLOCKS/CLEANING@1.0.0"}}));
    ours.resources.extend(record.resources);
    let server = state(
        BY_SYSTEM,
        json!({"recipe.P.cleaning_clean": {"name": "cleaning_clean", "type": "python", "payload": "pass",
            "inputs": ["RAW", "EXTRA"], "outputs": ["CLEAN"]}}),
    );
    expect![[r#"
        recipe.P.cleaning_clean: changed on the server, made by block cleaning
            inputs: changed on the server
                state   ["RAW"]
                server  ["RAW", "EXTRA"]
                config  ["RAW"]
            suppressed origin: made-by-block
            suppressed code: made-by-block
            suppressed zone: not-read

        Drift: 1 changed on the server. 3 differences are suppressed.
    "#]]
    .assert_eq(&report(&drift_of(&ours, &server, &ours), true));
}

#[test]
fn the_zone_of_a_part_is_compared_where_zones_were_read() {
    let ours = made_by_block(recipe());
    let server = state(
        BY_SYSTEM,
        json!({"recipe.P.cleaning_clean": {"name": "cleaning_clean", "type": "python", "zone": "attic",
            "inputs": ["RAW"], "outputs": ["CLEAN"]}, "zone.P.attic": {"name": "attic"}}),
    );
    expect![[r#"
        recipe.P.cleaning_clean: changed on the server, made by block cleaning
            zone: changed on the server
                state   "cleaning"
                server  "attic"
                config  "cleaning"

        Drift: 1 changed on the server. 3 differences are suppressed.
    "#]]
    .assert_eq(&report(&drift_of(&ours, &server, &ours), false));
}

#[test]
fn a_part_that_is_gone_is_missing() {
    let ours = made_by_block(recipe());
    expect![[r#"
        recipe.P.cleaning_clean: gone from the server, made by block cleaning

        Drift: 1 gone from the server.
    "#]]
    .assert_eq(&report(&drift_of(&ours, &State::default(), &ours), true));
}
