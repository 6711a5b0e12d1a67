//! A block put between two ports: into a wire, behind an output, or before an input.

use std::cmp::Reverse;
use std::sync::Arc;

use serde_json::Value;

use super::joint::{Joint, own_object, written_object};
use super::mention::mentions_of;
use super::name::Kind;
use super::script::Script;
use super::wire::read;
use super::{PortRef, Refusal, Scene, layout};
use crate::block::column::{Column, read_columns};
use crate::block::interface::columns;
use crate::block::port::Side;
use crate::block::{BlockKind, BlockRef, Manifest, Port};
use crate::catalog::fit::{Plug, Verdict, judge, shared_words, told};
use crate::config::block_use::Section;
use crate::diagram::{NodeId, Subject};
use crate::geometry::Point;
use crate::insertion::{Addition, NewUse, Spot};
use crate::registry::Registry;
use crate::sorting::sort_by_key;

/// Adds a block of which an input reads what `source` writes, and an output feeds `target`.
pub(super) fn splice(
    script: &mut Script<'_>,
    reference: &str,
    source: Option<&PortRef>,
    target: Option<&PortRef>,
    at: Option<Point>,
) -> Result<(), Refusal> {
    script.open_text()?;
    let scene = script.scene;
    let block = find(&scene, reference)?;
    let source = source.map(|port| scene.joint(port, Side::Output)).transpose()?;
    let target = target.map(|port| scene.joint(port, Side::Input)).transpose()?;
    let name = free_name(&scene, &block.manifest.block_id.to_lowercase());
    let mut entry = NewUse {
        section: block.section(),
        reference: reference.to_owned(),
        instance_name: name.clone(),
        zone: name.clone(),
        inputs: Vec::new(),
        outputs: Vec::new(),
        extends: Vec::new(),
    };
    if let Some(target) = target {
        target.check_there()?;
        let output = best(
            &block,
            &block.manifest.outputs,
            Side::Output,
            columns_of(&scene, target).as_deref(),
            target,
        )?;
        let object = match target.node.subject {
            Subject::Dataset(_) | Subject::Object(..) => target.node.name.to_string(),
            _ => scene.free(Kind::Object, &format!("{}_{}", name.to_uppercase(), output.name)),
        };
        entry.outputs.push((output.name.to_string(), object.clone()));
        lead_to(script, source, target, &object)?;
    }
    if let Some(source) = source {
        let object = freed_object(script, source, target)?;
        let input =
            best(&block, &block.manifest.inputs, Side::Input, columns_of(&scene, source).as_deref(), source)?;
        entry.inputs.push((input.name.to_string(), object.to_string()));
    }
    script.title = match (source, target) {
        (Some(source), Some(target)) => {
            format!("Put {name} between {} and {}", source.node.name, target.node.name)
        }
        (Some(source), None) => format!("Add {name} behind {}", source.node.name),
        (None, Some(target)) => format!("Add {name} before {}", target.node.name),
        (None, None) => format!("Add {name}"),
    };
    let addition = Addition { uses: vec![entry], ..Addition::default() };
    script.insert(addition.text(), Spot::End);
    let id = NodeId(name.into());
    layout::put_new(script, std::slice::from_ref(&id), at)?;
    script.focus = vec![id];
    Ok(())
}

/// A block as published.
struct Block<'a> {
    registry: &'a Registry,
    manifest: &'a Arc<Manifest>,
}

impl Block<'_> {
    fn section(&self) -> Section {
        match self.manifest.kind {
            BlockKind::Zone => Section::Blocks,
            BlockKind::Solution => Section::Solutions,
        }
    }
}

fn find<'a>(scene: &Scene<'a>, reference: &str) -> Result<Block<'a>, Refusal> {
    let parsed = BlockRef::parse(reference);
    let found = parsed.as_ref().and_then(|wanted| {
        let registry = scene.workspace.registries.get(wanted.registry.as_deref()?)?;
        let version = registry.resolve(&wanted.block_id, &wanted.spec)?;
        Some(Block { registry, manifest: registry.manifest(&wanted.block_id, version).ok()? })
    });
    found.ok_or_else(|| {
        Refusal::new(
            format!("{reference} is not loaded, so its ports are not known"),
            "Open its registry and try again.",
        )
    })
}

