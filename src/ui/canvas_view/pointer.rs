//! Mouse, pen and fingers on the pane: one machine for all, moved at most once a frame.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use blockwright::diagram::NodeId;
use blockwright::geometry::{Point, Rect};
use blockwright::gesture::{Gesture, Placing};
use blockwright::scene::Shows;
use blockwright::scene::size::STEP;
use blockwright::viewport::Viewport;
use leptos::html;
use leptos::prelude::*;

use super::grips::{Grip, grip};
use crate::ui::session::{Board, Drag, Session};

/// How far the pointer moves before a press becomes a drag, in pixels.
const SLOP: f64 = 4.0;
/// How much a notch of the wheel zooms.
const WHEEL: f64 = 0.0015;

/// What the pointer holds.
#[derive(Clone, Debug, Default)]
enum Hold {
    /// Nothing.
    #[default]
    Nothing,
    /// The canvas, to be moved under the pane.
    Canvas { start: Point, before: Viewport },
    /// Items, to be moved; they are not moved yet while `is_moving` is false.
    Items { start: Point, pressed: NodeId, is_moving: bool },
    /// The corner of a frame around items to select.
    Marquee { start: Point, before: Arc<BTreeSet<NodeId>> },
    /// Two fingers.
    Pinch { distance: f64, middle: Point, before: Viewport },
}

/// The machine.
#[derive(Clone, Copy)]
pub(super) struct Pointer {
    session: Session,
    board: Board,
    element: NodeRef<html::Div>,
    hold: StoredValue<Hold>,
    /// Where each finger is, on the pane.
    fingers: StoredValue<BTreeMap<i32, Point>>,
    /// Whether a frame is asked for already.
    is_due: StoredValue<bool>,
}

impl Pointer {
    pub(super) fn new(session: Session, element: NodeRef<html::Div>) -> Self {
        Self {
            session,
            board: session.board(),
            element,
            hold: StoredValue::new(Hold::default()),
            fingers: StoredValue::new(BTreeMap::new()),
            is_due: StoredValue::new(false),
        }
    }

    pub(super) fn down(self, event: &web_sys::PointerEvent) {
        let at = self.on_pane(event);
        self.fingers.update_value(|fingers| {
            fingers.insert(event.pointer_id(), at);
        });
        if let Some(pane) = self.element.get_untracked() {
            // It fails for pointers that are gone already.
            drop(pane.set_pointer_capture(event.pointer_id()));
        }
        if let Some(pinch) = self.pinch() {
            self.board.drag.set(None);
            self.hold.set_value(pinch);
            return;
        }
        let before = self.board.view.get_untracked();
        let hold = match grip(event) {
            Grip::Item(_) | Grip::Port { .. } | Grip::Free if event.button() == 1 => {
                Hold::Canvas { start: at, before }
            }
            Grip::Item(pressed) | Grip::Port { item: pressed, .. } if event.button() == 0 => {
                self.press(&pressed, event.shift_key() || event.ctrl_key() || event.meta_key());
                Hold::Items { start: at, pressed, is_moving: false }
            }
            Grip::Free if event.button() == 0 && event.shift_key() => {
                Hold::Marquee { start: at, before: self.board.selection.get_untracked() }
            }
            Grip::Free if event.button() == 0 => Hold::Canvas { start: at, before },
            _ => Hold::Nothing,
        };
        self.hold.set_value(hold);
    }

    fn press(self, item: &NodeId, is_added: bool) {
        let is_selected = self.board.selection.with_untracked(|selection| selection.contains(item));
        if is_added || !is_selected {
            self.board.select(item, is_added);
        }
    }

    pub(super) fn moved(self, event: &web_sys::PointerEvent) {
        let at = self.on_pane(event);
        let is_down = self.fingers.try_update_value(|fingers| {
            fingers.get_mut(&event.pointer_id()).map(|finger| *finger = at).is_some()
        });
        if is_down != Some(true) || self.is_due.get_value() {
            return;
        }
        self.is_due.set_value(true);
        request_animation_frame(move || {
            // The pane may be gone by then.
            let is_there = self.is_due.try_set_value(false).is_none();
            let finger = self.fingers.try_with_value(|fingers| fingers.values().next().copied());
            let finger = finger.flatten().filter(|_| is_there);
            if let Some(at) = finger {
                self.drag_to(at);
            }
        });
    }

    fn drag_to(self, at: Point) {
        let board = self.board;
        let mut hold = self.hold.get_value();
        match &mut hold {
            Hold::Nothing => {}
            Hold::Canvas { start, before } => board.view.set(before.panned(at.since(*start))),
            Hold::Items { start, is_moving, .. } => {
                *is_moving |= at.distance(*start) > SLOP;
                if *is_moving {
                    self.drag_items(at.since(*start));
                }
            }
            Hold::Marquee { start, before } => self.select_between(*start, at, before),
            Hold::Pinch { distance, middle, before } => {
                if let Some(Hold::Pinch { distance: now, middle: here, .. }) = self.pinch() {
                    let moved = before.panned(here.since(*middle));
                    board.view.set(moved.zoomed(here, now / distance.max(1.0)));
                }
            }
        }
        self.hold.set_value(hold);
    }

