//! Keeping the draft: every change is on disk a quarter of a second later, or the user is told.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use blockwright::draft::{Draft, Project, Saving, Write};
use blockwright::source::Source;
use blockwright::workspace::Workspace;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Action, Notice, Session, Tone};
use crate::ui::preferences::Preference;
use crate::ui::storage::{self, Storage, StorageError};

/// Longest time from a change to its write.
const WRITE_AFTER: Duration = Duration::from_millis(250);

/// How the draft stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// Nothing was changed since the project was opened.
    Unchanged,
    /// A change is on its way to disk.
    Writing,
    /// Everything is on disk, since this time in milliseconds since 1970.
    Kept(u64),
    /// Changes are lost when the page is closed; why.
    NotKept(String),
}

/// What the journal works with; lives outside the signals because browser objects do.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub(super) struct Journal {
    pub(super) storage: Option<Storage>,
    pub(super) stored: Option<Rc<Draft>>,
    is_due: bool,
    is_writing: bool,
    empty_too: bool,
    original_due: bool,
}

/// A change that is not on disk yet, where the panic hook can reach it without any signal.
struct Unwritten {
    storage: Storage,
    project: Project,
    workspace: Workspace,
    stored: Option<Rc<Draft>>,
}

thread_local! {
    static UNWRITTEN: RefCell<Option<Unwritten>> = const { RefCell::new(None) };
}

/// Starts writing what is not on disk yet, after the program has failed. Gives back whether there
/// is nothing left to lose.
pub(crate) fn rescue() -> bool {
    let rescued = UNWRITTEN.with(|unwritten| {
        let unwritten = unwritten.try_borrow().ok()?;
        let Some(Unwritten { storage, project, workspace, stored }) = unwritten.as_ref() else {
            return Some(true);
        };
        let saving = Draft::of(workspace, project, now()).save(stored.as_deref(), false);
        Some(storage.begin(&project.id, &saving.writes).is_ok())
    });
    rescued.unwrap_or(false)
}

impl Session {
    /// How the draft stands.
    pub(crate) fn keeping(self) -> ReadSignal<Keeping> {
        self.keeping.read_only()
    }

    /// Writes the present inputs soon. Called after every change of them.
    pub(super) fn keep_soon(self) {
        self.remember_unwritten();
        self.keeping.update(|keeping| {
            if !matches!(keeping, Keeping::NotKept(_)) {
                *keeping = Keeping::Writing;
            }
        });
        let was_due = self.journal.try_update_value(|journal| std::mem::replace(&mut journal.is_due, true));
        if was_due == Some(false) {
            set_timeout(move || self.write(false), WRITE_AFTER);
        }
    }

    /// Starts writing the present inputs at once; for when the page may be gone in a moment.
    pub(crate) fn keep_now(self) {
        let is_due = self.journal.with_value(|journal| journal.is_due || journal.is_writing);
        if is_due {
            self.write(true);
        }
    }

    /// Writes what storage does not hold yet. While another write is under way, it waits for its end
    /// unless it is `urgent`.
    fn write(self, urgent: bool) {
        let project = self.project.get_untracked();
        let begun = self.journal.try_update_value(|journal| {
            let storage = journal.storage.clone()?;
            if !urgent && (journal.is_writing || !journal.is_due) {
                return None;
            }
            journal.is_due = false;
            let draft = self.workspace.with_untracked(|inputs| Draft::of(inputs, &project, now()));
            let mut saving = draft.save(journal.stored.as_deref(), journal.empty_too);
            if std::mem::take(&mut journal.original_due) {
                saving.writes.push(Write::Original(self.original.get_untracked()));
            }
            journal.is_writing = true;
            let begun = storage.begin(&project.id, &saving.writes);
            if begun.is_ok() {
                // Now, because a page that closes does not see the end of the write.
                Preference::LastDraft.set(&project.id);
            }
            Some((begun, saving))
        });
        let Some((begun, saving)) = begun.flatten() else { return };
        self.warn_of_emptied(&saving);
        spawn_local(async move {
            let outcome = match begun {
                Ok(transaction) => storage::finish(transaction).await,
                Err(error) => Err(error),
            };
            self.written(saving, outcome);
        });
    }

    fn written(self, saving: Saving, outcome: Result<(), StorageError>) {
        let id = saving.stored.project.id.clone();
        let is_same = self.project.with_untracked(|project| project.id == id);
        self.journal.update_value(|journal| {
            journal.is_writing = false;
            if outcome.is_err() {
                journal.original_due = journal.stored.is_none();
            }
            if outcome.is_ok() && is_same {
                journal.stored = Some(Rc::new(saving.stored));
                journal.empty_too = false;
            }
        });
        match outcome {
            Ok(()) if is_same => {
                if self.journal.with_value(|journal| !journal.is_due) {
                    UNWRITTEN.with(|unwritten| drop(unwritten.take()));
                    self.keeping.set(Keeping::Kept(now()));
                }
            }
            Ok(()) => {}
            Err(error) => self.not_kept(&error),
        }
        self.write(false);
    }

    /// Says that changes are lost when the page is closed.
    pub(super) fn not_kept(self, error: &StorageError) {
        let text = format!(
            "Your changes are not kept in this browser: {}. Save or download your files before you close the page.",
            error.0
        );
        self.keeping.set(Keeping::NotKept(error.0.clone()));
        self.notify(Tone::Error, text);
    }

    /// Forgets what storage holds, because another project is open now.
    pub(super) fn start_journal(self, stored: Option<Draft>) {
        UNWRITTEN.with(|unwritten| drop(unwritten.take()));
        self.journal.update_value(|journal| {
            journal.original_due = stored.is_none();
            journal.stored = stored.map(Rc::new);
            journal.is_due = false;
            journal.empty_too = false;
        });
        self.keeping.update(|keeping| {
            if !matches!(keeping, Keeping::NotKept(_)) {
                *keeping = Keeping::Unchanged;
            }
        });
    }

    /// Takes the present files for what the project was when it was opened.
    pub(super) fn set_original(self, files: Arc<[Source]>) {
        self.original.set(files);
        self.journal.update_value(|journal| journal.original_due = true);
        self.keep_soon();
    }

    /// Writes what was changed before storage was ready.
    pub(super) fn storage_is_ready(self, storage: Storage) {
        self.journal.update_value(|journal| journal.storage = Some(storage));
        self.write(false);
    }

    fn remember_unwritten(self) {
        let unwritten = self.journal.try_with_value(|journal| {
            Some(Unwritten {
                storage: journal.storage.clone()?,
                project: self.project.get_untracked(),
                workspace: self.workspace.get_untracked(),
                stored: journal.stored.clone(),
            })
        });
        UNWRITTEN.with(|cell| cell.replace(unwritten.flatten()));
    }

    fn warn_of_emptied(self, saving: &Saving) {
        if saving.held_back.is_empty() {
            return;
        }
        let text = format!(
            "{} is empty now. Its last text stays in the draft until you say otherwise.",
            saving.held_back.join(", ")
        );
        let action = Action { label: "Keep it empty", run: Self::keep_empty };
        self.show_notice(Notice { action: Some(action), ..Notice::new(Tone::Warning, text) });
    }

    fn keep_empty(self) {
        self.journal.update_value(|journal| journal.empty_too = true);
        self.write(true);
    }
}

/// Milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and far below 2^53")]
pub(super) fn now() -> u64 {
    js_sys::Date::now() as u64
}