fn free_name(scene: &Scene<'_>, wanted: &str) -> String {
    let numbered = (2_usize..).map(|number| format!("{wanted}_{number}"));
    let is_free = |name: &String| !scene.is_taken(Kind::Instance, name) && !scene.is_taken(Kind::Zone, name);
    std::iter::once(wanted.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// The columns of what passes through a port of the project, if they are known.
fn columns_of(scene: &Scene<'_>, joint: Joint<'_>) -> Option<Vec<Column>> {
    let (config, composition) = (&scene.analysis.config, &scene.analysis.composition);
    match joint.node.subject {
        Subject::Dataset(position) => {
            let written = config.datasets.get(position)?.schema.get("columns").and_then(Value::as_array);
            let written = written.filter(|columns| !columns.is_empty())?;
            Some(read_columns(written, "", &mut Vec::new()))
        }
        Subject::Block(position) | Subject::Solution(position) => {
            let pinned = composition.resolved.get(position)?.as_ref()?;
            let manifest = composition.manifests.get(pinned)?;
            let registry = scene.workspace.registries.get(&pinned.registry)?;
            let port = match joint.side {
                Side::Input => manifest.input(&joint.port.name),
                Side::Output => manifest.output(&joint.port.name),
            };
            columns(port?, |path| registry.schema(path)).map(<[Column]>::to_vec)
        }
        Subject::Recipe(_) | Subject::Object(..) | Subject::Member(_) => None,
    }
}

/// The port on `side` of a new block that fits a port of the project best.
fn best<'a>(
    block: &Block<'a>,
    ports: &'a [Port],
    side: Side,
    known: Option<&[Column]>,
    joint: Joint<'_>,
) -> Result<&'a Port, Refusal> {
    let name = joint.port.object.as_ref().unwrap_or(&joint.port.name);
    let name = if joint.side == Side::Input { &joint.port.name } else { name };
    let own = Plug { name, kind: joint.port.kind, columns: known };
    let mut fitting = Vec::new();
    let mut reasons = Vec::new();
    for port in ports {
        let schema = |path: &str| block.registry.schema(path);
        let plug = Plug { name: &port.name, kind: port.kind, columns: columns(port, schema) };
        let verdict = match side {
            Side::Input => judge(&own, &plug, false),
            Side::Output => judge(&plug, &own, false),
        };
        let rank = match &verdict {
            Verdict::Fits(_) => 0,
            Verdict::Unchecked => 1,
            // Nothing speaks against it but the names, and people know better.
            Verdict::Unrelated => 2,
            Verdict::OtherKind(has, asks) => {
                reasons.push(format!("{}: a {} is no {}", port.name, has.name(), asks.name()));
                continue;
            }
            Verdict::Misfits(misfits) => {
                let told: Vec<String> = misfits.iter().take(3).map(told).collect();
                reasons.push(format!("{}: {}", port.name, told.join(", ")));
                continue;
            }
        };
        let shared = Reverse(shared_words(name, &port.name));
        fitting.push(((rank, port.name != *name, shared, !port.required), port));
    }
    sort_by_key(&mut fitting, |(rank, _)| *rank);
    fitting.first().map(|(_, port)| *port).ok_or_else(|| {
        let (verb, word) = match side {
            Side::Input => ("reads", "input"),
            Side::Output => ("writes", "output"),
        };
        let reasons = if reasons.is_empty() { format!("it has no {word}") } else { reasons.join("; ") };
        Refusal::new(
            format!(
                "{} {verb} nothing that fits {} of {} ({reasons})",
                block.manifest.block_id, joint.port.name, joint.node.name
            ),
            "Choose another block, or add it on its own.",
        )
    })
}

/// Lets `target` read the new object instead of what it reads from `source`.
fn lead_to(
    script: &mut Script<'_>,
    source: Option<Joint<'_>>,
    target: Joint<'_>,
    object: &str,
) -> Result<(), Refusal> {
    let scene = script.scene;
    match target.node.subject {
        // The name is the wire.
        Subject::Dataset(_) | Subject::Object(..) => Ok(()),
        Subject::Recipe(_) => {
            let old = match source {
                Some(source) => Some(written_object(script, source)?),
                None => None,
            };
            let own = mentions_of(&scene, target.node.subject);
            let is_it = |name: &Arc<str>| old.as_ref() == Some(name);
            match own.iter().find(|mention| mention.side == Side::Input && is_it(&mention.name.value)) {
                Some(mention) => mention.set(script, object),
                None => read(script, object, target),
            }
        }
        _ => read(script, object, target),
    }
}

/// What the new block reads from `source`. A dataset that the source wrote is the new block's now, so the
/// source goes back to a name of its own.
fn freed_object(
    script: &mut Script<'_>,
    source: Joint<'_>,
    target: Option<Joint<'_>>,
) -> Result<Arc<str>, Refusal> {
    let Some(target) = target.filter(|target| target.node.subject.is_data()) else {
        return written_object(script, source);
    };
    if source.port.object.as_ref() != Some(&target.node.name) {
        return written_object(script, source);
    }
    own_object(script, source)
}