    fn drag_items(self, by: Point) {
        let board = self.board;
        let zoom = board.view.with_untracked(|view| view.zoom);
        let by = Point::new(by.x / zoom, by.y / zoom).snapped(STEP);
        let held = board.drag.with_untracked(|drag| drag.as_ref().map(|drag| Arc::clone(&drag.items)));
        let items = held.unwrap_or_else(|| Arc::new(self.with_insides()));
        board.drag.set(Some(Drag { items, by }));
    }

    /// Leaves the moved nodes where they are now.
    fn place(self, drag: &Drag) {
        let places = self.board.scene.with_untracked(|scene| {
            let moved = scene.places.iter().filter(|(id, _)| drag.items.contains(*id));
            moved.map(|(id, place)| (id.clone(), place.shifted(drag.by))).collect()
        });
        self.session.perform(&Gesture::Place { act: Placing::Move, places });
    }

    /// The selected items with what is in them.
    fn with_insides(self) -> BTreeSet<NodeId> {
        let board = self.board;
        let mut items = BTreeSet::clone(&board.selection.get_untracked());
        board.scene.with_untracked(|scene| {
            board.diagram.with_untracked(|diagram| {
                let arrangement = board.arrangement.get_untracked().unwrap_or_default();
                let frames = scene.items.iter().filter(|item| items.contains(&item.id));
                let mut inside = BTreeSet::new();
                for item in frames {
                    if let Shows::Frame(frame) | Shows::Folded(frame) = item.shows {
                        let members = arrangement.frames.get(frame).map(|frame| &frame.members);
                        inside.extend(members.into_iter().flatten().cloned());
                    }
                }
                items.extend(inside);
                let is_inside =
                    |parent: usize| diagram.nodes.get(parent).is_some_and(|node| items.contains(&node.id));
                let members = diagram.nodes.iter().filter(|node| node.parent.is_some_and(is_inside));
                let members: Vec<NodeId> = members.map(|node| node.id.clone()).collect();
                items.extend(members);
            });
        });
        items
    }

    fn select_between(self, start: Point, at: Point, before: &BTreeSet<NodeId>) {
        let board = self.board;
        let view = board.view.get_untracked();
        let frame = Rect::between(view.to_canvas(start), view.to_canvas(at));
        board.marquee.set(Some(frame));
        let mut selection = before.clone();
        board.scene.with_untracked(|scene| {
            let inside = scene.items.iter().filter(|item| frame.contains(&item.rect));
            selection.extend(inside.map(|item| item.id.clone()));
        });
        if board.selection.with_untracked(|now| **now != selection) {
            board.selection.set(Arc::new(selection));
        }
    }

    pub(super) fn up(self, event: &web_sys::PointerEvent) {
        let at = self.on_pane(event);
        let was_down = self.fingers.try_update_value(|fingers| fingers.remove(&event.pointer_id()).is_some());
        if was_down != Some(true) {
            return;
        }
        self.drag_to(at);
        let board = self.board;
        match self.hold.try_update_value(std::mem::take).unwrap_or_default() {
            Hold::Items { is_moving: true, .. } => {
                if let Some(drag) = board.drag.get_untracked() {
                    board.drag.set(None);
                    self.place(&drag);
                }
            }
            Hold::Items { pressed, .. } if !(event.shift_key() || event.ctrl_key() || event.meta_key()) => {
                board.select(&pressed, false);
            }
            Hold::Canvas { start, .. } if event.button() == 0 && at.distance(start) <= SLOP => {
                board.clear_selection()
            }
            _ => {}
        }
        board.marquee.set(None);
    }

    pub(super) fn cancel(self) {
        self.fingers.update_value(BTreeMap::clear);
        self.hold.set_value(Hold::Nothing);
        self.board.drag.set(None);
        self.board.marquee.set(None);
    }

    pub(super) fn wheel(self, event: &web_sys::WheelEvent) {
        event.prevent_default();
        let by = Point::new(event.delta_x(), event.delta_y());
        // A pinch on a touchpad comes as a wheel with Control.
        let zooms = event.ctrl_key() || event.meta_key() || event.delta_mode() != 0 || is_notch(&by);
        let at = self.on_pane(event);
        self.board.view.update(|view| {
            *view = if zooms {
                view.zoomed(at, (-by.y * WHEEL * if event.ctrl_key() { 5.0 } else { 1.0 }).exp())
            } else {
                view.panned(Point::new(-by.x, -by.y))
            };
        });
    }

    /// The pinch that two fingers make.
    fn pinch(self) -> Option<Hold> {
        self.fingers.with_value(|fingers| {
            let mut fingers = fingers.values();
            let (one, other) = (*fingers.next()?, *fingers.next()?);
            let middle = Rect::between(one, other).center();
            Some(Hold::Pinch {
                distance: one.distance(other),
                middle,
                before: self.board.view.get_untracked(),
            })
        })
    }

    /// Where an event is on the pane, in pixels.
    fn on_pane(self, event: &web_sys::MouseEvent) -> Point {
        let corner = self.element.get_untracked().map(|pane| pane.get_bounding_client_rect());
        let corner = corner.map_or_else(Point::default, |rect| Point::new(rect.left(), rect.top()));
        Point::new(event.client_x().into(), event.client_y().into()).since(corner)
    }
}

/// Whether it is a notch of a mouse wheel: those come in whole steps of at least 100 up or down.
fn is_notch(by: &Point) -> bool {
    by.x == 0.0 && by.y.abs() >= 100.0 && by.y.fract() == 0.0
}
