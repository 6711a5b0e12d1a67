//! Room for what grows among what stands around it.

use std::collections::BTreeMap;

use super::Refusal;
use super::script::Script;
use crate::arrangement::{Arrangement, frame_id};
use crate::diagram::{Diagram, NodeId};
use crate::geometry::{Point, Rect};
use crate::scene::{self, Shows, size};

/// Moves what something that has grown covers, and all that is right of it, below it, or both. What
/// `is_own` is part of it and stays.
pub(super) fn spread(
    script: &mut Script<'_>,
    scene: &scene::Scene,
    growth: &Growth,
    is_own: &dyn Fn(&scene::Shape) -> bool,
) -> Result<(), Refusal> {
    let diagram = script.scene.diagram;
    let covered = around(scene, diagram).filter(|shape| !is_own(shape));
    let by = growth.needed(covered.map(|shape| shape.rect).filter(|rect| growth.covers(rect)));
    shift(script.layout()?, scene, diagram, (growth, by), is_own);
    Ok(())
}

/// Brings the members of the frame `name` together, if something else would seem to be in it.
pub(super) fn gather(script: &mut Script<'_>, name: &str) -> Result<(), Refusal> {
    let (diagram, id) = (script.scene.diagram, frame_id(name));
    let members = script.layout()?.frames.iter().find(|frame| frame.name == name);
    let Some(members) = members.map(|frame| frame.members.clone()) else { return Ok(()) };
    let is_stranger = |shape: &&scene::Shape| shape.id != id && !members.contains(&shape.id);
    let strangers =
        |scene: &scene::Scene| around(scene, diagram).filter(is_stranger).map(|shape| shape.rect).collect();
    let scene = seen(script)?;
    let Some(frame) = scene.shape(&id) else { return Ok(()) };
    let others: Vec<Rect> = strangers(&scene);
    if !others.iter().any(|other| other.meets(&frame.rect)) {
        return Ok(());
    }
    let together = scene.tidied(diagram, script.layout()?, Some(&members));
    script.layout()?.places.extend(together);
    let scene = seen(script)?;
    let Some(frame) = scene.shape(&id) else { return Ok(()) };
    let others: Vec<Rect> = strangers(&scene);
    let by = scene::free(frame.rect, &others).since(frame.rect.origin);
    for member in &members {
        carry(script, &scene, member, Point::new(0.0, (by.y / size::STEP).ceil() * size::STEP))?;
    }
    Ok(())
}

/// What is seen now that the layout is as it is.
pub(super) fn seen(script: &mut Script<'_>) -> Result<scene::Scene, Refusal> {
    let (diagram, shown) = (script.scene.diagram, script.scene.shown);
    let mut seen = script.layout()?.clone();
    for (id, at) in shown {
        seen.places.entry(id.clone()).or_insert(*at);
    }
    Ok(scene::Scene::new(diagram, &seen, None))
}

/// Where a node is drawn, or would be if the frame that it is in were not folded.
pub(super) fn rect(scene: &scene::Scene, diagram: &Diagram, id: &NodeId) -> Option<Rect> {
    let drawn = scene.shape(id).map(|shape| shape.rect);
    drawn.or_else(|| Some(Rect { origin: *scene.places.get(id)?, size: size::size(diagram.node(id)?) }))
}

/// Moves a node, and what is inside of it.
pub(super) fn carry(
    script: &mut Script<'_>,
    scene: &scene::Scene,
    id: &NodeId,
    by: Point,
) -> Result<(), Refusal> {
    let diagram = script.scene.diagram;
    if let Some(at) = diagram.position(id).filter(|_| by != Point::default()) {
        move_along(script.layout()?, scene, diagram, &[at], by);
    }
    Ok(())
}

/// Whether it is drawn inside a solution.
pub(super) fn is_within(shape: &scene::Shape, diagram: &Diagram) -> bool {
    match shape.shows {
        Shows::Node(node) | Shows::Inside(node) => {
            diagram.nodes.get(node).is_some_and(|node| node.parent.is_some())
        }
        Shows::Folded(_) | Shows::Frame(_) => false,
    }
}

/// What stands by itself, and the frames.
pub(super) fn around<'s>(
    scene: &'s scene::Scene,
    diagram: &'s Diagram,
) -> impl Iterator<Item = &'s scene::Shape> {
    scene.shapes.iter().filter(|shape| !is_within(shape, diagram))
}

/// Something, before and after it has grown.
pub(super) struct Growth {
    pub(super) old: Rect,
    pub(super) new: Rect,
}

impl Growth {
    /// Whether it comes to cover something, or nearly.
    pub(super) fn covers(&self, rect: &Rect) -> bool {
        self.new.grown(size::LEADING / 2.0).meets(rect)
    }

    /// How far things have to move right and down, if these are covered.
    pub(super) fn needed(&self, covered: impl Iterator<Item = Rect>) -> Point {
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

/// Moves all that stands right of what has grown and below it, but not what is its own.
pub(super) fn shift(
    layout: &mut Arrangement,
    scene: &scene::Scene,
    diagram: &Diagram,
    (growth, by): (&Growth, Point),
    is_own: &dyn Fn(&scene::Shape) -> bool,
) {
    for shape in around(scene, diagram).filter(|shape| !is_own(shape)) {
        let by = growth.shift(shape.rect.origin, by);
        if by == Point::default() {
            continue;
        }
        take_along(layout, scene, diagram, shape, by);
    }
    for note in &mut layout.notes {
        note.rect = note.rect.shifted(growth.shift(note.rect.origin, by));
    }
}

/// Moves what a shape shows; a frame that something is in follows that.
pub(super) fn take_along(
    layout: &mut Arrangement,
    scene: &scene::Scene,
    diagram: &Diagram,
    shape: &scene::Shape,
    by: Point,
) {
    match (scene.nodes_of(shape), scene.places.get(&shape.id)) {
        ([], Some(at)) => {
            layout.places.insert(shape.id.clone(), at.shifted(by));
        }
        (nodes, _) => move_along(layout, scene, diagram, nodes, by),
    }
}

/// Moves nodes, and what is inside of them, and the room that was made for that.
fn move_along(layout: &mut Arrangement, scene: &scene::Scene, diagram: &Diagram, nodes: &[usize], by: Point) {
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
    for id in places.keys() {
        if let Some(room) = layout.rooms.get_mut(id) {
            room.corner = room.corner.shifted(by);
        }
    }
    layout.places.extend(places);
}
