//! What can be done with a node as a whole.

use blockwright::diagram::NodeId;
use blockwright::geometry::Point;
use blockwright::gesture::{Gesture, clipboard};
use blockwright::properties::Properties;
use blockwright::scene::size::STEP;
use leptos::prelude::*;

use super::focus;
use super::sheet::{Sheet, stay};
use crate::ui::kit::{Button, CopyButton, Icon, Look};
use crate::ui::session::Session;

/// The buttons.
#[component]
pub(super) fn Actions(sheet: Sheet) -> impl IntoView {
    let session = sheet.session;
    let is_own = sheet.read(Properties::is_own);
    let solution = sheet.read(|found| (found.noun == "solution").then(|| found.id.clone()));
    let reveal = move || {
        if let Some(found) = sheet.now() {
            session.reveal(found.at);
        }
    };
    let nodes = move || sheet.id().into_iter().collect::<Vec<_>>();
    view! {
        <div class="panel-actions">
            <Button label="Show in the source".to_owned() icon=Icon::Source on_press=reveal />
            <Show when=move || solution.with(Option::is_some)><Unfold session solution /></Show>
            <Show when=move || is_own.get()><NodeTools session nodes=Callback::new(move |()| nodes()) /></Show>
        </div>
    }
}

/// What can be done with one node, or with several.
#[component]
pub(super) fn NodeTools(session: Session, nodes: Callback<(), Vec<NodeId>>) -> impl IntoView {
    let duplicate = move || {
        session.perform(&Gesture::Duplicate { nodes: nodes.run(()), by: Point::new(4.0 * STEP, 4.0 * STEP) });
    };
    let delete = move |bridge: bool| {
        if session.perform(&Gesture::Delete { nodes: nodes.run(()), bridge }) {
            session.board().clear_selection();
            // The button that was pressed is gone.
            focus::move_to_panel();
        }
    };
    let copied = move |()| match session.on_scene(|scene| clipboard::copy(scene, &nodes.run(()))) {
        Ok(text) => {
            session.board().copied.set_value(Some(text.clone()));
            text
        }
        Err(refusal) => {
            session.refuse(refusal.to_string());
            String::new()
        }
    };
    view! {
        <Button label="Duplicate".to_owned() icon=Icon::Create on_press=duplicate />
        <CopyButton label="Copy as YAML" text=copied />
        <Button label="Delete".to_owned() icon=Icon::Trash look=Look::Danger on_press=move || delete(false) />
        <Button label="Delete and bridge".to_owned() hint="What read it goes on with what it read".to_owned() icon=Icon::Trash look=Look::Danger on_press=move || delete(true) />
    }
}

/// Shows the inside of a solution, or hides it.
#[component]
fn Unfold(session: Session, solution: Memo<Option<NodeId>>) -> impl IntoView {
    let board = session.board();
    let is_unfolded = Memo::new(move |_| {
        let Some(solution) = solution.get() else { return false };
        board.arrangement.with(|read| read.as_ref().is_ok_and(|known| known.unfolded.contains(&solution)))
    });
    let label = Signal::derive(move || {
        if is_unfolded.get() { "Hide the inside" } else { "Show the inside" }.to_owned()
    });
    let turn = move || {
        if let Some(solution) = solution.get_untracked() {
            stay(session, &Gesture::Unfold { solution, unfolded: !is_unfolded.get_untracked() });
        }
    };
    view! { <Button label icon=Icon::Project on_press=turn /> }
}
