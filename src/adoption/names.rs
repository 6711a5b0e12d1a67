//! Names of a composed configuration that the project has already.

use std::collections::{BTreeMap, BTreeSet};

use super::tree;
use crate::sorting;
use crate::text::{TextEdit, apply_edits};
use crate::workspace::Analysis;
use crate::yaml::node::Node;
use crate::yaml::write::{self, Context};

/// What a name is for. Each kind has its own names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Instance,
    Zone,
    Object,
}

/// The composed configuration with free names, and what was renamed. `None` if it cannot be read.
pub(super) fn freed(composed: &str, analysis: &Analysis) -> Option<(String, Vec<(String, String)>)> {
    let root = tree(composed)?;
    let places = places(&root);
    let mut taken = taken(analysis);
    let named = places.iter().filter_map(|place| Some((place.kind, name(place.node)?.to_lowercase())));
    let own: BTreeSet<(Kind, String)> = sorting::set(named);
    let mut seen: BTreeSet<(Kind, &str)> = BTreeSet::new();
    let mut free: BTreeMap<(Kind, &str), String> = BTreeMap::new();
    for place in places.iter().filter(|place| place.makes) {
        let Some(wanted) = name(place.node).filter(|wanted| seen.insert((place.kind, wanted))) else {
            continue;
        };
        if taken.contains(&(place.kind, wanted.to_lowercase())) {
            let mut numbered = (2_usize..).map(|number| format!("{wanted}_{number}"));
            let is_free = |lower: &(Kind, String)| !taken.contains(lower) && !own.contains(lower);
            let found = numbered.find(|name| is_free(&(place.kind, name.to_lowercase())))?;
            taken.insert((place.kind, found.to_lowercase()));
            free.insert((place.kind, wanted), found);
        }
    }
    let edits = places.iter().filter_map(|place| {
        let free = free.get(&(place.kind, name(place.node)?))?;
        Some(TextEdit::replace(place.node.range, write::text(free, Context::Block)))
    });
    let text = apply_edits(composed, &edits.collect::<Vec<_>>()).ok()?;
    Some((text, free.into_iter().map(|((_, wanted), free)| (wanted.to_owned(), free)).collect()))
}

/// Names of the project, in lower case because case tells nothing apart.
fn taken(analysis: &Analysis) -> BTreeSet<(Kind, String)> {
    let mut taken = BTreeSet::new();
    let mut take = |kind, name: &str| taken.extend([(kind, name.to_lowercase())]);
    let (config, composition) = (&analysis.config, &analysis.composition);
    for entry in &config.uses {
        entry.instance_name.iter().for_each(|name| take(Kind::Instance, &name.value));
        entry.zone.iter().for_each(|name| take(Kind::Zone, &name.value));
    }
    composition.solutions.iter().for_each(|solution| take(Kind::Instance, &solution.path));
    for instance in &composition.instances {
        take(Kind::Instance, &instance.path);
        take(Kind::Zone, &instance.zone);
    }
    let declared = config.datasets.iter().filter_map(|dataset| dataset.name.as_ref());
    declared.for_each(|name| take(Kind::Object, &name.value));
    composition.known.iter().chain(&composition.produced).for_each(|name| take(Kind::Object, name));
    taken
}

/// A place where a name stands.
struct Place<'n> {
    kind: Kind,
    node: &'n Node,
    /// Whether it makes the name, or only uses it.
    makes: bool,
}

fn places(root: &Node) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    let list = |key: &str| root.get(key).and_then(Node::as_list).unwrap_or_default();
    for entry in list("blocks").iter().chain(list("solutions")) {
        let instance = entry.get("instance_name");
        places.extend(instance.map(|node| Place { kind: Kind::Instance, node, makes: true }));
        let zone = entry.get("zone_name").or_else(|| entry.get("zone_prefix"));
        places.extend(zone.map(|node| Place { kind: Kind::Zone, node, makes: true }));
        for (side, makes) in [("inputs", false), ("outputs", true)] {
            let ports = entry.get(side).and_then(Node::as_map).unwrap_or_default();
            places.extend(ports.iter().map(|port| Place { kind: Kind::Object, node: &port.value, makes }));
        }
    }
    let declared = list("datasets").iter().filter_map(|entry| entry.get("name"));
    places.extend(declared.map(|node| Place { kind: Kind::Object, node, makes: true }));
    places
}

fn name(node: &Node) -> Option<&str> {
    node.as_text().map(|text| &*text.value)
}
