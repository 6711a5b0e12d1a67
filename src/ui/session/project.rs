//! Which project is open: starting, opening another one, and the drafts that are kept.

use std::sync::Arc;

use blockwright::draft::{Draft, Project};
use blockwright::folder;
use blockwright::history::{Change, History};
use blockwright::source::{FileId, Source};
use blockwright::template::Template;
use blockwright::workspace::Workspace;
use blockwright::{route::Route, sample};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::journal::now;
use super::{Action, Applied, Notice, Session, Tone};
use crate::ui::files::OnDisk;
use crate::ui::preferences::Preference;
use crate::ui::state_archive;
use crate::ui::storage::{Storage, StorageError, Stored};

/// A project that was read and is about to replace the present one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Opened {
    /// The name on screen.
    pub(crate) name: String,
    /// Its files.
    pub(crate) files: Vec<Source>,
    /// Its state, if one came with it.
    pub(crate) state: Option<Arc<str>>,
    /// The environment to look at it in.
    pub(crate) environment: String,
}

impl Session {
    /// Begins: opens storage and the draft that was open last, or the sample.
    pub(crate) fn start(self) {
        let last = Preference::LastDraft.get();
        if last.is_none() {
            self.open_sample();
        }
        spawn_local(async move {
            let storage = Storage::open(move || self.outdated()).await;
            let storage = match storage {
                Ok(storage) => storage,
                Err(error) => return self.start_without_storage(&error),
            };
            self.storage_is_ready(storage.clone());
            if let Some(id) = last {
                self.restore(&storage, &id).await;
            }
            self.list_drafts().await;
        });
    }

    /// The project that is open.
    pub(crate) fn project(self) -> ReadSignal<Project> {
        self.project.read_only()
    }

    /// Whether the page still waits for the draft that was open last.
    pub(crate) fn is_opening(self) -> ReadSignal<bool> {
        self.is_opening.read_only()
    }

    /// The drafts that are kept, latest first.
    pub(crate) fn drafts(self) -> ReadSignal<Vec<Project>> {
        self.drafts.read_only()
    }

    /// Whether the files differ from what they were when the project was opened.
    pub(crate) fn is_changed(self) -> bool {
        self.workspace.with(|inputs| self.original.with(|original| inputs.files != **original))
    }

    /// The files as they were when the project was opened or last saved to disk.
    pub(crate) fn original(self) -> ReadSignal<Arc<[Source]>> {
        self.original.read_only()
    }

    /// Takes all changes since opening back, as one step of undo.
    pub(crate) fn back_to_original(self) {
        let original = self.original.get_untracked();
        let count = self.workspace.with_untracked(|inputs| inputs.files.len());
        if self.workspace.with_untracked(|inputs| inputs.files == *original) {
            return self.notify(Tone::Plain, "Nothing has changed since the project was opened.");
        }
        let removed = (0..count).rev().map(|index| Change::Remove { file: FileId::new(index) });
        let inserted = original.iter().enumerate();
        let inserted = inserted
            .map(|(index, source)| Change::Insert { file: FileId::new(index), source: source.clone() });
        let changes: Vec<_> = removed.chain(inserted).collect();
        if self.change("Back to the original", &changes) {
            let action = Action { label: "Undo", run: Self::undo };
            let text = "All changes since the project was opened are taken back.";
            self.show_notice(Notice { action: Some(action), ..Notice::new(Tone::Plain, text) });
        }
    }

    /// Opens the sample. It becomes a draft of its own with the first change.
    pub(crate) fn open_sample(self) {
        self.replace(sample::workspace(), Project::new(new_id(), sample::NAME.to_owned(), now()), None);
    }

    /// Opens a new project made from `template` as a draft of its own.
    pub(crate) fn open_template(self, template: Template, key: &str, name: &str) {
        let environment = template.environment().to_owned();
        let files = template.files(key, name);
        self.open(Opened { name: name.to_owned(), files, state: None, environment });
    }

    /// Opens a project as a draft of its own; the present one stays among the drafts.
    pub(crate) fn open(self, opened: Opened) {
        let Opened { name, files, state, environment } = opened;
        let inputs = Workspace { files, state, environment, ..Workspace::default() };
        self.replace(inputs, Project::new(new_id(), name, now()), None);
        self.keep_soon();
    }

    /// Opens the draft `id`.
    pub(crate) fn open_draft(self, id: String) {
        self.keep_now();
        let storage = self.journal.with_value(|journal| journal.storage.clone());
        spawn_local(async move {
            if let Some(storage) = storage {
                self.restore(&storage, &id).await;
            }
        });
    }

    /// Deletes the draft `id` for good, with the states that were kept for it alone. The one that is open gives way to the sample.
    pub(crate) fn delete_draft(self, id: String) {
        let is_open = self.project.with_untracked(|project| project.id == id);
        if is_open {
            self.open_sample();
        }
        let storage = self.journal.with_value(|journal| journal.storage.clone());
        spawn_local(async move {
            let Some(storage) = storage else { return };
            match storage.delete(&id).await {
                Ok(()) => self.forget_states(&id).await,
                Err(error) => self.notify(Tone::Error, format!("The draft was not deleted: {}.", error.0)),
            }
            self.list_drafts().await;
        });
    }

