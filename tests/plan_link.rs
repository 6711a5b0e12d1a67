//! The test vectors of `docs/plan-link.md`, read here and by a program of another language.
//!
//! `BLOCKWRIGHT_VECTORS=write` writes them anew; that is a change of the format.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its data has failed")]

#[path = "plan_link/projects.rs"]
mod projects;
#[path = "plan_link/small.rs"]
mod small;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use blockwright::answer::{Answer, Opinion, Verdict};
use blockwright::envelope::{
    Carrier, Envelope, Kind, NONCE_BYTES, SALT_BYTES, TAG_BYTES, envelope, named, open, sealable,
};
use blockwright::plan::json::plan_value;
use blockwright::plan_link::{Cover, full};
use blockwright::value::canonical;
use blockwright::workspace::{Workspace, analyze};
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plan_link/vectors")
}

/// A payload of each kind: name, kind, payload.
fn payloads() -> Vec<(&'static str, Kind, Value)> {
    let source = json!({
        "environment": "prod",
        "files": {"project.yml": "project: {key: P, name: Pea \u{1f33f}}\n"},
        "format": "source",
        "plan": ["00".repeat(32), [1, 0, 0, 0]],
        "tool": "0.1.0",
        "version": 1,
    });
    let full =
        json!({"format": "full", "tool": "0.1.0", "version": 1, "whole": {"actions": [], "ratio": 0.5}});
    let mut answer = Answer::new(&"00".repeat(32), "Ada", "2026-11-29T08:00:00Z", Verdict::Approve);
    answer.remark("dataset.P.A", Opinion::Accept, "");
    vec![
        ("source", Kind::Source, source),
        ("full", Kind::Full, full),
        ("answer", Kind::Reply, answer.payload()),
        ("compact", Kind::Full, shared(&small::small()).0),
    ]
}

/// The payload of a project's plan, made smaller, and the plan.
fn shared(workspace: &Workspace) -> (Value, Value) {
    let analysis = analyze(workspace);
    let plan = analysis.plan.as_ref().unwrap_or_else(|| panic!("{:#?}", analysis.problems));
    let mut payload = full(&analysis, &Cover::default()).unwrap();
    payload["tool"] = "0.1.0".into();
    assert!(payload.get("plan").is_some(), "it is made smaller");
    (payload, plan_value(plan))
}

/// Name, text, what it holds.
fn vectors() -> Vec<(String, String, Value)> {
    let mut vectors = Vec::new();
    for (name, kind, payload) in payloads() {
        let (text, digest) = envelope(kind, &payload).unwrap();
        if name == "source" {
            vectors.push(("digest".to_owned(), named(&digest), json!({"digest": digest.text()})));
            let sealable = sealable(kind, &payload).unwrap();
            let ciphertext = vec![0xab; sealable.clear().len() + TAG_BYTES];
            let sealed = sealable.envelope([1; SALT_BYTES], [2; NONCE_BYTES], &ciphertext).unwrap();
            let hex = |byte: &str, count: usize| byte.repeat(count);
            let frame = json!({"salt": hex("01", SALT_BYTES), "nonce": hex("02", NONCE_BYTES),
                "ciphertext": hex("ab", ciphertext.len())});
            vectors.push(("sealed".to_owned(), sealed, frame));
        }
        vectors.push((name.to_owned(), text, payload));
    }
    vectors
}

#[test]
fn vectors_are_read_as_they_were_written() {
    let writes = std::env::var("BLOCKWRIGHT_VECTORS").is_ok_and(|what| what == "write");
    for (name, text, holds) in vectors() {
        let (link, json) = (folder().join(format!("{name}.txt")), folder().join(format!("{name}.json")));
        if writes {
            fs::write(&link, format!("{text}\n")).unwrap();
            fs::write(&json, format!("{}\n", canonical(&holds))).unwrap();
        }
        let kept = fs::read_to_string(&link).unwrap();
        let expected: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
        match open(&kept, Carrier::Link) {
            Ok(Envelope::Open { payload, .. }) => assert_eq!(payload, expected, "{name}"),
            Ok(Envelope::Named(digest)) => assert_eq!(digest.text(), expected["digest"], "{name}"),
            Ok(Envelope::Locked(locked)) => {
                let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
                assert_eq!(hex(locked.salt()), expected["salt"], "{name}");
                assert_eq!(hex(locked.nonce()), expected["nonce"], "{name}");
                assert_eq!(hex(locked.ciphertext()), expected["ciphertext"], "{name}");
            }
            Err(refusal) => panic!("{name}: {refusal}"),
        }
    }
}

#[test]
fn another_language_reads_the_vectors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names: Vec<String> = vectors().into_iter().map(|(name, ..)| name).collect();
    let output = Command::new("python3")
        .arg(root.join("tests/plan_link/decode.py"))
        .arg(root.join("src/envelope/dictionary_1.txt"))
        .args(names.iter().map(|name| folder().join(format!("{name}.txt"))))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let decoded: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    for (name, found) in names.iter().zip(decoded) {
        let expected = fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
        assert_eq!(found, serde_json::from_str::<Value>(&expected).unwrap(), "{name}");
    }
}

#[test]
fn another_language_restores_a_plan() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plan_link/restore.py");
    for (name, workspace) in [("small", small::small()), ("sample", projects::sample())] {
        let (payload, plan) = shared(&workspace);
        let mut python = Command::new("python3");
        let python = python.arg(&script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = python.spawn().unwrap();
        running.stdin.take().unwrap().write_all(canonical(&payload).as_bytes()).unwrap();
        let output = running.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let restored: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(canonical(&restored), canonical(&plan), "{name}");
    }
}

#[test]
fn the_small_plan_is_as_it_was() {
    let path = folder().join("compact.plan.json");
    let plan = format!("{}\n", canonical(&shared(&small::small()).1));
    if std::env::var("BLOCKWRIGHT_VECTORS").is_ok_and(|what| what == "write") {
        fs::write(&path, &plan).unwrap();
    }
    assert_eq!(plan, fs::read_to_string(&path).unwrap());
    for (action, part) in
        [("create", "\"before\": null"), ("update", "\"kind\": \"modified\""), ("delete", "\"after\": null")]
    {
        assert!(plan.contains(&format!("\"action\": \"{action}\"")) && plan.contains(part), "{action}");
    }
}
