//! Wires made, taken away and carried elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::entry::key;
use super::joint::{Joint, check_kinds, map_port, own_object, written_object};
use super::mention::{Mention, mentions_of, rename_objects, side_key};
use super::script::Script;
use super::{Link, PortRef, Refusal, Scene};
use crate::block::port::Side;
use crate::diagram::Subject;
use crate::yaml::edit::Step;

/// Lets the target read what the source writes.
pub(super) fn wire(script: &mut Script<'_>, link: &Link) -> Result<(), Refusal> {
    script.open_text()?;
    let source = script.scene.joint(&link.source, Side::Output)?;
    let target = script.scene.joint(&link.target, Side::Input)?;
    script.title = format!("Wire {} to {}", source.node.name, target.node.name);
    script.focus = vec![target.node.id.clone()];
    connect(script, source, target)
}

/// Takes wires away.
pub(super) fn unwire(script: &mut Script<'_>, links: &[Link]) -> Result<(), Refusal> {
    script.open_text()?;
    for link in links {
        let source = script.scene.joint(&link.source, Side::Output)?;
        let target = script.scene.joint(&link.target, Side::Input)?;
        script.title = format!("Unwire {} from {}", target.node.name, source.node.name);
        script.focus.push(target.node.id.clone());
        cut(script, source, target)?;
    }
    if links.len() != 1 {
        script.title = format!("Remove {} wires", links.len());
    }
    Ok(())
}

/// Carries the reading end of a wire to another input.
pub(super) fn rewire(script: &mut Script<'_>, wire: &Link, to: &PortRef) -> Result<(), Refusal> {
    script.open_text()?;
    let scene = script.scene;
    let source = scene.joint(&wire.source, Side::Output)?;
    let old = scene.joint(&wire.target, Side::Input)?;
    let new = scene.joint(to, Side::Input)?;
    script.title = format!("Carry the wire of {} to {}", old.port.name, new.port.name);
    if old.node.id != new.node.id {
        script.title = format!("Carry the wire of {} to {}", old.node.name, new.node.name);
    }
    script.focus = vec![new.node.id.clone()];
    let object = object_between(&scene, source, old)?;
    if wire.target == *to {
        return Ok(());
    }
    new.check_there()?;
    check_kinds(source, new)?;
    check_apart(source, new)?;
    let is_port = |joint: Joint<'_>| matches!(joint.node.subject, Subject::Block(_) | Subject::Solution(_));
    if old.node.id == new.node.id && is_port(new) && new.port.object.is_none() {
        let entry = scene.entry_of(new.node)?;
        let path = entry.at([key("inputs"), key(&old.port.name)]);
        if scene.written(entry.file, &entry.at([key("inputs"), key(&new.port.name)])).is_none() {
            return script.rename_key(entry.file, &path, &new.port.name);
        }
    }
    let is_dataset = |joint: Joint<'_>| joint.node.subject.is_data();
    match (is_dataset(old), is_dataset(new)) {
        (true, true) if scene.recipe(source)?.is_some() => {
            replace_in_list(script, source, &object, &new.node.name)
        }
        (true, true) => feed_dataset(script, source, new),
        (true, false) => {
            let object = own_object(script, source)?;
            read(script, &object, new)
        }
        (false, true) => {
            cut_object(script, source, old, &object);
            feed_dataset(script, source, new)
        }
        (false, false) => {
            cut_object(script, source, old, &object);
            read(script, &object, new)
        }
    }
}

/// Lets `target` read what `source` writes.
pub(super) fn connect(script: &mut Script<'_>, source: Joint<'_>, target: Joint<'_>) -> Result<(), Refusal> {
    target.check_there()?;
    check_kinds(source, target)?;
    check_apart(source, target)?;
    if target.node.subject.is_data() {
        return feed_dataset(script, source, target);
    }
    let object = written_object(script, source)?;
    read(script, &object, target)
}

fn check_apart(source: Joint<'_>, target: Joint<'_>) -> Result<(), Refusal> {
    if source.node.id == target.node.id {
        return Err(Refusal::new(
            format!("{} cannot read what it writes itself", source.node.name),
            "Choose a port of something else.",
        ));
    }
    Ok(())
}

/// Lets a block, solution or recipe read `object`.
pub(super) fn read(script: &mut Script<'_>, object: &str, target: Joint<'_>) -> Result<(), Refusal> {
    if script.scene.recipe(target)?.is_some() {
        return add_to_list(script, target, object);
    }
    map_port(script, target, object)
}

