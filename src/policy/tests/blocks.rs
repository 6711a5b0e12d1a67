//! What checks find in blocks.

use expect_test::expect;

use super::*;

/// A project with these entries of `blocks`.
fn with_blocks(entries: &str) -> String {
    format!(
        "version: '1.0'\nproject: {{key: P, name: Pea}}\ndatasets: [{{name: RAW, type: managed}}]\nblocks:\n{entries}"
    )
}

const CLEANING: &str = "  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0, instance_name: cleaning, inputs: {RAW_VIBRATION: RAW}}\n";

#[test]
fn versions_of_blocks_are_exact_and_looked_after() {
    check_plan("", &with_blocks(CLEANING), &Settings::default(), expect![[r#""#]]);
    check_plan(
        "",
        &with_blocks(&CLEANING.replace("@1.1.0", "@^1.0.0")),
        &Settings::default(),
        expect![[r#"
            warning POL003 plan: blocks[0] asks for BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@^1.0.0, which is BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0 today
        "#]],
    );
    check_plan(
        "",
        &with_blocks(
            "  - {ref: BLOCKS_REGISTRY/BEARING_ENVELOPE_ANALYSIS@0.9.0, instance_name: bearings, inputs: {RAW_VIBRATION: RAW}}\n",
        ),
        &Settings::default(),
        expect![[r#"
            warning POL010 plan: BLOCKS_REGISTRY/BEARING_ENVELOPE_ANALYSIS@0.9.0 is deprecated: Use COMPRESSOR_FEATURE_ENG or PUMP_FEATURE_ENG
        "#]],
    );
}

#[test]
fn a_block_that_goes_back_or_jumps_is_told() {
    let [old, new] = ["1.0.0", "1.1.0"].map(|version| with_blocks(&CLEANING.replace("1.1.0", version)));
    check_plan(
        &old,
        &new,
        &Settings::default(),
        expect![[r#"
        error POL002 block.P.cleaning: an instance of BLOCKS_REGISTRY/SENSOR_DATA_CLEANING, which is protected, would change
    "#]],
    );
    check_plan(
        &new,
        &old,
        &Settings::default(),
        expect![[r#"
        error POL002 block.P.cleaning: an instance of BLOCKS_REGISTRY/SENSOR_DATA_CLEANING, which is protected, would change
        error POL015 block.P.cleaning: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0 goes back to 1.0.0
    "#]],
    );
}

#[test]
fn a_new_major_version_is_told() {
    let block = |reference: &str, more: &str| {
        with_blocks(&format!(
            "  - {{ref: BLOCKS_REGISTRY/FRAUD_SCORING@{reference}, instance_name: scoring, inputs: {{FRAUD_FEATURES: RAW{more}}}}}\n"
        ))
    };
    let (old, new) = (block("1.0.0", ""), block("2.0.0", ", NETWORK_FEATURES: RAW"));
    let settings = Settings { weights: [("POL002".to_owned(), Weight::Off)].into(), ..Settings::default() };
    check_plan(
        &old,
        &new,
        &settings,
        expect![[r#"
        error POL015 block.P.scoring: BLOCKS_REGISTRY/FRAUD_SCORING@1.0.0 becomes 2.0.0, a new major version
    "#]],
    );
}

#[test]
fn blocks_that_the_host_protects_are_not_deleted() {
    let old = with_blocks(
        "  - {ref: BLOCKS_REGISTRY/LIFETIME_VALUE@1.0.0, instance_name: value, inputs: {ORDERS: RAW}}\n",
    );
    let new = with_blocks("  []\n");
    let off = [("POL001".to_owned(), Weight::Off), ("POL007".to_owned(), Weight::Off)];
    let host = Settings { weights: off.into(), ..Settings::default() };
    check_plan(&old, &new, &host, expect![[r#""#]]);
    let protected = ["BLOCKS_REGISTRY/LIFETIME_VALUE".to_owned()].into();
    check_plan(
        &old,
        &new,
        &Settings { protected, ..host },
        expect![[r#"
        error POL002 block.P.value: an instance of BLOCKS_REGISTRY/LIFETIME_VALUE, which is protected, would be deleted
    "#]],
    );
}

#[test]
fn a_block_without_an_owner_is_told() {
    let mut registry = crate::registry::Registry::new("MINE");
    let index = r#"{"format_version": "1.0", "blocks": [{"block_id": "ALONE", "version": "1.0.0", "type": "zone", "manifest_path": "manifests/ALONE_v1.0.0.json"}]}"#;
    registry.accept("index.json", index).unwrap();
    let path = registry.missing(&[crate::block::reference::BlockRef::parse_member("ALONE@1.0.0").unwrap()]);
    let manifest = r#"{"format_version": "1.0", "block_id": "ALONE", "version": "1.0.0", "type": "zone", "inputs": [], "outputs": [], "contains": {"datasets": [], "recipes": []}}"#;
    registry.accept(&path[0], manifest).unwrap();
    let mut registries = crate::registry::Registries::default();
    registries.put(registry);
    let text = "version: '1.0'\nproject: {key: P, name: Pea}\nblocks: [{ref: MINE/ALONE@1.0.0}]\n";
    let analysis = analyze(&Workspace { registries: Arc::new(registries), ..workspace(text) });
    let plan = analysis.plan.as_ref().unwrap_or_else(|| panic!("{:?}", analysis.problems));
    let (config, composition) = (&analysis.config, &analysis.composition);
    let report = check(&Subject { plan, config, composition, settings: &Settings::default() });
    let found: Vec<_> = report.findings.iter().map(|finding| (&*finding.id, &*finding.message)).collect();
    assert_eq!(found, [("POL005", "MINE/ALONE@1.0.0 names no owner")]);
}
