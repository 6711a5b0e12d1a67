//! The search on the canvas: nodes, ports and objects by a few of their letters.

use blockwright::block::port::Side;
use blockwright::diagram::NodeId;
use blockwright::geometry::Point;
use blockwright::lookup::{Found, lookup};
use blockwright::viewport::Viewport;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::{element, focus_canvas, outline};
use crate::ui::kit::{Icon, IconButton, SearchField, focus_soon};
use crate::ui::session::{Board, Session};

/// Opens the search and goes to its field.
pub(super) fn open(session: Session) {
    session.board().is_finding.set(true);
    focus_soon(|| element("#canvas-find"));
}

/// The field. Enter goes to the next that is found, Shift and Enter to the one before, Escape back to the
/// canvas.
#[component]
pub(super) fn Find(session: Session) -> impl IntoView {
    let board = session.board();
    let typed = RwSignal::new(String::new());
    // Which of those found is shown; none before the first Enter.
    let at = RwSignal::new(None::<usize>);
    let found = Memo::new(move |_| {
        let known = board.arrangement.get().unwrap_or_default();
        let find = |typed: &String| {
            board.diagram.with(|diagram| board.walk.with(|walk| lookup(diagram, walk, &known.notes, typed)))
        };
        typed.with(find)
    });
    let words = move || {
        let count = found.with(Vec::len);
        match (typed.with(|typed| typed.trim().is_empty()), at.get()) {
            (true, _) => String::new(),
            (false, _) if count == 0 => "Nothing found".to_owned(),
            (false, None) => format!("{count} found"),
            (false, Some(at)) => {
                let shown = found.with(|found| found.get(at).copied());
                let name = shown.map(|found| name(board, found)).unwrap_or_default();
                format!("{} of {count}: {name}", at + 1)
            }
        }
    };
    let step = move |forward: bool| {
        let count = found.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        let next = match (at.get_untracked(), forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        at.set(Some(next));
        if let Some(found) = found.with_untracked(|found| found.get(next).copied()) {
            show(session, found);
        }
    };
    let close = move || {
        board.is_finding.set(false);
        focus_canvas(session);
    };
    let pressed = move |event: ev::KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => step(!event.shift_key()),
            "Escape" => close(),
            "ArrowDown" => step(true),
            "ArrowUp" => step(false),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_input = move |text: String| {
        typed.set(text);
        at.set(None);
    };
    let field = NodeRef::<html::Input>::new();
    // The field is there as soon as it is asked for, and asked for to be typed into.
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            field.set_id("canvas-find");
            drop(field.focus());
        }
    });
    view! {
        <div class="canvas-find" role="search" aria-label="On the canvas" on:keydown:capture=pressed>
            <SearchField label="Find on the canvas" text=typed on_input field />
            <p role="status">{words}</p>
            <IconButton icon=Icon::ChevronUp label="Previous (Shift+Enter)".to_owned() on_press=move || step(false) />
            <IconButton icon=Icon::ChevronDown label="Next (Enter)".to_owned() on_press=move || step(true) />
            <IconButton icon=Icon::Close label="Close the search".to_owned() on_press=close />
        </div>
    }
}

/// Selects what was found, in the middle of the view; the focus stays in the field.
fn show(session: Session, found: Found) {
    let board = session.board();
    let node = match found {
        Found::Node { node, .. } => node,
        Found::Note(note) => {
            board.select_note(note);
            let known = board.arrangement.get_untracked().unwrap_or_default();
            if let Some(note) = known.notes.get(note) {
                show_at(board, note.rect.center());
            }
            return;
        }
    };
    let shown = board.scene.with_untracked(|scene| {
        board.diagram.with_untracked(|diagram| {
            let shape = scene.owner_of(node, diagram)?;
            Some((shape.id.clone(), shape.rect.center()))
        })
    });
    let Some((shape, middle)) = shown else { return };
    let node: Option<NodeId> =
        board.diagram.with_untracked(|diagram| diagram.nodes.get(node).map(|node| node.id.clone()));
    // The outline has a row also for what is folded on the canvas.
    let has_outline = untrack(|| outline::is_shown(session));
    board.select(node.as_ref().filter(|_| has_outline).unwrap_or(&shape), false);
    show_at(board, middle);
}

/// Brings a place into the middle of the view, large enough to be read.
fn show_at(board: Board, middle: Point) {
    let pane = board.pane.get_untracked();
    board.view.update(|view| {
        let zoom = if view.is_far() { 1.0 } else { view.zoom };
        *view = Viewport::centered(middle, zoom, pane);
    });
}

fn name(board: Board, found: Found) -> String {
    let (node, port) = match found {
        Found::Node { node, port } => (node, port),
        Found::Note(note) => {
            let known = board.arrangement.get().unwrap_or_default();
            return known.notes.get(note).map(|note| format!("note, {}", note.title())).unwrap_or_default();
        }
    };
    board.diagram.with(|diagram| {
        let Some(node) = diagram.nodes.get(node) else { return String::new() };
        let port = port.and_then(|(side, port)| {
            let port = node.ports(side).get(port)?;
            let word = if side == Side::Input { "input" } else { "output" };
            Some(format!(", {word} {}", port.name))
        });
        format!("{}{}", node.name, port.unwrap_or_default())
    })
}
