//! Entries put into projects of several shapes.

mod folder;

use expect_test::{Expect, expect};

use super::*;
use crate::config::block_use::Section;

fn entry(name: &str, section: Section) -> NewUse {
    NewUse {
        section,
        reference: "R/A@1.0.0".into(),
        instance_name: name.into(),
        zone: name.into(),
        inputs: vec![],
        outputs: vec![],
        extends: vec![],
    }
}

fn block(name: &str) -> Addition {
    Addition { uses: vec![entry(name, Section::Blocks)], ..Addition::default() }
}

fn recipe() -> NewRecipe {
    NewRecipe {
        name: "copy".into(),
        kind: "python".into(),
        inputs: vec!["A".into()],
        outputs: vec!["B".into(), "C".into()],
        code: "one()\n\ntwo()\n".into(),
    }
}

/// The files after `addition`, each below its path; an arrow stands before the first new entry.
fn after(files: &[(&str, &str)], addition: &Addition, spot: Spot) -> Result<String, Refusal> {
    let sources: Vec<Source> = files.iter().map(|(path, text)| Source::new(*path, text)).collect();
    let inserted = insert(&sources, "dev", addition, spot)?;
    let mut texts: Vec<(String, String)> = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let own = inserted.edits.iter().filter(|edit| edit.file == FileId::new(index));
        let edits: Vec<_> = own.map(|edit| edit.edit.clone()).collect();
        texts.push((source.path.clone(), apply_edits(&source.text, &edits).unwrap()));
    }
    texts.extend(inserted.files.iter().map(|source| (source.path.clone(), source.text.to_string())));
    let (path, text) = &mut texts[inserted.at.file.index()];
    assert_eq!(*path, inserted.path);
    text.insert(inserted.at.range.start as usize, '→');
    let changed = texts
        .iter()
        .enumerate()
        .filter(|(index, (_, text))| sources.get(*index).is_none_or(|source| *source.text != **text));
    Ok(changed.map(|(_, (path, text))| format!("# {path}\n{text}")).collect())
}

#[track_caller]
fn check(files: &[(&str, &str)], addition: &Addition, spot: Spot, expected: Expect) {
    expected.assert_eq(&after(files, addition, spot).unwrap());
}

#[track_caller]
fn check_block(text: &str, expected: Expect) {
    check(&[("project.yml", text)], &block("a"), Spot::End, expected);
}

