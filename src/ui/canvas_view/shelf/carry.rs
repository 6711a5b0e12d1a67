//! Something carried from the shelf to the canvas: pressed and moved, or taken up with one press and put
//! down with the next.

use std::sync::Arc;

use blockwright::geometry::Point;
use blockwright::placement::{New, Target, free_place};
use blockwright::scene::size;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::NARROW;
use super::entries::{Entries, Entry};
use super::preview::is_wired;
use crate::ui::canvas_view::grips::{Grip, grip_at};
use crate::ui::canvas_view::lines::way_of;
use crate::ui::canvas_view::pane::pixels;
use crate::ui::canvas_view::{element, is_page};
use crate::ui::kit::Icon;
use crate::ui::session::{Aim, Carried, Session, Spot, link, port_ref};

/// How far the pointer moves before a press carries the entry away, in pixels.
const SLOP: f64 = 6.0;

/// Takes an entry up, to be put down with the next press on the canvas.
pub(super) fn take_up(session: Session, entry: &Entry) {
    let shelf = session.board().shelf;
    shelf.aim.set(None);
    shelf.carried.set(Some(Carried { new: entry.new.clone(), name: Arc::clone(&entry.name) }));
    session.announce(format!(
        "{} is in hand. Press on the canvas to put it down, Escape puts it back.",
        entry.name
    ));
    if is_page(NARROW) {
        shelf.is_open.set(Some(false));
    }
}

/// Something pressed on the shelf.
#[derive(Clone, Copy, Debug)]
struct Press {
    start: Point,
    row: usize,
    is_carrying: bool,
}

/// The pointer on the shelf.
#[derive(Clone, Copy)]
pub(super) struct Carry {
    session: Session,
    found: Memo<Arc<Entries>>,
    shelf: NodeRef<html::Aside>,
    press: StoredValue<Option<Press>>,
}

impl Carry {
    pub(super) fn new(session: Session, found: Memo<Arc<Entries>>, shelf: NodeRef<html::Aside>) -> Self {
        Self { session, found, shelf, press: StoredValue::new(None) }
    }

    pub(super) fn down(self, event: &ev::PointerEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let row = target.and_then(|target| target.closest("[data-shelf-row]").ok().flatten());
        let row = row.and_then(|row| row.get_attribute("data-shelf-row")?.parse().ok());
        let press = row.filter(|_| event.button() == 0);
        self.press.set_value(press.map(|row| Press { start: at(event), row, is_carrying: false }));
    }

    pub(super) fn moved(self, event: &ev::PointerEvent) {
        let Some(press) = self.press.get_value() else { return };
        let at = at(event);
        if !press.is_carrying {
            if at.distance(press.start) <= SLOP {
                return;
            }
            self.begin(press, event);
        }
        aim(self.session, at);
    }

    fn begin(self, press: Press, event: &ev::PointerEvent) {
        let carrying = self.session.board().shelf;
        let entry = self.found.with_untracked(|found| found.rows.get(press.row).cloned());
        let Some(entry) = entry else { return };
        carrying.active.set(press.row);
        carrying.carried.set(Some(Carried { new: entry.new, name: entry.name }));
        self.press.set_value(Some(Press { is_carrying: true, ..press }));
        if let Some(element) = self.shelf.get_untracked() {
            // It fails for pointers that are gone already.
            drop(element.set_pointer_capture(event.pointer_id()));
        }
    }

    pub(super) fn up(self, event: &ev::PointerEvent) {
        let press = self.press.try_update_value(Option::take).flatten();
        match press {
            // Escape may have put it back already.
            Some(Press { is_carrying: true, .. }) => put_down(self.session),
            // A finger taps twice: on the entry, and where it is to go.
            Some(Press { row, .. }) if event.pointer_type() == "touch" => {
                self.session.board().shelf.active.set(row);
                let entry = self.found.with_untracked(|found| found.rows.get(row).cloned());
                if let Some(entry) = entry {
                    take_up(self.session, &entry);
                }
            }
            _ => {}
        }
    }

    pub(super) fn cancel(self) {
        if self.press.try_update_value(Option::take).flatten().is_some_and(|press| press.is_carrying) {
            self.session.board().shelf.put_back();
        }
    }
}

/// Follows the pointer with what is carried, and says what would happen where it is.
fn aim(session: Session, at: Point) {
    let shelf = session.board().shelf;
    let Some(carried) = shelf.carried.get_untracked() else { return };
    shelf.pointer.set(at);
    let found = spot(session, at, is_wired(&carried.new));
    let is_same = shelf
        .aim
        .with_untracked(|aim| aim.as_ref().map(|aim| &aim.spot) == found.as_ref().map(|(spot, _)| spot));
    if !is_same {
        shelf.aim.set(found.map(|(spot, target)| Aim {
            words: session.rehearse(&carried.new, &target),
            spot,
            target,
        }));
    }
}

