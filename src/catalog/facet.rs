//! What blocks can be filtered by, with how many blocks each value would leave.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::sorting::{sort, sort_by, sort_by_key};

use super::card::Card;
use super::hash::WordMap;

/// A property that blocks are filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// The domain.
    Domain,
    /// The hierarchy level.
    Level,
    /// A tag. The only facet where a block has several values: all chosen ones are asked for.
    Tag,
    /// `zone` or `solution`.
    Kind,
    /// `yes` or `no`.
    Protected,
    /// `yes` or `no`.
    Deprecated,
    /// The registry.
    Registry,
    /// The owner.
    Owner,
}

impl Facet {
    /// All facets, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Domain,
        Self::Level,
        Self::Tag,
        Self::Kind,
        Self::Protected,
        Self::Deprecated,
        Self::Registry,
        Self::Owner,
    ];

    /// The values of a card; empty texts are no values.
    pub(super) fn values(self, card: &Card) -> impl Iterator<Item = &str> {
        let yes = |flag: bool| if flag { "yes" } else { "no" };
        let (one, tags): (&str, &[Arc<str>]) = match self {
            Self::Tag => ("", &card.tags),
            Self::Domain => (&card.domain, &[]),
            Self::Level => (&card.level, &[]),
            Self::Kind => (card.kind.name(), &[]),
            Self::Protected => (yes(card.shown.is_protected), &[]),
            Self::Deprecated => (yes(card.shown.is_deprecated), &[]),
            Self::Registry => (&card.registry, &[]),
            Self::Owner => (&card.owner, &[]),
        };
        std::iter::once(one).chain(tags.iter().map(AsRef::as_ref)).filter(|value| !value.is_empty())
    }
}

/// The values chosen per facet; a facet without one filters nothing. Of several values one is enough,
/// except of tags.
pub type Filters = BTreeMap<Facet, BTreeSet<String>>;

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// How many blocks of the result have it; of a facet with chosen values: would, without that choice.
    pub count: usize,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// The values of each facet, in the order in which they are shown: levels and domains as configured,
/// tags by their count, everything else by name. Values without a block are left out, unless they are
/// configured or chosen.
pub type Facets = BTreeMap<Facet, Vec<FacetValue>>;

/// The values of all cards, as numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct FacetIndex {
    columns: Vec<Column>,
}

/// One facet of all cards.
#[derive(Clone, Debug)]
struct Column {
    facet: Facet,
    /// The values, in the order in which they are shown.
    values: Vec<String>,
    /// How many of the first values are configured.
    configured: usize,
    /// For each card the place of its first value in `numbers`; one more at the end.
    firsts: Vec<u32>,
    numbers: Vec<u32>,
}

impl FacetIndex {
    /// The index of `cards`; `configured` gives the values that come first, in their order.
    pub(super) fn new(cards: &[Card], configured: &BTreeMap<Facet, Vec<String>>) -> Self {
        let none = Vec::new();
        let column = |facet| Column::new(facet, cards, configured.get(&facet).unwrap_or(&none));
        Self { columns: Facet::ALL.into_iter().map(column).collect() }
    }

    /// Keeps the cards that pass all filters, and counts. A facet counts what passes all others.
    pub(super) fn filter(&self, cards: &mut Vec<u32>, filters: &Filters) -> Facets {
        let chosen: Vec<Choice<'_>> = self.columns.iter().map(|column| column.choice(filters)).collect();
        let mut counts: Vec<Vec<usize>> =
            self.columns.iter().map(|column| vec![0; column.values.len()]).collect();
        cards.retain(|card| {
            let mut failed = chosen.iter().enumerate().filter(|(_, choice)| !choice.passes(*card));
            let (first, second) = (failed.next(), failed.next());
            for (index, (choice, counts)) in chosen.iter().zip(&mut counts).enumerate() {
                let fails_only_here = second.is_none()
                    && first.is_none_or(|(failed, _)| failed == index && choice.column.facet != Facet::Tag);
                if fails_only_here {
                    choice.column.count(*card, counts);
                }
            }
            first.is_none()
        });
        chosen
            .iter()
            .zip(counts)
            .map(|(choice, counts)| (choice.column.facet, choice.values(&counts)))
            .collect()
    }

