//! What the page tells the user in passing: toasts on screen, and words for screen readers.

use leptos::prelude::*;

use super::Session;

/// How much a notice weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Something went as it should.
    Plain,
    /// Something needs a look.
    Warning,
    /// Something failed; the notice stays until it is dismissed.
    Error,
}

/// A toast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// Tells notices apart.
    pub(crate) id: u64,
    /// How much it weighs.
    pub(crate) tone: Tone,
    /// What happened, what was not done, what to do next.
    pub(crate) text: String,
}

impl Session {
    /// Shows a toast. Plain ones leave by themselves.
    pub(crate) fn notify(self, tone: Tone, text: impl Into<String>) {
        let text = text.into();
        let id = self.notices.with_untracked(|all| all.last().map_or(0, |last| last.id)) + 1;
        self.notices.update(|all| {
            all.retain(|other| other.text != text);
            all.push(Notice { id, tone, text });
        });
        if tone == Tone::Plain {
            set_timeout(move || self.dismiss(id), std::time::Duration::from_secs(6));
        }
    }

    /// Takes a toast away.
    pub(crate) fn dismiss(self, id: u64) {
        self.notices.update(|all| all.retain(|notice| notice.id != id));
    }

    /// The toasts on screen, oldest first.
    pub(crate) fn notices(self) -> ReadSignal<Vec<Notice>> {
        self.notices.read_only()
    }

    /// Says something to screen readers without showing it.
    pub(crate) fn announce(self, text: impl Into<String>) {
        self.announcement.set(text.into());
    }

    /// What was last said to screen readers.
    pub(crate) fn announcement(self) -> ReadSignal<String> {
        self.announcement.read_only()
    }
}
