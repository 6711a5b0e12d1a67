//! The blocks found, the best first.

use std::sync::Arc;

use blockwright::catalog::fit::Plug;
use blockwright::catalog::search::{Found, Hit, Search};
use blockwright::diagnostic::counts::{counted as in_words, grouped};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::card::BlockCard;
use crate::ui::kit::{Button, EmptyState, Icon, Ranked};
use crate::ui::session::{PAGE, Query, Session};

/// Most blocks that are shown at once: nobody reads more, and a browser slows down.
const MOST: usize = 10 * PAGE;

/// What the present search finds.
pub(super) fn found(session: Session) -> Found {
    let browsing = session.browsing();
    let limit = browsing.shown.get();
    browsing.catalog.with(|catalog| {
        browsing.query.with(|query| {
            let fits = query.end.as_ref().map(|end| {
                let plug = Plug { name: &end.name, kind: end.kind, columns: end.columns.as_deref() };
                catalog.fits(&plug, end.direction)
            });
            let filters = query.filters.clone();
            catalog.search(&Search { text: &query.text, filters, fits: fits.as_deref(), limit })
        })
    })
}

/// The count and the cards.
#[component]
pub(super) fn Results(session: Session, found: Memo<Arc<Found>>) -> impl IntoView {
    let browsing = session.browsing();
    let all = Memo::new(move |_| browsing.catalog.with(|catalog| catalog.cards().len()));
    let is_reading =
        Memo::new(move |_| browsing.sources.with(|sources| sources.iter().any(|source| source.is_busy)));
    let counted = move || {
        let (total, all) = (found.with(|found| found.total), all.get());
        let partial = if found.with(|found| found.is_partial) {
            " No block has all the words, so these have some."
        } else {
            ""
        };
        format!("{} of {}.{partial}", grouped(total), in_words(all, "block"))
    };
    // Cards stay while more are shown; all are made anew for another catalog or another port to be wired.
    let end = Memo::new(move |_| browsing.query.with(|query| query.end.clone()));
    let cards = move || {
        let catalog = browsing.catalog.get();
        end.track();
        let hits = move || found.with(|found| found.hits.clone());
        let key = |hit: &Hit| (hit.card, hit.fit.as_ref().map(|fit| fit.port));
        view! {
            <Ranked each=hits key let:hit>
                <BlockCard session catalog=Arc::clone(&catalog) hit />
            </Ranked>
        }
    };
    let more = Memo::new(move |_| found.with(|found| found.total.saturating_sub(found.hits.len())));
    view! {
        <div class="catalog-results">
            <p class="catalog-count" role="status">{counted}</p>
            {move || (all.get() == 0).then(|| {
                let title = if is_reading.get() { "The registries are being read" } else { "No block is loaded" };
                view! {
                    <EmptyState icon=Icon::Blocks title=title.to_owned()>
                        <p>"What is read so far, and what could not be, stands under Registries."</p>
                    </EmptyState>
                }
            })}
            {move || (all.get() > 0 && found.with(|found| found.total == 0)).then(|| view! { <Nothing session /> })}
            <ul class="catalog-cards" aria-label="Blocks" on:keydown=step>
                {cards}
            </ul>
            {move || (more.get() > 0).then(|| if browsing.shown.get() < MOST {
                view! {
                    <Button
                        label=Signal::derive(move || format!("Show {} more of {}", more.get().min(PAGE), grouped(more.get())))
                        on_press=move || browsing.shown.update(|shown| *shown += PAGE)
                    />
                }
                .into_any()
            } else {
                let words = format!("These are the first {MOST}. Search or choose a filter to come to the others.");
                view! { <p class="view-note">{words}</p> }.into_any()
            })}
        </div>
    }
}

/// Nothing fits what is looked for.
#[component]
fn Nothing(session: Session) -> impl IntoView {
    let browsing = session.browsing();
    let near = Memo::new(move |_| {
        let text = browsing.query.with(|query| query.text.clone());
        let word = text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        if word.is_empty() {
            return Vec::new();
        }
        browsing.catalog.with(|catalog| catalog.nearest_words(&word, 3))
    });
    let clear = move || browsing.look(|query| *query = Query::default());
    view! {
        <EmptyState icon=Icon::Search title="No block fits".to_owned()>
            <p>"No block has these words and filters together."</p>
            {move || near.get().into_iter().map(|word| {
                let wanted = word.clone();
                let look = move || {
                    let wanted = wanted.clone();
                    browsing.look(|query| query.text = wanted);
                };
                view! { <Button label=format!("Search {word} instead") on_press=look /> }
            }).collect_view()}
            <Button label="Show all blocks".to_owned() on_press=clear />
        </EmptyState>
    }
}

/// Gives the focus to the first block.
pub(super) fn focus_first() {
    focus(document().query_selector(".catalog-cards a").ok().flatten());
}

fn focus(element: Option<web_sys::Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus fails only for what cannot have it.
        drop(element.focus());
    }
}

/// Arrows go from block to block; above the first stands the search.
fn step(event: ev::KeyboardEvent) {
    let forward = match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => true,
        "ArrowUp" | "ArrowLeft" => false,
        "Home" => {
            event.prevent_default();
            return focus_first();
        }
        _ => return,
    };
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(card) = target.and_then(|target| target.closest("li").ok().flatten()) else { return };
    event.prevent_default();
    let next = if forward { card.next_element_sibling() } else { card.previous_element_sibling() };
    match next {
        Some(next) => focus(next.query_selector("a").ok().flatten()),
        None if !forward => focus(document().query_selector(".catalog-search input").ok().flatten()),
        None => {}
    }
}
