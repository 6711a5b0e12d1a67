//! Changes of the project's files, each with its inverse.

use crate::sorting::sort_by_key;
use crate::source::{FileEdit, FileId, Source};
use crate::text::{EditError, TextEdit, apply_edits, invert_edits};

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
