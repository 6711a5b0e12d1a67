//! Other versions of blocks, with every wire kept: what is mapped stays mapped, and what was read under
//! a name made for an output that is gone is mapped there, so that it can be seen and mapped anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::entry::key;
use super::mention::{check_literal, mentions, rename_objects, side_key};
use super::property::reference_path;
use super::script::Script;
use super::{Refusal, Scene};
use crate::block::BlockRef;
use crate::block::port::Side;
use crate::diagram::{Node, NodeId, Subject};
use crate::registry::Registry;

/// Sets the version part of references.
pub(super) fn change(script: &mut Script<'_>, versions: &[(NodeId, String)]) -> Result<(), Refusal> {
    script.open_text()?;
    for (id, version) in versions {
        let node = script.scene.own_node(id)?;
        let written = reference(&script.scene, node)?;
        let base = written.split_once('@').map_or(written, |(base, _)| base);
        change_reference(script, node, &format!("{base}@{version}"))?;
        script.focus.push(id.clone());
    }
    script.title = match versions {
        [(id, version)] => format!("Change {id} to version {version}"),
        _ => format!("Change the version of {} blocks", versions.len()),
    };
    Ok(())
}

/// Lets an instance be of what `wanted` refers to.
pub(super) fn change_reference(script: &mut Script<'_>, node: &Node, wanted: &str) -> Result<(), Refusal> {
    let scene = script.scene;
    reference(&scene, node)?;
    let parsed = BlockRef::parse(wanted).ok_or_else(|| {
        Refusal::new(
            format!("\"{wanted}\" refers to no block"),
            "Write REGISTRY/BLOCK_ID@1.2.0, or a range like ^1.0.0 behind the @.",
        )
    })?;
    let kept = match scene.workspace.registries.get(parsed.registry.as_deref().unwrap_or_default()) {
        Some(registry) => outputs_of(registry, &parsed)?,
        None => BTreeSet::new(),
    };
    let entry = scene.entry_of(node)?;
    script.put(entry.file, &entry.at(reference_path()), &Value::from(wanted))?;
    keep_readers(script, node, &kept)
}

/// The reference of an instance as written.
fn reference<'a>(scene: &Scene<'a>, node: &Node) -> Result<&'a str, Refusal> {
    let field = match node.subject {
        Subject::Block(position) | Subject::Solution(position) => {
            scene.analysis.config.uses.get(position).and_then(|entry| entry.reference.as_ref())
        }
        _ => None,
    };
    let field = field.ok_or_else(|| {
        Refusal::new(format!("{} refers to no block", node.name), "Give it a `ref` in the text first.")
    })?;
    check_literal(scene, field)?;
    Ok(&field.value)
}

/// The outputs of the version that is meant.
fn outputs_of(registry: &Registry, wanted: &BlockRef) -> Result<BTreeSet<Arc<str>>, Refusal> {
    let known = registry.index.versions(&wanted.block_id);
    let Some(version) = registry.resolve(&wanted.block_id, &wanted.spec) else {
        let versions: Vec<String> = known.iter().map(|entry| entry.version.to_string()).collect();
        if versions.is_empty() {
            return Ok(BTreeSet::new());
        }
        return Err(Refusal::new(
            format!("{} has no version {}", wanted.block_id, wanted.written),
            format!("Choose one of {}.", versions.join(", ")),
        ));
    };
    let ports = match registry.manifest(&wanted.block_id, version) {
        Ok(manifest) => Some(manifest.outputs.as_slice()),
        Err(_) => registry.index.find(&wanted.block_id, version).map(|entry| &*entry.outputs),
    };
    Ok(crate::sorting::set(ports.into_iter().flatten().map(|port| Arc::clone(&port.name))))
}

/// Maps the outputs that are not `kept` to the names under which they are read. The members of a
/// solution, and so its names, may be others in another version, so all that is read is mapped.
fn keep_readers(script: &mut Script<'_>, node: &Node, kept: &BTreeSet<Arc<str>>) -> Result<(), Refusal> {
    let scene = script.scene;
    let (Subject::Block(position) | Subject::Solution(position)) = node.subject else { return Ok(()) };
    let Some(written) = scene.analysis.config.uses.get(position) else { return Ok(()) };
    let is_solution = matches!(node.subject, Subject::Solution(_));
    let is_mapped = |port: &str| written.outputs.iter().any(|mapping| &*mapping.port == port);
    let loose = node.outputs.iter().filter(|port| !is_mapped(&port.name));
    let loose = loose.filter(|port| is_solution || !kept.contains(&port.name));
    let named: BTreeMap<&Arc<str>, &Arc<str>> =
        crate::sorting::map(loose.filter_map(|port| Some((port.object.as_ref()?, &port.name))));
    if named.is_empty() {
        return Ok(());
    }
    let inputs = mentions(&scene).filter(|mention| mention.side == Side::Input);
    let read = inputs.filter_map(|mention| named.get_key_value(&mention.name.value));
    let read: BTreeMap<&Arc<str>, &Arc<str>> = crate::sorting::map(read.map(|(name, port)| (*port, *name)));
    let entry = scene.entry_of(node)?;
    let outputs = entry.at([key("outputs")]);
    let has_some =
        scene.written(entry.file, &outputs).and_then(|node| node.as_map()).is_some_and(|map| !map.is_empty());
    if has_some {
        for (port, name) in read {
            script.put(entry.file, &entry.at([key("outputs"), key(port)]), &Value::from(&**name))?;
        }
    } else if !read.is_empty() {
        let mut mapping = Map::new();
        mapping.extend(read.into_iter().map(|(port, name)| (port.to_string(), Value::from(&**name))));
        script.put(entry.file, &outputs, &Value::Object(mapping))?;
    }
    Ok(())
}

/// Gives what was mapped at a port that is gone to another port.
pub(super) fn map_to(
    script: &mut Script<'_>,
    id: &NodeId,
    side: Side,
    gone: &Arc<str>,
    port: &Arc<str>,
) -> Result<(), Refusal> {
    script.open_text()?;
    let scene = script.scene;
    let joint =
        |port: &Arc<str>| scene.joint(&super::PortRef { node: id.clone(), port: Arc::clone(port) }, side);
    let (old, new) = (joint(gone)?, joint(port)?);
    new.check_there()?;
    let entry = scene.entry_of(old.node)?;
    let path = entry.at([key(side_key(side)), key(gone)]);
    if scene.written(entry.file, &path).is_none() {
        return Err(Refusal::new(format!("nothing is mapped at {gone} of {id}"), "Wire the port itself."));
    }
    if let (Side::Output, Some(object), Some(before)) = (side, &old.port.object, &new.port.object) {
        rename_objects(
            script,
            &BTreeMap::from([(Arc::clone(before), object.to_string())]),
            Some(Side::Input),
        )?;
    }
    script.title = format!("Map {gone} of {id} to {port}");
    script.focus = vec![id.clone()];
    script.rename_key(entry.file, &path, port)
}
