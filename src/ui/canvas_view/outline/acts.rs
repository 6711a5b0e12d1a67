//! What can be done with the active row, as buttons below the tree.

use std::sync::Arc;

use blockwright::block::port::Side;
use blockwright::diagram::{End, Node, NodeId, Subject, Wire};
use blockwright::geometry::Point;
use blockwright::gesture::{Gesture, Link};
use blockwright::scene::size::STEP;
use blockwright::tree::{Row, Shows, port_of};
use leptos::ev;
use leptos::prelude::*;

use super::row::said;
use super::{Asked, active, shape_of, take_focus};
use crate::ui::canvas_view::{commands, rehousing};
use crate::ui::kit::{Button, Icon};
use crate::ui::session::{Board, Session, link};

/// The buttons; Escape goes back to the tree.
#[component]
pub(super) fn Acts(
    session: Session,
    rows: Memo<Arc<[Row]>>,
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let board = session.board();
    let row = Memo::new(move |_| active(board, rows));
    let buttons = move || {
        let Row { shows, .. } = row.get()?;
        let name = said(board, shows).name;
        let label = format!("What can be done with {name}");
        let own = owned(board, shows);
        let is_own = own.is_some();
        let entry = own.filter(|_| matches!(shows, Shows::Node(_)));
        let is_frame = matches!(shows, Shows::Frame(_));
        let note = match shows {
            Shows::Note(note) => Some(note),
            _ => None,
        };
        // While the plan is looked at, only what means nothing to it.
        let composes = !board.planning.is_on.get();
        let has_version = composes
            && entry
                .as_ref()
                .is_some_and(|node| matches!(node.subject, Subject::Block(_) | Subject::Solution(_)));
        let can_fold =
            is_frame || entry.as_ref().is_some_and(|node| matches!(node.subject, Subject::Solution(_)));
        let is_port = matches!(shows, Shows::Port { .. } | Shows::Wire { .. });
        let has_wires = composes && is_own && !wires(board, shows).is_empty() && is_port;
        if !composes && !can_fold && (is_own || is_frame) {
            return None;
        }
        let duplicate = move || {
            if let Some(id) = untrack(|| shape_of(board, shows)) {
                session
                    .perform(&Gesture::Duplicate { nodes: vec![id], by: Point::new(4.0 * STEP, 4.0 * STEP) });
            }
        };
        Some(view! {
            <div class="tree-acts" role="toolbar" aria-label=label on:keydown=back>
                {(composes && (entry.is_some() || is_frame)).then(|| view! {
                    <Button label="Rename".to_owned() icon=Icon::Rename hint="F2".to_owned() on_press=move || asked.set(Some(Asked::Name)) />
                })}
                {(composes && is_own && !matches!(shows, Shows::Wire { .. })).then(|| view! {
                    <Button label="Connect".to_owned() icon=Icon::Canvas hint="C".to_owned() on_press=move || connect(session, shows) />
                })}
                {has_wires.then(|| view! {
                    <Button label="Disconnect".to_owned() icon=Icon::Close hint="Delete".to_owned() on_press=move || disconnect(session, shows) />
                })}
                {has_version.then(|| view! {
                    <Button label="Version".to_owned() icon=Icon::History on_press=move || asked.set(Some(Asked::Version)) />
                })}
                {can_fold.then(|| view! {
                    <Button label="Fold or unfold on the canvas".to_owned() icon=Icon::Folder hint="Z".to_owned() on_press=move || commands::fold(session) />
                })}
                {(composes && entry.is_some()).then(|| view! {
                    <Button label="Duplicate".to_owned() icon=Icon::Copy hint="Ctrl+D".to_owned() on_press=duplicate />
                    <Button label="Delete".to_owned() icon=Icon::Trash hint="Delete".to_owned() on_press=move || delete(session, shows) />
                })}
                {(composes && is_frame).then(|| view! {
                    <Button label="Take the frame away".to_owned() icon=Icon::Trash hint="Delete".to_owned() on_press=move || { commands::delete(session, false); take_focus(); } />
                })}
                {(composes && entry.is_some()).then(|| view! {
                    <Button label="Move to a frame or zone".to_owned() icon=Icon::Folder hint="M".to_owned() on_press=move || rehousing::ask(session) />
                })}
                {note.filter(|_| composes).map(|note| view! {
                    <Button label="Edit the text".to_owned() icon=Icon::Rename hint="F2".to_owned() on_press=move || board.edited_note.set(Some(note)) />
                    <Button label="Remove".to_owned() icon=Icon::Trash hint="Delete".to_owned() on_press=move || { commands::delete(session, false); take_focus(); } />
                })}
                {(!is_own && !is_frame && note.is_none()).then(|| view! {
                    <p class="view-note">{match shows {
                        Shows::Ghost(_) => "The plan deletes it. The configuration no longer has it.",
                        _ => "It is inside a solution, which does its own wiring.",
                    }}</p>
                })}
            </div>
        })
    };
    view! { {buttons} }
}

