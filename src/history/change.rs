//! Changes of the project's files and of what is typed for its variables, each with its inverse.

use std::collections::{BTreeMap, BTreeSet};

use crate::insertion::Inserted;
use crate::sorting::sort_by_key;
use crate::source::{FileEdit, FileId, Source};
use crate::text::{EditError, TextEdit, apply_edits, invert_edits};
use crate::workspace::Workspace;

/// A change of the files or the variables.
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
    /// A variable gets a value for this session, or loses it.
    Variable {
        /// Its name.
        name: String,
        /// The value; `None` for none.
        value: Option<String>,
    },
    /// A name is declared a secret, or no longer.
    Secret {
        /// The name.
        name: String,
        /// Whether it is one.
        declared: bool,
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

/// What makes `inserted` part of the project of `inputs`.
pub fn changes_that_insert(inputs: &Workspace, inserted: &Inserted) -> Vec<Change> {
    let mut changes = changes_of(&inserted.edits);
    let behind = (inputs.files.len()..).map(FileId::new);
    let added = behind.zip(inserted.files.iter().cloned());
    changes.extend(added.map(|(file, source)| Change::Insert { file, source }));
    changes
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
/// If one does not fit; `inputs` are then as they were.
pub fn apply(inputs: &mut Workspace, changes: &[Change]) -> Result<Vec<Change>, ChangeError> {
    let mut edited = Edited {
        files: inputs.files.clone(),
        variables: inputs.variables.clone(),
        secrets: inputs.secrets.clone(),
    };
    let mut inverse = Vec::with_capacity(changes.len());
    for change in changes {
        inverse.push(apply_one(&mut edited, change)?);
    }
    inverse.reverse();
    (inputs.files, inputs.variables, inputs.secrets) = (edited.files, edited.variables, edited.secrets);
    Ok(inverse)
}

/// The inputs that changes are made in; a copy, until all of them fit.
struct Edited {
    files: Vec<Source>,
    variables: BTreeMap<String, String>,
    secrets: BTreeSet<String>,
}

fn apply_one(inputs: &mut Edited, change: &Change) -> Result<Change, ChangeError> {
    let files = &mut inputs.files;
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
        Change::Variable { name, value } => {
            let before = match value {
                Some(value) => inputs.variables.insert(name.clone(), value.clone()),
                None => inputs.variables.remove(name),
            };
            Ok(Change::Variable { name: name.clone(), value: before })
        }
        Change::Secret { name, declared } => {
            let was_declared = inputs.secrets.contains(name);
            if *declared {
                inputs.secrets.insert(name.clone());
            } else {
                inputs.secrets.remove(name);
            }
            Ok(Change::Secret { name: name.clone(), declared: was_declared })
        }
    }
}
