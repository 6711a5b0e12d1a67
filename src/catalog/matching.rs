//! Blocks for a wish in free text, best first (blocks spec 4.4).

#![expect(clippy::cast_precision_loss, reason = "counts of words and blocks are far below 2^52")]

use super::Catalog;
use super::card::Card;
use super::field::Field;
use super::wish::Wish;
use crate::block::BlockKind;
use crate::lexicon::{ACTIVITY_WORDS, KNOWN, SOLUTION_FACTOR, SUBJECTLESS_FACTOR, UNKNOWN_FACTOR};
use crate::sorting::{sort_by, sort_by_key};
use crate::words::likeness::{Side, similarity};
use crate::words::{Token, stem};

/// How well a block matches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Place of the card.
    pub card: u32,
    /// 0 to 1, to nine decimals, so that equal sums are equal in any order of their terms.
    pub score: f64,
}

/// What one token of a wish is worth, and where.
struct Worth {
    /// How rare it is.
    weight: f64,
    /// Per card, 0 to 1.
    values: Vec<f64>,
    is_known: bool,
}

impl Catalog {
    /// Every offered block that meets some word of the wish and passes `passes`, best first: by score,
    /// then by id, then by registry. Nothing is cut off; what is below the threshold is for the caller
    /// to leave out.
    pub fn ranked(&self, wish: &Wish, passes: &dyn Fn(&Card) -> bool) -> Vec<Scored> {
        let mut sums = vec![0.0; self.cards.len()];
        let mut meets_subject = vec![false; self.cards.len()];
        let (mut total, mut is_known) = (0.0, true);
        for token in &wish.tokens {
            let worth = self.worth(token);
            total += worth.weight;
            is_known &= worth.is_known;
            let is_subject = !is_activity(token);
            for ((sum, meets), value) in sums.iter_mut().zip(&mut meets_subject).zip(&worth.values) {
                *sum += worth.weight * value;
                *meets |= is_subject && *value > 0.0;
            }
        }
        let mut found = Vec::new();
        for (((place, card), sum), meets_subject) in (0..).zip(&self.cards).zip(sums).zip(meets_subject) {
            if sum > 0.0 && card.is_offered() && passes(card) {
                let is_asked_for = (card.kind == BlockKind::Solution) == wish.is_whole;
                let has_subject = is_known || meets_subject;
                let factor = if is_asked_for { 1.0 } else { SOLUTION_FACTOR }
                    * if has_subject { 1.0 } else { SUBJECTLESS_FACTOR };
                found.push(Scored { card: place, score: (factor * sum / total * 1e9).round() / 1e9 });
            }
        }
        let id = |scored: &Scored| self.card(scored.card).map(|card| (&card.id, &card.registry));
        sort_by(&mut found, |left, right| {
            right.score.total_cmp(&left.score).then_with(|| id(left).cmp(&id(right)))
        });
        found
    }

    /// The tokens of a wish that no offered block knows.
    pub fn unknown<'a>(&self, wish: &'a Wish) -> Vec<&'a Token> {
        wish.tokens.iter().filter(|token| !self.worth(token).is_known).collect()
    }

    /// A token of a wish as a side of a comparison.
    pub(super) fn side<'a>(&self, token: &'a Token) -> Side<'a> {
        Side::new(token, &self.synonyms)
    }

    fn worth(&self, token: &Token) -> Worth {
        let side = self.side(token);
        let mut values = vec![0.0; self.cards.len()];
        // Words of one stem count together for how many blocks know it.
        let mut met: Vec<(u32, usize, f64)> = Vec::new();
        for place in 0..self.index.words().len() {
            let Some((stem, word)) = self.index.side(place) else { continue };
            let similarity = similarity(side, word);
            if similarity > 0.0 {
                met.push((stem, place, similarity));
            }
        }
        sort_by_key(&mut met, |(stem, place, _)| (*stem, *place));
        let mut holders = 0;
        let mut seen = vec![u32::MAX; self.cards.len()];
        for words in met.chunk_by(|left, right| left.0 == right.0) {
            holders = holders.max(self.meet(words, &mut values, &mut seen));
        }
        if met.is_empty() {
            holders = self.meet_keywords(side, &mut values);
        }
        let offered = self.offered as f64;
        let is_known = holders > 0;
        let factor = if is_known { 1.0 } else { UNKNOWN_FACTOR };
        Worth { weight: factor * (1.0 + offered / holders.max(1) as f64).ln(), values, is_known }
    }

    /// Values the cards that carry words of one stem; gives how many of them are offered and know it.
    fn meet(&self, words: &[(u32, usize, f64)], values: &mut [f64], seen: &mut [u32]) -> usize {
        let mut holders = 0;
        for (stem, word, similarity) in words {
            for posting in self.index.postings(*word) {
                let weight = self.wish_weights.of(posting.fields);
                let card = posting.card as usize;
                // A word that only columns carry is none of those that wishes meet.
                let Some(value) = values.get_mut(card).filter(|_| weight > 0.0) else { continue };
                *value = value.max(weight * similarity);
                let is_offered = self.cards.get(card).is_some_and(Card::is_offered);
                if let Some(seen) = seen.get_mut(card).filter(|seen| **seen != *stem && *similarity >= KNOWN)
                {
                    *seen = *stem;
                    holders += usize::from(is_offered);
                }
            }
        }
        holders
    }

    /// Values the cards of domains with a configured keyword like the token, which no card carries. Of
    /// words that cards do carry the keywords are no news: as words of all blocks of their domain they
    /// would blur what sets these apart (28 of 30 first places on the demo instead of 30).
    fn meet_keywords(&self, side: Side<'_>, values: &mut [f64]) -> usize {
        let mut holders = 0;
        for keyword in &self.keywords {
            let similarity = similarity(side, self.side(&keyword.token));
            if similarity < KNOWN {
                continue;
            }
            let mut having = 0;
            for (card, value) in self.cards.iter().zip(values.iter_mut()) {
                if card.domain == keyword.domain && card.registry == keyword.registry {
                    *value = value.max(Field::Domain.weight() * similarity);
                    having += usize::from(card.is_offered());
                }
            }
            holders = holders.max(having);
        }
        holders
    }
}

/// Whether a token says what is done and not what it is done to.
fn is_activity(token: &Token) -> bool {
    ACTIVITY_WORDS.iter().any(|word| stem(word) == token.stem)
}
