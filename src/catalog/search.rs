//! Blocks as one types, ranked, filtered and counted.

#![expect(clippy::cast_precision_loss, reason = "counts of words and blocks are far below 2^52")]

use super::Catalog;
use super::card::Card;
use super::facet::{Facets, Filters};
use super::fit::Fit;
use crate::lexicon::{DEPRECATED_FACTOR, ENOUGH_FOUND, FUZZY_LETTERS, LONG_LETTERS, LONG_TYPOS, TYPOS};
use crate::sorting::{sort, sort_by};
use crate::words::{distance, split, stem};

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Search<'a> {
    /// What was typed. The last word may be a beginning, and so may all others. Without a word every
    /// block is found.
    pub text: &'a str,
    /// What the blocks have to be.
    pub filters: Filters,
    /// Only these, as [`Catalog::fits`] gives them; `None` for all.
    pub fits: Option<&'a [Fit]>,
    /// Most hits given; all are counted.
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The best hits, best first: by score, then by rank of fit, then by registry and id.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub total: usize,
    /// How many of them have which property.
    pub facets: Facets,
    /// Whether no block has all words, so that these have only some.
    pub is_partial: bool,
}

/// A block that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Place of the card.
    pub card: u32,
    /// How well it is found; higher is better, comparable only within one search.
    pub score: f64,
    /// The port that fits, if that was asked for.
    pub fit: Option<Fit>,
}

/// How near a typed word is to a word: the whole word, a beginning of it (the more of it the better),
/// another form of it, or the same but for typing errors.
const WHOLE: f64 = 1.0;
const BEGINNING: f64 = 0.6;
const BEGINNING_SHARE: f64 = 0.35;
const OTHER_FORM: f64 = 0.7;
const MISTYPED: f64 = 0.4;
/// What all words together are worth more as the whole id or name, or as its beginning.
const NAMED: f64 = 1.0;
const NAME_BEGINS: f64 = 0.4;

impl Catalog {
    /// The blocks that are looked for.
    pub fn search(&self, search: &Search<'_>) -> Found {
        let terms = split(search.text);
        let mut scores = vec![0.0; self.cards.len()];
        let mut met = vec![0_u8; self.cards.len()];
        for term in terms.iter().take(usize::from(u8::MAX)) {
            self.meet_term(term, &mut scores, &mut met);
        }
        let wanted = u8::try_from(terms.len()).unwrap_or(u8::MAX);
        let candidates = |least: u8| self.candidates(search.fits, &met, least);
        let (mut cards, mut is_partial) = (candidates(wanted), false);
        if cards.is_empty() && wanted > 1 {
            // No block has them all: at least half.
            cards = candidates(wanted.div_ceil(2));
            is_partial = !cards.is_empty();
        }
        let facets = self.facets.filter(&mut cards, &search.filters);
        let total = cards.len();
        self.praise_names(&terms, &cards, &mut scores);
        let hits = self.best(cards, &scores, search);
        Found { hits, total, facets, is_partial }
    }

    /// Adds what one typed word is worth to each card, and counts it.
    fn meet_term(&self, term: &str, scores: &mut [f64], met: &mut [u8]) {
        let mut values = vec![0.0_f64; self.cards.len()];
        let mut touched = Vec::new();
        for word in self.index.beginning_with(term) {
            let length = self.index.words().get(word).map_or(1, |word| word.text.len());
            let share = term.len() as f64 / length as f64;
            let quality = if length == term.len() { WHOLE } else { BEGINNING + BEGINNING_SHARE * share };
            self.meet_word(word, quality, &mut values, &mut touched);
        }
        self.meet_forms(term, &mut values, &mut touched);
        if touched.len() < ENOUGH_FOUND && term.len() >= FUZZY_LETTERS {
            self.meet_mistyped(term, &mut values, &mut touched);
        }
        // Rare words tell more than common ones.
        let rarity = (1.0 + self.cards.len() as f64 / touched.len().max(1) as f64).ln();
        for card in touched {
            let card = card as usize;
            let value = values.get(card).copied().unwrap_or_default();
            if let Some(score) = scores.get_mut(card) {
                *score += rarity * value;
            }
            if let Some(met) = met.get_mut(card) {
                *met = met.saturating_add(1);
            }
        }
    }

