//! What the shelf shows when nothing is found: why, and the ways out.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::entries::Entries;
use crate::ui::canvas_view::element;
use crate::ui::kit::{Button, EmptyState, Icon, focus_soon};
use crate::ui::session::Session;

/// What stands in the way of finding something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Asked {
    has_text: bool,
    has_filters: bool,
    is_fitting: bool,
}

/// Why nothing is found, while nothing is.
#[component]
pub(super) fn Empty(session: Session, found: Memo<Arc<Entries>>) -> impl IntoView {
    let shelf = session.board().shelf;
    let is_empty = Memo::new(move |_| found.with(|found| found.rows.is_empty()));
    let asked = Memo::new(move |_| Asked {
        has_text: shelf.text.with(|text| !text.trim().is_empty()),
        has_filters: shelf.filters.with(|filters| filters.values().any(|values| !values.is_empty())),
        is_fitting: found.with(|found| found.node.is_some()),
    });
    let title = Signal::derive(move || found.with(|found| title(asked.get(), found, &shelf.text.get())));
    // What was pressed is gone then.
    let go_on = move || {
        shelf.active.set(0);
        focus_soon(|| element("#shelf-search"));
    };
    let clear_text = move || {
        shelf.text.set(String::new());
        go_on();
    };
    let clear_filters = move || {
        shelf.filters.update(|filters| filters.values_mut().for_each(BTreeSet::clear));
        go_on();
    };
    let show_all = move || {
        shelf.only_fitting.set(false);
        go_on();
    };
    view! {
        <Show when=move || is_empty.get()>
            <div class="shelf-none">
                <EmptyState icon=Icon::Search title>
                    <p>"Other words, or fewer of them, may find it: names, what it is about, and its ports are searched."</p>
                    <div class="shelf-acts">
                        <Show when=move || asked.get().has_text><Button label="Clear the search".to_owned() on_press=clear_text /></Show>
                        <Show when=move || asked.get().has_filters><Button label="Clear the filters".to_owned() on_press=clear_filters /></Show>
                        <Show when=move || asked.get().is_fitting><Button label="Show what does not fit too".to_owned() on_press=show_all /></Show>
                    </div>
                </EmptyState>
            </div>
        </Show>
    }
}

fn title(asked: Asked, found: &Entries, text: &str) -> String {
    if found.all == 0 {
        return "No block is loaded yet".to_owned();
    }
    let mut title = "Nothing".to_owned();
    if let Some(node) = &found.node {
        title.push_str(&format!(" that fits {node}"));
    }
    title.push_str(" is found");
    if asked.has_text {
        title.push_str(&format!(" for \u{201c}{}\u{201d}", text.trim()));
    }
    if asked.has_filters {
        title.push_str(" with these filters");
    }
    title
}
