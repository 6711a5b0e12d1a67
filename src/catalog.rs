//! The catalog: the blocks of all registries, to be searched, filtered, matched with wishes and fitted
//! to ports (blocks spec 4.2 to 4.5).
//!
//! Built once whenever a registry changes; asking it changes nothing.

pub mod card; // a block with all its versions
pub mod explain; // which words met
pub mod facet; // filters, and counts for them
pub mod field; // where a block carries a word
pub mod fit; // what can be wired to a port
pub mod matching; // blocks for a wish
mod hash; // a quick hash for words
mod index; // words to cards
mod read; // registries to cards
pub mod search; // blocks as one types
pub mod wish; // a wish in free text

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use self::card::{Card, Socket};
use self::facet::{Facet, FacetIndex};
use self::field::{Field, Weights};
use self::fit::{Direction, Fit, FitIndex, Plug, Schemas};
use self::index::{Gathering, Index};
use crate::registry::Registries;
use crate::sorting::sort;
use crate::version::Version;
use crate::words::distance;
use crate::words::likeness::Synonyms;

/// The blocks of all registries that can be used.
#[derive(Clone, Debug)]
pub struct Catalog {
    cards: Vec<Card>,
    index: Index,
    facets: FacetIndex,
    schemas: Schemas,
    /// Made when what fits is first asked for.
    fits: OnceLock<FitIndex>,
    synonyms: Synonyms,
    keywords: Vec<read::Keyword>,
    wish_weights: Weights,
    search_weights: Weights,
    /// Cards that wishes may choose.
    offered: usize,
    /// Levels and domains as configured.
    configured: BTreeMap<Facet, Vec<String>>,
}

impl Catalog {
    /// The catalog of all registries whose index is loaded, with the manifests and schemas that are
    /// loaded by now.
    pub fn new(registries: &Registries) -> Self {
        let read::Shelf { cards, schemas, configured, keywords } = read::shelf(registries);
        let synonyms = Synonyms::default();
        let schemas = Schemas::from(schemas);
        let index = words(&cards, &schemas, &synonyms);
        Self {
            facets: FacetIndex::new(&cards, &configured),
            offered: cards.iter().filter(|card| card.is_offered()).count(),
            schemas,
            fits: OnceLock::new(),
            cards,
            index,
            synonyms,
            keywords,
            wish_weights: Weights::of_wishes(),
            search_weights: Weights::of_search(),
            configured,
        }
    }

    /// All blocks, by registry and id.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// A block by its place.
    pub fn card(&self, place: u32) -> Option<&Card> {
        self.cards.get(place as usize)
    }

    /// The place of a block.
    pub fn find(&self, registry: &str, id: &str) -> Option<u32> {
        let place = self.cards.binary_search_by(|card| (&*card.registry, &*card.id).cmp(&(registry, id)));
        place.ok().and_then(|place| u32::try_from(place).ok())
    }

    /// The configured values of a facet, in their order.
    pub fn configured(&self, facet: Facet) -> &[String] {
        self.configured.get(&facet).map_or(&[], Vec::as_slice)
    }

    /// The values of a facet: the configured ones in their order, then others that some block has.
    pub fn values(&self, facet: Facet) -> Vec<String> {
        let mut values = self.configured(facet).to_vec();
        let found: BTreeSet<&str> = self.cards.iter().flat_map(|card| facet.values(card)).collect();
        values.extend(found.into_iter().map(str::to_owned));
        let mut seen = BTreeSet::new();
        values.retain(|value| seen.insert(value.clone()));
        values
    }

    /// The members of a solution in their versions, nested ones too, as far as their manifests are
    /// loaded. Only the versions shown have members here.
    pub fn members(&self, place: u32) -> BTreeSet<(u32, Version)> {
        let mut found = BTreeSet::new();
        let mut waiting = vec![place];
        while let Some(card) = waiting.pop().and_then(|place| self.card(place)) {
            for (registry, reference) in &card.members {
                let Some(place) = self.find(registry, &reference.block_id) else { continue };
                let Some(member) = self.card(place) else { continue };
                let Some(version) = member.resolve(&reference.spec) else { continue };
                if found.insert((place, version)) && version == member.shown.version {
                    waiting.push(place);
                }
            }
        }
        found
    }

    /// The `count` words that are most like a word that nobody knows, nearest first.
    pub fn nearest_words(&self, word: &str, count: usize) -> Vec<String> {
        let mut near: Vec<(usize, std::cmp::Reverse<usize>, &str)> = Vec::new();
        for (place, known) in self.index.words().iter().enumerate().filter(|(_, known)| known.stem.is_some())
        {
            let most = (word.len() / 2).min(3);
            if let Some(distance) = (0..=most).find(|most| distance::within(word, &known.text, *most)) {
                near.push((distance, std::cmp::Reverse(self.index.postings(place).len()), &known.text));
            }
        }
        sort(&mut near);
        near.into_iter().take(count).map(|(.., word)| word.to_owned()).collect()
    }

    /// A port as one side of a wire.
    pub fn plug<'a>(&'a self, socket: &'a Socket) -> Plug<'a> {
        let schema = socket.schema.and_then(|schema| self.schemas.get(schema as usize));
        Plug { name: &socket.name, kind: socket.kind, columns: schema.map(AsRef::as_ref) }
    }

    /// The best port of each block that can be wired to `plug`, best first. Only the versions shown are
    /// looked at.
    pub fn fits(&self, plug: &Plug<'_>, direction: Direction) -> Vec<Fit> {
        let index = self.fits.get_or_init(|| FitIndex::new(&self.cards, Schemas::clone(&self.schemas)));
        index.fits(&self.cards, plug, direction)
    }

    /// Bytes that the indexes made so far hold beside the cards, about.
    pub fn index_bytes(&self) -> usize {
        self.index.bytes() + self.facets.bytes() + self.fits.get().map_or(0, FitIndex::bytes)
    }
}

/// The words of all cards.
fn words(cards: &[Card], schemas: &Schemas, synonyms: &Synonyms) -> Index {
    let mut gathering = Gathering::default();
    // Many ports share a schema, and a schema has many columns.
    let columns: Vec<Vec<u32>> =
        schemas.iter().map(|schema| gathering.places(schema.iter().map(|column| &*column.name))).collect();
    for (place, card) in (0..).zip(cards) {
        add_card(&mut gathering, card, &columns);
        gathering.finish_card(place);
    }
    gathering.index(synonyms)
}

fn add_card(gathering: &mut Gathering, card: &Card, columns: &[Vec<u32>]) {
    gathering.add(Field::Name, &card.name);
    gathering.add(Field::BlockId, &card.id);
    for tag in card.tags.iter() {
        gathering.add(Field::Tags, tag);
    }
    gathering.add(Field::Description, &card.description);
    gathering.add(Field::Domain, &card.domain);
    gathering.add(Field::HierarchyLevel, &card.level);
    let sockets = card.shown.inputs.iter().chain(card.shown.outputs.iter());
    for socket in sockets {
        gathering.add(Field::Ports, &socket.name);
        let columns = socket.schema.and_then(|schema| columns.get(schema as usize));
        gathering.add_places(Field::Columns, columns.map_or(&[], Vec::as_slice));
    }
}

#[cfg(test)]
mod tests;
