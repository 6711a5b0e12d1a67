//! What can be done on the canvas by keyboard: one table, which the list of keys and the palette show
//! as well.

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::chord::{Chord, Pressed};
use blockwright::diagram::NodeId;
use blockwright::geometry::{Point, Rect};
use blockwright::gesture::{Gesture, Placing, clipboard};
use blockwright::scene::size::STEP;
use blockwright::viewport::Viewport;
use blockwright::walk::Direction;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::export::{Form, export};
use crate::ui::command::{Command, command, is_mac};
use crate::ui::session::{Session, Tone};

/// How many steps a node is moved with Shift.
const FAR_STEPS: f64 = 10.0;

/// The commands of the canvas. They work while it has the focus.
pub(crate) static COMMANDS: &[Command] = &[
    command(GROUP, "Go along the wire", &[Chord::plain("ArrowRight")], |session| {
        walk(session, Direction::Right);
    }),
    command(GROUP, "Go back along the wire", &[Chord::plain("ArrowLeft")], |session| {
        walk(session, Direction::Left);
    }),
    command(GROUP, "Go to the node above", &[Chord::plain("ArrowUp")], |session| {
        walk(session, Direction::Up);
    }),
    command(GROUP, "Go to the node below", &[Chord::plain("ArrowDown")], |session| {
        walk(session, Direction::Down);
    }),
    command(GROUP, "Go to the first node", &[Chord::plain("Home")], |session| walk_to_end(session, true)),
    command(GROUP, "Go to the last node", &[Chord::plain("End")], |session| walk_to_end(session, false)),
    command(GROUP, "Connect from here", &[Chord::plain("c")], Session::connect_from_focus),
    command(GROUP, "Select this node, or not", &[Chord::plain(" ")], toggle),
    command(GROUP, "Select the next node too", &[Chord::plain("ArrowRight").shift()], |session| {
        extend(session, Direction::Right);
    }),
    command(GROUP, "Select the node before too", &[Chord::plain("ArrowLeft").shift()], |session| {
        extend(session, Direction::Left);
    }),
    command(GROUP, "Select the node above too", &[Chord::plain("ArrowUp").shift()], |session| {
        extend(session, Direction::Up);
    }),
    command(GROUP, "Select the node below too", &[Chord::plain("ArrowDown").shift()], |session| {
        extend(session, Direction::Down);
    }),
    command(GROUP, "Select all", &[Chord::primary("a")], select_all),
    command(GROUP, "Select nothing", &[Chord::plain("Escape")], |session| session.board().clear_selection()),
    command(GROUP, "Move right", &[alt("ArrowRight")], |session| push(session, 1.0, 0.0)),
    command(GROUP, "Move left", &[alt("ArrowLeft")], |session| push(session, -1.0, 0.0)),
    command(GROUP, "Move up", &[alt("ArrowUp")], |session| push(session, 0.0, -1.0)),
    command(GROUP, "Move down", &[alt("ArrowDown")], |session| push(session, 0.0, 1.0)),
    command(GROUP, "Move far right", &[alt("ArrowRight").shift()], |session| push(session, FAR_STEPS, 0.0)),
    command(GROUP, "Move far left", &[alt("ArrowLeft").shift()], |session| push(session, -FAR_STEPS, 0.0)),
    command(GROUP, "Move far up", &[alt("ArrowUp").shift()], |session| push(session, 0.0, -FAR_STEPS)),
    command(GROUP, "Move far down", &[alt("ArrowDown").shift()], |session| push(session, 0.0, FAR_STEPS)),
    command(GROUP, "Delete", &[Chord::plain("Delete"), Chord::plain("Backspace")], |session| {
        delete(session, false);
    }),
    command(
        GROUP,
        "Delete and bridge",
        &[Chord::plain("Delete").shift(), Chord::plain("Backspace").shift()],
        |session| {
            delete(session, true);
        },
    ),
    command(GROUP, "Copy as YAML", &[Chord::primary("c")], copy),
    command(GROUP, "Cut", &[Chord::primary("x")], cut),
    command(GROUP, "Paste", &[Chord::primary("v")], paste),
    command(GROUP, "Duplicate", &[Chord::primary("d")], duplicate),
    command(GROUP, "Tidy the selection", &[Chord::plain("l")], |session| tidy(session, true)),
    command(GROUP, "Tidy everything", &[Chord::plain("l").shift()], |session| tidy(session, false)),
    command(GROUP, "Frame the selection", &[Chord::plain("g")], group),
    command(GROUP, "Take the frame away", &[Chord::plain("g").shift()], ungroup),
    command(GROUP, "Fold or unfold", &[Chord::plain("z")], fold),
    command(GROUP, "Add a note", &[Chord::plain("n")], add_note),
    command(GROUP, "Show the text beside the canvas, or not", &[Chord::primary("e")], |session| {
        session.board().is_split.update(|is_split| *is_split = !*is_split);
    }),
    command(GROUP, "Show the plan on the canvas, or compose", &[Chord::plain("p")], |session| {
        session.plan_on_canvas(!session.board().planning.is_on.get_untracked());
    }),
    command(GROUP, "Export a picture of the canvas (SVG)", &[], |session| {
        export(session, Form::Svg, false);
    }),
    command(GROUP, "Export a picture of the canvas (PNG)", &[], |session| {
        export(session, Form::Png, false);
    }),
    command(GROUP, "Export a picture of the selection (SVG)", &[], |session| {
        export(session, Form::Svg, true);
    }),
    command(GROUP, "Export a picture of the selection (PNG)", &[], |session| {
        export(session, Form::Png, true);
    }),
    command(GROUP, "Show everything", &[Chord::plain("f")], |session| session.board().fit()),
    command(GROUP, "Show at 100 %", &[Chord::plain("1")], |session| session.board().zoom_to(1.0)),
    command(GROUP, "Show the selection", &[Chord::plain("0")], show_selection),
    command(GROUP, "Zoom in", &[Chord::plain("+"), Chord::plain("=")], |session| {
        session.board().zoom_by(1.25);
    }),
    command(GROUP, "Zoom out", &[Chord::plain("-")], |session| session.board().zoom_by(0.8)),
];

