//! Places, frames and notes: gestures that change the layout document alone, and what others change
//! in it.

use std::collections::BTreeMap;

use super::script::Script;
use super::{Placing, Refusal, zone};
use crate::arrangement::{Arrangement, Frame, MAX_NOTE, Note, frame_name};
use crate::diagnostic::counts::counted;
use crate::diagram::{Node, NodeId, Subject};
use crate::geometry::Point;

/// How far below each other several new nodes stand.
const BELOW: f64 = 160.0;

/// Longest name of a frame, in characters.
const LONGEST_FRAME: usize = 100;

pub(super) fn place(
    script: &mut Script<'_>,
    act: Placing,
    places: &BTreeMap<NodeId, Point>,
) -> Result<(), Refusal> {
    let verb = match act {
        Placing::Move => "Move",
        Placing::Align => "Align",
        Placing::Distribute => "Distribute",
        Placing::Tidy => "Tidy",
    };
    script.title = match places.keys().next().filter(|_| places.len() == 1) {
        Some(only) => format!("{verb} {}", frame_name(only).unwrap_or(only.called())),
        None => format!("{verb} {} nodes", places.len()),
    };
    // Who tidies looks at the whole, and means none of it.
    if act != Placing::Tidy {
        script.focus = places.keys().cloned().collect();
    }
    check_places(script, places)?;
    script.layout()?.places.extend(places.iter().map(|(id, at)| (id.clone(), *at)));
    Ok(())
}

/// Whether what is placed is there, and the places are some.
pub(super) fn check_places(script: &Script<'_>, places: &BTreeMap<NodeId, Point>) -> Result<(), Refusal> {
    let arrangement = script.scene.arrangement;
    let is_hollow = |id: &NodeId| {
        let frame =
            frame_name(id).and_then(|name| arrangement.frames.iter().find(|frame| frame.name == name));
        frame.is_some_and(|frame| frame.members.is_empty())
    };
    for id in places.keys().filter(|id| !is_hollow(id)) {
        script.scene.node(id)?;
    }
    let is_finite = |at: &Point| at.x.is_finite() && at.y.is_finite();
    if !places.values().all(is_finite) {
        return Err(Refusal::new("a place is no number", "Move the nodes again."));
    }
    Ok(())
}

pub(super) fn unfold(script: &mut Script<'_>, id: &NodeId, unfolded: bool) -> Result<(), Refusal> {
    let node = script.scene.node(id)?;
    if !matches!(node.subject, Subject::Solution(_)) {
        return Err(Refusal::new(
            format!("{} is no solution", node.name),
            "Only solutions have an inside to show.",
        ));
    }
    script.title = format!("{} {id}", if unfolded { "Unfold" } else { "Fold" });
    script.focus = vec![id.clone()];
    let layout = script.layout()?;
    if unfolded {
        layout.unfolded.insert(id.clone());
    } else {
        layout.unfolded.remove(id);
    }
    Ok(())
}

pub(super) fn group(script: &mut Script<'_>, nodes: &[NodeId], name: &str) -> Result<(), Refusal> {
    for id in nodes {
        script.scene.own_node(id)?;
    }
    if nodes.is_empty() {
        return Err(Refusal::new("nothing is selected", "Select the nodes to frame first."));
    }
    script.title = format!("Group as {name}");
    script.focus = nodes.to_vec();
    let layout = script.layout()?;
    check_frame_name(layout, name)?;
    if let Some((id, zone)) = nodes.iter().find_map(|id| Some((id, layout.zone_of(id)?))) {
        return Err(Refusal::new(
            format!("{} stands in the zone {zone}, which the configuration says", id.called()),
            "Give it another zone, or none, and frame it then.",
        ));
    }
    for frame in &mut layout.frames {
        frame.members.retain(|id| !nodes.contains(id));
    }
    layout.frames.retain(|frame| !frame.members.is_empty());
    let members = crate::sorting::set(nodes.iter().cloned());
    layout.frames.push(Frame { name: name.to_owned(), members, is_folded: false, zone: None });
    Ok(())
}

pub(super) fn ungroup(script: &mut Script<'_>, names: &[String]) -> Result<(), Refusal> {
    let scene = script.scene;
    let mut kept = Vec::new();
    for name in names {
        let at = frame_at(scene.arrangement, name)?;
        let Some(frame) = scene.arrangement.frames.get(at) else { continue };
        if frame.zone.is_some() {
            zone::dissolve(script, frame)?;
        }
        let layout = script.layout()?;
        layout.frames.retain(|frame| frame.name != *name);
        layout.folded_zones.remove(name);
        layout.places.remove(&frame.id());
        kept.extend(frame.members.iter().cloned());
    }
    let what = match names {
        [only] => only.clone(),
        _ => format!("{} frames", names.len()),
    };
    let kept_words = match kept.len() {
        0 => String::new(),
        count => format!(", {} kept", counted(count, "node")),
    };
    script.title = format!("Take {what} away{kept_words}");
    script.focus = kept;
    Ok(())
}

pub(super) fn rename_frame(script: &mut Script<'_>, frame: &str, name: &str) -> Result<(), Refusal> {
    script.title = format!("Rename frame {frame} to {name}");
    let at = frame_at(script.scene.arrangement, frame)?;
    if script.scene.arrangement.frames.get(at).is_some_and(|frame| frame.zone.is_some()) {
        return zone::rename(script, at, name);
    }
    let layout = script.layout()?;
    if frame != name {
        check_frame_name(layout, name)?;
    }
    if let Some(frame) = layout.frames.get_mut(at) {
        name.clone_into(&mut frame.name);
    }
    Ok(())
}

