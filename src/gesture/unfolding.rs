//! The insides of solutions shown and hidden again: room is made for them, and given back.

use super::Refusal;
use super::layout;
use super::room::{self, Growth};
use super::script::Script;
use crate::arrangement::Room;
use crate::diagram::NodeId;
use crate::geometry::{Point, Rect};
use crate::scene::{self, Shows, size};
use crate::spatial::Grid;

/// Shows the inside of a solution, or hides it.
pub(super) fn unfold(script: &mut Script<'_>, id: &NodeId, unfolded: bool) -> Result<(), Refusal> {
    layout::unfold(script, id, unfolded)?;
    let was_unfolded = script.scene.arrangement.unfolded.contains(id);
    match (was_unfolded, unfolded) {
        (false, true) => make_room(script, id),
        (true, false) => give_back(script, id),
        _ => Ok(()),
    }
}

/// Moves what is right of the solution `id`, below it, or both, by what it grows when its inside is shown,
/// if that would cover something. All of that moves alike, so that nothing else comes to overlap.
fn make_room(script: &mut Script<'_>, id: &NodeId) -> Result<(), Refusal> {
    let diagram = script.scene.diagram;
    let scene = room::seen(script)?;
    let layout = script.layout()?;
    let (Some(shape), Some(node)) = (scene.shape(id), diagram.node(id)) else { return Ok(()) };
    let Some(origin) = scene.places.get(id) else { return Ok(()) };
    let growth = Growth { old: Rect { origin: *origin, size: size::size(node) }, new: shape.rect };
    let frame = layout.frame_of(id).and_then(|frame| Some((scene.shape(&frame.id())?, &frame.members)));
    // The frame that it is in grows with it, over what is not in it.
    let is_covered = |shape: &&scene::Shape| match frame {
        Some((around, _)) if around.id == shape.id => false,
        Some((around, members)) if !members.contains(&shape.id) => around.rect.meets(&shape.rect),
        _ => growth.covers(&shape.rect),
    };
    let covered = room::around(&scene, diagram).filter(|shape| shape.id != *id).filter(is_covered);
    let by = growth.needed(covered.map(|shape| shape.rect));
    room::shift(layout, &scene, diagram, (&growth, by), &|shape| shape.id == *id);
    layout.rooms.remove(id);
    if by != Point::default() {
        let corner = Point::new(growth.old.right(), growth.old.bottom());
        layout.rooms.insert(id.clone(), Room { corner, by });
    }
    Ok(())
}

/// Moves back what was moved for the inside of the solution `id`, unless it or its surroundings were
/// rearranged since, so that something would come to overlap.
fn give_back(script: &mut Script<'_>, id: &NodeId) -> Result<(), Refusal> {
    let diagram = script.scene.diagram;
    let Some(room) = script.layout()?.rooms.remove(id) else { return Ok(()) };
    let scene = room::seen(script)?;
    let is_where_it_was = scene.shape(id).is_some_and(|shape| {
        let (x, y) = (shape.rect.right() - room.corner.x, shape.rect.bottom() - room.corner.y);
        x.abs() < 1.0 && y.abs() < 1.0
    });
    if !is_where_it_was {
        return Ok(());
    }
    let back = |at: Point| {
        let x = if at.x >= room.corner.x + room.by.x { -room.by.x } else { 0.0 };
        let y = if at.y >= room.corner.y + room.by.y { -room.by.y } else { 0.0 };
        Point::new(x, y)
    };
    let solid = || room::around(&scene, diagram).filter(|shape| !matches!(shape.shows, Shows::Frame(_)));
    let moved = |shape: &scene::Shape| shape.id != *id && back(shape.rect.origin) != Point::default();
    let mut standing = Grid::default();
    for (at, shape) in solid().enumerate().filter(|(_, shape)| !moved(shape)) {
        standing.put(at, shape.rect);
    }
    let is_free = |shape: &scene::Shape| {
        let rect = shape.rect.shifted(back(shape.rect.origin));
        !standing
            .touching(&rect)
            .into_iter()
            .any(|at| standing.get(at).is_some_and(|one| one.overlaps(&rect)))
    };
    if !solid().filter(|shape| moved(shape)).all(is_free) {
        return Ok(());
    }
    let layout = script.layout()?;
    for shape in room::around(&scene, diagram).filter(|shape| moved(shape)) {
        room::take_along(layout, &scene, diagram, shape, back(shape.rect.origin));
    }
    for note in &mut layout.notes {
        note.rect = note.rect.shifted(back(note.rect.origin));
    }
    Ok(())
}