/// What is at a point of the window, if that is on the canvas.
fn spot(session: Session, at: Point, is_wired: bool) -> Option<(Spot, Target)> {
    let pane = element(".canvas-pane")?.get_bounding_client_rect();
    let is_inside =
        (pane.left()..pane.right()).contains(&at.x) && (pane.top()..pane.bottom()).contains(&at.y);
    if !is_inside {
        return None;
    }
    let free = (Spot::Free, Target::Free);
    if !is_wired {
        return Some(free);
    }
    session.board().diagram.with_untracked(|diagram| match grip_at(at.x, at.y) {
        Grip::Port { end, side, .. } => {
            Some((Spot::Port(end, side), Target::Port(port_ref(diagram, end, side)?, side)))
        }
        Grip::Wire(wire) => {
            let found = diagram.wires.get(wire)?;
            Some((Spot::Wire(wire), Target::Wire(link(diagram, found.source, found.target)?)))
        }
        Grip::Shape(id) if diagram.position(&id).is_some() => {
            Some((Spot::Shape(id.clone()), Target::Beside(id)))
        }
        Grip::Shape(_) | Grip::Free | Grip::Note { .. } | Grip::Other => Some(free),
    })
}

/// Puts what is carried down where it is held; beside the canvas it goes back to the shelf.
fn put_down(session: Session) {
    let board = session.board();
    let shelf = board.shelf;
    let (carried, aim) = (shelf.carried.get_untracked(), shelf.aim.get_untracked());
    shelf.put_back();
    let (Some(carried), Some(aim), Some(pane)) = (carried, aim, element(".canvas-pane")) else { return };
    let corner = pane.get_bounding_client_rect();
    let at = shelf.pointer.get_untracked().since(Point::new(corner.left(), corner.top()));
    let at = board.view.with_untracked(|view| view.to_canvas(at));
    let at = at.since(Point::new(size::BLOCK_WIDTH / 2.0, size::HEAD / 2.0)).snapped(size::STEP);
    let at = match aim.target {
        Target::Free => at,
        _ => board.scene.with_untracked(|scene| free_place(scene, at)),
    };
    // A new note is written at once.
    if session.put(&carried.new, &aim.target, at) && carried.new != New::Note {
        crate::ui::canvas_view::focus_canvas(session);
    }
}

fn at(event: &ev::PointerEvent) -> Point {
    Point::new(event.client_x().into(), event.client_y().into())
}

/// Stands around the canvas, so that a press there puts down what is in hand before it means anything
/// else.
#[component]
pub(in crate::ui::canvas_view) fn Cover(session: Session, children: Children) -> impl IntoView {
    let shelf = session.board().shelf;
    let is_carrying = move || shelf.carried.with_untracked(Option::is_some);
    let on_key = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && is_carrying() {
            event.prevent_default();
            shelf.put_back();
            session.announce("Put back");
        }
    });
    on_cleanup(move || on_key.remove());
    let down = move |event: ev::PointerEvent| {
        if is_carrying() {
            event.stop_propagation();
            event.prevent_default();
            aim(session, at(&event));
        }
    };
    let moved = move |event: ev::PointerEvent| {
        if is_carrying() {
            aim(session, at(&event));
        }
    };
    let up = move |event: ev::PointerEvent| {
        if is_carrying() {
            event.stop_propagation();
            aim(session, at(&event));
            put_down(session);
        }
    };
    view! {
        <div class="canvas-cover" on:pointerdown:capture=down on:pointermove:capture=moved on:pointerup:capture=up>
            {children()}
        </div>
    }
}

/// What is carried, at the pointer, with what would happen.
#[component]
pub(in crate::ui::canvas_view) fn Ghost(session: Session) -> impl IntoView {
    let shelf = session.board().shelf;
    let transform = move || {
        let Point { x, y } = shelf.pointer.get();
        format!("translate({x}px, {y}px)")
    };
    let words = move || {
        shelf.aim.with(|aim| {
            let (class, icon, words) = match aim.as_ref().map(|aim| &aim.words) {
                Some(Ok(words)) => ("ghost-fits", Icon::Check, words.clone()),
                Some(Err(reason)) => ("ghost-refused", Icon::Error, reason.clone()),
                None => ("", Icon::Notice, "Put it on the canvas. Escape puts it back.".to_owned()),
            };
            view! { <span class=format!("ghost-words {class}")>{icon.view()}<span>{words}</span></span> }
        })
    };
    move || {
        shelf.carried.get().map(|carried| {
            view! {
                <div class="shelf-ghost" aria-hidden="true" style:transform=transform>
                    <b>{carried.name.to_string()}</b>
                    {words}
                </div>
            }
        })
    }
}

/// Where what is carried would come to, on the canvas.
#[component]
pub(in crate::ui::canvas_view) fn Landing(session: Session) -> impl IntoView {
    let board = session.board();
    let spot = Memo::new(move |_| board.shelf.aim.with(|aim| aim.as_ref().map(|aim| aim.spot.clone())));
    let mark = move || {
        match spot.get()? {
        Spot::Free => None,
        Spot::Wire(wire) => Some(
            view! {
                <svg class="canvas-lines" aria-hidden="true"><path class="line line-aimed" d=way_of(board, wire)></path></svg>
            }
            .into_any(),
        ),
        Spot::Port(end, side) => {
            let at = board.place_of(end, side)?;
            Some(
                view! { <div class="landing-port" style:left=pixels(at.x) style:top=pixels(at.y)></div> }.into_any(),
            )
        }
        Spot::Shape(id) => {
            let rect = board.scene.with(|scene| scene.shape(&id).map(|shape| shape.rect))?;
            Some(
                view! {
                    <div
                        class="landing-item"
                        style:left=pixels(rect.left())
                        style:top=pixels(rect.top())
                        style:width=pixels(rect.size.width)
                        style:height=pixels(rect.size.height)
                    ></div>
                }
                .into_any(),
            )
        }
    }
    };
    view! { {mark} }
}
