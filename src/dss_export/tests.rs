//! Exports of several versions as lists of files, and what is read from them.

use expect_test::expect;

use super::*;
use crate::packing::archive;

fn read_files(files: &[(&str, &str)]) -> Reading {
    let paths: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
    let picked = pick(&paths).unwrap();
    read(picked, |at| Ok(files[at].1.as_bytes().to_vec()))
}

fn told(left_out: &[LeftOut]) -> String {
    left_out.iter().map(|left| format!("{}: {}\n", left.path, left.why)).collect()
}

const EXPORT: [(&str, &str); 13] = [
    ("export-manifest.json", r#"{"originalProjectKey": "PLANT", "generatedWithDSSVersion": "13.3.1"}"#),
    (
        "project_config/params.json",
        r#"{"name": "Plant 7", "tags": ["a"], "owner": "ada", "settings": {"x": 1}}"#,
    ),
    ("project_config/variables.json", r#"{"region": "eu"}"#),
    ("project_config/localvariables.json", "not even JSON"),
    ("project_config/apikeys.json", "not even JSON"),
    ("project_config/version-tags.json", r#"{"tags": {"DATASET.RAW": {"versionNumber": 3}}}"#),
    ("project_config/datasets/RAW.json", r#"{"type": "UploadedFiles", "name": "other"}"#),
    ("project_config/recipes/clean it.json", r#"{"type": "python"}"#),
    ("project_config/recipes/clean it.py", "pass\n"),
    ("project_config/recipes/clean it.shaker", "{}"),
    ("project_config/zones/abc.json", r#"{"name": "In"}"#),
    ("project_config/scenarios/S.json", r#"{"type": "custom_python"}"#),
    ("project_config/scenarios/S.py", "run()\n"),
];

#[test]
fn an_export_becomes_documents_as_the_api_has_them() {
    let reading = read_files(&EXPORT);
    let inventory = &reading.inventory;
    assert_eq!(told(&reading.problems), "");
    assert_eq!((inventory.key.as_str(), reading.version.as_deref()), ("PLANT", Some("13.3.1")));
    assert_eq!(inventory.metadata["label"], "Plant 7");
    assert_eq!(inventory.settings["settings"]["x"], 1);
    assert_eq!(inventory.variables["region"], "eu");
    assert_eq!(inventory.datasets["RAW"].document()["name"], "RAW");
    assert_eq!(inventory.datasets["RAW"].document()["versionTag"]["versionNumber"], 3);
    assert_eq!(inventory.recipes["clean it"].payload.as_deref(), Some("pass\n"));
    assert_eq!(inventory.zones[0]["id"], "abc");
    assert_eq!(inventory.scripts["S"], "run()\n");
    expect![[r#"
        localvariables.json: local variables belong to one instance; they were not opened
        project_config/apikeys.json: its name says that it may hold keys; it was not opened
        recipes/clean it.shaker: the recipe has another type now
    "#]]
    .assert_eq(&told(&reading.skipped));
}

#[test]
fn keys_are_never_asked_for() {
    let paths: Vec<&str> = EXPORT.iter().map(|(path, _)| *path).collect();
    let mut asked = Vec::new();
    read(pick(&paths).unwrap(), |at| {
        asked.push(paths[at]);
        Ok(EXPORT[at].1.as_bytes().to_vec())
    });
    assert!(
        asked.len() == 11 && !asked.iter().any(|path| path.contains("apikeys") || path.contains("local"))
    );
}

#[test]
fn a_repository_says_no_version_and_often_no_key() {
    let files = [
        ("params.json", r#"{"name": "Compressor station: Süd-2"}"#),
        ("recipes/join.json", r#"{"type": "join"}"#),
        ("recipes/join.join", "{}"),
        ("scenarios/S.json", r#"{"type": "step_based"}"#),
        ("scenarios/S.py", "template"),
    ];
    let reading = read_files(&files);
    assert_eq!((reading.inventory.key.as_str(), reading.version.clone()), ("", None));
    assert_eq!(reading.suggested_key(), "IMPORTED");
    assert_eq!(reading.inventory.recipes["join"].payload.as_deref(), Some("{}"));
    assert!(reading.inventory.scripts.is_empty());
    let reading = read_files(&[("params.json", r#"{"name": "Compressor station-2"}"#)]);
    assert_eq!(reading.suggested_key(), "COMPRESSOR_STATION_2");
}

#[test]
fn the_key_comes_from_the_surest_place() {
    let tags = ("version-tags.json", r#"{"tags": {"PROJECT.FROM_TAGS": {}}}"#);
    let params = ("params.json", r#"{"projectKey": "FROM_PARAMS"}"#);
    let dataset = ("datasets/A.json", r#"{"projectKey": "FROM_DATASET"}"#);
    let plain = ("params.json", "{}");
    assert_eq!(read_files(&[tags, params, dataset]).inventory.key, "FROM_PARAMS");
    assert_eq!(read_files(&[plain, tags, dataset]).inventory.key, "FROM_TAGS");
    assert_eq!(read_files(&[plain, dataset]).inventory.key, "FROM_DATASET");
}

#[test]
fn what_is_broken_is_told_and_the_rest_is_read() {
    let deep = "[".repeat(500);
    let files = [
        ("project_config/datasets/A.json", "{\"type\": "),
        ("project_config/datasets/B.json", "[]"),
        ("project_config/datasets/C.json", r#"{"type": "S3"}"#),
        ("project_config/datasets/D.json", deep.as_str()),
        ("project_config/datasets/E.json", r#"{"type": "\ud83c"}"#),
        ("project_config/recipes/lost.py", "pass"),
    ];
    let reading = read_files(&files);
    assert_eq!(reading.inventory.datasets.keys().collect::<Vec<_>>(), ["C"]);
    expect![[r#"
        datasets/A.json: EOF while parsing a value at line 1 column 9; it was left out
        datasets/B.json: it is no JSON object; it was left out
        datasets/D.json: recursion limit exceeded at line 1 column 128; it was left out
        datasets/E.json: unexpected end of hex escape at line 1 column 17; it was left out
        params.json: it is missing, so that name, tags and settings of the project are unknown
        recipes/lost.py: its document is missing
    "#]]
    .assert_eq(&told(&reading.problems));
}

#[test]
fn bytes_that_are_no_text_are_told_by_their_place() {
    let picked = pick(&["params.json", "recipes/r.json", "recipes/r.py"]).unwrap();
    let reading =
        read(picked, |at| Ok(if at == 2 { b"caf\xe9".to_vec() } else { b"\xef\xbb\xbf{}".to_vec() }));
    assert_eq!(told(&reading.problems), "recipes/r.py: byte 3 is no UTF-8; it was left out\n");
    assert_eq!(reading.inventory.recipes["r"].payload, None);
}

#[test]
fn an_archive_is_read_as_its_folder_is() {
    let entry = |(path, text): &(&str, &str)| (format!("export/{path}"), text.as_bytes().to_vec());
    let mut entries: Vec<_> = EXPORT.iter().map(entry).collect();
    entries.push(("export/uploads/RAW/large.csv".to_owned(), vec![b'x'; 6_000_000]));
    let bytes = archive(&entries).unwrap();
    let reading = read_archive(&Archive::open(&bytes).unwrap()).unwrap();
    assert_eq!(reading.inventory, read_files(&EXPORT).inventory);
    let large: Vec<_> = (0..14).map(|at| (format!("datasets/{at}.json"), vec![b' '; 5_000_000])).collect();
    let bytes = archive(&[large, vec![("params.json".to_owned(), b"{}".to_vec())]].concat()).unwrap();
    assert_eq!(read_archive(&Archive::open(&bytes).unwrap()), Err(Refusal::TooLarge));
}
