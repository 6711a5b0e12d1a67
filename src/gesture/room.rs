//! Room for the inside of a solution among what stands around it.

use std::collections::BTreeMap;

use super::Refusal;
use super::script::Script;
use crate::arrangement::Arrangement;
use crate::diagram::{Diagram, NodeId};
use crate::geometry::{Point, Rect};
use crate::scene::{self, Shows, size};

/// Moves what is right of the solution `id`, below it, or both, by what it grows when its inside is shown,
/// if that would cover something. All of that moves alike, so that nothing else comes to overlap.
pub(super) fn make_room(script: &mut Script<'_>, id: &NodeId) -> Result<(), Refusal> {
    let (diagram, shown) = (script.scene.diagram, script.scene.shown);
    if script.scene.arrangement.unfolded.contains(id) {
        return Ok(());
    }
    let layout = script.layout()?;
    let mut seen = layout.clone();
    for (id, at) in shown {
        seen.places.entry(id.clone()).or_insert(*at);
    }
    let scene = scene::Scene::new(diagram, &seen, None);
    let (Some(shape), Some(node)) = (scene.shape(id), diagram.node(id)) else { return Ok(()) };
    let Some(origin) = scene.places.get(id) else { return Ok(()) };
    let growth = Growth { old: Rect { origin: *origin, size: size::size(node) }, new: shape.rect };
    let frame = layout.frame_of(id).and_then(|frame| {
        let around = scene.shape(&NodeId(format!("frame:{}", frame.name).into()))?;
        Some((around, &frame.members))
    });
    let stands = |shape: &&scene::Shape| is_outside(shape, diagram) && shape.id != *id;
    let standing: Vec<&scene::Shape> = scene.shapes.iter().filter(stands).collect();
    // The frame that it is in grows with it, over what is not in it.
    let is_covered = |shape: &&scene::Shape| match frame {
        Some((around, _)) if around.id == shape.id => false,
        Some((around, members)) if !members.contains(&shape.id) => around.rect.meets(&shape.rect),
        _ => growth.covers(&shape.rect),
    };
    let frames = scene.shapes.iter().filter(|shape| matches!(shape.shows, Shows::Frame(_)));
    let covered = standing.iter().copied().chain(frames).filter(is_covered);
    let by = growth.needed(covered.map(|shape| shape.rect));
    for shape in standing {
        let by = growth.shift(shape.rect.origin, by);
        if by != Point::default() {
            move_along(layout, &scene, diagram, shape, by);
        }
    }
    for note in &mut layout.notes {
        note.rect = note.rect.shifted(growth.shift(note.rect.origin, by));
    }
    Ok(())
}

/// Whether it stands by itself: neither in a solution nor around others.
fn is_outside(shape: &scene::Shape, diagram: &Diagram) -> bool {
    match shape.shows {
        Shows::Node(node) | Shows::Inside(node) => {
            diagram.nodes.get(node).is_some_and(|node| node.parent.is_none())
        }
        Shows::Folded(_) => true,
        Shows::Frame(_) => false,
    }
}

/// A solution, folded and with its inside.
struct Growth {
    old: Rect,
    new: Rect,
}

impl Growth {
    /// Whether it comes to cover something, or nearly.
    fn covers(&self, rect: &Rect) -> bool {
        self.new.grown(size::LEADING / 2.0).meets(rect)
    }

    /// How far things have to move right and down, if these are covered.
    fn needed(&self, covered: impl Iterator<Item = Rect>) -> Point {
        let up = |length: f64| (length.max(0.0) / size::STEP).ceil() * size::STEP;
        let (mut x, mut y) = (0.0, 0.0);
        for rect in covered {
            if rect.left() >= self.old.right() {
                x = up(self.new.right() - self.old.right());
            } else if rect.top() >= self.old.bottom() {
                y = up(self.new.bottom() - self.old.bottom());
            }
        }
        Point::new(x, y)
    }

    /// How far what stands at `at` moves.
    fn shift(&self, at: Point, by: Point) -> Point {
        let x = if at.x >= self.old.right() { by.x } else { 0.0 };
        let y = if at.y >= self.old.bottom() { by.y } else { 0.0 };
        Point::new(x, y)
    }
}

/// Moves the nodes of a shape, and what is inside of them.
fn move_along(
    layout: &mut Arrangement,
    scene: &scene::Scene,
    diagram: &Diagram,
    shape: &scene::Shape,
    by: Point,
) {
    let nodes = scene.nodes_of(shape);
    let is_along = |at: usize, parent: Option<usize>| {
        nodes.contains(&at) || parent.is_some_and(|parent| nodes.contains(&parent))
    };
    let along = diagram.nodes.iter().enumerate().filter(|(at, node)| is_along(*at, node.parent));
    let places: BTreeMap<NodeId, Point> = along
        .filter_map(|(_, node)| {
            let at = scene.places.get(&node.id).or_else(|| layout.places.get(&node.id))?;
            Some((node.id.clone(), at.shifted(by)))
        })
        .collect();
    layout.places.extend(places);
}
