//! Registries to cards.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::card::{Card, Edition, Socket};
use super::facet::Facet;
use super::hash::WordMap;
use crate::block::column::Column;
use crate::block::reference::BlockRef;
use crate::block::{BlockKind, Port, Step};
use crate::registry::{Entry, Registries, Registry};
use crate::words::{Token, tokens};

/// A word that a registry configures for one of its domains.
#[derive(Clone, Debug)]
pub(super) struct Keyword {
    pub(super) registry: Arc<str>,
    pub(super) domain: Arc<str>,
    pub(super) token: Token,
}

/// How deep solutions nest at most (blocks spec 1.10).
const DEEPEST: usize = 5;

/// What the catalog is made of.
#[derive(Default)]
pub(super) struct Shelf {
    /// By registry and id.
    pub(super) cards: Vec<Card>,
    /// The schemas that are loaded; sockets name places here.
    pub(super) schemas: Vec<Arc<[Column]>>,
    /// Levels and domains in their order.
    pub(super) configured: BTreeMap<Facet, Vec<String>>,
    /// What the registries say about words of domains.
    pub(super) keywords: Vec<Keyword>,
}

/// Everything of all registries that can be used.
pub(super) fn shelf(registries: &Registries) -> Shelf {
    let mut shelf = Shelf::default();
    for registry in registries.iter().filter(|registry| registry.condition.is_usable()) {
        configure(&mut shelf, registry);
        let mut reading = Reading { registry, places: WordMap::default(), schemas: &mut shelf.schemas };
        for versions in registry.index.entries().chunk_by(|left, right| left.block_id == right.block_id) {
            shelf.cards.extend(reading.card(versions));
        }
    }
    shelf
}

fn configure(shelf: &mut Shelf, registry: &Registry) {
    let levels = registry.taxonomy.levels().into_iter().map(|level| level.name.to_string());
    shelf.configured.entry(Facet::Level).or_default().extend(levels);
    let domains = registry.taxonomy.domains();
    let names = domains.iter().map(|domain| domain.name.to_string());
    shelf.configured.entry(Facet::Domain).or_default().extend(names);
    for domain in domains {
        let keyword =
            |token| Keyword { registry: Arc::clone(&registry.key), domain: Arc::clone(&domain.name), token };
        shelf.keywords.extend(domain.keywords.iter().flat_map(|word| tokens(word)).map(keyword));
    }
}

/// One registry being read.
struct Reading<'a> {
    registry: &'a Registry,
    places: WordMap<Arc<str>, Option<u32>>,
    schemas: &'a mut Vec<Arc<[Column]>>,
}

