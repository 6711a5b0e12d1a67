//! Changes of the project's files, and the way back.
//!
//! Every change is a gesture: what one act of the user did, in all files together. A gesture is
//! undone as a whole. Time comes in as a value; this module has no clock.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::sorting::sort_by_key;
use crate::source::{FileEdit, FileId, Source};
use crate::text::{EditError, TextEdit, apply_edits, invert_edits};

/// How many gestures can be undone; older ones are forgotten.
pub const MAX_DEPTH: usize = 2_000;

/// Longest pause in milliseconds between two edits that still count as one piece of typing.
pub const TYPING_PAUSE_MS: u64 = 700;

/// A change of the list of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Edits of one file; all ranges refer to its text before any of them.
    Edit {
        /// The file.
        file: FileId,
        /// The edits, which do not overlap.
        edits: Vec<TextEdit>,
    },
    /// A file comes to stand at `file`; those from there on move back by one.
    Insert {
        /// Its position.
        file: FileId,
        /// The file.
        source: Source,
    },
    /// The file goes; those behind it move forward by one.
    Remove {
        /// The file.
        file: FileId,
    },
    /// The file gets another path.
    Rename {
        /// The file.
        file: FileId,
        /// The new path.
        path: String,
    },
}

/// Groups `edits`, whose ranges all refer to the present texts, by file.
pub fn changes_of(edits: &[FileEdit]) -> Vec<Change> {
    let mut ordered: Vec<&FileEdit> = edits.iter().collect();
    sort_by_key(&mut ordered, |edit| edit.file);
    let of_one_file = ordered.chunk_by(|one, next| one.file == next.file);
    let change = |group: &[&FileEdit]| {
        let edits = group.iter().map(|edit| edit.edit.clone()).collect();
        group.first().map(|first| Change::Edit { file: first.file, edits })
    };
    of_one_file.filter_map(change).collect()
}

/// Why a gesture was not made. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeError {
    /// There is no such file.
    NoSuchFile(FileId),
    /// An edit does not fit its file.
    Edit(FileId, EditError),
}

impl std::fmt::Display for ChangeError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSuchFile(_) => write!(out, "the file is no longer in the project; nothing was changed"),
            Self::Edit(_, error) => error.fmt(out),
        }
    }
}

impl std::error::Error for ChangeError {}

/// Makes `changes` one after the other and gives back the changes that undo them.
///
/// # Errors
/// If one does not fit; `files` is then as it was.
pub fn apply(files: &mut Vec<Source>, changes: &[Change]) -> Result<Vec<Change>, ChangeError> {
    let mut edited = files.clone();
    let mut inverse = Vec::with_capacity(changes.len());
    for change in changes {
        inverse.push(apply_one(&mut edited, change)?);
    }
    inverse.reverse();
    *files = edited;
    Ok(inverse)
}

fn apply_one(files: &mut Vec<Source>, change: &Change) -> Result<Change, ChangeError> {
    match change {
        Change::Edit { file, edits } => {
            let source = files.get_mut(file.index()).ok_or(ChangeError::NoSuchFile(*file))?;
            let fail = |error| ChangeError::Edit(*file, error);
            let back = invert_edits(&source.text, edits).map_err(fail)?;
            let text = apply_edits(&source.text, edits).map_err(fail)?;
            *source = source.with_text(&text);
            Ok(Change::Edit { file: *file, edits: back })
        }
        Change::Insert { file, source } => {
            if file.index() > files.len() {
                return Err(ChangeError::NoSuchFile(*file));
            }
            files.insert(file.index(), source.clone());
            Ok(Change::Remove { file: *file })
        }
        Change::Remove { file } => {
            if file.index() >= files.len() {
                return Err(ChangeError::NoSuchFile(*file));
            }
            Ok(Change::Insert { file: *file, source: files.remove(file.index()) })
        }
        Change::Rename { file, path } => {
            let source = files.get_mut(file.index()).ok_or(ChangeError::NoSuchFile(*file))?;
            let path = std::mem::replace(&mut source.path, path.clone());
            Ok(Change::Rename { file: *file, path })
        }
    }
}

/// One act of the user, done and undoable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gesture {
    /// What it did, as `Rename dataset`; shown next to Undo.
    pub title: Arc<str>,
    /// What was changed, in order.
    pub done: Vec<Change>,
    /// What changes it back, in order.
    pub inverse: Vec<Change>,
}

/// How a gesture came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Keys in the source editor: adjoining ones are undone together.
    Typing,
    /// Anything else: always undone on its own.
    Command,
}

