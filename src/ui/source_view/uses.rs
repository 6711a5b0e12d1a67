//! The list of places that name an object.

use std::sync::Arc;

use blockwright::reference::Use;
use blockwright::source::Location;
use blockwright::text::LineIndex;
use leptos::prelude::*;

use super::open_file::OpenFile;
use crate::ui::kit::Dialog;

/// The uses of a name, each with its file and line.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) name: Arc<str>,
    pub(super) places: Vec<(String, Use)>,
}

/// File and line of `at`, as `recipes/orders.yml:4`.
pub(super) fn place_of(open: OpenFile, at: Location) -> String {
    open.session().settled().with_untracked(|inputs| {
        let Some(source) = inputs.files.get(at.file.index()) else { return String::new() };
        let line = LineIndex::new(&source.text).locate(&source.text, at.range.start).line;
        format!("{}:{line}", source.path)
    })
}

/// The dialog, while there is something to list.
#[component]
pub(super) fn Uses(open: OpenFile, uses: RwSignal<Option<Listed>>) -> impl IntoView {
    let go = move |at: Location| {
        uses.set(None);
        open.session().reveal(at);
    };
    let row = move |(place, found): (String, Use)| {
        view! {
            <li>
                <button type="button" class="uses-place" on:click=move |_| go(found.at)>
                    <span>{place}</span>
                    <span class="uses-what">{found.what}</span>
                </button>
            </li>
        }
    };
    move || {
        uses.get().map(|listed| {
            view! {
                <Dialog title=format!("Uses of {}", listed.name) on_close=move || uses.set(None)>
                    <ul class="uses">{listed.places.into_iter().map(row).collect_view()}</ul>
                </Dialog>
            }
        })
    }
}
