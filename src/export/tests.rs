//! Exports of demo projects, and what is read from them again.

use std::sync::Arc;

use expect_test::expect;

use super::*;
use crate::folder;
use crate::plan::json::plan_json;
use crate::registry::tests::demo;
use crate::registry::{INDEX_PATH, Registries, Registry};
use crate::workspace::analyze;

const CHAIN: &str = r#"version: "1.0"
project: {key: COMPRESSORS, name: "Compressors <b>of</b> plant 7"}
blocks:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@^2.0.0
    instance_name: features
    zone_name: features
    inputs: {CLEAN_VIBRATION: CLEAN, OPERATING_CONDITIONS: CONDITIONS}
    outputs: {ENGINEERED_FEATURES: FEATURES}
  - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0
    instance_name: detection
    zone_name: detection
    inputs: {FEATURES: FEATURES}
datasets:
  - {name: CLEAN, type: managed}   # as it comes
  - {name: CONDITIONS, type: managed}
"#;

fn workspace(files: Vec<Source>, registry: Registry) -> Workspace {
    let mut registries = Registries::default();
    registries.put(registry);
    Workspace { files, environment: "dev".into(), registries: Arc::new(registries), ..Workspace::default() }
}

fn exported(workspace: &Workspace) -> Export {
    export(workspace, &analyze(workspace)).unwrap()
}

fn text<'a>(export: &'a Export, path: &str) -> &'a str {
    &export.files.iter().find(|file| file.path == path).unwrap().text
}

/// What opening the folder gives: the files that have a meaning.
fn opened(export: &Export) -> Vec<Source> {
    let paths: Vec<String> = export.files.iter().map(|file| format!("repo/{}", file.path)).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let picked = folder::pick(&paths);
    picked
        .files
        .iter()
        .map(|(at, path, _)| Source::decode(path.as_str(), &export.files[*at].encode()))
        .collect()
}

