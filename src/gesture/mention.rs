//! Where the text names objects: what blocks, solutions and recipes read and write.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::entry::key;
use super::script::Script;
use super::{Refusal, Scene};
use crate::block::port::Side;
use crate::config::block_use::{Mapping, Section};
use crate::config::{DatasetRef, Field};
use crate::diagram::Subject;
use crate::source::FileId;
use crate::yaml::edit::Step;

/// A name of an object in the text.
#[derive(Clone, Debug)]
pub(super) struct Mention<'a> {
    /// Whose.
    pub(super) subject: Subject,
    /// Whether it reads or writes it.
    pub(super) side: Side,
    slot: Slot<'a>,
    pub(super) name: &'a Field<Arc<str>>,
}

#[derive(Clone, Debug)]
enum Slot<'a> {
    Port(&'a str),
    Listed(&'a DatasetRef),
}

/// The key of a side.
pub(super) fn side_key(side: Side) -> &'static str {
    match side {
        Side::Input => "inputs",
        Side::Output => "outputs",
    }
}

impl Mention<'_> {
    /// Whether it is the mapping of this port.
    pub(super) fn is_port(&self, port: &str) -> bool {
        matches!(self.slot, Slot::Port(own) if own == port)
    }

    /// The path of the mapping or element in its file.
    pub(super) fn path(&self, scene: &Scene<'_>) -> Option<(FileId, Vec<Step>)> {
        let entry = scene.entry(self.subject)?;
        let step = match self.slot {
            Slot::Port(port) => key(port),
            Slot::Listed(reference) => Step::Index(reference.position),
        };
        Some((entry.file, entry.at([key(side_key(self.side)), step])))
    }

    /// Names another object instead.
    pub(super) fn set(&self, script: &mut Script<'_>, name: &str) -> Result<(), Refusal> {
        let Some((file, mut path)) = self.path(&script.scene) else { return Ok(()) };
        if matches!(self.slot, Slot::Listed(reference) if reference.written.is_object()) {
            path.push(key("ref"));
        }
        script.set(file, &path, &Value::from(name))
    }

    /// Names nothing any more.
    pub(super) fn remove(&self, script: &mut Script<'_>) {
        if let Some((file, path)) = self.path(&script.scene) {
            script.remove(file, &path);
        }
    }
}

/// All names of objects in the text. Recipes that stand in for recipes of blocks name the block's own.
pub(super) fn mentions<'a>(scene: &Scene<'a>) -> impl Iterator<Item = Mention<'a>> + use<'a> {
    let scene = *scene;
    let config = &scene.analysis.config;
    let uses = config.uses.iter().enumerate().map(|(position, entry)| match entry.section {
        Section::Blocks => Subject::Block(position),
        Section::Solutions => Subject::Solution(position),
    });
    let recipes = (0..config.recipes.len()).map(Subject::Recipe);
    uses.chain(recipes).flat_map(move |subject| mentions_of(&scene, subject))
}

/// The mentions of one node.
pub(super) fn mentions_of<'a>(scene: &Scene<'a>, subject: Subject) -> Vec<Mention<'a>> {
    let (config, composition) = (&*scene.analysis.config, &*scene.analysis.composition);
    match subject {
        Subject::Block(position) | Subject::Solution(position) => {
            let Some(entry) = config.uses.get(position) else { return Vec::new() };
            let of = |side| {
                move |mapping: &'a Mapping| Mention {
                    subject,
                    side,
                    slot: Slot::Port(&mapping.port),
                    name: &mapping.name,
                }
            };
            let outputs = entry.outputs.iter().map(of(Side::Output));
            entry.inputs.iter().map(of(Side::Input)).chain(outputs).collect()
        }
        Subject::Recipe(position) => {
            let recipe = config.recipes.get(position);
            let recipe = recipe.filter(|recipe| !composition.templates.contains(&recipe.index));
            let Some(recipe) = recipe else { return Vec::new() };
            let of = |side| {
                move |reference: &'a DatasetRef| Mention {
                    subject,
                    side,
                    slot: Slot::Listed(reference),
                    name: &reference.name,
                }
            };
            let outputs = recipe.outputs().iter().map(of(Side::Output));
            recipe.inputs().iter().map(of(Side::Input)).chain(outputs).collect()
        }
        Subject::Dataset(_) | Subject::Object(..) | Subject::Member(_) => Vec::new(),
    }
}

/// Lets everything that names an object under an old name name it under its new one. With a `side` only
/// what reads or writes.
pub(super) fn rename_objects(
    script: &mut Script<'_>,
    renamed: &BTreeMap<Arc<str>, String>,
    side: Option<Side>,
) -> Result<(), Refusal> {
    if renamed.is_empty() {
        return Ok(());
    }
    let scene = script.scene;
    for mention in mentions(&scene).filter(|mention| side.is_none_or(|side| mention.side == side)) {
        let Some(name) = renamed.get(&mention.name.value) else { continue };
        check_literal(&scene, mention.name)?;
        mention.set(script, name)?;
    }
    Ok(())
}

/// A name that comes out of a variable cannot be changed where it is used.
pub(super) fn check_literal(scene: &Scene<'_>, field: &Field<Arc<str>>) -> Result<(), Refusal> {
    if has_variable(scene, field) {
        return Err(Refusal::new(
            format!("the name {} is written with a variable", field.value),
            "Change the variable, or write the name out in the text first.",
        ));
    }
    Ok(())
}

/// Whether it is written with a variable.
pub(super) fn has_variable(scene: &Scene<'_>, field: &Field<Arc<str>>) -> bool {
    field.at.range.of(scene.text(field.at.file)).contains("{{")
}