    fn meet_word(&self, word: usize, quality: f64, values: &mut [f64], touched: &mut Vec<u32>) {
        for posting in self.index.postings(word) {
            let Some(value) = values.get_mut(posting.card as usize) else { continue };
            if *value == 0.0 {
                touched.push(posting.card);
            }
            *value = value.max(quality * self.search_weights.of(posting.fields));
        }
    }

    /// Words with the stem of the term: they begin as the stem does, so a small range holds them.
    fn meet_forms(&self, term: &str, values: &mut [f64], touched: &mut Vec<u32>) {
        let wanted = stem(term);
        if wanted.len() >= term.len() && wanted == term {
            return;
        }
        let beginning = wanted.get(..wanted.len().saturating_sub(1)).unwrap_or(&wanted);
        for word in self.index.beginning_with(beginning) {
            if self.index.side(word).is_some_and(|(_, side)| side.stem == wanted) {
                self.meet_word(word, OTHER_FORM, values, touched);
            }
        }
    }

    /// Words that begin like the term but for typing errors.
    fn meet_mistyped(&self, term: &str, values: &mut [f64], touched: &mut Vec<u32>) {
        let most = if term.len() >= LONG_LETTERS { LONG_TYPOS } else { TYPOS };
        let wanted = letters(term);
        for (place, word) in self.index.words().iter().enumerate() {
            // Each error hides at most one letter of the term from the word.
            let hidden = (wanted & !letters(&word.text)).count_ones() as usize;
            if hidden <= most && distance::begins_within(term, &word.text, most) {
                self.meet_word(place, MISTYPED, values, touched);
            }
        }
    }

    /// The cards, in order, that have at least `least` of the words, and fit if that is asked for.
    fn candidates(&self, fits: Option<&[Fit]>, met: &[u8], least: u8) -> Vec<u32> {
        let enough = |card: u32| met.get(card as usize).is_some_and(|met| *met >= least);
        let mut cards: Vec<u32> = match fits {
            Some(fits) => fits.iter().map(|fit| fit.card).collect(),
            None => (0..).take(self.cards.len()).collect(),
        };
        cards.retain(|card| enough(*card));
        sort(&mut cards);
        cards
    }

    /// Lifts blocks whose name or id is, or begins with, what was typed.
    fn praise_names(&self, terms: &[String], cards: &[u32], scores: &mut [f64]) {
        let Some(first) = terms.first() else { return };
        let typed = terms.join(" ");
        for place in cards {
            let Some(card) = self.card(*place) else { continue };
            // Most names begin with another letter.
            let may_begin =
                |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase) == first.bytes().next();
            let praise = [&*card.name, &*card.id].into_iter().filter(|text| may_begin(text)).map(|text| {
                let words = split(text).join(" ");
                match words.strip_prefix(typed.as_str()) {
                    Some("") => NAMED,
                    Some(_) => NAME_BEGINS,
                    None => 0.0,
                }
            });
            let praise = praise.fold(0.0, f64::max);
            if let Some(score) = scores.get_mut(*place as usize) {
                *score += praise;
            }
        }
    }

    fn best(&self, mut cards: Vec<u32>, scores: &[f64], search: &Search<'_>) -> Vec<Hit> {
        let score = |place: u32| {
            let score = scores.get(place as usize).copied().unwrap_or_default();
            let is_offered = self.card(place).is_some_and(Card::is_offered);
            if is_offered { score } else { score * DEPRECATED_FACTOR }
        };
        let mut ranks = vec![0_u32; if search.fits.is_some() { self.cards.len() } else { 0 }];
        for (rank, fit) in (0..).zip(search.fits.unwrap_or_default()) {
            if let Some(cell) = ranks.get_mut(fit.card as usize) {
                *cell = rank;
            }
        }
        let rank = |card: u32| ranks.get(card as usize).copied().unwrap_or_default();
        let order = |left: &u32, right: &u32| {
            score(*right)
                .total_cmp(&score(*left))
                .then_with(|| (rank(*left), left).cmp(&(rank(*right), right)))
        };
        if cards.len() > search.limit && search.limit > 0 {
            cards.select_nth_unstable_by(search.limit - 1, order);
        }
        cards.truncate(search.limit);
        sort_by(&mut cards, order);
        let fit = |card: u32| search.fits?.get(rank(card) as usize).cloned();
        cards.into_iter().map(|card| Hit { card, score: score(card), fit: fit(card) }).collect()
    }
}

/// The letters of a word as a set.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |set, letter| set | 1_u64 << (letter & 63))
}
