//! The frames that nodes can be dragged into, and out of.
//!
//! It is worked out once when a drag begins. A question costs as much as the frames around the place it
//! is about, however many nodes there are.

use std::collections::{BTreeMap, BTreeSet};

use super::{Scene, Shows};
use crate::arrangement::Arrangement;
use crate::diagram::together::Together;
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
    /// What can move in or out.
    nodes: Vec<Guest>,
    /// What goes along with them from zone to zone.
    company: Vec<Companion>,
}

/// A node that can move in or out.
#[derive(Clone, Debug)]
struct Guest {
    id: NodeId,
    /// The frame that it is in.
    home: Option<usize>,
    /// Why it cannot be in a zone.
    barred: Option<Bar>,
    /// What it moves together with.
    group: Option<usize>,
}

/// Something that is not dragged and lies in one zone with what is.
#[derive(Clone, Debug)]
struct Companion {
    id: NodeId,
    zone: Option<String>,
    group: usize,
}

/// Why a zone does not take something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bar {
    /// Blocks and solutions make zones of their own.
    Block,
    /// A block writes it, and keeps it in its zone; in words.
    Made(String),
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
        /// What goes along, because DSS keeps it in one zone with them.
        along: Vec<NodeId>,
        /// Whether one of the nodes leaves another frame.
        is_housed: bool,
    },
    /// Nodes leave their frame.
    OutOf {
        /// The name of the frame of the first.
        frame: String,
        /// Where it stands.
        rect: Rect,
        /// Which nodes.
        nodes: Vec<NodeId>,
        /// What goes along, because DSS keeps it in one zone with them.
        along: Vec<NodeId>,
    },
    /// A zone takes none of them.
    Refused {
        /// The zone's name.
        frame: String,
        /// Where it stands.
        rect: Rect,
        /// Why not the first.
        bar: Bar,
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
        let guests = selected.iter().filter(is_outside).filter(|id| !staying.contains(id));
        let guests: Vec<&NodeId> = guests.collect();
        // Without zones nothing has to lie in one.
        let has_zones = arrangement.frames.iter().any(|frame| frame.zone.is_some());
        let together = if has_zones { Together::new(diagram) } else { Together::default() };
        for id in &guests {
            let Some(at) = diagram.position(id) else { continue };
            let is_object = diagram.node(id).is_some_and(|node| node.subject.is_object());
            let made = || Some(Bar::Made(together.made(at)?.reason(diagram)));
            let barred = if is_object { made() } else { Some(Bar::Block) };
            let home = homes.get(*id).copied();
            housing.nodes.push(Guest { id: (*id).clone(), home, barred, group: together.group(at) });
        }
        let all = together.with(guests.iter().filter_map(|id| diagram.position(id)));
        for at in all {
            let Some((node, group)) = diagram.nodes.get(at).zip(together.group(at)) else { continue };
            if !selected.contains(&node.id) {
                let zone = arrangement.zone_of(&node.id).map(str::to_owned);
                housing.company.push(Companion { id: node.id.clone(), zone, group });
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
        let others: Vec<&Guest> = self.nodes.iter().filter(|node| node.home != Some(at)).collect();
        let (frame, rect) = (name.clone(), *rect);
        let first = others.first()?;
        let enters: Vec<&Guest> =
            others.iter().copied().filter(|node| !is_zone || node.barred.is_none()).collect();
        if let Some(bar) = first.barred.as_ref().filter(|_| enters.is_empty()) {
            // What is no block can be helped.
            let made = others.iter().filter_map(|node| node.barred.as_ref()).find(|bar| **bar != Bar::Block);
            return Some(Move::Refused { frame, rect, bar: made.unwrap_or(bar).clone() });
        }
        Some(Move::Into {
            along: self.along(&enters, is_zone.then_some(name.as_str())),
            is_housed: enters.iter().any(|node| node.home.is_some()),
            nodes: enters.into_iter().map(|node| node.id.clone()).collect(),
            frame,
            rect,
        })
    }

    fn out(&self, point: Point) -> Option<Move> {
        let leaves = |home: Option<usize>| {
            let frame = home.and_then(|home| self.frames.get(&home));
            frame.filter(|frame| !frame.rect.grown(HOLDS).holds(point))
        };
        let left = self.nodes.iter().filter_map(|node| Some((node, leaves(node.home)?)));
        let (left, frames): (Vec<&Guest>, Vec<&Place>) = left.unzip();
        let first = frames.first()?;
        Some(Move::OutOf {
            frame: first.name.clone(),
            rect: first.rect,
            along: self.along(&left, None),
            nodes: left.into_iter().map(|node| node.id.clone()).collect(),
        })
    }

    /// What goes along with nodes that come into the zone `target`, or out of theirs.
    fn along(&self, nodes: &[&Guest], target: Option<&str>) -> Vec<NodeId> {
        let is_zone = |at: usize| self.frames.get(&at).is_some_and(|frame| frame.is_zone);
        if target.is_none() && !nodes.iter().any(|node| node.home.is_some_and(is_zone)) {
            return Vec::new();
        }
        let groups: BTreeSet<usize> = nodes.iter().filter_map(|node| node.group).collect();
        let company = self.company.iter().filter(|other| groups.contains(&other.group));
        company.filter(|other| other.zone.as_deref() != target).map(|other| other.id.clone()).collect()
    }
}

#[cfg(test)]
mod tests;
