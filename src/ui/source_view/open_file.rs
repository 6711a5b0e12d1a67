//! Which file is open, and what can be done with files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use blockwright::diagnostic::counts::Counts;
use blockwright::history::Change;
use blockwright::new_file;
use blockwright::route::Route;
use blockwright::sorting;
use blockwright::source::{FileId, Source};
use blockwright::workspace::file_named;
use leptos::prelude::*;

use crate::ui::session::{Action, Notice, Session, Tone};

/// The open file among those of the project.
#[derive(Clone, Copy)]
pub(super) struct OpenFile(StoredValue<Parts>);

#[derive(Clone, Copy)]
struct Parts {
    session: Session,
    paths: Memo<Arc<[String]>>,
    path: Memo<String>,
    missing: Memo<Option<String>>,
    counts: Memo<Arc<BTreeMap<String, Counts>>>,
    changed: Memo<Arc<BTreeSet<String>>>,
    is_beside: bool,
}

impl OpenFile {
    /// The file that the route names, else the one that was open last, else the first.
    pub(super) fn new(session: Session) -> Self {
        let named = Memo::new(move |_| match session.route().get() {
            Route::Source { file, .. } => file,
            _ => None,
        });
        Self::named(session, named, false)
    }

    /// The file of what is selected in the view that the text stands beside.
    pub(super) fn beside(session: Session) -> Self {
        let named = Memo::new(move |_| {
            let at = session.reveal_request().get()?.at;
            session.settled().with(|inputs| inputs.files.get(at.file.index()).map(|file| file.path.clone()))
        });
        Self::named(session, named, true)
    }

    fn named(session: Session, named: Memo<Option<String>>, is_beside: bool) -> Self {
        let paths = Memo::new(move |_| {
            session.workspace().with(|inputs| inputs.files.iter().map(|file| file.path.clone()).collect())
        });
        let exists = move |path: &String| paths.with(|paths: &Arc<[String]>| paths.contains(path));
        let missing = Memo::new(move |_| named.get().filter(|path| !exists(path)));
        let path = Memo::new(move |before: Option<&String>| {
            let wanted = named.get().filter(exists);
            let kept = || before.cloned().or_else(|| session.last_file()).filter(exists);
            let first = || paths.with(|paths| paths.first().cloned());
            let path = wanted.or_else(kept).or_else(first).unwrap_or_default();
            session.keep_last_file(&path);
            path
        });
        let counts = Memo::new(move |_| Arc::new(count(session)));
        let changed = Memo::new(move |_| Arc::new(changed_files(session)));
        Self(StoredValue::new(Parts { session, paths, path, missing, counts, changed, is_beside }))
    }

    /// The session that the files belong to.
    pub(super) fn session(self) -> Session {
        self.0.get_value().session
    }

    /// Whether the view that it was made for is gone.
    pub(super) fn is_gone(self) -> bool {
        self.0.is_disposed()
    }

    /// Whether it stands beside another view, which it must not take the focus from.
    pub(super) fn is_beside(self) -> bool {
        self.0.get_value().is_beside
    }

    /// The paths of all files, in the order of the project.
    pub(super) fn paths(self) -> Memo<Arc<[String]>> {
        self.0.get_value().paths
    }

    /// The path of the open file.
    pub(super) fn path(self) -> Memo<String> {
        self.0.get_value().path
    }

    /// The path that the route names, if there is no such file.
    pub(super) fn missing(self) -> Memo<Option<String>> {
        self.0.get_value().missing
    }

    /// How many problems each file has; files without any are left out.
    pub(super) fn counts(self) -> Memo<Arc<BTreeMap<String, Counts>>> {
        self.0.get_value().counts
    }

    /// The paths of files that differ from what they were when the project was opened.
    pub(super) fn changed(self) -> Memo<Arc<BTreeSet<String>>> {
        self.0.get_value().changed
    }

    /// The open file as it is this instant.
    pub(super) fn source(self) -> Option<(FileId, Source)> {
        let path = self.path().get_untracked();
        self.session().workspace().with_untracked(|inputs| {
            let file = file_named(&inputs.files, &path)?;
            Some((file, inputs.files.get(file.index())?.clone()))
        })
    }

    /// Opens the file at `path`.
    pub(super) fn show(self, path: &str) {
        self.session().navigate(&Route::Source { file: Some(path.to_owned()), line: None });
    }

    /// Adds a file with the text that fits its folder, and opens it.
    pub(super) fn add(self, path: &str) {
        let file = FileId::new(self.paths().with_untracked(|paths| paths.len()));
        let source = Source::new(path, new_file::text(path));
        if self.session().change(&format!("Add {path}"), &[Change::Insert { file, source }]) {
            self.show(path);
        }
    }

    /// Gives the file at `from` the path `to`, and opens it.
    pub(super) fn rename(self, from: &str, to: &str) {
        let Some(file) = self.id_of(from) else { return };
        let change = Change::Rename { file, path: to.to_owned() };
        if self.session().change(&format!("Rename {from} to {to}"), &[change]) {
            self.show(to);
        }
    }

    /// Deletes the file at `path`. Undo brings it back, so nobody is asked.
    pub(super) fn delete(self, path: &str) {
        let Some(file) = self.id_of(path) else { return };
        if self.session().change(&format!("Delete {path}"), &[Change::Remove { file }]) {
            let action = Action { label: "Undo", run: Session::undo };
            let notice = Notice::new(Tone::Plain, format!("{path} was deleted."));
            self.session().show_notice(Notice { action: Some(action), ..notice });
            let next = self
                .paths()
                .with_untracked(|paths| paths.get(file.index()).or_else(|| paths.last()).cloned());
            if let Some(next) = next {
                self.show(&next);
            }
        }
    }

    fn id_of(self, path: &str) -> Option<FileId> {
        self.session().workspace().with_untracked(|inputs| file_named(&inputs.files, path))
    }
}

fn changed_files(session: Session) -> BTreeSet<String> {
    session.original().with(|original| {
        let texts = sorting::map(original.iter().map(|source| (source.path.as_str(), &source.text)));
        session.workspace().with(|inputs| {
            let differs = |source: &&Source| texts.get(source.path.as_str()) != Some(&&source.text);
            sorting::set(inputs.files.iter().filter(differs).map(|source| source.path.clone()))
        })
    })
}

fn count(session: Session) -> BTreeMap<String, Counts> {
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    let analysis = session.analysis().get();
    session.settled().with_untracked(|inputs| {
        for (index, source) in inputs.files.iter().enumerate() {
            let id = FileId::new(index);
            let here = analysis.problems.iter().filter(|problem| problem.at.is_some_and(|at| at.file == id));
            let found = Counts::of(here);
            if found != Counts::default() {
                counts.insert(source.path.clone(), found);
            }
        }
    });
    counts
}
