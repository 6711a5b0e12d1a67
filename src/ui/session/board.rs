//! What the canvas shows and where: derived from the analysis and the layout document.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use blockwright::arrangement::{Arrangement, Refusal};
use blockwright::diagnostic::{Level, Severity};
use blockwright::diagram::{Diagram, NodeId};
use blockwright::geometry::{Point, Rect, Size};
use blockwright::gesture::Link;
use blockwright::guide::Guide;
use blockwright::marks::Marks;
use blockwright::registry::Condition;
use blockwright::scene::Scene;
use blockwright::scene::housing::{Housing, Move};
use blockwright::viewport::Viewport;
use blockwright::walk::Walk;
use blockwright::workspace::Analysis;
use leptos::prelude::*;

use super::Session;
use super::layout_document::Document;
use super::planning::Planning;
use super::shelf::Shelf;
use super::sight::is_far;
use super::tree::Tree;
use super::wiring::Wiring;

/// Nodes that are being moved, by id, and how far they are by now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drag {
    /// The shapes that move.
    pub(crate) shapes: Arc<BTreeSet<NodeId>>,
    /// How far, in units of the canvas.
    pub(crate) by: Point,
    /// The rectangle around them, before they were moved.
    pub(crate) around: Rect,
    /// What stands in sight, to be in line with.
    pub(crate) others: Arc<[Rect]>,
    /// The lines that they are on by now, with what stands.
    pub(crate) guides: Vec<Guide>,
    /// The frames that they can be dropped into, or out of.
    pub(crate) housing: Arc<Housing>,
    /// What a drop would do to the frames they are in.
    pub(crate) rehoused: Option<Move>,
}

