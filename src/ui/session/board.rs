//! What the canvas shows and where: derived from the analysis and the layout document.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use blockwright::arrangement::{Arrangement, Refusal};
use blockwright::diagnostic::{Level, Severity};
use blockwright::diagram::{Diagram, Node, NodeId};
use blockwright::geometry::{Point, Rect, Size};
use blockwright::gesture::{self, Gesture, Link, Placing};
use blockwright::marks::Marks;
use blockwright::scene::Scene;
use blockwright::scene::size::STEP;
use blockwright::sorting;
use blockwright::text::LineIndex;
use blockwright::viewport::Viewport;
use blockwright::walk::Walk;
use blockwright::workspace::{Analysis, file_named};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::planning::Planning;
use super::shelf::Shelf;
use super::tree::Tree;
use super::wiring::Wiring;
use super::{Session, Tone};

/// The zoom at which names can be read well; larger projects open on their beginning.
pub(super) const READABLE: f64 = 0.7;
/// Free space around the beginning of a project, in pixels.
const FIRST_MARGIN: f64 = 40.0;

/// Nodes that are being moved, by id, and how far they are by now.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Drag {
    /// The shapes that move.
    pub(crate) shapes: Arc<BTreeSet<NodeId>>,
    /// How far, in units of the canvas.
    pub(crate) by: Point,
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
    /// The layout document, or why it cannot be read.
    pub(crate) arrangement: Memo<Result<Arc<Arrangement>, Refusal>>,
    /// What is drawn where.
    pub(crate) scene: Memo<Arc<Scene>>,
    /// What part of it is seen.
    pub(crate) view: RwSignal<Viewport>,
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
        // Not from the analysis itself, which comes again with the plan.
        let config = Memo::new_with_compare(
            move |_| session.analysis().with(|analysis| Arc::clone(&analysis.config)),
            changed,
        );
        let diagram = Memo::new_with_compare(
            move |before: Option<&Arc<Diagram>>| match before {
                Some(before) if is_stale.get() => Arc::clone(before),
                _ => config.with(|config| {
                    let composition =
                        session.analysis().with_untracked(|analysis| Arc::clone(&analysis.composition));
                    Arc::new(Diagram::new(config, &composition))
                }),
            },
            changed,
        );
        let written = Memo::new(move |_| session.settled().with(|inputs| Arrangement::of(&inputs.files)));
        let arrangement = Memo::new(move |_| {
            let with_zones = |written: Arrangement| {
                config.with(|config| diagram.with(|diagram| Arc::new(written.with_zones(config, diagram))))
            };
            written.get().map(with_zones)
        });
        let drawn = StoredValue::new(String::new());
        let scene = Memo::new_with_compare(
            move |before: Option<&Arc<Scene>>| {
                let arrangement = arrangement.get().unwrap_or_default();
                // Another project begins anew, whatever has the same name there.
                let project = session.project.with_untracked(|project| project.id.clone());
                let before = before.filter(|_| drawn.with_value(|drawn| *drawn == project));
                drawn.set_value(project);
                diagram.with(|diagram| {
                    Arc::new(Scene::new(diagram, &arrangement, before.map(|before| &**before)))
                })
            },
            changed,
        );
        let marks = Memo::new_with_compare(
            move |_| {
                let marks = |analysis: &Arc<Analysis>| diagram.with(|diagram| Marks::new(diagram, analysis));
                Arc::new(session.analysis().with(marks))
            },
            changed,
        );
        let surface = Surface {
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
        Self(Box::leak(Box::new(surface)))
    }

    /// Shows everything.
    pub(crate) fn fit(self) {
        let bounds = self.bounds();
        self.view.set(Viewport::fitting(&bounds, self.pane.get_untracked()));
    }

    /// Shows a project for the first time: all of it if its names can be read then, else its beginning.
    pub(crate) fn open(self) {
        let (bounds, pane) = (self.scene.with_untracked(|scene| scene.bounds), self.pane.get_untracked());
        let whole = Viewport::fitting(&bounds, pane);
        self.view.set(if whole.zoom < READABLE {
            let margin = Point::new(FIRST_MARGIN, FIRST_MARGIN);
            let start = Point::new(bounds.left() * READABLE, bounds.top() * READABLE);
            Viewport { offset: margin.since(start), zoom: READABLE }
        } else {
            whole
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
            let pane = self.pane.get_untracked();
            let view = self.view.get_untracked();
            let near = if view.is_far() { Viewport::centered(rect.center(), READABLE, pane) } else { view };
            let revealed = near.revealing(&rect, pane);
            if revealed != view {
                self.view.set(revealed);
            }
        }
    }

    /// Gives a shape the focus and selects it alone.
    pub(crate) fn go_to(self, id: &NodeId) {
        self.reveal(id);
        self.select(id, false);
        focus_on(id);
    }

    /// Gives a shape the focus again; what is selected stays so.
    pub(crate) fn take_focus(self, id: &NodeId) {
        self.reveal(id);
        focus_on(id);
    }

    /// The first or last node in reading order.
    pub(crate) fn first_or_last(self, is_first: bool) -> Option<NodeId> {
        self.diagram.with_untracked(|diagram| {
            self.scene.with_untracked(|scene| {
                let drawn = |at: &&usize| {
                    diagram.nodes.get(**at).is_some_and(|node| scene.position(&node.id).is_some())
                };
                self.walk.with_untracked(|walk| {
                    let mut order = walk.order.iter().filter(drawn);
                    let at = if is_first { order.next() } else { order.next_back() };
                    Some(diagram.nodes.get(*at?)?.id.clone())
                })
            })
        })
    }

    /// Items with what is drawn in them: members of frames and of solutions.
    pub(crate) fn with_insides(self, shapes: &BTreeSet<NodeId>) -> BTreeSet<NodeId> {
        let arrangement = self.arrangement.get_untracked().unwrap_or_default();
        self.scene.with_untracked(|scene| {
            self.diagram.with_untracked(|diagram| scene.with_insides(shapes, diagram, &arrangement))
        })
    }

    /// Moves shapes by `by` units as one step of undo.
    pub(crate) fn move_nodes(self, session: Session, shapes: &BTreeSet<NodeId>, by: Point) {
        let places: BTreeMap<NodeId, Point> = self.scene.with_untracked(|scene| {
            let moved = scene.places.iter().filter(|(id, _)| shapes.contains(*id));
            moved.map(|(id, place)| (id.clone(), place.shifted(by))).collect()
        });
        // Ghosts have no place of their own.
        if !places.is_empty() {
            session.perform(&Gesture::Place { act: Placing::Move, places });
        }
    }

    /// Whether a shape is selected; reads the selection.
    pub(crate) fn is_selected(self, id: &NodeId) -> bool {
        self.selection.with(|selection| selection.contains(id))
    }

    /// Selects `id` alone, or turns its selection over.
    pub(crate) fn select(self, id: &NodeId, is_added: bool) {
        self.selected_wire.set(None);
        self.selected_note.set(None);
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

    /// Selects what a gesture added or changed, if it is drawn. Who is at one of them stays there.
    fn show_result(self, nodes: Vec<NodeId>) {
        let focus = self.focus.get_untracked();
        if focus.is_some_and(|focus| nodes.contains(&focus)) {
            return;
        }
        let is_drawn = |id: &NodeId| self.scene.with_untracked(|scene| scene.position(id).is_some());
        let shown: Vec<NodeId> = nodes.into_iter().filter(is_drawn).collect();
        if let Some(first) = shown.first().cloned() {
            self.selection.set(Arc::new(sorting::set(shown)));
            if has_focus() {
                focus_on(&first);
            }
            self.focus.set(Some(first));
        }
    }

    /// Selects nothing.
    pub(crate) fn clear_selection(self) {
        self.selected_wire.set(None);
        self.selected_note.set(None);
        if self.selection.with_untracked(|selection| !selection.is_empty()) {
            self.selection.set(Arc::default());
        }
    }
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

    /// Makes a gesture on the canvas as one step of undo. If it cannot be made, the user is told why.
    /// Gives back whether it was made.
    pub(crate) fn perform(self, gesture: &Gesture) -> bool {
        let board = self.board();
        if !board.planning.allows(gesture) {
            self.refuse_to_compose();
            return false;
        }
        // Places in the analysis have to fit the texts that are edited.
        let step = self.on_scene(|scene| gesture::perform(scene, gesture));
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

    /// Selects the node whose entry has this line (from 1) of the file at `path`.
    pub(crate) fn follow_caret(self, path: &str, line: u32) {
        let board = self.board();
        let at = self.settled().with_untracked(|inputs| {
            let file = file_named(&inputs.files, path)?;
            let text = &inputs.files.get(file.index())?.text;
            Some((file, LineIndex::new(text).line(text, line)))
        });
        let Some((file, line)) = at.filter(|_| self.is_settled()) else { return };
        let node = board.diagram.with_untracked(|diagram| {
            let has_line = |node: &&Node| {
                let at = node.at;
                at.file == file
                    && at.range.start <= line.end
                    && line.start < at.range.end
                    && node.parent.is_none()
            };
            diagram.nodes.iter().find(has_line).map(|node| node.id.clone())
        });
        board.at_caret.set(node.clone());
        if let Some(id) =
            node.filter(|id| board.selection.with_untracked(|now| now.len() != 1 || !now.contains(id)))
        {
            board.reveal(&id);
            board.select(&id, false);
        }
    }

    /// What gestures are made on, at this instant.
    pub(crate) fn on_scene<T>(self, act: impl FnOnce(gesture::Scene<'_>) -> T) -> T {
        // Places in the analysis have to fit the texts that are edited.
        self.settle();
        let board = self.board();
        let arrangement = board.arrangement.get_untracked().unwrap_or_default();
        let analysis = self.analysis().get_untracked();
        self.workspace().with_untracked(|workspace| {
            board.diagram.with_untracked(|diagram| {
                board.scene.with_untracked(|scene| {
                    let shown = &scene.places;
                    act(gesture::Scene {
                        workspace,
                        analysis: &analysis,
                        diagram,
                        arrangement: &arrangement,
                        shown,
                    })
                })
            })
        })
    }
}

/// Whether the focus is on the canvas, or nowhere because what had it is gone.
fn has_focus() -> bool {
    let at = document().active_element();
    at.is_none_or(|at| at.tag_name() == "BODY" || at.closest("[data-canvas]").ok().flatten().is_some())
}

/// Gives the focus to a shape once it is mounted.
fn focus_on(id: &NodeId) {
    let id = id.clone();
    request_animation_frame(move || {
        let all = document().query_selector_all("[data-item]").ok();
        let shapes = (0..all.as_ref().map_or(0, web_sys::NodeList::length))
            .filter_map(|at| all.as_ref()?.item(at)?.dyn_into::<web_sys::HtmlElement>().ok());
        let mut shapes = shapes.filter(|shape| shape.get_attribute("data-item").as_deref() == Some(&*id.0));
        if let Some(shape) = shapes.next() {
            // The canvas itself moves under the pane; the page must not scroll.
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            drop(shape.focus_with_options(&options));
        }
    });
}
