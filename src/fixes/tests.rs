//! Fixes applied to small projects.

use super::*;
use crate::source::Source;
use crate::workspace::analyze;
use expect_test::{Expect, expect};

fn workspace(files: &[(&str, &str)]) -> Workspace {
    let files = files.iter().map(|(path, text)| Source::new(*path, text)).collect();
    Workspace { files, environment: "dev".into(), strict: true, ..Workspace::default() }
}

fn check(files: &[(&str, &str)], expected: Expect) {
    let mut workspace = workspace(files);
    let fixed = apply_safe_fixes(&workspace);
    history::apply(&mut workspace, &fixed.changes).unwrap();
    let mut shown = fixed.applied.join("\n") + &format!("\n{} left\n", fixed.left);
    workspace.files.iter().for_each(|source| shown += &format!("--- {}\n{}", source.path, source.text));
    expected.assert_eq(&shown);
}

#[test]
fn fixes_of_all_levels_and_files_follow_one_another() {
    check(
        &[
            ("project.yml", "version: '1.0'\nproject: {key: P, nam: {{ env.NAME }}, descripton: d}\n"),
            ("datasets/a.yml", "datasets:\n  - {name: A, typ: manged}\n  - {name: B, type: s33}\n"),
        ],
        expect![[r#"
            Put the placeholder in quotes
            Rename to name
            Rename to type
            Replace by s3
            Rename to description
            Replace by managed
            0 left
            --- project.yml
            version: '1.0'
            project: {key: P, name: "{{ env.NAME }}", description: d}
            --- datasets/a.yml
            datasets:
              - {name: A, type: managed}
              - {name: B, type: s3}
        "#]],
    );
}

#[test]
fn of_two_fixes_that_clash_the_first_is_made() {
    check(
        &[("project.yml", "project: {key: P, name: P, descripton: a, descriptio: b}\n")],
        expect![[r#"
            Rename to description
            0 left
            --- project.yml
            project: {key: P, name: P, description: a, descriptio: b}
        "#]],
    );
    check(
        &[("project.yml", "project: {key: P, name: P}\nrecips: []\nrecipess: []\n")],
        expect![[r#"
        Rename to recipes
        0 left
        --- project.yml
        project: {key: P, name: P}
        recipes: []
        recipess: []
    "#]],
    );
}

#[test]
fn many_syntax_errors_that_hide_one_another_are_all_mended() {
    check(
        &[(
            "project.yml",
            "project: {key: P, name: P}\ndatasets:\n- name: A\n  type: s3\n  connection: {{ env.A }}\n- name: B\n  type: s3\n  connection: {{ env.A }}\n",
        )],
        expect![[r#"
            Put the placeholder in quotes
            Put the placeholder in quotes
            0 left
            --- project.yml
            project: {key: P, name: P}
            datasets:
            - name: A
              type: s3
              connection: "{{ env.A }}"
            - name: B
              type: s3
              connection: "{{ env.A }}"
        "#]],
    );
}

#[test]
fn a_stopped_run_keeps_what_it_did() {
    let recipe = "recipes:\n- name: r\n  type: sql\n  outputs: [A]\n  inputs: [1, 2, 3]\n";
    let mut workspace = workspace(&[("project.yml", &format!("project: {{key: P, name: P}}\n{recipe}"))]);
    let start = |workspace: &Workspace| Run::new(workspace.clone(), analyze(workspace), Memory::default());
    let mut run = start(&workspace);
    assert_eq!(run.extent(), (0, 3));
    assert_eq!(run.step(), Progress::Going);
    assert_eq!(run.extent(), (1, 2));
    let fixed = run.finish();
    assert_eq!((fixed.applied.len(), fixed.left), (1, 2));
    history::apply(&mut workspace, &fixed.changes).unwrap();
    assert_eq!(start(&workspace).extent(), (0, 2));
}

#[test]
fn nothing_safe_means_nothing_changed() {
    let fixed = apply_safe_fixes(&workspace(&[("project.yml", "project: {key: p, name: P}\n")]));
    assert_eq!(fixed, Fixed::default());
}

#[test]
fn many_mappings_are_mended_at_once_and_the_work_is_bounded() {
    let fix = |section: &str, entries: &dyn Fn(usize) -> String| {
        let entries: String = (0..=MAX_ANALYSES).map(entries).collect();
        let text = format!("project: {{key: P, name: P}}\n{section}\n{entries}");
        let fixed = apply_safe_fixes(&workspace(&[("project.yml", &text)]));
        (fixed.applied.len(), fixed.changes.len(), fixed.left)
    };
    let dataset = |n| format!("- {{name: D{n}, type: s33}}\n");
    assert_eq!(fix("datasets:", &dataset), (MAX_ANALYSES + 1, 1, 0));
    let input = |n| format!("  - {n}\n");
    let recipe = "recipes:\n- name: r\n  type: sql\n  outputs: [A]\n  inputs:";
    assert_eq!(fix(recipe, &input), (MAX_ANALYSES, MAX_ANALYSES, 1));
}
