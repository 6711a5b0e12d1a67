//! The lines between ports that are in sight.

use blockwright::block::port::Side;
use blockwright::connection::opposite;
use blockwright::diagram::NodeId;
use blockwright::geometry::{Point, Rect};
use blockwright::scene::line::{path, route};
use blockwright::scene::{Line, Scene, Shows};
use leptos::prelude::*;

use crate::ui::session::{Board, Drag, FEW, Session, link};

/// A line with everything that its drawing depends on.
#[derive(Clone, Debug, PartialEq)]
struct Drawn {
    wire: usize,
    path: String,
    is_broken: bool,
}

/// All lines in sight, in one drawing.
#[component]
pub(super) fn Lines(session: Session) -> impl IntoView {
    let board = session.board();
    let wires = in_sight(board);
    let is_far = board.is_far;
    view! {
        // Taken out of the page where the far drawing shows them: an empty one leaves traces of its last lines.
        <svg class="canvas-lines" aria-hidden="true" style:display=move || is_far.get().then_some("none")>
            <For each=move || wires.get() key=|line| *line let:line>
                <LineView session line />
            </For>
        </svg>
    }
}

/// Positions of the lines in sight.
fn in_sight(board: Board) -> Memo<Vec<usize>> {
    let seen = Memo::new(move |_| {
        let seen = board.view.get().seen(board.pane.get());
        let step = |value: f64| (value / 200.0).floor() * 200.0;
        Rect::new(
            step(seen.left()),
            step(seen.top()),
            step(seen.size.width) + 400.0,
            step(seen.size.height) + 400.0,
        )
    });
    Memo::new(move |_| {
        if board.is_far.get() {
            return Vec::new();
        }
        if board.scene.with(|scene| scene.shapes.len() <= FEW) {
            return (0..board.scene.with(|scene| scene.lines.len())).collect();
        }
        let seen = seen.get();
        board.scene.with(|scene| {
            let is_seen = |line: &Line| Rect::between(line.source.at, line.target.at).meets(&seen);
            let lines = scene.lines.iter().enumerate().filter(|(_, line)| is_seen(line));
            lines.map(|(at, _)| at).collect()
        })
    })
}

#[component]
fn LineView(session: Session, line: usize) -> impl IntoView {
    let board = session.board();
    let shifts = Memo::new(move |_| {
        board.scene.with(|scene| board.drag.with(|drag| shifts(scene, line, drag.as_ref())))
    });
    let drawn = Memo::new(move |_| {
        let shifts = shifts.get();
        board.scene.with(|scene| drawn(board, scene, line, shifts))
    });
    let is_selected = Memo::new(move |_| {
        let wire = drawn.with(|drawn| drawn.as_ref().map(|drawn| drawn.wire))?;
        board.diagram.with(|diagram| {
            let wire = diagram.wires.get(wire)?;
            let link = link(diagram, wire.source, wire.target)?;
            Some(board.selected_wire.with(|selected| selected.as_ref() == Some(&link)))
        })
    });
    view! {
        // Wide enough for a pointer; what is seen lies on top.
        <path
            class="line-hit"
            data-wire=move || drawn.with(|drawn| drawn.as_ref().map(|drawn| drawn.wire.to_string()))
            d=move || drawn.with(|drawn| drawn.as_ref().map(|drawn| drawn.path.clone()))
        ></path>
        <path
            class="line"
            class:line-selected=move || is_selected.get() == Some(true)
            class:line-broken=move || drawn.with(|drawn| drawn.as_ref().is_some_and(|drawn| drawn.is_broken))
            d=move || drawn.with(|drawn| drawn.as_ref().map(|drawn| drawn.path.clone()))
        ></path>
    }
}

/// The line from the port in hand to the one that is aimed at, or to the pointer.
#[component]
pub(super) fn FreeEnd(session: Session) -> impl IntoView {
    let board = session.board();
    let wiring = board.wiring;
    let way = Memo::new(move |_| {
        let held = wiring.held.get()?;
        let from = board.place_of(held.armed.end, held.armed.side)?;
        let aimed = wiring.aim.get().and_then(|aim| board.place_of(aim, opposite(held.armed.side)));
        let to = wiring.pointer.get().or(aimed)?;
        let (start, end) = if held.armed.side == Side::Output { (from, to) } else { (to, from) };
        Some(path(&[start, end]))
    });
    view! {
        <svg class="canvas-lines canvas-free-end" aria-hidden="true">
            <path class="line line-free" d=move || way.get()></path>
        </svg>
    }
}

/// How far the ends of a line are moved by now.
fn shifts(scene: &Scene, line: usize, drag: Option<&Drag>) -> Option<[Point; 2]> {
    let line = scene.lines.get(line)?;
    let drag = drag?;
    let shift = |shape: usize| {
        let id: &NodeId = &scene.shapes.get(shape)?.id;
        drag.shapes.contains(id).then_some(drag.by)
    };
    match (shift(line.source.shape), shift(line.target.shape)) {
        (None, None) => None,
        (source, target) => Some([source.unwrap_or_default(), target.unwrap_or_default()]),
    }
}

fn drawn(board: Board, scene: &Scene, line: usize, shifts: Option<[Point; 2]>) -> Option<Drawn> {
    let line = scene.lines.get(line)?;
    let is_broken =
        board.diagram.with(|diagram| diagram.wires.get(line.wire).is_some_and(|wire| wire.is_broken));
    let [source, target] = shifts.unwrap_or_default();
    let (start, end) = (line.source.at.shifted(source), line.target.at.shifted(target));
    // While an end is being moved its line runs straight.
    let obstacles = if shifts.is_some() { Vec::new() } else { obstacles(scene, line) };
    let end_of = |at: usize, by| scene.shapes.get(at).map(|shape| shape.rect.shifted(by));
    let ends = [end_of(line.source.shape, source), end_of(line.target.shape, target)];
    let ends: Vec<Rect> = ends.into_iter().flatten().collect();
    Some(Drawn { wire: line.wire, path: path(&route(start, end, &obstacles, &ends)), is_broken })
}

/// The path of a wire, if it is drawn; reads the scene.
pub(super) fn way_of(board: Board, wire: usize) -> Option<String> {
    board.scene.with(|scene| {
        let line = scene.lines.iter().position(|line| line.wire == wire)?;
        Some(drawn(board, scene, line, None)?.path)
    })
}

/// The nodes around the way of a line.
fn obstacles(scene: &Scene, line: &Line) -> Vec<Rect> {
    let way = Rect::between(line.source.at, line.target.at).grown(40.0);
    let ends = [line.source.shape, line.target.shape];
    let is_node = |shows: Shows| matches!(shows, Shows::Node(_) | Shows::Folded(_));
    let others =
        scene.shapes.iter().enumerate().filter(|(at, shape)| !ends.contains(at) && is_node(shape.shows));
    others.map(|(_, shape)| shape.rect).filter(|rect| rect.meets(&way)).collect()
}