fn back(event: ev::KeyboardEvent) {
    if event.key() == "Escape" {
        event.prevent_default();
        event.stop_propagation();
        take_focus();
    }
}

/// The node of a row, if it stands in the text by itself; reads the diagram.
fn owned(board: Board, shows: Shows) -> Option<Node> {
    let at = match shows {
        Shows::Node(at) | Shows::Port { node: at, .. } | Shows::Wire { node: at, .. } => at,
        Shows::Frame(_) | Shows::Note(_) | Shows::Ghost(_) => return None,
    };
    board.diagram.with(|diagram| diagram.nodes.get(at).filter(|node| node.parent.is_none()).cloned())
}

/// Whether a row can be renamed.
pub(super) fn has_name(board: Board, shows: Shows) -> bool {
    matches!(shows, Shows::Frame(_))
        || matches!(shows, Shows::Node(_)) && untrack(|| owned(board, shows)).is_some()
}

/// Begins to connect a port, or of a node the port that most needs it.
pub(super) fn connect(session: Session, shows: Shows) {
    let board = session.board();
    let node = untrack(|| owned(board, shows));
    let found = node.and_then(|node| match shows {
        Shows::Port { node, side, port } => Some((End { node, port }, side)),
        Shows::Node(at) => neediest(&node).map(|(side, port)| (End { node: at, port }, side)),
        _ => None,
    });
    match found {
        Some((end, side)) => session.take_up(end, side, false),
        None => session.announce("Nothing to connect here"),
    }
}

/// The first input that has to be wired, else the first output, else the first input.
fn neediest(node: &Node) -> Option<(Side, usize)> {
    let is_block = matches!(node.subject, Subject::Block(_) | Subject::Solution(_));
    let lacking = node.inputs.iter().position(|port| port.required && port.object.is_none() && is_block);
    lacking
        .map(|port| (Side::Input, port))
        .or_else(|| (!node.outputs.is_empty()).then_some((Side::Output, 0)))
        .or_else(|| (!node.inputs.is_empty()).then_some((Side::Input, 0)))
}

/// The wires that a row stands for; reads the diagram.
fn wires(board: Board, shows: Shows) -> Vec<Link> {
    board.diagram.with(|diagram| {
        let outer = |wire: &&Wire| wire.inside.is_none();
        let found: Vec<&Wire> = match shows {
            Shows::Wire { wire, .. } => diagram.wires.get(wire).into_iter().filter(outer).collect(),
            Shows::Port { node, side, port } => {
                let is_here = |wire: &&Wire| outer(wire) && port_of(wire, node) == Some((side, port));
                diagram.wires.iter().filter(is_here).collect()
            }
            _ => Vec::new(),
        };
        found.into_iter().filter_map(|wire| link(diagram, wire.source, wire.target)).collect()
    })
}

/// Takes the wires of a row away.
pub(super) fn disconnect(session: Session, shows: Shows) {
    let links = untrack(|| wires(session.board(), shows));
    if links.is_empty() {
        session.announce("Nothing is wired here");
    } else {
        session.perform(&Gesture::Unwire(links));
    }
    take_focus();
}

/// Deletes what a row shows, and goes to the row that comes to stand there.
fn delete(session: Session, shows: Shows) {
    let board = session.board();
    let id: Option<NodeId> = untrack(|| shape_of(board, shows));
    if let Some(id) = id {
        session.perform(&Gesture::Delete { nodes: vec![id], bridge: false });
    }
    take_focus();
}
