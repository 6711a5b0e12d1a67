//! Nodes and the frames around them as shapes. A folded frame is one shape, whose ports are those of its
//! members that lead out of it.

use std::collections::{BTreeMap, HashMap};

use super::{Scene, Shape, Shows, size};
use crate::arrangement::Arrangement;
use crate::diagram::{Diagram, End, Node};
use crate::geometry::{Point, Rect};

/// The scene with its shapes and the ports of folded frames; `places` belong to the diagram's nodes.
pub(super) fn shapes(diagram: &Diagram, arrangement: &Arrangement, places: &[Option<Point>]) -> Scene {
    let insides = insides(diagram, places);
    let mut around: BTreeMap<usize, Vec<Rect>> = BTreeMap::new();
    let mut scene = Scene::default();
    let framing = framing(diagram, arrangement);
    let mut shapes = Vec::new();
    for (at, node) in diagram.nodes.iter().enumerate() {
        let Some(place) = places.get(at).copied().flatten() else { continue };
        let frame = framing.get(&node.parent.unwrap_or(at)).copied();
        let is_folded =
            frame.and_then(|frame| arrangement.frames.get(frame)).is_some_and(|frame| frame.is_folded);
        let (shows, rect) = match insides.get(&at) {
            Some(inside) => (Shows::Inside(at), *inside),
            None => (Shows::Node(at), Rect { origin: place, size: size::size(node) }),
        };
        if let Some(frame) = frame.filter(|_| node.parent.is_none()) {
            around.entry(frame).or_default().push(rect);
            if is_folded {
                scene.folded.entry(frame).or_default().push(at);
            }
        }
        if !is_folded {
            shapes.push(Shape { id: node.id.clone(), shows, rect });
        }
    }
    scene.outlets = outlets(diagram, &scene.folded);
    let frames = around.into_iter().filter_map(|(frame, rects)| of_frame(arrangement, &scene, frame, rects));
    let mut all: Vec<Shape> = frames.collect();
    let (inner, nodes): (Vec<Shape>, _) =
        shapes.into_iter().partition(|shape| matches!(shape.shows, Shows::Inside(_)));
    all.extend(inner);
    all.extend(nodes);
    scene.shapes = all;
    scene
}

/// The frame that each node outside of solutions is in, by position.
pub(super) fn framing(diagram: &Diagram, arrangement: &Arrangement) -> HashMap<usize, usize> {
    let members = arrangement.frames.iter().enumerate();
    let members = members.flat_map(|(at, frame)| frame.members.iter().map(move |member| (member, at)));
    let outside = |position: &usize| diagram.nodes.get(*position).is_some_and(|node| node.parent.is_none());
    members.filter_map(|(id, frame)| Some((diagram.position(id).filter(outside)?, frame))).collect()
}

/// The rectangles of solutions whose members are drawn.
fn insides(diagram: &Diagram, places: &[Option<Point>]) -> BTreeMap<usize, Rect> {
    let mut members: BTreeMap<usize, Rect> = BTreeMap::new();
    for (node, place) in diagram.nodes.iter().zip(places) {
        let (Some(parent), Some(origin)) = (node.parent, *place) else { continue };
        let rect = Rect { origin, size: size::size(node) };
        members.entry(parent).and_modify(|all| *all = all.union(&rect)).or_insert(rect);
    }
    let around =
        |(solution, members): (usize, Rect)| Some((solution, inside(diagram.nodes.get(solution)?, members)));
    members.into_iter().filter_map(around).collect()
}

/// The frame of a solution around its members, with room for the names of its ports at the sides.
fn inside(solution: &Node, members: Rect) -> Rect {
    let least = size::size(solution).height;
    let (x, y) = (members.left() - size::STRIP, members.top() - size::HEAD);
    let height = members.size.height + size::HEAD + size::PADDING;
    Rect::new(x, y, members.size.width + 2.0 * size::STRIP, height.max(least))
}

fn of_frame(arrangement: &Arrangement, scene: &Scene, frame: usize, rects: Vec<Rect>) -> Option<Shape> {
    let framed = arrangement.frames.get(frame)?;
    let around = Rect::around(rects)?;
    let id = framed.id();
    if framed.is_folded {
        let rows = scene.outlets.get(&frame).map_or(0, |[inputs, outputs]| inputs.len().max(outputs.len()));
        let rect = Rect { origin: around.origin, size: size::with_rows(rows) };
        return Some(Shape { id, shows: Shows::Folded(frame), rect });
    }
    let padded = around.grown(size::PADDING);
    let rect = Rect::new(
        padded.left(),
        padded.top() - size::TITLE,
        padded.size.width,
        padded.size.height + size::TITLE,
    );
    Some(Shape { id, shows: Shows::Frame(frame), rect })
}

/// The ports of members of folded frames that wires lead to from outside, in the order of the wires.
fn outlets(diagram: &Diagram, folded: &BTreeMap<usize, Vec<usize>>) -> BTreeMap<usize, [Vec<End>; 2]> {
    let frames: HashMap<usize, usize> =
        folded.iter().flat_map(|(frame, nodes)| nodes.iter().map(|node| (*node, *frame))).collect();
    let mut outlets: BTreeMap<usize, [Vec<End>; 2]> =
        folded.keys().map(|frame| (*frame, Default::default())).collect();
    for wire in diagram.wires.iter().filter(|wire| wire.inside.is_none()) {
        let (from, to) = (frames.get(&wire.source.node), frames.get(&wire.target.node));
        if from == to {
            continue;
        }
        for (frame, end, side) in [(to, wire.target, 0), (from, wire.source, 1)] {
            let ends = frame.and_then(|frame| outlets.get_mut(frame)?.get_mut(side));
            if let Some(ends) = ends.filter(|ends| !ends.contains(&end)) {
                ends.push(end);
            }
        }
    }
    outlets
}
