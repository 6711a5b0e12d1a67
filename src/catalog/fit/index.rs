//! The ports of all blocks by schema and by the words of their names, so that those that fit are found fast.

use std::sync::Arc;

use super::{Direction, Plug, Verdict, judge, shared_words};
use crate::block::PortKind;
use crate::block::column::Column;
use crate::block::fit::misfits;
use crate::catalog::card::{Card, Socket};
use crate::catalog::hash::WordMap;
use crate::sorting::{sort, sort_by_key};

/// A port of a card that can be wired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Place of the card.
    pub card: u32,
    /// Place of the port among the outputs or inputs of the version shown.
    pub port: u32,
    /// Whether both schemas are known and fit.
    pub is_checked: bool,
    /// Words that the names share; all of them for equal names.
    pub shared_words: usize,
    /// Whether the names are equal.
    pub has_equal_name: bool,
}

impl Fit {
    /// The order of rank: checked, equal names, shared words, then the cards' own order.
    pub(in crate::catalog) fn rank(&self) -> (bool, bool, std::cmp::Reverse<usize>, u32, u32) {
        (!self.is_checked, !self.has_equal_name, std::cmp::Reverse(self.shared_words), self.card, self.port)
    }
}

/// The schemas that are loaded; sockets name places here.
pub(in crate::catalog) type Schemas = Arc<[Arc<[Column]>]>;

/// The ports of the versions shown, by schema and by the words of their names.
#[derive(Clone, Debug, Default)]
pub(in crate::catalog) struct FitIndex {
    schemas: Schemas,
    /// Columns, by name, to the schemas that have them.
    columns: WordMap<Arc<str>, Vec<u32>>,
    /// How many columns of each schema are required.
    needed: Vec<u32>,
    outputs: Sockets,
    inputs: Sockets,
}

type Place = (u32, u32);

#[derive(Clone, Debug, Default)]
struct Sockets {
    by_schema: Vec<Vec<Place>>,
    by_word: WordMap<Box<str>, Vec<Place>>,
}

impl Sockets {
    fn add(&mut self, card: u32, sockets: &[Socket]) {
        for (port, socket) in (0..).zip(sockets) {
            if let Some(schema) = socket.schema {
                let place = schema as usize;
                if self.by_schema.len() <= place {
                    self.by_schema.resize(place + 1, Vec::new());
                }
                self.by_schema.get_mut(place).into_iter().for_each(|places| places.push((card, port)));
            }
            for word in socket.name.split('_').filter(|word| !word.is_empty()) {
                let places = match self.by_word.get_mut(word) {
                    Some(places) => places,
                    None => self.by_word.entry(word.into()).or_default(),
                };
                if places.last() != Some(&(card, port)) {
                    places.push((card, port));
                }
            }
        }
    }
}

impl FitIndex {
    /// The index of `cards`, whose sockets name places in `schemas`.
    pub(in crate::catalog) fn new(cards: &[Card], schemas: Schemas) -> Self {
        let mut index = Self { schemas, ..Self::default() };
        for (place, schema) in (0..).zip(index.schemas.iter()) {
            let required = schema.iter().filter(|column| column.required).count();
            index.needed.push(u32::try_from(required).unwrap_or(u32::MAX));
            for column in schema.iter() {
                let having = index.columns.entry(Arc::clone(&column.name)).or_default();
                if having.last() != Some(&place) {
                    having.push(place);
                }
            }
        }
        for (place, card) in (0..).zip(cards) {
            index.outputs.add(place, &card.shown.outputs);
            index.inputs.add(place, &card.shown.inputs);
        }
        index
    }

    /// The columns of a schema.
    pub(in crate::catalog) fn columns(&self, schema: Option<u32>) -> Option<&[Column]> {
        self.schemas.get(schema? as usize).map(|columns| &**columns)
    }

    /// A socket as one side of a wire.
    pub(in crate::catalog) fn plug<'a>(&'a self, socket: &'a Socket) -> Plug<'a> {
        Plug { name: &socket.name, kind: socket.kind, columns: self.columns(socket.schema) }
    }

