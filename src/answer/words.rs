//! A public key as words that two people can compare by voice.

use sha2::{Digest, Sha256};

use super::word_list::WORDS;

/// Words of a key.
const COUNT: usize = 8;
/// How many bits of the key's SHA-256 the words tell: one of 256 words for each byte. Who wants a key with the
/// same words has to try about 2^64 of them.
pub const KEY_BITS: usize = COUNT * 8;

/// The first 64 bits of the SHA-256 of a public key, as eight words with a hyphen between them.
pub fn key_words(key: &[u8]) -> String {
    let hash = Sha256::digest(key);
    let words = hash.iter().take(COUNT).filter_map(|byte| WORDS.get(usize::from(*byte)).copied());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn words_are_short_and_begin_each_in_its_own_way() {
        let beginnings: BTreeSet<&str> = WORDS.iter().map(|word| &word[..3]).collect();
        assert_eq!(beginnings.len(), 256);
        assert!(WORDS.iter().all(|word| (3..=6).contains(&word.len()) && word.is_ascii()));
        assert!(WORDS.is_sorted(), "the list never changes; a sorted one shows it");
    }

    #[test]
    fn a_key_has_eight_words() {
        let words = key_words(&[0; 32]);
        assert_eq!(words.split('-').count(), 8);
        assert_ne!(words, key_words(&[1; 32]));
    }
}