    /// Bytes that the index holds, about.
    pub(super) fn bytes(&self) -> usize {
        self.columns.iter().map(|column| 4 * (column.firsts.len() + column.numbers.len())).sum()
    }
}

impl Column {
    fn new(facet: Facet, cards: &[Card], configured: &[String]) -> Self {
        let mut names: Vec<&str> = Vec::new();
        let mut places: WordMap<&str, u32> = WordMap::default();
        let mut place_of = |value| {
            *places.entry(value).or_insert_with(|| {
                names.push(value);
                u32::try_from(names.len() - 1).unwrap_or(u32::MAX)
            })
        };
        let configured =
            configured.iter().map(|value| place_of(value)).max().map_or(0, |last| last as usize + 1);
        let (mut firsts, mut numbers) = (vec![0], Vec::new());
        for card in cards {
            numbers.extend(facet.values(card).map(&mut place_of));
            firsts.push(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
        }
        // The others by name, behind those that are configured.
        let mut order: Vec<usize> = (0..names.len()).collect();
        if let Some(others) = order.get_mut(configured..) {
            sort_by_key(others, |place| names.get(*place));
        }
        let mut ranks = vec![0_u32; names.len()];
        for (rank, place) in (0..).zip(&order) {
            ranks.get_mut(*place).into_iter().for_each(|cell| *cell = rank);
        }
        for number in &mut numbers {
            *number = ranks.get(*number as usize).copied().unwrap_or_default();
        }
        let values =
            order.iter().filter_map(|place| names.get(*place)).map(|name| (*name).to_owned()).collect();
        Self { facet, values, configured, firsts, numbers }
    }

    fn numbers(&self, card: u32) -> &[u32] {
        let first = |card: usize| self.firsts.get(card).map_or(self.numbers.len(), |first| *first as usize);
        self.numbers.get(first(card as usize)..first(card as usize + 1)).unwrap_or_default()
    }

    fn count(&self, card: u32, counts: &mut [usize]) {
        for number in self.numbers(card) {
            if let Some(count) = counts.get_mut(*number as usize) {
                *count += 1;
            }
        }
    }

    fn choice<'a>(&'a self, filters: &'a Filters) -> Choice<'a> {
        let wanted = filters.get(&self.facet);
        let number = |value: &String| self.values.iter().position(|known| known == value);
        let mut numbers: Vec<u32> =
            wanted.into_iter().flatten().filter_map(number).filter_map(|at| u32::try_from(at).ok()).collect();
        sort(&mut numbers);
        Choice { column: self, wanted, numbers }
    }
}

/// What is chosen of one facet.
struct Choice<'a> {
    column: &'a Column,
    wanted: Option<&'a BTreeSet<String>>,
    numbers: Vec<u32>,
}

impl Choice<'_> {
    fn passes(&self, card: u32) -> bool {
        let Some(wanted) = self.wanted.filter(|wanted| !wanted.is_empty()) else { return true };
        let own = self.column.numbers(card);
        let has = |number: &u32| own.contains(number);
        match self.column.facet {
            Facet::Tag => self.numbers.len() == wanted.len() && self.numbers.iter().all(has),
            _ => self.numbers.iter().any(has),
        }
    }

    fn values(&self, counts: &[usize]) -> Vec<FacetValue> {
        let is_chosen = |value: &String| self.wanted.is_some_and(|wanted| wanted.contains(value));
        let mut values = Vec::new();
        for (index, (value, count)) in self.column.values.iter().zip(counts).enumerate() {
            let is_chosen = is_chosen(value);
            if *count > 0 || is_chosen || index < self.column.configured {
                values.push(FacetValue { value: value.clone(), count: *count, is_chosen });
            }
        }
        let unknown = self.wanted.into_iter().flatten().filter(|value| !self.column.values.contains(value));
        values.extend(unknown.map(|value| FacetValue { value: value.clone(), count: 0, is_chosen: true }));
        if self.column.facet == Facet::Tag {
            sort_by(&mut values, |left, right| (right.count, &left.value).cmp(&(left.count, &right.value)));
        }
        values
    }
}
