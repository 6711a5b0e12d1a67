//! Solutions taken apart into zone blocks, each with its path, its zone and what feeds it
//! (`blocks.md` 5.7 and 5.8).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::{Entry, is_object};
use super::leaf::{Feed, Leaf, Mapped, Sync, Within};
use super::named::Named;
use super::prune::Absent;
use super::solution::{Member, Source, Tree, effectively_required};
use super::work::{Expanded, Work};
use crate::block::{Manifest, Port};
use crate::config::block_use::Section;

/// Expands every entry that was found.
pub(super) fn flatten(work: &mut Work<'_>, entries: &[Entry<'_>]) {
    // Most entries are one each.
    work.leaves.reserve(entries.len());
    for (position, entry) in entries.iter().enumerate() {
        let (Some(block), Some(path)) = (&entry.block, &entry.instance) else { continue };
        let feeds = entry_feeds(work, entry, &block.manifest);
        let mapped = entry_outputs(work, entry, &block.manifest);
        match (entry.written.section, &block.tree) {
            (Section::Solutions, Some(tree)) => {
                let first = work.leaves.len();
                let at = Place {
                    entry: position,
                    path: Arc::clone(path),
                    zone: Arc::clone(&entry.zone),
                    depth: 0,
                };
                let outputs = flatten_tree(work, tree, &at, &feeds, &mapped);
                let count = work.leaves.len() - first;
                work.solutions.push(Expanded {
                    entry: position,
                    path: Arc::clone(path),
                    first,
                    count,
                    outputs,
                });
            }
            _ => work.leaves.push(Leaf {
                path: Arc::clone(path),
                entry: position,
                pinned: block.pinned.clone(),
                version_spec: Arc::clone(&block.version_spec),
                manifest: Arc::clone(&block.manifest),
                zone: Arc::clone(&entry.zone),
                within: None,
                feeds,
                mapped,
                syncs: Vec::new(),
                changes: Named::default(),
                absent: Absent::default(),
            }),
        }
    }
}

/// What the entry maps its inputs to. A required input that is not mapped is told elsewhere; here it
/// counts as there, so that nothing is left out for it.
fn entry_feeds(work: &Work<'_>, entry: &Entry<'_>, manifest: &Manifest) -> Named<Feed> {
    let tree = entry.block.as_ref().and_then(|block| block.tree.as_ref());
    let feed = |port: &Port| {
        let mapping = entry.written.inputs.iter().find(|mapping| mapping.port == port.name);
        let is_required = match tree {
            Some(tree) => effectively_required(tree, &port.name),
            None => port.required,
        };
        let feed = match mapping {
            Some(mapping) if is_object(work.basis, mapping) => {
                Feed::Mapped { port: Arc::clone(&port.name), name: Arc::clone(&mapping.name.value) }
            }
            Some(_) => Feed::Unknown,
            None if is_required => Feed::Unknown,
            None => return None,
        };
        Some((Arc::clone(&port.name), feed))
    };
    manifest.inputs.iter().filter_map(feed).collect()
}

fn entry_outputs(work: &Work<'_>, entry: &Entry<'_>, manifest: &Manifest) -> Named<Mapped> {
    let mappings = entry.written.outputs.iter().filter(|mapping| is_object(work.basis, mapping));
    let mappings = mappings.filter(|mapping| manifest.output(&mapping.port).is_some());
    mappings
        .map(|mapping| {
            let (name, port) = (Arc::clone(&mapping.name.value), Arc::clone(&mapping.port));
            (Arc::clone(&mapping.port), Mapped { name, port })
        })
        .collect()
}

/// Where a solution is expanded.
struct Place {
    entry: usize,
    path: Arc<str>,
    zone: Arc<str>,
    depth: usize,
}

/// A leaf's port.
type End = (usize, Arc<str>);