impl Reading<'_> {
    /// The card of the versions of one block, oldest first.
    fn card(&mut self, versions: &[Arc<Entry>]) -> Option<Card> {
        let shown = versions.iter().rev().position(|entry| !entry.deprecated).unwrap_or_default();
        let entry = versions.iter().rev().nth(shown)?;
        let mut editions: Vec<Edition> = Vec::with_capacity(versions.len());
        let mut newer: Option<&Arc<Entry>> = None;
        for version in versions.iter().rev() {
            let edition = self.edition(version, newer.map(AsRef::as_ref).zip(editions.last()));
            editions.push(edition);
            newer = Some(version);
        }
        let shown = editions.remove(shown);
        let manifest = self.registry.loaded(&entry.block_id, entry.version);
        let owner = manifest.map_or(&entry.owner, |manifest| &manifest.owner);
        let members = manifest.into_iter().flat_map(|manifest| &manifest.steps);
        let member = |reference: BlockRef| {
            let registry = reference.registry.clone().unwrap_or_else(|| Arc::clone(&self.registry.key));
            (registry, reference)
        };
        Some(Card {
            registry: Arc::clone(&self.registry.key),
            id: Arc::clone(&entry.block_id),
            name: Arc::clone(&entry.name),
            description: Arc::clone(&entry.description),
            level: Arc::clone(&entry.hierarchy_level),
            domain: Arc::clone(&entry.domain),
            owner: Arc::clone(owner),
            tags: Arc::clone(&entry.tags),
            kind: entry.kind,
            members: members.filter_map(|step| BlockRef::parse_member(&step.block_ref)).map(member).collect(),
            shown,
            others: editions,
        })
    }

    /// A version; most have the ports of the next newer one and share them.
    fn edition(&mut self, entry: &Entry, newer: Option<(&Entry, &Edition)>) -> Edition {
        let newer = newer.filter(|_| entry.kind == BlockKind::Zone);
        let mut sockets = |ports: &[Port]| ports.iter().map(|port| self.socket(entry, port)).collect();
        let inputs = match newer {
            Some((other, edition)) if other.inputs == entry.inputs => Arc::clone(&edition.inputs),
            _ => sockets(&entry.inputs),
        };
        let outputs = match newer {
            Some((other, edition)) if other.outputs == entry.outputs => Arc::clone(&edition.outputs),
            _ => sockets(&entry.outputs),
        };
        let (version, is_deprecated, is_protected) = (entry.version, entry.deprecated, entry.blocked);
        Edition { version, is_deprecated, is_protected, inputs, outputs }
    }

    fn socket(&mut self, entry: &Entry, port: &Port) -> Socket {
        let schema = match (&port.schema_ref, &port.expected_columns) {
            (Some(path), _) => self.schema(path),
            (None, Some(columns)) => Some(self.add(columns.as_slice().into())),
            (None, None) if entry.kind == BlockKind::Solution => {
                let path = member_schema(self.registry, entry, port);
                path.and_then(|path| self.schema(&path))
            }
            (None, None) => None,
        };
        Socket { name: Arc::clone(&port.name), kind: port.kind, required: port.required, schema }
    }

    /// The place of the schema at `path`, if it is loaded.
    fn schema(&mut self, path: &Arc<str>) -> Option<u32> {
        if let Some(place) = self.places.get(path) {
            return *place;
        }
        let columns = self.registry.schema(path).map(|schema| Arc::from(schema.columns.as_slice()));
        let place = columns.map(|columns| self.add(columns));
        self.places.insert(Arc::clone(path), place);
        place
    }

    fn add(&mut self, columns: Arc<[Column]>) -> u32 {
        let place = u32::try_from(self.schemas.len()).unwrap_or(u32::MAX);
        self.schemas.push(columns);
        place
    }
}

/// The schema of the member's port that a solution's port stands for: its first in the order of the
/// members. `None` unless all manifests on the way are loaded and in this registry.
fn member_schema(registry: &Registry, entry: &Entry, port: &Port) -> Option<Arc<str>> {
    let is_input = entry.inputs.iter().any(|input| input.name == port.name);
    let (mut id, mut version, mut name) =
        (Arc::clone(&entry.block_id), entry.version, Arc::clone(&port.name));
    for _ in 0..DEEPEST {
        let manifest = registry.manifest(&id, version).ok()?;
        let ports = if is_input { &manifest.inputs } else { &manifest.outputs };
        let outer = ports.iter().find(|outer| outer.name == name)?;
        if manifest.kind == BlockKind::Zone {
            return outer.schema_ref.clone();
        }
        let (alias, inner) = member_port(&manifest.steps, outer, is_input)?;
        let step = manifest.steps.iter().find(|step| *step.alias == alias)?;
        let member = BlockRef::parse_member(&step.block_ref)?;
        if member.registry.is_some_and(|other| other != registry.key) {
            return None;
        }
        version = registry.resolve(&member.block_id, &member.spec)?;
        (id, name) = (member.block_id, inner.into());
    }
    None
}

/// The alias and port that a port of a solution stands for, in either spelling of the wire.
fn member_port(steps: &[Step], port: &Port, is_input: bool) -> Option<(String, String)> {
    if let Some((alias, inner)) = port.maps.first().and_then(|path| path.split_once('.')) {
        return Some((alias.to_owned(), inner.to_owned()));
    }
    let solution = format!("$solution.{}", port.name);
    steps.iter().find_map(|step| {
        let mapping = if is_input { &step.input_mapping } else { &step.output_mapping };
        let (inner, _) = mapping.iter().find(|(_, outer)| **outer == *solution)?;
        Some((step.alias.to_string(), inner.to_string()))
    })
}
