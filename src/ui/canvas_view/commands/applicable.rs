//! Whether there is something for a command of the menu to work on, and if not, what is missing.

use blockwright::arrangement::frame_name;
use blockwright::diagram::{NodeId, Subject};
use leptos::prelude::*;

use super::lining::{LEAST_ALIGNED, LEAST_DISTRIBUTED};
use crate::ui::session::Session;

/// What a command works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::canvas_view) enum Need {
    /// Nothing, or what is on the clipboard.
    Nothing,
    /// Something that can be taken away.
    Anything,
    /// One node that has ports.
    Node,
    /// A node or more, or a note.
    Shown,
    /// A node or more.
    Nodes,
    /// Nodes that can be on one line.
    Aligned,
    /// Nodes that can have equal distances.
    Distributed,
    /// A frame, or something in one.
    Frame,
    /// Something with an inside, or something in there.
    Inside,
}

/// What is missing for a command, in a few words; `None` if it can be run. Reads what is selected.
pub(in crate::ui::canvas_view) fn missing(session: Session, need: Need) -> Option<&'static str> {
    let board = session.board();
    let nodes = chosen(session);
    let has_other = || board.selected_wire.get().is_some() || board.selected_note.get().is_some();
    match need {
        Need::Nothing => None,
        Need::Anything => (nodes.is_empty() && !has_other()).then_some("nothing is selected"),
        Need::Node => {
            let focus = board.focus.get();
            let is_node = board
                .diagram
                .with(|diagram| focus.as_ref().is_some_and(|focus| diagram.node(focus).is_some()));
            (!is_node).then_some("choose a node")
        }
        Need::Shown => {
            (nodes.is_empty() && board.selected_note.get().is_none()).then_some("nothing is selected")
        }
        Need::Nodes => nodes.is_empty().then_some("no node is selected"),
        Need::Aligned => (placed(session, &nodes) < LEAST_ALIGNED).then_some("select 2 nodes or more"),
        Need::Distributed => {
            (placed(session, &nodes) < LEAST_DISTRIBUTED).then_some("select 3 nodes or more")
        }
        Need::Frame => {
            let is_framed = |id: &NodeId| {
                board.arrangement.with(|read| read.as_ref().is_ok_and(|known| known.frame_of(id).is_some()))
            };
            (!nodes.iter().any(|id| frame_name(id).is_some() || is_framed(id)))
                .then_some("no frame is selected")
        }
        Need::Inside => {
            let focus = board.focus.get();
            (!focus.is_some_and(|id| is_foldable(session, &id))).then_some("no frame or solution is selected")
        }
    }
}

/// As [`super::walking::chosen`], for those who follow it.
fn chosen(session: Session) -> Vec<NodeId> {
    let board = session.board();
    if board.selected_note.get().is_some() {
        return Vec::new();
    }
    let selected: Vec<NodeId> = board.selection.with(|selection| selection.iter().cloned().collect());
    if selected.is_empty() { board.focus.get().into_iter().collect() } else { selected }
}

/// How many of them have a place of their own.
fn placed(session: Session, nodes: &[NodeId]) -> usize {
    session.board().scene.with(|scene| nodes.iter().filter(|id| scene.places.contains_key(id)).count())
}

fn is_foldable(session: Session, id: &NodeId) -> bool {
    let board = session.board();
    let is_solution = board.diagram.with(|diagram| {
        diagram
            .node(id)
            .is_some_and(|node| matches!(node.subject, Subject::Solution(_)) || node.parent.is_some())
    });
    is_solution
        || frame_name(id).is_some()
        || board.arrangement.with(|read| read.as_ref().is_ok_and(|known| known.frame_of(id).is_some()))
}
