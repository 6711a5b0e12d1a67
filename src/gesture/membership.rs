//! Nodes put into frames and zones, and taken out of them.
//!
//! What is in a frame that only the canvas knows, the layout document says; what is in a zone, the text.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Refusal;
use super::entry::key;
use super::layout::{check_places, frame_at};
use super::room::{self, Growth};
use super::script::Script;
use crate::arrangement::{Frame, frame_id};
use crate::diagnostic::counts::counted;
use crate::diagram::{Node, NodeId};
use crate::geometry::{Point, Rect};
use crate::scene::{self, size};

/// Puts nodes into the frame called `frame`, or out of theirs. Those of them that `places` does not name
/// get a free place there.
pub(super) fn move_to(
    script: &mut Script<'_>,
    nodes: &[NodeId],
    frame: Option<&str>,
    places: &BTreeMap<NodeId, Point>,
) -> Result<(), Refusal> {
    let scene = script.scene;
    if nodes.is_empty() {
        return Err(Refusal::new("nothing is selected", "Select what to move first."));
    }
    check_places(script, places)?;
    let frames = &scene.arrangement.frames;
    let target = frame.map(|name| frame_at(scene.arrangement, name)).transpose()?;
    let home = |id: &NodeId| frames.iter().position(|frame| frame.members.contains(id));
    let mut moving: Vec<(&Node, Option<&Frame>)> = Vec::new();
    for id in nodes {
        let node = scene.own_node(id)?;
        if home(id) != target {
            moving.push((node, home(id).and_then(|at| frames.get(at))));
        }
    }
    if moving.is_empty() {
        return Err(Refusal::new("it is there already", "Choose another frame."));
    }
    script.title = title(&moving, frame);
    script.focus = moving.iter().map(|(node, _)| node.id.clone()).collect();
    let target = target.and_then(|at| frames.get(at));
    for (node, from) in &moving {
        let zone = target.filter(|frame| frame.zone.is_some());
        if zone.is_some() || from.is_some_and(|from| from.zone.is_some()) {
            script.open_text()?;
            set_zone(script, node, zone.map(|zone| &*zone.name))?;
        }
    }
    let before = room::seen(script)?;
    let moving: Vec<&NodeId> = moving.into_iter().map(|(node, _)| &node.id).collect();
    // What goes into a folded frame is seen no more, wherever it was dropped.
    let is_hidden = |id: &NodeId| target.is_some_and(|frame| frame.is_folded) && moving.contains(&id);
    let given = places.iter().filter(|(id, _)| !is_hidden(id)).map(|(id, at)| (id.clone(), *at));
    script.layout()?.places.extend(given);
    change_members(script, &before, &moving, target.map(|frame| &*frame.name))?;
    let unplaced: Vec<&NodeId> =
        moving.iter().copied().filter(|id| is_hidden(id) || !places.contains_key(*id)).collect();
    match target {
        Some(frame) => {
            put_inside(script, &before, frame, &unplaced)?;
            make_room(script, &before, &frame.name)
        }
        None => put_outside(script, &before, &unplaced),
    }
}

/// What stands in no frame now that a zone's entry says so: the place that [`move_to`] gives it, after the
/// text was changed.
pub(super) fn follow(script: &mut Script<'_>, id: &NodeId, zone: Option<&str>) -> Result<(), Refusal> {
    let frames = &script.scene.arrangement.frames;
    let target = zone.and_then(|zone| frames.iter().find(|frame| frame.name == zone && frame.zone.is_some()));
    let home = frames.iter().find(|frame| frame.members.contains(id));
    // A zone that is not declared has no frame.
    if home.map(|frame| &frame.name) == target.map(|frame| &frame.name) || zone.is_some() && target.is_none()
    {
        return Ok(());
    }
    let before = room::seen(script)?;
    change_members(script, &before, &[id], target.map(|frame| &*frame.name))?;
    match target {
        Some(frame) => {
            put_inside(script, &before, frame, &[id])?;
            make_room(script, &before, &frame.name)
        }
        None => put_outside(script, &before, &[id]),
    }
}

fn title(moving: &[(&Node, Option<&Frame>)], frame: Option<&str>) -> String {
    let what = match moving {
        [(only, _)] => only.name.to_string(),
        several => counted(several.len(), "node"),
    };
    let homes: BTreeSet<&str> =
        moving.iter().filter_map(|(_, from)| Some(from.as_ref()?.name.as_str())).collect();
    match (frame, homes.first()) {
        (Some(frame), _) => format!("Move {what} to {frame}"),
        (None, Some(only)) if homes.len() == 1 => format!("Take {what} out of {only}"),
        (None, _) => format!("Take {what} out of their frames"),
    }
}

