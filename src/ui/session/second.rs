//! The second module of the page, fetched when the first view stands or when it is needed.

use std::mem::discriminant;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Session, Tone};
use crate::ui::second::{self, Loading, Second, Task};

impl Session {
    /// How far the second module is.
    pub(crate) fn second(self) -> ReadSignal<Loading> {
        self.second.read_only()
    }

    /// Fetches the second module unless that was done before.
    pub(crate) fn need_second(self) {
        if matches!(self.second.get_untracked(), Loading::Waiting) {
            self.fetch_second();
        }
    }

    /// Fetches the second module, again if it did not come.
    pub(crate) fn fetch_second(self) {
        spawn_local(async move {
            self.load_second().await;
        });
    }

    /// Does `task`, at once if the second module is here (a browser lets no page choose files long
    /// after the click), otherwise as soon as it is.
    pub(crate) fn run(self, task: Task) {
        if let Loading::Done(second) = self.second.get_untracked() {
            return (second.run)(task, self);
        }
        spawn_local(async move {
            match self.load_second().await {
                Some(second) => (second.run)(task, self),
                None => self.notify(
                    Tone::Error,
                    "Nothing was done: a part of the page could not be loaded. Check the connection and try again.",
                ),
            }
        });
    }

    async fn load_second(self) -> Option<Second> {
        self.note_second(Loading::Underway);
        let second = second::fetch().await;
        self.be_patient_a_moment();
        self.note_second(second.map_or(Loading::Failed, Loading::Done));
        second
    }

    /// Says how far the second module is. What was said before is not said again, because each time
    /// makes the views anew.
    fn note_second(self, loading: Loading) {
        let (before, now) = (self.second.with_untracked(discriminant), discriminant(&loading));
        if before != now {
            self.second.set(loading);
        }
    }
}
