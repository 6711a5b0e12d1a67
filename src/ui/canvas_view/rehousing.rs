//! The frame or zone that what is chosen is moved to, asked for in a dialog.

use std::collections::BTreeMap;

use blockwright::arrangement::Frame;
use blockwright::diagram::NodeId;
use blockwright::gesture::Gesture;
use leptos::ev;
use leptos::prelude::*;

use super::{commands, focus_canvas};
use crate::ui::kit::{Button, Dialog, Look};
use crate::ui::session::{Board, Session};

/// Asks for it, if there is a choice and something is chosen.
pub(super) fn ask(session: Session) {
    let board = session.board();
    let nodes = commands::chosen_nodes(session);
    if board.planning.is_on.get_untracked() {
        session.refuse_to_compose();
    } else if nodes.is_empty() {
        session.announce("Choose what to move first");
    } else if choices(board, &nodes).is_empty() {
        session.refuse(
            "Nothing was moved: there is no other frame or zone for it. Press G to frame what is selected.",
        );
    } else {
        board.is_rehousing.set(true);
    }
}

/// Where nodes can be moved, each with the words for it; `None` is out of their frames. Blocks and solutions
/// make zones of their own, so that only frames are for them.
fn choices(board: Board, nodes: &[NodeId]) -> Vec<(Option<String>, String)> {
    let arrangement = board.arrangement.get_untracked().unwrap_or_default();
    let has_objects = board.diagram.with_untracked(|diagram| {
        nodes.iter().any(|id| diagram.node(id).is_some_and(|node| node.subject.is_object()))
    });
    let frames = arrangement.frames.iter();
    let others = frames.filter(|frame| !nodes.iter().all(|id| frame.members.contains(id)));
    let fitting = others.filter(|frame| has_objects || frame.zone.is_none());
    let words = |frame: &Frame| {
        let noun = if frame.zone.is_some() { "zone" } else { "frame" };
        (Some(frame.name.clone()), format!("{}, {noun}", frame.name))
    };
    let is_housed = nodes.iter().any(|id| arrangement.frame_of(id).is_some());
    let out = is_housed.then(|| (None, "None: out of its frame or zone".to_owned()));
    fitting.map(words).chain(out).collect()
}

/// The dialog.
#[component]
pub(super) fn Rehousing(session: Session) -> impl IntoView {
    let board = session.board();
    let nodes = commands::chosen_nodes(session);
    let choices = choices(board, &nodes);
    let chosen = RwSignal::new(choices.first().and_then(|(frame, _)| frame.clone()));
    let title = match nodes.as_slice() {
        [only] => format!("Move {} to a frame or zone", board.name_of(only)),
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
    let options = choices.into_iter().map(|(frame, words)| {
        let value = frame.map(|frame| format!("in:{frame}")).unwrap_or_default();
        view! { <option value=value>{words}</option> }
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
                        {options.collect_view()}
                    </select>
                </label>
                <p class="field-note">"Datasets, recipes, folders and models can be in a zone, which the text says. A recipe and what it writes move together, as DSS keeps them in one zone. Frames are for everything, and only the canvas knows them."</p>
                <div class="form-actions"><Button label="Move".to_owned() look=Look::Primary on_press=act /></div>
            </form>
        </Dialog>
    }
}
