//! REG-009, REG-015 and REG-020: the index of a registry, and what it says of itself.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::rules;
use crate::block::Port;
use crate::diagnostic::{Diagnostic, Rule};
use crate::registry::entry::Entry;
use crate::registry::index::Index;
use crate::registry::{INDEX_PATH, Registry};

/// The largest index that a writer may leave in one file, in bytes (REG-015).
const MAX_INDEX_BYTES: usize = 1_048_576;

/// Checks the index against its own counts and against the manifests that are loaded.
pub(super) fn check(registry: &Registry, problems: &mut Vec<Diagnostic>) {
    let mut report = |rule: &'static Rule, message: String| problems.push(rule.report(INDEX_PATH, message));
    let index = &registry.index;
    if index.claims.bytes > MAX_INDEX_BYTES {
        let bytes = index.claims.bytes;
        let message = format!("the index has {bytes} bytes, at most {MAX_INDEX_BYTES} are allowed");
        report(&rules::INDEX_SIZE, message);
    }
    // The counts are over all pages.
    if index.unread_pages().next().is_none() {
        for message in wrong_counts(index) {
            report(&rules::INDEX_ORDER, message);
        }
    }
    if !index.claims.is_sorted && index.claims.bytes > 0 {
        report(&rules::INDEX_ORDER, "the entries do not stand by id, then version".to_owned());
    }
    for entry in index.entries() {
        match registry.manifest(&entry.block_id, entry.version) {
            Err(_) => report(
                &rules::INDEX_MANIFEST,
                format!("{} has no manifest at {}", entry.label(), entry.manifest_path()),
            ),
            Ok(manifest) => {
                let same = ports(&entry.inputs) == ports(&manifest.inputs)
                    && ports(&entry.outputs) == ports(&manifest.outputs);
                if !same {
                    let message = format!("the ports of {} are not those of its manifest", entry.label());
                    report(&rules::INDEX_MANIFEST, message);
                }
            }
        }
    }
    for manifest in registry.manifests() {
        if index.find(&manifest.block_id, manifest.version).is_none() {
            report(&rules::INDEX_MANIFEST, format!("the manifest of {} is not listed", manifest.label()));
        }
    }
}

fn ports(ports: &[Port]) -> Vec<(&str, &str, bool)> {
    ports.iter().map(|port| (&*port.name, port.kind.name(), port.required)).collect()
}

/// What `block_count` and `statistics` say wrongly, a sentence each; what they leave out is not wrong.
fn wrong_counts(index: &Index) -> Vec<String> {
    let mut told = Vec::new();
    let blocks = index.ids().count();
    if index.claims.block_count.is_some_and(|count| count != blocks) {
        told.push(format!("`block_count` is not {blocks}, the number of blocks"));
    }
    match &index.claims.statistics {
        Value::Null => {}
        Value::Object(claimed) => {
            let counted = statistics(index);
            let differ = counted.iter().filter_map(|(key, right)| {
                let said = claimed.get(key).filter(|said| *said != right)?;
                Some(format!("`statistics.{key}` is {said}, and should be {right}"))
            });
            told.extend(differ);
        }
        _ => told.push("`statistics` is no object".to_owned()),
    }
    told
}

/// The statistics that a writer gives an index, counted over the newest version of each block.
fn statistics(index: &Index) -> Map<String, Value> {
    let by = |field: fn(&Entry) -> &str| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in index.newest() {
            if !field(entry).is_empty() {
                *counts.entry(field(entry)).or_default() += 1;
            }
        }
        json!(counts)
    };
    let count = |count: usize| Value::from(count);
    Map::from_iter([
        ("total_blocks".to_owned(), count(index.ids().count())),
        ("total_versions".to_owned(), count(index.entries().len())),
        ("blocked_count".to_owned(), count(index.newest().filter(|entry| entry.blocked).count())),
        ("by_hierarchy".to_owned(), by(|entry| &entry.hierarchy_level)),
        ("by_domain".to_owned(), by(|entry| &entry.domain)),
    ])
}
