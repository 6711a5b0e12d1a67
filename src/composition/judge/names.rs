//! The rules on the names of instances: of their zones, and of what they make (`blocks.md` 5.6).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::composition::bind::Names;
use crate::composition::entry::Entry;
use crate::composition::leaf::Leaf;
use crate::composition::objects::Objects;
use crate::composition::rules::name as rules;
use crate::composition::work::Work;
use crate::diagnostic::Diagnostic;
use crate::source::Location;

/// Runs the rules on names.
pub(super) fn judge(
    work: &Work<'_>,
    entries: &[Entry<'_>],
    objects: &Objects<'_>,
    bindings: &[Names],
    problems: &mut Vec<Diagnostic>,
) {
    zones(work, entries, problems);
    generated(work, entries, objects, bindings, problems);
}

/// BLK-010.
fn zones(work: &Work<'_>, entries: &[Entry<'_>], problems: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<&str, &Leaf> = BTreeMap::new();
    for leaf in &work.leaves {
        let first = *taken.entry(&leaf.zone).or_insert(leaf);
        if first.path == leaf.path {
            continue;
        }
        if let (Some(entry), Some(other)) = (entries.get(leaf.entry), entries.get(first.entry)) {
            problems.push(rules::zone_taken(
                entry.written,
                &leaf.zone,
                &leaf.path,
                &first.path,
                other.written,
            ));
        }
    }
}

/// BLK-019 and BLK-020.
fn generated(
    work: &Work<'_>,
    entries: &[Entry<'_>],
    objects: &Objects<'_>,
    bindings: &[Names],
    problems: &mut Vec<Diagnostic>,
) {
    let mut taken = taken_names(work, entries, objects);
    for (leaf, bound) in work.leaves.iter().zip(bindings) {
        let Some(entry) = entries.get(leaf.entry) else { continue };
        let own = (format!("another object of {}", leaf.path), entry.written.at);
        for name in made_names(leaf, bound) {
            match taken.get(&name) {
                Some((owner, at)) => problems.push(rules::collision(entry.written, &name, owner, Some(*at))),
                None => drop(taken.insert(Arc::clone(&name), own.clone())),
            }
            if name.chars().count() > rules::LONGEST_GENERATED {
                problems.push(rules::too_long(entry.written, &name));
            }
        }
    }
    let mut paths: BTreeMap<&str, &Leaf> = BTreeMap::new();
    for leaf in &work.leaves {
        let first = *paths.entry(&leaf.path).or_insert(leaf);
        if let (false, Some(entry)) = (std::ptr::eq(first, leaf), entries.get(leaf.entry)) {
            problems.push(rules::collision(entry.written, &leaf.path, "another instance", None));
        }
    }
}

/// The names that are not free: declared, mapped to outputs, or of recipes; with their owners.
fn taken_names(
    work: &Work<'_>,
    entries: &[Entry<'_>],
    objects: &Objects<'_>,
) -> BTreeMap<Arc<str>, (String, Location)> {
    let mut taken: BTreeMap<Arc<str>, (String, Location)> = BTreeMap::new();
    for (name, dataset) in &objects.declared {
        taken.insert(Arc::from(*name), (format!("the dataset {name}"), dataset.at));
    }
    for entry in entries {
        for mapping in &entry.written.outputs {
            let owner = format!("{}.outputs.{}", entry.written.path(), mapping.port);
            taken.entry(Arc::clone(&mapping.name.value)).or_insert((owner, mapping.name.at));
        }
    }
    for name in work.basis.config.recipes.iter().filter_map(|recipe| recipe.name.as_ref()) {
        taken.entry(Arc::clone(&name.value)).or_insert((format!("the recipe {}", name.value), name.at));
    }
    taken
}

/// The names that an instance makes for its own objects and recipes.
fn made_names(leaf: &Leaf, bound: &Names) -> Vec<Arc<str>> {
    let internals = leaf.internals().into_iter().flat_map(|(_, names)| names);
    let outputs = leaf.manifest.outputs.iter().map(|port| &port.name);
    let unmapped = outputs.filter(|port| !leaf.mapped.contains_key(*port));
    let mut made: Vec<Arc<str>> =
        internals.chain(unmapped).filter_map(|name| bound.objects.get(name).cloned()).collect();
    made.extend(bound.recipes.iter().map(|(_, name)| Arc::clone(name)));
    made.extend(leaf.syncs.iter().map(|sync| Arc::clone(&sync.recipe)));
    made
}
