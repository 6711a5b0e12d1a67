//! BLK-011 to BLK-018, BLK-025, the SCH rules, and what they leave to the base rules.

use std::collections::BTreeSet;

use expect_test::expect;

use super::*;
use crate::composition::{Basis, compose};
use crate::diagnostic::pile::MOST_LISTED;

const TWO: &str = r#", "x": 1"#;

#[test]
fn ports_are_mapped_by_their_names() {
    check(
        "datasets: [{name: S, type: s3}]\nblocks: [{ref: BLOCKS_REGISTRY/FAILURE_MODEL_SCORING@1.0.0, inputs: {FEATURE: S}, outputs: {FAILURE_RISKS: R}}]\n",
        expect![[r#"
            error BLK-011 blocks[0].inputs: the required input FAILURE_MODEL of FAILURE_MODEL_SCORING is not mapped
                fix: Map FAILURE_MODEL
            error BLK-011 blocks[0].inputs: the required input FEATURES of FAILURE_MODEL_SCORING is not mapped
                fix: Map FEATURES
            error BLK-012 blocks[0].inputs.FEATURE: there is no input FEATURE; there are FEATURES, FAILURE_MODEL
                fix: Rename to FEATURES
            error BLK-013 blocks[0].outputs.FAILURE_RISKS: there is no output FAILURE_RISKS; there are FAILURE_RISK
                fix: Rename to FAILURE_RISK
        "#]],
    );
}

#[test]
fn an_input_may_exist_already() {
    check_with(
        &[block("A", "1.0.0", TWO)],
        "datasets: [{name: KNOWN, type: s3}]\nblocks: [{ref: R/A@1.0.0, inputs: {IN: KNOWS}}, {ref: R/A@1.0.0, instance_name: b, zone_name: b, inputs: {IN: A_INSTANCE__OUT}}, {ref: R/A@1.0.0, instance_name: c, zone_name: c, inputs: {IN: NOWHERE_ELSE}}]\n",
        expect![[r#"
            warning BLK-015 blocks[0].inputs.IN: KNOWS is declared nowhere and nothing produces it
                fix: Replace by KNOWN
            warning BLK-015 blocks[2].inputs.IN: NOWHERE_ELSE is declared nowhere and nothing produces it
                fix: Declare the dataset NOWHERE_ELSE
        "#]],
    );
    let text = "project: {key: P, name: Pea}\nblocks: [{ref: R/A@1.0.0, inputs: {IN: THERE}}]\n";
    let state = r#"{"version": 1, "serial": 1, "updated_at": "2025-06-01", "resources": {"dataset.P.THERE": {"resource_type": "dataset", "resource_id": "dataset.P.THERE", "attributes": {}, "metadata": {"deployed_at": "2025-06-01", "deployed_by": "system"}}}}"#;
    let analysis = analyze(&Workspace {
        files: vec![Source::new("project.yml", text)],
        state: Some(state.into()),
        registries: registry(&[block("A", "1.0.0", "")]),
        strict: true,
        ..Workspace::default()
    });
    assert_eq!(shown(&analysis), "");
}

#[test]
fn warnings_on_blocks_never_fail_strict_mode() {
    let text = "project: {key: P, name: Pea}\nblocks: [{ref: R/A@1.0.0, inputs: {IN: THERE}}]\n";
    let files = vec![Source::new("project.yml", text)];
    let registries = registry(&[block("A", "1.0.0", "")]);
    let analysis = analyze(&Workspace { files, registries, strict: true, ..Workspace::default() });
    assert_eq!((analysis.problems.len(), analysis.valid), (1, true));
}

#[test]
fn a_name_has_one_producer() {
    check_with(
        &[block("A", "1.0.0", "")],
        "datasets: [{name: S, type: s3}, {name: D, type: s3}]\nrecipes:\n  - {name: one, type: sql, inputs: [S], outputs: [D, A_INSTANCE__OUT]}\n  - {name: two, type: sql, inputs: [S], outputs: [D]}\nblocks: [{ref: R/A@1.0.0, inputs: {IN: S}}, {ref: R/A@1.0.0, instance_name: b, inputs: {IN: S}, outputs: {OUT: D}, zone_name: b}, {ref: R/A@1.0.0, instance_name: c, zone_name: c, inputs: {IN: S}, outputs: {OUT: D}}]\n",
        expect![[r#"
            error BLK-017 recipes[0].outputs: D is already written by b
            error BLK-017 recipes[0].outputs: A_INSTANCE__OUT is already written by a_instance
            error BLK-017 recipes[1].outputs: D is already written by b
            error BLK-017 blocks[2].outputs.OUT: D is already written by b
        "#]],
    );
    check_with(
        &[],
        "datasets: [{name: S, type: s3}, {name: D, type: s3}]\nrecipes: [{name: one, type: sql, inputs: [S], outputs: [D]}, {name: two, type: sql, inputs: [S], outputs: [D]}]\n",
        expect![[r#"
            notice REF006 recipes[1].outputs[0]: "D" is written by recipe "one" and recipe "two"
        "#]],
    );
}

#[test]
fn a_cycle_with_an_instance_is_told_once_and_not_as_a_cycle_of_recipes() {
    check_with(
        &[block("A", "1.0.0", "")],
        "datasets: [{name: X, type: s3}, {name: Y, type: s3}, {name: V, type: s3}, {name: W, type: s3}]\nrecipes:\n  - {name: back, type: sql, inputs: [MADE, Y], outputs: [X]}\n  - {name: forth, type: sql, inputs: [X], outputs: [Y]}\n  - {name: alone, type: sql, inputs: [V], outputs: [W]}\n  - {name: alone_too, type: sql, inputs: [W], outputs: [V]}\nblocks:\n  - {ref: R/A@1.0.0, instance_name: self, inputs: {IN: SELF}, outputs: {OUT: SELF}}\n  - {ref: R/A@1.0.0, instance_name: a, zone_name: a, inputs: {IN: X}, outputs: {OUT: MADE}}\n",
        expect![[r#"
            error DEP001 recipes: the flow runs in a circle: V -> W -> V (recipe "alone", recipe "alone_too")
            error BLK-018 blocks[0]: self reads what it writes itself
            error BLK-018 blocks[1]: these depend on each other: a, back, forth
        "#]],
    );
}

#[test]
fn columns_are_compared_on_every_wire() {
    let port = |columns: &str| format!(r#"{{"name": "IN", "expected_columns": [{columns}]}}"#);
    let asks = port(
        r#"{"name": "ID", "type": "string", "nullable": false, "max_length": 5}, {"name": "N", "type": "integer", "bits": 32}, {"name": "GONE", "type": "date"}, {"name": "SOFT", "type": "date", "required": false}"#,
    );
    let strict = block("A", "1.0.0", "").replace(r#"{"name": "IN"}"#, &asks);
    check_with(
        &[strict],
        "datasets: [{name: S, type: s3, schema: {columns: [{name: ID, type: string}, {name: N, type: bigint}, {name: SOFT, type: string}]}}, {name: T, type: s3, schema: {columns: []}}]\nblocks: [{ref: R/A@1.0.0, inputs: {IN: S}}, {ref: R/A@1.0.0, instance_name: b, zone_name: b, inputs: {IN: T}}]\n",
        expect![[r#"
            error SCH-001 blocks[0].inputs.IN: S has no column GONE, which IN needs
            error SCH-002 blocks[0].inputs.IN: the column SOFT of S is string, IN asks for date
            error SCH-003 blocks[0].inputs.IN: the column ID of S may be empty, IN needs a value
            warning SCH-004 blocks[0].inputs.IN: the column ID of S has texts of any length, IN takes 5 characters
            warning SCH-004 blocks[0].inputs.IN: the column N of S has 64 bits, IN takes 32
        "#]],
    );
}

#[test]
fn types_of_ports_come_before_their_columns() {
    let folder =
        block("F", "1.0.0", "").replace(r#"{"name": "OUT"}"#, r#"{"name": "OUT", "type": "folder"}"#);
    check_with(
        &[folder, block("A", "1.0.0", "")],
        "datasets: [{name: S, type: s3}]\nblocks: [{ref: R/F@1.0.0, inputs: {IN: S}}, {ref: R/A@1.0.0, inputs: {IN: F_INSTANCE__OUT}}, {ref: R/F@1.0.0, instance_name: g, zone_name: g, inputs: {IN: S}, outputs: {OUT: S}}]\n",
        expect![[r#"
            error BLK-016 blocks[1].inputs.IN: F_INSTANCE__OUT is a folder, the port IN takes a dataset
            error BLK-018 blocks[2]: g reads what it writes itself
            error BLK-016 blocks[2].outputs.OUT: S is a dataset, the port OUT takes a folder
        "#]],
    );
}

/// An optional input, read by one recipe alone.
fn optional() -> String {
    block("O", "1.0.0", "")
        .replace(r#"{"name": "IN"}"#, r#"{"name": "IN"}, {"name": "OPT", "required": false}"#)
        .replace(r#"{"name": "OUT"}"#, r#"{"name": "OUT"}, {"name": "EXTRA"}"#)
        .replace(r#""recipes": ["r"]"#, r#""recipes": ["r", "early", "late"], "datasets": ["MID"]"#)
        .replace(
            r#""payload": "pass"}]"#,
            r#""payload": "pass"}, {"name": "late", "type": "sql", "inputs": ["MID"], "outputs": ["EXTRA"]}, {"name": "early", "type": "sql", "inputs": ["OPT"], "outputs": ["MID"]}]"#,
        )
}

#[test]
fn what_only_an_unmapped_optional_input_feeds_is_left_out() {
    check_with(
        &[optional()],
        "datasets: [{name: S, type: s3}]\nblocks: [{ref: R/O@1.0.0, inputs: {IN: S}, outputs: {EXTRA: MORE}}]\n",
        expect![[r#"
            error BLK-025 blocks[0].outputs.EXTRA: the output EXTRA of O is left out, because no input it needs is mapped
        "#]],
    );
    let text =
        "datasets: [{name: S, type: s3}]\nblocks: [{ref: R/O@1.0.0, instance_name: o, inputs: {IN: S}}]\n";
    expect![[r#"
        + project.P
        + dataset.P.S
        + zone.P.o_zone
        + dataset.P.O__OUT
        + recipe.P.o__r
        + block.P.o
    "#]]
    .assert_eq(&planned(&analysis(&registry(&[optional()]), text)));
    let text = text.replace("IN: S", "IN: S, OPT: S");
    expect![[r#"
        + project.P
        + dataset.P.S
        + zone.P.o_zone
        + dataset.P.O__MID
        + dataset.P.O__OUT
        + dataset.P.O__EXTRA
        + recipe.P.o__r
        + recipe.P.o__early
        + recipe.P.o__late
        + block.P.o
    "#]]
    .assert_eq(&planned(&analysis(&registry(&[optional()]), &text)));
}

#[test]
fn a_member_whose_required_source_is_left_out_is_told() {
    let whole = solution(
        "S",
        r#"{"name": "X", "maps_to": ["o.IN"]}, {"name": "Z", "required": false, "maps_to": "o.OPT"}"#,
        r#"{"name": "Y", "maps_from": "a.OUT"}"#,
        r#"{"alias": "o", "block_ref": "O@1.0.0"}, {"alias": "a", "block_ref": "A@1.0.0", "input_mapping": {"IN": "o.EXTRA"}}"#,
    );
    check_with(
        &[optional(), block("A", "1.0.0", ""), whole],
        "datasets: [{name: D, type: s3}]\nsolutions: [{ref: R/S@1.0.0, inputs: {X: D}}]\n",
        expect![[r#"
            error BLK-011 solutions[0].ref: the required input IN of s_instance__a has no source: what it reads is left out [S@1.0.0:a.IN]
        "#]],
    );
}

#[test]
fn a_recipe_without_details_cannot_be_planned() {
    check_with(
        &[block("A", "1.0.0", "").replace(r#""recipes": ["r"]"#, r#""recipes": ["r", "unknown"]"#)],
        "datasets: [{name: S, type: s3}]\nblocks: [{ref: R/A@1.0.0, inputs: {IN: S}}]\n",
        expect![[r#"
            error REG-007 blocks[0].ref: R/A@1.0.0 does not say what its recipe unknown reads and writes, so it cannot be planned
        "#]],
    );
}

#[test]
fn fixes_that_change_the_structure_lead_on() {
    let registries = registry(&[block("A", "1.0.0", "")]);
    let fixed = |text: &str| {
        let found = analysis(&registries, text);
        let text = format!("project: {{key: P, name: Pea}}\n{text}");
        let problem = found.problems.iter().find(|problem| problem.fix.is_some()).unwrap();
        let fix = problem.fix.as_ref().unwrap();
        let edits: Vec<_> = fix.edits.iter().map(|edit| edit.edit.clone()).collect();
        let text = crate::text::apply_edits(&text, &edits).unwrap();
        format!("{}\n{}", fix.title, text.split_once('\n').unwrap().1)
    };
    for (text, expected) in [
        ("blocks:\n  - ref: R/A@1.0.0\n", "Map IN\nblocks:\n  - ref: R/A@1.0.0\n    inputs:\n      IN: IN\n"),
        (
            "blocks: [{ref: R/A@1.0.0, inputs: {}}]\n",
            "Map IN\nblocks: [{ref: R/A@1.0.0, inputs: {IN: IN}}]\n",
        ),
        (
            "blocks: [{ref: R/A@1.0.0, inputs: {IN: S}}]\n",
            "Declare the dataset S\nblocks: [{ref: R/A@1.0.0, inputs: {IN: S}}]\n\ndatasets:\n  - name: S\n    type: managed\n",
        ),
        (
            "datasets: [{name: OTHER, type: s3}]\nblocks: [{ref: R/A@1.0.0, inputs: {IN: S}}]\n",
            "Declare the dataset S\ndatasets: [{name: OTHER, type: s3}, {name: S, type: managed}]\nblocks: [{ref: R/A@1.0.0, inputs: {IN: S}}]\n",
        ),
        (
            "datasets: [{name: S, type: s3}]\nblocks: [{ref: R/A@1.0.0, inputs: {IN: S, QUITE_ANOTHER: S}, x-note: 1}]\n",
            "Remove QUITE_ANOTHER\ndatasets: [{name: S, type: s3}]\nblocks: [{ref: R/A@1.0.0, inputs: {IN: S}, x-note: 1}]\n",
        ),
    ] {
        assert_eq!(fixed(text), expected);
    }
}

#[test]
fn of_very_many_problems_only_those_that_may_be_listed_are_kept() {
    let (entries, ports) = (30_000, 40_000);
    let inputs: String = (0..ports).map(|at| format!("P{at}: X, ")).collect();
    let text = format!(
        "blocks:\n  - {{ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, inputs: {{{inputs}}}}}\n{}",
        "  - {}\n".repeat(entries)
    );
    let analysis = analysis(&demo_alone(), &text);
    let (lock, existing) = (crate::registry::lock::Lock::default(), BTreeSet::new());
    let config = &analysis.config;
    let basis = Basis { config, registries: &demo_alone(), lock: &lock, existing: &existing };
    let (_, problems) = compose(basis);
    // One more: the port that the block has is not mapped.
    assert_eq!(problems.errors(), entries + ports + 1);
    assert!(problems.kept().count() < 2 * MOST_LISTED);
}
