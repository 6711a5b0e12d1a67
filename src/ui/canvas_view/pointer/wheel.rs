//! The wheel of a mouse, and two fingers on a touchpad.

use blockwright::geometry::Point;
use leptos::prelude::*;

use super::Pointer;

/// How much a notch of the wheel zooms.
const WHEEL: f64 = 0.0015;

impl Pointer {
    pub(in crate::ui::canvas_view) fn wheel(self, event: &web_sys::WheelEvent) {
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
}

/// Whether it is a notch of a mouse wheel: those come in whole steps of at least 100 up or down.
fn is_notch(by: &Point) -> bool {
    by.x == 0.0 && by.y.abs() >= 100.0 && by.y.fract() == 0.0
}
