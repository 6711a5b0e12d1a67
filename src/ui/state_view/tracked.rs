//! What the state tracks, one line per resource.

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::address::ResourceType;
use blockwright::plan::search::Search;
use blockwright::plan::words;
use blockwright::state::{Resource, State};
use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;

use super::resource::ResourceDetails;
use crate::ui::change::AddressText;
use crate::ui::kit::{EmptyState, Icon, Place, SearchField, VirtualList, focus_list};

/// Id of the list in the page.
const LIST: &str = "tracked";

/// Digits of a checksum that tell two apart on screen.
const CHECKSUM_DIGITS: usize = 8;

/// The table of resources, with search and a filter by type.
#[component]
pub(super) fn Tracked(state: Arc<State>) -> impl IntoView {
    let state = StoredValue::new(state);
    let field = NodeRef::<html::Input>::new();
    let search = RwSignal::new(String::new());
    let kind = RwSignal::new(String::new());
    let active = RwSignal::new(0);
    let chosen = RwSignal::new(None::<usize>);
    let rows = Memo::new(move |_| {
        let words = search.with(|text| Search::new(text));
        state.with_value(|state| kind.with(|kind| select(state, &words, kind)))
    });
    let count = Memo::new(move |_| rows.with(|rows| rows.len()));
    let row = move |(place, position): (Place, usize)| {
        let resource = state.with_value(|state| state.resources.get(position).cloned());
        resource.map(|resource| view! { <ResourceRow place position resource active chosen /> }).into_any()
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let position = rows.with_untracked(|rows| rows.get(active.get_untracked()).copied());
        match event.key().as_str() {
            "Enter" | " " => chosen.set(position),
            "Escape" if chosen.get_untracked().is_some() => chosen.set(None),
            _ => return,
        }
        event.prevent_default();
    };
    let close = move || {
        chosen.set(None);
        focus_list(LIST);
    };
    let resource =
        move || chosen.get().and_then(|at| state.with_value(|state| state.resources.get(at).cloned()));
    view! {
        <div class="plan-filters">
            <SearchField label="Search ids and attributes" text=search field
                on_input=move |text| search.set(text) />
            <Kinds state kind />
            <span class="plan-found" role="status">{move || format!("{} shown", words::plural(count.get(), "resource"))}</span>
        </div>
        <Show
            when=move || { count.get() > 0 }
            fallback=|| view! {
                <EmptyState icon=Icon::Search title="No resource to show".to_owned()>
                    <p>"The state tracks none that fits the search."</p>
                </EmptyState>
            }
        >
            <div class="plan-body">
                <VirtualList id=LIST label="Tracked resources" role="grid" rows=rows active
                    row=Callback::new(row) on_key=Callback::new(on_key) head=view! { <TableHead /> }.into_any() />
                {move || resource().map(|resource| view! { <ResourceDetails resource on_close=close /> })}
            </div>
        </Show>
    }
}

#[component]
fn TableHead() -> impl IntoView {
    view! {
        <div class="tracked-head" role="row" {..custom_attribute("aria-rowindex", "1")}>
            <span class="tracked-id" role="columnheader">"Resource"</span>
            <span class="tracked-checksum" role="columnheader">"Checksum"</span>
            <span class="tracked-by" role="columnheader">"Deployed by"</span>
            <span class="tracked-at" role="columnheader">"Deployed at"</span>
        </div>
    }
}

#[component]
fn ResourceRow(
    place: Place,
    position: usize,
    resource: Arc<Resource>,
    active: RwSignal<usize>,
    chosen: RwSignal<Option<usize>>,
) -> impl IntoView {
    let Place { index, id, top, is_active } = place;
    let is_chosen = Memo::new(move |_| chosen.get() == Some(position));
    let press = move |_| {
        active.set(index);
        chosen.set(Some(position));
    };
    let checksum: String = resource.checksum().chars().take(CHECKSUM_DIGITS).collect();
    view! {
        <div
            id=id
            class="virtual-row tracked"
            class:active=is_active
            class:chosen=is_chosen
            style:top=top
            role="row"
            {..custom_attribute("aria-rowindex", (index + 2).to_string())}
            aria-selected=move || is_chosen.get().to_string()
            on:click=press
        >
            <span class="tracked-id" role="gridcell"><AddressText address=resource.address.clone() /></span>
            <span class="tracked-checksum" role="gridcell"><code>{checksum}</code></span>
            <span class="tracked-by" role="gridcell">{resource.metadata.deployed_by.clone()}</span>
            <span class="tracked-at" role="gridcell">{resource.metadata.deployed_at.clone()}</span>
        </div>
    }
}

#[component]
fn Kinds(state: StoredValue<Arc<State>>, kind: RwSignal<String>) -> impl IntoView {
    let kinds: BTreeSet<ResourceType> = state
        .with_value(|state| state.resources.iter().map(|resource| resource.address.kind().clone()).collect());
    let option = |kind: ResourceType| {
        let name = kind.name().to_owned();
        view! { <option value=name.clone()>{name.clone()}</option> }
    };
    view! {
        <select class="select" aria-label="Only this type" on:change=move |event| kind.set(event_target_value(&event))>
            <option value="">"All types"</option>
            {kinds.into_iter().map(option).collect_view()}
        </select>
    }
}

/// Positions of the resources that fit, in the order of the file.
fn select(state: &State, words: &Search, kind: &str) -> Arc<[usize]> {
    let fits = |resource: &Resource| {
        (kind.is_empty() || resource.address.kind().name() == kind) && words.finds_resource(resource)
    };
    let fitting = state.resources.iter().enumerate().filter(|(_, resource)| fits(resource));
    fitting.map(|(position, _)| position).collect()
}
