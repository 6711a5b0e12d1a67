//! The pane: what of the scene is seen, under one transform.

use std::collections::HashMap;
use std::sync::Arc;

use blockwright::diagram::NodeId;
use blockwright::geometry::{Rect, Size};
use blockwright::scene::Scene;
use blockwright::sorting::sort_by_key;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::aimed::Aimed;
use super::card::{NodeCard, dom_id};
use super::far::Far;
use super::ghosts::{Ghosts, Trails};
use super::guides::Guides;
use super::hint::Hint;
use super::keys;
use super::lines::{FreeEnd, Lines};
use super::minimap::Minimap;
use super::notes::Notes;
use super::pointer::Pointer;
use super::shelf::Landing;
use crate::ui::session::{Board, FEW, Session};

/// How far outside of the pane things are mounted already, in units of the canvas.
const AHEAD: f64 = 160.0;

/// The pane.
#[component]
pub(super) fn Pane(session: Session) -> impl IntoView {
    let board = session.board();
    let element = NodeRef::<html::Div>::new();
    watch_size(board, element);
    let pointer = Pointer::new(session, element);
    let mounted = mounted(board);
    let transform = move || {
        let view = board.view.get();
        format!("translate({}px, {}px) scale({})", view.offset.x, view.offset.y, view.zoom)
    };
    let ready = move || {
        let is_ready = board.is_fitted.get();
        is_ready.then(|| board.diagram.with(|diagram| diagram.blocks().to_string()))
    };
    let name = move || {
        let count = board.diagram.with(|diagram| diagram.nodes.len());
        format!("Canvas, {count} nodes")
    };
    let marquee = move || {
        let rect = board.marquee.get()?;
        Some(view! {
            <div
                class="canvas-marquee"
                style:left=pixels(rect.left())
                style:top=pixels(rect.top())
                style:width=pixels(rect.size.width)
                style:height=pixels(rect.size.height)
            ></div>
        })
    };
    view! {
        <div
            class="canvas-pane"
            node_ref=element
            data-canvas=""
            data-ready=ready
            class:canvas-far=board.is_far
            class:canvas-moving=move || board.drag.with(Option::is_some)
            class:canvas-planning=move || board.planning.is_on.get()
            class:canvas-wiring=move || board.wiring.held.with(Option::is_some)
            data-detail=detail(board)
            role="application"
            aria-roledescription="canvas"
            aria-label=name
            aria-describedby="canvas-keys"
            tabindex=move || if board.focus.with(Option::is_some) { "-1" } else { "0" }
            on:focus=move |_| if !pointer.is_pressing() { lead_on(board) }
            on:focusin=move |event| follow_focus(board, &event)
            on:keydown=move |event| {
                // What the pointer is doing is not done.
                if event.key() == "Escape" && pointer.is_holding() {
                    event.prevent_default();
                    return pointer.cancel();
                }
                keys::pressed(session, &event);
            }
            on:pointerdown=move |event| pointer.down(&event)
            on:pointermove=move |event| pointer.moved(&event)
            on:pointerup=move |event| pointer.up(&event)
            on:pointercancel=move |_| pointer.cancel()
            on:dblclick=move |event| pointer.twice(&event)
            on:wheel=move |event| pointer.wheel(&event)
        >
            <Far session />
            <div class="canvas-world" aria-owns=reading_order(board, mounted) style:transform=transform>
                <Lines session />
                <Trails session />
                <Aimed session />
                <For each=move || mounted.get() key=|id| id.clone() let:id>
                    <NodeCard session id />
                </For>
                <Ghosts session />
                <Notes session />
                <FreeEnd session />
                <Guides session />
                <Landing session />
                {marquee}
            </div>
            <p id="canvas-keys" class="visually-hidden">
                "Arrow keys go along the wires, C connects, Space selects, Alt and arrow keys move, Enter shows the properties, Tab leaves the canvas."
            </p>
            <Hint session />
            <Minimap session />
        </div>
    }
}

/// Whoever comes to the canvas without a pointer is at the node that had the focus last, or at the first.
fn lead_on(board: Board) {
    let is_drawn = |id: &NodeId| board.scene.with_untracked(|scene| scene.position(id).is_some());
    if let Some(last) = board.focus.get_untracked().filter(is_drawn) {
        board.take_focus(&last);
    } else if let Some(first) = board.first_or_last(true) {
        board.go_to(&first);
    }
}