/// The canvas. It stays while other views are shown. Copy it into views and closures as needed: it is
/// one pointer.
#[derive(Clone, Copy)]
pub(crate) struct Board(&'static Surface);

/// What a [`Board`] points to; it lives as long as the page.
pub(crate) struct Surface {
    /// The graph; the last good one while the text cannot be read.
    pub(crate) diagram: Memo<Arc<Diagram>>,
    /// Whether the text cannot be read, so that the canvas takes no edit.
    pub(crate) is_stale: Memo<bool>,
    /// The layout document as it was last read or written.
    pub(super) document: Document,
    /// What the layout document says, or why it cannot be read.
    pub(crate) arrangement: Memo<Result<Arc<Arrangement>, Refusal>>,
    /// What is drawn where.
    pub(crate) scene: Memo<Arc<Scene>>,
    /// What part of it is seen.
    pub(crate) view: RwSignal<Viewport>,
    /// Whether boxes are drawn in the place of shapes.
    pub(crate) is_far: Memo<bool>,
    /// The size of the pane in pixels; empty until it is mounted.
    pub(crate) pane: RwSignal<Size>,
    /// The selected shapes.
    pub(crate) selection: RwSignal<Arc<BTreeSet<NodeId>>>,
    /// The shape that has the focus, or had it last.
    pub(crate) focus: RwSignal<Option<NodeId>>,
    /// What is being moved.
    pub(crate) drag: RwSignal<Option<Drag>>,
    /// The frame that is being drawn around shapes, in units of the canvas.
    pub(crate) marquee: RwSignal<Option<Rect>>,
    /// Whether the view was set for this project.
    pub(crate) is_fitted: RwSignal<bool>,
    /// The view of the project as it was opened.
    pub(super) opened: StoredValue<Option<Viewport>>,
    /// Whether a frame is asked for that nodes are to be moved to.
    pub(crate) is_rehousing: RwSignal<bool>,
    /// Whether something is looked for on the canvas.
    pub(crate) is_finding: RwSignal<bool>,
    /// The ways along the wires.
    pub(crate) walk: Memo<Arc<Walk>>,
    /// Problems, plan and ghosts.
    pub(crate) marks: Memo<Arc<Marks>>,
    /// The port in hand.
    pub(crate) wiring: Wiring,
    /// The wire that is selected.
    pub(crate) selected_wire: RwSignal<Option<Link>>,
    /// The note that is selected, by position.
    pub(crate) selected_note: RwSignal<Option<usize>>,
    /// The note that is being moved or enlarged, with where it is by now.
    pub(crate) drawn_note: RwSignal<Option<(usize, Rect)>>,
    /// The note whose text is being edited.
    pub(crate) edited_note: RwSignal<Option<usize>>,
    /// Whether the text stands beside the canvas.
    pub(crate) is_split: RwSignal<bool>,
    /// The node that the caret in the text is in.
    pub(crate) at_caret: RwSignal<Option<NodeId>>,
    /// What was copied within this page.
    pub(crate) copied: StoredValue<Option<String>>,
    /// The shelf beside it.
    pub(crate) shelf: Shelf,
    /// Its outline.
    pub(crate) tree: Tree,
    /// The plan on the canvas.
    pub(crate) planning: Planning,
}

impl Deref for Board {
    type Target = Surface;

    fn deref(&self) -> &Surface {
        self.0
    }
}

impl Board {
    fn new(session: Session) -> Self {
        let is_stale =
            Memo::new(move |_| session.analysis().with(|analysis| is_unreadable(&analysis.problems)));
        // Not from the analysis itself, which comes again with the plan. The composition changes without the
        // configuration when registries come in.
        let config = Memo::new_with_compare(
            move |_| session.analysis().with(|analysis| Arc::clone(&analysis.config)),
            changed,
        );
        let composition = Memo::new_with_compare(
            move |_| session.analysis().with(|analysis| Arc::clone(&analysis.composition)),
            changed,
        );
        let diagram = Memo::new_with_compare(
            move |before: Option<&Arc<Diagram>>| match before {
                // There may have been no good one yet.
                Some(before) if is_stale.get() && !before.nodes.is_empty() => Arc::clone(before),
                _ => Arc::new(
                    config.with(|config| composition.with(|composition| Diagram::new(config, composition))),
                ),
            },
            changed,
        );
        let document = Document::new();
        let arrangement = document.arrangement(session, config, diagram);
        let (scene, is_provisional) = scene(session, diagram, arrangement);
        let marks = Memo::new_with_compare(
            move |_| {
                let marks = |analysis: &Arc<Analysis>| diagram.with(|diagram| Marks::new(diagram, analysis));
                Arc::new(session.analysis().with(marks))
            },
            changed,
        );
        let view = RwSignal::new(Viewport::default());
        let surface = Surface {
            diagram,
            is_stale,
            document,
            arrangement,
            scene,
            view,
            is_far: is_far(view, scene),
            pane: RwSignal::new(Size::default()),
            selection: RwSignal::new(Arc::default()),
            focus: RwSignal::new(None),
            drag: RwSignal::new(None),
            marquee: RwSignal::new(None),
            is_fitted: RwSignal::new(false),
            opened: StoredValue::new(None),
            is_rehousing: RwSignal::new(false),
            is_finding: RwSignal::new(false),
            walk: Memo::new_with_compare(
                move |_| Arc::new(diagram.with(|diagram| Walk::new(diagram))),
                changed,
            ),
            marks,
            wiring: Wiring::new(),
            selected_wire: RwSignal::new(None),
            selected_note: RwSignal::new(None),
            drawn_note: RwSignal::new(None),
            edited_note: RwSignal::new(None),
            is_split: RwSignal::new(false),
            at_caret: RwSignal::new(None),
            copied: StoredValue::new(None),
            shelf: Shelf::new(),
            tree: Tree::new(),
            planning: Planning::new(session, diagram, arrangement, scene, marks),
        };
        let board = Self(Box::leak(Box::new(surface)));
        board.open_again_when_known(is_provisional);
        // What is in hand is an act of the user and not derived, but what it says follows what comes in.
        Effect::new(move |was_made: Option<()>| {
            session.analysis().track();
            diagram.track();
            if was_made.is_some() {
                session.judge_again();
            }
        });
        board
    }
}

/// What is drawn where; and whether it was arranged before all blocks were read, so that it is arranged
/// anew once they are.
fn scene(
    session: Session,
    diagram: Memo<Arc<Diagram>>,
    arrangement: Memo<Result<Arc<Arrangement>, Refusal>>,
) -> (Memo<Arc<Scene>>, StoredValue<bool>) {
    let is_provisional = StoredValue::new(false);
    let drawn = StoredValue::new(String::new());
    let scene = move |before: Option<&Arc<Scene>>| {
        let arrangement = arrangement.get().unwrap_or_default();
        // Another project begins anew, whatever has the same name there.
        let project = session.project.with_untracked(|project| project.id.clone());
        let is_kept = drawn.with_value(|drawn| *drawn == project) && !is_provisional.get_value();
        drawn.set_value(project);
        let before = before.filter(|_| is_kept).map(|before| &**before);
        let scene = diagram.with(|diagram| Arc::new(Scene::new(diagram, &arrangement, before)));
        let is_reading = session.analysis().with_untracked(|analysis| is_reading(session, analysis));
        is_provisional.set_value(!is_kept && is_reading);
        scene
    };
    (Memo::new_with_compare(scene, changed), is_provisional)
}

/// Whether the project or blocks of it are still to come.
fn is_reading(session: Session, analysis: &Analysis) -> bool {
    if !analysis.is_known() {
        return true;
    }
    let references = analysis.config.uses.iter().filter_map(|entry| entry.reference.as_ref());
    session.registries().with_untracked(|registries| {
        let mut loading = registries.iter().filter(|registry| registry.condition == Condition::Loading);
        !analysis.composition.missing.is_empty()
            || loading.any(|registry| {
                references.clone().any(|reference| reference.value.split('/').next() == Some(&*registry.key))
            })
    })
}

/// Whether two values are not the same one: comparing large ones costs more than drawing them again.
pub(super) fn changed<T>(before: Option<&Arc<T>>, after: Option<&Arc<T>>) -> bool {
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
}
