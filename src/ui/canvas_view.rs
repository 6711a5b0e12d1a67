//! The canvas: the configuration as a graph, to be looked at and changed.

mod aimed;
mod commands;
mod doors;
mod export;
mod far;
mod find;
mod ghosts;
mod guides;
mod grips;
mod hint;
mod card;
mod keys;
mod lines;
mod minimap;
mod notes;
mod outline;
mod pane;
mod panel;
mod plan_head;
mod plan_list;
mod plan_row;
mod pointer;
mod rehousing;
mod shelf;
mod tools;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::kit::SplitPane;
use super::session::Session;
use super::source_view::TextBeside;
pub(crate) use commands::COMMANDS;
use doors::Doors;
use find::Find;
use outline::Outline;
use pane::Pane;
use panel::Panel;
use plan_list::PlanList;
use rehousing::Rehousing;
use shelf::{Cover, Ghost, Shelf};
use tools::Tools;

/// The picture, or the outline in its place.
#[component]
fn Stage(session: Session) -> impl IntoView {
    let has_outline = Memo::new(move |_| outline::is_shown(session));
    view! {
        <Show when=move || has_outline.get() fallback=move || view! { <Cover session><Pane session /></Cover> }>
            <Outline session />
        </Show>
    }
}

/// The canvas view.
#[component]
pub(crate) fn CanvasView(session: Session) -> impl IntoView {
    let board = session.board();
    keys::of_nobody(session);
    // For the outside world: the editor beside the canvas is a script that is told what to show.
    Effect::new(move |_| {
        let selected = board.selection.get();
        // While the text cannot be read, nobody knows which of its lines a node is by now.
        let is_mirrored = selected.len() == 1 && board.is_split.get() && !board.is_stale.get();
        let Some(id) = selected.first().filter(|_| is_mirrored) else {
            return;
        };
        if board.at_caret.with_untracked(|at_caret| at_caret.as_ref() != Some(id)) {
            let at = board.diagram.with_untracked(|diagram| diagram.node(id).map(|node| node.at));
            if let Some(at) = at {
                session.show_beside(at);
            }
        }
    });
    let is_known = Memo::new(move |_| session.analysis().with(|analysis| analysis.is_known()));
    let is_empty = Memo::new(move |_| {
        let notes = board.arrangement.with(|read| read.as_ref().map_or(0, |known| known.notes.len()));
        is_known.get()
            && !board.is_stale.get()
            && notes == 0
            && board.diagram.with(|diagram| diagram.nodes.is_empty())
    });
    view! {
        <div
            class="canvas"
            on:keydown=move |event| keys::around(session, &event)
            on:pointerdown:capture=move |event| panel::finish_typing(&event)
        >
            <h1 class="visually-hidden">"Canvas"</h1>
            <Tools session />
            <Show when=move || board.is_stale.get()>
                <p class="canvas-stale" role="status">
                    "The text cannot be read at the moment, so the canvas shows its last good state and takes no edit of the text. "
                    <a href="#/problems">"See what is wrong"</a>
                </p>
            </Show>
            <div class="canvas-body">
                <Show when=move || shelf::is_open(session) && !board.planning.is_on.get()><Shelf session /></Show>
                <div class="canvas-stage">
                    <Show when=move || board.is_finding.get()><Find session /></Show>
                    {move || if board.is_split.get() {
                        let text = view! { <TextBeside session /> }.into_any();
                        let stage = view! { <Stage session /> }.into_any();
                        view! { <SplitPane label="Text" start=42.0 first=text second=stage /> }.into_any()
                    } else {
                        view! { <Stage session /> }.into_any()
                    }}
                    <Show when=move || is_empty.get()><Doors session /></Show>
                    <Show when=move || !is_known.get()>
                        <p class="canvas-coming" role="status">"Reading the project and its blocks"</p>
                    </Show>
                </div>
                <Show when=move || board.planning.is_on.get() fallback=move || view! { <Panel session /> }>
                    <PlanList session />
                </Show>
            </div>
            <Ghost session />
            <Show when=move || board.is_rehousing.get()><Rehousing session /></Show>
        </div>
    }
}

/// Whether the page is as `query` says.
fn is_page(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}

/// The first element that `selector` finds.
fn element(selector: &str) -> Option<web_sys::Element> {
    document().query_selector(selector).ok().flatten()
}

/// Gives the focus to the first element that `selector` finds.
fn focus_first(selector: &str) {
    if let Some(found) = element(selector).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus fails only for what cannot have it.
        drop(found.focus());
    }
}

/// Gives the focus back to the canvas: to the shape that had it last, or to the outline.
fn focus_canvas(session: Session) {
    let board = session.board();
    if untrack(|| outline::is_shown(session)) {
        return outline::take_focus();
    }
    let focus = board.focus.get_untracked();
    match focus.filter(|id| board.scene.with_untracked(|scene| scene.position(id).is_some())) {
        Some(id) => board.take_focus(&id),
        None => focus_first(".canvas-pane"),
    }
}
