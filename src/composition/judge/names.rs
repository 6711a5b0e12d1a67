//! The rules on the names of instances: of their zones, and of what they make (`blocks.md` 5.6).

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::block::PortKind;
use crate::composition::bind::{Names, internals};
use crate::composition::entry::Entry;
use crate::composition::leaf::Leaf;
use crate::composition::objects::Objects;
use crate::composition::rules::name as rules;
use crate::composition::work::Work;
use crate::config::BlockUse;
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
    let mut taken: HashMap<&str, &Leaf> = HashMap::with_capacity(work.leaves.len());
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
fn generated<'a>(
    work: &'a Work<'a>,
    entries: &[Entry<'a>],
    objects: &Objects<'a>,
    bindings: &'a [Names],
    problems: &mut Vec<Diagnostic>,
) {
    let mut taken = taken_names(work, entries, objects);
    for (leaf, bound) in work.leaves.iter().zip(bindings) {
        let Some(entry) = entries.get(leaf.entry) else { continue };
        let own = (Owner::Instance(&leaf.path), entry.written.at);
        for name in made_names(leaf, bound) {
            match taken.get(&**name) {
                Some((owner, at)) => {
                    problems.push(rules::collision(entry.written, name, &owner.to_string(), Some(*at)));
                }
                None => drop(taken.insert(name, own)),
            }
            if name.len() > rules::LONGEST_GENERATED && name.chars().count() > rules::LONGEST_GENERATED {
                problems.push(rules::too_long(entry.written, name));
            }
        }
    }
    let mut paths: HashMap<&str, &Leaf> = HashMap::with_capacity(work.leaves.len());
    for leaf in &work.leaves {
        let first = *paths.entry(&leaf.path).or_insert(leaf);
        if let (false, Some(entry)) = (std::ptr::eq(first, leaf), entries.get(leaf.entry)) {
            problems.push(rules::collision(entry.written, &leaf.path, "another instance", None));
        }
    }
}

/// The names that are not free: declared, mapped to outputs, or of recipes; with their owners.
fn taken_names<'a>(
    work: &Work<'a>,
    entries: &[Entry<'a>],
    objects: &Objects<'a>,
) -> HashMap<&'a str, (Owner<'a>, Location)> {
    let mut taken = HashMap::new();
    for (name, dataset) in &objects.declared {
        taken.insert(*name, (Owner::Dataset(name), dataset.at));
    }
    for (name, object) in &objects.placed {
        taken.insert(*name, (Owner::Object(object.kind(), name), object.entry().at));
    }
    for entry in entries {
        for mapping in &entry.written.outputs {
            let owner = Owner::Output(entry.written, &mapping.port);
            taken.entry(&*mapping.name.value).or_insert((owner, mapping.name.at));
        }
    }
    for name in work.basis.config.recipes.iter().filter_map(|recipe| recipe.name.as_ref()) {
        taken.entry(&*name.value).or_insert((Owner::Recipe(&name.value), name.at));
    }
    taken
}

/// Who has a name. Its words are made only for the few that clash.
#[derive(Clone, Copy)]
enum Owner<'a> {
    Dataset(&'a str),
    Object(PortKind, &'a str),
    Output(&'a BlockUse, &'a str),
    Recipe(&'a str),
    Instance(&'a str),
}

impl fmt::Display for Owner<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dataset(name) => write!(out, "the dataset {name}"),
            Self::Object(kind, name) => write!(out, "the {} {name}", kind.name()),
            Self::Output(entry, port) => write!(out, "{}.outputs.{port}", entry.path()),
            Self::Recipe(name) => write!(out, "the recipe {name}"),
            Self::Instance(path) => write!(out, "another object of {path}"),
        }
    }
}

/// The names that an instance makes for its own objects and recipes.
fn made_names<'a>(leaf: &'a Leaf, bound: &'a Names) -> impl Iterator<Item = &'a Arc<str>> {
    let internals = internals(&leaf.manifest).into_iter().flat_map(|(_, names)| names);
    let outputs = leaf.manifest.outputs.iter().map(|port| &port.name);
    let unmapped = outputs.filter(|port| !leaf.mapped.contains_key(*port));
    let objects = internals.chain(unmapped).filter_map(|name| bound.objects.get(name));
    objects
        .chain(bound.recipes.iter().map(|(_, name)| name))
        .chain(leaf.syncs.iter().map(|sync| &sync.recipe))
}
