//! The entries of the shelf on screen.

use std::sync::Arc;

use blockwright::placement::New;
use leptos::ev;
use leptos::prelude::*;

use super::LIST;
use super::entries::{Entries, Entry};
use super::query::put_active;
use crate::ui::canvas_view::focus_canvas;
use crate::ui::kit::{Badge, Icon, Place, VirtualList};
use crate::ui::session::Session;

/// Height of an entry in `rem`.
const HEIGHT: f64 = 4.0;

/// The list. Enter puts an entry on the canvas, Escape goes back there.
#[component]
pub(super) fn List(session: Session, found: Memo<Arc<Entries>>) -> impl IntoView {
    let shelf = session.board().shelf;
    let rows = Signal::derive(move || found.with(|found| Arc::clone(&found.rows)));
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            put_active(session, found);
        }
        "Escape" => {
            event.prevent_default();
            focus_canvas(session);
        }
        _ => {}
    };
    let row = move |(place, entry): (Place, Entry)| view! { <Line session found place entry /> }.into_any();
    view! {
        <VirtualList
            id=LIST
            label="Blocks"
            role="listbox"
            rows
            active=shelf.active
            row=Callback::new(row)
            on_key=Callback::new(on_key)
            row_height=HEIGHT
        />
    }
}

#[component]
fn Line(session: Session, found: Memo<Arc<Entries>>, place: Place, entry: Entry) -> impl IntoView {
    let shelf = session.board().shelf;
    let Place { index, id, top, is_active } = place;
    let icon = match entry.new {
        New::Block(_) if entry.is_solution => Icon::Project,
        New::Block(_) => Icon::Blocks,
        New::Dataset => Icon::State,
        New::Recipe => Icon::Source,
        New::Note => Icon::Rename,
    };
    view! {
        <div
            id=id
            class="virtual-row shelf-row"
            class:chosen=is_active
            style:top=top
            role="option"
            aria-selected=move || is_active.get().to_string()
            data-shelf-row=index.to_string()
            on:click=move |_| shelf.active.set(index)
            on:dblclick=move |_| put_active(session, found)
        >
            {icon.view()}
            <span class="shelf-name">{entry.name.to_string()}</span>
            {entry.is_deprecated.then(|| view! { <Badge tone="tone-warning" text="deprecated".to_owned() /> })}
            <span class="shelf-about">{entry.about}</span>
            {match entry.fit {
                Some(fit) => view! { <span class="shelf-fit">{Icon::Check.view()}<span>{fit}</span></span> }.into_any(),
                None => view! { <span class="shelf-ports">{entry.ports}</span> }.into_any(),
            }}
        </div>
    }
}
