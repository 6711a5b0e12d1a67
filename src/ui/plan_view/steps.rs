//! Groups and steps, one line each.

use blockwright::plan::outline::Row;
use leptos::prelude::*;

use super::board::{Board, Marked};
use super::row::{GroupRow, StepRow};
use crate::ui::kit::{Place, VirtualList};

/// Id of the list in the page.
pub(super) const LIST: &str = "step";

/// The outline: groups that open, or steps in the order of the plan. Enter opens a group or shows a
/// step, Space ticks a step, Escape puts the shown step away.
#[component]
pub(super) fn Steps(board: Board) -> impl IntoView {
    let active = board.active;
    follow_link(board);
    let row = move |(place, (number, row)): (Place, Marked)| match row {
        Row::Group(group) => view! { <GroupRow board place group /> }.into_any(),
        Row::Step(step) => view! { <StepRow board place step number /> }.into_any(),
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let row = board.rows().with_untracked(|rows| rows.get(active.get_untracked()).map(|(_, row)| *row));
        if row.is_some_and(|row| press(board, row, &event.key())) {
            event.prevent_default();
        }
    };
    view! {
        <VirtualList
            id=LIST
            label="Steps of the plan"
            role="tree"
            rows=board.rows()
            active
            row=Callback::new(row)
            on_key=Callback::new(on_key)
        />
    }
}

/// What a key does to the active row; `false` if nothing.
fn press(board: Board, row: Row, key: &str) -> bool {
    match (row, key) {
        (Row::Group(group), "Enter" | " ") => toggle(board, group, None),
        (Row::Group(group), "ArrowRight") => toggle(board, group, Some(true)),
        (Row::Group(group), "ArrowLeft") => toggle(board, group, Some(false)),
        (Row::Step(step), "Enter" | "ArrowRight") => show(board, step),
        (Row::Step(step), " ") => with_step(board, step, |address| board.tick(address)),
        (Row::Step(_), "ArrowLeft") => to_group(board),
        (_, "Escape") if board.chosen().get_untracked().is_some() => board.choose(None),
        _ => return false,
    }
    true
}

/// Opens or closes a group; `None` turns it round.
pub(super) fn toggle(board: Board, group: usize, open: Option<bool>) {
    let key = board
        .selection()
        .with_untracked(|selection| selection.groups.get(group).map(|group| group.key.clone()));
    let Some(key) = key else { return };
    board.choices().update(|choices| {
        let is_open = choices.open.contains(&key);
        if open.unwrap_or(!is_open) {
            choices.open.insert(key);
        } else {
            choices.open.remove(&key);
        }
    });
}

/// Shows the step at `position` in the plan.
pub(super) fn show(board: Board, position: usize) {
    with_step(board, position, |address| board.choose(Some(address)));
}

fn with_step(board: Board, position: usize, run: impl FnOnce(&blockwright::address::Address)) {
    let address = board
        .selection()
        .with_untracked(|selection| selection.step(position).map(|step| step.address.clone()));
    if let Some(address) = address {
        run(&address);
    }
}

/// Makes the group of the active step active.
fn to_group(board: Board) {
    let at = board.active.get_untracked();
    let group = board
        .rows()
        .with_untracked(|rows| rows.iter().take(at).rposition(|(_, row)| matches!(row, Row::Group(_))));
    if let Some(group) = group {
        board.active.set(group);
    }
}

/// The step that a link shows becomes the active one, and the active row stays inside the list.
fn follow_link(board: Board) {
    // The active row is the user's own choice and not derived; a link is one way to choose it.
    Effect::new(move |_| {
        let Some(chosen) = board.chosen().get() else { return };
        let found = board.selection().with_untracked(|selection| {
            let is_it = |row: &Row| match row {
                Row::Step(step) => selection.step(*step).is_some_and(|step| step.address.as_str() == chosen),
                Row::Group(_) => false,
            };
            board.rows().with_untracked(|rows| rows.iter().position(|(_, row)| is_it(row)))
        });
        if let Some(found) = found {
            board.active.set(found);
        }
    });
    // As above: only the bound of the choice follows from the rows.
    Effect::new(move |_| {
        let last = board.rows().with(|rows| rows.len().saturating_sub(1));
        if board.active.get_untracked() > last {
            board.active.set(last);
        }
    });
}
