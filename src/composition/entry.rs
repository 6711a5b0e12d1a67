//! What each entry means: its names, and the block it refers to.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rules::{name as names, port, reference, solution};
use super::solution::{Member, Tree, effectively_required};
use super::work::Work;
use super::{Basis, Lack};
use crate::block::reference::{BlockRef, Pinned, is_alias};
use crate::block::{BlockKind, Manifest, Port, digest};
use crate::config::block_use::{Mapping, Section};
use crate::config::{BlockUse, Field, name};
use crate::registry::Condition;

/// An entry and what it was resolved to.
pub(super) struct Entry<'a> {
    /// As written.
    pub(super) written: &'a BlockUse,
    /// Its name, given or by default.
    pub(super) instance: Option<Arc<str>>,
    /// Its zone or the start of its zones.
    pub(super) zone: Arc<str>,
    /// The block; `None` if the entry failed, so that it is not expanded.
    pub(super) block: Option<Block>,
    /// Why there is none.
    pub(super) lack: Option<Lack>,
}

/// A block that was found.
pub(super) struct Block {
    pub(super) pinned: Pinned,
    pub(super) version_spec: Arc<str>,
    pub(super) manifest: Arc<Manifest>,
    /// The inside of a solution.
    pub(super) tree: Option<Tree>,
}

/// Looks up all entries, in their order.
pub(super) fn look_up<'a>(work: &mut Work<'a>) -> Vec<Entry<'a>> {
    let mut taken: BTreeMap<String, &'a BlockUse> = BTreeMap::new();
    let uses = &work.basis.config.uses;
    uses.iter().map(|written| look_up_one(work, written, &mut taken)).collect()
}

fn look_up_one<'a>(
    work: &mut Work<'a>,
    written: &'a BlockUse,
    taken: &mut BTreeMap<String, &'a BlockUse>,
) -> Entry<'a> {
    let failed = |instance, zone, lack| Entry { written, instance, zone, block: None, lack: Some(lack) };
    if written.is_faulty {
        return failed(None, Arc::default(), Lack::Faulty);
    }
    let reference = parse(work, written);
    let by_default = |ending: &str| {
        let id = reference.as_ref().map(|reference| reference.block_id.to_lowercase());
        id.map(|id| Arc::from(id + ending))
    };
    let given = |field: Option<&Field<Arc<str>>>| field.map(|field| Arc::clone(&field.value));
    let instance = given(written.instance_name.as_ref()).or_else(|| by_default("_instance"));
    let zone = given(written.zone.as_ref()).or_else(|| match written.section {
        Section::Blocks => by_default("_zone"),
        Section::Solutions => instance.clone(),
    });
    let is_taken = check_names(work, written, instance.as_deref(), taken);
    let zone = zone.unwrap_or_default();
    let found = reference.ok_or(Lack::Faulty).and_then(|reference| find(work, written, &reference));
    let block = match found {
        Err(lack) => return failed(instance, zone, lack),
        Ok(_) if is_taken => None,
        Ok(found) => check_block(work, written, found),
    };
    let lack = block.is_none().then_some(Lack::Unusable);
    Entry { written, instance, zone, block, lack }
}

/// The reference, if it has its form.
fn parse(work: &mut Work<'_>, written: &BlockUse) -> Option<BlockRef> {
    let Some(field) = &written.reference else {
        work.problems.push(reference::missing(written));
        return None;
    };
    let parsed = work.reference(&field.value).filter(|_| !field.unresolved);
    if parsed.is_none() && !field.unresolved {
        work.problems.push(reference::malformed(written, &field.value));
    }
    parsed
}

/// The rules on the entry's own names and keys; whether its instance name is taken.
fn check_names<'a>(
    work: &mut Work<'_>,
    written: &'a BlockUse,
    instance: Option<&str>,
    taken: &mut BTreeMap<String, &'a BlockUse>,
) -> bool {
    let known = |field: &Option<Field<Arc<str>>>| field.clone().filter(|field| !field.unresolved);
    if let Some(field) = known(&written.instance_name).filter(|field| !is_alias(&field.value)) {
        work.problems.push(names::bad_instance(written, &field));
    }
    if let Some(field) = known(&written.zone).filter(|field| !is_alias(&field.value)) {
        work.problems.push(names::bad_zone(written, &field));
    }
    let basis = work.basis;
    for (side, mappings) in [("inputs", &written.inputs), ("outputs", &written.outputs)] {
        for mapping in
            mappings.iter().filter(|mapping| !is_object(basis, mapping) && !mapping.name.unresolved)
        {
            let path = written.path_of(&format!("{side}.{}", mapping.port));
            work.problems.push(names::bad_object(path, mapping));
        }
    }
    work.problems.extend(written.unknown_keys.iter().map(names::unknown_key));
    let is_known = written.instance_name.as_ref().is_none_or(|field| !field.unresolved);
    let Some(instance) = instance.filter(|_| is_known) else { return false };
    let first = *taken.entry(instance.to_lowercase()).or_insert(written);
    let is_taken = !std::ptr::eq(first, written);
    if is_taken {
        work.problems.push(names::instance_taken(written, instance, first));
    }
    is_taken
}

/// Whether a mapped name may be used.
pub(super) fn is_object(basis: Basis<'_>, mapping: &Mapping) -> bool {
    !mapping.name.unresolved && name::is_object_name(&mapping.name.value, basis.config.names)
}

