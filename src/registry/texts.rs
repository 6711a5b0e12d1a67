//! Texts of an index, of which most come again: from version to version, from block to block.

use std::sync::Arc;

use crate::block::fields::visible;

/// Texts that were read last. A power of two; large enough for the texts of some hundred entries.
const PLACES: usize = 4_096;

/// The texts that were read last, each to be given again instead of kept twice. What was not read for
/// long may be kept twice: so that it costs the same however large the index is.
pub(super) struct Texts(Vec<Arc<str>>);

impl Default for Texts {
    fn default() -> Self {
        Self(vec![Arc::default(); PLACES])
    }
}

impl Texts {
    /// The text, safe to show (see [`visible`]).
    pub(super) fn share(&mut self, text: &str) -> Arc<str> {
        if text.is_empty() {
            return Arc::default();
        }
        let Some(known) = self.0.get_mut(place(text)) else { return visible(text).into() };
        // What is safe already stays as it is when made visible, so equal texts need no look at their letters.
        if **known != *text {
            *known = visible(text).into();
        }
        Arc::clone(known)
    }
}

/// Where a text is looked for: by its length, its beginning and its end, which tell most texts apart.
fn place(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (head, tail) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>());
    let (head, tail) = match (head, tail) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        _ => (bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)), 0),
    };
    let mixed = (head ^ tail.rotate_left(29) ^ text.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_equal_text_is_the_same() {
        let mut texts = Texts::default();
        let first = texts.share("Daily cleaning of pump data");
        assert!(Arc::ptr_eq(&first, &texts.share("Daily cleaning of pump data")));
        assert_eq!(&*texts.share("safe\u{202e}exe"), "safe\\u{202e}exe");
    }

    proptest! {
        #[test]
        fn each_text_is_itself_made_visible(read in prop::collection::vec("[a\u{430}\u{200b}\\\\u{}-]{0,12}", 0..40)) {
            let mut texts = Texts::default();
            for text in &read {
                let shared = texts.share(text);
                prop_assert_eq!(&*shared, visible(text));
                prop_assert_eq!(texts.share(&shared), shared);
            }
        }
    }
}
