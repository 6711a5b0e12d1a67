//! Reading configurations, and the report that the tests of rules compare.

use expect_test::{Expect, expect};

use super::*;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::{FileId, Source};
use crate::text::LineIndex;
use crate::yaml;

/// Reads files, given as path and text, without variables.
pub(crate) fn read_files(files: &[(&str, &str)]) -> (Config, Vec<Diagnostic>) {
    let sources: Vec<Source> = files.iter().map(|(path, text)| Source::new(*path, text)).collect();
    let mut problems = Pile::default();
    let mut documents = Vec::new();
    for (role, file) in layout::read_order(&sources, "dev") {
        let document = yaml::parse(file, &sources[file.index()]);
        problems.extend(document.problems);
        documents.extend(document.root.map(|node| (role, sections::Part { file, node })));
    }
    let sections = sections::merge(&documents, &mut problems);
    let config = read::read(&sections, &sources, &mut problems);
    (config, problems.into_found())
}

/// One line for each problem, with its place, and one for its fix.
pub(crate) fn shown(text: &str, problems: &[Diagnostic]) -> String {
    let index = LineIndex::new(text);
    let mut shown = String::new();
    for problem in problems {
        let at =
            problem.at.map_or_else(|| "-".to_owned(), |at| index.locate(text, at.range.start).to_string());
        shown += &format!("{at} {problem}\n");
        if let Some(fix) = &problem.fix {
            let safety = if fix.safety == Safety::Safe { "safe" } else { "guess" };
            shown += &format!("    fix ({safety}): {}\n", fix.title);
        }
    }
    shown
}

/// Compares what reading `text` reports.
pub(crate) fn check(text: &str, expected: Expect) {
    let (_, problems) = read_files(&[("project.yml", text)]);
    expected.assert_eq(&shown(text, &problems));
}

/// Compares what reading `text` as the project file beside other `files` reports.
pub(crate) fn check_project(text: &str, files: &[(&str, &str)], expected: Expect) {
    let files: Vec<(&str, &str)> = [("project.yml", text)].iter().chain(files).copied().collect();
    let (_, problems) = read_files(&files);
    expected.assert_eq(&shown(text, &problems));
}

fn check_files(files: &[(&str, &str)], expected: Expect) {
    let (_, problems) = read_files(files);
    let lines: Vec<String> = problems.iter().map(|problem| format!("{problem}\n")).collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn reads_all_fields_and_keeps_their_places() {
    let text = "version: '1.1'\nproject: {key: P, name: Pea, description: d, settings: {a: 1}}\ndatasets:\n  - name: A\n    type: s3\n    connection: lake\n    params: {b: [1]}\n    schema: {columns: [{name: x, type: int, nullable: true}]}\n    format_type: csv\n    lifecycle: {prevent_destroy: true, ignore_changes: [params.b]}\nrecipes:\n  - {name: r, type: sql, inputs: [A, {ref: A, role: side}], outputs: [A], params: {}, code: select 1}\n";
    let (config, problems) = read_files(&[("project.yml", text)]);
    assert_eq!(problems, vec![]);
    let dataset = config.dataset("A").unwrap();
    assert_eq!(dataset.connection.as_ref().unwrap().at.range.of(text), "lake");
    assert!(dataset.lifecycle.prevent_destroy);
    assert_eq!(dataset.lifecycle.ignore_changes, ["params.b"]);
    let recipe = config.recipe("r").unwrap();
    assert_eq!(recipe.inputs()[1].written, serde_json::json!({"ref": "A", "role": "side"}));
    assert_eq!(recipe.code.as_deref(), Some("select 1"));
}

#[test]
fn null_counts_as_absent() {
    check(
        "version:\nmetadata:\nproject: {key: P, name: Pea, description: , settings: ~, lifecycle: }\ndatasets:\nrecipes: ~\nblocks:\nconventions: {names: }\n",
        expect![""],
    );
}

#[test]
fn files_are_merged_and_indices_count_the_merged_list() {
    let project = "project: {key: P, name: Pea}\ndatasets: [{name: A, type: s3}]\n";
    let more = "datasets:\n  - {name: B}\n  - 5\nversion: '1.0'\nx-note: 1\n";
    check_files(
        &[("datasets/b.yml", more), ("project.yml", project), ("datasets/a.yml", "datasets:\n")],
        expect![[r#"
            warning SCH008 version: the key "version" is not known here
            error SCH002 datasets[2]: expected a mapping, found a whole number 5
            error SCH003 datasets[1].type: the dataset "B" has no `type`
        "#]],
    );
}

#[test]
fn files_of_another_shape() {
    let project = ("project.yml", "project: {key: P, name: Pea}\n");
    check_files(
        &[project, ("datasets/a.yml", "- {name: A, type: s3}\n")],
        expect![[r#"
        error SCH002 $: expected a mapping with the list `datasets`, found a list
    "#]],
    );
    check_files(
        &[project, ("datasets/a.yml", "name: A\ntype: s3\n")],
        expect![[r#"
        error SCH003 datasets: the file has no `datasets`
    "#]],
    );
    check_files(
        &[project, ("recipes/a.yml", "recipes: {name: r}\nproject: {}\n")],
        expect![[r#"
        warning SCH008 project: the key "project" is not known here
        error SCH002 recipes: expected a list of entries, found a mapping
    "#]],
    );
    check_files(
        &[("project.yaml", project.1), ("datasets/a.yml", "datasets: []\n")],
        expect![[r#"
        error SCH003 project: the folder without `project.yml` has no `project`
    "#]],
    );
}

#[test]
fn variables_come_from_the_files_of_the_environment() {
    let files = [
        Source::new("project.yml", "project: {}"),
        Source::new(".dataiku/variables.yml", "variables: {A: all, B: all, N: 5}\nsecrets: [PW]\n"),
        Source::new("environments/dev.yml", "environment: {name: dev}\nvariables: {A: dev}\nvariabels: {}\n"),
        Source::new("environments/prod.yml", "variables: {A: prod}\n"),
    ];
    let parsed = layout::read_order(&files, "dev").into_iter().map(|(role, file)| {
        let node = yaml::parse(file, &files[file.index()]).root.unwrap();
        (role, sections::Part { file, node })
    });
    let documents: Vec<_> = parsed.collect();
    let session = [("A".to_owned(), "typed".to_owned()), ("C".to_owned(), "typed".to_owned())].into();
    let mut problems = Pile::default();
    let variables = environment::variables(&documents, &session, &["S".to_owned()].into(), &mut problems);
    let names: Vec<&str> = variables.names().into_iter().collect();
    assert_eq!(names, ["A", "B", "C", "PW", "S"]);
    let winner = &variables.layers[0].values["A"];
    assert_eq!(&*winner.value, "dev");
    assert_eq!(winner.at.map(|at| at.range.of(&files[at.file.index()].text)), Some("dev"));
    assert_eq!(variables.secrets["S"], None);
    assert_eq!(variables.secrets["PW"].map(|at| at.file), Some(FileId(1)));
    let lines: Vec<String> = problems.into_found().iter().map(ToString::to_string).collect();
    expect![[r#"
        error SCH002 variables.N: expected text, found a whole number 5
        notice SCH009 environment: "environment" is accepted but not planned yet
        warning SCH008 variabels: the key "variabels" is not known here"#]]
    .assert_eq(&lines.join("\n"));
    assert_eq!(files[FileId(0).index()].path, "project.yml");
}