    async fn forget_states(self, id: &str) {
        // The project that is open now may be the same one, as the sample: its present state stays.
        let forgotten = match state_archive::forget_draft(id).await {
            Ok(()) => state_archive::keep_present(self).await,
            Err(error) => Err(error),
        };
        if forgotten.is_ok() {
            self.notify(Tone::Plain, "The draft is deleted, with the states that were kept for it.");
        } else {
            let text = "The draft is deleted, but not the states that were kept for it: the browser's storage refused. The state view can forget them.";
            self.notify(Tone::Warning, text);
        }
    }

    /// Reads the list of drafts anew.
    pub(crate) async fn list_drafts(self) {
        let storage = self.journal.with_value(|journal| journal.storage.clone());
        let Some(storage) = storage else { return };
        match storage.projects().await {
            Ok((projects, 0)) => self.drafts.set(projects),
            Ok((projects, unreadable)) => {
                self.drafts.set(projects);
                let text = format!(
                    "{unreadable} drafts cannot be read by this version. They were left as they are."
                );
                self.notify(Tone::Warning, text);
            }
            Err(error) => self.notify(Tone::Error, format!("The drafts cannot be listed: {}.", error.0)),
        }
    }

    async fn restore(self, storage: &Storage, id: &str) {
        match storage.load(id).await {
            Ok(Some(stored)) => self.show_stored(stored),
            Ok(None) => self.open_sample_if_nothing_is(),
            Err(error) => {
                self.open_sample_if_nothing_is();
                self.notify(Tone::Error, format!("The draft was not opened: {}.", error.0));
            }
        }
    }

    fn show_stored(self, stored: Stored) {
        let Stored { draft, missing, original } = stored;
        let inputs = Workspace {
            files: draft.sources(),
            state: draft.state.clone(),
            environment: draft.project.environment.clone(),
            secrets: draft.project.secrets.clone(),
            ..Workspace::default()
        };
        let original = original.unwrap_or_else(|| inputs.files.clone());
        let is_changed = original != inputs.files;
        let (name, kept) = (draft.project.name.clone(), draft.project.changed);
        self.replace(inputs, draft.project.clone(), Some((draft, original)));
        self.keeping.set(super::Keeping::Kept(kept));
        if is_changed {
            let action = Action { label: "Back to the original", run: Self::back_to_original };
            let text = format!("Your draft of {name} is restored, with the changes you made.");
            self.show_notice(Notice { action: Some(action), ..Notice::new(Tone::Plain, text) });
        }
        if !missing.is_empty() {
            let text = format!(
                "These files of the draft could not be read and are left out: {}.",
                missing.join(", ")
            );
            self.notify(Tone::Error, text);
        }
    }

    /// Puts another project in the place of the present one. `stored` is what storage holds of it,
    /// and its files as they were when it was opened.
    fn replace(self, mut inputs: Workspace, project: Project, stored: Option<(Draft, Vec<Source>)>) {
        inputs.strict = Preference::Strictness
            .get()
            .map_or(self.is_strict_by_default.get_value(), |chosen| chosen != "lenient");
        // They belong to the page and not to a project.
        inputs.registries = self.workspace.with_untracked(|present| Arc::clone(&present.registries));
        let (draft, original) = match stored {
            Some((draft, original)) => (Some(draft), original),
            None => (None, inputs.files.clone()),
        };
        if draft.is_some() {
            Preference::LastDraft.set(&project.id);
        }
        self.keep_now();
        self.start_journal(draft);
        self.on_disk.set_value(OnDisk::default());
        self.reset_worklist();
        // What they say is about the project that goes.
        self.notices.update(|notices| notices.retain(|notice| notice.action.is_none()));
        self.project.set(project);
        self.original.set(original.into());
        self.history.set(History::default());
        self.workspace.set(inputs);
        let revision = self.applied.with_untracked(|last| last.revision) + 2;
        self.applied.set(Applied { revision, changes: Arc::default() });
        self.settle_now();
        if let Some(board) = self.board.get_value() {
            board.begin();
        }
        self.is_opening.set(false);
    }

    fn open_sample_if_nothing_is(self) {
        if self.is_opening.get_untracked() {
            self.open_sample();
        }
    }

    fn start_without_storage(self, error: &StorageError) {
        self.open_sample_if_nothing_is();
        self.not_kept(error);
    }

    fn outdated(self) {
        self.journal.update_value(|journal| journal.storage = None);
        let error =
            StorageError("a newer version of this page is open in another tab; reload this one".to_owned());
        self.not_kept(&error);
    }

    /// Takes `text` for the state of the present project.
    pub(crate) fn open_state(self, path: &str, text: Arc<str>) {
        let environment = folder::state_environment(path).map(str::to_owned);
        self.set_inputs(|inputs| {
            inputs.state = Some(text);
            if let Some(environment) = environment {
                inputs.environment = environment;
            }
        });
        self.navigate(&Route::State);
    }
}

/// A chance text. Two drafts never share one.
fn new_id() -> String {
    let uuid = window().crypto().ok().and_then(|crypto| {
        let mut bytes = [0; 16];
        crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
        Some(format!("{:032x}", u128::from_le_bytes(bytes)))
    });
    uuid.unwrap_or_else(|| now().to_string())
}
