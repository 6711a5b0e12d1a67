//! The rules on the whole of a composition: what every instance reads and writes (`blocks.md` 5.6).

mod distinct;
mod doubles;
mod names;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use self::distinct::Distinct;
use super::bind::Names;
use super::entry::{Entry, is_object};
use super::leaf::{Feed, Leaf};
use super::objects::Objects;
use super::rules::{object, reference, schema};
use super::work::Work;
use crate::block::column::{Column, from_dss_schema};
use crate::block::fit::misfits;
use crate::block::interface::columns;
use crate::block::{Port, PortKind};
use crate::config::{BlockUse, SchemaMatching};
use crate::diagnostic::Diagnostic;
use crate::source::Location;

/// Runs the rules on everything that did expand.
pub(super) fn judge(work: &mut Work<'_>, entries: &[Entry<'_>], objects: &Objects<'_>, bindings: &[Names]) {
    let mut problems = Distinct::of(work);
    unknown_inputs(work, entries, objects, &mut problems);
    for leaf in &work.leaves {
        check_reading(work, entries, objects, leaf, bindings, &mut problems);
    }
    check_outputs(work, entries, objects, &mut problems);
    two_producers(work, entries, objects, bindings, &mut problems);
    names::judge(work, entries, objects, &mut problems);
    work.problems = problems.into_pile();
}

/// BLK-015.
fn unknown_inputs(work: &Work<'_>, entries: &[Entry<'_>], objects: &Objects<'_>, problems: &mut Distinct) {
    for entry in entries {
        let Some(block) = &entry.block else { continue };
        for mapping in entry.written.inputs.iter().filter(|mapping| is_object(work.basis, mapping)) {
            let name = &mapping.name;
            let is_there = objects.knows(&name.value) || work.basis.existing.contains(&*name.value);
            if block.manifest.input(&mapping.port).is_some() && !is_there {
                let path = entry.written.path_of(&format!("inputs.{}", mapping.port));
                problems.push(object::unknown(path, name, objects.names()));
            }
        }
    }
}

/// Where a problem of a wire stands: at the mapped name, or at the reference with the place of the
/// consumer in its solution.
struct Spot<'a> {
    leaf: &'a Leaf,
    entry: &'a BlockUse,
    feed: &'a Feed,
    port: &'a str,
}

impl Spot<'_> {
    fn path(&self) -> String {
        match self.feed {
            Feed::Mapped { port, .. } => self.entry.path_of(&format!("inputs.{port}")),
            _ => self.entry.path_of("ref"),
        }
    }

    fn at(&self) -> Location {
        let Feed::Mapped { port, .. } = self.feed else { return self.entry.reference_at };
        let mapping = self.entry.inputs.iter().find(|mapping| mapping.port == *port);
        mapping.map_or(self.entry.reference_at, |mapping| mapping.name.at)
    }

    fn place(&self, mut problem: Diagnostic) -> Diagnostic {
        let within = self.leaf.within.as_ref().filter(|_| !matches!(self.feed, Feed::Mapped { .. }));
        problem.within = within.map(|within| format!("{}:{}.{}", within.solution, within.alias, self.port));
        problem.at(self.at())
    }
}

/// BLK-016 and the SCH rules for everything that a leaf reads.
fn check_reading(
    work: &Work<'_>,
    entries: &[Entry<'_>],
    objects: &Objects<'_>,
    leaf: &Leaf,
    bindings: &[Names],
    problems: &mut Distinct,
) {
    let Some(entry) = entries.get(leaf.entry) else { return };
    for port in &leaf.manifest.inputs {
        let Some(feed) = leaf.feeds.get(&port.name) else { continue };
        let (name, kind) = match feed {
            Feed::Unknown => continue,
            Feed::Mapped { name, .. } => (Arc::clone(name), objects.kind(name)),
            Feed::Leaf(source, output) => {
                let bound = bindings
                    .get(*source)
                    .and_then(|names| names.outputs.iter().find(|bound| bound.port == *output));
                let Some(bound) = bound else { continue };
                (Arc::clone(&bound.name), Some(bound.kind))
            }
        };
        let Some(kind) = kind else { continue };
        let spot = Spot { leaf, entry: entry.written, feed, port: &port.name };
        if kind != port.kind {
            let problem = object::other_kind(spot.path(), spot.at(), &name, &port.name, port.kind, kind);
            problems.push(spot.place(problem));
            continue;
        }
        check_columns(work, objects, leaf, port, &name, &spot, problems);
    }
}

fn check_columns(
    work: &Work<'_>,
    objects: &Objects<'_>,
    leaf: &Leaf,
    port: &Port,
    name: &str,
    spot: &Spot<'_>,
    problems: &mut Distinct,
) {
    if port.kind != PortKind::Dataset {
        return;
    }
    let matching = work.basis.config.schemas;
    let written = written_columns(work, objects, name).map(Cow::Borrowed);
    let declared = || from_dss_schema(&objects.declared.get(name)?.schema).map(Cow::Owned);
    let (has, asked) = (written.or_else(declared), port_columns(work, leaf, port));
    let (Some(has), Some(asked)) = (&has, asked) else {
        let unchecked = || schema::unchecked(spot.path(), name, &port.name, has.is_some());
        problems.extend((matching == SchemaMatching::Strict).then(|| spot.place(unchecked())));
        return;
    };
    for misfit in misfits(has, asked) {
        let problem = schema::misfit(spot.path(), name, &port.name, &misfit, matching);
        problems.push(spot.place(problem));
    }
}

/// The columns that a port of a leaf declares, if they are known.
pub(super) fn port_columns<'w>(work: &'w Work<'_>, leaf: &'w Leaf, port: &'w Port) -> Option<&'w [Column]> {
    let registry = work.basis.registries.get(&leaf.pinned.registry)?;
    columns(port, |path| registry.schema(path))
}

/// The columns of what an instance writes under `name`.
pub(super) fn written_columns<'w>(
    work: &'w Work<'_>,
    objects: &Objects<'_>,
    name: &str,
) -> Option<&'w [Column]> {
    let writer = objects.written.get(name)?;
    let leaf = work.leaves.get(writer.leaf)?;
    port_columns(work, leaf, leaf.manifest.output(&writer.port)?)
}

