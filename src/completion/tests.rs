//! Completion and explanation in small projects; a bar marks the offset.

mod version_1_1;

use std::collections::{BTreeMap, BTreeSet};

use expect_test::{Expect, expect};

use super::*;
use crate::source::Source;
use crate::text::apply_edits;
use crate::workspace::analyze;

const DATASETS: &str = "datasets:\n  - {name: CLEAN, type: managed}\n  - {name: RAW, type: snowflake, connection: lake}\n  - {name: BEST, type: s3}\n";
const RECIPES: &str = "recipes:\n  - {name: clean, type: python, inputs: [RAW], outputs: [CLEAN]}\n  - {name: rank, type: sql, inputs: [CLEAN], outputs: [BEST]}\n";

/// The workspace of `text` at `path` beside two other files, and where the bar stood.
fn project(path: &str, text: &str) -> (Workspace, Analysis, FileId, u32) {
    let offset = text.find('¦').unwrap();
    let mut files = vec![
        Source::new("project.yml", "project: {key: P, name: Pea}\n"),
        Source::new("datasets/all.yml", DATASETS),
        Source::new("recipes/all.yml", RECIPES),
        Source::new("environments/dev.yml", "variables: {LAKE: lake_dev, SITE: north}\n"),
    ];
    files.retain(|file| file.path != path);
    files.push(Source::new(path, &text.replace('¦', "")));
    let file = FileId::new(files.len() - 1);
    let workspace = Workspace {
        files,
        environment: "dev".into(),
        variables: BTreeMap::from([("TYPED".to_owned(), "x".to_owned())]),
        secrets: BTreeSet::from(["TOKEN".to_owned()]),
        ..Workspace::default()
    };
    let analysis = analyze(&workspace);
    (workspace, analysis, file, u32::try_from(offset).unwrap())
}

fn offered(path: &str, text: &str) -> Vec<Completion> {
    let (workspace, analysis, file, offset) = project(path, text);
    complete(&workspace, &analysis, file, offset)
}

fn labels(path: &str, text: &str) -> String {
    offered(path, text).iter().map(|choice| choice.label.clone()).collect::<Vec<_>>().join(" ")
}

/// The text after choosing `label`, with bars around what is selected.
fn chosen(path: &str, text: &str, label: &str) -> String {
    let choices = offered(path, text);
    let choice = choices.iter().find(|choice| choice.label == label).unwrap();
    let mut edit = choice.edit.clone();
    edit.insert.insert(choice.select.end as usize, '¦');
    edit.insert.insert(choice.select.start as usize, '¦');
    apply_edits(&text.replace('¦', ""), &[edit]).unwrap()
}

