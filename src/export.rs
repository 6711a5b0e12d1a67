//! A project as a folder that works as it is in a Git repository, and the same as one archive
//! (`blocks.md` 9.4).
//!
//! The folder holds the configuration, a README that lists the blocks in use, and the lock file with
//! the digests of their manifests. Equal projects give equal bytes. States are not part of it: they
//! belong to a server, not to a configuration.

mod readme;

use std::fmt;

use crate::block::digest;
use crate::composition::Composition;
use crate::packing;
use crate::registry::lock::{LOCK_PATH, Lock};
use crate::sorting::sort_by;
use crate::source::Source;
use crate::workspace::{Analysis, Workspace, file_named};

/// The file that says what the folder is.
pub const README_PATH: &str = "README.md";
/// The file that a project in a folder starts with.
const PROJECT_PATH: &str = "project.yml";

/// A project, ready to be written to a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The name of the folder: the project's key, or `project` without a usable one.
    pub folder: String,
    /// The files, by path.
    pub files: Vec<Source>,
    /// Entries of the configuration, as `blocks[0]`, whose blocks could not be looked up. They are not
    /// in the lock file.
    pub unlocked: Vec<String>,
}

/// Why a project is not exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A file has bytes that are no UTF-8, which would be lost.
    Undecodable(String),
    /// There is no file to export.
    Empty,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undecodable(path) => write!(
                out,
                "Nothing was exported: {path} has bytes that are no UTF-8 and would be lost. Save it as UTF-8 and open it again."
            ),
            Self::Empty => write!(out, "Nothing was exported: the project has no files. Add a project.yml."),
        }
    }
}

impl std::error::Error for Refusal {}

/// The project of a workspace; `analysis` is what follows from it.
///
/// Every configuration file keeps its bytes, but a configuration in one file is called `project.yml`,
/// because beside the new files only that name is read. A README that the project has already stays.
/// Digests that are locked already stay too, so that exporting never accepts a changed manifest.
///
/// # Errors
/// If the project has no files, or one that cannot be written as it was read.
pub fn export(workspace: &Workspace, analysis: &Analysis) -> Result<Export, Refusal> {
    let unreadable = workspace.files.iter().find(|file| file.undecodable_at.is_some());
    if let Some(file) = unreadable {
        return Err(Refusal::Undecodable(file.path.clone()));
    }
    let mut files: Vec<Source> =
        workspace.files.iter().filter(|file| file.path != LOCK_PATH).cloned().collect();
    match files.as_mut_slice() {
        [] => return Err(Refusal::Empty),
        [only] => PROJECT_PATH.clone_into(&mut only.path),
        _ => {}
    }
    let unlocked = unlocked(analysis);
    if file_named(&files, README_PATH).is_none() {
        files.push(Source::new(README_PATH, &readme::text(analysis, &unlocked)));
    }
    let lock = lock(workspace, &analysis.composition);
    files.push(Source::new(LOCK_PATH, &lock.write()));
    sort_by(&mut files, |one, other| one.path.cmp(&other.path));
    Ok(Export { folder: folder_name(analysis), files, unlocked })
}

/// The archive of an export, with everything in its folder. `None` if it is too large for the format.
pub fn packed(export: &Export) -> Option<Vec<u8>> {
    let entry = |file: &Source| (format!("{}/{}", export.folder, file.path), file.encode());
    let entries: Vec<packing::Entry> = export.files.iter().map(entry).collect();
    packing::archive(&entries)
}

/// The digests of the manifests in use.
fn lock(workspace: &Workspace, composition: &Composition) -> Lock {
    let before = file_named(&workspace.files, LOCK_PATH)
        .and_then(|file| workspace.files.get(file.index()))
        .and_then(|file| Lock::read(&file.text).ok())
        .unwrap_or_default();
    let mut lock = Lock::default();
    for (pinned, manifest) in &composition.manifests {
        let digest = match before.digest(pinned) {
            Some(locked) => locked.to_owned(),
            None => digest::digest(&manifest.document),
        };
        lock.put(pinned.clone(), digest);
    }
    lock
}

/// Entries whose block is not in use, because it was not found or not loaded.
fn unlocked(analysis: &Analysis) -> Vec<String> {
    let resolved = &analysis.composition.resolved;
    let is_locked = |position: usize| {
        let pinned = resolved.get(position).and_then(Option::as_ref);
        pinned.is_some_and(|pinned| analysis.composition.manifests.contains_key(pinned))
    };
    let entries = analysis.config.uses.iter().enumerate();
    entries.filter(|(position, _)| !is_locked(*position)).map(|(_, entry)| entry.path()).collect()
}

/// A name that every file system takes.
fn folder_name(analysis: &Analysis) -> String {
    let key = analysis.config.project.as_ref().and_then(|project| project.key.as_ref());
    let fits = |key: &str| {
        let letters = key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        !key.is_empty() && key.len() <= 100 && letters
    };
    key.map(|key| &*key.value).filter(|key| fits(key)).unwrap_or("project").to_owned()
}

#[cfg(test)]
mod tests;
