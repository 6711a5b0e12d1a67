//! The second module of the page, fetched when the first view stands or when it is needed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Session, Tone};
use crate::ui::second::{self, Loading, Task};

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

    /// Fetches the second module.
    pub(crate) fn fetch_second(self) {
        self.second.set(Loading::Underway);
        spawn_local(async move {
            let outcome = second::fetch().await;
            self.second.set(outcome.map_or(Loading::Failed, Loading::Done));
        });
    }

    /// Does `task` as soon as the second module is here.
    pub(super) fn run(self, task: Task) {
        if let Loading::Done(second) = self.second.get_untracked() {
            return (second.run)(task, self);
        }
        spawn_local(async move {
            match second::fetch().await {
                Ok(second) => (second.run)(task, self),
                Err(_) => self.notify(
                    Tone::Error,
                    "Nothing was done: a part of the page could not be loaded. Check the connection and try again.",
                ),
            }
        });
    }
}
