//! The automatic layout of what is drawn: places for all nodes, or for some.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::frames::framing;
use super::{Scene, Shows, hollow, size};
use crate::arrangement::{Arrangement, frame_name};
use crate::block::port::Side;
use crate::diagram::{Diagram, End, NodeId};
use crate::geometry::{Point, Rect};
use crate::layered::{self, Edge, Graph, Port, Spacing};

/// What is placed as one: a node, or a folded frame with all that is in it.
struct Tile {
    rect: Rect,
    /// Positions of the nodes outside of solutions.
    nodes: Vec<usize>,
    /// The frame it is drawn in; none for a folded one.
    frame: Option<usize>,
    /// The frame that it is, folded.
    folded: Option<usize>,
}

/// Where the automatic layout puts the nodes outside of solutions, or those of them that are `chosen`.
pub(super) fn tidied(
    scene: &Scene,
    diagram: &Diagram,
    arrangement: &Arrangement,
    chosen: Option<&BTreeSet<NodeId>>,
) -> BTreeMap<NodeId, Point> {
    let tiles = tiles(scene, diagram, arrangement, chosen);
    let corner = Rect::around(tiles.iter().map(|tile| tile.rect)).unwrap_or_default().origin;
    let layout =
        layered::layout(&graph(scene, diagram, arrangement, &tiles), &Spacing::default()).moved_to(corner);
    let mut inside: BTreeMap<usize, Vec<&NodeId>> = BTreeMap::new();
    for node in &diagram.nodes {
        if let Some(parent) = node.parent {
            inside.entry(parent).or_default().push(&node.id);
        }
    }
    let mut places = BTreeMap::new();
    for (tile, place) in tiles.iter().zip(layout.nodes) {
        let by = place.snapped(size::STEP).since(tile.rect.origin);
        for node in &tile.nodes {
            let own = diagram.nodes.get(*node).map(|node| &node.id);
            for id in own.into_iter().chain(inside.get(node).into_iter().flatten().copied()) {
                if let Some(place) = scene.places.get(id) {
                    places.insert(id.clone(), place.shifted(by));
                }
            }
        }
    }
    if chosen.is_none() {
        places.extend(hollow(scene, diagram, &places));
    }
    places
}

/// The places of zones that nothing is in, below everything.
fn hollow(scene: &Scene, diagram: &Diagram, places: &BTreeMap<NodeId, Point>) -> Vec<(NodeId, Point)> {
    let ids = scene.shapes.iter().map(|shape| &shape.id);
    let ids = ids.filter(|id| frame_name(id).is_some() && scene.places.contains_key(*id)).cloned();
    let rect = |(id, at): (&NodeId, &Point)| {
        let size = diagram.node(id).map(size::size).unwrap_or_default();
        Rect { origin: *at, size }
    };
    let around: Vec<Rect> = places.iter().map(rect).collect();
    hollow::places(ids, &around)
}

fn tiles(
    scene: &Scene,
    diagram: &Diagram,
    arrangement: &Arrangement,
    chosen: Option<&BTreeSet<NodeId>>,
) -> Vec<Tile> {
    let framing = framing(diagram, arrangement);
    let is_chosen = |id: &NodeId| chosen.is_none_or(|chosen| chosen.contains(id));
    let mut tiles: Vec<Tile> = Vec::new();
    for shape in &scene.shapes {
        let nodes = scene.nodes_of(shape);
        let id = nodes.first().and_then(|node| diagram.nodes.get(*node)).filter(|node| node.parent.is_none());
        let is_wanted =
            nodes.iter().any(|node| diagram.nodes.get(*node).is_some_and(|node| is_chosen(&node.id)));
        if id.is_none() || !is_wanted && !is_chosen(&shape.id) {
            continue;
        }
        let folded = match shape.shows {
            Shows::Folded(frame) => Some(frame),
            _ => None,
        };
        let frame = nodes.first().and_then(|node| framing.get(node)).copied().filter(|_| folded.is_none());
        tiles.push(Tile { rect: shape.rect, nodes: nodes.to_vec(), frame, folded });
    }
    tiles
}

fn graph(scene: &Scene, diagram: &Diagram, arrangement: &Arrangement, tiles: &[Tile]) -> Graph {
    let mut positions: HashMap<usize, usize> = HashMap::new();
    for (at, tile) in tiles.iter().enumerate() {
        positions.extend(tile.nodes.iter().map(|node| (*node, at)));
    }
    let port = |end: End, side: Side| {
        let at = *positions.get(&end.node)?;
        let y = match tiles.get(at)?.folded {
            Some(frame) => size::row_y(scene.outlet(frame, side, end)?),
            None => size::port_y(diagram.nodes.get(end.node)?, end.port),
        };
        Some(Port { node: at, y })
    };
    let outside = diagram.wires.iter().filter(|wire| wire.inside.is_none());
    let edges = outside.filter_map(|wire| {
        Some(Edge { from: port(wire.source, Side::Output)?, to: port(wire.target, Side::Input)? })
    });
    let node = |tile: &Tile| layered::Node {
        width: tile.rect.size.width,
        height: tile.rect.size.height,
        group: tile.frame,
        before: Some(tile.rect.origin),
    };
    Graph {
        nodes: tiles.iter().map(node).collect(),
        edges: edges.collect(),
        groups: arrangement.frames.len(),
    }
}
