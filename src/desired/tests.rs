//! Desired states, and the places of their parts.

use expect_test::expect;

use super::*;
use crate::config::tests::read_files;
use crate::validate::gate;
use crate::value::canonical;

fn valid(text: &str) -> ValidConfig {
    let (config, problems) = read_files(&[("project.yml", text)]);
    gate(&Arc::new(config), &Arc::default(), &problems, true).unwrap()
}

const BAKERY: &str = r#"
project: {key: BAKERY, name: Bakery, settings: {a: 1}, lifecycle: {prevent_destroy: true}}
datasets:
  - {name: OVENS, type: snowflake, connection: wh, schema: {columns: [{name: ID, type: bigint}]}}
  - {name: LOAVES, type: managed, format_type: parquet, params: {b: 2}, connection: "", schema: {}}
recipes:
  - name: bake
    type: python
    inputs: [OVENS, {ref: LOAVES, role: extra}]
    outputs: [LOAVES]
    code: |
      bake()
"#;

#[test]
fn attributes_are_those_of_the_specification() {
    let state = desired(&valid(BAKERY), "dev");
    let lines: Vec<String> = state
        .resources
        .iter()
        .map(|resource| {
            let attributes = canonical(&Value::Object(resource.attributes().clone()));
            format!("{} {:?} {attributes}\n", resource.address, resource.metadata.dataiku_internal_id)
        })
        .collect();
    expect![[r#"
        project.BAKERY None {"description": "", "name": "Bakery", "projectKey": "BAKERY", "settings": {"a": 1}}
        dataset.BAKERY.LOAVES Some("LOAVES") {"formatType": "parquet", "name": "LOAVES", "params": {"b": 2}, "type": "managed"}
        dataset.BAKERY.OVENS Some("OVENS") {"connection": "wh", "name": "OVENS", "params": {}, "schema": {"columns": [{"name": "ID", "type": "bigint"}]}, "type": "snowflake"}
        recipe.BAKERY.bake Some("bake") {"code": "bake()\n", "inputs": ["OVENS", {"ref": "LOAVES", "role": "extra"}], "name": "bake", "outputs": ["LOAVES"], "params": {}, "type": "python"}
    "#]].assert_eq(&lines.concat());
    assert_eq!((state.environment.as_str(), state.serial), ("dev", 4));
}

#[test]
fn guards_and_checksums_are_metadata() {
    let state = desired(&valid(BAKERY), "dev");
    let project = &state.resources[0];
    assert!(project.metadata.lifecycle.prevent_destroy);
    assert_eq!(
        (project.metadata.deployed_by.as_str(), project.metadata.deployed_at.as_str()),
        ("config", "")
    );
    assert_eq!(project.checksum(), crate::value::checksum(project.attributes()));
}

#[test]
fn every_part_has_a_place() {
    let config = valid(BAKERY);
    let at = |address: &str, path: &str| {
        let address = Address::parse(address).unwrap();
        locate(config.config(), config.composition(), &address, path).map(|at| at.range.of(BAKERY).to_owned())
    };
    for (address, path, expected) in [
        ("project.BAKERY", "projectKey", Some("BAKERY")),
        ("project.BAKERY", "settings.a", Some("1")),
        ("project.BAKERY", "settings.missing.too", Some("{a: 1}")),
        ("dataset.BAKERY.LOAVES", "formatType", Some("parquet")),
        ("dataset.BAKERY.OVENS", "schema.columns[0].type", Some("bigint")),
        ("dataset.BAKERY.OVENS", "schema.columns[7].type", Some("[{name: ID, type: bigint}]")),
        ("recipe.BAKERY.bake", "inputs[1].role", Some("extra")),
        ("recipe.BAKERY.bake", "inputs[0]", Some("OVENS")),
        ("dataset.BAKERY.FLOUR", "name", None),
    ] {
        assert_eq!(at(address, path).as_deref(), expected, "{address} {path}");
    }
    assert!(at("dataset.BAKERY.OVENS", "").unwrap().starts_with("{name: OVENS"));
    assert!(at("dataset.BAKERY.OVENS", "unwritten").unwrap().starts_with("{name: OVENS"));
}

#[test]
fn a_partial_configuration_gives_what_it_has() {
    let (config, _) = read_files(&[("p.yml", "project: {name: x}\ndatasets: [{name: A, type: s3}]")]);
    let unchecked = gate(&Arc::new(config), &Arc::default(), &[], true).unwrap();
    assert_eq!(desired(&unchecked, "dev").resources, []);
    let (config, _) = read_files(&[(
        "p.yml",
        "project: {key: P}\ndatasets: [{name: A}, {type: s3}]\nrecipes: [{name: r}]",
    )]);
    let unchecked = gate(&Arc::new(config), &Arc::default(), &[], true).unwrap();
    assert_eq!(desired(&unchecked, "dev").resources.len(), 1);
}