fn check(cases: &[(&str, &str)], expected: Expect) {
    let lines: Vec<String> = cases.iter().map(|(path, text)| format!("{}\n", labels(path, text))).collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn keys_that_are_not_there_yet_are_offered() {
    check(
        &[
            ("project.yml", "version: '1.0'\n¦\nproject:\n  key: P\n"),
            ("project.yml", "project:\n  key: P\n  ¦\n  name: Pea\n"),
            ("datasets/x.yml", "¦"),
            ("datasets/x.yml", "datasets:\n  - name: A\n    ¦\n    type: s3\n"),
            (
                "datasets/x.yml",
                "datasets:\n  - name: A\n    schema:\n      columns:\n        - {name: C, ¦}\n",
            ),
            ("datasets/x.yml", "datasets:\n  - name: A\n    lifecycle:\n      ¦"),
            ("recipes/x.yml", "recipes:\n  - ¦"),
            ("recipes/x.yml", "recipes:\n  - name: r\n  ¦"),
            ("recipes/x.yml", "recipes:\n  - name: r\n    params:\n      ¦"),
            ("environments/prod.yml", "¦"),
            ("notes/x.yml", "¦"),
        ],
        expect![[r#"
            metadata datasets recipes blocks solutions conventions
            description settings lifecycle
            datasets
            connection params schema format_type lifecycle
            type nullable
            prevent_destroy ignore_changes
            new recipe name type inputs outputs params code lifecycle
            new recipe

            variables secrets

        "#]],
    );
}

#[test]
fn words_are_offered_where_only_they_fit() {
    check(
        &[
            ("project.yml", "version: ¦"),
            ("project.yml", "conventions: {names: ¦}"),
            ("datasets/x.yml", "datasets:\n  - format_type: ¦\n"),
            ("datasets/x.yml", "datasets:\n  - lifecycle: {prevent_destroy: ¦}\n"),
            ("recipes/x.yml", "recipes:\n  - name: r\n    type: p¦\n"),
            ("recipes/x.yml", "recipes:\n  - name: ¦\n"),
            ("recipes/x.yml", "recipes:\n  - code: |\n      type: ¦\n"),
        ],
        expect![[r#"
            "1.0" "1.1"
            upper dss
            parquet csv json avro
            true false
            distinct group grouping join pivot python sort split sql sync topn window


        "#]],
    );
}

#[test]
fn datasets_are_offered_that_are_not_in_the_list() {
    check(
        &[
            ("recipes/x.yml", "recipes:\n  - name: r\n    inputs: [¦]\n"),
            ("recipes/x.yml", "recipes:\n  - name: r\n    inputs: [RAW, ¦, BEST]\n"),
            ("recipes/x.yml", "recipes:\n  - name: r\n    outputs:\n      - CLEAN\n      - ¦\n"),
            ("recipes/x.yml", "recipes:\n  - name: r\n    inputs: [{ref: ¦}]\n"),
            ("recipes/x.yml", "recipes:\n  - name: r\n    inputs: [C¦\n  - name: s\n"),
            (
                "project.yml",
                "project: {key: P, name: Pea}\ndatasets:\n  - {name: ZERO, type: s3}\nrecipes:\n  - inputs: [¦]\n",
            ),
        ],
        expect![[r#"
            BEST CLEAN RAW
            CLEAN
            BEST RAW
            BEST CLEAN RAW
            BEST CLEAN RAW
            ZERO BEST CLEAN RAW
        "#]],
    );
    let raw = &offered("recipes/x.yml", "recipes:\n  - name: r\n    inputs: [R¦]\n")[2];
    assert_eq!((raw.kind, &*raw.detail), (Kind::Dataset, "snowflake through lake"));
}

#[test]
fn variables_are_offered_in_braces() {
    let path = "datasets/x.yml";
    let cases = [
        "datasets:\n  - connection: \"{{¦\n",
        "datasets:\n  - connection: \"{{ env.¦LAKE }}\"\n",
        "datasets:\n  - connection: \"{{ env.LAKE }}/{{ en¦}}\"\n",
        "datasets:\n  - connection: \"{{ env.LAKE }}¦\"\n",
    ];
    let cases: Vec<(&str, &str)> = cases.iter().map(|text| (path, *text)).collect();
    check(
        &cases,
        expect![[r#"
            env.LAKE env.SITE env.TOKEN env.TYPED
            env.LAKE env.SITE env.TOKEN env.TYPED
            env.LAKE env.SITE env.TOKEN env.TYPED

        "#]],
    );
    let written: Vec<String> = cases[..3].iter().map(|(_, text)| chosen(path, text, "env.SITE")).collect();
    expect![[r#"
        datasets:
          - connection: "{{ env.SITE }}¦¦
        datasets:
          - connection: "{{ env.SITE¦¦ }}"
        datasets:
          - connection: "{{ env.LAKE }}/{{ env.SITE ¦¦}}"
    "#]]
    .assert_eq(&written.concat());
}

#[test]
fn a_choice_is_written_as_its_place_needs_it() {
    let cases = [
        ("datasets/x.yml", "datasets:\n  - na¦\n", "name"),
        ("datasets/x.yml", "datasets:\n  - na¦me: A\n", "name"),
        ("datasets/x.yml", "datasets:\n  - sch¦\n", "schema"),
        ("datasets/x.yml", "datasets:\n  - name: A\n    sch¦\n", "schema"),
        ("datasets/x.yml", "datasets:\n  - {name: A, ¦}\n", "schema"),
        ("datasets/x.yml", "datasets:\n  - type: sno¦wfl\n", "s3"),
        ("datasets/x.yml", "datasets:\n  - type: 'sno¦'\n", "s3"),
        ("project.yml", "dat¦", "datasets"),
        ("recipes/x.yml", "recipes:\n  - name: r\n    out¦", "outputs"),
        ("recipes/x.yml", "recipes:\n  - name: r\n    ¦", "code"),
        ("recipes/x.yml", "recipes:\n  - name: r\n    inputs: [RAW, \"C¦\"]\n", "CLEAN"),
        ("datasets/x.yml", "datasets:\n  ¦", "new dataset"),
        ("datasets/x.yml", "datasets:\n  - name: A\n  ¦", "new dataset"),
        ("recipes/x.yml", "recipes:\n  - ¦", "new recipe"),
        ("datasets/x.yml", "datasets:\n  - schema:\n      columns:\n        - ¦", "new column"),
        ("datasets/x.yml", "datasets: [¦]", "new dataset"),
    ];
    let written: Vec<String> = cases
        .iter()
        .map(|(path, text, label)| format!("{}\n", chosen(path, text, label).trim_end_matches('\n')))
        .collect();
    expect![[r#"
        datasets:
          - name: ¦¦
        datasets:
          - name¦¦: A
        datasets:
          - schema:
              ¦¦
        datasets:
          - name: A
            schema:
              ¦¦
        datasets:
          - {name: A, schema: {¦¦}}
        datasets:
          - type: s3¦¦
        datasets:
          - type: 's3¦¦'
        datasets:
          - ¦¦
        recipes:
          - name: r
            outputs: [¦¦]
        recipes:
          - name: r
            code: |
              ¦¦
        recipes:
          - name: r
            inputs: [RAW, "CLEAN¦¦"]
        datasets:
          - name: ¦NEW_DATASET¦
            type: managed
            format_type: parquet
        datasets:
          - name: A
          - name: ¦NEW_DATASET¦
            type: managed
            format_type: parquet
        recipes:
          - name: ¦new_recipe¦
            type: python
            inputs: []
            outputs: []
            code: |
        datasets:
          - schema:
              columns:
                - {name: ¦COLUMN¦, type: string}
        datasets: [{name: ¦NEW_DATASET¦, type: managed}]
    "#]]
    .assert_eq(&written.concat());
}

#[test]
fn what_stands_in_the_text_is_explained() {
    let cases = [
        ("project.yml", "pro¦ject:\n  key: P\n"),
        ("datasets/all.yml", "datasets:\n  - na¦me: RAW\n    type: s3\n"),
        ("datasets/all.yml", "datasets:\n  - name: R¦AW\n    type: s3\n    connection: lake\n"),
        ("datasets/x.yml", "datasets:\n  - name: A\n    type: mana¦ged\n"),
        ("recipes/x.yml", "recipes:\n  - name: r\n    inputs: [RAW, CLE¦AN]\n"),
        ("recipes/x.yml", "recipes:\n  - name: r\n    inputs: [NOTHI¦NG]\n"),
        ("recipes/x.yml", "recipes:\n  - {\"ty¦pe\": sql}\n"),
        ("recipes/x.yml", "recipes:\n  - name: r # na¦me\n"),
        ("recipes/x.yml", "recipes:\n  - name: r\n  ¦\n"),
    ];
    let shown = |(path, text): &(&str, &str)| {
        let (workspace, analysis, file, offset) = project(path, text);
        match explain(&workspace, &analysis, file, offset) {
            Some(found) => {
                let word = found.range.of(&workspace.files[file.index()].text).to_owned();
                format!("{word}: {} | {}\n", found.title, found.text.join(" | "))
            }
            None => "nothing\n".to_owned(),
        }
    };
    let lines: Vec<String> = cases.iter().map(shown).collect();
    expect![[r#"
        project: project | The DSS project that everything below belongs to.
        name: name | The name of the dataset, by which recipes refer to it.
        RAW: dataset RAW | s3 through lake | No recipe writes it. | Read by clean.
        managed: managed | Data that DSS stores and manages itself.
        CLEAN: dataset CLEAN | managed | Written by clean. | Read by rank, r.
        nothing
        type: type | What the recipe does.
        nothing
        nothing
    "#]]
    .assert_eq(&lines.concat());
}