/// BLK-016 for outputs: what is declared as one kind of object cannot be written as another.
fn check_outputs(work: &Work<'_>, entries: &[Entry<'_>], objects: &Objects<'_>, problems: &mut Distinct) {
    for leaf in &work.leaves {
        let Some(entry) = entries.get(leaf.entry) else { continue };
        for port in &leaf.manifest.outputs {
            let Some(mapped) = leaf.mapped.get(&port.name) else { continue };
            let declared = objects.declared_kind(&mapped.name).filter(|kind| *kind != port.kind);
            if let Some(declared) = declared {
                problems.push(object::other_kind(
                    output_path(entry.written, &mapped.port),
                    output_at(entry.written, &mapped.port),
                    &mapped.name,
                    &port.name,
                    port.kind,
                    declared,
                ));
            }
        }
    }
}

fn output_path(entry: &BlockUse, port: &str) -> String {
    entry.path_of(&format!("outputs.{port}"))
}

fn output_at(entry: &BlockUse, port: &str) -> Location {
    let mapping = entry.outputs.iter().find(|mapping| *mapping.port == *port);
    mapping.map_or(entry.reference_at, |mapping| mapping.name.at)
}

/// BLK-017. Collisions of generated names are BLK-019's.
fn two_producers(
    work: &Work<'_>,
    entries: &[Entry<'_>],
    objects: &Objects<'_>,
    bindings: &[Names],
    problems: &mut Distinct,
) {
    let mut first = Producers::new();
    let mut isolated: Vec<(&str, (&str, Location))> = Vec::new();
    for (leaf, names) in work.leaves.iter().zip(bindings) {
        let Some(entry) = entries.get(leaf.entry) else { continue };
        for output in &names.outputs {
            if let Some(mapped) = leaf.mapped.get(&output.port) {
                claim(&mut first, &output.name, leaf, entry.written, &mapped.port, problems);
            } else {
                isolated.push((&output.name, (&leaf.path, entry.written.at)));
            }
        }
        for sync in &leaf.syncs {
            claim(&mut first, &sync.mapped.name, leaf, entry.written, &sync.mapped.port, problems);
        }
    }
    for (name, by) in isolated {
        first.entry(name).or_insert(by);
    }
    for recipe in &objects.recipes {
        let mut told = BTreeSet::new();
        for output in recipe.outputs().iter().filter(|output| !output.name.unresolved) {
            if let Some((by, at)) = first.get(&*output.name.value)
                && told.insert(&output.name.value)
            {
                let path = format!("recipes[{}].outputs", recipe.index);
                problems.push(object::two_producers(path, output.name.at, &output.name.value, by, *at));
            }
        }
    }
}

/// The first instance that writes a name, and where that is written.
type Producers<'a> = HashMap<&'a str, (&'a str, Location)>;

fn claim<'a>(
    first: &mut Producers<'a>,
    name: &'a str,
    leaf: &'a Leaf,
    entry: &BlockUse,
    port: &str,
    problems: &mut Distinct,
) {
    match first.get(name) {
        Some((by, first_at)) => {
            let (path, at) = (output_path(entry, port), output_at(entry, port));
            problems.push(object::two_producers(path, at, name, by, *first_at));
        }
        None => drop(first.insert(name, (&leaf.path, output_at(entry, port)))),
    }
}

/// A recipe of a block whose inputs and outputs are not published cannot be planned (`blocks.md` 1.4).
pub(super) fn unplannable(work: &mut Work<'_>, entries: &[Entry<'_>]) {
    for leaf in &work.leaves {
        let missing =
            leaf.manifest.contains.recipes.iter().find(|recipe| leaf.manifest.recipe(recipe).is_none());
        if let (Some(recipe), Some(entry)) = (missing, entries.get(leaf.entry)) {
            work.problems.push(reference::unplannable(entry.written, &leaf.pinned, recipe));
        }
    }
}
