//! Reads the same text with `yaml_serde`, the maintained continuation of `serde_yaml`, and compares.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use blockwright::source::{FileId, Source};
use blockwright::yaml::{parse, write};
use proptest::prelude::*;
use serde_json::Value;

/// Our reading; `None` if there is an error.
fn ours(text: &str) -> Option<Value> {
    let document = parse(FileId(0), &Source::new("oracle.yml", text));
    let errors = document.problems.iter().any(|problem| problem.fails(true));
    document.root.filter(|_| !errors).map(|root| root.to_value())
}

/// The peer's reading, with merge keys applied and keys as texts.
fn theirs(text: &str) -> Option<Value> {
    let mut value: yaml_serde::Value = yaml_serde::from_str(text).ok()?;
    value.apply_merge().ok()?;
    serde_json::to_value(value).ok()
}

fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            yaml_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml") {
            found.push(path);
        }
    }
}

#[test]
fn every_case_reads_the_same() {
    let mut files = Vec::new();
    yaml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut files);
    assert!(files.len() > 70);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        if let Some(value) = ours(&text) {
            assert_eq!(Some(value), theirs(&text), "{}", file.display());
        }
    }
}

/// What the peer reads otherwise, and why ours is meant.
#[test]
fn known_differences() {
    // Chained merges resolve fully (spec 1.1); the peer leaves a `<<` behind.
    let chained = "a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b}\n";
    assert_eq!(ours(chained).unwrap()["c"], serde_json::json!({"x": 1, "y": 2}));
    assert_ne!(ours(chained), theirs(chained));
    // An infinite number is refused (SYN007); the peer has it, and JSON makes nothing of it.
    assert_eq!(ours("a: .inf\n"), None);
    assert_eq!(theirs("a: .inf\n"), Some(serde_json::json!({"a": null})));
    // A placeholder without quotes is a mapping as a key (SYN010); the peer takes it.
    assert_eq!(ours("a: {{ env.X }}\n"), None);
}

proptest! {
    #[test]
    fn plain_scalars_read_the_same(plain in "[+\\-]?[0-9a-fxob_.:eEinft]{1,6}|[a-zA-Z~]{1,5}|0x[0-9a-f]{1,4}|[0-9]{1,3}\\.[0-9]{0,3}([eE][+\\-]?[0-9]{1,2})?") {
        let text = format!("a: {plain}\n");
        if let Some(value) = ours(&text) {
            prop_assert_eq!(Some(value), theirs(&text), "{}", plain);
        }
    }

    #[test]
    fn what_we_write_is_read_the_same(text in "[ -~\n\té\u{1f30a}]{0,16}") {
        let value = serde_json::json!({"k": [text, {"n": text}]});
        prop_assert_eq!(theirs(&format!("k:{}\n", write::block(&value["k"], 0))), Some(value.clone()));
        prop_assert_eq!(theirs(&write::flow(&value)), Some(value));
    }

    #[test]
    fn reading_never_panics(text in any::<String>()) {
        let document = parse(FileId(0), &Source::new("any.yml", &text));
        prop_assert!(document.root.is_some() || !document.problems.is_empty());
    }
}
