//! BLK-007 to BLK-010, BLK-014, BLK-019 and BLK-020.

use expect_test::expect;

use super::*;

#[test]
fn instance_names_are_used_once_whatever_their_case() {
    check_with(
        &[block("A", "1.0.0", "")],
        "datasets: [{name: S, type: s3}]\nblocks:\n  - {ref: R/A@1.0.0, instance_name: one, zone_name: z1, inputs: {IN: S}}\n  - {ref: R/A@1.0.0, instance_name: One, zone_name: z1, inputs: {NOPE: S}, outputs: {OUT: MADE}}\n  - {ref: R/A@1.0.0, instance_name: two, inputs: {IN: MADE}}\n",
        expect![[r#"
            error BLK-007 blocks[1].instance_name: "One" is no valid instance name
                fix: Replace by one
            error BLK-008 blocks[1].instance_name: the instance name One is already used by blocks[0]
        "#]],
    );
}

#[test]
fn zones_are_used_once() {
    let members = solution(
        "S",
        r#"{"name": "X", "maps_to": "a.IN"}"#,
        r#"{"name": "Y", "maps_from": "a.OUT"}"#,
        r#"{"alias": "a", "block_ref": "A@1.0.0"}"#,
    );
    check_with(
        &[block("A", "1.0.0", ""), members],
        "datasets: [{name: S, type: s3}]\nblocks: [{ref: R/A@1.0.0, instance_name: i, zone_name: s_a_zone, inputs: {IN: S}}]\nsolutions: [{ref: R/S@1.0.0, instance_name: s, inputs: {X: S}}, {ref: R/S@1.0.0, instance_name: t, zone_prefix: s, inputs: {X: S}}]\n",
        expect![[r#"
            error BLK-010 solutions[0].zone_prefix: the zone s_a_zone of s__a is already that of i
            error BLK-010 solutions[1].zone_prefix: the zone s_a_zone of t__a is already that of i
        "#]],
    );
}

#[test]
fn generated_names_are_free_and_short() {
    let inner = block("A", "1.0.0", "").replace(r#""contains": {"#, r#""contains": {"datasets": ["MID"], "#);
    let long = "x".repeat(98);
    check_with(
        &[inner],
        &format!(
            "datasets: [{{name: S, type: s3}}, {{name: I__MID, type: s3}}]\nrecipes: [{{name: i__r, type: sql, inputs: [S], outputs: [I__MID]}}]\nblocks:\n  - {{ref: R/A@1.0.0, instance_name: i, inputs: {{IN: S}}}}\n  - {{ref: R/A@1.0.0, instance_name: {long}, zone_name: z, inputs: {{IN: S}}, outputs: {{OUT: I__OUT}}}}\n"
        ),
        expect![[r#"
            error BLK-019 blocks[0]: the generated name I__MID is already used by the dataset I__MID
            error BLK-019 blocks[0]: the generated name I__OUT is already used by blocks[1].outputs.OUT
            error BLK-019 blocks[0]: the generated name i__r is already used by the recipe i__r
            error BLK-020 blocks[1]: the generated name XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX__MID has 103 characters, at most 100 are allowed
            error BLK-020 blocks[1]: the generated name xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx__r has 101 characters, at most 100 are allowed
        "#]],
    );
}

#[test]
fn mapped_names_may_have_any_case_and_under_dss_names_any_form() {
    check_with(
        &[block("A", "1.0.0", "")],
        "blocks: [{ref: R/A@1.0.0, inputs: {IN: raw_data}, outputs: {OUT: 'my data'}}]\n",
        expect![[r#"
            warning BLK-015 blocks[0].inputs.IN: raw_data is declared nowhere and nothing produces it
                fix: Declare the dataset raw_data
            error BLK-014 blocks[0].outputs.OUT: "my data" is no valid name of an object
                fix: Replace by MY_DATA
        "#]],
    );
    check_with(
        &[block("A", "1.0.0", "")],
        "conventions: {names: dss}\nblocks: [{ref: R/A@1.0.0, inputs: {IN: 'raw-data 1'}, outputs: {OUT: a.b}}]\n",
        expect![[r#"
            warning BLK-015 blocks[0].inputs.IN: raw-data 1 is declared nowhere and nothing produces it
                fix: Declare the dataset raw-data 1
            error BLK-014 blocks[0].outputs.OUT: "a.b" is no valid name of an object
                fix: Replace by A_B
        "#]],
    );
}
