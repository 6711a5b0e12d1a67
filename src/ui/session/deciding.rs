//! Which side stays where DSS and the configuration differ.

use std::sync::Arc;

use blockwright::acceptance::{Accepted, Choice, Extent, accept, accept_all};
use blockwright::address::Address;
use blockwright::drift::{Drift, keep_ours};
use blockwright::state::State;
use blockwright::state::file::save;
use blockwright::sync::sync;
use leptos::prelude::*;

use super::{Picture, Session, Sight, Tone};
use crate::ui::clock;

impl Session {
    /// What was read of the project that is open. What was read of another one is no ground to change
    /// anything, and that is told.
    fn seen(self) -> Option<Arc<Picture>> {
        self.settle();
        let comparing = self.comparing();
        let picture = comparing.sight.with_untracked(|sight| match sight {
            Sight::Read(picture) => Some(Arc::clone(picture)),
            _ => None,
        })?;
        if comparing.is_open.get_untracked() {
            return Some(picture);
        }
        let text = format!(
            "Nothing was changed: {} was read, and another project or environment is open. Read again.",
            picture.subject
        );
        self.notify(Tone::Error, text);
        None
    }

    /// What differs, after [`Session::seen`].
    fn found(self) -> Option<Arc<Drift>> {
        self.seen()?;
        self.comparing().drift.get_untracked()
    }

    /// How much of the configuration it touches to take all that the server has.
    pub(crate) fn extent_of_theirs(self) -> Option<Extent> {
        let found = self.found()?;
        let analysis = self.analysis.get_untracked();
        let accepted = self.settled.with_untracked(|inputs| accept_all(inputs, &analysis, &found));
        Some(accepted.extent(&found))
    }

    /// Takes what the server has into the configuration, and notes in the state that it has it; all that
    /// differs if nothing is chosen.
    pub(crate) fn take_theirs(self, choices: &[Choice]) {
        let Some(found) = self.found() else { return };
        let analysis = self.analysis.get_untracked();
        let accepted = self.settled.with_untracked(|inputs| match choices {
            [] => accept_all(inputs, &analysis, &found),
            choices => accept(inputs, &analysis, &found, choices),
        });
        let Accepted { changes, refused } = accepted;
        if !changes.is_empty() && !self.change("Take over what DSS has", &changes) {
            return;
        }
        let is_refused = |address: &Address| refused.iter().any(|(refused, _)| refused == address);
        let chosen = found.resources.iter().filter(|resource| !is_refused(&resource.address));
        let settled: Vec<Choice> = match choices {
            [] => chosen.map(|found| Choice { address: found.address.clone(), path: None }).collect(),
            choices => choices.iter().filter(|choice| !is_refused(&choice.address)).cloned().collect(),
        };
        self.note_server(&found, &settled);
        for (address, why) in &refused {
            self.notify(Tone::Warning, format!("{address}: {why}"));
        }
        if refused.is_empty() {
            self.announce("Taken over from DSS.");
        }
    }

    /// Keeps ours: the state notes what the server has, so that the plan shows the way back to ours.
    pub(crate) fn take_ours(self, choices: &[Choice]) {
        let Some(found) = self.found() else { return };
        self.note_server(&found, choices);
        self.announce("Ours is kept: the plan now shows the way from what DSS has.");
    }

    fn note_server(self, found: &Drift, choices: &[Choice]) {
        let now = clock::iso();
        let stored = self.analysis.with_untracked(|analysis| analysis.current.clone());
        let environment = self.workspace.with_untracked(|inputs| inputs.environment.clone());
        let stored =
            stored.map_or_else(|| State { environment, ..State::default() }, |state| State::clone(&state));
        let noted = choices.iter().fold(stored, |state, choice| {
            keep_ours(&state, found, &choice.address, choice.path.as_deref(), &now).unwrap_or(state)
        });
        self.set_inputs(|inputs| inputs.state = Some(save(&noted).into()));
    }

    /// Keeps what was read as the state.
    pub(crate) fn keep_as_state(self) {
        let Some(picture) = self.seen() else { return };
        let stored = self.analysis.with_untracked(|analysis| analysis.current.clone());
        let synced = sync(stored.as_deref(), &picture.server, &picture.unread, &picture.at);
        self.set_inputs(|inputs| inputs.state = Some(save(&synced).into()));
        self.notify(Tone::Plain, format!("What {} has is the state now.", picture.place));
    }
}