/// Writes which zone a node is in.
fn set_zone(script: &mut Script<'_>, node: &Node, zone: Option<&str>) -> Result<(), Refusal> {
    let entry = script.scene.entry_of(node)?;
    let path = entry.at([key("zone")]);
    match zone {
        Some(_) if !node.subject.is_object() => Err(Refusal::new(
            format!("{} is a {}, which makes a zone of its own", node.name, node.noun()),
            "Set the zone's name in its properties instead, or frame it.",
        )),
        Some(zone) => script.put(entry.file, &path, &Value::from(zone)),
        None => {
            if script.scene.written(entry.file, &path).is_some() {
                script.remove(entry.file, &path);
            }
            Ok(())
        }
    }
}

/// Lets a frame have members that others had. A frame that only the canvas knows goes with its last
/// member; a zone stays where it was.
fn change_members(
    script: &mut Script<'_>,
    before: &scene::Scene,
    moving: &[&NodeId],
    target: Option<&str>,
) -> Result<(), Refusal> {
    let layout = script.layout()?;
    for frame in &mut layout.frames {
        let count = frame.members.len();
        frame.members.retain(|id| !moving.contains(&id));
        if target == Some(&*frame.name) {
            frame.members.extend(moving.iter().copied().cloned());
            layout.places.remove(&frame.id());
        } else if frame.members.is_empty() && count > 0 && frame.zone.is_some() {
            layout.places.extend(before.shape(&frame.id()).map(|shape| (frame.id(), shape.rect.origin)));
        }
    }
    layout.frames.retain(|frame| frame.zone.is_some() || !frame.members.is_empty());
    Ok(())
}

/// Places nodes below what is in a frame, one below the other.
fn put_inside(
    script: &mut Script<'_>,
    before: &scene::Scene,
    frame: &Frame,
    ids: &[&NodeId],
) -> Result<(), Refusal> {
    let diagram = script.scene.diagram;
    let stay = frame.members.iter().filter(|id| !ids.contains(id));
    let around = Rect::around(stay.filter_map(|id| room::rect(before, diagram, id)));
    let hollow = || before.shape(&frame.id()).map(|shape| shape.rect.origin).unwrap_or_default();
    let mut next = match around {
        Some(around) => Point::new(around.left(), around.bottom() + size::LEADING),
        None => hollow().shifted(Point::new(size::PADDING, size::PADDING + size::TITLE)),
    }
    .snapped(size::STEP);
    for id in ids {
        let Some(rect) = room::rect(before, diagram, id) else { continue };
        room::carry(script, before, id, next.since(rect.origin))?;
        next = next.shifted(Point::new(0.0, rect.size.height + size::LEADING));
    }
    Ok(())
}

/// Moves what stands in the way of a frame that has grown.
fn make_room(script: &mut Script<'_>, before: &scene::Scene, name: &str) -> Result<(), Refusal> {
    let after = room::seen(script)?;
    let id = frame_id(name);
    let (Some(old), Some(new)) = (before.shape(&id), after.shape(&id)) else { return Ok(()) };
    let members = script.layout()?.frames.iter().find(|frame| frame.name == name);
    let members = members.map(|frame| frame.members.clone()).unwrap_or_default();
    let growth = Growth { old: old.rect, new: new.rect };
    room::spread(script, &after, &growth, &|shape| shape.id == id || members.contains(&shape.id))
}

/// Places nodes right of the frame that they were in, if it is still there.
fn put_outside(script: &mut Script<'_>, before: &scene::Scene, ids: &[&NodeId]) -> Result<(), Refusal> {
    let diagram = script.scene.diagram;
    let homes = &script.scene.arrangement.frames;
    for id in ids {
        let after = room::seen(script)?;
        let home = homes.iter().find(|frame| frame.members.contains(id));
        let home = home.and_then(|frame| after.shape(&frame.id()));
        let (Some(home), Some(rect)) = (home, room::rect(before, diagram, id)) else { continue };
        let others = after.shapes.iter().filter(|shape| shape.id != **id && !room::is_within(shape, diagram));
        let others: Vec<Rect> = others.map(|shape| shape.rect).collect();
        let right = Point::new(home.rect.right() + size::LEADING, rect.top()).snapped(size::STEP);
        let place = scene::free(Rect { origin: right, size: rect.size }, &others);
        room::carry(script, before, id, place.since(rect.origin))?;
    }
    Ok(())
}