fn problems(analysis: &Analysis) -> String {
    analysis.problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn the_exported_folder_is_read_as_the_same_project() {
    let before = workspace(vec![Source::new("chain.yaml", CHAIN)], demo());
    let first = analyze(&before);
    let export = exported(&before);
    assert_eq!(export.folder, "COMPRESSORS");
    assert_eq!(text(&export, "project.yml"), CHAIN);
    let again = workspace(opened(&export), demo());
    let paths: Vec<&str> = again.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["blocks.lock.json", "project.yml"]);
    let second = analyze(&again);
    expect![[r#"
        notice BLK-023 blocks[0].ref: the version is not pinned; now it is 2.0.0
    "#]]
    .assert_eq(&problems(&second));
    assert_eq!(problems(&first), problems(&second));
    assert_eq!(first.composition.lock(), second.composition.lock());
    let plan = |analysis: &Analysis| plan_json(analysis.plan.as_ref().unwrap(), "2026-01-01T00:00:00Z");
    assert_eq!(plan(&first), plan(&second));
    assert_eq!(exported(&again), export);
}

#[test]
fn the_readme_lists_blocks_and_the_lock_their_digests() {
    let export = exported(&workspace(vec![Source::new("chain.yaml", CHAIN)], demo()));
    expect![[r#"
        # Compressors &lt;b>of&lt;/b> plant 7

        The Dataiku DSS project `COMPRESSORS`, as a Blockwright configuration.

        ## Blocks

        | Block | Version | Registry | Used as |
        |---|---|---|---|
        | `COMPRESSOR_FEATURE_ENG` | 2.0.0 | `BLOCKS_REGISTRY` | `features` |
        | `EQUIPMENT_ANOMALY_DETECTION` | 2.0.0 | `BLOCKS_REGISTRY` | `detection` |

        ## Files

        - `project.yml`: the project, with its blocks. `datasets/`, `recipes/` and `environments/`, where there are any, belong to it.
        - `blocks.lock.json`: the digest (SHA-256) of each block's manifest. A block that was changed without a new version is refused.
        - This file, for people. Nothing reads it.

        ## Validate and plan

        1. Open Blockwright in a browser and choose Project, Open a folder, then this folder.
        2. Connect the registry `BLOCKS_REGISTRY` in the catalog, if it is not.
        3. The problems view lists what is wrong, with its place and what to do. A plan is made once no errors are left.
        4. Open the state of the environment, if there is one. The plan view shows what would be created, changed and deleted. Nothing is written to a server.
    "#]].assert_eq(text(&export, README_PATH));
    expect![[r#"
        {
          "lock_format": 1,
          "blocks": [
            {"registry": "BLOCKS_REGISTRY", "block_id": "COMPRESSOR_FEATURE_ENG", "version": "2.0.0", "sha256": "df7171afc56a28e531e01376921b5514a041a38c2df9796842018031317125ca"},
            {"registry": "BLOCKS_REGISTRY", "block_id": "EQUIPMENT_ANOMALY_DETECTION", "version": "2.0.0", "sha256": "ce695fd6b587385bfc464b6d425ab23d7cabc5d1cfee721a7ed00e8be1bb6ab4"}
          ]
        }
    "#]].assert_eq(text(&export, LOCK_PATH));
}

#[test]
fn a_manifest_that_changed_under_its_version_is_refused_with_both_digests() {
    let export = exported(&workspace(vec![Source::new("chain.yaml", CHAIN)], demo()));
    let changed = |registry: &mut Registry| {
        let path = "manifests/EQUIPMENT_ANOMALY_DETECTION_v2.0.0.json";
        let file = format!("{}/public/registry/blocks/{path}", env!("CARGO_MANIFEST_DIR"));
        let manifest = std::fs::read_to_string(file).unwrap();
        registry.accept(path, &manifest.replacen("\"name\": \"", "\"name\": \"Another ", 1)).unwrap();
    };
    let mut registry = demo();
    changed(&mut registry);
    let workspace = workspace(opened(&export), registry);
    let analysis = analyze(&workspace);
    let found: Vec<_> = analysis.problems.iter().filter(|problem| problem.rule.id == "BLK-026").collect();
    let [problem] = &found[..] else { panic!("one problem: {}", problems(&analysis)) };
    assert_eq!(problem.path, "blocks[1].ref");
    let of = |lock: &str| {
        let line = lock.lines().find(|line| line.contains("EQUIPMENT_ANOMALY_DETECTION")).unwrap().to_owned();
        line.split('"').find(|part| part.len() == 64).unwrap().to_owned()
    };
    let digests = [of(text(&export, LOCK_PATH)), of(&analysis.composition.lock().write())];
    assert_ne!(digests[0], digests[1]);
    assert!(digests.iter().all(|digest| problem.message.contains(digest)), "{}", problem.message);
    // Exporting once more does not accept the change.
    assert_eq!(text(&exported(&workspace), LOCK_PATH), text(&export, LOCK_PATH));
}

#[test]
fn a_folder_keeps_its_files_and_its_readme() {
    let files = vec![
        Source::decode("project.yml", b"\xef\xbb\xbfproject: {key: P, name: Pea}\r\n"),
        Source::new("README.md", "Ours.\n"),
        Source::new("datasets/a.yml", "datasets: [{name: A, type: managed}]\n"),
    ];
    let export = exported(&workspace(files.clone(), Registry::new("R")));
    let paths: Vec<&str> = export.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["README.md", "blocks.lock.json", "datasets/a.yml", "project.yml"]);
    for file in files {
        assert!(export.files.contains(&file), "{}", file.path);
    }
}

#[test]
fn blocks_that_are_not_loaded_are_named() {
    let mut registry = Registry::new("R");
    registry.accept(INDEX_PATH, r#"{"blocks": [{"block_id": "A", "version": "1.0.0"}]}"#).unwrap();
    let project = "project: {key: bad/key, name: Pea}\nblocks: [{ref: R/A@1.0.0}]\n";
    let export = exported(&workspace(vec![Source::new("p.yml", project)], registry));
    assert_eq!(
        (export.unlocked.as_slice(), export.folder.as_str()),
        (&["blocks[0]".to_owned()][..], "project")
    );
    assert!(text(&export, README_PATH).contains("not locked: blocks[0]."));
}

#[test]
fn what_would_lose_bytes_is_not_exported() {
    let broken = workspace(vec![Source::decode("p.yml", b"name: \xff\n")], Registry::new("R"));
    expect!["Nothing was exported: p.yml has bytes that are no UTF-8 and would be lost. Save it as UTF-8 and open it again."]
        .assert_eq(&export(&broken, &analyze(&broken)).unwrap_err().to_string());
    let empty = workspace(Vec::new(), Registry::new("R"));
    assert_eq!(export(&empty, &analyze(&empty)), Err(Refusal::Empty));
}

#[test]
fn the_archive_holds_the_folder_and_is_the_same_each_time() {
    let workspace = workspace(vec![Source::new("chain.yaml", CHAIN)], demo());
    let bytes = packed(&exported(&workspace)).unwrap();
    let archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    names.sort_unstable();
    assert_eq!(names, ["COMPRESSORS/README.md", "COMPRESSORS/blocks.lock.json", "COMPRESSORS/project.yml"]);
    assert_eq!(packed(&exported(&workspace)), Some(bytes));
}
