//! The shelf beside the canvas: what is looked for in it, and what is being carried from it.

use std::sync::Arc;

use blockwright::block::port::Side;
use blockwright::catalog::facet::Filters;
use blockwright::diagram::{End, NodeId};
use blockwright::geometry::Point;
use blockwright::gesture::{self, Gesture};
use blockwright::placement::{self, New, Target, free_place};
use blockwright::scene::size;
use leptos::prelude::*;

use super::{Board, Session};

/// Something on its way from the shelf to the canvas.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Carried {
    /// What.
    pub(crate) new: New,
    /// Its name.
    pub(crate) name: Arc<str>,
}

/// What carried things are held over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Spot {
    /// Free space.
    Free,
    /// A shape that is a node.
    Shape(NodeId),
    /// A wire, by its position in the diagram.
    Wire(usize),
    /// A port.
    Port(End, Side),
}

/// Where carried things would come to, and what would then happen: the title of the step, or why not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Aim {
    /// What is under the pointer.
    pub(crate) spot: Spot,
    /// The same for the gesture.
    pub(crate) target: Target,
    /// What would happen.
    pub(crate) words: Result<String, String>,
}

/// The shelf. It stays as it is while other views are shown.
#[derive(Clone, Copy)]
pub(crate) struct Shelf {
    /// Whether it is shown; `None` until somebody decides, and then the width of the page does.
    pub(crate) is_open: RwSignal<Option<bool>>,
    /// What was typed.
    pub(crate) text: RwSignal<String>,
    /// What the blocks have to be.
    pub(crate) filters: RwSignal<Filters>,
    /// Whether only what can be wired to the focused node is shown.
    pub(crate) only_fitting: RwSignal<bool>,
    /// The row that the keys work on.
    pub(crate) active: RwSignal<usize>,
    /// What is being carried.
    pub(crate) carried: RwSignal<Option<Carried>>,
    /// Where the pointer has it, in the window.
    pub(crate) pointer: RwSignal<Point>,
    /// Where it would come to; `None` while it is not over the canvas.
    pub(crate) aim: RwSignal<Option<Aim>>,
}

impl Shelf {
    pub(super) fn new() -> Self {
        Self {
            is_open: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            filters: RwSignal::new(Filters::new()),
            only_fitting: RwSignal::new(false),
            active: RwSignal::new(0),
            carried: RwSignal::new(None),
            pointer: RwSignal::new(Point::default()),
            aim: RwSignal::new(None),
        }
    }

    /// Puts back what is carried.
    pub(crate) fn put_back(self) {
        self.carried.set(None);
        self.aim.set(None);
    }
}

impl Board {
    /// The node that has the focus, or had it last, and is still there; reads both.
    pub(crate) fn focused_node(self) -> Option<NodeId> {
        let focus = self.focus.get()?;
        self.diagram.with(|diagram| diagram.position(&focus).is_some()).then_some(focus)
    }
}

impl Session {
    /// Puts something new beside the focused node, wired to it as far as it fits, or to the middle of what
    /// is seen. Gives back whether it was made.
    pub(crate) fn put_new(self, new: &New) -> bool {
        let board = self.board();
        let target = untrack(|| board.focused_node()).map_or(Target::Free, Target::Beside);
        let middle = board.middle().since(Point::new(size::BLOCK_WIDTH / 2.0, size::HEAD));
        let beside = match &target {
            Target::Beside(id) => board.scene.with_untracked(|scene| {
                let rect = scene.shape(id)?.rect;
                Some(Point::new(rect.right() + size::GAP, rect.top()))
            }),
            _ => None,
        };
        let at = board.scene.with_untracked(|scene| free_place(scene, beside.unwrap_or(middle)));
        self.put(new, &target, at)
    }

    /// Puts something new to `target`, or to `at` where that decides nothing.
    pub(crate) fn put(self, new: &New, target: &Target, at: Point) -> bool {
        let board = self.board();
        let notes = board.arrangement.get_untracked().map_or(0, |known| known.notes.len());
        let is_made = self.gesture_for(new, target, at).is_some_and(|gesture| self.perform(&gesture));
        if is_made && *new == New::Note {
            board.selected_note.set(Some(notes));
            board.edited_note.set(Some(notes));
        } else if is_made && let Some(focus) = board.focus.get_untracked() {
            board.reveal(&focus);
        }
        is_made
    }

    /// What would happen at `target`: the title of the step, or why it cannot be.
    pub(crate) fn rehearse(self, new: &New, target: &Target) -> Result<String, String> {
        let gone = || "The block is no longer in the catalog.".to_owned();
        let gesture = self.gesture_for(new, target, Point::default()).ok_or_else(gone)?;
        self.on_scene(|scene| match gesture::perform(scene, &gesture) {
            Ok(step) => Ok(step.title),
            Err(refusal) => Err(refusal.reason),
        })
    }

    fn gesture_for(self, new: &New, target: &Target, at: Point) -> Option<Gesture> {
        // What was typed a moment ago counts too.
        self.settle();
        let (catalog, registries) = (self.catalog().get_untracked(), self.registries().get_untracked());
        let analysis = self.analysis().get_untracked();
        self.board().diagram.with_untracked(|diagram| {
            let (catalog, registries) = (&*catalog, &*registries);
            let basis = placement::Basis { catalog, diagram, analysis: &analysis, registries };
            placement::gesture(basis, new, target, at)
        })
    }
}
