//! What the page tells the user in passing: toasts on screen, and words for screen readers.

use std::time::Duration;

use leptos::prelude::*;

use super::Session;

/// How long a plain notice is shown.
const PLAIN_NOTICE_STAYS: Duration = Duration::from_secs(6);

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
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    /// Tells notices apart: a number that no other notice of this page ever has, so that the time of one
    /// that is gone takes no later one away.
    pub(crate) id: u64,
    /// How much it weighs.
    pub(crate) tone: Tone,
    /// What happened, what was not done, what to do next.
    pub(crate) text: String,
    /// What the user may do about it; the notice then stays until it is dismissed.
    pub(crate) action: Option<Action>,
    /// Whether it says why a gesture was not made.
    pub(crate) is_refusal: bool,
}

/// Something to do about a notice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Action {
    /// The words on its button.
    pub(crate) label: &'static str,
    /// What happens; the notice goes.
    pub(crate) run: fn(Session),
}

impl Notice {
    /// A notice that only says something.
    pub(crate) fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { id: 0, tone, text: text.into(), action: None, is_refusal: false }
    }
}

impl Session {
    /// Shows a toast. Plain ones leave by themselves.
    pub(crate) fn notify(self, tone: Tone, text: impl Into<String>) {
        self.show_notice(Notice::new(tone, text));
    }

    /// Shows a toast that may have an action.
    pub(crate) fn show_notice(self, notice: Notice) {
        self.notices_told.update_value(|told| *told += 1);
        let id = self.notices_told.get_value();
        let stays = notice.tone != Tone::Plain || notice.action.is_some();
        self.notices.update(|all| {
            all.retain(|other| other.text != notice.text);
            all.push(Notice { id, ..notice });
        });
        if !stays {
            set_timeout(move || self.dismiss(id), PLAIN_NOTICE_STAYS);
        }
    }

    /// Says why a gesture was not made. The next one takes its place, and one that is made takes it away.
    pub(crate) fn refuse(self, why: impl Into<String>) {
        self.forget_refusal();
        self.show_notice(Notice { is_refusal: true, ..Notice::new(Tone::Error, why) });
    }

    /// Takes away what was said of a gesture that was not made.
    pub(super) fn forget_refusal(self) {
        if self.notices.with_untracked(|all| all.iter().any(|notice| notice.is_refusal)) {
            self.notices.update(|all| all.retain(|notice| !notice.is_refusal));
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
