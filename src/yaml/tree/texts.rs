//! Texts that come again: the entries of a list have the same keys, types and references thousands of
//! times, and what one of them writes others read.

use std::sync::Arc;

/// How many texts are remembered.
const SLOTS: usize = 1_024;
/// Longest text that is looked for, in bytes; longer ones are code and descriptions.
const LONGEST: usize = 96;

/// The texts that came last, each at a place that follows from its letters, so that a look costs next to
/// nothing beside reading the text.
pub(super) struct Texts(Vec<Option<Arc<str>>>);

impl Texts {
    pub(super) fn new() -> Self {
        Self(vec![None; SLOTS])
    }

    /// The same text; the one in memory, if it is remembered.
    pub(super) fn shared(&mut self, text: &str) -> Arc<str> {
        let slot = (text.len() <= LONGEST).then(|| self.0.get_mut(place(text))).flatten();
        match slot {
            Some(Some(known)) if **known == *text => Arc::clone(known),
            Some(slot) => Arc::clone(slot.insert(text.into())),
            None => text.into(),
        }
    }
}

/// Fowler, Noll and Vo's hash, folded.
fn place(text: &str) -> usize {
    let hash =
        text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 16)) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_comes_again_is_the_one_in_memory() {
        let mut texts = Texts::new();
        let first = texts.shared("inputs");
        assert!(Arc::ptr_eq(&first, &texts.shared("inputs")));
        for other in ["outputs", "", "é", "instance_name"] {
            assert_eq!(&*texts.shared(other), other);
        }
        let long = "x".repeat(LONGEST + 1);
        assert!(!Arc::ptr_eq(&texts.shared(&long), &texts.shared(&long)));
    }

    #[test]
    fn texts_with_the_same_place_do_not_take_each_others_letters() {
        let mut texts = Texts::new();
        let names: Vec<String> = (0..2 * SLOTS).map(|number| format!("NAME_{number}")).collect();
        for name in names.iter().chain(&names) {
            assert_eq!(&*texts.shared(name), name);
        }
    }
}
