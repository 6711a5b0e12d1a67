//! Instances, datasets and recipes under another name, wherever they are used.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::entry::key;
use super::mention::{check_literal, rename_objects};
use super::name::Kind;
use super::script::Script;
use super::{Refusal, Scene, layout};
use crate::block::PortKind;
use crate::composition::Bound;
use crate::config::block_use::Extends;
use crate::diagram::{Node, NodeId, Subject};
use crate::yaml::edit::Step;

/// Gives a node another name.
pub(super) fn rename(script: &mut Script<'_>, id: &NodeId, name: &str) -> Result<(), Refusal> {
    script.open_text()?;
    let scene = script.scene;
    let node = scene.own_node(id)?;
    if *node.name == *name {
        return Ok(());
    }
    let kind = Kind::of(node.subject);
    scene.check_name(kind, name, &node.name)?;
    script.title = format!("Rename {} to {name}", node.name);
    match node.subject {
        Subject::Dataset(position) => rename_dataset(script, node, position, name)?,
        Subject::Recipe(position) => rename_recipe(script, node, position, name)?,
        Subject::Object(..) => rename_object(script, node, name)?,
        _ => rename_instance(script, node, name)?,
    }
    let new = NodeId(match node.subject {
        Subject::Dataset(_) => format!("dataset.{name}").into(),
        Subject::Recipe(_) => format!("recipe.{name}").into(),
        Subject::Object(kind, _) => format!("{}.{name}", kind.name()).into(),
        _ => name.into(),
    });
    layout::renamed(script, node, &new);
    script.focus = vec![new];
    Ok(())
}

/// What an instance writes under names made from its own is read under the new ones.
fn rename_instance(script: &mut Script<'_>, node: &Node, name: &str) -> Result<(), Refusal> {
    let scene = script.scene;
    let (Subject::Block(position) | Subject::Solution(position)) = node.subject else { return Ok(()) };
    if let Some(field) =
        scene.analysis.config.uses.get(position).and_then(|entry| entry.instance_name.as_ref())
    {
        check_literal(&scene, field)?;
    }
    let entry = scene.entry_of(node)?;
    script.put(entry.file, &entry.at([key("instance_name")]), &Value::from(name))?;
    let generated = generated_names(&scene, position);
    let renamed = generated.filter_map(|bound| {
        Some((Arc::clone(&bound.name), regenerated(&bound.name, bound.kind, &node.name, name)?))
    });
    let renamed: BTreeMap<Arc<str>, String> = crate::sorting::map(renamed);
    rename_objects(script, &renamed, None)
}

/// The outputs of an entry's instances whose names are made from theirs.
pub(super) fn generated_names<'a>(
    scene: &Scene<'a>,
    entry: usize,
) -> impl Iterator<Item = &'a Bound> + use<'a> {
    let config = &*scene.analysis.config;
    let mapped = config.uses.get(entry).map_or(&[][..], |entry| &entry.outputs);
    let instances =
        scene.analysis.composition.instances.iter().filter(move |instance| instance.entry == entry);
    let outputs = instances.flat_map(|instance| &instance.outputs);
    outputs.filter(move |bound| mapped.iter().all(|mapping| mapping.name.value != bound.name))
}

/// A name made from an instance's (`blocks.md` 5.8), made from its new one.
pub(super) fn regenerated(name: &str, kind: PortKind, old: &str, new: &str) -> Option<String> {
    let (old, new) = match kind {
        PortKind::Model => (old.to_owned(), new.to_owned()),
        PortKind::Dataset | PortKind::Folder => (old.to_uppercase(), new.to_uppercase()),
    };
    let rest = name.strip_prefix(&old)?;
    rest.starts_with("__").then(|| format!("{new}{rest}"))
}

fn rename_dataset(script: &mut Script<'_>, node: &Node, position: usize, name: &str) -> Result<(), Refusal> {
    let scene = script.scene;
    let config = &scene.analysis.config;
    set_own_name(script, node, name)?;
    // Of datasets with the same name the first one is meant.
    let old = &node.name;
    let is_first = config.datasets.iter().position(|dataset| dataset.is_named(old)) == Some(position);
    if is_first {
        rename_objects(script, &BTreeMap::from([(Arc::clone(old), name.to_owned())]), None)?;
    }
    Ok(())
}

fn rename_object(script: &mut Script<'_>, node: &Node, name: &str) -> Result<(), Refusal> {
    let scene = script.scene;
    let config = &scene.analysis.config;
    set_own_name(script, node, name)?;
    let first = config.object(&node.name).map(|object| object.entry().at);
    // A dataset of the same name is meant before it.
    if first == Some(node.at) && config.dataset(&node.name).is_none() {
        rename_objects(script, &BTreeMap::from([(Arc::clone(&node.name), name.to_owned())]), None)?;
    }
    Ok(())
}

fn rename_recipe(script: &mut Script<'_>, node: &Node, position: usize, name: &str) -> Result<(), Refusal> {
    let scene = script.scene;
    let config = &scene.analysis.config;
    set_own_name(script, node, name)?;
    if config.recipes.iter().position(|recipe| recipe.is_named(&node.name)) != Some(position) {
        return Ok(());
    }
    for at in template_uses(&scene, &node.name) {
        script.set(
            at.0,
            &at.1.iter().cloned().chain([key("override_with")]).collect::<Vec<_>>(),
            &Value::from(name),
        )?;
    }
    Ok(())
}

fn set_own_name(script: &mut Script<'_>, node: &Node, name: &str) -> Result<(), Refusal> {
    let scene = script.scene;
    let config = &scene.analysis.config;
    let field = match node.subject {
        Subject::Dataset(position) => config.datasets.get(position).and_then(|dataset| dataset.name.as_ref()),
        Subject::Recipe(position) => config.recipes.get(position).and_then(|recipe| recipe.name.as_ref()),
        Subject::Object(..) => config.object(&node.name).and_then(|object| object.entry().name.as_ref()),
        _ => None,
    };
    if let Some(field) = field {
        check_literal(&scene, field)?;
    }
    let entry = scene.entry_of(node)?;
    script.put(entry.file, &entry.at([key("name")]), &Value::from(name))
}

/// The extensions in which a recipe stands in for one of a block.
pub(super) fn template_uses(scene: &Scene<'_>, recipe: &str) -> Vec<(crate::source::FileId, Vec<Step>)> {
    let mut found = Vec::new();
    for (position, entry) in scene.analysis.config.uses.iter().enumerate() {
        let Some(place) = scene.entry(Subject::Block(position)) else { continue };
        let mut add = |extends: &Extends, steps: &[Step]| {
            for extension in &extends.extensions {
                if extension.override_with.as_ref().is_some_and(|name| *name.value == *recipe) {
                    let own = [key("extends"), Step::Index(extension.position)];
                    found.push((place.file, place.at(steps.iter().cloned().chain(own))));
                }
            }
        };
        add(&entry.extends, &[]);
        for over in &entry.overrides {
            add(&over.extends, &[key("block_overrides"), key(&over.key)]);
        }
    }
    found
}
