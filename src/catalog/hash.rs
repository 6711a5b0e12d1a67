//! A quick hash for words. The standard one holds against texts that are made to collide; here these
//! would only slow down the page of those who chose the registry.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map with words or texts as keys.
pub(super) type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// Eight bytes at a time, each mixed by a multiplication.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordHasher(u64);

/// 2^64 divided by the golden ratio: its multiples spread evenly.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.mix(u64::from_le_bytes(*chunk));
        }
        if !rest.is_empty() {
            self.mix(rest.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)));
        }
    }

    /// What the standard library writes behind a text.
    fn write_u8(&mut self, byte: u8) {
        self.0 ^= u64::from(byte);
    }

    fn finish(&self) -> u64 {
        // The map looks at the lowest bits, where a product is least mixed.
        self.0.rotate_left(26)
    }
}

impl WordHasher {
    fn mix(&mut self, part: u64) {
        self.0 = (self.0.rotate_left(5) ^ part).wrapping_mul(SPREAD);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::hash::{BuildHasher, BuildHasherDefault};

    use super::*;

    #[test]
    fn words_that_differ_little_fall_apart() {
        let hash = |word: &str| BuildHasherDefault::<WordHasher>::default().hash_one(word);
        let words: Vec<String> = (0..10_000).map(|number| format!("{number:05}")).collect();
        let hashes: BTreeSet<u64> = words.iter().map(|word| hash(word)).collect();
        assert_eq!(hashes.len(), words.len());
        // As many places of a map with 16,384 as chance would fill: 7,480.
        let places: BTreeSet<u64> = hashes.iter().map(|hash| hash % 16_384).collect();
        assert!(places.len() > 7_000, "{}", places.len());
    }
}