/// Expands a solution, predecessors first, so that what feeds a member is there already. Returns what
/// is behind each of its outputs. Recurses as deep as solutions may be nested.
fn flatten_tree(
    work: &mut Work<'_>,
    tree: &Tree,
    at: &Place,
    feeds: &Named<Feed>,
    mapped: &Named<Mapped>,
) -> BTreeMap<Arc<str>, End> {
    let (assigned, further) = assign(tree, mapped);
    let mut ends: BTreeMap<End, End> = BTreeMap::new();
    let mut ranges: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for position in &tree.order {
        let Some(member) = tree.members.get(*position) else { continue };
        let first = work.leaves.len();
        let feeds = member_feeds(tree, *position, member, feeds, &ends);
        let mapped = assigned.get(position).cloned().unwrap_or_default();
        let path: Arc<str> = format!("{}__{}", at.path, member.alias).into();
        let zone = format!("{}_{}", at.zone, member.alias);
        let outputs = if let Some(inner) = &member.tree {
            let at = Place { entry: at.entry, path, zone: zone.into(), depth: at.depth + 1 };
            flatten_tree(work, inner, &at, &feeds, &mapped)
        } else {
            let zone = format!("{zone}_zone").into();
            work.leaves.push(leaf(tree, member, at, path, zone, feeds, mapped));
            let ports = member.manifest.outputs.iter();
            ports.map(|port| (Arc::clone(&port.name), (first, Arc::clone(&port.name)))).collect()
        };
        ends.extend(outputs.into_iter().map(|(port, end)| ((*position, port), end)));
        ranges.insert(*position, (first, work.leaves.len()));
    }
    add_waits(work, tree, &ranges);
    for (end, mapped, output) in further {
        let Some((leaf, port)) = ends.get(&end) else { continue };
        let recipe = format!("{}__sync_{}", at.path, output.to_lowercase()).into();
        if let Some(leaf) = work.leaves.get_mut(*leaf) {
            leaf.syncs.push(Sync { port: Arc::clone(port), mapped, recipe });
        }
    }
    let behind = |(output, end): (&Arc<str>, &End)| Some((Arc::clone(output), ends.get(end)?.clone()));
    tree.exposed.iter().filter_map(behind).collect()
}

type Assigned = BTreeMap<usize, Named<Mapped>>;

/// Which member port carries which mapped name: the first one in the order of the solution's outputs.
/// The others are returned apart, with their output.
fn assign(tree: &Tree, mapped: &Named<Mapped>) -> (Assigned, Vec<(End, Mapped, Arc<str>)>) {
    let mut assigned = Assigned::new();
    let mut further = Vec::new();
    for output in &tree.manifest.outputs {
        let (Some(name), Some(end)) = (mapped.get(&output.name), tree.exposed.get(&output.name)) else {
            continue;
        };
        let ports = assigned.entry(end.0).or_default();
        match ports.get(&end.1) {
            None => ports.insert(Arc::clone(&end.1), name.clone()),
            Some(_) => further.push((end.clone(), name.clone(), Arc::clone(&output.name))),
        }
    }
    (assigned, further)
}

fn member_feeds(
    tree: &Tree,
    position: usize,
    member: &Member,
    feeds: &Named<Feed>,
    ends: &BTreeMap<End, End>,
) -> Named<Feed> {
    let feed = |port: &Arc<str>| match tree.sources.get(&(position, Arc::clone(port)))? {
        Source::Input(input) => feeds.get(input).cloned(),
        Source::Member(earlier, output) => {
            let (leaf, port) = ends.get(&(*earlier, Arc::clone(output)))?;
            Some(Feed::Leaf(*leaf, Arc::clone(port)))
        }
    };
    let ports = member.manifest.inputs.iter().map(|port| &port.name);
    ports.filter_map(|port| Some((Arc::clone(port), feed(port)?))).collect()
}

fn leaf(
    tree: &Tree,
    member: &Member,
    at: &Place,
    path: Arc<str>,
    zone: Arc<str>,
    feeds: Named<Feed>,
    mapped: Named<Mapped>,
) -> Leaf {
    let within = Within {
        solution: tree.pinned.label(),
        alias: Arc::clone(&member.alias),
        step: member.step,
        manifest: Arc::clone(&tree.manifest),
        is_direct: at.depth == 0,
    };
    Leaf {
        path,
        entry: at.entry,
        pinned: member.pinned.clone(),
        version_spec: Arc::clone(&member.written),
        manifest: Arc::clone(&member.manifest),
        zone,
        within: Some(within),
        feeds,
        mapped,
        syncs: Vec::new(),
        changes: Named::default(),
        absent: Absent::default(),
    }
}

/// `depends_on`: all instances of a member wait for all of the one it names.
fn add_waits(work: &mut Work<'_>, tree: &Tree, ranges: &BTreeMap<usize, (usize, usize)>) {
    for (earlier, later) in &tree.waits {
        let is_named = tree.members.get(*later).is_some_and(|member| {
            let step = tree.manifest.steps.get(member.step);
            let alias = tree.members.get(*earlier).map(|member| &member.alias);
            step.zip(alias).is_some_and(|(step, alias)| step.depends_on.contains(alias))
        });
        let (Some(first), Some(second)) = (ranges.get(earlier), ranges.get(later)) else { continue };
        if is_named {
            for before in first.0..first.1 {
                work.waits.extend((second.0..second.1).map(|after| (before, after)));
            }
        }
    }
}