/// The block that a reference means, with the rules on references.
fn find(work: &mut Work<'_>, written: &BlockUse, wanted: &BlockRef) -> Result<Block, Lack> {
    let key = wanted.registry.as_ref().ok_or(Lack::Faulty)?;
    let id = &wanted.block_id;
    let registries = work.basis.registries;
    let Some(registry) = registries.get(key) else {
        work.problems.push(reference::unknown_registry(written, key, registries));
        return Err(Lack::NoRegistry);
    };
    if !registry.condition.is_usable() {
        work.problems.push(reference::unusable_registry(written, registry));
        return Err(if registry.condition == Condition::Loading { Lack::Coming } else { Lack::NoRegistry });
    }
    if registry.index.versions(id).is_empty() {
        work.problems.push(reference::unknown_block(written, id, registry));
        return Err(Lack::Unknown);
    }
    let Some(version) = registry.resolve(id, &wanted.spec) else {
        work.problems.push(reference::no_version(written, id, &wanted.written, registry));
        return Err(Lack::Unknown);
    };
    let pinned = Pinned { registry: Arc::clone(key), block_id: Arc::clone(id), version };
    let manifest = match registry.manifest(id, version) {
        Ok(manifest) => Arc::clone(manifest),
        Err(absence) => {
            let reason = work.absent(key, absence);
            work.problems.push(reference::no_manifest(written, &pinned, reason.as_deref()));
            return Err(if reason.is_some() { Lack::Unread } else { Lack::Coming });
        }
    };
    let expected = match written.section {
        Section::Blocks => BlockKind::Zone,
        Section::Solutions => BlockKind::Solution,
    };
    if manifest.kind != expected {
        work.problems.push(reference::wrong_section(written, id, manifest.kind));
        return Err(Lack::Unusable);
    }
    Ok(Block { pinned, version_spec: Arc::clone(&wanted.written), manifest, tree: None })
}

/// The rules on a block that was found; a solution whose inside is broken is `None`.
fn check_block(work: &mut Work<'_>, written: &BlockUse, mut block: Block) -> Option<Block> {
    let entry = work.basis.registries.get(&block.pinned.registry);
    let entry = entry.and_then(|registry| registry.index.find(&block.pinned.block_id, block.pinned.version));
    if block.manifest.deprecated || entry.is_some_and(|entry| entry.deprecated) {
        work.problems.push(reference::deprecated(written, &block.manifest));
    }
    let is_pinned = BlockRef::parse_member(&format!("X@{}", block.version_spec));
    if is_pinned.is_some_and(|reference| !reference.spec.is_pinned()) {
        work.problems.push(reference::not_pinned(written, &block.pinned));
    }
    check_lock(work, written, &block.pinned, &block.manifest, None);
    work.use_manifest(&block.pinned, &block.manifest);
    let mut is_whole = true;
    if block.manifest.kind == BlockKind::Solution {
        block.tree = super::solution::build(work, written, &block.pinned, &block.manifest);
        is_whole = block.tree.as_ref().is_some_and(|tree| check_overrides(work, written, tree));
    }
    check_ports(work, written, &block);
    is_whole.then_some(block)
}

/// SOL-013; whether every override is for one zone block directly inside the solution.
fn check_overrides(work: &mut Work<'_>, written: &BlockUse, tree: &Tree) -> bool {
    let aliases: Vec<&str> = tree.members.iter().map(|member| &*member.alias).collect();
    let mut is_whole = true;
    let mut used: BTreeMap<&str, &str> = BTreeMap::new();
    for over in &written.overrides {
        let reason = match overridden(tree, &over.key) {
            Ok(member) => match used.insert(&member.alias, &over.key) {
                Some(first) => format!("means the same member as {first}"),
                None => continue,
            },
            Err(reason) => reason.to_owned(),
        };
        is_whole = false;
        work.problems.push(solution::unknown_override(written, over, &reason, &aliases));
    }
    is_whole
}

/// The member that a key of `block_overrides` means, or why there is none.
pub(super) fn overridden<'t>(tree: &'t Tree, key: &str) -> Result<&'t Member, &'static str> {
    let by_alias = tree.members.iter().find(|member| *member.alias == *key);
    let found: Vec<&Member> = match by_alias {
        Some(member) => vec![member],
        None => tree.members.iter().filter(|member| *member.pinned.block_id == *key).collect(),
    };
    match found[..] {
        [] => Err("is no member"),
        [member] if member.tree.is_some() => Err("is a nested solution, which cannot be overridden"),
        [member] => Ok(member),
        _ => Err("is the block of several members; use an alias"),
    }
}

/// BLK-026, also for the members of a solution.
pub(super) fn check_lock(
    work: &mut Work<'_>,
    written: &BlockUse,
    pinned: &Pinned,
    manifest: &Manifest,
    within: Option<String>,
) {
    let Some(locked) = work.basis.lock.digest(pinned) else { return };
    let found = digest::digest(&manifest.document);
    if locked != found {
        let mut problem = reference::not_as_locked(written, pinned, locked, &found);
        problem.within = within;
        work.problems.push(problem);
    }
}

fn check_ports(work: &mut Work<'_>, written: &BlockUse, block: &Block) {
    let manifest = &block.manifest;
    let is_required = |port: &Port| match &block.tree {
        Some(tree) => effectively_required(tree, &port.name),
        None => port.required,
    };
    let is_mapped = |port: &Port| written.inputs.iter().any(|mapping| mapping.port == port.name);
    for port in manifest.inputs.iter().filter(|port| is_required(port) && !is_mapped(port)) {
        work.problems.push(port::not_mapped(written, &manifest.block_id, port));
    }
    for mapping in written.inputs.iter().filter(|mapping| manifest.input(&mapping.port).is_none()) {
        work.problems.push(port::unknown_port(written, mapping, &manifest.inputs, true));
    }
    for mapping in written.outputs.iter().filter(|mapping| manifest.output(&mapping.port).is_none()) {
        work.problems.push(port::unknown_port(written, mapping, &manifest.outputs, false));
    }
}
