//! What part of the canvas is seen.

use std::sync::Arc;

use blockwright::diagram::NodeId;
use blockwright::geometry::{Point, Rect};
use blockwright::scene::Scene;
use blockwright::scene::size::STEP;
use blockwright::viewport::Viewport;
use leptos::prelude::*;

use super::Board;

/// The zoom at which names can be read well; larger projects open on their beginning.
pub(super) const READABLE: f64 = 0.7;
/// Up to so many shapes all are mounted, at any zoom: whoever reads or searches the page then finds them all.
pub(crate) const FEW: usize = 120;
/// The zoom at which the names of a few shapes, drawn larger then, can be read.
const LEGIBLE: f64 = 0.3;
/// Free space around the beginning of a project, in pixels.
const FIRST_MARGIN: f64 = 40.0;

/// Whether names are too small to be read and shapes too many to be mounted.
pub(super) fn is_far(view: RwSignal<Viewport>, scene: Memo<Arc<Scene>>) -> Memo<bool> {
    let is_large = Memo::new(move |_| scene.with(|scene| scene.shapes.len() > FEW));
    Memo::new(move |_| view.with(Viewport::is_far) && is_large.get())
}

impl Board {
    /// Shows everything.
    pub(crate) fn fit(self) {
        let bounds = self.bounds();
        self.view.set(Viewport::fitting(&bounds, self.pane.get_untracked()));
    }

    /// Shows a project for the first time: all of it if its names can be read then, else its beginning.
    pub(crate) fn open(self) {
        let (bounds, pane) = (self.scene.with_untracked(|scene| scene.bounds), self.pane.get_untracked());
        let whole = Viewport::fitting(&bounds, pane);
        let is_small = self.scene.with_untracked(|scene| scene.shapes.len() <= FEW);
        let view = if whole.zoom < if is_small { LEGIBLE } else { READABLE } {
            // Above the middle of the canvas there is nothing where all lies in a few rows.
            let free = pane.height - bounds.size.height * READABLE;
            let margin = Point::new(FIRST_MARGIN, FIRST_MARGIN.max(free / 2.0));
            let start = Point::new(bounds.left() * READABLE, bounds.top() * READABLE);
            Viewport { offset: margin.since(start), zoom: READABLE }
        } else {
            whole
        };
        self.opened.set_value(Some(view));
        self.view.set(view);
    }

    /// Shows the project once more as for the first time when it has been arranged anew, unless somebody
    /// has moved the view.
    pub(super) fn open_again_when_known(self, is_provisional: StoredValue<bool>) {
        // The view is the user's own choice and not derived; opening a project is one way to choose it.
        Effect::new(move |was_provisional: Option<bool>| {
            self.scene.track();
            let is_provisional = is_provisional.get_value();
            let is_untouched = self.opened.get_value() == Some(self.view.get_untracked());
            if was_provisional == Some(true) && !is_provisional && is_untouched {
                self.open();
            }
            is_provisional
        });
    }

    /// Begins with another project.
    pub(super) fn begin(self) {
        self.clear_selection();
        self.focus.set(None);
        let is_shown = self.pane.with_untracked(|pane| pane.width > 0.0);
        self.is_fitted.set(is_shown);
        if is_shown {
            self.open();
        }
    }

    /// Enlarges the view around its middle.
    pub(crate) fn zoom_by(self, factor: f64) {
        let pane = self.pane.get_untracked();
        self.view.update(|view| *view = view.zoomed(Point::new(pane.width / 2.0, pane.height / 2.0), factor));
    }

    /// Shows the middle of the view at this zoom.
    pub(crate) fn zoom_to(self, zoom: f64) {
        self.zoom_by(zoom / self.view.with_untracked(|view| view.zoom));
    }

    /// The middle of what is seen, on the canvas.
    pub(crate) fn middle(self) -> Point {
        let pane = self.pane.get_untracked();
        let middle = Point::new(pane.width / 2.0, pane.height / 2.0);
        self.view.with_untracked(|view| view.to_canvas(middle)).snapped(STEP)
    }

    /// Brings a shape into sight.
    pub(crate) fn reveal(self, id: &NodeId) {
        if let Some(rect) = self.rect_of(id) {
            self.reveal_rect(&rect);
        }
    }

    /// Brings a part of the canvas into sight.
    pub(crate) fn reveal_rect(self, rect: &Rect) {
        let pane = self.pane.get_untracked();
        let view = self.view.get_untracked();
        let near = if self.is_far.get_untracked() {
            Viewport::centered(rect.center(), READABLE, pane)
        } else {
            view
        };
        let revealed = near.revealing(rect, pane);
        if revealed != view {
            self.view.set(revealed);
        }
    }

    /// Shows what was chosen while the outline stood in the place of the picture.
    pub(crate) fn show_chosen(self) {
        if !self.tree.has_chosen.get_value() {
            return;
        }
        self.tree.has_chosen.set_value(false);
        let known = self.arrangement.get_untracked().unwrap_or_default();
        let note = self.selected_note.get_untracked().and_then(|note| known.notes.get(note));
        let shown = || {
            let focus = self.focus.get_untracked()?;
            self.scene.with_untracked(|scene| {
                self.diagram.with_untracked(|diagram| {
                    let owner = || scene.owner_of(diagram.position(&focus)?, diagram);
                    scene.shape(&focus).or_else(owner).map(|shape| shape.rect)
                })
            })
        };
        if let Some(rect) = note.map(|note| note.rect).or_else(shown) {
            self.center(&rect);
        }
    }
}