/// The gestures that can be undone and those that can be redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: VecDeque<Gesture>,
    undone: Vec<Gesture>,
    /// When the newest gesture was last typed at, in milliseconds; `None` if nothing joins it.
    typed_at: Option<u64>,
}

impl History {
    /// Records a gesture that was made at `now` (milliseconds of any steady clock). What had been
    /// undone can no longer be redone.
    pub fn record(&mut self, gesture: Gesture, kind: Kind, now: u64) {
        self.undone.clear();
        let fresh = self.typed_at.is_some_and(|then| now.saturating_sub(then) <= TYPING_PAUSE_MS);
        self.typed_at = (kind == Kind::Typing).then_some(now);
        let goes_on = fresh && kind == Kind::Typing;
        if let Some(joined) = self.done.back().filter(|_| goes_on).and_then(|last| join(last, &gesture)) {
            self.done.pop_back();
            self.done.push_back(joined);
            return;
        }
        if self.done.len() == MAX_DEPTH {
            self.done.pop_front();
        }
        self.done.push_back(gesture);
    }

    /// Takes the newest gesture back in `files`. `None` if there is nothing to undo.
    ///
    /// # Errors
    /// If `files` were changed past this history; nothing is then changed.
    pub fn undo(&mut self, files: &mut Vec<Source>) -> Result<Option<Gesture>, ChangeError> {
        let Some(gesture) = self.done.back().cloned() else { return Ok(None) };
        apply(files, &gesture.inverse)?;
        self.done.pop_back();
        self.undone.push(gesture.clone());
        self.typed_at = None;
        Ok(Some(gesture))
    }

    /// Makes the gesture again that was undone last. `None` if there is none.
    ///
    /// # Errors
    /// As [`History::undo`].
    pub fn redo(&mut self, files: &mut Vec<Source>) -> Result<Option<Gesture>, ChangeError> {
        let Some(gesture) = self.undone.last().cloned() else { return Ok(None) };
        apply(files, &gesture.done)?;
        self.undone.pop();
        self.done.push_back(gesture.clone());
        self.typed_at = None;
        Ok(Some(gesture))
    }

    /// What undo would take back.
    pub fn undo_title(&self) -> Option<&Arc<str>> {
        self.done.back().map(|gesture| &gesture.title)
    }

    /// What redo would make again.
    pub fn redo_title(&self) -> Option<&Arc<str>> {
        self.undone.last().map(|gesture| &gesture.title)
    }
}

/// The two as one gesture, if `next` goes on typing or deleting where `last` stopped.
fn join(last: &Gesture, next: &Gesture) -> Option<Gesture> {
    let (file, typed) = single_edit(&last.done)?;
    let (next_file, more) = single_edit(&next.done)?;
    let (_, back) = single_edit(&last.inverse)?;
    let (_, more_back) = single_edit(&next.inverse)?;
    if file != next_file {
        return None;
    }
    let (done, inverse) = if more.range.is_empty() && more.range.start == back.range.end {
        // A line break ends a piece of typing, so that undo goes back line by line.
        if typed.insert.ends_with('\n') || typed.insert.is_empty() {
            return None;
        }
        let insert = format!("{}{}", typed.insert, more.insert);
        let end = back.range.end + more_back.range.end - more_back.range.start;
        let range = crate::text::TextRange { start: back.range.start, end };
        (TextEdit::replace(typed.range, insert), TextEdit::replace(range, &back.insert))
    } else if typed.insert.is_empty() && more.insert.is_empty() {
        join_deletes(typed, back, more, more_back)?
    } else {
        return None;
    };
    let one = |edit| vec![Change::Edit { file, edits: vec![edit] }];
    Some(Gesture { title: last.title.clone(), done: one(done), inverse: one(inverse) })
}

/// Backspaces grow to the left, deletes to the right.
fn join_deletes(
    first: &TextEdit,
    first_back: &TextEdit,
    next: &TextEdit,
    next_back: &TextEdit,
) -> Option<(TextEdit, TextEdit)> {
    let length = next.range.end - next.range.start;
    let (start, end, text) = if next.range.end == first.range.start {
        (next.range.start, first.range.end, format!("{}{}", next_back.insert, first_back.insert))
    } else if next.range.start == first.range.start {
        (first.range.start, first.range.end + length, format!("{}{}", first_back.insert, next_back.insert))
    } else {
        return None;
    };
    let range = crate::text::TextRange { start, end };
    Some((TextEdit::delete(range), TextEdit::insert(start, text)))
}

fn single_edit(changes: &[Change]) -> Option<(FileId, &TextEdit)> {
    match changes {
        [Change::Edit { file, edits }] => match edits.as_slice() {
            [edit] => Some((*file, edit)),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;
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
}
