//! Applying every safe fix: a little at a time, so that the page stays quick and the user can stop.

use blockwright::fixes::{Fixed, Progress, Run};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::edit::now;
use super::{Session, Tone};
use crate::ui::frame::next_frame;
use crate::ui::kit::close_dialog;

/// Milliseconds of work between two frames, and how long it takes until the user is shown progress.
const TURN: u64 = 12;
const SHOWN_AFTER: u64 = 300;

/// How far the fixes are that are being applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fixing {
    /// Fixes that are made; the text does not have them yet.
    pub(crate) applied: usize,
    /// Safe fixes that are left.
    pub(crate) left: usize,
    /// Whether it takes long enough to be shown.
    pub(crate) is_long: bool,
    is_stopped: bool,
}

impl Session {
    /// The fixes that are being applied; `None` while there are none.
    pub(crate) fn fixing(self) -> ReadSignal<Option<Fixing>> {
        self.fixing.read_only()
    }

    /// Ends the fixes that are being applied. Those that are made go into the text.
    pub(crate) fn stop_fixing(self) {
        self.fixing.update(|fixing| {
            if let Some(fixing) = fixing {
                fixing.is_stopped = true;
            }
        });
    }

    /// Applies every safe fix as one step of undo, and says how many there were. Only for the second
    /// module.
    pub(crate) fn fix_what_is_safe(self) {
        if self.fixing.with_untracked(Option::is_some) {
            return;
        }
        self.settle();
        self.fixing.set(Some(Fixing::default()));
        let inputs = self.settled.get_untracked();
        let analysis = self.analysis.get_untracked();
        let memory = self.memory.get_value();
        let revision = self.applied.with_untracked(|applied| applied.revision);
        let run = Run::new((*inputs).clone(), (*analysis).clone(), memory);
        spawn_local(async move {
            let (fixed, is_stopped) = self.run_fixes(run).await;
            // Closed and not only taken away, so that the focus goes back to where it was.
            if self.fixing.with_untracked(|fixing| fixing.is_some_and(|fixing| fixing.is_long)) {
                close_dialog(());
            }
            self.fixing.set(None);
            if self.applied.with_untracked(|applied| applied.revision) == revision {
                self.take_over(&fixed, is_stopped);
            } else {
                let text = "The project was changed meanwhile, so no fix was applied. Apply them again.";
                self.notify(Tone::Warning, text);
            }
        });
    }

    /// Takes steps until the end, or until the user stops it.
    async fn run_fixes(self, mut run: Run) -> (Fixed, bool) {
        let started = now();
        let mut turn = started;
        while run.step() == Progress::Going {
            if now() - turn < TURN {
                continue;
            }
            let (applied, left) = run.extent();
            let is_long = now() - started > SHOWN_AFTER;
            let fixing = self.fixing.try_update(|fixing| {
                let is_stopped = fixing.is_some_and(|fixing| fixing.is_stopped);
                *fixing = Some(Fixing { applied, left, is_long, is_stopped });
                is_stopped
            });
            if fixing == Some(true) {
                return (run.finish(), true);
            }
            next_frame().await;
            turn = now();
        }
        (run.finish(), false)
    }

    fn take_over(self, fixed: &Fixed, is_stopped: bool) {
        let Fixed { changes, applied, left } = fixed;
        if !applied.is_empty() && !self.change("Apply safe fixes", changes) {
            return;
        }
        let rest = match left {
            0 => String::new(),
            left if is_stopped => format!(" Stopped with {left} left."),
            left => format!(" {left} left, because they did not help or there was too much to do."),
        };
        let done = match applied.len() {
            0 if *left == 0 => "No problem has a fix that is safe without a look.".to_owned(),
            0 => "No fix was applied.".to_owned(),
            1 => "1 fix is applied. Undo takes it back.".to_owned(),
            count => format!("{count} fixes are applied. Undo takes them back at once."),
        };
        self.notify(Tone::Plain, done + &rest);
    }
}
