//! A note under the pointer.

use blockwright::arrangement::Note;
use blockwright::geometry::{Point, Rect};
use blockwright::gesture::Gesture;
use blockwright::scene::size::STEP;
use leptos::prelude::*;

use super::Pointer;

/// Least width and height of a note, in units of the canvas.
const LEAST_NOTE: f64 = 40.0;

impl Pointer {
    /// Draws a note moved or enlarged `by` pixels.
    pub(super) fn draw_note(self, note: usize, is_corner: bool, by: Point) {
        let board = self.board;
        let zoom = board.view.with_untracked(|view| view.zoom);
        let by = Point::new(by.x / zoom, by.y / zoom).snapped(STEP);
        let known = board.arrangement.get_untracked().unwrap_or_default();
        let Some(rect) = known.notes.get(note).map(|note| note.rect) else { return };
        let drawn = if is_corner {
            let (width, height) = (rect.size.width + by.x, rect.size.height + by.y);
            Rect::new(rect.left(), rect.top(), width.max(LEAST_NOTE), height.max(LEAST_NOTE))
        } else {
            rect.shifted(by)
        };
        board.drawn_note.set((drawn != rect).then_some((note, drawn)));
    }

    /// Leaves a note as it is drawn now.
    pub(super) fn put_note(self) {
        let Some((note, rect)) = self.board.drawn_note.get_untracked() else { return };
        self.board.drawn_note.set(None);
        let known = self.board.arrangement.get_untracked().unwrap_or_default();
        if let Some(before) = known.notes.get(note) {
            self.session.perform(&Gesture::ChangeNote { note, to: Note { rect, ..before.clone() } });
        }
    }
}
