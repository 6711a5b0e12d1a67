//! What is known of the columns on both sides of a wire, by the same precedence as the rules: what a
//! block writes, else what a dataset declares.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Basis;
use crate::block::Manifest;
use crate::block::column::{Column, from_dss_schema};
use crate::block::fit::{Misfit, Reason, misfits};
use crate::block::interface::columns;
use crate::block::port::Side;
use crate::config::Dataset;
use crate::diagram::{End, Node, Subject};
use crate::registry::Registry;

/// Columns by port and by object.
pub(super) struct Columns<'a> {
    basis: Basis<'a>,
    /// What instances write, by the object's name.
    written: HashMap<&'a str, Option<&'a [Column]>>,
    declared: HashMap<&'a str, &'a Dataset>,
    /// The ports of members that a solution's input feeds.
    fed: HashMap<End, Vec<End>>,
}

/// What a port asks for.
pub(super) enum Asks<'a> {
    /// Any columns do.
    Any,
    /// Its schema is not loaded.
    Unknown,
    /// These; of a solution's input each port inside asks for its own.
    Of(Vec<Cow<'a, [Column]>>),
}

/// How the columns of two ports compare.
#[derive(Default)]
pub(super) struct Comparison {
    /// How many of the columns that are asked for are there.
    pub(super) met: usize,
    /// How many are asked for.
    pub(super) asked: usize,
    pub(super) misfits: Vec<Misfit>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(basis: Basis<'a>) -> Self {
        let Basis { diagram, config, composition, registries } = basis;
        let mut written = HashMap::new();
        for instance in &composition.instances {
            let registry = registries.get(&instance.block.registry).map(AsRef::as_ref);
            for bound in &instance.outputs {
                let known = of_port(&instance.manifest, registry, Side::Output, &bound.port);
                written.entry(&*bound.name).or_insert(known.unwrap_or_default());
            }
        }
        let mut declared = HashMap::with_capacity(config.datasets.len());
        for dataset in &config.datasets {
            if let Some(name) = &dataset.name {
                declared.entry(&*name.value).or_insert(dataset);
            }
        }
        let mut fed: HashMap<End, Vec<End>> = HashMap::new();
        for wire in diagram.wires.iter().filter(|wire| wire.inside == Some(wire.source.node)) {
            fed.entry(wire.source).or_default().push(wire.target);
        }
        Self { basis, written, declared, fed }
    }

    /// The columns of the object that is behind an output; `object` is its name.
    pub(super) fn of_source(&self, end: End, object: Option<&str>) -> Option<Cow<'a, [Column]>> {
        if let Some(object) = object {
            let written = self.written.get(object).copied().flatten().map(Cow::Borrowed);
            return written.or_else(|| self.declared(object)).or_else(|| self.of_output(end));
        }
        self.of_output(end)
    }

    /// What an input asks for. A dataset that declares its columns would like to hold these.
    pub(super) fn of_target(&self, end: End) -> Asks<'a> {
        let Some(node) = self.basis.diagram.nodes.get(end.node) else { return Asks::Any };
        match node.subject {
            Subject::Recipe(_) => Asks::Any,
            Subject::Dataset(_) => match self.declared(&node.name) {
                Some(columns) => Asks::Of(vec![columns]),
                None => Asks::Any,
            },
            Subject::Block(_) | Subject::Member(_) => self.of_input(node, end),
            Subject::Solution(_) => self.of_members(node, end),
        }
    }

    fn declared(&self, name: &str) -> Option<Cow<'a, [Column]>> {
        from_dss_schema(&self.declared.get(name)?.schema).map(Cow::Owned)
    }

    fn of_output(&self, end: End) -> Option<Cow<'a, [Column]>> {
        let node = self.basis.diagram.nodes.get(end.node)?;
        let (manifest, registry) = self.manifest(node)?;
        of_port(manifest, registry, Side::Output, &node.outputs.get(end.port)?.name)?.map(Cow::Borrowed)
    }

    fn of_input(&self, node: &'a Node, end: End) -> Asks<'a> {
        let port = node.inputs.get(end.port);
        let Some((manifest, registry)) = self.manifest(node) else { return Asks::Unknown };
        let Some(port) = port.and_then(|port| manifest.input(&port.name)) else { return Asks::Any };
        match of_port(manifest, registry, Side::Input, &port.name).flatten() {
            Some(columns) => Asks::Of(vec![Cow::Borrowed(columns)]),
            None if port.schema_ref.is_some() => Asks::Unknown,
            None => Asks::Any,
        }
    }

    /// What all ports ask for that the input of a solution feeds.
    fn of_members(&self, solution: &'a Node, end: End) -> Asks<'a> {
        let fed = self.fed.get(&end).map(Vec::as_slice).unwrap_or_default();
        if fed.is_empty() {
            return self.of_input(solution, end);
        }
        let mut all = Vec::new();
        for target in fed {
            let Some(member) = self.basis.diagram.nodes.get(target.node) else { continue };
            match self.of_input(member, *target) {
                Asks::Of(columns) => all.extend(columns),
                Asks::Unknown => return Asks::Unknown,
                Asks::Any => {}
            }
        }
        if all.is_empty() { Asks::Any } else { Asks::Of(all) }
    }

    fn manifest(&self, node: &Node) -> Option<(&'a Manifest, Option<&'a Registry>)> {
        let composition = self.basis.composition;
        let (manifest, pinned) = match node.subject {
            Subject::Block(entry) | Subject::Solution(entry) => {
                let pinned = composition.resolved.get(entry)?.as_ref()?;
                (composition.manifests.get(pinned)?, pinned)
            }
            Subject::Member(position) => {
                let instance = composition.instances.get(position)?;
                (&instance.manifest, &instance.block)
            }
            Subject::Dataset(_) | Subject::Recipe(_) => return None,
        };
        Some((manifest, self.basis.registries.get(&pinned.registry).map(AsRef::as_ref)))
    }
}

/// The columns that a port declares; `None` inside if they are not known, outside without the port.
fn of_port<'a>(
    manifest: &'a Manifest,
    registry: Option<&'a Registry>,
    side: Side,
    port: &str,
) -> Option<Option<&'a [Column]>> {
    let port = match side {
        Side::Input => manifest.input(port),
        Side::Output => manifest.output(port),
    };
    Some(columns(port?, |path| registry?.schema(path)))
}

/// Compares the columns of a producer with all that is asked for.
pub(super) fn compare(has: &[Column], asks: &[Cow<'_, [Column]>]) -> Comparison {
    let mut found = Comparison::default();
    for asked in asks {
        let here = misfits(has, asked);
        let missing = here.iter().filter(|misfit| misfit.reason == Reason::Missing).count();
        // What is optional and absent is no misfit.
        let is_absent = |column: &&Column| !has.iter().any(|known| known.name == column.name);
        let absent = asked.iter().filter(|column| !column.required).filter(is_absent).count();
        found.asked += asked.len();
        found.met += asked.len().saturating_sub(missing + absent);
        let is_new = |misfit: &Misfit| !found.misfits.contains(misfit);
        let here: Vec<Misfit> = here.into_iter().filter(is_new).collect();
        found.misfits.extend(here);
    }
    found
}
