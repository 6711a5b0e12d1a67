//! Going through the problems, and how strict they are.

use blockwright::source::Location;
use leptos::prelude::*;

use super::{Session, Tone};
use crate::ui::preferences::Preference;

impl Session {
    /// The problem that was last gone to: its position in the analysis' list.
    pub(crate) fn present_problem(self) -> ReadSignal<Option<usize>> {
        self.problem.read_only()
    }

    /// Goes to the next or the previous problem that stands in a text, round the end.
    pub(crate) fn step_problem(self, forward: bool) {
        self.settle();
        let found = self.analysis.with_untracked(|analysis| {
            let located = |(at, problem): (usize, &blockwright::diagnostic::Diagnostic)| {
                Some((at, problem.at?, problem.message.clone()))
            };
            analysis.problems.iter().enumerate().filter_map(located).collect::<Vec<_>>()
        });
        let present = self.problem.get_untracked();
        let next = if forward {
            found.iter().find(|(at, ..)| present.is_none_or(|present| *at > present)).or(found.first())
        } else {
            found.iter().rev().find(|(at, ..)| present.is_some_and(|present| *at < present)).or(found.last())
        };
        match next {
            Some((at, place, message)) => self.go_to_problem(*at, *place, message),
            None => self.notify(Tone::Plain, "There is no problem in the files."),
        }
    }

    fn go_to_problem(self, at: usize, place: Location, message: &str) {
        self.problem.set(Some(at));
        self.reveal(place);
        self.announce(message);
    }

    /// Applies every safe fix and says how many there were.
    pub(crate) fn fix_what_is_safe(self) {
        let text = match self.apply_safe_fixes() {
            0 => "No problem has a fix that is safe without a look.".to_owned(),
            1 => "1 fix is applied. Undo takes it back.".to_owned(),
            count => format!("{count} fixes are applied. Undo takes them back at once."),
        };
        self.notify(Tone::Plain, text);
    }

    /// Makes warnings fail, or not.
    pub(crate) fn toggle_strict(self) {
        let strict = self.workspace.with_untracked(|inputs| !inputs.strict);
        Preference::Strictness.set(if strict { "strict" } else { "lenient" });
        // A preference and no part of the draft, so nothing is written.
        self.workspace.update(|inputs| inputs.strict = strict);
        self.settle();
        self.announce(if strict { "Warnings fail." } else { "Warnings do not fail." });
    }
}
