//! Planning a part: ticking steps, and saying that the plan is partial.

use std::collections::BTreeSet;

use blockwright::plan::words;
use leptos::prelude::*;

use super::board::Board;
use crate::ui::kit::{Button, Icon, Look};

/// Addresses that are named before the list is cut.
const MOST_NAMES: usize = 5;

/// What can be done with the ticked steps; nothing while the ticks are those of the plan.
#[component]
pub(super) fn TickedBar(board: Board) -> impl IntoView {
    let session = board.session();
    let targets = Memo::new(move |_| session.settled().with(|inputs| inputs.targets.clone()));
    let is_open = Memo::new(move |_| {
        board.ticked.with(|ticked| targets.with(|targets| ticked != targets && !ticked.is_empty()))
    });
    let count = Memo::new(move |_| board.ticked.with(BTreeSet::len));
    let plan = move || {
        let ticked = board.ticked.get_untracked();
        session.set_inputs(|inputs| inputs.targets = ticked);
        session.announce("The plan is partial now.");
    };
    view! {
        <Show when=move || is_open.get()>
            <div class="alert plan-ticked" role="group" aria-label="Ticked steps">
                <span>{move || format!("{} ticked.", words::plural(count.get(), "resource"))}</span>
                <Button look=Look::Primary label="Plan only these and what they need".to_owned() on_press=plan />
                <Button label="Untick".to_owned() on_press=move || board.ticked.set(targets.get_untracked()) />
            </div>
        </Show>
    }
}

/// Says that the plan covers a part, and leads back.
#[component]
pub(super) fn PartialNotice(board: Board) -> impl IntoView {
    let session = board.session();
    let targets = Memo::new(move |_| {
        board.plan().with(|plan| plan.as_ref().map(|plan| plan.targets.clone())).unwrap_or_default()
    });
    let named = move || {
        targets.with(|targets| {
            let names: Vec<&str> = targets.iter().take(MOST_NAMES).map(String::as_str).collect();
            let more = targets.len().saturating_sub(MOST_NAMES);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{}{more}", names.join(", "))
        })
    };
    let everything = move || {
        board.ticked.set(BTreeSet::new());
        session.set_inputs(|inputs| inputs.targets.clear());
        session.announce("The plan covers everything again.");
    };
    view! {
        <Show when=move || targets.with(|targets| !targets.is_empty())>
            <section class="alert alert-warning" aria-label="Partial plan">
                <h2>{Icon::Warning.view()}"This plan is partial"</h2>
                <p>"It covers only "<b>{named}</b>" and what is needed for it. Other differences are left out."</p>
                <Button label="Plan everything".to_owned() on_press=everything />
            </section>
        </Show>
    }
}
