//! One line of the outline.

use blockwright::address::Address;
use blockwright::plan::{Action, Step, words};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::board::Board;
use super::steps::{show, toggle};
use crate::ui::change::{AddressText, Mark};
use crate::ui::kit::{Badge, Icon, Place};

/// Longest list of names on the line of a group, in characters.
const NAMES: usize = 90;

/// A group: what happens to how many, and the first names.
#[component]
pub(super) fn GroupRow(board: Board, place: Place, group: usize) -> impl IntoView {
    let found = board.selection().with_untracked(|selection| {
        let plan = selection.plan.clone()?;
        let found = selection.groups.get(group)?;
        let names = words::names(&plan, found, NAMES);
        Some((found.key.clone(), found.action, words::group(found), names, selection.groups.len()))
    });
    let (key, action, title, names, count) = found?;
    let is_open = Memo::new(move |_| board.choices().with(|choices| choices.open.contains(&key)));
    let Place { index, id, top, is_active } = place;
    let press = move |_| {
        board.active.set(index);
        toggle(board, group, None);
    };
    Some(view! {
        <div
            id=id
            class="virtual-row plan-group"
            class:active=is_active
            style:top=top
            role="treeitem"
            {..custom_attribute("aria-level", "1")}
            aria-posinset=(group + 1).to_string()
            aria-setsize=count.to_string()
            aria-expanded=move || is_open.get().to_string()
            on:click=press
        >
            {move || if is_open.get() { Icon::ChevronDown.view() } else { Icon::ChevronRight.view() }}
            {action.map(|action| view! { <Mark action /> })}
            <b>{title}</b>
            <span class="plan-names">{names}</span>
        </div>
    })
}

/// A step: what happens to which resource, and where it comes from.
#[component]
pub(super) fn StepRow(board: Board, place: Place, step: usize, number: u64) -> impl IntoView {
    let found = board.selection().with_untracked(|selection| {
        (selection.number == number).then(|| selection.step(step).cloned()).flatten()
    });
    let found = found?;
    let Place { index, id, top, is_active } = place;
    let address = found.address.clone();
    let (ticked_address, chosen_address) = (address.clone(), address.clone());
    let is_ticked = Memo::new(move |_| board.ticked.with(|ticked| ticked.contains(ticked_address.as_str())));
    let is_chosen =
        Memo::new(move |_| board.chosen().with(|chosen| chosen.as_deref() == Some(chosen_address.as_str())));
    let (level, position, size) = board.level_of(step);
    let press = move |_| {
        board.active.set(index);
        show(board, step);
    };
    let source = found.at.and_then(|at| untrack(|| board.place(at)));
    Some(view! {
        <div
            id=id
            class="virtual-row plan-step"
            class:active=is_active
            class:chosen=is_chosen
            style:top=top
            role="treeitem"
            {..custom_attribute("aria-level", level)}
            aria-posinset=position.to_string()
            aria-setsize=size.to_string()
            aria-checked=move || is_ticked.get().to_string()
            aria-selected=move || is_chosen.get().to_string()
            on:click=press
        >
            <Tick board address=address.clone() is_ticked />
            <Mark action=found.action word=words::action(found.action) />
            <AddressText address />
            <span class="plan-what">{words::fields(&found)}</span>
            <Marks found=found.clone() />
            <span class="plan-place">{source}</span>
        </div>
    })
}

/// The box that ticks a step; by keyboard the space bar does it.
#[component]
fn Tick(board: Board, address: Address, is_ticked: Memo<bool>) -> impl IntoView {
    let press = move |event: web_sys::MouseEvent| {
        event.stop_propagation();
        board.tick(&address);
    };
    view! {
        <span class="tick" class:ticked=is_ticked title="Tick for a partial plan (Space)" on:click=press>
            {move || is_ticked.get().then(|| Icon::Check.view())}
        </span>
    }
}

/// What a reviewer must not overlook.
#[component]
pub(super) fn Marks(found: Step) -> impl IntoView {
    let guarded = found.resource().is_some_and(|resource| resource.metadata.lifecycle.prevent_destroy);
    let blocks = guarded && (found.action == Action::Delete || found.replaces);
    view! {
        <span class="plan-marks">
            {blocks.then(|| view! { <Badge tone="tone-error" icon=Icon::Lock text="guarded, blocks the plan" /> })}
            {found.replaces.then(|| view! { <Badge tone="tone-delete" icon=Icon::Warning text="cannot be done in place" /> })}
        </span>
    }
}
