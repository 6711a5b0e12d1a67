//! The frame or zone that what is chosen is moved to, asked for in a dialog.

use std::collections::BTreeMap;

use blockwright::gesture::Gesture;
use leptos::ev;
use leptos::prelude::*;

use super::{commands, focus_canvas};
use crate::ui::kit::{Button, Dialog, Look};
use crate::ui::session::Session;

/// Asks for it, if there are frames and something is chosen.
pub(super) fn ask(session: Session) {
    let board = session.board();
    let arrangement = board.arrangement.get_untracked().unwrap_or_default();
    if board.planning.is_on.get_untracked() {
        session.refuse_to_compose();
    } else if commands::chosen_nodes(session).is_empty() {
        session.announce("Choose what to move first");
    } else if arrangement.frames.is_empty() {
        session
            .refuse("Nothing was moved: there is no frame or zone yet. Press G to frame what is selected.");
    } else {
        board.is_rehousing.set(true);
    }
}

/// The dialog.
#[component]
pub(super) fn Rehousing(session: Session) -> impl IntoView {
    let board = session.board();
    let nodes = commands::chosen_nodes(session);
    let arrangement = board.arrangement.get_untracked().unwrap_or_default();
    let home = nodes.first().and_then(|id| arrangement.frame_of(id)).map(|frame| frame.name.clone());
    let chosen = RwSignal::new(home.clone());
    let title = match nodes.as_slice() {
        [only] => format!("Move {only} to a frame or zone"),
        several => format!("Move {} nodes to a frame or zone", several.len()),
    };
    let close = move || {
        board.is_rehousing.set(false);
        request_animation_frame(move || focus_canvas(session));
    };
    let nodes = StoredValue::new(nodes);
    let act = move || {
        let gesture = Gesture::MoveTo {
            nodes: nodes.get_value(),
            frame: chosen.get_untracked(),
            places: BTreeMap::new(),
        };
        if session.perform(&gesture) {
            close();
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        act();
    };
    let names: Vec<(String, &str)> = arrangement
        .frames
        .iter()
        .map(|frame| (frame.name.clone(), if frame.zone.is_some() { "zone" } else { "frame" }))
        .collect();
    let has_home = home.is_some();
    let options = names.into_iter().map(move |(name, noun)| {
        let is_home = home.as_ref() == Some(&name);
        let words = format!("{name}, {noun}");
        view! { <option value=format!("in:{name}") selected=is_home>{words}</option> }
    });
    let choose = move |event| {
        let value = event_target_value(&event);
        chosen.set(value.strip_prefix("in:").map(str::to_owned));
    };
    view! {
        <Dialog title on_close=close>
            <form class="form" on:submit=submit>
                <label class="field">
                    <span>"Frame or zone"</span>
                    <select class="select" autofocus on:change=choose>
                        <option value="" selected=!has_home>"None"</option>
                        {options.collect_view()}
                    </select>
                </label>
                <p class="field-note">"Datasets, recipes, folders and models can be in a zone, which the text says. Frames are for everything, and only the canvas knows them."</p>
                <div class="form-actions"><Button label="Move".to_owned() look=Look::Primary on_press=act /></div>
            </form>
        </Dialog>
    }
}
