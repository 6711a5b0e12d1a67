//! Fingers on the pane, and what two of them do.

use std::collections::BTreeMap;

use blockwright::geometry::{Point, Rect};
use blockwright::viewport::Viewport;
use leptos::prelude::*;

use super::{Hold, Pointer};

/// Where each finger is, on the pane; a mouse is one.
#[derive(Clone, Copy)]
pub(super) struct Fingers(StoredValue<BTreeMap<i32, Point>>);

impl Default for Fingers {
    fn default() -> Self {
        Self(StoredValue::new(BTreeMap::new()))
    }
}

impl Fingers {
    pub(super) fn are_down(self) -> bool {
        self.0.with_value(|fingers| !fingers.is_empty())
    }

    pub(super) fn put(self, finger: i32, at: Point) {
        self.0.update_value(|fingers| {
            fingers.insert(finger, at);
        });
    }

    /// Gives back whether the finger is down.
    pub(super) fn moved(self, finger: i32, to: Point) -> bool {
        let is_down =
            self.0.try_update_value(|fingers| fingers.get_mut(&finger).map(|at| *at = to).is_some());
        is_down == Some(true)
    }

    /// Gives back whether the finger was down.
    pub(super) fn lift(self, finger: i32) -> bool {
        self.0.try_update_value(|fingers| fingers.remove(&finger).is_some()) == Some(true)
    }

    pub(super) fn lift_all(self) {
        self.0.update_value(BTreeMap::clear);
    }

    /// The finger that counts while one is enough. The pane may be gone.
    pub(super) fn first(self) -> Option<Point> {
        self.0.try_with_value(|fingers| fingers.values().next().copied()).flatten()
    }

    /// Where the two fingers are that make a pinch.
    fn two(self) -> Option<(Point, Point)> {
        self.0.with_value(|fingers| {
            let mut fingers = fingers.values();
            Some((*fingers.next()?, *fingers.next()?))
        })
    }
}

impl Pointer {
    /// The pinch that two fingers make.
    pub(super) fn pinch(self) -> Option<Hold> {
        let (one, other) = self.fingers.two()?;
        let middle = Rect::between(one, other).center();
        let before = self.board.view.get_untracked();
        Some(Hold::Pinch { distance: one.distance(other), middle, before })
    }

    /// The view that a pinch has made of the one `before` it.
    pub(super) fn pinched(self, before: Viewport, distance: f64, middle: Point) -> Option<Viewport> {
        let (one, other) = self.fingers.two()?;
        let here = Rect::between(one, other).center();
        Some(before.panned(here.since(middle)).zoomed(here, one.distance(other) / distance.max(1.0)))
    }
}
