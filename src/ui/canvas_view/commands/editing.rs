//! What is chosen, moved, copied, deleted and arranged.

use std::collections::BTreeSet;

use blockwright::arrangement::Note;
use blockwright::diagram::NodeId;
use blockwright::geometry::{Point, Rect};
use blockwright::gesture::{Gesture, Placing, clipboard};
use blockwright::placement::free_place;
use blockwright::scene::size::STEP;
use blockwright::walk::Direction;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::framing::{only_frames, take_away};
use super::walking::{chosen, chosen_nodes, neighbour};
use crate::ui::session::{Session, Tone};

/// Moves what is chosen by so many steps.
pub(super) fn push(session: Session, x: f64, y: f64) {
    let board = session.board();
    let by = Point::new(x * STEP, y * STEP);
    if let Some(note) = board.selected_note.get_untracked() {
        let known = board.arrangement.get_untracked().unwrap_or_default();
        if let Some(known) = known.notes.get(note) {
            let to = Note { rect: known.rect.shifted(by), text: known.text.clone() };
            session.perform(&Gesture::ChangeNote { note, to });
        }
        return;
    }
    let shapes: BTreeSet<NodeId> = chosen(session).into_iter().collect();
    board.move_nodes(session, &board.with_insides(&shapes), by);
}

pub(in crate::ui::canvas_view) fn delete(session: Session, bridge: bool) {
    let board = session.board();
    if let Some(wire) = board.selected_wire.get_untracked() {
        board.selected_wire.set(None);
        session.perform(&Gesture::Unwire(vec![wire]));
        return;
    }
    let note = board.selected_note.get_untracked();
    if let Some(note) = note {
        board.selected_note.set(None);
        session.perform(&Gesture::RemoveNote(note));
        return;
    }
    let nodes = chosen_nodes(session);
    if let Some(frames) = only_frames(session).filter(|_| !bridge || nodes.is_empty()) {
        if take_away(session, frames) && board.selection.with_untracked(|selection| selection.is_empty()) {
            board.focus.set(None);
        }
        return;
    }
    let next = neighbour(session, Direction::Left).or_else(|| neighbour(session, Direction::Right));
    if session.perform(&Gesture::Delete { nodes, bridge }) {
        board.clear_selection();
        match next.filter(|next| board.scene.with_untracked(|scene| scene.position(next).is_some())) {
            Some(next) => board.go_to(&next),
            None => board.focus.set(None),
        }
    }
}

/// The chosen nodes as YAML; if they cannot be copied, the user is told why.
fn copied(session: Session) -> Option<String> {
    let nodes = chosen_nodes(session);
    match session.on_scene(|scene| clipboard::copy(scene, &nodes)) {
        Ok(text) => Some(text),
        Err(refusal) => {
            session.refuse(refusal.to_string());
            None
        }
    }
}

pub(super) fn copy(session: Session) {
    if let Some(text) = copied(session) {
        put_on_clipboard(session, text);
    }
}

pub(super) fn cut(session: Session) {
    if let Some(text) = copied(session) {
        put_on_clipboard(session, text);
        delete(session, false);
    }
}

fn put_on_clipboard(session: Session, text: String) {
    // The page's own copy works where the browser lets no page read the clipboard.
    session.board().copied.set_value(Some(text.clone()));
    spawn_local(async move {
        let written =
            wasm_bindgen_futures::JsFuture::from(window().navigator().clipboard().write_text(&text)).await;
        session.announce(if written.is_ok() { "Copied as YAML" } else { "Copied within this page" });
    });
}

pub(super) fn paste(session: Session) {
    spawn_local(async move {
        let read = wasm_bindgen_futures::JsFuture::from(window().navigator().clipboard().read_text()).await;
        let text = read.ok().and_then(|text| text.as_string()).filter(|text| !text.trim().is_empty());
        match text.or_else(|| session.board().copied.get_value()) {
            Some(text) => {
                let board = session.board();
                let at = board.scene.with_untracked(|scene| free_place(scene, board.middle()));
                session.perform(&Gesture::Paste { text, at: Some(at) });
            }
            None => session.notify(
                Tone::Error,
                "Nothing was pasted: the clipboard is empty, or the browser lets no page read it.",
            ),
        }
    });
}

pub(super) fn duplicate(session: Session) {
    let nodes = chosen_nodes(session);
    session.perform(&Gesture::Duplicate { nodes, by: Point::new(4.0 * STEP, 4.0 * STEP) });
}

pub(super) fn tidy(session: Session, only_selected: bool) {
    let board = session.board();
    let chosen = only_selected.then(|| board.with_insides(&chosen(session).into_iter().collect()));
    if chosen.as_ref().is_some_and(|chosen| chosen.len() < 2) {
        session.announce("Select at least two nodes to tidy them");
        return;
    }
    let arrangement = board.arrangement.get_untracked().unwrap_or_default();
    let places = board.diagram.with_untracked(|diagram| {
        board.scene.with_untracked(|scene| scene.tidied(diagram, &arrangement, chosen.as_ref()))
    });
    if session.perform(&Gesture::Place { act: Placing::Tidy, places }) && !only_selected {
        board.fit();
    }
}

/// The first place on the way down and right from `at` that is not taken, so that nothing lies upon its like.
fn free_from(at: Point, is_taken: impl Fn(Point) -> bool) -> Point {
    let step =
        |count: u8| at.shifted(Point::new(STEP * 4.0 * f64::from(count), STEP * 4.0 * f64::from(count)));
    (0..100).map(step).find(|at| !is_taken(*at)).unwrap_or(at)
}

pub(super) fn add_note(session: Session) {
    let board = session.board();
    let notes = board.arrangement.get_untracked().unwrap_or_default().notes.clone();
    let middle = board.scene.with_untracked(|scene| free_place(scene, board.middle()));
    let at = free_from(middle, |at| notes.iter().any(|note| note.rect.origin == at));
    let rect = Rect::new(at.x, at.y, 240.0, 96.0);
    let note = Note { rect, text: String::new() };
    let number = notes.len();
    if session.perform(&Gesture::AddNote(note)) {
        board.clear_selection();
        session.board().selected_note.set(Some(number));
        session.board().edited_note.set(Some(number));
    }
}
