//! A place for each node: the document's, else where it was, else beside what it is wired to.

use std::collections::{BTreeMap, HashMap};

use super::frames::framing;
use super::{Scene, size};
use crate::arrangement::Arrangement;
use crate::diagram::{Diagram, End};
use crate::geometry::{Point, Rect};
use crate::layered::{self, Edge, Graph, Spacing};

/// Up to how many new nodes are placed one by one; more are laid out together, below the others.
const FEW: usize = 50;

/// The places of all nodes, `None` for those inside folded solutions.
pub(super) fn places(
    diagram: &Diagram,
    arrangement: &Arrangement,
    before: Option<&Scene>,
) -> Vec<Option<Point>> {
    let known = |position: usize| {
        let id = &diagram.nodes.get(position)?.id;
        let placed = arrangement.places.get(id);
        placed.or_else(|| before?.loose.get(id)).or_else(|| before?.places.get(id)).copied()
    };
    let mut places: Vec<Option<Point>> = (0..diagram.nodes.len()).map(known).collect();
    if let Some(before) = before {
        keep_renamed(&mut places, diagram, before);
    }
    let mut levels: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (at, node) in diagram.nodes.iter().enumerate() {
        levels.entry(node.parent).or_default().push(at);
    }
    let framing = framing(diagram, arrangement);
    for (parent, nodes) in levels {
        let solution = parent.and_then(|at| diagram.nodes.get(at));
        if solution.is_some_and(|solution| !arrangement.unfolded.contains(&solution.id)) {
            hide(&mut places, &nodes);
            continue;
        }
        let corner = parent.and_then(|at| places.get(at).copied().flatten()).unwrap_or_default();
        let inside = Point::new(size::STRIP, size::HEAD);
        let corner = if parent.is_some() { corner.shifted(inside) } else { corner };
        Level { diagram, framing: &framing, parent, nodes: &nodes }.fill(&mut places, corner);
    }
    places
}

/// Leaves nodes where they were that have other names now.
fn keep_renamed(places: &mut [Option<Point>], diagram: &Diagram, before: &Scene) {
    let is_new = |node: &usize| {
        let is_outside = diagram.nodes.get(*node).is_some_and(|node| node.parent.is_none());
        is_outside && places.get(*node).is_some_and(Option::is_none)
    };
    let new: Vec<usize> = (0..diagram.nodes.len()).filter(is_new).collect();
    if new.len() > FEW {
        return;
    }
    for node in new {
        if let Some(slot) = places.get_mut(node) {
            *slot = before.renamed(node, diagram);
        }
    }
}

fn hide(places: &mut [Option<Point>], nodes: &[usize]) {
    for node in nodes {
        if let Some(place) = places.get_mut(*node) {
            *place = None;
        }
    }
}

/// The nodes that stand side by side: those outside of solutions, or those inside one.
struct Level<'a> {
    diagram: &'a Diagram,
    /// The frame that each node is in.
    framing: &'a HashMap<usize, usize>,
    parent: Option<usize>,
    nodes: &'a [usize],
}