/// Keeps which shape has the focus.
fn follow_focus(board: Board, event: &web_sys::FocusEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let shape = target.and_then(|target| target.closest("[data-item]").ok().flatten());
    let id = shape.and_then(|shape| shape.get_attribute("data-item")).map(|id| NodeId::from(id.as_str()));
    if id.is_some() && board.focus.with_untracked(|focus| *focus != id) {
        board.focus.set(id);
    }
}

/// The shapes that are mounted: those in sight, and those that are held.
fn mounted(board: Board) -> Memo<Vec<NodeId>> {
    let seen = Memo::new(move |_| {
        // In steps, so that small moves mount nothing.
        let seen = board.view.get().seen(board.pane.get());
        let step = |value: f64| (value / AHEAD).floor() * AHEAD;
        let (left, top) = (step(seen.left()), step(seen.top()));
        let size = |from: f64, to: f64| step(to - from) + 2.0 * AHEAD;
        Rect::new(left, top, size(left, seen.right()), size(top, seen.bottom()))
    });
    let held = Memo::new(move |_| board.drag.with(|drag| drag.as_ref().map(|drag| Arc::clone(&drag.shapes))));
    Memo::new(move |_| {
        // What is always mounted depends on nothing that moves.
        if board.scene.with(|scene| scene.shapes.len() <= FEW) {
            return board.scene.with(|scene| scene.shapes.iter().map(|shape| shape.id.clone()).collect());
        }
        let is_far = board.is_far.get();
        let seen = seen.get();
        let focus = board.focus.get();
        let held = held.get();
        board.scene.with(|scene: &Arc<Scene>| {
            let is_kept = |id: &NodeId| {
                focus.as_ref() == Some(id) || held.as_ref().is_some_and(|held| held.contains(id))
            };
            let is_seen = |rect: &Rect| !is_far && rect.meets(&seen);
            let shapes = scene.shapes.iter().filter(|shape| is_seen(&shape.rect) || is_kept(&shape.id));
            shapes.map(|shape| shape.id.clone()).collect()
        })
    })
}

/// How much of a card can be read at this zoom: all of it, or a name in larger letters.
fn detail(board: Board) -> Memo<Option<&'static str>> {
    Memo::new(move |_| match board.view.with(|view| view.zoom) {
        zoom if zoom >= 0.6 => None,
        zoom if zoom >= 0.4 => Some("half"),
        zoom if zoom >= 0.25 => Some("third"),
        _ => Some("quarter"),
    })
}

/// The mounted shapes in the order in which they are read, along the wires; what is no node comes first.
fn reading_order(board: Board, mounted: Memo<Vec<NodeId>>) -> Memo<Option<String>> {
    Memo::new(move |_| {
        let ranks: HashMap<usize, usize> =
            board.walk.with(|walk| walk.order.iter().enumerate().map(|(rank, node)| (*node, rank)).collect());
        let mut shapes = board.diagram.with(|diagram| {
            let rank = |id: &NodeId| diagram.position(id).and_then(|node| ranks.get(&node).copied());
            mounted.with(|mounted| mounted.iter().map(|id| (rank(id), dom_id(id))).collect::<Vec<_>>())
        });
        sort_by_key(&mut shapes, |(rank, _)| *rank);
        let ids: Vec<String> = shapes.into_iter().map(|(_, id)| id).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    })
}

/// Keeps the size of the pane, and shows everything when there first is one.
fn watch_size(board: Board, element: NodeRef<html::Div>) {
    // For the outside world: the size of an element.
    Effect::new(move |_| {
        let Some(pane) = element.get() else { return };
        let measured = {
            let pane = pane.clone();
            Closure::<dyn FnMut()>::new(move || {
                let size = Size { width: pane.client_width().into(), height: pane.client_height().into() };
                if size.width <= 0.0 {
                    return;
                }
                if board.pane.get_untracked() != size {
                    board.pane.set(size);
                    if !board.is_fitted.get_untracked() {
                        board.open();
                        board.is_fitted.set(true);
                    }
                }
                board.show_chosen();
            })
        };
        if let Ok(observer) = web_sys::ResizeObserver::new(measured.as_ref().unchecked_ref()) {
            observer.observe(&pane);
            let kept = StoredValue::new_local(Some((observer.clone(), measured)));
            on_cleanup(move || {
                observer.disconnect();
                kept.set_value(None);
            });
        }
    });
}

/// A length for a style.
pub(super) fn pixels(length: f64) -> String {
    format!("{length}px")
}
