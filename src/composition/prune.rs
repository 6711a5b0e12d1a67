//! What an instance leaves out because optional inputs are not mapped (`blocks.md` 5.8).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::Entry;
use super::leaf::{Feed, Leaf};
use super::rules::port;
use super::work::Work;
use crate::block::Manifest;
use crate::config::block_use::Section;

/// What is left out of an instance.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Absent {
    /// Recipes.
    pub(super) recipes: BTreeSet<Arc<str>>,
    /// Input ports, output ports and internal objects.
    pub(super) objects: BTreeSet<Arc<str>>,
}

/// Finds what is left out of every leaf, in the order of expansion, so that what feeds a member is
/// known before it.
pub(super) fn prune(work: &mut Work<'_>, entries: &[Entry<'_>]) {
    for position in 0..work.leaves.len() {
        let Some(leaf) = work.leaves.get(position) else { continue };
        let gone = gone_sources(&work.leaves, leaf);
        let mut unfed = Vec::new();
        for name in &gone {
            let is_required = leaf.manifest.input(name).is_some_and(|port| port.required);
            if let (true, Some(within), Some(entry)) = (is_required, &leaf.within, entries.get(leaf.entry)) {
                let place = format!("{}:{}.{name}", within.solution, within.alias);
                work.problems.push(port::source_left_out(entry.written, &leaf.path, name, place));
            }
            unfed.push((Arc::clone(name), is_required));
        }
        let Some(leaf) = work.leaves.get_mut(position) else { continue };
        for (name, is_required) in unfed {
            leaf.feeds.remove(&name);
            if is_required {
                leaf.feeds.insert(name, Feed::Unknown);
            }
        }
        let inputs = leaf.manifest.inputs.iter().map(|port| &port.name);
        let unmapped = inputs.filter(|name| !leaf.feeds.has(name)).cloned().collect();
        leaf.absent = absent(&leaf.manifest, unmapped);
    }
    report(work, entries);
}

/// The inputs of a leaf whose source is left out.
fn gone_sources(leaves: &[Leaf], leaf: &Leaf) -> Vec<Arc<str>> {
    let is_gone = |feed: &Feed| match feed {
        Feed::Leaf(source, port) => {
            leaves.get(*source).is_some_and(|leaf| leaf.absent.objects.contains(port))
        }
        _ => false,
    };
    leaf.feeds.iter().filter(|(_, feed)| is_gone(feed)).map(|(name, _)| Arc::clone(name)).collect()
}

/// A recipe all of whose inputs are absent is left out, and what only such recipes write is absent.
fn absent(manifest: &Manifest, unmapped: Vec<Arc<str>>) -> Absent {
    let mut result = Absent::default();
    if unmapped.is_empty() {
        return result;
    }
    let recipes: Vec<_> = manifest.contains.recipes.iter().filter_map(|name| manifest.recipe(name)).collect();
    let mut readers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut writers: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
    let mut inputs_left: Vec<usize> = Vec::with_capacity(recipes.len());
    for (position, recipe) in recipes.iter().enumerate() {
        let inputs: BTreeSet<&str> = recipe.inputs.iter().map(AsRef::as_ref).collect();
        inputs_left.push(inputs.len());
        for input in inputs {
            readers.entry(input).or_default().push(position);
        }
        for output in recipe.outputs.iter().collect::<BTreeSet<_>>() {
            *writers.entry(output).or_default() += 1;
        }
    }
    let mut waiting = unmapped;
    while let Some(object) = waiting.pop() {
        for reader in readers.get(&*object).into_iter().flatten() {
            let Some(left) = inputs_left.get_mut(*reader) else { continue };
            *left = left.saturating_sub(1);
            if let (0, Some(recipe)) = (*left, recipes.get(*reader)) {
                result.recipes.insert(Arc::clone(&recipe.name));
                for output in recipe.outputs.iter().collect::<BTreeSet<_>>() {
                    let Some(writers) = writers.get_mut(output) else { continue };
                    *writers = writers.saturating_sub(1);
                    if *writers == 0 {
                        waiting.push(Arc::clone(output));
                    }
                }
            }
        }
        result.objects.insert(object);
    }
    result
}

/// BLK-025.
fn report(work: &mut Work<'_>, entries: &[Entry<'_>]) {
    // Both lists are in the order of the entries.
    let (mut leaves, mut solutions) = (work.leaves.iter().peekable(), work.solutions.iter().peekable());
    for (position, entry) in entries.iter().enumerate() {
        while leaves.next_if(|leaf| leaf.entry < position).is_some() {}
        while solutions.next_if(|solution| solution.entry < position).is_some() {}
        let own = leaves.peek().filter(|leaf| leaf.entry == position);
        let expanded = solutions.peek().filter(|solution| solution.entry == position);
        let Some(block) = &entry.block else { continue };
        for mapping in &entry.written.outputs {
            let is_absent = match entry.written.section {
                Section::Blocks => own.is_some_and(|leaf| leaf.absent.objects.contains(&mapping.port)),
                Section::Solutions => {
                    let behind = expanded.and_then(|solution| solution.outputs.get(&mapping.port));
                    let leaf = behind.and_then(|(leaf, port)| Some((work.leaves.get(*leaf)?, port)));
                    leaf.is_some_and(|(leaf, port)| leaf.absent.objects.contains(port))
                }
            };
            if is_absent {
                work.problems.push(port::left_out(entry.written, mapping, &block.manifest.block_id));
            }
        }
    }
}