    /// The best port of each card that can be wired to `plug`, best first.
    pub(in crate::catalog) fn fits(&self, cards: &[Card], plug: &Plug<'_>, direction: Direction) -> Vec<Fit> {
        let sockets = match direction {
            Direction::Producers => &self.outputs,
            Direction::Consumers => &self.inputs,
        };
        let mut places = self.checked_places(sockets, plug, direction);
        for word in plug.name.split('_').filter(|word| !word.is_empty()) {
            places.extend(sockets.by_word.get(word).into_iter().flatten());
        }
        sort(&mut places);
        places.dedup();
        let mut fits: Vec<Fit> =
            places.into_iter().filter_map(|place| self.fit(cards, plug, direction, place)).collect();
        sort_by_key(&mut fits, |fit| (fit.card, fit.rank()));
        fits.dedup_by_key(|fit| fit.card);
        sort_by_key(&mut fits, Fit::rank);
        fits
    }

    /// The ports whose schema fits that of the plug.
    fn checked_places(&self, sockets: &Sockets, plug: &Plug<'_>, direction: Direction) -> Vec<Place> {
        let Some(columns) = plug.columns.filter(|_| plug.kind == PortKind::Dataset) else {
            return Vec::new();
        };
        let mut places = Vec::new();
        for schema in self.candidates(columns, direction) {
            let Some(other) = self.columns(Some(schema)) else { continue };
            let found = match direction {
                Direction::Producers => misfits(other, columns),
                Direction::Consumers => misfits(columns, other),
            };
            if found.iter().all(|misfit| misfit.reason.is_tolerable()) {
                places.extend(sockets.by_schema.get(schema as usize).into_iter().flatten());
            }
        }
        places
    }

    /// Schemas that have all columns that one side requires of the other; their types may still differ.
    fn candidates(&self, columns: &[Column], direction: Direction) -> Vec<u32> {
        let having = |column: &Column| self.columns.get(&column.name).map_or(&[][..], Vec::as_slice);
        if direction == Direction::Producers {
            let required = columns.iter().filter(|column| column.required);
            let rarest = required.map(having).min_by_key(|schemas| schemas.len());
            return rarest.map_or_else(|| (0..).take(self.schemas.len()).collect(), <[u32]>::to_vec);
        }
        let mut met = vec![0_u32; self.schemas.len()];
        let mut names: Vec<&str> = Vec::new();
        for column in columns {
            if names.contains(&&*column.name) {
                continue;
            }
            names.push(&column.name);
            for schema in having(column) {
                let asks = self.columns(Some(*schema)).unwrap_or_default();
                let requires = asks.iter().any(|asked| asked.required && asked.name == column.name);
                met.get_mut(*schema as usize).into_iter().for_each(|met| *met += u32::from(requires));
            }
        }
        let enough = met.iter().zip(&self.needed).map(|(met, needed)| met >= needed);
        (0..).zip(enough).filter(|(_, enough)| *enough).map(|(schema, _)| schema).collect()
    }

    fn fit(&self, cards: &[Card], plug: &Plug<'_>, direction: Direction, place: Place) -> Option<Fit> {
        let (card, port) = place;
        let shown = &cards.get(card as usize)?.shown;
        let sockets = match direction {
            Direction::Producers => &shown.outputs,
            Direction::Consumers => &shown.inputs,
        };
        let socket = sockets.get(port as usize)?;
        let other = self.plug(socket);
        let verdict = match direction {
            Direction::Producers => judge(&other, plug, false),
            Direction::Consumers => judge(plug, &other, false),
        };
        verdict.can_be().then(|| Fit {
            card,
            port,
            is_checked: verdict != Verdict::Unchecked,
            shared_words: shared_words(plug.name, &socket.name),
            has_equal_name: plug.name == &*socket.name,
        })
    }

    /// Bytes that the index holds, about.
    pub(in crate::catalog) fn bytes(&self) -> usize {
        let places = |sockets: &Sockets| {
            let by_schema: usize = sockets.by_schema.iter().map(|places| 24 + 8 * places.len()).sum();
            // Twice the ports' words, since each port has two on average.
            by_schema * 3
        };
        let columns: usize = self.schemas.iter().map(|schema| schema.len() * size_of::<Column>()).sum();
        columns + places(&self.outputs) + places(&self.inputs)
    }
}
