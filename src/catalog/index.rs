//! Words to the cards that carry them.

use super::field::Field;
use super::hash::WordMap;
use crate::sorting::{sort, sort_by_key};
use crate::words::likeness::{Side, Synonyms};
use crate::words::{runs, says_something, stem};

/// One word that some card carries.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// The folded word.
    pub(super) text: Box<str>,
    /// The place of its stem among the stems; `None` for stop words and single letters.
    pub(super) stem: Option<u32>,
    /// The first of its postings; the next word's first ends them.
    first: u32,
}

/// A card that carries a word, and in which fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) card: u32,
    pub(super) fields: u8,
}

/// A stem, with its groups of synonyms.
#[derive(Clone, Debug)]
struct Stem {
    text: Box<str>,
    groups: u64,
}

/// All words in alphabetical order, each with its cards in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    words: Vec<Word>,
    stems: Vec<Stem>,
    postings: Vec<Posting>,
}

impl Index {
    /// All words, in alphabetical order.
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The words that begin with `beginning`, as places in [`Index::words`].
    pub(super) fn beginning_with(&self, beginning: &str) -> std::ops::Range<usize> {
        let start = self.words.partition_point(|word| &*word.text < beginning);
        let rest = self.words.get(start..).unwrap_or_default();
        start..start + rest.partition_point(|word| word.text.starts_with(beginning))
    }

    /// The cards that carry a word, in order.
    pub(super) fn postings(&self, word: usize) -> &[Posting] {
        let first = |word: usize| self.words.get(word).map(|word| word.first as usize);
        let start = first(word).unwrap_or(self.postings.len());
        let end = first(word + 1).unwrap_or(self.postings.len());
        self.postings.get(start..end).unwrap_or_default()
    }

    /// A word as a side of a comparison; `None` for a word without a stem.
    pub(super) fn side(&self, word: usize) -> Option<(u32, Side<'_>)> {
        let word = self.words.get(word)?;
        let place = word.stem?;
        let stem = self.stems.get(place as usize)?;
        Some((place, Side { stem: &stem.text, word: &word.text, groups: stem.groups }))
    }

    /// Bytes that the index holds, about.
    pub(super) fn bytes(&self) -> usize {
        let words: usize = self.words.iter().map(|word| word.text.len() + size_of::<Word>()).sum();
        let stems: usize = self.stems.iter().map(|stem| stem.text.len() + size_of::<Stem>()).sum();
        words + stems + self.postings.len() * size_of::<Posting>()
    }
}

/// An index being gathered, card by card.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    places: WordMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
    /// Word, card, fields; by card.
    entries: Vec<(u32, Posting)>,
    /// The words of the card being gathered, each once.
    card: Vec<u32>,
    /// The fields in which the card being gathered carries each word; none between cards.
    fields: Vec<u8>,
    folded: String,
}

impl Gathering {
    /// Adds a text of the card that is being gathered.
    pub(super) fn add(&mut self, field: Field, text: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        crate::words::fold_into(text, &mut folded);
        for word in runs(&folded) {
            let place = self.place(word);
            self.carry(place, field);
        }
        self.folded = folded;
    }

    /// Adds words that [`Gathering::places`] gave.
    pub(super) fn add_places(&mut self, field: Field, places: &[u32]) {
        for place in places {
            self.carry(*place, field);
        }
    }

