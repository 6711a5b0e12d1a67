//! The demo passes; a registry with every fault shows each.

use expect_test::expect;

use super::*;
use crate::block::read::read_manifest;
use crate::registry::INDEX_PATH;
use crate::registry::tests::demo;

fn shown(problems: &[Diagnostic]) -> String {
    let line = |problem: &Diagnostic| {
        let within = problem.within.as_deref().unwrap_or_default();
        format!("{problem} [{within}]\n")
    };
    problems.iter().map(line).collect()
}

#[test]
fn the_demo_is_in_order() {
    let mut registries = Registries::default();
    registries.put(demo());
    let registry = registries.get("BLOCKS_REGISTRY").unwrap();
    expect![""].assert_eq(&shown(&audit(registry, &registries)));
}

#[test]
fn every_fault_is_told_with_its_place() {
    let mut registry = Registry::new("R");
    let index = r#"{"block_count": 7, "statistics": {"total_blocks": 2, "total_versions": 9, "by_domain": {"sales": 1}, "by_hierarchy": {}, "more": 1}, "blocks": [{"block_id": "Z", "version": "1.0.0"}, {"block_id": "A", "version": "1.0.0"}, {"block_id": "A", "version": "1.0.0"}, {"block_id": "a", "version": "1.0.0"}, {"block_id": "A", "version": "1"}]}"#;
    registry.accept(INDEX_PATH, index).unwrap();
    registry
        .accept("domain_config.json", r#"{"domains": [{"name": "sales"}], "allow_custom": false}"#)
        .unwrap();
    let block = |version: &str, ports: &str, more: &str| {
        format!(
            r#"{{"block_id": "B", "version": "{version}", {ports}, "contains": {{"datasets": ["MID"], "recipes": ["r", "lost"]}}, {more}}}"#
        )
    };
    let details = r#""recipe_details": [{"name": "r", "type": "sql", "inputs": ["IN", "MID"], "outputs": ["MID", "OUT", "IN", "AWAY"]}, {"name": "s", "type": "sql", "inputs": [], "outputs": ["OUT"]}], "domain": "war", "extension_points": [{"recipe": "none", "base_class": "a.B"}]"#;
    let old = r#""inputs": [{"name": "IN"}, {"name": "IDLE", "required": false}], "outputs": [{"name": "OUT", "schema_ref": "schemas/none.json"}]"#;
    let new = r#""inputs": [{"name": "IN"}, {"name": "NEW"}, {"name": "OUT"}], "outputs": [{"name": "OUT"}]"#;
    let solution = r#"{"block_id": "S", "version": "1.0.0", "type": "solution", "inputs": [{"name": "X"}], "outputs": [], "sequence": [{"alias": "b", "block_ref": "NONE@1.0.0", "extends": [{"recipe": "r", "override_with": "t"}]}]}"#;
    for text in [block("1.0.0", old, details), block("1.1.0", new, details), solution.to_owned()] {
        registry.add(read_manifest(&text).unwrap().0);
    }
    let mut registries = Registries::default();
    registries.put(registry);
    let registry = registries.get("R").unwrap();
    expect![[r#"
        error REG-001 index.json: "a" is no id of a block; the entry was left out [blocks[3]]
        error REG-002 index.json: "1" is no version of A; the entry was left out [blocks[4]]
        warning REG-017 index.json: A@1.0.0 is listed twice; the later entry counts [blocks]
        warning REG-020 index.json: `block_count` is not 4, the number of blocks []
        warning REG-020 index.json: `statistics.by_domain` is {"sales":1}, and should be {"war":1} []
        warning REG-020 index.json: `statistics.total_blocks` is 2, and should be 4 []
        warning REG-020 index.json: `statistics.total_versions` is 9, and should be 5 []
        warning REG-020 index.json: the entries do not stand by id, then version []
        error REG-009 index.json: A@1.0.0 has no manifest at manifests/A_v1.0.0.json []
        error REG-009 index.json: Z@1.0.0 has no manifest at manifests/Z_v1.0.0.json []
        error REG-019 manifests/B_v1.0.0.json: war is not configured, and others are not allowed [domain]
        error REG-006 manifests/B_v1.0.0.json: the recipe r touches AWAY, which is neither a port nor inside [r]
        warning REG-007 manifests/B_v1.0.0.json: the recipe lost is in only one of `contains.recipes` and `recipe_details` [lost]
        warning REG-007 manifests/B_v1.0.0.json: the recipe s is in only one of `contains.recipes` and `recipe_details` [s]
        error REG-011 manifests/B_v1.0.0.json: the extension point names none, which is no recipe of the block [none]
        error REG-010 manifests/B_v1.0.0.json: OUT is written by 2 recipes, not by one [OUT]
        error REG-010 manifests/B_v1.0.0.json: the input IN is written inside [IN]
        warning REG-010 manifests/B_v1.0.0.json: no recipe reads the input IDLE [IDLE]
        error REG-018 manifests/B_v1.0.0.json: these recipes wait for each other: r [recipe_details]
        error REG-008 manifests/B_v1.0.0.json: the schema schemas/none.json cannot be used: it is not there [OUT]
        error REG-004 manifests/B_v1.1.0.json: the port name OUT is used twice [OUT]
        error REG-019 manifests/B_v1.1.0.json: war is not configured, and others are not allowed [domain]
        error REG-006 manifests/B_v1.1.0.json: the recipe r touches AWAY, which is neither a port nor inside [r]
        warning REG-007 manifests/B_v1.1.0.json: the recipe lost is in only one of `contains.recipes` and `recipe_details` [lost]
        warning REG-007 manifests/B_v1.1.0.json: the recipe s is in only one of `contains.recipes` and `recipe_details` [s]
        error REG-011 manifests/B_v1.1.0.json: the extension point names none, which is no recipe of the block [none]
        error REG-010 manifests/B_v1.1.0.json: OUT is written by 2 recipes, not by one [OUT]
        error REG-010 manifests/B_v1.1.0.json: the input IN is written inside [IN]
        warning REG-010 manifests/B_v1.1.0.json: no recipe reads the input NEW [NEW]
        error REG-010 manifests/B_v1.1.0.json: the input OUT is written inside [OUT]
        warning REG-010 manifests/B_v1.1.0.json: no recipe reads the input OUT [OUT]
        error REG-018 manifests/B_v1.1.0.json: these recipes wait for each other: r [recipe_details]
        error REG-012 manifests/B_v1.1.0.json: compared with 1.0.0, input IDLE is gone: that needs a new major version [IDLE]
        error REG-012 manifests/B_v1.1.0.json: compared with 1.0.0, input NEW is new and required: that needs a new major version [NEW]
        error REG-012 manifests/B_v1.1.0.json: compared with 1.0.0, input OUT is new and required: that needs a new major version [OUT]
        error REG-003 manifests/S_v1.0.0.json: S has no outputs [outputs]
        error REG-016 manifests/S_v1.0.0.json: a step has no place for the recipe of `override_with` [sequence[0].extends[0]]
        error REG-014 manifests/S_v1.0.0.json: SOL-001: the member b (NONE@1.0.0) is not in the registry R [S@1.0.0:sequence[0].block_ref]
    "#]].assert_eq(&shown(&audit(registry, &registries)));
}

#[test]
fn a_published_version_keeps_its_content() {
    let read = |name: &str| {
        read_manifest(&format!(r#"{{"block_id": "B", "version": "1.0.0", "name": "{name}"}}"#)).unwrap().0
    };
    assert_eq!(check_republished(&read("one"), &read("one")), None);
    assert_eq!(check_republished(&read("one"), &read("two")).map(|problem| problem.rule.id), Some("REG-013"));
}
