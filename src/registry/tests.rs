//! Registries: the demo as it is shipped, pages, hostile files, and what is to be fetched next.

use std::path::Path;
use std::sync::LazyLock;

use super::*;

/// The demo registry, complete.
pub(crate) fn demo() -> Registry {
    let mut registry = Registry::new("BLOCKS_REGISTRY");
    while let Some(path) = next(&registry) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/registry/blocks").join(&*path);
        registry.accept(&path, &std::fs::read_to_string(file).unwrap()).unwrap();
    }
    registry
}

/// The demo registry as the only one, read once.
pub(crate) fn demo_alone() -> Arc<Registries> {
    static ALONE: LazyLock<Arc<Registries>> = LazyLock::new(|| {
        let mut registries = Registries::default();
        registries.put(demo());
        Arc::new(registries)
    });
    Arc::clone(&ALONE)
}

fn next(registry: &Registry) -> Option<Arc<str>> {
    let of = |entry: &Arc<Entry>| BlockRef::parse_member(&entry.label()).unwrap();
    let refs: Vec<BlockRef> = registry.index.entries().iter().map(of).collect();
    registry.missing_index().into_iter().chain(registry.missing(&refs)).next()
}

fn demo_index() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/registry/blocks");
    std::fs::read_to_string(folder.join(INDEX_PATH)).unwrap()
}

