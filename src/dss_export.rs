//! An export of a project, or the Git repository of one, to the project in it (`dss-api.md` 5.5).
//!
//! Paths come first: `dss_export/pick.rs` says which files hold the project and which are never
//! opened, `dss_export/read.rs` reads those that do. A document that is broken or missing is told by
//! its path and left out; the others still make a project.

mod pick;
mod read;
mod secret_path;

use std::fmt;

use crate::archive::{self, Archive};
use crate::diagnostic::quoted;
use crate::inventory::{Inventory, LeftOut};

pub use self::pick::{Kind, Picked, Role, pick};
pub use self::read::read;

/// Most files of a project that are read.
pub const MAX_FILES: usize = 20_000;
/// Most bytes that these files may have together.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What an export holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The project. Its key is empty if the files do not say it: a Git repository often doesn't.
    pub inventory: Inventory,
    /// The version of DSS that wrote the export, as `13.3.1`; Git repositories do not say it.
    pub version: Option<String>,
    /// Documents that should have been read and could not be, in order of their paths.
    pub problems: Vec<LeftOut>,
    /// Files and folders that were not opened, in order of their paths.
    pub skipped: Vec<LeftOut>,
}

/// Why nothing was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No folder among the files is one of a project.
    NoProject,
    /// No folder among the files is one of a project, but this archive lies there.
    OnlyArchive(String),
    /// The project has more than [`MAX_FILES`] files: so many.
    TooMany(usize),
    /// The files of the project have more than [`MAX_BYTES`] together.
    TooLarge,
    /// The archive itself.
    Archive(archive::Refusal),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProject => write!(
                out,
                "No project of DSS is in these files. Choose an export with its folder `project_config`, or a \
                 project's Git repository with its `params.json`, on the branch that DSS writes to."
            ),
            Self::OnlyArchive(path) => write!(
                out,
                "No project of DSS is in these files, but the archive {}, which was not opened. Unpack the files \
                 and choose that archive.",
                quoted(path)
            ),
            Self::TooMany(count) => {
                write!(out, "The project has {count} files, more than {MAX_FILES}; nothing was imported.")
            }
            Self::TooLarge => write!(
                out,
                "The project's documents have more than {} MiB together; nothing was imported.",
                MAX_BYTES / 1024 / 1024
            ),
            Self::Archive(refusal) => write!(out, "{refusal}"),
        }
    }
}

impl std::error::Error for Refusal {}

/// Reads the project of an archive; everything else in it stays packed.
///
/// # Errors
/// If there is no project in it, or one of its limits is passed. A file of the project that cannot be
/// unpacked is a problem of the reading.
pub fn read_archive(archive: &Archive<'_>) -> Result<Reading, Refusal> {
    let entries = archive.entries();
    let paths: Vec<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
    let picked = pick(&paths)?;
    let sizes = picked.files.iter().filter_map(|(at, _)| entries.get(*at)).map(|entry| entry.size);
    if sizes.sum::<u64>() > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    let unpack = |at: usize| match entries.get(at) {
        Some(entry) => archive.read(entry).map_err(|refusal| refusal.to_string()),
        None => Err("It is not in the archive".to_owned()),
    };
    Ok(read(picked, unpack))
}

#[cfg(test)]
mod tests;
