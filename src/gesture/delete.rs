//! Entries removed, with the wires at them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::Entry;
use super::joint::Joint;
use super::rename::template_uses;
use super::script::Script;
use super::wire::cut_object;
use super::{Refusal, Scene, layout};
use crate::block::PortKind;
use crate::block::port::Side;
use crate::config::layout::{Role, role};
use crate::connection::{Basis, Declared, Succession};
use crate::diagram::{Diagram, End, Node, NodeId, Subject, Wire};
use crate::sorting;

/// Removes nodes. With `bridge`, what read one goes on with what it read, where the two can be wired.
pub(super) fn delete(script: &mut Script<'_>, ids: &[NodeId], bridge: bool) -> Result<(), Refusal> {
    script.open_text()?;
    let scene = script.scene;
    if ids.is_empty() {
        return Err(Refusal::new("nothing is selected", "Select what to delete first."));
    }
    let mut gone: BTreeSet<usize> = BTreeSet::new();
    for id in ids {
        scene.own_node(id)?;
        gone.extend(scene.diagram.position(id));
    }
    script.title = match ids {
        [only] => format!("Delete {}", only.called()),
        _ => format!("Delete {} things", gone.len()),
    };
    let bridged = cut_wires(script, &gone, bridge)?;
    if let Some((made, all)) = bridged.filter(|(_, all)| *all > 0) {
        let wires = if all == 1 { "wire" } else { "wires" };
        script.title += &format!(", {made} of {all} {wires} bridged");
    }
    let nodes = || gone.iter().filter_map(|at| scene.diagram.nodes.get(*at));
    for node in nodes().filter(|node| matches!(node.subject, Subject::Recipe(_))) {
        for (file, path) in template_uses(&scene, &node.name) {
            script.remove(file, &path);
        }
    }
    let entries: Vec<Entry> = nodes().map(|node| scene.entry_of(node)).collect::<Result<_, _>>()?;
    remove_entries(script, sorting::set(entries));
    layout::forgotten(script, nodes().rev());
    Ok(())
}

/// Removes entries; a file of datasets or recipes that holds nothing else goes with its last one.
fn remove_entries(script: &mut Script<'_>, entries: BTreeSet<Entry>) {
    let scene = script.scene;
    let mut lists: BTreeMap<(crate::source::FileId, &str), usize> = BTreeMap::new();
    for entry in &entries {
        *lists.entry((entry.file, entry.list)).or_default() += 1;
    }
    let files = &scene.workspace.files;
    let has_project = files.iter().any(|source| source.path == "project.yml");
    for entry in entries {
        let root = scene.root(entry.file);
        let count = root.and_then(|root| root.get(entry.list)?.as_list()).map_or(0, <[_]>::len);
        let goes = lists.get(&(entry.file, entry.list)) == Some(&count);
        let is_alone = root.and_then(|root| root.as_map()).is_some_and(|root| root.len() == 1);
        let path = files.get(entry.file.index()).map_or("", |source| source.path.as_str());
        let is_part = matches!(role(path, &scene.workspace.environment), Role::Datasets | Role::Recipes);
        if goes && is_alone && is_part && has_project {
            script.remove_file(entry.file);
        } else {
            script.remove(entry.file, &entry.path());
        }
    }
}

/// Cuts or bridges the wires between what goes and what stays. Gives back how many of those that could
/// be bridged were, if any should be.
fn cut_wires(
    script: &mut Script<'_>,
    gone: &BTreeSet<usize>,
    bridge: bool,
) -> Result<Option<(usize, usize)>, Refusal> {
    let scene = script.scene;
    let diagram = scene.diagram;
    let declared = bridge.then(|| Declared::new(&scene.analysis.config));
    let mut succession = declared.as_ref().map(|declared| Succession::new(basis(&scene, declared)));
    let (mut made, mut all) = (0, 0);
    let flow = Flow::new(diagram, gone);
    let outside = || diagram.wires.iter().filter(|wire| wire.inside.is_none());
    // A name that something else writes too can be read on.
    let stays = outside().filter(|wire| !gone.contains(&wire.source.node));
    let stays: BTreeSet<(End, &str)> = sorting::set(stays.map(|wire| (wire.target, &*wire.object)));
    for wire in outside() {
        let (from_gone, to_gone) = (gone.contains(&wire.source.node), gone.contains(&wire.target.node));
        let (Some(source), Some(target)) = (output(diagram, wire.source), input(diagram, wire.target)) else {
            continue;
        };
        match (from_gone, to_gone) {
            (true, false) if is_dataset(target.node) || stays.contains(&(wire.target, &*wire.object)) => {}
            (true, false) => {
                let read = succession.as_mut().and_then(|succession| {
                    let read = flow.replacement(wire, target.port.kind)?;
                    succession.allows(read.source, wire.target).then_some(read)
                });
                all += 1;
                made += usize::from(read.is_some());
                match read {
                    Some(read) if read.object == wire.object => {}
                    Some(read) => reread(script, target, &wire.object, &read.object)?,
                    None => cut_object(script, source, target, &wire.object),
                }
            }
            (false, true) if is_dataset(target.node) => {
                let is_kept = bridge && !matches!(source.node.subject, Subject::Recipe(_));
                if !is_kept {
                    cut_object(script, source, target, &wire.object);
                }
            }
            _ => {}
        }
    }
    Ok(bridge.then_some((made, all)))
}

