//! Registries to cards.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::card::{Card, Edition, Socket};
use super::facet::Facet;
use crate::block::column::Column;
use crate::block::port::Port;
use crate::block::reference::BlockRef;
use crate::registry::{Entry, Registries, Registry};
use crate::words::{Token, tokens};

/// A word that a registry configures for one of its domains.
#[derive(Clone, Debug)]
pub(super) struct Keyword {
    pub(super) registry: Arc<str>,
    pub(super) domain: Arc<str>,
    pub(super) token: Token,
}

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
        let mut reading = Reading { registry, places: HashMap::new(), schemas: &mut shelf.schemas };
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
    places: HashMap<Arc<str>, Option<u32>>,
    schemas: &'a mut Vec<Arc<[Column]>>,
}

impl Reading<'_> {
    /// The card of the versions of one block, oldest first.
    fn card(&mut self, versions: &[Arc<Entry>]) -> Option<Card> {
        let shown = versions.iter().rev().position(|entry| !entry.deprecated).unwrap_or_default();
        let entry = versions.iter().rev().nth(shown)?;
        let mut editions: Vec<Edition> = Vec::with_capacity(versions.len());
        for version in versions.iter().rev() {
            let edition = self.edition(version, editions.last());
            editions.push(edition);
        }
        let shown = editions.remove(shown);
        let manifest = self.registry.manifest(&entry.block_id, entry.version).ok();
        let owner = manifest.map_or(&entry.owner, |manifest| &manifest.owner);
        let members = manifest.into_iter().flat_map(|manifest| &manifest.steps);
        let member = |reference: BlockRef| {
            let registry = reference.registry.unwrap_or_else(|| Arc::clone(&self.registry.key));
            (registry, reference.block_id)
        };
        Some(Card {
            registry: Arc::clone(&self.registry.key),
            id: Arc::clone(&entry.block_id),
            name: Arc::clone(&entry.name),
            description: Arc::clone(&entry.description),
            level: Arc::clone(&entry.hierarchy_level),
            domain: Arc::clone(&entry.domain),
            owner: Arc::clone(owner),
            tags: entry.tags.clone(),
            kind: entry.kind,
            members: members.filter_map(|step| BlockRef::parse_member(&step.block_ref)).map(member).collect(),
            shown,
            others: editions,
        })
    }

    fn edition(&mut self, entry: &Entry, newer: Option<&Edition>) -> Edition {
        let mut sockets = |ports: &[Port], newer: Option<&Arc<[Socket]>>| {
            let sockets: Vec<Socket> = ports.iter().map(|port| self.socket(port)).collect();
            match newer {
                Some(newer) if **newer == *sockets => Arc::clone(newer),
                _ => sockets.into(),
            }
        };
        Edition {
            version: entry.version,
            is_deprecated: entry.deprecated,
            is_protected: entry.blocked,
            inputs: sockets(&entry.inputs, newer.map(|newer| &newer.inputs)),
            outputs: sockets(&entry.outputs, newer.map(|newer| &newer.outputs)),
        }
    }

    fn socket(&mut self, port: &Port) -> Socket {
        let schema = match (&port.schema_ref, &port.expected_columns) {
            (Some(path), _) => self.schema(path),
            (None, Some(columns)) => Some(self.add(columns.as_slice().into())),
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
