//! The SOL rules: what is wrong inside a solution.

use expect_test::expect;

use super::*;

const IN: &str = r#"{"name": "X", "maps_to": "a.IN"}"#;
const OUT: &str = r#"{"name": "Y", "maps_from": "a.OUT"}"#;
const A: &str = r#"{"alias": "a", "block_ref": "A@1.0.0"}"#;

/// Problems of a solution `S` next to a block `A`, its input mapped.
#[track_caller]
fn check_solution(inputs: &str, outputs: &str, steps: &str, expected: Expect) {
    let manifests = [block("A", "1.0.0", ""), solution("S", inputs, outputs, steps)];
    check_with(
        &manifests,
        "datasets: [{name: D, type: s3}]\nsolutions: [{ref: R/S@1.0.0, inputs: {X: D}}]\n",
        expected,
    );
}

#[test]
fn a_sound_solution_has_no_problem() {
    check_solution(IN, OUT, A, expect![""]);
}

#[test]
fn members_are_looked_up_and_have_their_own_alias() {
    check_solution(
        IN,
        OUT,
        r#"{"alias": "a", "block_ref": "A@1.0.0"}, {"alias": "b", "block_ref": "B@1.0.0"}, {"alias": "c", "block_ref": "A@9.0.0"}, {"alias": "d", "block_ref": "OTHER/A"}, {"alias": "e", "block_ref": "a"}, {"alias": "a", "block_ref": "A@1.0.0"}"#,
        expect![[r#"
            error SOL-001 solutions[0].ref: the member b (B@1.0.0) is not in the registry R [S@1.0.0:sequence[1].block_ref]
            error SOL-001 solutions[0].ref: the member c (A@9.0.0) has no such version [S@1.0.0:sequence[2].block_ref]
            error SOL-001 solutions[0].ref: the member d (OTHER/A) is of the registry OTHER, which is not loaded [S@1.0.0:sequence[3].block_ref]
            error SOL-001 solutions[0].ref: the member e (a) is no reference [S@1.0.0:sequence[4].block_ref]
            error SOL-003 solutions[0].ref: the alias a is used twice [S@1.0.0:sequence[5].alias]
        "#]],
    );
}

#[test]
fn depends_on_names_members_and_makes_no_circle() {
    check_solution(
        IN,
        OUT,
        r#"{"alias": "a", "block_ref": "A@1.0.0", "depends_on": ["b", "none"]}, {"alias": "b", "block_ref": "A@1.0.0", "input_mapping": {"IN": "a.OUT"}}"#,
        expect![[r#"
            error SOL-004 solutions[0].ref: a depends on none, which is no member [S@1.0.0:sequence[0].depends_on]
            error SOL-005 solutions[0].ref: these members wait for each other: a, b [S@1.0.0:]
        "#]],
    );
    check_solution(
        r#"{"name": "X"}"#,
        OUT,
        r#"{"alias": "a", "block_ref": "A@1.0.0", "input_mapping": {"IN": "a.OUT"}}"#,
        expect![[r#"
            error SOL-005 solutions[0].ref: these members wait for each other: a [S@1.0.0:]
        "#]],
    );
}

#[test]
fn sources_exist_and_every_required_port_has_one() {
    check_solution(
        IN,
        OUT,
        r#"{"alias": "a", "block_ref": "A@1.0.0"}, {"alias": "b", "block_ref": "A@1.0.0", "input_mapping": {"IN": "a.NONE", "NOPE": "a.OUT"}}, {"alias": "c", "block_ref": "A@1.0.0", "input_mapping": {"IN": "$solution.NONE"}, "output_mapping": {"NOPE": "$solution.Y"}}, {"alias": "d", "block_ref": "A@1.0.0"}"#,
        expect![[r#"
            error SOL-006 solutions[0].ref: the source a.NONE of b.IN does not exist [S@1.0.0:b.IN]
            error SOL-006 solutions[0].ref: the source $solution.NONE of c.IN does not exist [S@1.0.0:c.IN]
            error SOL-007 solutions[0].ref: the required input IN of d has no source [S@1.0.0:d]
            error SOL-008 solutions[0].ref: b has no input NOPE [S@1.0.0:b.NOPE]
            error SOL-008 solutions[0].ref: c has no output NOPE [S@1.0.0:c.NOPE]
        "#]],
    );
}

#[test]
fn exposures_point_somewhere_and_agree() {
    check_solution(
        r#"{"name": "X", "maps_to": ["a.IN", "b.IN", "z.IN"]}"#,
        r#"{"name": "Y", "maps_from": "a.OUT"}, {"name": "NONE"}, {"name": "BAD", "maps_from": "a.NOPE"}"#,
        r#"{"alias": "a", "block_ref": "A@1.0.0", "input_mapping": {"IN": "$solution.X"}, "output_mapping": {"OUT": "$solution.Y"}}, {"alias": "b", "block_ref": "A@1.0.0", "input_mapping": {"IN": "a.OUT"}, "output_mapping": {"OUT": "$solution.Y"}}"#,
        expect![[r#"
            error SOL-009 solutions[0].ref: the output BAD maps from a.NOPE, which does not exist [S@1.0.0:outputs.BAD]
            error SOL-009 solutions[0].ref: the output NONE has no source [S@1.0.0:outputs.NONE]
            error SOL-009 solutions[0].ref: the input X maps to z.IN, which does not exist [S@1.0.0:z.IN]
            error SOL-010 solutions[0].ref: the input IN of b has 2 sources [S@1.0.0:b.IN]
            error SOL-010 solutions[0].ref: the output Y has 2 sources [S@1.0.0:outputs.Y]
        "#]],
    );
}

#[test]
fn order_follows_the_wiring() {
    check_solution(
        IN,
        OUT,
        r#"{"alias": "a", "block_ref": "A@1.0.0", "order": 2}, {"alias": "b", "block_ref": "A@1.0.0", "order": 2, "input_mapping": {"IN": "a.OUT"}}"#,
        expect![[r#"
            error SOL-012 solutions[0].ref: b has order 2 and waits for a, which has order 2 [S@1.0.0:sequence[1].order]
        "#]],
    );
}

#[test]
fn overrides_are_for_one_zone_block_inside() {
    let manifests = [
        block("A", "1.0.0", ""),
        solution("N", IN, OUT, A),
        solution(
            "S",
            r#"{"name": "X", "maps_to": ["a.IN", "b.IN", "n.X"]}"#,
            OUT,
            r#"{"alias": "a", "block_ref": "A@1.0.0"}, {"alias": "b", "block_ref": "A@1.0.0"}, {"alias": "n", "block_ref": "N@1.0.0"}"#,
        ),
    ];
    check_with(
        &manifests,
        "datasets: [{name: D, type: s3}]\nsolutions: [{ref: R/S@1.0.0, inputs: {X: D}, block_overrides: {a: {extends: []}, A: {extends: []}, n: {extends: []}, none: {extends: []}}}]\n",
        expect![[r#"
            error SOL-013 solutions[0].block_overrides.A: A is the block of several members; use an alias; the members are a, b, n
            error SOL-013 solutions[0].block_overrides.n: n is a nested solution, which cannot be overridden; the members are a, b, n
            error SOL-013 solutions[0].block_overrides.none: none is no member; the members are a, b, n
        "#]],
    );
}

#[test]
fn a_solution_does_not_contain_itself_and_is_not_too_deep() {
    let nest = |id: &str, inner: &str| {
        solution(
            id,
            IN.replace("a.IN", "a.X").as_str(),
            OUT.replace("a.OUT", "a.Y").as_str(),
            &A.replace("A@1.0.0", inner),
        )
    };
    let text = "datasets: [{name: D, type: s3}]\nsolutions: [{ref: R/S1@1.0.0, inputs: {X: D}}]\n";
    check_with(
        &[nest("S1", "S2"), nest("S2", "S1")],
        text,
        expect![[r#"
        error SOL-002 solutions[0].ref: S1 contains itself: S1 > S2 > S1 [S1@1.0.0:]
    "#]],
    );
    let mut chain = vec![block("A", "1.0.0", ""), solution("S6", IN, OUT, A)];
    chain.extend((1..6).map(|depth| nest(&format!("S{depth}"), &format!("S{}", depth + 1))));
    check_with(
        &chain,
        text,
        expect![[r#"
        error SOL-014 solutions[0].ref: S6 is nested deeper than 5 solutions [S6@1.0.0:]
    "#]],
    );
    check_with(&chain, &text.replace("S1", "S2"), expect![""]);
}

#[test]
fn a_solution_cannot_expand_without_end() {
    let many = |inner: &str, port: (&str, &str)| {
        let steps: Vec<String> = (0..40).map(|at| format!(r#"{{"alias": "m{at}", "block_ref": "{inner}", "input_mapping": {{"{}": "$solution.X"}}}}"#, port.0)).collect();
        (steps.join(", "), format!(r#"{{"name": "Y", "maps_from": "m0.{}"}}"#, port.1))
    };
    let (inner, inner_out) = many("A", ("IN", "OUT"));
    let (outer, outer_out) = many("N", ("X", "Y"));
    let manifests = [
        block("A", "1.0.0", ""),
        solution("N", r#"{"name": "X"}"#, &inner_out, &inner),
        solution("S", r#"{"name": "X"}"#, &outer_out, &outer),
    ];
    let text = "datasets: [{name: D, type: s3}]\nsolutions: [{ref: R/S@1.0.0, inputs: {X: D}}]\n";
    let found = analysis(&registry(&manifests), text);
    let rules: std::collections::BTreeSet<&str> =
        found.problems.iter().map(|problem| problem.rule.id).collect();
    assert!(rules.contains("SOL-014"), "{rules:?}");
    assert_eq!(found.composition.instances.len(), 0);
}

#[test]
fn wires_and_extensions_inside_carry_their_place() {
    let asks = block("B", "1.0.0", "").replace(
        r#"{"name": "IN"}"#,
        r#"{"name": "IN", "expected_columns": [{"name": "C", "type": "date"}]}"#,
    );
    let gives = block("A", "1.0.0", "").replace(
        r#"{"name": "OUT"}"#,
        r#"{"name": "OUT", "expected_columns": [{"name": "D", "type": "date"}]}"#,
    );
    let inside = solution(
        "S",
        IN,
        OUT,
        r#"{"alias": "a", "block_ref": "A@1.0.0"}, {"alias": "b", "block_ref": "B@1.0.0", "input_mapping": {"IN": "a.OUT"}, "extends": [{"recipe": "none", "use_class": "a.B"}]}"#,
    );
    check_with(
        &[asks, gives, inside],
        "datasets: [{name: D, type: s3}]\nsolutions: [{ref: R/S@1.0.0, inputs: {X: D}}]\n",
        expect![[r#"
            error EXT-001 solutions[0].ref: the block has no recipe "none"; it has r [S@1.0.0:sequence[1].extends[0].recipe]
            error SCH-001 solutions[0].ref: S_INSTANCE__A__OUT has no column C, which IN needs [S@1.0.0:b.IN]
        "#]],
    );
}
