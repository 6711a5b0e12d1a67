//! Changing files: the only way in for editors, fixes and gestures, and the way back.

use std::sync::Arc;

use blockwright::diagnostic::{Diagnostic, Safety};
use blockwright::history::{self, Change, ChangeError, Gesture, Kind};
use blockwright::source::FileEdit;
use leptos::prelude::*;

use super::{Applied, Session, Tone};

/// Who changed the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Origin {
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

    /// Changes files as one step of undo, called `title` there. Gives back whether it was done; if
    /// not, the user has been told why.
    pub(crate) fn change(self, title: &str, changes: &[Change]) -> bool {
        self.make(title, changes, Kind::Command, Origin::Elsewhere)
    }

    /// Applies the fix of `problem`, if the present text still has that problem.
    pub(crate) fn apply_fix(self, problem: &Diagnostic) {
        let Some(wanted) = problem.fix.as_ref() else { return };
        self.settle();
        let fix = self.analysis.with_untracked(|analysis| {
            let same = |found: &&Diagnostic| found.rule == problem.rule && found.path == problem.path;
            let fixes = analysis.problems.iter().filter(same).filter_map(|found| found.fix.clone());
            fixes.into_iter().find(|fix| fix.title == wanted.title)
        });
        match fix {
            Some(fix) => {
                self.change(&fix.title, &history::changes_of(&fix.edits));
            }
            None => {
                self.notify(Tone::Warning, "The text has changed, so the fix was not applied. Try it again.");
            }
        }
    }

    /// Applies every fix that is safe, as one step of undo. Fixes that touch the same bytes as an
    /// earlier one wait for the next time. Gives back how many were applied.
    pub(crate) fn apply_safe_fixes(self) -> usize {
        self.settle();
        let (count, edits) = self.analysis.with_untracked(|analysis| safe_edits(&analysis.problems));
        if count > 0 && self.change("Apply safe fixes", &history::changes_of(&edits)) { count } else { 0 }
    }

    /// Takes the last gesture back, whatever file it was in.
    pub(crate) fn undo(self) {
        self.step_back_or_forth(history::History::undo, |gesture| gesture.inverse.clone(), "Undone");
    }

    /// Makes the gesture again that was undone last.
    pub(crate) fn redo(self) {
        self.step_back_or_forth(history::History::redo, |gesture| gesture.done.clone(), "Done again");
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
        let made = self.workspace.try_update(|inputs| history::apply(&mut inputs.files, changes));
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
            &mut Vec<blockwright::source::Source>,
        ) -> Result<Option<Gesture>, ChangeError>,
        changes: fn(&Gesture) -> Vec<Change>,
        said: &str,
    ) {
        let stepped = self
            .history
            .try_update(|history| self.workspace.try_update(|inputs| step(history, &mut inputs.files)));
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
        self.applied.set(Applied { revision, origin, changes });
        if origin == Origin::Editor {
            self.settle_soon();
        } else {
            self.settle();
        }
        self.keep_soon();
    }

    fn report_unfit(self, error: ChangeError) {
        self.notify(Tone::Error, format!("The change was not made: {error}."));
    }
}

fn safe_edits(problems: &[Diagnostic]) -> (usize, Vec<FileEdit>) {
    let mut taken: Vec<FileEdit> = Vec::new();
    let mut count = 0;
    let fixes = problems.iter().filter_map(|problem| problem.fix.as_ref());
    for fix in fixes.filter(|fix| fix.safety == Safety::Safe) {
        let clashes = |edit: &FileEdit| taken.iter().any(|other| clash(edit, other));
        if !fix.edits.iter().any(clashes) {
            taken.extend(fix.edits.iter().cloned());
            count += 1;
        }
    }
    (count, taken)
}

fn clash(one: &FileEdit, other: &FileEdit) -> bool {
    let (a, b) = (one.edit.range, other.edit.range);
    one.file == other.file && a.start <= b.end && b.start <= a.end
}

/// Milliseconds on the page's steady clock.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and far below 2^53")]
fn now() -> u64 {
    window().performance().map_or(0.0, |clock| clock.now()) as u64
}
