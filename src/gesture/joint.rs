//! The ends of wires, and the objects behind them.

use std::sync::Arc;

use serde_json::Value;

use super::entry::key;
use super::mention::side_key;
use super::name::Kind;
use super::script::Script;
use super::{PortRef, Refusal, Scene};
use crate::block::PortKind;
use crate::block::port::Side;
use crate::config::Recipe;
use crate::config::name::is_object_name;
use crate::config::rules::sch005_length::LONGEST_NAME;
use crate::diagram::{Node, Port, Subject};

/// A port that was found.
#[derive(Clone, Copy)]
pub(super) struct Joint<'a> {
    pub(super) node: &'a Node,
    pub(super) port: &'a Port,
    pub(super) side: Side,
}

impl<'a> Scene<'a> {
    /// The port at one side of a node that stands in the text.
    pub(super) fn joint(&self, port: &PortRef, side: Side) -> Result<Joint<'a>, Refusal> {
        let node = self.own_node(&port.node)?;
        let found = node.port(side, &port.port).and_then(|at| node.ports(side).get(at));
        let found = found.ok_or_else(|| {
            let side = if side == Side::Input { "input" } else { "output" };
            let reason = format!("{} has no {side} {}", port.node.called(), port.port);
            Refusal::new(reason, "Choose one of its ports.")
        })?;
        Ok(Joint { node, port: found, side })
    }

    /// The recipe of a node, if it is one that reads and writes by itself.
    pub(super) fn recipe(&self, joint: Joint<'_>) -> Result<Option<&'a Recipe>, Refusal> {
        let Subject::Recipe(position) = joint.node.subject else { return Ok(None) };
        let recipe = self.analysis.config.recipes.get(position);
        if recipe.is_some_and(|recipe| self.analysis.composition.templates.contains(&recipe.index)) {
            return Err(Refusal::new(
                format!(
                    "{} stands in for a recipe of a block, so it names what is inside that block",
                    joint.node.name
                ),
                "Wire the block instead.",
            ));
        }
        Ok(recipe)
    }
}

impl Joint<'_> {
    /// A port that the block no longer has carries nothing new.
    pub(super) fn check_there(&self) -> Result<(), Refusal> {
        if self.port.is_gone {
            let reason = format!("{} has no port {} in this version", self.node.name, self.port.name);
            return Err(Refusal::new(reason, "Map it to another port, or choose another version."));
        }
        Ok(())
    }

    /// What passes through the port, if that is fixed.
    fn kind(&self) -> PortKind {
        self.port.kind
    }
}

/// Whether what one port writes is of the kind that the other reads.
pub(super) fn check_kinds(source: Joint<'_>, target: Joint<'_>) -> Result<(), Refusal> {
    let (from, to) = (source.kind(), target.kind());
    if from != to && !source.node.subject.takes(target.node.subject) {
        return Err(Refusal::new(
            format!(
                "{} writes a {}, and {} of {} reads a {}",
                source.node.name,
                from.name(),
                target.port.name,
                target.node.name,
                to.name()
            ),
            "Choose a port of the same kind.",
        ));
    }
    Ok(())
}

/// The name under which others read what an output writes. An output without one that others may use
/// gets a name of its own.
pub(super) fn written_object(script: &mut Script<'_>, source: Joint<'_>) -> Result<Arc<str>, Refusal> {
    source.check_there()?;
    let scene = script.scene;
    if let Some(recipe) = scene.recipe(source)? {
        return match recipe.outputs() {
            [only] => Ok(Arc::clone(&only.name.value)),
            [] => Err(Refusal::new(
                format!("{} writes nothing yet", source.node.name),
                "Wire it to a dataset or folder first, and go on from there.",
            )),
            _ => Err(Refusal::new(
                format!("{} writes several things", source.node.name),
                "Wire from the one that you mean.",
            )),
        };
    }
    let convention = scene.analysis.config.names;
    let may_be_read = |name: &str| is_object_name(name, convention) && name.chars().count() <= LONGEST_NAME;
    match &source.port.object {
        Some(name) if may_be_read(name) => Ok(Arc::clone(name)),
        Some(_) => {
            let name = scene.free(Kind::Object, &source.port.name.to_uppercase());
            map_port(script, source, &name)?;
            Ok(name.into())
        }
        None => Err(Refusal::new(
            format!(
                "the output {} of {} is left out, because what it is made from is not wired or its block was not found",
                source.port.name, source.node.name
            ),
            "Wire its inputs first.",
        )),
    }
}

/// A free name for what an output writes, in place of the dataset that it wrote before.
pub(super) fn own_object(script: &mut Script<'_>, source: Joint<'_>) -> Result<Arc<str>, Refusal> {
    if !matches!(source.node.subject, Subject::Block(_) | Subject::Solution(_)) {
        return Err(Refusal::new(
            format!("{} can write only what is declared", source.node.name),
            "Add a dataset or folder for what it writes first.",
        ));
    }
    source.check_there()?;
    let wanted = format!("{}_{}", source.node.name.to_uppercase(), source.port.name);
    let name = script.scene.free(Kind::Object, &wanted);
    map_port(script, source, &name)?;
    Ok(name.into())
}

/// Maps the port of a block or solution to an object.
pub(super) fn map_port(script: &mut Script<'_>, joint: Joint<'_>, object: &str) -> Result<(), Refusal> {
    let entry = script.scene.entry_of(joint.node)?;
    let path = entry.at([key(side_key(joint.side)), key(&joint.port.name)]);
    script.put(entry.file, &path, &Value::from(object))
}