fn basis<'a>(scene: &Scene<'a>, declared: &'a Declared) -> Basis<'a> {
    Basis {
        diagram: scene.diagram,
        config: &scene.analysis.config,
        composition: &scene.analysis.composition,
        registries: &scene.workspace.registries,
        declared,
    }
}

/// Lets what reads `old` at a port read `new`.
fn reread(script: &mut Script<'_>, target: Joint<'_>, old: &Arc<str>, new: &Arc<str>) -> Result<(), Refusal> {
    let scene = script.scene;
    let own = super::mention::mentions_of(&scene, target.node.subject);
    let own = || own.iter().filter(|mention| mention.side == Side::Input);
    let is_recipe = matches!(target.node.subject, Subject::Recipe(_));
    let has_it = is_recipe && own().any(|mention| mention.name.value == *new);
    for mention in own().filter(|mention| mention.name.value == *old) {
        if !is_recipe && !mention.is_port(&target.port.name) {
            continue;
        }
        if has_it {
            mention.remove(script);
        } else {
            mention.set(script, new)?;
        }
    }
    Ok(())
}

fn is_dataset(node: &Node) -> bool {
    node.subject.is_data()
}

fn output(diagram: &Diagram, end: End) -> Option<Joint<'_>> {
    let node = diagram.nodes.get(end.node)?;
    Some(Joint { node, port: node.outputs.get(end.port)?, side: Side::Output })
}

fn input(diagram: &Diagram, end: End) -> Option<Joint<'_>> {
    let node = diagram.nodes.get(end.node)?;
    Some(Joint { node, port: node.inputs.get(end.port)?, side: Side::Input })
}

/// What runs into the nodes that go.
struct Flow<'a> {
    diagram: &'a Diagram,
    gone: &'a BTreeSet<usize>,
    into: BTreeMap<usize, Vec<&'a Wire>>,
}

impl<'a> Flow<'a> {
    fn new(diagram: &'a Diagram, gone: &'a BTreeSet<usize>) -> Self {
        let mut into: BTreeMap<usize, Vec<&Wire>> = BTreeMap::new();
        let wires = diagram.wires.iter().filter(|wire| wire.inside.is_none());
        for wire in wires.filter(|wire| gone.contains(&wire.target.node)) {
            into.entry(wire.target.node).or_default().push(wire);
        }
        Self { diagram, gone, into }
    }

    /// The wire whose object takes the place of that on `wire`, whose source goes: what the source read,
    /// if that is one thing of that kind.
    fn replacement(&self, wire: &Wire, kind: PortKind) -> Option<&'a Wire> {
        let mut wire = wire;
        // Each step leaves a node for good, or it is a cycle.
        for _ in 0..=self.gone.len() {
            let into = self.into.get(&wire.source.node)?;
            let first = *into.first()?;
            let is_one = into.iter().all(|other| other.object == first.object);
            let fits = input(self.diagram, first.target)?.port.kind == kind;
            if !is_one || !fits {
                return None;
            }
            if !self.gone.contains(&first.source.node) {
                let source = self.diagram.nodes.get(first.source.node)?;
                let is_undeclared = is_dataset(self.diagram.nodes.get(first.target.node)?);
                let by_recipe = matches!(source.subject, Subject::Recipe(_));
                // What a recipe writes has to be declared.
                return (!(is_undeclared && by_recipe)).then_some(first);
            }
            wire = first;
        }
        None
    }
}