#[test]
fn a_missing_list_is_made_at_the_end() {
    check_block(
        "version: \"1.0\" # one\n",
        expect![[r##"
            # project.yml
            version: "1.0" # one

            blocks:
              - →ref: R/A@1.0.0
                instance_name: a
                zone_name: a
        "##]],
    );
    check_block(
        "{version: \"1.0\"}\n",
        expect![[r##"
            # project.yml
            {version: "1.0", blocks: [→{ref: R/A@1.0.0, instance_name: a, zone_name: a}]}
        "##]],
    );
}

#[test]
fn an_empty_list_is_opened_and_comments_stay() {
    check_block(
        "blocks: []\nx: 1\n",
        expect![[r#"
            # project.yml
            blocks:
              - →ref: R/A@1.0.0
                instance_name: a
                zone_name: a
            x: 1
        "#]],
    );
    check_block(
        "blocks:\nx: 1\n",
        expect![[r#"
            # project.yml
            blocks:
              - →ref: R/A@1.0.0
                instance_name: a
                zone_name: a
            x: 1
        "#]],
    );
    check_block(
        "blocks: # none yet\nx: 1\n",
        expect![[r#"
            # project.yml
            blocks: # none yet
              - →ref: R/A@1.0.0
                instance_name: a
                zone_name: a
            x: 1
        "#]],
    );
    check_block(
        "blocks: [] # none yet\nx: 1\n",
        expect![[r#"
            # project.yml
            blocks: # none yet
              - →ref: R/A@1.0.0
                instance_name: a
                zone_name: a
            x: 1
        "#]],
    );
    check_block(
        "{blocks: , x: 1}\n",
        expect![[r#"
            # project.yml
            {blocks: [→{ref: R/A@1.0.0, instance_name: a, zone_name: a}] , x: 1}
        "#]],
    );
}

#[test]
fn entries_stand_behind_what_is_there() {
    check_block(
        "blocks:\n  - ref: R/B # old\n# end\n",
        expect![[r#"
            # project.yml
            blocks:
              - ref: R/B # old
              - →ref: R/A@1.0.0
                instance_name: a
                zone_name: a
            # end
        "#]],
    );
    check_block(
        "blocks:\n- ref: R/B\nx: 1\n",
        expect![[r#"
            # project.yml
            blocks:
            - ref: R/B
            - →ref: R/A@1.0.0
              instance_name: a
              zone_name: a
            x: 1
        "#]],
    );
    check_block(
        "blocks: [{ref: R/B}]\n",
        expect![[r#"
            # project.yml
            blocks: [{ref: R/B}, →{ref: R/A@1.0.0, instance_name: a, zone_name: a}]
        "#]],
    );
}

#[test]
fn entries_stand_directly_behind_another() {
    let text = "blocks:\n  - ref: R/B\n    inputs: {IN: X}\n  # the last\n  - ref: R/C\n";
    let start = text.find("ref: R/B").unwrap();
    let at = Location { file: FileId(0), range: TextRange::new(start, text.find("\n  # the").unwrap()) };
    let addition = Addition { datasets: vec![NewDataset::managed("RAW")], ..block("a") };
    check(
        &[("project.yml", text)],
        &addition,
        Spot::After(at),
        expect![[r#"
            # project.yml
            blocks:
              - ref: R/B
                inputs: {IN: X}
              - →ref: R/A@1.0.0
                instance_name: a
                zone_name: a
              # the last
              - ref: R/C

            datasets:
              - name: RAW
                type: managed
        "#]],
    );
}

#[test]
fn all_lists_are_filled_together() {
    let addition = Addition {
        uses: vec![
            entry("s", Section::Solutions),
            NewUse {
                inputs: vec![("IN".into(), "RAW".into())],
                outputs: vec![("OUT".into(), "CLEAN".into()), ("NO".into(), "yes".into())],
                extends: vec![serde_json::json!({"recipe": "r", "override_with": "copy"})],
                ..entry("a", Section::Blocks)
            },
        ],
        datasets: vec![NewDataset {
            columns: vec![serde_json::json!({"type": "int", "name": "ID"})],
            ..NewDataset::managed("RAW")
        }],
        recipes: vec![recipe()],
    };
    let text = "datasets:\n- name: A\n  type: managed\n";
    check(
        &[("project.yml", text)],
        &addition,
        Spot::End,
        expect![[r##"
            # project.yml
            datasets:
            - name: A
              type: managed
            - name: RAW
              type: managed
              schema:
                columns:
                  - {name: ID, type: int}

            blocks:
              - →ref: R/A@1.0.0
                instance_name: a
                zone_name: a
                inputs:
                  IN: RAW
                outputs:
                  OUT: CLEAN
                  "NO": "yes"
                extends:
                  - {override_with: copy, recipe: r}

            solutions:
              - ref: R/A@1.0.0
                instance_name: s
                zone_prefix: s

            recipes:
              - name: copy
                type: python
                inputs: [A]
                outputs: [B, C]
                code: |
                  one()

                  two()
        "##]],
    );
}

#[test]
fn what_cannot_be_extended_is_left_alone() {
    let refusal = |files: &[(&str, &str)]| after(files, &block("a"), Spot::End).unwrap_err().to_string();
    expect!["Nothing was added: the project has no project.yml. Add one, or start a new project."]
        .assert_eq(&refusal(&[]));
    expect!["Nothing was added: project.yml cannot be read as a configuration. Mend its syntax first."]
        .assert_eq(&refusal(&[("project.yml", "- a\n")]));
    expect!["Nothing was added: `blocks` in project.yml is no list. Make it one in the text first."]
        .assert_eq(&refusal(&[("project.yml", "blocks: text\n")]));
    expect!["Nothing was added: `blocks` in project.yml comes from an alias or a merge key, so other places would change too. Write it out as a list of its own first."].assert_eq(&refusal(&[("project.yml", "x: &x [{ref: R/B}]\nblocks: *x\n")]));
    expect!["Nothing was added: `blocks` in project.yml comes from an alias or a merge key, so other places would change too. Write it out as a list of its own first."].assert_eq(&refusal(&[("project.yml", "x: &x {blocks: [{ref: R/B}]}\n<<: *x\n")]));
    let nothing = after(&[("project.yml", "")], &Addition::default(), Spot::End);
    assert_eq!(nothing, Err(Refusal::Nothing));
}
