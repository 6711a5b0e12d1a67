//! Entries put into projects of several files.

use super::*;

/// A project in a folder keeps each dataset and recipe in a file.
#[test]
fn a_folder_gets_new_files() {
    let files = [
        ("project.yml", "project: {key: P}\n"),
        ("datasets/a.yml", "datasets: []\n"),
        ("datasets/RAW.yml", "datasets: []\n"),
    ];
    let datasets = vec![NewDataset::managed("RAW"), NewDataset::managed("Raw"), NewDataset::managed("a b")];
    let addition = Addition { datasets, recipes: vec![recipe()], ..Addition::default() };
    check(
        &files,
        &addition,
        Spot::End,
        expect![[r#"
        # datasets/raw_2.yml
        datasets:
          - →name: RAW
            type: managed
        # datasets/raw_3.yml
        datasets:
          - name: Raw
            type: managed
        # datasets/a_b.yml
        datasets:
          - name: a b
            type: managed
        # recipes/copy.yml
        recipes:
          - name: copy
            type: python
            inputs: [A]
            outputs: [B, C]
            code: |
              one()

              two()
    "#]],
    );
}

#[test]
fn recipes_that_are_kept_in_the_project_file_stay_there() {
    let files = [
        ("project.yml", "recipes:\n  - name: first\n"),
        ("datasets/a.yml", "datasets:\n  - name: A\n  - name: B\n"),
    ];
    let addition = Addition { recipes: vec![recipe()], ..Addition::default() };
    check(
        &files,
        &addition,
        Spot::End,
        expect![[r#"
        # project.yml
        recipes:
          - name: first
          - →name: copy
            type: python
            inputs: [A]
            outputs: [B, C]
            code: |
              one()

              two()
    "#]],
    );
    let at = Location { file: FileId(1), range: TextRange::new(14, 21) };
    let addition = Addition { datasets: vec![NewDataset::managed("NEW")], ..Addition::default() };
    check(
        &files,
        &addition,
        Spot::After(at),
        expect![[r#"
        # datasets/a.yml
        datasets:
          - name: A
          - →name: NEW
            type: managed
          - name: B
    "#]],
    );
}
