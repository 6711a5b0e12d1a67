//! The list below the field of a combobox.

use blockwright::fuzzy::score;
use leptos::ev;
use leptos::prelude::*;

use super::{MOST_SHOWN, Offer, Suits};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The position among the offers; `None` for what is typed itself.
    pub(super) offer: Option<usize>,
    pub(super) shown: Offer,
}

/// The list while it is open.
#[derive(Clone, Copy)]
pub(super) struct List {
    /// What is typed.
    pub(super) typed: RwSignal<String>,
    /// The line that the keys work on.
    pub(super) active: RwSignal<usize>,
    /// The offers; `None` while it is closed.
    pub(super) open: RwSignal<Option<Vec<Offer>>>,
    /// What of them is shown.
    pub(super) lines: Memo<Vec<Line>>,
}

impl List {
    pub(super) fn new(other: Option<&'static str>) -> Self {
        let (typed, open) = (RwSignal::new(String::new()), RwSignal::new(None::<Vec<Offer>>));
        let lines = Memo::new(move |_| {
            open.with(|open| {
                let found = |offers: &Vec<Offer>| typed.with(|typed| lines(offers, typed, other));
                open.as_ref().map(found).unwrap_or_default()
            })
        });
        Self { typed, active: RwSignal::new(0), open, lines }
    }

    pub(super) fn close(self) {
        self.open.set(None);
        self.typed.set(String::new());
    }

    /// Takes the line at a position, and closes.
    pub(super) fn chooser(
        self,
        on_choose: Callback<usize>,
        on_other: Option<Callback<String>>,
    ) -> Callback<usize> {
        Callback::new(move |at: usize| {
            let line = self.lines.with_untracked(|lines| lines.get(at).cloned());
            let Some(line) = line.filter(|line| line.shown.suits != Suits::Not) else { return };
            let words = self.typed.get_untracked();
            self.close();
            match (line.offer, on_other) {
                (Some(offer), _) => on_choose.run(offer),
                (None, Some(on_other)) => on_other.run(words.trim().to_owned()),
                (None, None) => {}
            }
        })
    }

    /// What a key means while it is open.
    pub(super) fn press(self, event: &ev::KeyboardEvent, choose: Callback<usize>) {
        if self.open.with_untracked(Option::is_none) {
            return;
        }
        let last = self.lines.with_untracked(Vec::len).min(MOST_SHOWN).saturating_sub(1);
        let active = self.active;
        match event.key().as_str() {
            "ArrowDown" => active.update(|active| *active = if *active >= last { 0 } else { *active + 1 }),
            "ArrowUp" => active.update(|active| *active = active.checked_sub(1).unwrap_or(last)),
            "Home" => active.set(0),
            "End" => active.set(last),
            "Enter" => choose.run(active.get_untracked()),
            "Escape" => {
                event.stop_propagation();
                self.close();
            }
            _ => return,
        }
        event.prevent_default();
    }
}

/// The offers that have the letters typed, the one of this name first; behind them what is typed itself, if
/// it may be chosen, with the words for it.
fn lines(offers: &[Offer], typed: &str, other: Option<&'static str>) -> Vec<Line> {
    let name = typed.trim();
    let found = offers.iter().enumerate().filter(|(_, offer)| score(typed, &offer.name).is_some());
    let found = found.map(|(at, offer)| Line { offer: Some(at), shown: offer.clone() });
    let (mut lines, others): (Vec<Line>, Vec<Line>) = found.partition(|line| line.shown.name == name);
    let is_there = !lines.is_empty();
    lines.extend(others);
    if let Some(reason) = other.filter(|_| !name.is_empty() && !is_there) {
        let shown = Offer { name: name.to_owned(), reason: reason.to_owned(), suits: Suits::Fairly };
        lines.push(Line { offer: None, shown });
    }
    lines
}
