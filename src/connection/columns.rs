//! What is known of the columns on both sides of a wire, by the same precedence as the rules: what a
//! block writes, else what a dataset declares.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Basis;
use super::asks::{Published, asks};
use crate::block::column::{Column, from_dss_schema};
use crate::block::fit::{Misfit, Reason, misfits};
use crate::block::interface::columns;
use crate::config::Dataset;
use crate::diagram::{End, Node, Subject};

/// Columns by port and by object.
pub(super) struct Columns<'a> {
    basis: Basis<'a>,
    /// What instances write, by the object's name.
    written: HashMap<&'a str, Option<&'a [Column]>>,
    declared: HashMap<&'a str, &'a Dataset>,
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
        let Basis { config, composition, registries, .. } = basis;
        let mut written = HashMap::new();
        for instance in &composition.instances {
            let registry = registries.get(&instance.block.registry).map(AsRef::as_ref);
            for bound in &instance.outputs {
                let port = instance.manifest.output(&bound.port);
                let known = port.and_then(|port| columns(port, |path| registry?.schema(path)));
                written.entry(&*bound.name).or_insert(known);
            }
        }
        let mut declared = HashMap::with_capacity(config.datasets.len());
        for dataset in &config.datasets {
            if let Some(name) = &dataset.name {
                declared.entry(&*name.value).or_insert(dataset);
            }
        }
        Self { basis, written, declared }
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
            Subject::Block(_) | Subject::Member(_) | Subject::Solution(_) => {
                let port = node.inputs.get(end.port).map_or("", |port| &port.name);
                let block = self.published(node);
                block.map_or(Asks::Unknown, |block| asks(self.basis.registries, block, port))
            }
        }
    }

    fn declared(&self, name: &str) -> Option<Cow<'a, [Column]>> {
        from_dss_schema(&self.declared.get(name)?.schema).map(Cow::Owned)
    }

    fn of_output(&self, end: End) -> Option<Cow<'a, [Column]>> {
        let node = self.basis.diagram.nodes.get(end.node)?;
        let Published { manifest, registry } = self.published(node)?;
        let port = manifest.output(&node.outputs.get(end.port)?.name)?;
        columns(port, |path| registry.schema(path)).map(Cow::Borrowed)
    }

    fn published(&self, node: &Node) -> Option<Published<'a>> {
        let Basis { composition, registries, .. } = self.basis;
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
        Some(Published { manifest, registry: registries.get(&pinned.registry)? })
    }
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
