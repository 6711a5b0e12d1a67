//! The canvas: the configuration as a graph, to be looked at and changed.

mod commands;
mod far;
mod grips;
mod hint;
mod item;
mod keys;
mod lines;
mod minimap;
mod notes;
mod pane;
mod panel;
mod pointer;
mod tools;

use leptos::prelude::*;

use super::kit::SplitPane;
use super::session::Session;
use super::source_view::TextBeside;
pub(crate) use commands::COMMANDS;
use pane::Pane;
use panel::Panel;
use tools::Tools;

/// The canvas view.
#[component]
pub(crate) fn CanvasView(session: Session) -> impl IntoView {
    let board = session.board();
    // For the outside world: the editor beside the canvas is a script that is told what to show.
    Effect::new(move |_| {
        let selected = board.selection.get();
        let Some(id) = selected.first().filter(|_| selected.len() == 1 && board.is_split.get()) else {
            return;
        };
        if board.at_caret.with_untracked(|at_caret| at_caret.as_ref() != Some(id)) {
            let at = board.diagram.with_untracked(|diagram| diagram.node(id).map(|node| node.at));
            if let Some(at) = at {
                session.show_beside(at);
            }
        }
    });
    view! {
        <div class="canvas" on:pointerdown:capture=move |event| panel::finish_typing(&event)>
            <h1 class="visually-hidden">"Canvas"</h1>
            <Tools session />
            <Show when=move || board.is_stale.get()>
                <p class="canvas-stale" role="status">
                    "The text cannot be read at the moment, so the canvas shows its last good state and takes no edit. "
                    <a href="#/problems">"See what is wrong"</a>
                </p>
            </Show>
            <div class="canvas-body">
                {move || if board.is_split.get() {
                    let text = view! { <TextBeside session /> }.into_any();
                    let pane = view! { <Pane session /> }.into_any();
                    view! { <SplitPane label="Text" start=36.0 first=text second=pane /> }.into_any()
                } else {
                    view! { <Pane session /> }.into_any()
                }}
                <Panel session />
            </div>
        </div>
    }
}
