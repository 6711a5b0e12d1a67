//! Nodes put into frames and zones, and taken out of them.
//!
//! What is in a frame that only the canvas knows, the layout document says; what is in a zone, the text.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::entry::key;
use super::layout::{check_places, frame_at};
use super::mention::has_variable;
use super::room::{self, Growth};
use super::script::Script;
use super::{Refusal, Scene, zone};
use crate::arrangement::{Frame, ZoneLook, frame_id, zone_of};
use crate::diagnostic::counts::counted;
use crate::diagram::together::Together;
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
    let target = target.and_then(|at| frames.get(at));
    let mut moving: Vec<(&Node, Option<&Frame>)> = Vec::new();
    for id in nodes {
        let node = scene.own_node(id)?;
        let home = scene.arrangement.frame_of(id);
        if home.map(|home| &home.name) != target.map(|target| &target.name) {
            moving.push((node, home));
        }
    }
    if moving.is_empty() {
        return Err(Refusal::new("it is there already", "Choose another frame."));
    }
    let along = along(script.scene, &moving, target)?;
    script.title = title(&moving, frame);
    if let Some(more) = more(&along) {
        script.title += &format!(", and {more} with {}", if moving.len() == 1 { "it" } else { "them" });
    }
    script.focus = moving.iter().map(|(node, _)| node.id.clone()).collect();
    moving.extend(along);
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

/// Gives a node that can be in a zone another one, or none: as [`move_to`] does. A zone that there is not
/// yet is declared, as it could not be used else (ZON002).
pub(super) fn set(script: &mut Script<'_>, node: &Node, zone: Option<&str>) -> Result<(), Refusal> {
    let scene = script.scene;
    match zone {
        Some(name) if scene.analysis.config.zone(name).is_none() => found(script, node, name),
        None if scene.arrangement.zone_of(&node.id).is_none() => set_zone(script, node, None),
        _ => move_to(script, std::slice::from_ref(&node.id), zone, &BTreeMap::new()),
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

/// What else has to move, as DSS keeps it in one zone with what moves.
fn along<'a>(
    scene: Scene<'a>,
    moving: &[(&Node, Option<&Frame>)],
    target: Option<&Frame>,
) -> Result<Vec<(&'a Node, Option<&'a Frame>)>, Refusal> {
    let zone = target.filter(|frame| frame.zone.is_some());
    let is_in_zone = |(_, home): &(&Node, Option<&Frame>)| home.is_some_and(|home| home.zone.is_some());
    if zone.is_none() && !moving.iter().any(is_in_zone) {
        return Ok(Vec::new());
    }
    let diagram = scene.diagram;
    let together = Together::new(diagram);
    let mut positions = moving.iter().filter_map(|(node, _)| diagram.position(&node.id));
    let all = together.with(positions.clone());
    if let Some(made) = zone.and_then(|_| positions.find_map(|at| together.made(at))) {
        return Err(Refusal::new(
            made.reason(diagram),
            "Leave its zone to the block; a frame can be drawn around it.",
        ));
    }
    let others = all.into_iter().filter_map(|at| diagram.nodes.get(at));
    let others = others.filter(|node| moving.iter().all(|(moved, _)| moved.id != node.id));
    let zone = zone.map(|zone| &*zone.name);
    let others = others.filter(|node| scene.arrangement.zone_of(&node.id) != zone);
    let others: Vec<&Node> = others.collect();
    let is_variable = |node: &Node| {
        zone_of(&scene.analysis.config, node.subject).is_some_and(|zone| has_variable(&scene, zone))
    };
    if let Some(node) = others.iter().find(|node| is_variable(node)) {
        return Err(Refusal::new(
            format!("{} would come along, and its zone is written with a variable", node.name),
            "Change the variable, or write the zone out in the text first.",
        ));
    }
    Ok(others.into_iter().map(|node| (node, scene.arrangement.frame_of(&node.id))).collect())
}

/// What goes along, in words.
fn more(along: &[(&Node, Option<&Frame>)]) -> Option<String> {
    match along {
        [] => None,
        [(only, _)] => Some(only.name.to_string()),
        several => Some(counted(several.len(), "node")),
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

/// Writes that a node is in a zone that there is not yet, and what has to lie in one zone with it.
fn found(script: &mut Script<'_>, node: &Node, name: &str) -> Result<(), Refusal> {
    let scene = script.scene;
    zone::check_new(scene, name)?;
    let look = Frame { name: name.to_owned(), zone: Some(ZoneLook::default()), ..Frame::default() };
    let mut moving = vec![(node, scene.arrangement.frame_of(&node.id))];
    let along = along(scene, &moving, Some(&look))?;
    script.title = format!("Move {} to the new zone {name}", node.name);
    if let Some(more) = more(&along) {
        script.title += &format!(", and {more} with it");
    }
    moving.extend(along);
    for (node, _) in &moving {
        set_zone(script, node, Some(name))?;
    }
    zone::declare(script, name);
    let before = room::seen(script)?;
    script.layout()?.frames.push(look);
    let moving: Vec<&NodeId> = moving.into_iter().map(|(node, _)| &node.id).collect();
    change_members(script, &before, &moving, Some(name))?;
    room::gather(script, name)
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
    let now = room::seen(script)?;
    let members = script.layout()?.frames.iter().find(|known| known.name == frame.name);
    let stay = members.into_iter().flat_map(|known| &known.members).filter(|id| !ids.contains(id));
    let around = Rect::around(stay.filter_map(|id| room::rect(&now, diagram, id)));
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
