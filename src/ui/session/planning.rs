//! The plan on the canvas: whether it is shown, and what of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::arrangement::{Arrangement, Refusal};
use blockwright::change_list::Key;
use blockwright::diagram::{Diagram, NodeId};
use blockwright::geometry::{Point, Rect};
use blockwright::gesture::{Gesture, Placing};
use blockwright::marks::Marks;
use blockwright::plan::{Plan, words};
use blockwright::scene::Scene;
use blockwright::scene::ghosts::Shades;
use blockwright::viewport::Viewport;
use leptos::prelude::*;

use super::Session;
use super::board::{Board, changed};
use super::sight::READABLE;

/// The plan on the canvas. It stays as it is while other views are shown.
#[derive(Clone, Copy)]
pub(crate) struct Planning {
    /// Whether it is shown. Nothing is composed meanwhile.
    pub(crate) is_on: RwSignal<bool>,
    /// Whether the list leaves out what stays as it is.
    pub(crate) only_changes: RwSignal<bool>,
    /// What is open in the list.
    pub(crate) open: RwSignal<BTreeSet<Key>>,
    /// The plan, if there is one.
    pub(crate) plan: Memo<Option<Arc<Plan>>>,
    /// What the plan deletes, as it is drawn; empty while the plan is not shown.
    pub(crate) shades: Memo<Arc<Shades>>,
}

impl Planning {
    pub(super) fn new(
        session: Session,
        diagram: Memo<Arc<Diagram>>,
        arrangement: Memo<Result<Arc<Arrangement>, Refusal>>,
        scene: Memo<Arc<Scene>>,
        marks: Memo<Arc<Marks>>,
    ) -> Self {
        let is_on = session.is_plan_on_canvas;
        let plan = move |_: Option<&_>| session.analysis().with(|analysis| analysis.plan.clone());
        let shades = move |_: Option<&_>| {
            if !is_on.get() {
                return Arc::default();
            }
            let arrangement = arrangement.get().unwrap_or_default();
            let (diagram, scene, marks) = (diagram.get(), scene.get(), marks.get());
            Arc::new(Shades::new(&diagram, &arrangement, &scene, &marks))
        };
        Self {
            is_on,
            only_changes: RwSignal::new(true),
            open: RwSignal::new(BTreeSet::new()),
            // Every new plan counts as changed: comparing two costs more.
            plan: Memo::new_with_compare(plan, |_, _| true),
            shades: Memo::new_with_compare(shades, changed),
        }
    }

    /// Whether a gesture can be made: while the plan is looked at, only things that mean nothing to it.
    pub(super) fn allows(self, gesture: &Gesture) -> bool {
        let is_view = matches!(
            gesture,
            Gesture::Place { act: Placing::Move, .. } | Gesture::Fold { .. } | Gesture::Unfold { .. }
        );
        is_view || !self.is_on.get_untracked()
    }
}

impl Board {
    /// Whether what is on the canvas can be changed now.
    pub(crate) fn takes_edits(self) -> bool {
        !self.is_stale.get_untracked() && !self.planning.is_on.get_untracked()
    }

    /// Where a shape or ghost is.
    pub(crate) fn rect_of(self, id: &NodeId) -> Option<Rect> {
        let shape = self.scene.with_untracked(|scene| scene.shape(id).map(|shape| shape.rect));
        shape.or_else(|| {
            self.planning.shades.with_untracked(|shades| shades.shape(id).map(|shade| shade.rect))
        })
    }

    /// Around everything that is drawn.
    pub(crate) fn bounds(self) -> Rect {
        let bounds = self.scene.with_untracked(|scene| scene.bounds);
        let shades = self.planning.shades.with_untracked(|shades| shades.bounds);
        shades.map_or(bounds, |shades| bounds.union(&shades))
    }

    /// Brings a shape or ghost into the middle, large enough to be read.
    pub(crate) fn center_on(self, id: &NodeId) {
        if let Some(rect) = self.rect_of(id) {
            self.center(&rect);
        }
    }

    /// Brings a part of the canvas into the middle, large enough to be read.
    pub(super) fn center(self, rect: &Rect) {
        let pane = self.pane.get_untracked();
        self.view.update(|view| {
            // Of what is larger than the pane its upper left corner matters.
            let zoom = view.zoom.max(READABLE);
            let half = Point::new(pane.width / zoom / 2.0, pane.height / zoom / 2.0);
            let center = rect.center();
            let at = Point::new(center.x.min(rect.left() + half.x), center.y.min(rect.top() + half.y));
            *view = Viewport::centered(at, zoom, pane);
        });
    }
}

impl Session {
    /// Shows the plan on the canvas, or goes back to composing.
    pub(crate) fn plan_on_canvas(self, is_on: bool) {
        let board = self.board();
        if board.planning.is_on.get_untracked() == is_on {
            return;
        }
        board.wiring.let_go();
        if is_on {
            // What was typed a moment ago counts too: a plan is never older than the texts.
            self.settle();
        } else {
            forget_ghosts(board);
        }
        board.planning.is_on.set(is_on);
        self.forget_refusal();
        let summary = || board.planning.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.summary));
        self.announce(match is_on.then(summary) {
            None => "Composing".to_owned(),
            Some(None) => "There is no plan".to_owned(),
            Some(Some(counts)) => words::summary(counts),
        });
    }

    /// Says why something cannot be composed now.
    pub(crate) fn refuse_to_compose(self) {
        self.refuse("Nothing was changed: the canvas shows the plan. Press P to compose.");
    }

    /// Whether ports can be wired now; if not, the user is told why.
    pub(super) fn may_wire(self) -> bool {
        let board = self.board();
        if board.planning.is_on.get_untracked() {
            self.refuse_to_compose();
        } else if board.is_stale.get_untracked() {
            // Nobody can say what fits then, and nothing could be written.
            self.refuse("Nothing is wired while the text cannot be read. Mend the text first; the problems say where.");
        }
        board.takes_edits()
    }
}

/// Ghosts cannot stay selected when they are no longer drawn.
fn forget_ghosts(board: Board) {
    let is_gone = |id: &NodeId| board.scene.with_untracked(|scene| scene.position(id).is_none());
    if board.selection.with_untracked(|selection| selection.iter().any(is_gone)) {
        board.clear_selection();
    }
    if board.focus.with_untracked(|focus| focus.as_ref().is_some_and(is_gone)) {
        board.focus.set(None);
    }
}