pub(super) fn fold(script: &mut Script<'_>, frame: &str, folded: bool) -> Result<(), Refusal> {
    script.title = format!("{} {frame}", if folded { "Fold" } else { "Unfold" });
    let layout = script.layout()?;
    let at = frame_at(layout, frame)?;
    if let Some(frame) = layout.frames.get_mut(at) {
        frame.is_folded = folded;
    }
    Ok(())
}

pub(super) fn add_note(script: &mut Script<'_>, note: &Note) -> Result<(), Refusal> {
    check_note(note)?;
    script.title = String::from("Add note");
    script.layout()?.notes.push(note.clone());
    Ok(())
}

pub(super) fn change_note(script: &mut Script<'_>, note: usize, to: &Note) -> Result<(), Refusal> {
    check_note(to)?;
    script.title = String::from("Change note");
    *script.layout()?.notes.get_mut(note).ok_or_else(no_note)? = to.clone();
    Ok(())
}

pub(super) fn remove_note(script: &mut Script<'_>, note: usize) -> Result<(), Refusal> {
    script.title = String::from("Remove note");
    let notes = &mut script.layout()?.notes;
    if note >= notes.len() {
        return Err(no_note());
    }
    notes.remove(note);
    Ok(())
}

/// Puts new nodes below each other.
pub(super) fn put_new(script: &mut Script<'_>, ids: &[NodeId], at: Option<Point>) -> Result<(), Refusal> {
    let Some(at) = at else { return Ok(()) };
    let mut next = at;
    let places = &mut script.layout()?.places;
    for id in ids {
        places.insert(id.clone(), next);
        next = next.shifted(Point::new(0.0, BELOW));
    }
    Ok(())
}

/// A node is called `new` from now on, and what is inside it accordingly.
pub(super) fn renamed(script: &mut Script<'_>, node: &Node, new: &NodeId) {
    let diagram = script.scene.diagram;
    let parent = diagram.position(&node.id);
    let inside = diagram.nodes.iter().filter(|member| member.parent.is_some() && member.parent == parent);
    let inside: Vec<(NodeId, NodeId)> = inside
        .filter_map(|member| {
            let rest = member.id.0.strip_prefix(&*node.name)?;
            Some((member.id.clone(), NodeId(format!("{new}{rest}").into())))
        })
        .collect();
    if let Some(layout) = script.kept_layout() {
        layout.rename(&node.id, new);
        close_gap(layout, &node.id, |id| diagram.position(id).is_some());
        for (old, new) in &inside {
            layout.rename(old, new);
        }
    }
}

/// Nodes are gone; they come with later ones first, because those after them move up in their ids.
pub(super) fn forgotten<'n>(script: &mut Script<'_>, nodes: impl Iterator<Item = &'n Node>) {
    let diagram = script.scene.diagram;
    let Some(layout) = script.kept_layout() else { return };
    for node in nodes {
        let at = diagram.position(&node.id);
        let inside = diagram.nodes.iter().filter(|member| member.parent.is_some() && member.parent == at);
        inside.for_each(|member| layout.forget(&member.id));
        layout.forget(&node.id);
        close_gap(layout, &node.id, |id| diagram.position(id).is_some());
    }
}

/// Of entries with the same name `a`, `a#2`, `a#3` the later ones take the ids before them.
fn close_gap(layout: &mut Arrangement, id: &NodeId, exists: impl Fn(&NodeId) -> bool) {
    let (base, number) = match id.0.rsplit_once('#').map(|(base, number)| (base, number.parse::<usize>())) {
        Some((base, Ok(number))) => (base, number),
        _ => (&*id.0, 1),
    };
    let numbered = |number: usize| match number {
        1 => NodeId(base.into()),
        _ => NodeId(format!("{base}#{number}").into()),
    };
    for number in number.. {
        if !exists(&numbered(number + 1)) {
            break;
        }
        layout.rename(&numbered(number + 1), &numbered(number));
    }
}

pub(super) fn frame_at(layout: &Arrangement, name: &str) -> Result<usize, Refusal> {
    let at = layout.frames.iter().position(|frame| frame.name == name);
    at.ok_or_else(|| {
        Refusal::new(format!("there is no frame {name}"), "Look at the canvas again; it has moved on.")
    })
}

pub(super) fn check_frame_name(layout: &Arrangement, name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() || name.chars().count() > LONGEST_FRAME {
        return Err(Refusal::new(
            format!("a frame needs a name of 1 to {LONGEST_FRAME} characters"),
            "Give it one.",
        ));
    }
    if layout.frames.iter().any(|frame| frame.name == name) {
        return Err(Refusal::new(format!("there is a frame {name} already"), "Choose another name."));
    }
    Ok(())
}

fn check_note(note: &Note) -> Result<(), Refusal> {
    if note.text.chars().count() > MAX_NOTE {
        return Err(Refusal::new(
            format!("the note has more than {MAX_NOTE} characters"),
            "Shorten it, or make two of it.",
        ));
    }
    Ok(())
}

fn no_note() -> Refusal {
    Refusal::new("the note is not there any more", "Look at the canvas again; it has moved on.")
}
