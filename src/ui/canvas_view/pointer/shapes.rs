//! Shapes under the pointer: moved, or chosen by a frame around them.

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::diagram::NodeId;
use blockwright::geometry::{Point, Rect};
use blockwright::guide::{Snapped, snap};
use blockwright::scene::housing::Housing;
use blockwright::scene::size::STEP;
use blockwright::scene::{Shape, Shows};
use leptos::prelude::*;

use super::Pointer;
use crate::ui::session::Drag;

/// How near something has to come to a guide to be put on it, in pixels.
const GUIDED: f64 = 6.0;

impl Pointer {
    /// Draws the selected shapes moved from `start` to `at` on the pane: in line with what stands near, else
    /// on the grid.
    pub(super) fn drag_shapes(self, start: Point, at: Point) {
        let board = self.board;
        let view = board.view.get_untracked();
        let (zoom, by) = (view.zoom, at.since(start));
        let by = Point::new(by.x / zoom, by.y / zoom).snapped(STEP);
        let held = board.drag.get_untracked().unwrap_or_else(|| self.held());
        let Snapped { by: further, guides } = snap(&held.around.shifted(by), &held.others, GUIDED / zoom);
        let may_move = board.takes_edits() && !self.is_kept.get_value();
        let rehoused = may_move.then(|| held.housing.drop_at(view.to_canvas(at))).flatten();
        board.drag.set(Some(Drag { by: by.shifted(further), guides, rehoused, ..held }));
    }

    /// The selected shapes, not moved yet.
    fn held(self) -> Drag {
        let board = self.board;
        let selection = board.selection.get_untracked();
        let shapes = board.with_insides(&selection);
        let arrangement = board.arrangement.get_untracked().unwrap_or_default();
        let seen = board.view.with_untracked(|view| view.seen(board.pane.get_untracked()));
        board.scene.with_untracked(|scene| {
            let moved = scene.shapes.iter().filter(|shape| shapes.contains(&shape.id));
            let around = Rect::around(moved.map(|shape| shape.rect)).unwrap_or_default();
            let is_solid = |shape: &&Shape| matches!(shape.shows, Shows::Node(_) | Shows::Folded(_));
            let stands = |shape: &&Shape| shape.rect.meets(&seen) && !shapes.contains(&shape.id);
            let others = scene.shapes.iter().filter(is_solid).filter(stands).map(|shape| shape.rect);
            let others = others.collect();
            let housing = board.diagram.with_untracked(|diagram| {
                Arc::new(Housing::new(scene, diagram, &arrangement, (&selection, &shapes)))
            });
            Drag { shapes: Arc::new(shapes), around, others, housing, ..Drag::default() }
        })
    }

    pub(super) fn select_between(self, start: Point, at: Point, before: &BTreeSet<NodeId>) {
        let board = self.board;
        let view = board.view.get_untracked();
        let frame = Rect::between(view.to_canvas(start), view.to_canvas(at));
        board.marquee.set(Some(frame));
        let mut selection = before.clone();
        board.scene.with_untracked(|scene| {
            let inside = scene.shapes.iter().filter(|shape| frame.contains(&shape.rect));
            selection.extend(inside.map(|shape| shape.id.clone()));
        });
        if board.selection.with_untracked(|now| **now != selection) {
            board.selection.set(Arc::new(selection));
        }
    }
}
