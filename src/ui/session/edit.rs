//! Changing files and variables: the only way in for editors, fixes and gestures, and the way back.

use std::sync::Arc;

use blockwright::history::{self, Change, ChangeError, Gesture, Kind};
use blockwright::route::Route;
use blockwright::source::FileEdit;
use leptos::prelude::*;

use super::{Applied, Session, Tone};

/// Who changed the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Origin {
    /// The source editor, which already shows the change.
    Editor,
    /// Anything else: the editor has to take it over.
    #[default]
    Elsewhere,
}

impl Session {
    /// Takes over what was typed in the source editor. The ranges refer to the present texts.
    pub(crate) fn edit(self, edits: &[FileEdit]) {
        self.make("Typing", &history::changes_of(edits), Kind::Typing, Origin::Editor);
    }

    /// Changes files or variables as one step of undo, called `title` there. Gives back whether it was done; if
    /// not, the user has been told why.
    pub(crate) fn change(self, title: &str, changes: &[Change]) -> bool {
        self.make(title, changes, Kind::Command, Origin::Elsewhere)
    }

    /// Takes the last gesture back, whatever file it was in.
    pub(crate) fn undo(self) {
        if self.is_reviewing() {
            return;
        }
        self.step_back_or_forth(history::History::undo, |gesture| gesture.inverse.clone(), "Undone");
    }

    /// Makes the gesture again that was undone last.
    pub(crate) fn redo(self) {
        if self.is_reviewing() {
            return;
        }
        self.step_back_or_forth(history::History::redo, |gesture| gesture.done.clone(), "Done again");
    }

    /// Whether somebody else's plan is looked at, where no edit can be seen. Says so.
    fn is_reviewing(self) -> bool {
        let is_reviewing = self.route.with_untracked(|route| *route == Route::Review);
        if is_reviewing {
            self.notify(
                Tone::Plain,
                "Nothing was changed: a review changes no project. Leave it to go on with yours.",
            );
        }
        is_reviewing
    }

    /// What undo would take back; `None` if there is nothing.
    pub(crate) fn undo_title(self) -> Option<Arc<str>> {
        self.history.with(|history| history.undo_title().cloned())
    }

    /// What redo would make again; `None` if there is nothing.
    pub(crate) fn redo_title(self) -> Option<Arc<str>> {
        self.history.with(|history| history.redo_title().cloned())
    }

    fn make(self, title: &str, changes: &[Change], kind: Kind, origin: Origin) -> bool {
        let made = self.workspace.try_update(|inputs| history::apply(inputs, changes));
        match made {
            Some(Ok(inverse)) => {
                let gesture = Gesture { title: title.into(), done: changes.to_vec(), inverse };
                self.history.update(|history| history.record(gesture, kind, now()));
                self.changed(changes.into(), origin);
                true
            }
            Some(Err(error)) => {
                self.report_unfit(error);
                false
            }
            None => false,
        }
    }

    fn step_back_or_forth(
        self,
        step: fn(
            &mut history::History,
            &mut blockwright::workspace::Workspace,
        ) -> Result<Option<Gesture>, ChangeError>,
        changes: fn(&Gesture) -> Vec<Change>,
        said: &str,
    ) {
        let stepped =
            self.history.try_update(|history| self.workspace.try_update(|inputs| step(history, inputs)));
        match stepped.flatten() {
            Some(Ok(Some(gesture))) => {
                self.announce(format!("{said}: {}", gesture.title));
                self.changed(changes(&gesture).into(), Origin::Elsewhere);
            }
            Some(Err(error)) => self.report_unfit(error),
            Some(Ok(None)) | None => {}
        }
    }

    fn changed(self, changes: Arc<[Change]>, origin: Origin) {
        let revision = self.applied.with_untracked(|last| last.revision) + 1;
        self.applied.set(Applied { revision, changes });
        if origin == Origin::Editor {
            self.settle_soon();
        } else {
            self.settle_now();
        }
        self.keep_soon();
    }

    fn report_unfit(self, error: ChangeError) {
        self.notify(Tone::Error, format!("The change was not made: {error}."));
    }
}

/// Milliseconds on the page's steady clock.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and far below 2^53")]
pub(super) fn now() -> u64 {
    window().performance().map_or(0.0, |clock| clock.now()) as u64
}
