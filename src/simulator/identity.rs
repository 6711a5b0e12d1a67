//! Ids as the server makes them (`dss-api.md` 5.4): the same seed gives the same ids in the same order.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// What makes ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ids {
    /// Two instances with different seeds share no ids.
    seed: u64,
    /// How many were made.
    made: u64,
}

impl Ids {
    /// Ids of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, made: 0 }
    }

    /// For a zone: 7 letters and digits.
    pub(super) fn zone(&mut self) -> String {
        self.next(7)
    }

    /// For a folder, model, discussion, attachment or rule: 8 letters and digits.
    pub(super) fn object(&mut self) -> String {
        self.next(8)
    }

    /// For a future or an upload: 16 letters and digits.
    pub(super) fn task(&mut self) -> String {
        self.next(16)
    }

    fn next(&mut self, length: usize) -> String {
        self.made = self.made.wrapping_add(1);
        let digest = Sha256::digest([self.seed.to_le_bytes(), self.made.to_le_bytes()].concat());
        let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
        digest.iter().take(length).map(letter).collect()
    }
}