const GROUP: &str = "Canvas";

const fn alt(key: &'static str) -> Chord {
    Chord { alt: true, ..Chord::plain(key) }
}

/// Runs the command that the pressed keys belong to. Gives back whether there is one.
pub(super) fn dispatch(session: Session, event: &ev::KeyboardEvent) -> bool {
    let pressed = Pressed {
        key: event.key(),
        control: event.ctrl_key(),
        meta: event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    };
    let mac = is_mac();
    let found = COMMANDS.iter().find(|command| command.keys.iter().any(|chord| chord.matches(&pressed, mac)));
    if let Some(command) = found {
        event.prevent_default();
        (command.run)(session);
    }
    found.is_some()
}

/// The node that a step leads to, or what it is drawn in.
fn neighbour(session: Session, direction: Direction) -> Option<NodeId> {
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

fn walk(session: Session, direction: Direction) {
    let board = session.board();
    if board.focus.with_untracked(Option::is_none) {
        return walk_to_end(session, true);
    }
    match neighbour(session, direction) {
        Some(next) => board.go_to(&next),
        None => session.announce("Nothing further in this direction"),
    }
}

fn walk_to_end(session: Session, is_first: bool) {
    let board = session.board();
    if let Some(id) = board.first_or_last(is_first) {
        board.go_to(&id);
    }
}

fn toggle(session: Session) {
    let board = session.board();
    if let Some(focus) = board.focus.get_untracked() {
        board.select(&focus, true);
        let count = board.selection.with_untracked(|selection| selection.len());
        session.announce(format!("{count} selected"));
    }
}

fn extend(session: Session, direction: Direction) {
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

fn select_all(session: Session) {
    let board = session.board();
    let all = board.scene.with_untracked(|scene| scene.shapes.iter().map(|shape| shape.id.clone()).collect());
    board.selection.set(Arc::new(all));
}

/// The selected nodes, or the one that has the focus.
pub(super) fn chosen(session: Session) -> Vec<NodeId> {
    let board = session.board();
    let selected: Vec<NodeId> =
        board.selection.with_untracked(|selection| selection.iter().cloned().collect());
    if selected.is_empty() { board.focus.get_untracked().into_iter().collect() } else { selected }
}

/// Those of the chosen shapes that are nodes, with the members of chosen frames.
fn chosen_nodes(session: Session) -> Vec<NodeId> {
    let board = session.board();
    let chosen: BTreeSet<NodeId> = chosen(session).into_iter().collect();
    let with_members = board.with_insides(&chosen);
    board.diagram.with_untracked(|diagram| {
        let is_outside = |id: &NodeId| diagram.node(id).is_some_and(|node| node.parent.is_none());
        with_members.into_iter().filter(is_outside).collect()
    })
}

fn push(session: Session, x: f64, y: f64) {
    let board = session.board();
    let shapes: BTreeSet<NodeId> = chosen(session).into_iter().collect();
    let by = Point::new(x * STEP, y * STEP);
    board.move_nodes(session, &board.with_insides(&shapes), by);
}

fn delete(session: Session, bridge: bool) {
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
            session.notify(Tone::Error, refusal.to_string());
            None
        }
    }
}

fn copy(session: Session) {
    if let Some(text) = copied(session) {
        put_on_clipboard(session, text);
    }
}