/// Lets a block, solution or recipe write a declared dataset.
fn feed_dataset(script: &mut Script<'_>, source: Joint<'_>, target: Joint<'_>) -> Result<(), Refusal> {
    let dataset = Arc::clone(&target.node.name);
    source.check_there()?;
    if source.node.subject.is_data() {
        return Err(Refusal::new(
            format!("{} and {dataset} are both datasets", source.node.name),
            "Put a recipe or a block between them.",
        ));
    }
    if script.scene.recipe(source)?.is_some() {
        return add_to_list(script, source, &dataset);
    }
    map_output(script, source, &dataset)
}

/// Lets an output of a block or solution write `object`. What read it before goes on reading it, unless
/// that is a dataset of its own.
pub(super) fn map_output(script: &mut Script<'_>, source: Joint<'_>, object: &str) -> Result<(), Refusal> {
    let config = &script.scene.analysis.config;
    let old = source.port.object.as_ref().filter(|old| ***old != *object);
    if let Some(old) = old.filter(|old| config.dataset(old).is_none()) {
        let renamed = BTreeMap::from([(Arc::clone(old), object.to_owned())]);
        rename_objects(script, &renamed, Some(Side::Input))?;
    }
    map_port(script, source, object)
}

/// Adds an object to what a recipe reads or writes.
fn add_to_list(script: &mut Script<'_>, joint: Joint<'_>, object: &str) -> Result<(), Refusal> {
    let scene = script.scene;
    let own = mentions_of(&scene, joint.node.subject);
    let own: Vec<&Mention<'_>> = own.iter().filter(|mention| mention.side == joint.side).collect();
    if own.iter().any(|mention| &*mention.name.value == object) {
        return Ok(());
    }
    let entry = scene.entry_of(joint.node)?;
    let list = entry.at([key(side_key(joint.side))]);
    let count = scene.written(entry.file, &list).and_then(|list| list.as_list()).map_or(0, <[_]>::len);
    let path: Vec<Step> = list.into_iter().chain([Step::Index(count)]).collect();
    script.put(entry.file, &path, &Value::from(object))
}

/// Puts another object in the place of one that a recipe reads or writes.
fn replace_in_list(script: &mut Script<'_>, joint: Joint<'_>, old: &str, new: &str) -> Result<(), Refusal> {
    let own = mentions_of(&script.scene, joint.node.subject);
    let own = || own.iter().filter(|mention| mention.side == joint.side);
    let has_it = own().any(|mention| *mention.name.value == *new);
    for mention in own().filter(|mention| *mention.name.value == *old) {
        if has_it {
            mention.remove(script);
        } else {
            mention.set(script, new)?;
        }
    }
    Ok(())
}

/// The object that passes between two ports.
fn object_between(scene: &Scene<'_>, source: Joint<'_>, target: Joint<'_>) -> Result<Arc<str>, Refusal> {
    let nodes = &scene.diagram.nodes;
    let is_end = |end: crate::diagram::End, joint: Joint<'_>| {
        let node = nodes.get(end.node).filter(|node| node.id == joint.node.id);
        node.and_then(|node| node.ports(joint.side).get(end.port))
            .is_some_and(|port| port.name == joint.port.name)
    };
    let between = |wire: &&crate::diagram::Wire| {
        wire.inside.is_none() && is_end(wire.source, source) && is_end(wire.target, target)
    };
    let wire = scene.diagram.wires.iter().find(between);
    wire.map(|wire| Arc::clone(&wire.object)).ok_or_else(|| {
        Refusal::new(
            format!("there is no wire from {} to {}", source.node.name, target.node.name),
            "Look at the canvas again; the text has moved on.",
        )
    })
}

/// Takes the wire between two ports away.
fn cut(script: &mut Script<'_>, source: Joint<'_>, target: Joint<'_>) -> Result<(), Refusal> {
    let object = object_between(&script.scene, source, target)?;
    cut_object(script, source, target, &object);
    Ok(())
}

/// Takes a wire away where it is written: at what reads, or for a dataset at what writes it.
pub(super) fn cut_object(script: &mut Script<'_>, source: Joint<'_>, target: Joint<'_>, object: &Arc<str>) {
    let scene = script.scene;
    let written_at = if target.node.subject.is_data() { source } else { target };
    for mention in mentions_of(&scene, written_at.node.subject) {
        let is_it = mention.side == written_at.side && mention.name.value == *object;
        let is_recipe = matches!(written_at.node.subject, Subject::Recipe(_));
        if is_it && (is_recipe || mention.is_port(&written_at.port.name)) {
            mention.remove(script);
        }
    }
}
