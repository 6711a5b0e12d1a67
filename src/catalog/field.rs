//! Where a block carries a word, and what the word is worth there.

use serde::Serialize;

use crate::lexicon::{FIELD_WEIGHTS, SEARCH_WEIGHTS};

/// A part of a block that is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The name for people.
    Name,
    /// The id.
    BlockId,
    /// The tags.
    Tags,
    /// The description, as far as the index carries it.
    Description,
    /// The domain.
    Domain,
    /// Names of inputs and outputs.
    Ports,
    /// The hierarchy level.
    HierarchyLevel,
    /// Columns of the ports' schemas, as far as they are loaded.
    Columns,
}

impl Field {
    /// All fields, in the order of the tables of weights.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::BlockId,
        Self::Tags,
        Self::Description,
        Self::Domain,
        Self::Ports,
        Self::HierarchyLevel,
        Self::Columns,
    ];

    /// The field's bit in a set of fields.
    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }

    /// What a word in this field is worth to a wish.
    pub fn weight(self) -> f64 {
        FIELD_WEIGHTS[self as usize]
    }
}

/// The most that a word is worth, for each set of fields that carry it.
#[derive(Clone, Debug)]
pub(super) struct Weights([f64; 256]);

impl Weights {
    /// For wishes (blocks spec 4.4).
    pub(super) fn of_wishes() -> Self {
        Self::new(FIELD_WEIGHTS)
    }

    /// For the search.
    pub(super) fn of_search() -> Self {
        Self::new(SEARCH_WEIGHTS)
    }

    fn new(weights: [f64; 8]) -> Self {
        let mut table = [0.0; 256];
        for (set, best) in table.iter_mut().enumerate() {
            for (bit, weight) in weights.iter().enumerate() {
                if set & (1 << bit) != 0 {
                    *best = weight.max(*best);
                }
            }
        }
        Self(table)
    }

    /// The greatest weight of a set of fields.
    pub(super) fn of(&self, fields: u8) -> f64 {
        self.0[usize::from(fields)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_weighs_as_its_best_field() {
        let weights = Weights::of_wishes();
        let weight = |fields: &[Field]| weights.of(fields.iter().fold(0, |set, field| set | field.bit()));
        assert!((weight(&[Field::Description]) - 0.6).abs() < f64::EPSILON);
        assert!((weight(&[Field::Domain, Field::Name, Field::Ports]) - 1.0).abs() < f64::EPSILON);
        assert!(weight(&[]).abs() < f64::EPSILON);
    }

    #[test]
    fn fields_stand_in_the_order_of_their_bits() {
        for (index, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field as usize, index);
        }
    }
}
