//! Filters with how many blocks each would leave.

use std::sync::Arc;

use blockwright::catalog::facet::{Facet, FacetValue};
use blockwright::catalog::search::Found;
use blockwright::diagnostic::counts::grouped;
use leptos::prelude::*;

use super::search::{facet_name, spoken};
use crate::ui::kit::{Ranked, SearchField};
use crate::ui::session::Session;

/// Values of a facet that are shown before anybody asks for all.
const FEW: usize = 8;

/// Most values that are shown at once: the tags of a large registry are thousands.
const MOST: usize = 60;

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

/// What the field is called that finds a value among many.
fn search_name(facet: Facet) -> &'static str {
    match facet {
        Facet::Domain => "Find a domain",
        Facet::Level => "Find a level",
        Facet::Tag => "Find a tag",
        Facet::Registry => "Find a registry",
        Facet::Owner => "Find an owner",
        Facet::Kind | Facet::Protected | Facet::Deprecated => "Find a value",
    }
}

#[component]
fn FacetGroup(session: Session, facet: Facet, values: Memo<Vec<FacetValue>>) -> impl IntoView {
    let (has_all, typed) = (RwSignal::new(false), RwSignal::new(String::new()));
    let count = Memo::new(move |_| values.with(Vec::len));
    let shown = Memo::new(move |_| {
        let (most, typed) = (if has_all.get() { MOST } else { FEW }, typed.get().trim().to_lowercase());
        values.with(|values| {
            let is_wanted = |value: &&FacetValue| spoken(facet, &value.value).to_lowercase().contains(&typed);
            let chosen = values.iter().filter(|value| value.is_chosen);
            let wanted = values.iter().filter(|value| !value.is_chosen).filter(is_wanted);
            let is_few = values.len() <= most && typed.is_empty();
            let shown: Vec<&FacetValue> =
                if is_few { values.iter().collect() } else { chosen.chain(wanted.take(most)).collect() };
            shown.into_iter().map(|value| value.value.clone()).collect::<Vec<String>>()
        })
    });
    let name = facet_name(facet);
    view! {
        <Show when=move || { count.get() > 1 }>
            <fieldset class="facet">
                <legend>{name}</legend>
                <Show when=move || { has_all.get() && count.get() > MOST }>
                    <SearchField
                        label=search_name(facet)
                        text=typed
                        on_input=move |text: String| typed.set(text)
                        field=NodeRef::new()
                    />
                </Show>
                <Ranked each=move || shown.get() key=Clone::clone let:value>
                    <Choice session facet value values />
                </Ranked>
                <Show when=move || { count.get() > FEW }>
                    <button
                        type="button"
                        class="link-button"
                        aria-expanded=move || has_all.get().to_string()
                        on:click=move |_| {
                            typed.set(String::new());
                            has_all.update(|all| *all = !*all);
                        }
                    >
                        {move || if has_all.get() { "Fewer".to_owned() } else { format!("All {}", grouped(count.get())) }}
                        <span class="visually-hidden">{format!(" {name}")}</span>
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
            <span class="facet-count">{move || grouped(state.get().0)}</span>
        </label>
    }
}
