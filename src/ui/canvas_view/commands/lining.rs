//! What is chosen, put on one line or at equal distances.

use std::collections::BTreeMap;

use blockwright::diagram::NodeId;
use blockwright::geometry::Rect;
use blockwright::gesture::alignment::{Axis, Edge, aligned, distributed};
use blockwright::gesture::{Gesture, Placing};
use blockwright::sorting;
use leptos::prelude::*;

use super::walking::chosen;
use crate::ui::session::Session;

/// How many there have to be for a line.
pub(super) const LEAST_ALIGNED: usize = 2;
/// How many there have to be for equal distances.
pub(super) const LEAST_DISTRIBUTED: usize = 3;

/// Puts the chosen nodes on one line.
pub(in crate::ui::canvas_view) fn align(session: Session, edge: Edge) {
    let too_few = "Select at least two nodes to line them up";
    if let Some(rects) = rects(session, LEAST_ALIGNED, too_few) {
        session.perform(&Gesture::Place { act: Placing::Align, places: aligned(&rects, edge) });
    }
}

/// Makes the gaps between the chosen nodes equal.
pub(in crate::ui::canvas_view) fn distribute(session: Session, axis: Axis) {
    let too_few = "Select at least three nodes to make the distances between them equal";
    if let Some(rects) = rects(session, LEAST_DISTRIBUTED, too_few) {
        session.perform(&Gesture::Place { act: Placing::Distribute, places: distributed(&rects, axis) });
    }
}

/// Where the chosen nodes stand; if there are too few, the user is told.
fn rects(session: Session, least: usize, too_few: &'static str) -> Option<BTreeMap<NodeId, Rect>> {
    let rects = session.board().scene.with_untracked(|scene| {
        let nodes = chosen(session).into_iter().filter(|id| scene.places.contains_key(id));
        sorting::map(nodes.filter_map(|id| Some((id.clone(), scene.shape(&id)?.rect))))
    });
    if rects.len() < least {
        session.announce(too_few);
        return None;
    }
    Some(rects)
}
