//! The bar above the steps: zoom, search, filters.

use blockwright::address::ResourceType;
use blockwright::plan::outline::{has_blocks, kinds};
use blockwright::plan::{Action, Summary, words};
use leptos::html;
use leptos::prelude::*;

use super::board::Board;
use crate::ui::kit::{SearchField, Segments, has_dialog};
use crate::ui::preferences::Preference;
use crate::ui::session::{PlanChoices, Zoom};

/// An action to filter by, the class of its colour, and its count.
type Choice = (Action, &'static str, fn(Summary) -> usize);

/// Zoom, search, and filters by action and type. `/` leads into the search.
#[component]
pub(super) fn Filters(board: Board) -> impl IntoView {
    let choices = board.choices();
    let field = NodeRef::<html::Input>::new();
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let wanted = (event.key() == "/" && may_search(&event)).then(|| field.get_untracked()).flatten();
        if let Some(field) = wanted {
            event.prevent_default();
            // Focus fails only for what cannot have it.
            drop(field.focus());
        }
    });
    on_cleanup(move || listener.remove());
    let unchanged =
        Memo::new(move |_| board.plan().with(|plan| plan.as_ref().map_or(0, |plan| plan.summary.unchanged)));
    let has_blocks = Memo::new(move |_| board.plan().with(|plan| plan.as_deref().is_some_and(has_blocks)));
    let zooms = move || {
        let always = [(Zoom::Groups, "Groups"), (Zoom::Resources, "Resources"), (Zoom::Fields, "Fields")];
        let blocks = has_blocks.get().then_some((Zoom::Blocks, "Blocks"));
        blocks.into_iter().chain(always).collect::<Vec<_>>()
    };
    let zoom = Memo::new(move |_| choices.with(|choices| choices.zoom));
    let search = Memo::new(move |_| choices.with(|choices| choices.search.clone()));
    view! {
        <div class="plan-filters">
            {move || view! {
                <Segments name="zoom" label="How much of each step" choices=zooms() chosen=zoom
                    on_choose=move |zoom| choices.update(|choices| choices.zoom = zoom) />
            }}
            <SearchField label="Search the plan" text=search field
                on_input=move |text| choices.update(|choices| choices.search = text) />
            <Actions board />
            <Kinds board />
            <label class="check">
                <input type="checkbox" prop:checked=move || choices.with(|choices| choices.with_unchanged)
                    on:change=move |event| choices.update(|choices| choices.with_unchanged = event_target_checked(&event)) />
                {move || format!("Unchanged ({})", unchanged.get())}
            </label>
            <Found board />
        </div>
    }
}

/// Whether a plain key may lead to the search: not from a text, not under a dialog, and only where
/// the user wants single keys.
fn may_search(event: &web_sys::KeyboardEvent) -> bool {
    let tag = document().active_element().map(|element| element.tag_name()).unwrap_or_default();
    let is_text = ["INPUT", "TEXTAREA", "SELECT"].contains(&tag.as_str());
    let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    let is_covered = has_dialog();
    is_plain && !is_text && !is_covered && Preference::SingleKeys.get().as_deref() != Some("off")
}

/// One button per action that occurs, with its count; pressed, only that action is shown.
#[component]
fn Actions(board: Board) -> impl IntoView {
    let choices = board.choices();
    let summary = Memo::new(move |_| {
        board.plan().with(|plan| plan.as_ref().map(|plan| plan.summary)).unwrap_or_default()
    });
    let button = move |(action, tone, count): Choice| {
        let count = Memo::new(move |_| count(summary.get()));
        let is_pressed = Memo::new(move |_| choices.with(|choices| choices.action == Some(action)));
        let press = move |_| {
            choices.update(|choices| choices.action = (choices.action != Some(action)).then_some(action));
        };
        view! {
            <Show when=move || { count.get() > 0 }>
                <button type="button" class="filter-button" aria-pressed=move || is_pressed.get().to_string() on:click=press>
                    {words::action(action)}" "<span class=format!("count {tone}")>{count}</span>
                </button>
            </Show>
        }
    };
    let actions: [Choice; 3] = [
        (Action::Create, "tone-create", |summary| summary.create),
        (Action::Update, "tone-update", |summary| summary.update),
        (Action::Delete, "tone-delete", |summary| summary.destroy),
    ];
    view! {
        <div class="filter-buttons" role="group" aria-label="Only this action">
            {actions.into_iter().map(button).collect_view()}
        </div>
    }
}

#[component]
fn Kinds(board: Board) -> impl IntoView {
    let choices = board.choices();
    let kinds = Memo::new(move |_| {
        let kinds = board.plan().with(|plan| plan.as_ref().map(|plan| kinds(plan))).unwrap_or_default();
        kinds.into_iter().map(|kind| kind.name().to_owned()).collect::<Vec<_>>()
    });
    let chosen = move || {
        choices.with(|choices| choices.kind.as_ref().map(|kind| kind.name().to_owned())).unwrap_or_default()
    };
    let choose = move |name: String| {
        choices.update(|choices| choices.kind = (!name.is_empty()).then(|| ResourceType::from_name(&name)));
    };
    view! {
        <select class="select" aria-label="Only this type" prop:value=chosen on:change=move |event| choose(event_target_value(&event))>
            <option value="">"All types"</option>
            {move || kinds.get().into_iter().map(|kind| {
                let is_chosen = chosen() == kind;
                view! { <option value=kind.clone() selected=is_chosen>{kind.clone()}</option> }
            }).collect_view()}
        </select>
    }
}

/// How many steps are shown, for everyone when a filter is on.
#[component]
fn Found(board: Board) -> impl IntoView {
    let words = Memo::new(move |_| {
        let is_filtered = board.choices().with(PlanChoices::is_filtered);
        let found = board.selection().with(|selection| selection.steps.len());
        if is_filtered { format!("{} found", words::plural(found, "step")) } else { String::new() }
    });
    view! { <span class="plan-found" role="status">{words}</span> }
}
