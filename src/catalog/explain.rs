//! Which word of a wish met which word of a block (blocks spec 4.4).

use serde::Serialize;

use super::Catalog;
use super::card::Card;
use super::field::Field;
use super::wish::Wish;
use crate::words::likeness::similarity;
use crate::words::{Token, tokens};

/// What one word of a wish met in a block.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    /// The word's stem.
    pub token: String,
    /// Where it met its like; `None` if nowhere.
    pub field: Option<Field>,
    /// The word that it met, as the block spells it.
    pub word: Option<String>,
    /// How near the two are, 0 to 1.
    pub similarity: f64,
    /// Whether no block at all knows it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unknown: bool,
}

impl Catalog {
    /// What each word of a wish met in the block at `place`: for every token the field and word that
    /// count most, by the order of [`Field::ALL`] where several do.
    pub fn explain(&self, wish: &Wish, place: u32) -> Vec<Reason> {
        let Some(card) = self.card(place) else { return Vec::new() };
        let unknown = self.unknown(wish);
        let texts: Vec<(Field, Vec<Token>)> =
            Field::ALL.into_iter().map(|field| (field, tokens(&text(card, field)))).collect();
        let reason = |token: &Token| {
            let mut best = (0.0, None);
            for (field, words) in &texts {
                for word in words {
                    let similarity = similarity(self.side(token), self.side(word));
                    let value = field.weight() * similarity;
                    if value > best.0 {
                        best = (value, Some((*field, word.word.clone(), similarity)));
                    }
                }
            }
            let (field, word, similarity) = match best.1.or_else(|| self.keyword_met(token, card)) {
                Some((field, word, similarity)) => (Some(field), Some(word), similarity),
                None => (None, None, 0.0),
            };
            let is_unknown = unknown.contains(&token);
            Reason { token: token.stem.clone(), field, word, similarity, unknown: is_unknown }
        };
        wish.tokens.iter().map(reason).collect()
    }

    /// The configured keyword of the card's domain that the token met, if no card carries its like.
    fn keyword_met(&self, token: &Token, card: &Card) -> Option<(Field, String, f64)> {
        let side = self.side(token);
        if (0..self.index.words().len())
            .any(|place| self.index.side(place).is_some_and(|(_, word)| similarity(side, word) > 0.0))
        {
            return None;
        }
        let own = self
            .keywords
            .iter()
            .filter(|keyword| keyword.registry == card.registry && keyword.domain == card.domain);
        own.map(|keyword| (similarity(side, self.side(&keyword.token)), &keyword.token.word))
            .filter(|(similarity, _)| *similarity >= crate::lexicon::KNOWN)
            .max_by(|left, right| left.0.total_cmp(&right.0))
            .map(|(similarity, word)| (Field::Domain, word.clone(), similarity))
    }
}

/// The text of a field.
fn text(card: &Card, field: Field) -> String {
    let ports = || card.shown.inputs.iter().chain(card.shown.outputs.iter()).map(|socket| &*socket.name);
    match field {
        Field::Name => card.name.to_string(),
        Field::BlockId => card.id.to_string(),
        Field::Tags => card.tags.join(" "),
        Field::Description => card.description.to_string(),
        Field::Domain => card.domain.to_string(),
        Field::HierarchyLevel => card.level.to_string(),
        Field::Ports => ports().collect::<Vec<_>>().join(" "),
        Field::Columns => String::new(),
    }
}
