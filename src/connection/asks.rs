//! What an input asks for; that of a solution what all ports inside ask for that it feeds.

use std::sync::Arc;

use super::columns::Asks;
use crate::block::column::Column;
use crate::block::interface::columns;
use crate::block::reference::BlockRef;
use crate::block::step::WireEnd;
use crate::block::{BlockKind, Manifest, Step};
use crate::registry::{Registries, Registry};

/// Deepest nesting of solutions that is followed, as deep as they may be.
const DEEPEST: usize = 5;

/// A block and the registry that it is from.
#[derive(Clone, Copy)]
pub(super) struct Published<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) registry: &'a Registry,
}

/// What the input `port` of a block asks for.
pub(super) fn asks<'a>(registries: &'a Registries, block: Published<'a>, port: &str) -> Asks<'a> {
    let mut all = Vec::new();
    match collect(registries, block, port, DEEPEST, &mut all) {
        None => Asks::Unknown,
        Some(()) if all.is_empty() => Asks::Any,
        Some(()) => Asks::Of(all),
    }
}

/// Adds the columns that are asked for; `None` if a schema or a member is not loaded.
fn collect<'a>(
    registries: &'a Registries,
    block: Published<'a>,
    name: &str,
    depth: usize,
    all: &mut Vec<&'a [Column]>,
) -> Option<()> {
    let Some(port) = block.manifest.input(name) else { return Some(()) };
    if block.manifest.kind == BlockKind::Zone {
        let known = columns(port, |path| block.registry.schema(path));
        all.extend(known);
        return (known.is_some() || port.schema_ref.is_none()).then_some(());
    }
    let depth = depth.checked_sub(1)?;
    for step in &block.manifest.steps {
        let mut member = None;
        for port in fed(&port.maps, step, name) {
            if member.is_none() {
                member = Some(published(registries, block.registry, step)?);
            }
            collect(registries, member?, port, depth, all)?;
        }
    }
    Some(())
}

/// The ports of a member that the solution's input `name` feeds, however it is written.
fn fed<'a>(maps: &'a [Arc<str>], step: &'a Step, name: &str) -> Vec<&'a str> {
    let mapped = maps.iter().filter_map(|target| match WireEnd::parse(target)? {
        WireEnd::Member(alias, port) if *alias == *step.alias => Some(port),
        _ => None,
    });
    let is_source = |source: &str| WireEnd::parse(source) == Some(WireEnd::Solution(name));
    let read = step.input_mapping.iter().filter(|(_, source)| is_source(source));
    mapped.chain(read.map(|(port, _)| &**port)).collect()
}

fn published<'a>(registries: &'a Registries, own: &'a Registry, step: &Step) -> Option<Published<'a>> {
    let reference = BlockRef::parse_member(&step.block_ref)?;
    let registry = match &reference.registry {
        Some(key) => registries.get(key)?,
        None => own,
    };
    let version = registry.resolve(&reference.block_id, &reference.spec)?;
    Some(Published { manifest: registry.manifest(&reference.block_id, version).ok()?, registry })
}
