//! A frame around nodes.

use std::sync::Arc;

use blockwright::arrangement::{Frame, frame_id};
use blockwright::diagram::NodeId;
use blockwright::gesture::Gesture;
use leptos::prelude::*;

use super::field::{Field, Typing};
use super::focus;
use super::section::Section;
use super::sheet::{refusal, stay};
use super::shown::Shown;
use crate::ui::canvas_view::commands::take_away;
use crate::ui::kit::{Button, Icon};
use crate::ui::session::Session;

/// The frame that is selected.
#[component]
pub(super) fn FrameSheet(session: Session, shown: Memo<Shown>) -> impl IntoView {
    let board = session.board();
    let name = Memo::new(move |_| {
        shown.with(|shown| match shown {
            Shown::Frame(name) => name.clone(),
            _ => String::new(),
        })
    });
    let frame = Memo::new(move |_| {
        let name = name.get();
        board.arrangement.with(|read| {
            let frames = read.as_ref().map(|known| known.frames.as_slice()).unwrap_or_default();
            frames.iter().find(|frame| frame.name == name).cloned()
        })
    });
    let renamed = move |wanted: String| Gesture::RenameFrame { frame: name.get_untracked(), name: wanted };
    let rename = move |wanted: String| {
        let is_made = session.perform(&renamed(wanted.clone()));
        if is_made {
            board.select(&frame_id(&wanted), false);
        }
        is_made
    };
    let typing = Typing {
        check: Callback::new(move |wanted| refusal(session, &renamed(wanted))),
        commit: Callback::new(rename),
    };
    let is_folded =
        Memo::new(move |_| frame.with(|frame| frame.as_ref().is_some_and(|frame| frame.is_folded)));
    let noun = Memo::new(move |_| {
        frame.with(
            |frame| if frame.as_ref().is_some_and(|frame| frame.zone.is_some()) { "zone" } else { "frame" },
        )
    });
    let fold = move || {
        stay(session, &Gesture::Fold { frame: name.get_untracked(), folded: !is_folded.get_untracked() });
    };
    let ungroup = move || {
        if take_away(session, vec![name.get_untracked()]) {
            focus::move_to_panel();
        }
    };
    let members = Memo::new(move |_| frame.with(|frame| frame.as_ref().map(members).unwrap_or_default()));
    let extent = Signal::derive(move || members.with(Vec::len).to_string());
    view! {
        <Field id="panel-frame".to_owned() label="Name".to_owned() value=name typing />
        <p class="panel-what"><span class="panel-noun">{noun}</span></p>
        <div class="panel-actions">
            <Button label=Signal::derive(move || if is_folded.get() { "Unfold" } else { "Fold" }.to_owned()) on_press=fold />
            <Button label=Signal::derive(move || format!("Take the {} away", noun.get())) icon=Icon::Trash on_press=ungroup />
        </div>
        <Section title="Members" extent>
            <Names session ids=members />
        </Section>
    }
}

fn members(frame: &Frame) -> Vec<NodeId> {
    frame.members.iter().cloned().collect()
}

/// Nodes by name; a press selects one.
#[component]
pub(super) fn Names(session: Session, ids: Memo<Vec<NodeId>>) -> impl IntoView {
    let board = session.board();
    let words = move |id: &NodeId| {
        board.diagram.with(|diagram| match diagram.node(id) {
            Some(node) => (Arc::clone(&node.name), node.noun().to_owned()),
            None => (Arc::clone(&id.0), "not there any more".to_owned()),
        })
    };
    let row = move |id: NodeId| {
        let (name, noun) = words(&id);
        view! {
            <li class="panel-link">
                <button type="button" class="link" on:click=move |_| board.go_to(&id)>{name.to_string()}</button>
                <span class="panel-kind">{noun}</span>
            </li>
        }
    };
    view! { <ul class="panel-links">{move || ids.get().into_iter().map(row).collect_view()}</ul> }
}
