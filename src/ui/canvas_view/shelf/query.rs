//! What is looked for in the shelf: words, the most useful filters, and what fits here.

use std::sync::Arc;

use blockwright::catalog::facet::Facet;
use leptos::ev;
use leptos::prelude::*;

use super::LIST;
use super::entries::Entries;
use crate::ui::canvas_view::focus_canvas;
use crate::ui::kit::Icon;
use crate::ui::session::Session;

/// The field and the filters.
#[component]
pub(super) fn Query(session: Session, found: Memo<Arc<Entries>>) -> impl IntoView {
    let shelf = session.board().shelf;
    let count = move || found.with(|found| found.rows.len());
    let active = move || (count() > 0).then(|| format!("{LIST}-{}", shelf.active.get()));
    let is_reading = Memo::new(move |_| {
        session.browsing().sources.with(|sources| sources.iter().any(|source| source.is_busy))
    });
    let words = move || {
        let counted = found.with(|found| counted(found));
        if is_reading.get() { format!("{counted}, more is being read") } else { counted }
    };
    // Whether nothing was typed since something was put down, so that undo is for that.
    let has_put = StoredValue::new(false);
    let on_input = move |event| {
        has_put.set_value(false);
        shelf.text.set(event_target_value(&event));
        shelf.active.set(0);
    };
    view! {
        <div class="shelf-query">
            <div class="search-field">
                {Icon::Search.view()}
                <input
                    id="shelf-search"
                    type="text"
                    role="combobox"
                    aria-label="Find a block"
                    aria-expanded=move || (count() > 0).to_string()
                    aria-controls=LIST
                    aria-autocomplete="list"
                    aria-activedescendant=active
                    placeholder="Find a block"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=shelf.text
                    on:input=on_input
                    on:focus=move |event| select_all(&event)
                    on:keydown=move |event| pressed(session, found, has_put, &event)
                />
            </div>
            <div class="shelf-filters">
                <FacetChoice session found facet=Facet::Domain name="Domain" />
                <FacetChoice session found facet=Facet::Level name="Level" />
                <FacetChoice session found facet=Facet::Kind name="Type" />
            </div>
            <FitsHere session found />
            <p class="shelf-count" role="status">{words}</p>
        </div>
    }
}

/// What was typed the last time gives way to what is typed now.
fn select_all(event: &ev::FocusEvent) {
    event_target::<web_sys::HtmlInputElement>(event).select();
}

/// Keys in the field work on the list.
fn pressed(
    session: Session,
    found: Memo<Arc<Entries>>,
    has_put: StoredValue<bool>,
    event: &ev::KeyboardEvent,
) {
    let shelf = session.board().shelf;
    let last = found.with_untracked(|found| found.rows.len()).saturating_sub(1);
    match event.key().as_str() {
        "ArrowDown" => shelf.active.update(|at| *at = (*at + 1).min(last)),
        "ArrowUp" => shelf.active.update(|at| *at = at.saturating_sub(1)),
        "Enter" => {
            put_active(session, found);
            has_put.set_value(true);
        }
        "z" if (event.ctrl_key() || event.meta_key()) && !event.shift_key() && has_put.get_value() => {
            session.undo();
        }
        "Escape" => focus_canvas(session),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Puts the active entry on the canvas.
pub(super) fn put_active(session: Session, found: Memo<Arc<Entries>>) {
    let at = session.board().shelf.active.get_untracked();
    let new = found.with_untracked(|found| found.rows.get(at).map(|entry| entry.new.clone()));
    if let Some(new) = new {
        session.put_new(&new);
    }
}

/// One filter as a choice of one value.
#[component]
fn FacetChoice(
    session: Session,
    found: Memo<Arc<Entries>>,
    facet: Facet,
    name: &'static str,
) -> impl IntoView {
    let shelf = session.board().shelf;
    let values =
        Memo::new(move |_| found.with(|found| found.facets.get(&facet).cloned().unwrap_or_default()));
    let chosen = Memo::new(move |_| {
        shelf.filters.with(|filters| filters.get(&facet)?.first().cloned()).unwrap_or_default()
    });
    let choose = move |event: ev::Event| {
        let value = event_target_value(&event);
        shelf.filters.update(|filters| {
            let values = filters.entry(facet).or_default();
            values.clear();
            if !value.is_empty() {
                values.insert(value);
            }
        });
        shelf.active.set(0);
    };
    let options = move || {
        let chosen = chosen.get();
        let options = values.get().into_iter().map(|value| {
            let words = format!("{} ({})", value.value.replace('_', " "), value.count);
            let is_chosen = value.value == chosen;
            view! { <option value=value.value selected=is_chosen>{words}</option> }
        });
        options.collect_view()
    };
    view! {
        <select class="select" aria-label=name on:change=choose>
            <option value="" selected=move || chosen.with(String::is_empty)>{name}</option>
            {options}
        </select>
    }
}

/// Whether only what can be wired to the focused node is shown.
#[component]
fn FitsHere(session: Session, found: Memo<Arc<Entries>>) -> impl IntoView {
    let shelf = session.board().shelf;
    let turn = move |_| {
        shelf.only_fitting.update(|only| *only = !*only);
        shelf.active.set(0);
    };
    let note = move || {
        let is_on = shelf.only_fitting.get();
        is_on.then(|| match found.with(|found| found.node.clone()) {
            Some(node) => format!("What can be wired to {node}"),
            None => "Choose a node on the canvas first".to_owned(),
        })
    };
    view! {
        <div class="shelf-fits">
            <label>
                <input type="checkbox" role="switch" prop:checked=shelf.only_fitting on:change=turn />
                <span>"Fits here"</span>
            </label>
            <span class="shelf-fits-note">{note}</span>
        </div>
    }
}

fn counted(found: &Entries) -> String {
    let blocks = if found.all == 1 { "block" } else { "blocks" };
    match (found.all, found.total) {
        (0, _) => "No block is loaded yet".to_owned(),
        (all, 0) => format!("None of {all} {blocks}"),
        (all, total) if all == total => format!("{all} {blocks}"),
        (all, total) => format!("{total} of {all} {blocks}"),
    }
}
