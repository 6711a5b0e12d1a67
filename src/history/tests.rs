//! What is done, undone and done again.

use super::*;
use crate::source::{FileEdit, FileId, Source};
use crate::text::{TextEdit, TextRange};
use proptest::prelude::*;

fn inputs() -> Workspace {
    let files = [("project.yml", "project:\n"), ("datasets/a.yml", "datasets:\n")];
    Workspace { files: files.map(|(path, text)| Source::new(path, text)).into(), ..Workspace::default() }
}

fn texts(inputs: &Workspace) -> Vec<(&str, &str)> {
    inputs.files.iter().map(|file| (file.path.as_str(), &*file.text)).collect()
}

/// Makes `edit` in the first file and records it.
fn typed(inputs: &mut Workspace, history: &mut History, edit: TextEdit, now: u64) {
    let done = vec![Change::Edit { file: FileId(0), edits: vec![edit] }];
    let inverse = apply(inputs, &done).unwrap();
    history.record(Gesture { title: "Typing".into(), done, inverse }, Kind::Typing, now);
}

#[test]
fn typing_without_a_pause_is_undone_at_once() {
    let (mut inputs, mut history) = (inputs(), History::default());
    for (at, letter) in ["K", "e", "y"].into_iter().enumerate() {
        let offset = u32::try_from(at).unwrap();
        typed(&mut inputs, &mut history, TextEdit::insert(offset, letter), 100 * at as u64);
    }
    typed(&mut inputs, &mut history, TextEdit::insert(3, "s"), 5_000);
    assert_eq!(&*inputs.files[0].text, "Keysproject:\n");
    history.undo(&mut inputs).unwrap();
    assert_eq!(&*inputs.files[0].text, "Keyproject:\n");
    history.undo(&mut inputs).unwrap();
    assert_eq!(&*inputs.files[0].text, "project:\n");
    assert_eq!(history.undo(&mut inputs), Ok(None));
    history.redo(&mut inputs).unwrap();
    assert_eq!(&*inputs.files[0].text, "Keyproject:\n");
}

#[test]
fn backspaces_and_deletes_join_but_not_with_typing_elsewhere() {
    let (mut inputs, mut history) = (inputs(), History::default());
    typed(&mut inputs, &mut history, TextEdit::delete(TextRange::new(6, 7)), 0);
    typed(&mut inputs, &mut history, TextEdit::delete(TextRange::new(5, 6)), 10);
    typed(&mut inputs, &mut history, TextEdit::delete(TextRange::new(5, 6)), 20);
    assert_eq!(&*inputs.files[0].text, "proje\n");
    typed(&mut inputs, &mut history, TextEdit::insert(0, "# "), 30);
    history.undo(&mut inputs).unwrap();
    assert_eq!(&*inputs.files[0].text, "proje\n");
    history.undo(&mut inputs).unwrap();
    assert_eq!(&*inputs.files[0].text, "project:\n");
}

#[test]
fn a_gesture_over_several_files_is_one_step() {
    let (mut inputs, mut history) = (inputs(), History::default());
    let edit = |file, text: &str| FileEdit { file: FileId(file), edit: TextEdit::insert(0, text) };
    let mut done = changes_of(&[edit(1, "# b\n"), edit(0, "# a\n")]);
    done.push(Change::Insert { file: FileId(2), source: Source::new("recipes/r.yml", "recipes: []\n") });
    done.push(Change::Rename { file: FileId(1), path: "datasets/b.yml".into() });
    done.push(Change::Remove { file: FileId(0) });
    let inverse = apply(&mut inputs, &done).unwrap();
    history.record(Gesture { title: "Tidy".into(), done, inverse }, Kind::Command, 0);
    let after = [("datasets/b.yml", "# b\ndatasets:\n"), ("recipes/r.yml", "recipes: []\n")];
    assert_eq!(texts(&inputs), after);
    assert_eq!(history.undo_title().map(AsRef::as_ref), Some("Tidy"));
    history.undo(&mut inputs).unwrap();
    assert_eq!(texts(&inputs), [("project.yml", "project:\n"), ("datasets/a.yml", "datasets:\n")]);
    history.redo(&mut inputs).unwrap();
    assert_eq!(texts(&inputs), after);
}

