//! What is done, undone and done again.

use super::*;
use crate::source::{FileEdit, FileId};
use crate::text::{TextEdit, TextRange};
use proptest::prelude::*;

fn files() -> Vec<Source> {
    vec![Source::new("project.yml", "project:\n"), Source::new("datasets/a.yml", "datasets:\n")]
}

fn texts(files: &[Source]) -> Vec<(&str, &str)> {
    files.iter().map(|file| (file.path.as_str(), &*file.text)).collect()
}

/// Makes `edit` in the first file and records it.
fn typed(files: &mut Vec<Source>, history: &mut History, edit: TextEdit, now: u64) {
    let done = vec![Change::Edit { file: FileId(0), edits: vec![edit] }];
    let inverse = apply(files, &done).unwrap();
    history.record(Gesture { title: "Typing".into(), done, inverse }, Kind::Typing, now);
}

#[test]
fn typing_without_a_pause_is_undone_at_once() {
    let (mut files, mut history) = (files(), History::default());
    for (at, letter) in ["K", "e", "y"].into_iter().enumerate() {
        let offset = u32::try_from(at).unwrap();
        typed(&mut files, &mut history, TextEdit::insert(offset, letter), 100 * at as u64);
    }
    typed(&mut files, &mut history, TextEdit::insert(3, "s"), 5_000);
    assert_eq!(&*files[0].text, "Keysproject:\n");
    history.undo(&mut files).unwrap();
    assert_eq!(&*files[0].text, "Keyproject:\n");
    history.undo(&mut files).unwrap();
    assert_eq!(&*files[0].text, "project:\n");
    assert_eq!(history.undo(&mut files), Ok(None));
    history.redo(&mut files).unwrap();
    assert_eq!(&*files[0].text, "Keyproject:\n");
}

#[test]
fn backspaces_and_deletes_join_but_not_with_typing_elsewhere() {
    let (mut files, mut history) = (files(), History::default());
    typed(&mut files, &mut history, TextEdit::delete(TextRange::new(6, 7)), 0);
    typed(&mut files, &mut history, TextEdit::delete(TextRange::new(5, 6)), 10);
    typed(&mut files, &mut history, TextEdit::delete(TextRange::new(5, 6)), 20);
    assert_eq!(&*files[0].text, "proje\n");
    typed(&mut files, &mut history, TextEdit::insert(0, "# "), 30);
    history.undo(&mut files).unwrap();
    assert_eq!(&*files[0].text, "proje\n");
    history.undo(&mut files).unwrap();
    assert_eq!(&*files[0].text, "project:\n");
}

#[test]
fn a_gesture_over_several_files_is_one_step() {
    let (mut files, mut history) = (files(), History::default());
    let edit = |file, text: &str| FileEdit { file: FileId(file), edit: TextEdit::insert(0, text) };
    let mut done = changes_of(&[edit(1, "# b\n"), edit(0, "# a\n")]);
    done.push(Change::Insert { file: FileId(2), source: Source::new("recipes/r.yml", "recipes: []\n") });
    done.push(Change::Rename { file: FileId(1), path: "datasets/b.yml".into() });
    done.push(Change::Remove { file: FileId(0) });
    let inverse = apply(&mut files, &done).unwrap();
    history.record(Gesture { title: "Tidy".into(), done, inverse }, Kind::Command, 0);
    let after = [("datasets/b.yml", "# b\ndatasets:\n"), ("recipes/r.yml", "recipes: []\n")];
    assert_eq!(texts(&files), after);
    assert_eq!(history.undo_title().map(AsRef::as_ref), Some("Tidy"));
    history.undo(&mut files).unwrap();
    assert_eq!(texts(&files), [("project.yml", "project:\n"), ("datasets/a.yml", "datasets:\n")]);
    history.redo(&mut files).unwrap();
    assert_eq!(texts(&files), after);
}

#[test]
fn a_gesture_that_does_not_fit_changes_nothing() {
    let mut files = files();
    let bad = Change::Edit { file: FileId(0), edits: vec![TextEdit::delete(TextRange::new(0, 99))] };
    let good = Change::Rename { file: FileId(0), path: "x.yml".into() };
    assert!(apply(&mut files, &[good, bad]).is_err());
    assert_eq!(files[0].path, "project.yml");
    let gone = Change::Remove { file: FileId(7) };
    assert_eq!(apply(&mut files, &[gone]), Err(ChangeError::NoSuchFile(FileId(7))));
}

#[test]
fn a_new_gesture_ends_redo_and_old_ones_are_forgotten() {
    let (mut files, mut history) = (files(), History::default());
    for step in 0..MAX_DEPTH as u64 + 5 {
        typed(&mut files, &mut history, TextEdit::insert(0, "x"), step * 10_000);
    }
    let mut undone = 0;
    while history.undo(&mut files).unwrap().is_some() {
        undone += 1;
    }
    assert_eq!(undone, MAX_DEPTH);
    assert_eq!(&*files[0].text, "xxxxxproject:\n");
    typed(&mut files, &mut history, TextEdit::insert(0, "y"), u64::MAX);
    assert_eq!(history.redo(&mut files), Ok(None));
}

proptest! {
    #[test]
    fn everything_undone_gives_the_start_and_redone_the_end(
        steps in proptest::collection::vec((any::<u8>(), any::<u8>(), "[a-z\\n]{0,3}", 0u64..1_500), 1..60)
    ) {
        let mut files = vec![Source::new("project.yml", "project: {key: A}\n")];
        let (start, mut history, mut now) = (files.clone(), History::default(), 0);
        for (at, length, insert, pause) in steps {
            let size = files[0].text.len();
            let from = usize::from(at) % (size + 1);
            let to = (from + usize::from(length) % 4).min(size);
            now += pause;
            typed(&mut files, &mut history, TextEdit::replace(TextRange::new(from, to), insert), now);
        }
        let end = files.clone();
        while history.undo(&mut files).unwrap().is_some() {}
        prop_assert_eq!(&files, &start);
        while history.redo(&mut files).unwrap().is_some() {}
        prop_assert_eq!(&files, &end);
    }
}
