//! The ways over the canvas by keyboard, and what is selected on them.

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::diagram::NodeId;
use blockwright::geometry::Rect;
use blockwright::viewport::Viewport;
use blockwright::walk::Direction;
use leptos::prelude::*;

use crate::ui::session::Session;

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
    if board.focus.with_untracked(Option::is_none) {
        return walk_to_end(session, true);
    }
    match neighbour(session, direction) {
        Some(next) => board.go_to(&next),
        None => session.announce("Nothing further in this direction"),
    }
}

pub(super) fn walk_to_end(session: Session, is_first: bool) {
    let board = session.board();
    if let Some(id) = board.first_or_last(is_first) {
        board.go_to(&id);
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

/// The selected nodes, or the one that has the focus.
pub(in crate::ui::canvas_view) fn chosen(session: Session) -> Vec<NodeId> {
    let board = session.board();
    let selected: Vec<NodeId> =
        board.selection.with_untracked(|selection| selection.iter().cloned().collect());
    if selected.is_empty() { board.focus.get_untracked().into_iter().collect() } else { selected }
}

/// Those of the chosen shapes that are nodes, with the members of chosen frames.
pub(super) fn chosen_nodes(session: Session) -> Vec<NodeId> {
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
