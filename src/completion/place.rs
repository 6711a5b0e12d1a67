//! Where in a configuration an offset of its text stands, found without a tree.
//!
//! While something is being typed the text is mostly no YAML, so this reads it line by line, by
//! columns and brackets alone. It takes only the text before the offset for certain.

use crate::text::TextRange;

use super::line::later;
use super::reader::{Found, Reader};

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To the value of a key.
    Key(String),
    /// To an element of a list.
    Element,
}

/// What would stand at the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A key of the mapping.
    Key,
    /// The value of this key of the mapping.
    Value(String),
    /// An element of the list.
    Element,
    /// A further element of the list; its dash is still missing.
    Dash,
}

/// A place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// From the root to the mapping or list that the place belongs to.
    pub(super) path: Vec<Step>,
    /// What would stand there.
    pub(super) slot: Slot,
    /// Keys of the mapping or texts of the list, without what stands at the place itself.
    pub(super) present: Vec<String>,
    /// What stands there up to the offset, without an opening quote.
    pub(super) typed: TextRange,
    /// Column of the mapping or list, from 0; of its first line if it stands in brackets.
    pub(super) column: usize,
    /// Whether it stands in brackets.
    pub(super) in_brackets: bool,
    /// Whether it stands in quotes.
    pub(super) in_quotes: bool,
}

/// The place at `offset` (bytes) of `text`; `None` in comments, in texts of several lines, and where
/// nothing can be said.
pub(super) fn place_at(text: &str, offset: usize) -> Option<Place> {
    let before = text.get(..offset)?;
    let after = text.get(offset..)?;
    let mut reader = Reader::new(before);
    let mut at = 0;
    loop {
        match reader.line(at) {
            Found::Next(next) => at = next,
            Found::Nothing => return None,
            Found::Place(mut place) => {
                place.present.extend(later(&place, after));
                return Some(place);
            }
        }
    }
}

#[cfg(test)]
mod tests;