impl Level<'_> {
    /// Gives a place to each node that has none. If none has, the layout begins at `corner`.
    fn fill(&self, places: &mut [Option<Point>], corner: Point) {
        let is_new = |node: &usize| places.get(*node).is_some_and(Option::is_none);
        let new: Vec<usize> = self.nodes.iter().copied().filter(is_new).collect();
        if new.len() == self.nodes.len() {
            self.lay_out(&new, places, corner);
        } else if new.len() > FEW {
            let around = Rect::around(self.rects(places)).unwrap_or_default();
            self.lay_out(&new, places, Point::new(around.left(), around.bottom() + size::GAP));
        } else if !new.is_empty() {
            self.put_beside(&new, places);
        }
    }

    fn lay_out(&self, new: &[usize], places: &mut [Option<Point>], corner: Point) {
        let layout =
            layered::layout(&graph(self.diagram, new, self.framing), &Spacing::default()).moved_to(corner);
        for (node, place) in new.iter().zip(layout.nodes) {
            if let Some(slot) = places.get_mut(*node) {
                *slot = Some(place.snapped(size::STEP));
            }
        }
    }

    /// Right of what it reads, else left of what reads it, else below everything; further down where
    /// something stands already.
    fn put_beside(&self, new: &[usize], places: &mut [Option<Point>]) {
        for node in new {
            let Some(size) = self.diagram.nodes.get(*node).map(size::size) else { continue };
            let rect = |at: usize, places: &[Option<Point>]| self.rect(at, places);
            let wires = self.diagram.wires.iter().filter(|wire| wire.inside == self.parent);
            let (mut sources, mut targets) = (None::<Rect>, None::<Rect>);
            for wire in wires {
                if wire.target.node == *node {
                    let source = rect(wire.source.node, places);
                    sources = sources.into_iter().chain(source).reduce(|one, other| one.union(&other));
                } else if wire.source.node == *node {
                    let target = rect(wire.target.node, places);
                    targets = targets.into_iter().chain(target).reduce(|one, other| one.union(&other));
                }
            }
            let others = self.rects(places);
            let corner = match (sources, targets) {
                (Some(sources), _) => Point::new(sources.right() + size::GAP, sources.top()),
                (None, Some(targets)) => Point::new(targets.left() - size::GAP - size.width, targets.top()),
                (None, None) => Rect::around(others.iter().copied())
                    .map_or_else(Point::default, |all| Point::new(all.left(), all.bottom() + size::LEADING)),
            };
            let place = free(Rect { origin: corner.snapped(size::STEP), size }, &others);
            if let Some(slot) = places.get_mut(*node) {
                *slot = Some(place);
            }
        }
    }

    fn rect(&self, node: usize, places: &[Option<Point>]) -> Option<Rect> {
        let origin = places.get(node).copied().flatten()?;
        Some(Rect { origin, size: size::size(self.diagram.nodes.get(node)?) })
    }

    fn rects(&self, places: &[Option<Point>]) -> Vec<Rect> {
        self.nodes.iter().filter_map(|node| self.rect(*node, places)).collect()
    }
}

/// The first free place from `wanted` downwards, for something of its size.
pub fn free(wanted: Rect, others: &[Rect]) -> Point {
    let mut rect = wanted;
    // Each step passes at least one of the others.
    for _ in 0..=others.len() {
        let room = rect.grown(size::LEADING / 2.0);
        match others.iter().filter(|other| other.meets(&room)).map(Rect::bottom).reduce(f64::max) {
            Some(bottom) => rect.origin.y = ((bottom + size::LEADING) / size::STEP).ceil() * size::STEP,
            None => break,
        }
    }
    rect.origin
}

/// The graph of these nodes for the automatic layout; those in a frame stay together.
fn graph(diagram: &Diagram, nodes: &[usize], framing: &HashMap<usize, usize>) -> Graph {
    let positions: HashMap<usize, usize> = nodes.iter().enumerate().map(|(at, node)| (*node, at)).collect();
    let tile = |node: &usize| {
        let size = diagram.nodes.get(*node).map(size::size).unwrap_or_default();
        let group = framing.get(node).copied();
        layered::Node { width: size.width, height: size.height, group, before: None }
    };
    let port = |end: End| {
        let node = diagram.nodes.get(end.node)?;
        Some(layered::Port { node: *positions.get(&end.node)?, y: size::port_y(node, end.port) })
    };
    // A wire into a solution's inside begins at its frame, which is not among its members.
    let edges = diagram
        .wires
        .iter()
        .filter_map(|wire| Some(Edge { from: port(wire.source)?, to: port(wire.target)? }));
    let groups = framing.values().max().map_or(0, |last| last + 1);
    Graph { nodes: nodes.iter().map(tile).collect(), edges: edges.collect(), groups }
}
