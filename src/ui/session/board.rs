//! What the canvas shows and where: derived from the analysis and the layout document.

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::arrangement::{Arrangement, Refusal};
use blockwright::diagnostic::{Level, Severity};
use blockwright::diagram::{Diagram, NodeId};
use blockwright::geometry::{Point, Rect, Size};
use blockwright::gesture::{self, Gesture};
use blockwright::scene::Scene;
use blockwright::viewport::Viewport;
use leptos::prelude::*;

use super::{Session, Tone};

/// Nodes that are being moved, by id, and how far they are by now.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Drag {
    /// The items that move.
    pub(crate) items: Arc<BTreeSet<NodeId>>,
    /// How far, in units of the canvas.
    pub(crate) by: Point,
}

/// The canvas. It stays while other views are shown.
#[derive(Clone, Copy)]
pub(crate) struct Board {
    /// The graph; the last good one while the text cannot be read.
    pub(crate) diagram: Memo<Arc<Diagram>>,
    /// Whether the text cannot be read, so that the canvas takes no edit.
    pub(crate) is_stale: Memo<bool>,
    /// The layout document, or why it cannot be read.
    pub(crate) arrangement: Memo<Result<Arc<Arrangement>, Refusal>>,
    /// What is drawn where.
    pub(crate) scene: Memo<Arc<Scene>>,
    /// What part of it is seen.
    pub(crate) view: RwSignal<Viewport>,
    /// The size of the pane in pixels; empty until it is mounted.
    pub(crate) pane: RwSignal<Size>,
    /// The selected items.
    pub(crate) selection: RwSignal<Arc<BTreeSet<NodeId>>>,
    /// The item that has the focus, or had it last.
    pub(crate) focus: RwSignal<Option<NodeId>>,
    /// What is being moved.
    pub(crate) drag: RwSignal<Option<Drag>>,
    /// The frame that is being drawn around items, in units of the canvas.
    pub(crate) marquee: RwSignal<Option<Rect>>,
    /// Whether the view was set for this project.
    pub(crate) is_fitted: RwSignal<bool>,
}

impl Board {
    fn new(session: Session) -> Self {
        let is_stale =
            Memo::new(move |_| session.analysis().with(|analysis| is_unreadable(&analysis.problems)));
        let diagram = Memo::new_with_compare(
            move |before: Option<&Arc<Diagram>>| match before {
                Some(before) if is_stale.get() => Arc::clone(before),
                _ => session
                    .analysis()
                    .with(|analysis| Arc::new(Diagram::new(&analysis.config, &analysis.composition))),
            },
            changed,
        );
        let arrangement =
            Memo::new(move |_| session.settled().with(|inputs| Arrangement::of(&inputs.files).map(Arc::new)));
        let scene = Memo::new_with_compare(
            move |before: Option<&Arc<Scene>>| {
                let arrangement = arrangement.get().unwrap_or_default();
                Arc::new(
                    diagram.with(|diagram| Scene::new(diagram, &arrangement, before.map(|before| &**before))),
                )
            },
            changed,
        );
        Self {
            diagram,
            is_stale,
            arrangement,
            scene,
            view: RwSignal::new(Viewport::default()),
            pane: RwSignal::new(Size::default()),
            selection: RwSignal::new(Arc::default()),
            focus: RwSignal::new(None),
            drag: RwSignal::new(None),
            marquee: RwSignal::new(None),
            is_fitted: RwSignal::new(false),
        }
    }

    /// Shows everything.
    pub(crate) fn fit(self) {
        let bounds = self.scene.with_untracked(|scene| scene.bounds);
        self.view.set(Viewport::fitting(&bounds, self.pane.get_untracked()));
    }

    /// Enlarges the view around its middle.
    pub(crate) fn zoom_by(self, factor: f64) {
        let pane = self.pane.get_untracked();
        self.view.update(|view| *view = view.zoomed(Point::new(pane.width / 2.0, pane.height / 2.0), factor));
    }

    /// Whether an item is selected; reads the selection.
    pub(crate) fn is_selected(self, id: &NodeId) -> bool {
        self.selection.with(|selection| selection.contains(id))
    }

    /// Selects `id` alone, or turns its selection over.
    pub(crate) fn select(self, id: &NodeId, is_added: bool) {
        self.selection.update(|selection| {
            let selection = Arc::make_mut(selection);
            if !is_added {
                *selection = BTreeSet::from([id.clone()]);
            } else if !selection.remove(id) {
                selection.insert(id.clone());
            }
        });
        self.focus.set(Some(id.clone()));
    }

    /// Selects what a gesture added or changed, if it is drawn.
    fn show_result(self, nodes: Vec<NodeId>) {
        let shown = self.scene.with_untracked(|scene| {
            nodes.into_iter().filter(|id| scene.position(id).is_some()).collect::<BTreeSet<_>>()
        });
        if let Some(first) = shown.first().cloned() {
            self.selection.set(Arc::new(shown));
            self.focus.set(Some(first));
        }
    }

    /// Selects nothing.
    pub(crate) fn clear_selection(self) {
        if self.selection.with_untracked(|selection| !selection.is_empty()) {
            self.selection.set(Arc::default());
        }
    }
}

/// Whether two values are not the same one: comparing large ones costs more than drawing them again.
fn changed<T>(before: Option<&Arc<T>>, after: Option<&Arc<T>>) -> bool {
    !matches!((before, after), (Some(before), Some(after)) if Arc::ptr_eq(before, after))
}

fn is_unreadable(problems: &[blockwright::diagnostic::Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.rule.level == Level::Syntax && problem.severity == Severity::Error)
}

impl Session {
    /// The canvas, made when it is first shown.
    pub(crate) fn board(self) -> Board {
        if let Some(board) = self.board.get_value() {
            return board;
        }
        let board = self.root.with(|| Board::new(self));
        self.board.set_value(Some(board));
        board
    }

    /// Makes a gesture on the canvas as one step of undo. If it cannot be made, the user is told why.
    /// Gives back whether it was made.
    pub(crate) fn perform(self, gesture: &Gesture) -> bool {
        // Places in the analysis have to fit the texts that are edited.
        self.settle();
        let board = self.board();
        let arrangement = board.arrangement.get_untracked().unwrap_or_default();
        let analysis = self.analysis().get_untracked();
        let step = self.workspace().with_untracked(|workspace| {
            board.diagram.with_untracked(|diagram| {
                board.scene.with_untracked(|scene| {
                    let shown = &scene.places;
                    let on = gesture::Scene {
                        workspace,
                        analysis: &analysis,
                        diagram,
                        arrangement: &arrangement,
                        shown,
                    };
                    gesture::perform(on, gesture)
                })
            })
        });
        match step {
            Ok(step) => {
                let is_made = step.changes.is_empty() || self.change(&step.title, &step.changes);
                if is_made {
                    self.announce(step.title);
                    board.show_result(step.focus);
                }
                is_made
            }
            Err(refusal) => {
                self.notify(Tone::Error, refusal.to_string());
                false
            }
        }
    }
}