fn index(blocks: &str) -> String {
    format!(r#"{{"format_version": "1.0", "blocks": [{blocks}]}}"#)
}

#[test]
fn the_demo_is_read_without_a_remark() {
    let registry = demo();
    assert_eq!(registry.condition, Condition::Loaded);
    assert_eq!(registry.remarks, []);
    assert_eq!((registry.index.entries().len(), registry.index.ids().count()), (49, 35));
    assert_eq!(registry.manifests().count(), 49);
    assert_eq!(registry.taxonomy.domains().len(), 4);
    let versions = registry.index.versions("COMPRESSOR_FEATURE_ENG").iter();
    let versions: Vec<String> = versions.map(|entry| entry.version.to_string()).collect();
    assert_eq!(versions, ["1.0.0", "1.1.0", "1.2.0", "2.0.0"]);
}

#[test]
fn only_what_a_reference_needs_is_fetched() {
    let mut registry = Registry::new("R");
    assert_eq!(registry.missing_index()[0], INDEX_PATH.into());
    registry.accept(INDEX_PATH, &index(r#"{"block_id": "A", "version": "1.0.0"}, {"block_id": "A", "version": "1.1.0"}, {"block_id": "S", "version": "1.0.0", "type": "solution"}"#)).unwrap();
    let missing = |registry: &Registry, text: &str| registry.missing([&BlockRef::parse(text).unwrap()]);
    assert_eq!(missing(&registry, "R/A"), ["manifests/A_v1.1.0.json".into()]);
    assert_eq!(missing(&registry, "OTHER/A"), []);
    registry
        .accept(
            "manifests/S_v1.0.0.json",
            r#"{"block_id": "S", "version": "1.0.0", "sequence": [{"alias": "a", "block_ref": "A@1.0.0"}]}"#,
        )
        .unwrap();
    assert_eq!(missing(&registry, "R/S@1.0.0"), ["manifests/A_v1.0.0.json".into()]);
    registry.fail("manifests/A_v1.0.0.json", "the host answered 404");
    assert_eq!(missing(&registry, "R/S@1.0.0"), []);
    assert!(matches!(registry.manifest("A", Version::new(1, 0, 0)), Err(Absence::Unreadable(..))));
}

#[test]
fn pages_are_merged_and_a_broken_page_loses_nothing_else() {
    let mut registry = Registry::new("R");
    let text = r#"{"blocks": [{"block_id": "B", "version": "1.0.0"}], "pages": ["index.p002.json", "../x.json", "index.p003.json"]}"#;
    registry.accept(INDEX_PATH, text).unwrap();
    assert_eq!(registry.remarks.len(), 1);
    registry.accept("index.p002.json", &index(r#"{"block_id": "A", "version": "1.0.0"}, {"block_id": "B", "version": "1.0.0", "name": "later"}"#)).unwrap();
    registry.accept("index.p003.json", "oops").unwrap_err();
    assert_eq!(registry.condition, Condition::Loaded);
    assert_eq!(
        registry.failure("index.p003.json").map(|reason| reason.starts_with("it is no JSON")),
        Some(true)
    );
    let names: Vec<&str> = registry.index.entries().iter().map(|entry| &*entry.name).collect();
    assert_eq!(names, ["A", "later"]);
    assert!(registry.remarks.iter().any(|(_, remark)| remark.rule == "REG-017"));
}

#[test]
fn a_registry_does_without_levels_and_domains() {
    let mut registry = Registry::new("R");
    registry.accept(INDEX_PATH, &index("")).unwrap();
    assert_eq!(registry.missing_index(), [LEVELS_PATH.into(), DOMAINS_PATH.into()]);
    registry.lack(LEVELS_PATH, "the host answered 404");
    registry.accept(DOMAINS_PATH, "oops").unwrap_err();
    registry.lack("schemas/a.json", "the host answered 404");
    assert_eq!(registry.missing_index(), []);
    let failed: Vec<&str> = registry.failures().map(|(path, _)| path).collect();
    assert_eq!(failed, [DOMAINS_PATH, "schemas/a.json"]);
    assert_eq!(registry.taxonomy.levels().len(), 5);
}

#[test]
fn each_kind_of_file_has_its_cap() {
    let mut registry = Registry::new("R");
    registry.accept(INDEX_PATH, r#"{"blocks": [], "pages": ["index.p002.json"]}"#).unwrap();
    let paths = [INDEX_PATH, "index.p002.json", "manifests/A_v1.0.0.json", DOMAINS_PATH, "schemas/a.json"];
    assert_eq!(paths.map(|path| registry.most_bytes(path) >> 20), [64, 64, 4, 1, 1]);
}

#[test]
fn hostile_entries_are_left_out_and_told() {
    let mut registry = Registry::new("R");
    let text = index(
        "{\"block_id\": \"P\u{410}Y\", \"version\": \"1.0.0\"}, {\"block_id\": \"A\", \"version\": \"1.0.0\", \"manifest_path\": \"../../secret.json\"}, {\"block_id\": \"A\", \"version\": \"2\"}, 7, {\"block_id\": \"B\", \"version\": \"1.0.0\", \"tags\": 5, \"name\": \"sa\u{200b}fe\"}",
    );
    registry.accept(INDEX_PATH, &text).unwrap();
    let names: Vec<&str> = registry.index.entries().iter().map(|entry| &*entry.name).collect();
    assert_eq!(names, ["sa\\u{200b}fe"]);
    let paths: Vec<&str> = registry.remarks.iter().map(|(_, remark)| remark.path.as_str()).collect();
    assert_eq!(paths, ["blocks[0]", "blocks[1]", "blocks[2]", "blocks[3]", "blocks[4].tags"]);
    assert!(registry.remarks[0].1.message.contains("P\\u{410}Y"));
}

#[test]
fn a_broken_index_breaks_its_registry_only() {
    let mut registries = Registries::default();
    let mut broken = Registry::new("BROKEN");
    broken.accept(INDEX_PATH, r#"{"format_version": "2.0", "blocks": []}"#).unwrap_err();
    assert_eq!(
        broken.condition.to_string(),
        "cannot be used: index.json was not read: its format is 2.0; this version reads 1.x"
    );
    registries.put(broken);
    registries.put(demo());
    assert!(registries.get("BLOCKS_REGISTRY").unwrap().condition.is_usable());
    assert_eq!(registries.keys().collect::<Vec<_>>(), ["BLOCKS_REGISTRY", "BROKEN"]);
}

#[test]
fn a_manifest_is_the_one_the_index_names() {
    let mut registry = Registry::new("R");
    registry.accept(INDEX_PATH, &index(r#"{"block_id": "A", "version": "1.0.0"}"#)).unwrap();
    let refusal =
        registry.accept("manifests/A_v1.0.0.json", r#"{"block_id": "B", "version": "1.0.0"}"#).unwrap_err();
    assert_eq!(refusal.to_string(), "it holds B@1.0.0, not what the index says");
    assert!(registry.accept("../x", "{}").is_err());
}

/// The demo's index and an odd one, whole and in pieces of every size.
#[test]
fn an_index_is_the_same_in_whatever_pieces_it_comes() {
    let odd = "\u{feff}{\"updated_at\": \"blocks\", \"x\": {\"blocks\": [1]}, \"blocks\" : [ {\"block_id\": \"É\", \"version\": \"1.0.0\"} , 75,\
        {\"block_id\": \"A\", \"version\": \"1.0.0\", \"name\": \"Ünder \\\"]}\"}, {\"block_id\": \"A\", \"version\": \"1.1.0\", \"name\": 5}, \
        {\"block_id\": \"B\", \"version\": \"1.0.0\", \"type\": \"odd\", \"inputs\": [{\"name\": \"\"}]}], \"pages\": [\"p2.json\"], \"block_count\": 2}";
    for text in [demo_index(), odd.to_owned()] {
        let mut whole = Registry::new("R");
        whole.accept(INDEX_PATH, &text).unwrap();
        assert!(whole.index.entries().len() > 2);
        for size in [1, 2, 3, 7, 100, 4_096] {
            let mut pieces = Registry::new("R");
            let mut arrival = Arrival::default();
            text.as_bytes().chunks(size).for_each(|piece| arrival.take_bytes(piece).unwrap());
            pieces.accept_index(INDEX_PATH, arrival).unwrap();
            assert_eq!(pieces, whole, "in pieces of {size} bytes");
        }
    }
}

#[test]
fn what_a_host_sends_for_a_file_it_does_not_have_is_told() {
    let told = |text: &str| Registry::new("R").accept(INDEX_PATH, text).unwrap_err().to_string();
    assert_eq!(told(""), "it is empty");
    assert_eq!(told(" \n"), "it is empty");
    assert!(told("<!doctype html><title>Sign in</title>").starts_with("it is a web page and no JSON"));
    let mut registry = Registry::new("R");
    registry.accept(INDEX_PATH, &index("")).unwrap();
    let told = registry.accept(LEVELS_PATH, "<html></html>").unwrap_err().to_string();
    assert!(told.starts_with("it is a web page and no JSON"), "{told}");
}

#[test]
fn a_broken_index_says_at_which_entry() {
    let told = |text: &str| {
        let mut registry = Registry::new("R");
        registry.accept(INDEX_PATH, text).unwrap_err().to_string()
    };
    let first = r#"{"blocks": [{"block_id": "A", "version": "1.0.0"}"#;
    assert_eq!(told(first), "it is no JSON: it breaks off at blocks[1]");
    assert_eq!(told(&format!("{first}, {{\"block_id\": ")), "it is no JSON: it breaks off at blocks[1]");
    assert_eq!(
        told(&format!("{first} {{}}]}}")),
        "it is no JSON: a comma is missing before blocks[1], or is too many"
    );
    assert_eq!(
        told(&format!("{first}, {{oops}}]}}")),
        "it is no JSON: key must be a string at line 1 column 2 of blocks[1]"
    );
    assert_eq!(
        told(&format!("{first},]}}")),
        "it is no JSON: expected value at line 1 column 1 of blocks[1]"
    );
    assert_eq!(told(&format!("{first}], \"blocks\": [7]}}")), "it has two lists `blocks`");
    assert_eq!(told(r#"{"blocks": {}}"#), "it has no list `blocks`");
    assert_eq!(told(r#"{"blocks": []"#), "it is no JSON: EOF while parsing an object at line 1 column 13");
}

/// A version written as the one before it is read by comparing texts: what is not quite the same must not be.
#[test]
fn a_version_is_like_the_one_before_it_only_if_it_is_written_so() {
    let entry = |version: &str, path: &str, rest: &str| {
        format!(
            "{{\"block_id\": \"A\", \"version\": \"{version}\", \"manifest_path\": \"{path}\", \"name\": \"a\"{rest}}}"
        )
    };
    let first = entry("1.0.0", "manifests/A_v1.0.0.json", "");
    let read = |second: &str| {
        let mut registry = Registry::new("R");
        let accepted = registry.accept(INDEX_PATH, &index(&format!("{first}, {second}")));
        let entries = registry.index.entries().iter();
        accepted.map(|()| {
            entries
                .map(|entry| format!("{} {} {}", entry.version, entry.manifest_path(), entry.deprecated))
                .collect::<Vec<_>>()
        })
    };
    let with = |second: &str| Ok(vec!["1.0.0 manifests/A_v1.0.0.json false".to_owned(), second.to_owned()]);
    assert_eq!(
        read(&entry("1.1.0", "manifests/A_v1.1.0.json", "")),
        with("1.1.0 manifests/A_v1.1.0.json false")
    );
    assert_eq!(
        read(&entry("1.1.0", "manifests/A_v1.0.1.json", "")),
        with("1.1.0 manifests/A_v1.0.1.json false")
    );
    assert_eq!(
        read(&entry("1.1.0", "manifests/A_v1.1.0.json", ", \"deprecated\": true")),
        with("1.1.0 manifests/A_v1.1.0.json true")
    );
    assert_eq!(
        read(&entry("10.0.0", "manifests/A_v10.0.0.json", "")),
        with("10.0.0 manifests/A_v10.0.0.json false")
    );
    assert_eq!(
        read(&entry("1.\".0", "manifests/A_v1.0.0.json", "")).unwrap_err().to_string(),
        "it is no JSON: expected `,` or `}` at line 1 column 34 of blocks[1]"
    );
    // No version, so it is left out.
    assert_eq!(read(&entry("1.x.0", "manifests/A_v1.x.0.json", "")).unwrap().len(), 1);
}

/// Registries with one, and the same after a change of it.
fn before_and_after(mut registry: Registry, change: &dyn Fn(&mut Registry)) -> [Registries; 2] {
    let mut registries = Registries::default();
    registries.put(registry.clone());
    let before = registries.clone();
    change(&mut registry);
    registries.put(registry);
    [before, registries]
}

#[test]
fn what_comes_in_makes_registries_part_of_what_they_are_then() {
    let mut registry = Registry::new("R");
    let entries = r#"{"block_id": "A", "version": "1.0.0"}, {"block_id": "B", "version": "1.0.0"}"#;
    registry.accept(INDEX_PATH, &index(entries)).unwrap();
    let manifest = |id: &str| format!(r#"{{"block_id": "{id}", "version": "1.0.0"}}"#);
    registry.accept("manifests/A_v1.0.0.json", &manifest("A")).unwrap();
    registry.fail("schemas/lost.json", "not there");
    let is_part = |change: &dyn Fn(&mut Registry)| {
        let [before, after] = before_and_after(registry.clone(), change);
        before.are_part_of(&after)
    };
    assert!(is_part(&|_| {}));
    assert!(is_part(&|registry| registry.accept("manifests/B_v1.0.0.json", &manifest("B")).unwrap()));
    assert!(is_part(&|registry| registry.accept("schemas/a.json", r#"{"columns": []}"#).unwrap()));
    // What was there may be another one, and what could not be read may be there now.
    assert!(!is_part(&|registry| registry.accept("manifests/A_v1.0.0.json", &manifest("A")).unwrap()));
    assert!(!is_part(&|registry| registry.accept("schemas/lost.json", r#"{"columns": []}"#).unwrap()));
    assert!(!is_part(&|registry| registry.fail("schemas/b.json", "not there")));
    assert!(!is_part(&|registry| registry.accept(INDEX_PATH, &index(entries)).unwrap()));
    assert!(!is_part(&|registry| *registry = Registry::new("R")));
    assert!(!is_part(&|registry| registry.condition = Condition::Broken("gone".into())));
}

#[test]
fn a_manifest_that_comes_does_not_change_what_is_listed() {
    let registries = |change: &dyn Fn(&mut Registry)| {
        let mut registry = Registry::new("R");
        registry.accept(INDEX_PATH, &index(r#"{"block_id": "A", "version": "1.0.0"}"#)).unwrap();
        let [before, after] = before_and_after(registry, change);
        before.list_the_same(&after)
    };
    let manifest = r#"{"block_id": "A", "version": "1.0.0"}"#;
    assert!(registries(&|_| {}));
    assert!(registries(&|registry| registry.accept("manifests/A_v1.0.0.json", manifest).unwrap()));
    assert!(!registries(&|registry| registry.accept(INDEX_PATH, &index("")).unwrap()));
    assert!(!registries(&|registry| registry.condition = Condition::Broken("gone".into())));
    assert!(!registries(&|registry| registry.key = "S".into()));
}
