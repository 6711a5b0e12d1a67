//! The frames that nodes can be dragged into, and out of.
//!
//! It is worked out once when a drag begins. A question costs as much as the frames around the place it
//! is about, however many nodes there are.

use std::collections::{BTreeMap, BTreeSet};

use super::{Scene, Shows};
use crate::arrangement::Arrangement;
use crate::diagram::{Diagram, NodeId};
use crate::geometry::{Point, Rect};
use crate::spatial::Grid;

/// How far outside of its frame a node is dropped without leaving it, in units of the canvas: the frame
/// then grows.
pub const HOLDS: f64 = 40.0;

/// The frames around what is dragged, as they stood when the drag began.
#[derive(Clone, Debug, Default)]
pub struct Housing {
    frames: BTreeMap<usize, Place>,
    grid: Grid,
    /// The nodes that can move in or out, each with the frame that it is in.
    nodes: Vec<(NodeId, Option<usize>)>,
    /// Those of them that can be in a zone.
    objects: BTreeSet<NodeId>,
}

#[derive(Clone, Debug)]
struct Place {
    name: String,
    rect: Rect,
    is_zone: bool,
}

/// What a drop would do.
#[derive(Clone, Debug, PartialEq)]
pub enum Move {
    /// Nodes come into a frame.
    Into {
        /// Its name.
        frame: String,
        /// Where it stands.
        rect: Rect,
        /// Which nodes.
        nodes: Vec<NodeId>,
    },
    /// Nodes leave their frame.
    OutOf {
        /// The name of the frame of the first.
        frame: String,
        /// Where it stands.
        rect: Rect,
        /// Which nodes.
        nodes: Vec<NodeId>,
    },
    /// A zone takes none of them, because blocks and solutions make zones of their own.
    Refused {
        /// The zone's name.
        frame: String,
        /// Where it stands.
        rect: Rect,
    },
}

impl Housing {
    /// The frames for a drag of the `selected` shapes, which moves all of `moved`. A frame that moves as a
    /// whole keeps its members and takes no others.
    pub fn new(
        scene: &Scene,
        diagram: &Diagram,
        arrangement: &Arrangement,
        (selected, moved): (&BTreeSet<NodeId>, &BTreeSet<NodeId>),
    ) -> Self {
        let is_outside = |id: &&NodeId| diagram.node(id).is_some_and(|node| node.parent.is_none());
        let mut housing = Self::default();
        let mut homes: BTreeMap<&NodeId, usize> = BTreeMap::new();
        let mut moves_whole: BTreeSet<usize> = BTreeSet::new();
        for (at, shape) in scene.shapes.iter().enumerate() {
            let (Shows::Frame(frame) | Shows::Folded(frame)) = shape.shows else { continue };
            let Some(known) = arrangement.frames.get(frame) else { continue };
            let is_whole = known.members.len() > 1 && known.members.iter().all(|id| moved.contains(id));
            if moved.contains(&shape.id) || is_whole {
                moves_whole.insert(frame);
            } else {
                let is_zone = known.zone.is_some();
                let place = Place { name: known.name.clone(), rect: shape.rect, is_zone };
                housing.grid.put(at, shape.rect);
                housing.frames.insert(at, place);
                homes.extend(known.members.iter().map(|id| (id, at)));
            }
        }
        let whole = moves_whole.iter().filter_map(|frame| arrangement.frames.get(*frame));
        let staying: BTreeSet<&NodeId> = whole.flat_map(|frame| &frame.members).collect();
        for id in selected.iter().filter(is_outside).filter(|id| !staying.contains(id)) {
            housing.nodes.push((id.clone(), homes.get(id).copied()));
            if diagram.node(id).is_some_and(|node| node.subject.is_object()) {
                housing.objects.insert(id.clone());
            }
        }
        housing
    }

    /// What a drop at `point` would do; `None` if everything stays in the frame that it is in.
    pub fn drop_at(&self, point: Point) -> Option<Move> {
        if self.nodes.is_empty() {
            return None;
        }
        match self.grid.touching(&Rect::between(point, point)).pop() {
            Some(at) => self.into(at),
            None => self.out(point),
        }
    }

    fn into(&self, at: usize) -> Option<Move> {
        let Place { name, rect, is_zone } = self.frames.get(&at)?;
        let others = self.nodes.iter().filter(|(_, home)| *home != Some(at)).map(|(id, _)| id);
        let others: Vec<&NodeId> = others.collect();
        if others.is_empty() {
            return None;
        }
        let can_enter = |id: &&NodeId| !is_zone || self.objects.contains(*id);
        let nodes: Vec<NodeId> = others.into_iter().filter(can_enter).cloned().collect();
        let (frame, rect) = (name.clone(), *rect);
        Some(if nodes.is_empty() { Move::Refused { frame, rect } } else { Move::Into { frame, rect, nodes } })
    }

    fn out(&self, point: Point) -> Option<Move> {
        let leaves = |home: &Option<usize>| {
            let frame = home.and_then(|home| self.frames.get(&home));
            frame.filter(|frame| !frame.rect.grown(HOLDS).holds(point))
        };
        let left = self.nodes.iter().filter_map(|(id, home)| Some((id, leaves(home)?)));
        let left: Vec<(&NodeId, &Place)> = left.collect();
        let (_, first) = left.first()?;
        Some(Move::OutOf {
            frame: first.name.clone(),
            rect: first.rect,
            nodes: left.into_iter().map(|(id, _)| id.clone()).collect(),
        })
    }
}

#[cfg(test)]
mod tests;
