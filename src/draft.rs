//! What is kept of a project in the browser's storage, so that a crash or a closed tab loses
//! nothing.
//!
//! A draft is written file by file: only what changed since the last time. Values of variables and
//! secrets are never part of it. This module knows no storage; times come in as values.

mod fields;
mod file;
mod project;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::sorting;
use crate::source::Source;
use crate::workspace::Workspace;
use file::read_file;

pub use file::{file_record, read_files, record_of_files};
pub use project::{Project, Unreadable};

/// Something to write to storage, under the draft's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// The record about the project.
    Project(String),
    /// The file, as [`file_record`] gives it, under its path.
    File(Source),
    /// The file at this path is gone.
    RemoveFile(String),
    /// The state as text, or none.
    State(Option<Arc<str>>),
    /// The files as they were when the project was opened, as [`record_of_files`] gives them.
    Original(Arc<[Source]>),
}

/// A project as storage holds it, or should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is known about it.
    pub project: Project,
    /// Its files by path.
    pub files: BTreeMap<String, Source>,
    /// Its state.
    pub state: Option<Arc<str>>,
}

/// What has to be written, and what storage then holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The writes, to be done together or not at all.
    pub writes: Vec<Write>,
    /// What storage holds after them.
    pub stored: Draft,
    /// Paths of files that are empty now and were not before. Their last text stays stored until
    /// the user says otherwise, or they have a text again.
    pub held_back: Vec<String>,
}

impl Draft {
    /// The draft of `workspace`, as it would be stored at `now`.
    pub fn of(workspace: &Workspace, project: &Project, now: u64) -> Self {
        let project = Project {
            changed: now,
            environment: workspace.environment.clone(),
            secrets: workspace.secrets.clone(),
            files: workspace.files.iter().map(|file| file.path.clone()).collect(),
            ..project.clone()
        };
        let files = sorting::map(workspace.files.iter().map(|file| (file.path.clone(), file.clone())));
        Self { project, files, state: workspace.state.clone() }
    }

    /// What has to be written so that storage, which holds `stored`, holds this draft. With
    /// `empty_too`, files that have become empty are written as well.
    pub fn save(mut self, stored: Option<&Self>, empty_too: bool) -> Saving {
        let mut writes = Vec::new();
        let mut held_back = Vec::new();
        for (path, file) in &mut self.files {
            let before = stored.and_then(|stored| stored.files.get(path));
            let is_emptied = before.is_some_and(|before| is_blank(file) && !is_blank(before));
            if let Some(before) = before.filter(|_| is_emptied && !empty_too) {
                held_back.push(path.clone());
                *file = before.clone();
            } else if before != Some(file) {
                writes.push(Write::File(file.clone()));
            }
        }
        if let Some(stored) = stored {
            let gone = stored.files.keys().filter(|path| !self.files.contains_key(*path));
            writes.extend(gone.map(|path| Write::RemoveFile(path.clone())));
        }
        if stored.is_none_or(|stored| stored.state != self.state) {
            writes.push(Write::State(self.state.clone()));
        }
        let described = |draft: &Self| Project { changed: 0, ..draft.project.clone() };
        if !writes.is_empty() || stored.is_none_or(|stored| described(stored) != described(&self)) {
            writes.push(Write::Project(self.project.record()));
        }
        Saving { writes, stored: self, held_back }
    }

    /// Puts a draft together from its records. Files whose record is missing or damaged are left
    /// out and named.
    ///
    /// # Errors
    /// If the project's own record cannot be read.
    pub fn read(
        project: &str,
        files: &[String],
        state: Option<String>,
    ) -> Result<(Self, Vec<String>), Unreadable> {
        let project = Project::read(project)?;
        let sources = files.iter().filter_map(|record| read_file(record));
        let mut by_path = sorting::map(sources.map(|file| (file.path.clone(), file)));
        by_path.retain(|path, _| project.files.contains(path));
        let missing = project.files.iter().filter(|path| !by_path.contains_key(*path)).cloned().collect();
        Ok((Self { project, files: by_path, state: state.map(Into::into) }, missing))
    }

    /// The files in the project's order.
    pub fn sources(&self) -> Vec<Source> {
        self.project.files.iter().filter_map(|path| self.files.get(path).cloned()).collect()
    }
}

fn is_blank(file: &Source) -> bool {
    file.text.trim().is_empty()
}

#[cfg(test)]
mod tests;
