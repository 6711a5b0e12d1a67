//! The rules on the names of instances: of their zones, and of what they make (`blocks.md` 5.6).

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::block::PortKind;
use crate::composition::entry::Entry;
use crate::composition::judge::distinct::Distinct;
use crate::composition::judge::doubles::Doubles;
use crate::composition::leaf::Leaf;
use crate::composition::objects::Objects;
use crate::composition::rules::name as rules;
use crate::composition::work::Work;
use crate::config::BlockUse;
use crate::source::Location;

/// Runs the rules on names.
pub(super) fn judge(work: &Work<'_>, entries: &[Entry<'_>], objects: &Objects<'_>, problems: &mut Distinct) {
    zones(work, entries, problems);
    generated(work, entries, objects, problems);
}

/// BLK-010.
fn zones(work: &Work<'_>, entries: &[Entry<'_>], problems: &mut Distinct) {
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
fn generated<'a>(work: &'a Work<'a>, entries: &[Entry<'a>], objects: &Objects<'a>, problems: &mut Distinct) {
    let taken = taken_names(work, entries, objects);
    let doubles = doubles(work, &taken);
    let mut owners: HashMap<Arc<str>, (Owner<'a>, Location)> = HashMap::new();
    for (name, owner, at) in taken.into_iter().filter(|(name, ..)| doubles.has(name)) {
        owners.entry(name.into()).or_insert((owner, at));
    }
    for leaf in &work.leaves {
        let Some(entry) = entries.get(leaf.entry) else { continue };
        let is_doubtful = |name: &Arc<str>| doubles.has(name) || name.len() > rules::LONGEST_GENERATED;
        for name in leaf.made_names(work.basis.config).filter(is_doubtful) {
            if name.chars().count() > rules::LONGEST_GENERATED {
                problems.push(rules::too_long(entry.written, &name));
            }
            match owners.get(&name) {
                Some((owner, at)) => {
                    problems.push(rules::collision(entry.written, &name, &owner.to_string(), Some(*at)));
                }
                None => drop(owners.insert(name, (Owner::Instance(&leaf.path), entry.written.at))),
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

/// A name that is not free, its owner and where that is written.
type TakenName<'a> = (&'a str, Owner<'a>, Location);

/// The names that are declared, mapped to outputs, or of recipes; of equal ones the first has it.
fn taken_names<'a>(work: &Work<'a>, entries: &[Entry<'a>], objects: &Objects<'a>) -> Vec<TakenName<'a>> {
    let declared = objects.declared.iter().map(|(name, dataset)| (*name, Owner::Dataset(name), dataset.at));
    let placed = objects.placed.iter();
    let placed = placed.map(|(name, object)| (*name, Owner::Object(object.kind(), name), object.entry().at));
    let mapped = entries.iter().flat_map(|entry| {
        entry.written.outputs.iter().map(move |mapping| {
            let name = &mapping.name;
            (&*name.value, Owner::Output(entry.written, &mapping.port), name.at)
        })
    });
    let recipes = work.basis.config.recipes.iter().filter_map(|recipe| recipe.name.as_ref());
    let recipes = recipes.map(|name| (&*name.value, Owner::Recipe(&name.value), name.at));
    declared.chain(placed).chain(mapped).chain(recipes).collect()
}

/// What of all names comes more than once. An instance makes many, a large project has tens of thousands
/// of instances, and hardly any of their names are alike: so they are not kept, only their hashes.
fn doubles(work: &Work<'_>, taken: &[TakenName<'_>]) -> Doubles {
    let made = work.leaves.iter().flat_map(|leaf| leaf.made_names(work.basis.config));
    let made = made.map(|name| Doubles::hash(&name));
    Doubles::new(taken.iter().map(|(name, ..)| Doubles::hash(name)).chain(made).collect())
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
