//! Which of very many texts come more than once, without keeping the texts.

use std::hash::{DefaultHasher, Hasher};

use crate::sorting::sort_numbers;

/// The hashes that several texts have, sorted. Texts that are equal are always among them; others may be
/// by accident, so that who finds a text here still has to compare it.
pub(super) struct Doubles(Vec<u64>);

impl Doubles {
    /// The hash of a text, the same on every run.
    pub(super) fn hash(text: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        hasher.write(text.as_bytes());
        hasher.finish()
    }

    /// What comes more than once among the hashes of texts.
    pub(super) fn new(mut hashes: Vec<u64>) -> Self {
        sort_numbers(&mut hashes, &mut Vec::new());
        let same = hashes.chunk_by(|one, other| one == other).filter(|same| same.len() > 1);
        Self(same.filter_map(|same| same.first().copied()).collect())
    }

    /// Whether the text may come more than once.
    pub(super) fn has(&self, text: &str) -> bool {
        !self.0.is_empty() && self.0.binary_search(&Self::hash(text)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_twice_or_more_is_found() {
        let texts = ["b", "a", "c", "a", "d", "c", "c"];
        let doubles = Doubles::new(texts.iter().map(|text| Doubles::hash(text)).collect());
        let found: Vec<&str> =
            ["a", "b", "c", "d", "e"].into_iter().filter(|text| doubles.has(text)).collect();
        assert_eq!(found, ["a", "c"]);
    }
}
