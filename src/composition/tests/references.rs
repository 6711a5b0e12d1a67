//! BLK-001 to BLK-006, BLK-021 to BLK-024, BLK-026, and the EXT rules.

use expect_test::expect;

use super::*;

#[test]
fn an_entry_says_which_block_it_is() {
    check(
        "blocks: [{}, {ref: ''}, {ref: 5}, {ref: B@1.0.0}, {ref: 'BLOCKS_REGISTRY/B @1.0.0'}, {ref: OTHER/B}, {ref: BLOCKS_REGISTRI/B}]\n",
        expect![[r#"
            error BLK-001 blocks[0].ref: blocks[0] has no `ref`
            error BLK-001 blocks[1].ref: blocks[1] has no `ref`
            error BLK-001 blocks[2].ref: blocks[2] has no `ref`
            error BLK-002 blocks[3].ref: "B@1.0.0" is no reference of the form REGISTRY/BLOCK_ID@VERSION
            error BLK-002 blocks[4].ref: "BLOCKS_REGISTRY/B @1.0.0" is no reference of the form REGISTRY/BLOCK_ID@VERSION
            error BLK-003 blocks[5].ref: the registry OTHER is not loaded
            error BLK-008 blocks[6].instance_name: the instance name b_instance is already used by blocks[5]
            error BLK-003 blocks[6].ref: the registry BLOCKS_REGISTRI is not loaded
                fix: Replace by BLOCKS_REGISTRY
        "#]],
    );
}

#[test]
fn blocks_and_versions_are_looked_up() {
    check(
        "blocks:\n  - {ref: BLOCKS_REGISTRY/PUMP_FEATUR_ENG@1.0.0}\n  - {ref: BLOCKS_REGISTRY/NOTHING_LIKE_IT}\n  - {ref: 'BLOCKS_REGISTRY/PUMP_FEATURE_ENG@^7.0.0', instance_name: p}\n  - {ref: BLOCKS_REGISTRY/FRAUD_TRIAGE_SOLUTION}\nsolutions: [{ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG}]\n",
        expect![[r#"
            error BLK-004 blocks[0].ref: the registry BLOCKS_REGISTRY has no block PUMP_FEATUR_ENG; near are PUMP_FEATURE_ENG
                fix: Replace by PUMP_FEATURE_ENG
            error BLK-004 blocks[1].ref: the registry BLOCKS_REGISTRY has no block NOTHING_LIKE_IT
            error BLK-005 blocks[2].ref: no version of PUMP_FEATURE_ENG is ^7.0.0; there are 1.0.0
                fix: Replace by 1.0.0
            error BLK-006 blocks[3].ref: FRAUD_TRIAGE_SOLUTION is a solution and stands below `blocks:`
            error BLK-006 solutions[0].ref: PUMP_FEATURE_ENG is a zone block and stands below `solutions:`
        "#]],
    );
}

#[test]
fn a_failed_entry_is_judged_by_its_names_only_and_its_outputs_count() {
    check(
        "blocks:\n  - {ref: nonsense, instance_name: A-1, zone_name: Z, inputs: {X: 'a b'}, outputs: {Y: MADE}, odd: 1}\n  - {ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0, inputs: {CLEAN_VIBRATION: MADE}}\n",
        expect![[r#"
            error BLK-002 blocks[0].ref: "nonsense" is no reference of the form REGISTRY/BLOCK_ID@VERSION
            error BLK-007 blocks[0].instance_name: "A-1" is no valid instance name
                fix: Replace by a_1
            error BLK-009 blocks[0].zone_name: "Z" is no valid zone_name
                fix: Replace by z
            error BLK-014 blocks[0].inputs.X: "a b" is no valid name of an object
                fix: Replace by A_B
            error BLK-022 blocks[0].odd: the key "odd" is not known here
                fix: Remove odd
        "#]],
    );
}

#[test]
fn deprecated_and_floating_versions_are_told() {
    check(
        "datasets: [{name: S, type: s3}]\nblocks:\n  - {ref: 'BLOCKS_REGISTRY/BEARING_ENVELOPE_ANALYSIS@>=0.0.0', inputs: {RAW_VIBRATION: S}}\n",
        expect![[r#"
            warning BLK-021 blocks[0].ref: BEARING_ENVELOPE_ANALYSIS@0.9.0 is deprecated: Use COMPRESSOR_FEATURE_ENG or PUMP_FEATURE_ENG
            notice BLK-023 blocks[0].ref: the version is not pinned; now it is 0.9.0
                fix: Pin to 0.9.0
        "#]],
    );
}

#[test]
fn undefined_variables_hide_every_block_rule() {
    check(
        "blocks:\n  - {ref: 'BLOCKS_REGISTRY/{{ env.NO }}', instance_name: a}\n  - {ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0, instance_name: '{{ env.NO }}', zone_name: z, inputs: {CLEAN_VIBRATION: '{{ env.NO }}'}}\n",
        expect![[r#"
            error REF005 blocks[0].ref: the variable "NO" is not defined
            error REF005 blocks[1].instance_name: the variable "NO" is not defined
            error REF005 blocks[1].inputs.CLEAN_VIBRATION: the variable "NO" is not defined
        "#]],
    );
}

#[test]
fn a_registry_that_loads_or_is_broken_stops_its_own_entries_only() {
    let mut registries = Registries::clone(&demo_alone());
    registries.put(Registry::new("SLOW"));
    let mut broken = Registry::new("BROKEN");
    broken.fail(INDEX_PATH, "the host answered 500");
    registries.put(broken);
    let text = "datasets: [{name: S, type: s3}]\nblocks:\n  - {ref: SLOW/A, instance_name: a}\n  - {ref: BROKEN/A, instance_name: b}\n  - {ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0, inputs: {CLEAN_VIBRATION: S}}\n";
    let analysis = analysis(&Arc::new(registries), text);
    expect![[r#"
        error BLK-003 blocks[0].ref: the registry SLOW is being loaded
        error BLK-003 blocks[1].ref: the registry BROKEN cannot be used: index.json was not read: the host answered 500
    "#]].assert_eq(&shown(&analysis));
    assert_eq!(analysis.composition.instances.len(), 1);
}

#[test]
fn files_that_are_still_to_come_are_named() {
    let mut registry = Registry::new("R");
    registry.accept(INDEX_PATH, r#"{"blocks": [{"block_id": "A", "version": "1.0.0"}, {"block_id": "GONE", "version": "1.0.0"}]}"#).unwrap();
    registry.fail("manifests/GONE_v1.0.0.json", "the host answered 404");
    let mut registries = Registries::default();
    registries.put(registry.clone());
    let text =
        "datasets: [{name: S, type: s3}]\nblocks: [{ref: R/A@1.0.0, inputs: {IN: S}}, {ref: R/GONE@1.0.0}]\n";
    let waiting = analysis(&Arc::new(registries.clone()), text);
    expect![[r#"
        error BLK-003 blocks[0].ref: the manifest of R/A@1.0.0 is being loaded
        error BLK-003 blocks[1].ref: the manifest of R/GONE@1.0.0 was not loaded: the host answered 404
    "#]]
    .assert_eq(&shown(&waiting));
    let missing = |analysis: &Analysis| format!("{:?}", analysis.composition.missing);
    assert_eq!(missing(&waiting), r#"{"R": {"manifests/A_v1.0.0.json"}}"#);
    registry
        .accept(
            "manifests/A_v1.0.0.json",
            &block("A", "1.0.0", "")
                .replace(r#"{"name": "IN"}"#, r#"{"name": "IN", "schema_ref": "schemas/in.json"}"#),
        )
        .unwrap();
    registries.put(registry);
    assert_eq!(missing(&analysis(&Arc::new(registries), text)), r#"{"R": {"schemas/in.json"}}"#);
}

#[test]
fn a_manifest_that_is_not_the_locked_one_is_refused_with_both_digests() {
    let registries = registry(&[block("A", "1.0.0", "")]);
    let text = "project: {key: P, name: Pea}\ndatasets: [{name: S, type: s3}]\nblocks: [{ref: R/A@1.0.0, inputs: {IN: S}}]\n";
    let of = |lock: &str, registries: &Arc<Registries>| {
        analyze(&Workspace {
            files: vec![Source::new("project.yml", text), Source::new("blocks.lock.json", lock)],
            registries: Arc::clone(registries),
            ..Workspace::default()
        })
    };
    let lock = of("{}", &registries).composition.lock().write();
    assert_eq!(shown(&of(&lock, &registries)), "");
    let changed = registry(&[block("A", "1.0.0", r#", "owner": "mallory""#)]);
    let found = of(&lock, &changed);
    let digest = |registries| of("{}", registries).composition.lock().write();
    let [problem] = &found.problems[..] else { panic!("one problem") };
    assert_eq!(problem.rule.id, "BLK-026");
    for lock in [&lock, &digest(&changed)] {
        let digest = lock.split('"').find(|part| part.len() == 64).unwrap();
        assert!(problem.message.contains(digest));
    }
    expect![[r#"
        error BLK-026 $: the lock file was not read: it is no JSON: EOF while parsing a list at line 1 column 1
    "#]].assert_eq(&shown(&of("[", &registries)));
}

#[test]
fn unknown_keys_are_errors_x_keys_too() {
    check(
        "datasets: [{name: S, type: s3}]\nblocks:\n  - {ref: BLOCKS_REGISTRY/PUMP_FEATURE_ENG@1.0.0, inputs: {CLEAN_VIBRATION: S}, zone: z, x-note: 1, zone_nam: q, extends: [{recipe: smooth_pump_signal, use_class: a.B, clas: 1}]}\nsolutions:\n  - {ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0, zone_name: z, inputs: {RAW_SENSOR_DATA: S}, block_overrides: {rul: {extends: [], also: 1}}}\n",
        expect![[r#"
            error BLK-022 blocks[0].zone: the key "zone" is not known here
                fix: Rename to zone_name
            error BLK-022 blocks[0].x-note: the key "x-note" is not known here
                fix: Remove x-note
            error BLK-022 blocks[0].zone_nam: the key "zone_nam" is not known here
                fix: Rename to zone_name
            warning EXT-008 blocks[0].extends[0].use_class: the block does not declare smooth_pump_signal as an extension point
            error BLK-022 blocks[0].extends[0].clas: the key "clas" is not known here
                fix: Remove clas
            error BLK-022 solutions[0].zone_name: the key "zone_name" is not known here
                fix: Remove zone_name
            error BLK-022 solutions[0].block_overrides.rul.also: the key "also" is not known here
                fix: Remove also
        "#]],
    );
}

#[test]
fn extensions_name_a_recipe_and_one_kind() {
    check(
        "datasets: [{name: F, type: s3}]\nrecipes: [{name: t, type: sql, inputs: [FEATURES, X], outputs: [FEATURES_PREPARED, Y]}]\nblocks:\n  - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@1.0.0\n    inputs: {FEATURES: F}\n    extends:\n      - {}\n      - {recipe: keep_anomalies, override_with: t, use_class: a.B}\n      - {recipe: none, use_class: a.B}\n      - {recipe: prepare_features, override_with: t, class_config: {}}\n      - {recipe: prepare_features, use_class: a.B}\n      - {recipe: keep_anomalies, use_class: a.B}\n      - {recipe: score_isolation_forest, use_class: B}\n",
        expect![[r#"
            notice BLK-024 blocks[0].extends: EQUIPMENT_ANOMALY_DETECTION is protected; the extensions change this instance only
            error EXT-002 blocks[0].extends[0]: the extension has neither `override_with` nor `use_class`
            error EXT-002 blocks[0].extends[1]: the extension of keep_anomalies has both `override_with` and `use_class`
            error EXT-001 blocks[0].extends[2].recipe: the block has no recipe "none"; it has prepare_features, score_isolation_forest, keep_anomalies
            error EXT-004 blocks[0].extends[3].override_with: the inputs of t are not those of the recipe it replaces: X differ
            error EXT-004 blocks[0].extends[3].override_with: the outputs of t are not those of the recipe it replaces: Y differ
            warning EXT-009 blocks[0].extends[3].class_config: `class_config` of prepare_features does nothing beside `override_with`
            error EXT-005 blocks[0].extends[4].recipe: the recipe prepare_features is already extended
            error EXT-007 blocks[0].extends[5].use_class: the recipe keep_anomalies is of type sql_query, not python
            error EXT-006 blocks[0].extends[6].use_class: "B" is no class path
        "#]],
    );
    check(
        "datasets: [{name: F, type: s3}]\nblocks:\n  - {ref: BLOCKS_REGISTRY/RUL_PREDICTION@1.1.0, inputs: {FEATURES: F}, extends: [{recipe: predict_rul, use_class: a.B}, {recipe: degradation_trend, override_with: none}]}\n",
        expect![[r#"
            warning EXT-008 blocks[0].extends[0].use_class: the block does not declare predict_rul as an extension point
            error EXT-003 blocks[0].extends[1].override_with: there is no recipe "none" below `recipes:`
        "#]],
    );
}
