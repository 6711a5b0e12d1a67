//! Mouse, pen and fingers on the pane: one machine for all, moved at most once a frame.

mod fingers; // fingers on the pane, one or two
mod note; // a note, moved or enlarged
mod shapes; // shapes, moved or framed
mod wheel; // the wheel
mod wire; // the free end of a wire

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::diagram::NodeId;
use blockwright::geometry::Point;
use blockwright::viewport::Viewport;
use leptos::html;
use leptos::prelude::*;

use self::fingers::Fingers;
use super::grips::{Grip, grip};
use crate::ui::session::{Board, Session, link};

/// How far the pointer moves before a press becomes a drag, in pixels.
const SLOP: f64 = 4.0;

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
    /// The corner of a frame around shapes to select.
    Marquee { start: Point, before: Arc<BTreeSet<NodeId>> },
    /// The free end of a wire.
    Wire { start: Point, has_moved: bool },
    /// A note, or its corner.
    Note { start: Point, note: usize, is_corner: bool },
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
    fingers: Fingers,
    /// Whether nodes stay in the frames that they are in, wherever they are dropped.
    is_kept: StoredValue<bool>,
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
            fingers: Fingers::default(),
            is_kept: StoredValue::new(false),
            is_due: StoredValue::new(false),
        }
    }

    /// Whether something is pressed on the pane.
    pub(super) fn is_pressing(self) -> bool {
        self.fingers.are_down()
    }

    /// Whether the pointer moves something, draws a frame or leads a wire.
    pub(super) fn is_holding(self) -> bool {
        self.hold.with_value(|hold| {
            matches!(
                hold,
                Hold::Items { is_moving: true, .. }
                    | Hold::Marquee { .. }
                    | Hold::Wire { has_moved: true, .. }
                    | Hold::Note { .. }
            )
        })
    }

    pub(super) fn down(self, event: &web_sys::PointerEvent) {
        let at = self.on_pane(event);
        self.fingers.put(event.pointer_id(), at);
        if let Some(pane) = self.element.get_untracked() {
            // It fails for pointers that are gone already.
            drop(pane.set_pointer_capture(event.pointer_id()));
        }
        if let Some(pinch) = self.pinch() {
            self.board.drag.set(None);
            self.hold.set_value(pinch);
            return;
        }
        let mut grip = grip(event);
        if grip == Grip::Other {
            return;
        }
        if event.pointer_type() == "touch" && !self.board.is_far.get_untracked() {
            grip = self.widened(grip, at);
        }
        let hold = match event.button() {
            0 => self.grab(grip, at, event),
            1 => Hold::Canvas { start: at, before: self.board.view.get_untracked() },
            _ => Hold::Nothing,
        };
        self.hold.set_value(hold);
    }

    /// A double press on a note is for its text. The pane has captured the pointer, so it gets the event.
    pub(super) fn twice(self, event: &web_sys::MouseEvent) {
        let (x, y) = (event.client_x(), event.client_y());
        #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
        let under = document().element_from_point(x as f32, y as f32);
        let note = under.and_then(|under| under.closest(".note").ok().flatten()?.get_attribute("data-note"));
        if let Some(note) =
            note.and_then(|note| note.parse().ok()).filter(|_| !self.board.planning.is_on.get_untracked())
        {
            self.board.edited_note.set(Some(note));
        }
    }

    /// What a press with the main button takes hold of.
    fn grab(self, grip: Grip, at: Point, event: &web_sys::PointerEvent) -> Hold {
        let board = self.board;
        let is_added = event.shift_key() || event.ctrl_key() || event.meta_key();
        if board.wiring.held.with_untracked(Option::is_some) {
            return self.tap(&grip, at);
        }
        match grip {
            Grip::Port { end, side, .. } if board.takes_edits() => {
                self.session.take_up(end, side, true);
                Hold::Wire { start: at, has_moved: false }
            }
            // Nothing is wired while the text cannot be read, and whoever pulls at a port means no move.
            Grip::Port { shape, .. } if board.is_stale.get_untracked() => {
                self.press(&shape, is_added);
                Hold::Nothing
            }
            Grip::Shape(pressed) | Grip::Port { shape: pressed, .. } => {
                self.press(&pressed, is_added);
                Hold::Items { start: at, pressed, is_moving: false }
            }
            Grip::Wire(wire) => {
                let link = board.diagram.with_untracked(|diagram| {
                    let wire = diagram.wires.get(wire)?;
                    link(diagram, wire.source, wire.target)
                });
                board.clear_selection();
                board.selected_wire.set(link);
                Hold::Nothing
            }
            Grip::Note { note, is_corner } => {
                board.clear_selection();
                board.selected_note.set(Some(note));
                Hold::Note { start: at, note, is_corner }
            }
            Grip::Free if is_added => Hold::Marquee { start: at, before: board.selection.get_untracked() },
            Grip::Free | Grip::Other => Hold::Canvas { start: at, before: board.view.get_untracked() },
        }
    }

    /// The second tap of a wire that hangs on the pointer: on a port of the other side it connects, one of
    /// the same side is taken up instead, elsewhere it lets go.
    fn tap(self, grip: &Grip, at: Point) -> Hold {
        let wiring = self.board.wiring;
        if let Grip::Port { end, side, .. } = grip {
            let is_same =
                wiring.held.with_untracked(|held| held.as_ref().is_some_and(|held| held.armed.side == *side));
            if is_same {
                self.session.take_up(*end, *side, true);
            } else {
                wiring.aim.set(Some(*end));
                self.session.commit_wiring(false);
            }
            Hold::Nothing
        } else {
            wiring.let_go();
            Hold::Canvas { start: at, before: self.board.view.get_untracked() }
        }
    }

    fn press(self, shape: &NodeId, is_added: bool) {
        let is_selected = self.board.selection.with_untracked(|selection| selection.contains(shape));
        if is_added || !is_selected {
            self.board.select(shape, is_added);
        }
    }

    pub(super) fn moved(self, event: &web_sys::PointerEvent) {
        let at = self.on_pane(event);
        if !self.fingers.moved(event.pointer_id(), at) {
            return;
        }
        self.is_kept.set_value(event.alt_key());
        if self.is_due.get_value() {
            return;
        }
        self.is_due.set_value(true);
        request_animation_frame(move || {
            // The pane may be gone by then.
            let is_there = self.is_due.try_set_value(false).is_none();
            if let Some(at) = self.fingers.first().filter(|_| is_there) {
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
                    self.drag_shapes(*start, at);
                }
            }
            Hold::Marquee { start, before } => self.select_between(*start, at, before),
            Hold::Wire { start, has_moved, .. } => {
                *has_moved |= at.distance(*start) > SLOP;
                if *has_moved {
                    self.lead_wire(at);
                }
            }
            Hold::Note { start, note, is_corner } => self.draw_note(*note, *is_corner, at.since(*start)),
            Hold::Pinch { distance, middle, before } => {
                if let Some(now) = self.pinched(*before, *distance, *middle) {
                    board.view.set(now);
                }
            }
        }
        self.hold.set_value(hold);
    }

    pub(super) fn up(self, event: &web_sys::PointerEvent) {
        let at = self.on_pane(event);
        if !self.fingers.lift(event.pointer_id()) {
            return;
        }
        self.is_kept.set_value(event.alt_key());
        self.drag_to(at);
        let board = self.board;
        match self.hold.try_update_value(std::mem::take).unwrap_or_default() {
            Hold::Items { is_moving: true, .. } => {
                if let Some(drag) = board.drag.get_untracked() {
                    board.drag.set(None);
                    board.drop_nodes(self.session, &drag);
                }
            }
            Hold::Items { pressed, .. } if !(event.shift_key() || event.ctrl_key() || event.meta_key()) => {
                board.select(&pressed, false);
            }
            Hold::Wire { has_moved: true, .. } => self.drop_wire(),
            Hold::Note { .. } => self.put_note(),
            Hold::Canvas { start, .. } if event.button() == 0 && at.distance(start) <= SLOP => {
                board.clear_selection();
            }
            // A tap on a port leaves the wire in hand, for a second tap or for the keyboard.
            _ => {}
        }
        board.marquee.set(None);
    }

    pub(super) fn cancel(self) {
        self.fingers.lift_all();
        if let Some(Hold::Marquee { before, .. }) = self.hold.try_update_value(std::mem::take) {
            self.board.selection.set(before);
        }
        self.board.drag.set(None);
        self.board.marquee.set(None);
        self.board.drawn_note.set(None);
        self.board.wiring.let_go();
    }

    /// Where an event is on the pane, in pixels.
    fn on_pane(self, event: &web_sys::MouseEvent) -> Point {
        let corner = self.corner().unwrap_or_default();
        Point::new(event.client_x().into(), event.client_y().into()).since(corner)
    }

    /// Where the pane's upper left corner is in the window.
    fn corner(self) -> Option<Point> {
        let rect = self.element.get_untracked()?.get_bounding_client_rect();
        Some(Point::new(rect.left(), rect.top()))
    }
}