#[test]
fn variables_and_secrets_are_undone_and_redone_with_the_files() {
    let (mut inputs, mut history) = (inputs(), History::default());
    inputs.variables.insert("TOKEN".to_owned(), "typed".to_owned());
    let done = vec![
        Change::Variable { name: "TOKEN".to_owned(), value: None },
        Change::Secret { name: "TOKEN".to_owned(), declared: true },
        Change::Variable { name: "BUCKET".to_owned(), value: Some("lake".to_owned()) },
        Change::Edit { file: FileId(0), edits: vec![TextEdit::insert(0, "# ")] },
    ];
    let before = inputs.clone();
    let inverse = apply(&mut inputs, &done).unwrap();
    history.record(Gesture { title: "Set up".into(), done, inverse }, Kind::Command, 0);
    let after = inputs.clone();
    assert_eq!(after.variables, [("BUCKET".to_owned(), "lake".to_owned())].into());
    assert_eq!(after.secrets, ["TOKEN".to_owned()].into());
    assert_eq!(&*after.files[0].text, "# project:\n");
    history.undo(&mut inputs).unwrap();
    assert_eq!(inputs, before);
    history.redo(&mut inputs).unwrap();
    assert_eq!(inputs, after);
}

#[test]
fn a_gesture_that_does_not_fit_changes_nothing() {
    let mut inputs = inputs();
    let bad = Change::Edit { file: FileId(0), edits: vec![TextEdit::delete(TextRange::new(0, 99))] };
    let good = Change::Rename { file: FileId(0), path: "x.yml".into() };
    let secret = Change::Secret { name: "TOKEN".into(), declared: true };
    let before = inputs.clone();
    assert!(apply(&mut inputs, &[good, secret, bad]).is_err());
    assert_eq!(inputs, before);
    let gone = Change::Remove { file: FileId(7) };
    assert_eq!(apply(&mut inputs, &[gone]), Err(ChangeError::NoSuchFile(FileId(7))));
}

#[test]
fn a_new_gesture_ends_redo_and_old_ones_are_forgotten() {
    let (mut inputs, mut history) = (inputs(), History::default());
    for step in 0..MAX_DEPTH as u64 + 5 {
        typed(&mut inputs, &mut history, TextEdit::insert(0, "x"), step * 10_000);
    }
    let mut undone = 0;
    while history.undo(&mut inputs).unwrap().is_some() {
        undone += 1;
    }
    assert_eq!(undone, MAX_DEPTH);
    assert_eq!(&*inputs.files[0].text, "xxxxxproject:\n");
    typed(&mut inputs, &mut history, TextEdit::insert(0, "y"), u64::MAX);
    assert_eq!(history.redo(&mut inputs), Ok(None));
}

proptest! {
    #[test]
    fn everything_undone_gives_the_start_and_redone_the_end(
        steps in proptest::collection::vec((any::<u8>(), any::<u8>(), "[a-z\\n]{0,3}", 0u64..1_500), 1..60)
    ) {
        let mut inputs = Workspace { files: vec![Source::new("project.yml", "project: {key: A}\n")], ..Workspace::default() };
        let (start, mut history, mut now) = (inputs.clone(), History::default(), 0);
        for (at, length, insert, pause) in steps {
            let size = inputs.files[0].text.len();
            let from = usize::from(at) % (size + 1);
            let to = (from + usize::from(length) % 4).min(size);
            now += pause;
            typed(&mut inputs, &mut history, TextEdit::replace(TextRange::new(from, to), insert), now);
        }
        let end = inputs.clone();
        while history.undo(&mut inputs).unwrap().is_some() {}
        prop_assert_eq!(&inputs, &start);
        while history.redo(&mut inputs).unwrap().is_some() {}
        prop_assert_eq!(&inputs, &end);
    }
}
