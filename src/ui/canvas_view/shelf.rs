//! The shelf: the blocks of the catalog at hand, to be put on the canvas by keyboard or by pointer.

mod carry; // from the shelf to the canvas
mod empty; // nothing is found
mod entries; // what is found, as rows
mod list; // the rows on screen
mod preview; // the row that is chosen, in more words
mod query; // what is looked for

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::ui::kit::{Icon, IconButton, focus_soon};
use crate::ui::session::Session;
pub(super) use carry::{Cover, Ghost, Landing};
use empty::Empty;
use entries::{Entries, entries};
use list::List;
use preview::Preview;
use query::Query;

/// Pages on which it is shown before anybody asks: those with room for it, the picture and the panel.
const ROOMY: &str = "(min-width: 87.5rem)";

/// Pages on which it is, with the text beside the picture too.
const ROOMIER: &str = "(min-width: 112.5rem)";

/// Pages on which shelf and picture do not stand side by side. Like all of these in units of the text
/// size, so that large text is as narrow pages are.
const NARROW: &str = "(max-width: 56.25rem)";

/// Id of the list of entries.
const LIST: &str = "shelf-list";

/// Whether the shelf is shown; reads what was decided.
pub(super) fn is_open(session: Session) -> bool {
    let board = session.board();
    let room = if board.is_split.get() { ROOMIER } else { ROOMY };
    board.shelf.is_open.get().unwrap_or_else(|| super::is_page(room))
}

/// Opens the shelf and goes to its search.
pub(super) fn open(session: Session) {
    let board = session.board();
    if board.planning.is_on.get_untracked() {
        return session.refuse_to_compose();
    }
    board.shelf.is_open.set(Some(true));
    focus_soon(|| super::element("#shelf-search"));
}

/// Opens the shelf, or closes it.
pub(super) fn toggle(session: Session) {
    if untrack(|| is_open(session)) {
        session.board().shelf.is_open.set(Some(false));
        super::focus_canvas(session);
    } else {
        open(session);
    }
}

/// The shelf.
#[component]
pub(super) fn Shelf(session: Session) -> impl IntoView {
    let element = NodeRef::<html::Aside>::new();
    let found =
        Memo::new_with_compare(move |_: Option<&Arc<Entries>>| Arc::new(entries(session)), |_, _| true);
    let carry = carry::Carry::new(session, found, element);
    let close = move || toggle(session);
    view! {
        <aside
            class="shelf"
            class:shelf-empty=move || found.with(|found| found.rows.is_empty())
            aria-label="Blocks"
            node_ref=element
            on:pointerdown=move |event| carry.down(&event)
            on:pointermove=move |event| carry.moved(&event)
            on:pointerup=move |event| carry.up(&event)
            on:pointercancel=move |_| carry.cancel()
        >
            <header class="shelf-head">
                <h2>"Blocks"</h2>
                <IconButton icon=Icon::Close label="Close the shelf".to_owned() on_press=close />
            </header>
            <Query session found />
            <List session found />
            <Empty session found />
            <Preview session found />
        </aside>
    }
}
