//! What is written, and read back.

use std::collections::BTreeSet;

use super::*;

fn workspace(files: &[(&str, &str)]) -> Workspace {
    Workspace {
        files: files.iter().map(|(path, text)| Source::new(*path, text)).collect(),
        environment: "dev".into(),
        variables: BTreeMap::from([("PASSWORD".to_owned(), "hunter2".to_owned())]),
        secrets: BTreeSet::from(["TOKEN".to_owned()]),
        ..Workspace::default()
    }
}

fn draft(files: &[(&str, &str)]) -> Draft {
    Draft::of(&workspace(files), &Project::new("id".into(), "Plant".into(), 1), 2)
}

/// The writes in short: a letter for the kind, and the path.
fn kinds(saving: &Saving) -> Vec<String> {
    let kind = |write: &Write| match write {
        Write::Project(_) => "project".to_owned(),
        Write::File(file) => format!("+{}", file.path),
        Write::RemoveFile(path) => format!("-{path}"),
        Write::State(state) => format!("state {}", state.is_some()),
        Write::Original(_) => "original".to_owned(),
    };
    saving.writes.iter().map(kind).collect()
}

#[test]
fn only_what_changed_is_written() {
    let first = draft(&[("a.yml", "a: 1\n"), ("b.yml", "b: 1\n")]).save(None, false);
    assert_eq!(kinds(&first), ["+a.yml", "+b.yml", "state false", "project"]);
    let same = draft(&[("a.yml", "a: 1\n"), ("b.yml", "b: 1\n")]).save(Some(&first.stored), false);
    assert!(same.writes.is_empty());
    let next = draft(&[("a.yml", "a: 2\n"), ("c.yml", "c: 1\n")]).save(Some(&first.stored), false);
    assert_eq!(kinds(&next), ["+a.yml", "+c.yml", "-b.yml", "project"]);
}

#[test]
fn an_emptied_file_keeps_its_last_text_in_storage() {
    let first = draft(&[("a.yml", "a: 1\n")]).save(None, false);
    let emptied = draft(&[("a.yml", " \n")]).save(Some(&first.stored), false);
    assert_eq!((kinds(&emptied).len(), emptied.held_back.as_slice()), (0, ["a.yml".to_owned()].as_slice()));
    assert_eq!(&*emptied.stored.files["a.yml"].text, "a: 1\n");
    let wanted = draft(&[("a.yml", " \n")]).save(Some(&emptied.stored), true);
    assert_eq!(kinds(&wanted), ["+a.yml", "project"]);
    let typed = draft(&[("a.yml", "b")]).save(Some(&emptied.stored), false);
    assert_eq!(&*typed.stored.files["a.yml"].text, "b");
}

#[test]
fn what_was_written_is_read_back_without_any_value() {
    let mut inputs = workspace(&[("b.yml", "b: 1\r\n"), ("a.yml", "\u{feff}a: ß\n")]);
    inputs.state = Some("{}".into());
    let saving = Draft::of(&inputs, &Project::new("id".into(), "Plant".into(), 1), 2).save(None, false);
    let (mut project, mut files, mut state) = (String::new(), Vec::new(), None);
    for write in &saving.writes {
        match write {
            Write::Project(record) => project.clone_from(record),
            Write::File(file) => files.push(file_record(file)),
            Write::State(text) => state = text.as_ref().map(ToString::to_string),
            Write::RemoveFile(_) | Write::Original(_) => {}
        }
    }
    assert!(!format!("{project}{files:?}").contains("hunter2"));
    let (draft, missing) = Draft::read(&project, &files, state).unwrap();
    assert_eq!(draft, saving.stored);
    assert_eq!(draft.sources(), inputs.files);
    assert!(missing.is_empty());
    let (_, missing) = Draft::read(&project, &["nonsense".to_owned()], None).unwrap();
    assert_eq!(missing, ["b.yml", "a.yml"]);
    assert_eq!(read_files(&record_of_files(&inputs.files)), Some(inputs.files));
}

#[test]
fn a_later_or_damaged_record_is_left_alone() {
    let record = Project::new("id".into(), "x".into(), 1).record();
    let later = record.replace("\"format\":1", "\"format\":2");
    assert_eq!(Project::read(&later), Err(Unreadable::Newer));
    assert_eq!(Project::read("{}"), Err(Unreadable::Damaged));
}
