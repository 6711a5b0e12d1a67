//! Gestures on the canvas, made on what it shows at this instant.

use std::collections::{BTreeMap, BTreeSet};

use blockwright::diagram::NodeId;
use blockwright::geometry::Point;
use blockwright::gesture::{self, Gesture, Placing};
use blockwright::scene::housing::Move;
use leptos::prelude::*;

use super::{Board, Drag, Session};

impl Board {
    /// Items with what is drawn in them: members of frames and of solutions.
    pub(crate) fn with_insides(self, shapes: &BTreeSet<NodeId>) -> BTreeSet<NodeId> {
        let arrangement = self.arrangement.get_untracked().unwrap_or_default();
        self.scene.with_untracked(|scene| {
            self.diagram.with_untracked(|diagram| scene.with_insides(shapes, diagram, &arrangement))
        })
    }

    /// Moves shapes by `by` units as one step of undo.
    pub(crate) fn move_nodes(self, session: Session, shapes: &BTreeSet<NodeId>, by: Point) {
        if by == Point::default() {
            return;
        }
        let places = self.moved(shapes, by);
        // Ghosts have no place of their own.
        if !places.is_empty() {
            session.perform(&Gesture::Place { act: Placing::Move, places });
        }
    }

    /// Leaves what was dragged where it is by now, in the frame that it was dropped into.
    pub(crate) fn drop_nodes(self, session: Session, drag: &Drag) {
        let (frame, nodes) = match &drag.rehoused {
            Some(Move::Into { frame, nodes, .. }) => (Some(frame.clone()), nodes.clone()),
            Some(Move::OutOf { nodes, .. }) => (None, nodes.clone()),
            Some(Move::Refused { .. }) | None => return self.move_nodes(session, &drag.shapes, drag.by),
        };
        let places = self.moved(&drag.shapes, drag.by);
        session.perform(&Gesture::MoveTo { nodes, frame, places });
    }

    /// Where shapes stand when they are moved.
    fn moved(self, shapes: &BTreeSet<NodeId>, by: Point) -> BTreeMap<NodeId, Point> {
        self.scene.with_untracked(|scene| {
            let moved = scene.places.iter().filter(|(id, _)| shapes.contains(*id));
            moved.map(|(id, place)| (id.clone(), place.shifted(by))).collect()
        })
    }
}

impl Session {
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
                if let Some(layout) = step.layout {
                    board.document.note(layout);
                }
                let is_made = step.changes.is_empty() || self.change(&step.title, &step.changes);
                if is_made {
                    self.forget_refusal();
                    self.announce(step.title);
                    board.show_result(step.focus);
                }
                is_made
            }
            Err(refusal) => {
                self.refuse(refusal.to_string());
                false
            }
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
