//! Edits on text as people write it.

mod law;

use serde_json::json;

use super::*;
use crate::source::{FileId, Source};
use crate::text::apply_edits;
use crate::yaml::parse;

const SAMPLE: &str = "# header
project: {key: P, name: Pea} # one line
datasets:
  # raw
  - name: A # first
    type: s3
    params:
      # where
      path: /a
  # clean
  - type: managed
    name: B
recipes:
- name: r
  inputs: [A,
    B]   # both
  code: |
    x = 1

    y = 2

  outputs: []
later: # soon
";

fn path(text: &str) -> Vec<Step> {
    let step = |step: &str| step.parse().map_or_else(|_| Step::Key(step.to_owned()), Step::Index);
    text.split('.').filter(|step| !step.is_empty()).map(step).collect()
}

fn root(text: &str) -> Node {
    let document = parse(FileId(0), &Source::new("p.yml", text));
    assert_eq!(document.problems, vec![], "{text}");
    document.root.unwrap()
}

fn edited(text: &str, change: impl Fn(&Edit<'_>) -> Result<Vec<TextEdit>, Refusal>) -> String {
    let root = root(text);
    let edits = change(&Edit::new(text, &root)).unwrap();
    apply_edits(text, &edits).unwrap()
}

/// Lines that differ, as a patch without context.
fn patch(text: &str, change: impl Fn(&Edit<'_>) -> Result<Vec<TextEdit>, Refusal>) -> Vec<String> {
    let new = edited(text, change);
    root(&new);
    let (old, new): (Vec<&str>, Vec<&str>) = (text.lines().collect(), new.lines().collect());
    let same_before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - same_before;
    let same_after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let removed = old[same_before..old.len() - same_after].iter().map(|line| format!("-{line}"));
    let added = new[same_before..new.len() - same_after].iter().map(|line| format!("+{line}"));
    removed.chain(added).collect()
}

#[test]
fn setting_a_value_replaces_its_bytes() {
    let set = |at: &'static str, value: Value| patch(SAMPLE, move |edit| edit.set(&path(at), &value));
    assert_eq!(set("datasets.0.name", json!("C")), ["-  - name: A # first", "+  - name: C # first"]);
    assert_eq!(
        set("project.name", json!("a, b")),
        ["-project: {key: P, name: Pea} # one line", "+project: {key: P, name: \"a, b\"} # one line"]
    );
    assert_eq!(set("later", json!(5)), ["-later: # soon", "+later: 5 # soon"]);
    assert_eq!(
        set("recipes.0.code", json!("one")),
        ["-  code: |", "-    x = 1", "-", "-    y = 2", "+  code: one"]
    );
}

#[test]
fn inserting_adds_a_line_or_an_element() {
    let element = |at: &'static str, index, value: Value| {
        patch(SAMPLE, move |edit| edit.insert_element(&path(at), index, &value))
    };
    let new = json!({"name": "C", "type": "s3"});
    assert_eq!(element("datasets", 2, new.clone()), ["+  - name: C", "+    type: s3"]);
    assert_eq!(element("datasets", 1, new.clone()), ["+  - name: C", "+    type: s3"]);
    assert_eq!(element("datasets", 0, new.clone()), ["+  - name: C", "+    type: s3"]);
    assert_eq!(element("recipes", 0, json!("C")), ["+- C"]);
    assert_eq!(element("recipes", 1, json!("C")), ["+- C"]);
    assert_eq!(element("recipes.0.inputs", 2, json!("C")), ["-    B]   # both", "+    B, C]   # both"]);
    assert_eq!(element("recipes.0.inputs", 0, json!("C")), ["-  inputs: [A,", "+  inputs: [C, A,"]);
    assert_eq!(element("recipes.0.outputs", 0, json!("C")), ["-  outputs: []", "+  outputs: [C]"]);
    assert_eq!(element("later", 0, new), ["+  - name: C", "+    type: s3"]);
    let entry =
        |at: &'static str| patch(SAMPLE, move |edit| edit.insert_entry(&path(at), "k", &json!({"v": 1})));
    assert_eq!(entry("datasets.0"), ["+    k:", "+      v: 1"]);
    assert_eq!(entry("datasets.0.params"), ["+      k:", "+        v: 1"]);
    assert_eq!(
        entry("project"),
        ["-project: {key: P, name: Pea} # one line", "+project: {key: P, name: Pea, k: {v: 1}} # one line"]
    );
    assert_eq!(entry(""), ["+k:", "+  v: 1"]);
    assert_eq!(entry("later"), ["+  k:", "+    v: 1"]);
}

#[test]
fn removing_takes_the_lines_and_their_comments() {
    let remove = |at: &'static str| patch(SAMPLE, move |edit| edit.remove(&path(at)));
    assert_eq!(remove("datasets.1"), ["-  # clean", "-  - type: managed", "-    name: B"]);
    assert_eq!(remove("datasets.0.name"), ["-  - name: A # first", "-    type: s3", "+  - type: s3"]);
    assert_eq!(
        remove("datasets.0.params.path"),
        ["-    params:", "-      # where", "-      path: /a", "+    params: {}"]
    );
    assert_eq!(
        remove("recipes.0.inputs.0"),
        ["-  inputs: [A,", "-    B]   # both", "+  inputs: [B]   # both"]
    );
    assert_eq!(
        remove("recipes.0.inputs.1"),
        ["-  inputs: [A,", "-    B]   # both", "+  inputs: [A]   # both"]
    );
    assert_eq!(remove("project"), ["-project: {key: P, name: Pea} # one line"]);
    assert_eq!(remove("later"), ["-later: # soon"]);
}

#[test]
fn renaming_touches_the_key_only() {
    let rename =
        |at: &'static str, name: &'static str| patch(SAMPLE, move |edit| edit.rename(&path(at), name));
    assert_eq!(rename("datasets.0.type", "kind"), ["-    type: s3", "+    kind: s3"]);
    assert_eq!(rename("later", "yes"), ["-later: # soon", "+\"yes\": # soon"]);
}

#[test]
fn shared_values_are_not_changed() {
    let text = "base: &b {x: 1}\nuse: *b\nmore:\n  <<: *b\n  y: 2\n";
    let root = root(text);
    let edit = Edit::new(text, &root);
    assert_eq!(edit.set(&path("use.x"), &json!(2)), Err(Refusal::Shared));
    assert_eq!(edit.set(&path("more.x"), &json!(2)), Err(Refusal::Shared));
    assert_eq!(edit.remove(&path("more.y")), Err(Refusal::Shared));
    assert_eq!(edit.rename(&path("base.x"), "x"), Err(Refusal::KeyExists));
    assert_eq!(edit.set(&path("none"), &json!(2)), Err(Refusal::NotThere));
    let changed = edited(text, |edit| edit.set(&path("use"), &json!(2)));
    assert_eq!(changed, text.replace("use: *b", "use: 2"));
}

#[test]
fn an_emptied_list_is_written_behind_its_key() {
    let empty = |text: &str| edited(text, |edit| edit.remove(&path("a.0")));
    assert_eq!(empty("a:\n- 1\nb: 2\n"), "a: []\nb: 2\n");
    assert_eq!(empty("a: # one\n# two\n- 1 # three\n"), "a: [] # one\n");
    assert_eq!(empty("a: # one\n\n  # two\n  - 1\nb: 2\n"), "a: [] # one\n\nb: 2\n");
    assert_eq!(empty("a: &all\n  - |\n    1\nb: 2\n"), "a: &all []\nb: 2\n");
    assert_eq!(empty("a:\n  - 1"), "a: []");
}

#[test]
fn values_that_go_together_leave_the_others_as_they_are() {
    let without = |text: &str, at: &'static str, gone: &'static [usize]| {
        let children: Vec<Step> = gone.iter().map(|index| Step::Index(*index)).collect();
        edited(text, |edit| edit.remove_all(&path(at), &children))
    };
    let lines = "a:\n  - 0\n  # one\n  - 1 # 1\n  - 2\n  # three\n  - 3";
    assert_eq!(without(lines, "a", &[0, 1]), "a:\n  - 2\n  # three\n  - 3");
    assert_eq!(without(lines, "a", &[1, 2]), "a:\n  - 0\n  # three\n  - 3");
    assert_eq!(without(lines, "a", &[1, 3]), "a:\n  - 0\n  - 2");
    assert_eq!(without(lines, "a", &[2, 3]), "a:\n  - 0\n  # one\n  - 1 # 1");
    assert_eq!(without("a: [0, 1, 2, 3]\n", "a", &[2, 3]), "a: [0, 1]\n");
    assert_eq!(without("a: [0, 1, 2, 3]\n", "a", &[0, 1, 3]), "a: [2]\n");
    let keys = |text: &str| {
        let children = [Step::Key("x".into()), Step::Key("y".into())];
        edited(text, |edit| edit.remove_all(&path("a.0"), &children))
    };
    assert_eq!(keys("a:\n  - x: 1\n    y: 2\n    z: 3\n"), "a:\n  - z: 3\n");
}