fn cut(session: Session) {
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

fn paste(session: Session) {
    spawn_local(async move {
        let read = wasm_bindgen_futures::JsFuture::from(window().navigator().clipboard().read_text()).await;
        let text = read.ok().and_then(|text| text.as_string()).filter(|text| !text.trim().is_empty());
        match text.or_else(|| session.board().copied.get_value()) {
            Some(text) => {
                session.perform(&Gesture::Paste { text, at: Some(session.board().middle()) });
            }
            None => session.notify(
                Tone::Error,
                "Nothing was pasted: the clipboard is empty, or the browser lets no page read it.",
            ),
        }
    });
}

fn duplicate(session: Session) {
    let nodes = chosen_nodes(session);
    session.perform(&Gesture::Duplicate { nodes, by: Point::new(4.0 * STEP, 4.0 * STEP) });
}

fn tidy(session: Session, only_selected: bool) {
    let board = session.board();
    let chosen = only_selected.then(|| board.with_insides(&chosen(session).into_iter().collect()));
    if chosen.as_ref().is_some_and(|chosen| chosen.len() < 2) {
        session.announce("Select at least two nodes to tidy them");
        return;
    }
    let places = board
        .diagram
        .with_untracked(|diagram| board.scene.with_untracked(|scene| scene.tidied(diagram, chosen.as_ref())));
    if session.perform(&Gesture::Place { act: Placing::Tidy, places }) && !only_selected {
        board.fit();
    }
}

fn group(session: Session) {
    let nodes = chosen_nodes(session);
    let taken = session.board().arrangement.get_untracked().unwrap_or_default();
    let is_free = |name: &String| taken.frames.iter().all(|frame| frame.name != *name);
    let name = (1..=taken.frames.len() + 1)
        .map(|number| format!("Frame {number}"))
        .find(is_free)
        .unwrap_or_default();
    session.perform(&Gesture::Group { nodes, name });
}

fn ungroup(session: Session) {
    let board = session.board();
    let arrangement = board.arrangement.get_untracked().unwrap_or_default();
    let chosen = chosen(session);
    let named = chosen.iter().find_map(|id| id.0.strip_prefix("frame:").map(str::to_owned));
    let around = || chosen.iter().find_map(|id| arrangement.frame_of(id)).map(|frame| frame.name.clone());
    match named.or_else(around) {
        Some(frame) => {
            session.perform(&Gesture::Ungroup { frame });
        }
        None => session.announce("There is no frame here"),
    }
}

/// Folds what has the focus, or the frame that it is in.
pub(super) fn fold(session: Session) {
    let board = session.board();
    let arrangement = board.arrangement.get_untracked().unwrap_or_default();
    let Some(focus) = board.focus.get_untracked() else { return };
    let named = focus.0.strip_prefix("frame:").map(str::to_owned);
    let gesture = board.diagram.with_untracked(|diagram| {
        let node = diagram.node(&focus);
        let solution = node.and_then(|node| match (node.subject, node.parent) {
            (blockwright::diagram::Subject::Solution(_), _) => Some(node.id.clone()),
            (_, Some(parent)) => diagram.nodes.get(parent).map(|parent| parent.id.clone()),
            _ => None,
        });
        let frame = named.or_else(|| arrangement.frame_of(&focus).map(|frame| frame.name.clone()));
        match (solution, frame) {
            (Some(solution), _) => {
                let unfolded = !arrangement.unfolded.contains(&solution);
                Some(Gesture::Unfold { solution, unfolded })
            }
            (None, Some(frame)) => {
                let folded = arrangement.frames.iter().any(|known| known.name == frame && !known.is_folded);
                Some(Gesture::Fold { frame, folded })
            }
            (None, None) => None,
        }
    });
    match gesture {
        Some(gesture) => {
            if session.perform(&gesture) {
                go_to_folded(session, &gesture);
            }
        }
        None => session.announce("There is nothing to fold here: frames and solutions can be"),
    }
}

/// Goes to what was folded, because what had the focus is drawn no more.
fn go_to_folded(session: Session, gesture: &Gesture) {
    let id = match gesture {
        Gesture::Unfold { solution, .. } => solution.clone(),
        Gesture::Fold { frame, .. } => NodeId(format!("frame:{frame}").into()),
        _ => return,
    };
    session.board().go_to(&id);
}

fn add_note(session: Session) {
    let at = session.board().middle();
    let rect = Rect::new(at.x, at.y, 240.0, 96.0);
    let note = blockwright::arrangement::Note { rect, text: String::new() };
    let number = session.board().arrangement.get_untracked().unwrap_or_default().notes.len();
    if session.perform(&Gesture::AddNote(note)) {
        session.board().selected_note.set(Some(number));
        session.board().edited_note.set(Some(number));
    }
}

fn show_selection(session: Session) {
    let board = session.board();
    let chosen = chosen(session);
    match Rect::around(chosen.iter().filter_map(|id| board.rect_of(id))) {
        Some(around) => board.view.set(Viewport::fitting(&around, board.pane.get_untracked())),
        None => board.fit(),
    }
}
