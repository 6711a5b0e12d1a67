//! The bar at the top.

use leptos::prelude::*;

use super::kit::{Icon, IconButton};
use super::session::Session;

/// Name of the page and the commands that are always at hand.
#[component]
pub(crate) fn Header(session: Session) -> impl IntoView {
    let nothing_to_undo = Signal::derive(move || session.undo_title().is_none());
    let nothing_to_redo = Signal::derive(move || session.redo_title().is_none());
    view! {
        <header class="header">
            <a class="brand" href="#/source">{Icon::Blocks.view()}<span>"Blockwright"</span></a>
            <div class="header-tools" role="toolbar" aria-label="Commands">
                <IconButton icon=Icon::Undo label="Undo" disabled=nothing_to_undo on_press=move || session.undo() />
                <IconButton icon=Icon::Redo label="Redo" disabled=nothing_to_redo on_press=move || session.redo() />
            </div>
        </header>
    }
}
