//! What the last analysis read, so that the next one reads only what changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Workspace;
use crate::config::Config;
use crate::config::layout::Role;
use crate::config::sections::Part;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::pile::Pile;
use crate::source::{FileId, Source};
use crate::state::{self, State};
use crate::variables::{Uses, Variables};
use crate::yaml::reparse::reparse;
use crate::yaml::{self, Document};

/// The readings of one workspace. With a memory of another workspace the result is the same, only
/// slower.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    documents: Vec<(FileId, Source, Document)>,
    state: Option<LoadedState>,
    reading: Option<(Texts, Reading)>,
}

/// What a reading follows from.
#[derive(Clone, Debug, PartialEq)]
struct Texts {
    files: Vec<Source>,
    environment: String,
    variables: BTreeMap<String, String>,
    secrets: BTreeSet<String>,
}

impl Texts {
    fn of(workspace: &Workspace) -> Self {
        let Workspace { files, environment, variables, secrets, .. } = workspace;
        Self {
            files: files.clone(),
            environment: environment.clone(),
            variables: variables.clone(),
            secrets: secrets.clone(),
        }
    }
}

/// What the texts of a workspace say.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// What the files read as.
    pub(super) documents: Arc<[(Role, Part)]>,
    /// The configuration.
    pub(super) config: Arc<Config>,
    /// What placeholders stand for.
    pub(super) variables: Arc<Variables>,
    /// The values that use each variable.
    pub(super) uses: Arc<Uses>,
    /// What is wrong with them.
    pub(super) problems: Pile,
}

/// A state file as read for an environment.
#[derive(Clone, Debug)]
struct LoadedState {
    text: Arc<str>,
    environment: String,
    state: Option<Arc<State>>,
    problems: Vec<Diagnostic>,
}

impl Memory {
    /// Reads a file.
    pub(super) fn document(&mut self, file: FileId, source: &Source) -> Document {
        let known = self.documents.iter_mut().find(|(id, old, _)| *id == file && old.path == source.path);
        if let Some((_, old, document)) = known {
            *document = reparse(file, old, document, source);
            *old = source.clone();
            return document.clone();
        }
        let document = yaml::parse(file, source);
        self.documents.push((file, source.clone(), document.clone()));
        document
    }

    /// What the texts say, if they are those that were read last. Else that is forgotten, so that two of
    /// them are never kept at once.
    pub(super) fn reading(&mut self, workspace: &Workspace) -> Option<Reading> {
        let known = self.reading.take().filter(|(texts, _)| *texts == Texts::of(workspace));
        self.reading = known;
        self.reading.as_ref().map(|(_, reading)| reading.clone())
    }

    /// Keeps what the texts say.
    pub(super) fn keep_reading(&mut self, workspace: &Workspace, reading: &Reading) {
        self.reading = Some((Texts::of(workspace), reading.clone()));
    }

    /// Forgets files that are no longer there.
    pub(super) fn keep(&mut self, files: &[Source]) {
        self.documents.retain(|(file, source, _)| {
            files.get(file.index()).is_some_and(|current| current.path == source.path)
        });
    }

    /// Reads a state file.
    pub(super) fn state(
        &mut self,
        text: &Arc<str>,
        environment: &str,
    ) -> (Option<Arc<State>>, Vec<Diagnostic>) {
        let known = self.state.take().filter(|known| known.text == *text && known.environment == environment);
        let loaded = known.unwrap_or_else(|| {
            let loaded = state::file::load(text, environment);
            LoadedState {
                text: Arc::clone(text),
                environment: environment.to_owned(),
                state: loaded.state.map(Arc::new),
                problems: loaded.problems,
            }
        });
        let result = (loaded.state.clone(), loaded.problems.clone());
        self.state = Some(loaded);
        result
    }
}
