//! The property panel: what is selected, row by row, and the project while nothing is.

mod actions; // what can be done with a node
mod code; // the code of a recipe
mod extensions; // recipes of a block that get a class, or are replaced
mod field; // a text that is typed and taken over
mod focus; // where it goes when what had it is gone
mod frame; // a frame around nodes
mod more; // a form that adds a property
mod node; // one node
mod note; // a note
mod picker; // what can be wired to a port
mod plan; // what the plan does
mod port; // a port
mod problems; // problems with their fixes
mod project; // while nothing is selected
mod rows; // values of an entry
mod section; // a part that folds
mod several; // several shapes
mod sheet; // the node that is shown, and changes to it
mod shown; // what is shown
mod version; // the version of a block
mod wire; // a wire
mod width; // how wide the panel is
mod zone; // the zone of a node

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::kit::{Icon, IconButton};
use crate::ui::session::Session;
use frame::FrameSheet;
use node::NodeSheet;
use note::NoteSheet;
use project::ProjectSheet;
use several::SeveralSheet;
use sheet::Sheet;
use shown::{Kind, Shown, Topic};
use width::{Bar, Width};
use wire::WireSheet;

/// The panel.
#[component]
pub(super) fn Panel(session: Session) -> impl IntoView {
    let board = session.board();
    let width = Width::remembered();
    let shown = Memo::new(move |_| Shown::of(board));
    let kind = Memo::new(move |_| shown.with(Shown::kind));
    let sheet = Sheet::new(session, shown);
    Topic::provide(session, shown);
    let content = move || match kind.get() {
        Kind::Project => view! { <ProjectSheet session /> }.into_any(),
        Kind::Node => view! { <NodeSheet sheet /> }.into_any(),
        Kind::Frame => view! { <FrameSheet session shown /> }.into_any(),
        Kind::Note => view! { <NoteSheet session shown /> }.into_any(),
        Kind::Wire => view! { <WireSheet session shown /> }.into_any(),
        Kind::Several => view! { <SeveralSheet session shown /> }.into_any(),
    };
    let title = Memo::new(move |_| shown.with(|shown| shown.title(board)));
    view! {
        <aside
            class="canvas-panel"
            class:canvas-panel-closed=move || !width.is_open.get()
            aria-label="Properties"
            tabindex="-1"
            on:keydown=move |event| back_to_canvas(&event)
            style:--panel-width=move || format!("{}px", width.pixels.get())
        >
            <Show
                when=move || width.is_open.get()
                fallback=move || view! {
                    <button
                        type="button"
                        class="canvas-panel-open"
                        aria-expanded="false"
                        title="Show the properties"
                        on:click=move |_| width.open(true)
                    >
                        {Icon::ChevronUp.view()}
                        <span>"Properties"</span>
                        <span class="canvas-panel-of">{title}</span>
                    </button>
                }
            >
                <Bar width />
                <header class="canvas-panel-head">
                    <h2>"Properties"</h2>
                    <IconButton icon=Icon::ChevronRight label="Hide the properties".to_owned() on_press=move || width.open(false) />
                </header>
                <fieldset class="canvas-panel-body" disabled=move || board.is_stale.get()>
                    <legend class="visually-hidden">{move || format!("Properties of {}", title.get())}</legend>
                    {content}
                </fieldset>
            </Show>
        </aside>
    }
}

/// Escape leads back to the node that is shown, unless a field of the panel has a use for it.
fn back_to_canvas(event: &web_sys::KeyboardEvent) {
    if event.key() != "Escape" || event.default_prevented() {
        return;
    }
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    let place = find(".canvas-pane [data-item][tabindex='0']").or_else(|| find(".canvas-pane"));
    if let Some(place) = place.and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // Both can have the focus.
        drop(place.focus_with_options(&options));
    }
}

/// Takes over what is typed in the panel before a press elsewhere selects something else.
pub(super) fn finish_typing(event: &web_sys::PointerEvent) {
    let Some(field) =
        document().active_element().and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return;
    };
    let panel = field.closest(".canvas-panel").ok().flatten();
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    if panel.is_some_and(|panel| !panel.contains(target.as_ref())) {
        // What has the focus can lose it.
        drop(field.blur());
    }
}