    /// The words of several texts, each once.
    pub(super) fn places<'a>(&mut self, texts: impl Iterator<Item = &'a str>) -> Vec<u32> {
        let mut places = Vec::new();
        for word in texts.flat_map(crate::words::split) {
            places.push(self.place(&word));
        }
        sort(&mut places);
        places.dedup();
        places
    }

    fn carry(&mut self, word: u32, field: Field) {
        let place = word as usize;
        if self.fields.len() <= place {
            self.fields.resize(self.texts.len().max(place + 1), 0);
        }
        let Some(fields) = self.fields.get_mut(place) else { return };
        if *fields == 0 {
            self.card.push(word);
        }
        *fields |= field.bit();
    }

    /// Ends the card that was gathered.
    pub(super) fn finish_card(&mut self, card: u32) {
        for word in self.card.drain(..) {
            let fields = self.fields.get_mut(word as usize).map(std::mem::take).unwrap_or_default();
            self.entries.push((word, Posting { card, fields }));
        }
    }

    fn place(&mut self, word: &str) -> u32 {
        if let Some(place) = self.places.get(word) {
            return *place;
        }
        let place = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.places.insert(word.into(), place);
        self.texts.push(word.into());
        place
    }

    /// The index of everything gathered.
    pub(super) fn index(self, synonyms: &Synonyms) -> Index {
        let mut order: Vec<u32> = (0..).take(self.texts.len()).collect();
        let text = |place: u32| self.texts.get(place as usize).map_or("", |text| &**text);
        sort_by_key(&mut order, |place| text(*place));
        let mut rank = vec![0_u32; order.len()];
        for (place, word) in (0..).zip(&order) {
            if let Some(cell) = rank.get_mut(*word as usize) {
                *cell = place;
            }
        }
        let (firsts, postings) = by_word(&self.entries, &rank);
        let mut stems = Stems::default();
        let words = order.iter().zip(firsts).map(|(place, first)| {
            let text = text(*place);
            let stem = says_something(text).then(|| stems.place(stem(text), synonyms));
            Word { text: text.into(), stem, first }
        });
        let words = words.collect();
        Index { words, stems: stems.stems, postings }
    }
}

/// The postings of all words in one row, and where each word's begin: a count, then a place for each.
fn by_word(entries: &[(u32, Posting)], rank: &[u32]) -> (Vec<u32>, Vec<Posting>) {
    let word_of = |word: u32| rank.get(word as usize).map_or(0, |rank| *rank as usize);
    let mut firsts = vec![0_u32; rank.len()];
    for (word, _) in entries {
        if let Some(count) = firsts.get_mut(word_of(*word)) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for first in &mut firsts {
        sum += std::mem::replace(first, sum);
    }
    let mut next = firsts.clone();
    let mut postings = vec![Posting { card: 0, fields: 0 }; entries.len()];
    for (word, posting) in entries {
        let Some(place) = next.get_mut(word_of(*word)) else { continue };
        if let Some(cell) = postings.get_mut(*place as usize) {
            *cell = *posting;
        }
        *place += 1;
    }
    (firsts, postings)
}

#[derive(Default)]
struct Stems {
    places: WordMap<String, u32>,
    stems: Vec<Stem>,
}

impl Stems {
    fn place(&mut self, stem: String, synonyms: &Synonyms) -> u32 {
        if let Some(place) = self.places.get(&stem) {
            return *place;
        }
        let place = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        self.stems.push(Stem { text: stem.as_str().into(), groups: synonyms.groups(&stem) });
        self.places.insert(stem, place);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(cards: &[&[(Field, &str)]]) -> Index {
        let mut gathering = Gathering::default();
        for (card, fields) in (0..).zip(cards) {
            for (field, text) in *fields {
                gathering.add(*field, text);
            }
            gathering.finish_card(card);
        }
        gathering.index(&Synonyms::default())
    }

    #[test]
    fn a_word_leads_to_its_cards_and_fields() {
        let index = index(&[
            &[(Field::Name, "Pump Features"), (Field::Tags, "pump, the")],
            &[(Field::Name, "Churn"), (Field::Description, "Features of customers")],
        ]);
        let words: Vec<&str> = index.words().iter().map(|word| &*word.text).collect();
        assert_eq!(words, ["churn", "customers", "features", "of", "pump", "the"]);
        let cards = |word: usize| {
            index.postings(word).iter().map(|posting| (posting.card, posting.fields)).collect::<Vec<_>>()
        };
        assert_eq!(cards(4), [(0, Field::Name.bit() | Field::Tags.bit())]);
        assert_eq!(cards(2), [(0, Field::Name.bit()), (1, Field::Description.bit())]);
        assert_eq!(cards(5), [(0, Field::Tags.bit())], "stop words are found, but have no stem");
        assert!(index.side(5).is_none());
        assert_eq!(index.side(1).map(|(_, side)| side.stem), Some("custom"));
        assert_eq!(index.beginning_with("c"), 0..2);
        assert_eq!(index.beginning_with("x"), 6..6);
        assert!(index.postings(99).is_empty());
    }
}
