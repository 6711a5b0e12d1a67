//! Filters with how many blocks each would leave.

use std::sync::Arc;

use blockwright::catalog::facet::{Facet, FacetValue};
use blockwright::catalog::search::Found;
use leptos::prelude::*;

use super::search::{facet_name, spoken};
use crate::ui::session::Session;

/// Values of a facet that are shown before anybody asks for all.
const FEW: usize = 8;

/// All facets.
#[component]
pub(super) fn Facets(session: Session, found: Memo<Arc<Found>>) -> impl IntoView {
    let facets = Memo::new(move |_| found.with(|found| found.facets.clone()));
    // The owner comes last on screen, and tags before it: they are many.
    let order = [
        Facet::Domain,
        Facet::Level,
        Facet::Kind,
        Facet::Protected,
        Facet::Deprecated,
        Facet::Registry,
        Facet::Tag,
        Facet::Owner,
    ];
    let facet = move |facet: Facet| {
        let values =
            Memo::new(move |_| facets.with(|facets| facets.get(&facet).cloned().unwrap_or_default()));
        view! { <FacetGroup session facet values /> }
    };
    let is_wide =
        window().inner_width().ok().and_then(|width| width.as_f64()).is_none_or(|width| width > 720.0);
    view! {
        <details class="facets" open=is_wide>
            <summary>"Filters"</summary>
            <div class="facet-groups">{order.map(facet).into_iter().collect_view()}</div>
        </details>
    }
}

#[component]
fn FacetGroup(session: Session, facet: Facet, values: Memo<Vec<FacetValue>>) -> impl IntoView {
    let has_all = RwSignal::new(false);
    let count = Memo::new(move |_| values.with(Vec::len));
    let shown = move || {
        let values = values.get();
        let all = has_all.get();
        let few = values
            .into_iter()
            .enumerate()
            .filter(move |(place, value)| all || *place < FEW || value.is_chosen);
        few.map(|(_, value)| value.value).collect::<Vec<String>>()
    };
    view! {
        <Show when=move || { count.get() > 1 }>
            <fieldset class="facet">
                <legend>{facet_name(facet)}</legend>
                <For each=shown key=Clone::clone let:value>
                    <Choice session facet value values />
                </For>
                <Show when=move || { count.get() > FEW }>
                    <button
                        type="button"
                        class="link-button"
                        aria-expanded=move || has_all.get().to_string()
                        on:click=move |_| has_all.update(|all| *all = !*all)
                    >
                        {move || if has_all.get() { "Fewer".to_owned() } else { format!("All {}", count.get()) }}
                        <span class="visually-hidden">{format!(" {}", facet_name(facet))}</span>
                    </button>
                </Show>
            </fieldset>
        </Show>
    }
}

#[component]
fn Choice(session: Session, facet: Facet, value: String, values: Memo<Vec<FacetValue>>) -> impl IntoView {
    let browsing = session.browsing();
    let own = value.clone();
    let state = Memo::new(move |_| {
        values.with(|values| {
            let found = values.iter().find(|found| found.value == own);
            found.map_or((0, false), |found| (found.count, found.is_chosen))
        })
    });
    let words = spoken(facet, &value);
    let toggle = move |_| {
        let value = value.clone();
        browsing.look(|query| {
            let chosen = query.filters.entry(facet).or_default();
            if !chosen.remove(&value) {
                chosen.insert(value);
            }
        });
    };
    view! {
        <label class="facet-value" class:facet-none=move || state.get().0 == 0>
            <input type="checkbox" prop:checked=move || state.get().1 on:change=toggle />
            <span>{words}</span>
            <span class="facet-count">{move || state.get().0}</span>
        </label>
    }
}
