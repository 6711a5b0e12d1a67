//! The canvas: the configuration as a graph, to be looked at and changed.

pub(crate) mod commands;
mod far;
mod grips;
mod hint;
mod item;
mod keys;
mod lines;
mod minimap;
mod notes;
mod pane;
mod pointer;
mod tools;

use leptos::prelude::*;

use super::session::Session;
use pane::Pane;
use tools::Tools;

/// The canvas view.
#[component]
pub(crate) fn CanvasView(session: Session) -> impl IntoView {
    let board = session.board();
    view! {
        <div class="canvas">
            <h1 class="visually-hidden">"Canvas"</h1>
            <Tools session />
            <Show when=move || board.is_stale.get()>
                <p class="canvas-stale" role="status">
                    "The text cannot be read at the moment, so the canvas shows its last good state and takes no edit. "
                    <a href="#/problems">"See what is wrong"</a>
                </p>
            </Show>
            <Pane session />
        </div>
    }
}
