//! The ways over the canvas by keyboard, and what is selected on them.

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::arrangement::reading_order;
use blockwright::diagram::NodeId;
use blockwright::geometry::Rect;
use blockwright::scene;
use blockwright::viewport::Viewport;
use blockwright::walk::Direction;
use leptos::prelude::*;

use crate::ui::session::{Board, Session};

/// The node that a step leads to, or what it is drawn in.
pub(super) fn neighbour(session: Session, direction: Direction) -> Option<NodeId> {
    let board = session.board();
    let focus = board.focus.get_untracked()?;
    board.diagram.with_untracked(|diagram| {
        board.scene.with_untracked(|scene| {
            let from = diagram.position(&focus)?;
            let to = board.walk.with_untracked(|walk| walk.step(from, direction))?;
            let node = diagram.nodes.get(to)?;
            let owner = || scene.owner_of(to, diagram).map(|shape| shape.id.clone());
            Some(scene.shape(&node.id).map(|shape| shape.id.clone()).or_else(owner)?)
                .filter(|id| *id != focus)
        })
    })
}

pub(super) fn walk(session: Session, direction: Direction) {
    let board = session.board();
    let stop = here(board);
    if let Some(at) = stop.as_ref().and_then(|stop| apart(board).iter().position(|other| other == stop)) {
        return walk_apart(session, at, direction);
    }
    if stop.is_none() {
        return walk_to_end(session, true);
    }
    match neighbour(session, direction) {
        Some(next) => board.go_to(&next),
        // Frames and notes come behind the nodes.
        None if direction == Direction::Down => go_to_stop(session, apart(board).first()),
        None => session.announce("Nothing further in this direction"),
    }
}

/// Something that the focus can be on.
#[derive(Clone, Debug, PartialEq)]
enum Stop {
    /// A node or frame.
    Shape(NodeId),
    /// A note, by position.
    Note(usize),
}

/// Where the focus is.
fn here(board: Board) -> Option<Stop> {
    let note = board.selected_note.get_untracked().map(Stop::Note);
    note.or_else(|| board.focus.get_untracked().map(Stop::Shape))
}

/// What no wire leads to: the frames, then the notes.
fn apart(board: Board) -> Vec<Stop> {
    let is_frame =
        |shape: &&scene::Shape| matches!(shape.shows, scene::Shows::Frame(_) | scene::Shows::Folded(_));
    let frames: Vec<Stop> = board.scene.with_untracked(|scene| {
        scene.shapes.iter().filter(is_frame).map(|shape| Stop::Shape(shape.id.clone())).collect()
    });
    let known = board.arrangement.get_untracked().unwrap_or_default();
    frames.into_iter().chain(reading_order(&known.notes).into_iter().map(Stop::Note)).collect()
}

/// Goes on from the frame or note at `at`.
fn walk_apart(session: Session, at: usize, direction: Direction) {
    let board = session.board();
    let all = apart(board);
    let is_on = matches!(direction, Direction::Right | Direction::Down);
    match if is_on { Some(at + 1) } else { at.checked_sub(1) } {
        Some(next) => go_to_stop(session, all.get(next)),
        None => match board.first_or_last(false) {
            Some(last) => board.go_to(&last),
            None => go_to_stop(session, None),
        },
    }
}

fn go_to_stop(session: Session, stop: Option<&Stop>) {
    match stop {
        Some(Stop::Shape(id)) => session.board().go_to(id),
        Some(Stop::Note(note)) => session.board().go_to_note(*note),
        None => session.announce("Nothing further in this direction"),
    }
}

pub(super) fn walk_to_end(session: Session, is_first: bool) {
    let board = session.board();
    let node = board.first_or_last(is_first).map(Stop::Shape);
    let apart = apart(board);
    let stop =
        if is_first { node.or_else(|| apart.first().cloned()) } else { apart.last().cloned().or(node) };
    if stop.is_some() {
        go_to_stop(session, stop.as_ref());
    }
}

pub(super) fn toggle(session: Session) {
    let board = session.board();
    if let Some(focus) = board.focus.get_untracked() {
        board.select(&focus, true);
        let count = board.selection.with_untracked(|selection| selection.len());
        session.announce(format!("{count} selected"));
    }
}

pub(super) fn extend(session: Session, direction: Direction) {
    let board = session.board();
    let focus = board.focus.get_untracked();
    let next = neighbour(session, direction);
    board
        .selection
        .update(|selection| Arc::make_mut(selection).extend(focus.into_iter().chain(next.clone())));
    if let Some(next) = next {
        let selection = board.selection.get_untracked();
        board.go_to(&next);
        board.selection.set(selection);
    }
}

pub(super) fn select_all(session: Session) {
    let board = session.board();
    let all = board.scene.with_untracked(|scene| scene.shapes.iter().map(|shape| shape.id.clone()).collect());
    board.clear_selection();
    board.selection.set(Arc::new(all));
}

/// The selected nodes, or the one that has the focus; none while a note is selected.
pub(in crate::ui::canvas_view) fn chosen(session: Session) -> Vec<NodeId> {
    let board = session.board();
    if board.selected_note.with_untracked(Option::is_some) {
        return Vec::new();
    }
    let selected: Vec<NodeId> =
        board.selection.with_untracked(|selection| selection.iter().cloned().collect());
    if selected.is_empty() { board.focus.get_untracked().into_iter().collect() } else { selected }
}

/// Those of the chosen shapes that are nodes, with the members of chosen frames.
pub(in crate::ui::canvas_view) fn chosen_nodes(session: Session) -> Vec<NodeId> {
    let board = session.board();
    let chosen: BTreeSet<NodeId> = chosen(session).into_iter().collect();
    let with_members = board.with_insides(&chosen);
    board.diagram.with_untracked(|diagram| {
        let known = with_members.into_iter().filter(|id| diagram.node(id).is_some());
        let is_outside = |id: &NodeId| diagram.node(id).is_some_and(|node| node.parent.is_none());
        let (outside, inside): (Vec<NodeId>, Vec<NodeId>) = known.partition(is_outside);
        // Only what is inside of solutions: the gesture says by name why it cannot be.
        if outside.is_empty() { inside } else { outside }
    })
}

/// Shows what is selected, or everything.
pub(super) fn show_selection(session: Session) {
    let board = session.board();
    let chosen = chosen(session);
    match Rect::around(chosen.iter().filter_map(|id| board.rect_of(id))) {
        Some(around) => board.view.set(Viewport::fitting(&around, board.pane.get_untracked())),
        None => board.fit(),
    }
}
