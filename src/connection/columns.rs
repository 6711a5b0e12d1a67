//! What is known of the columns on both sides of a wire, by the same precedence as the rules: what a
//! block writes, else what a dataset declares.

use std::collections::HashMap;

use super::Basis;
use super::asks::{Published, asks};
use crate::block::column::Column;
use crate::block::interface::columns;
use crate::diagram::{End, Node, Subject};

/// Columns by port and by object.
pub(super) struct Columns<'a> {
    basis: Basis<'a>,
    /// What instances write, by the object's name.
    written: HashMap<&'a str, Option<&'a [Column]>>,
}

/// What a port asks for.
pub(super) enum Asks<'a> {
    /// Any columns do.
    Any,
    /// Its schema is not loaded.
    Unknown,
    /// These; of a solution's input each port inside asks for its own.
    Of(Vec<&'a [Column]>),
}

impl<'a> Columns<'a> {
    pub(super) fn new(basis: Basis<'a>) -> Self {
        let Basis { composition, registries, .. } = basis;
        let mut written = HashMap::new();
        for instance in &composition.instances {
            let registry = registries.get(&instance.block.registry);
            for bound in &instance.outputs {
                let port = instance.manifest.output(&bound.port);
                let known = port.and_then(|port| columns(port, |path| registry?.schema(path)));
                written.entry(&*bound.name).or_insert(known);
            }
        }
        Self { basis, written }
    }

    /// The columns of the object that is behind an output; `object` is its name.
    pub(super) fn of_source(&self, end: End, object: Option<&str>) -> Option<&'a [Column]> {
        let written = object.and_then(|object| self.written.get(object).copied().flatten());
        let declared = || self.basis.declared.columns(object?);
        written.or_else(declared).or_else(|| self.of_output(end))
    }

    /// What an input asks for. A dataset that declares its columns would like to hold these.
    pub(super) fn of_target(&self, end: End) -> Asks<'a> {
        let Some(node) = self.basis.diagram.nodes.get(end.node) else { return Asks::Any };
        match node.subject {
            Subject::Recipe(_) | Subject::Object(..) => Asks::Any,
            Subject::Dataset(_) => match self.basis.declared.columns(&node.name) {
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

    fn of_output(&self, end: End) -> Option<&'a [Column]> {
        let node = self.basis.diagram.nodes.get(end.node)?;
        let Published { manifest, registry } = self.published(node)?;
        let port = manifest.output(&node.outputs.get(end.port)?.name)?;
        columns(port, |path| registry.schema(path))
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
            Subject::Dataset(_) | Subject::Recipe(_) | Subject::Object(..) => return None,
        };
        Some(Published { manifest, registry: registries.get(&pinned.registry)? })
    }
}
