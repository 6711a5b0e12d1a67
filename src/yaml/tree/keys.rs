//! Keys that come again: the entries of a list have the same ones thousands of times.

use std::sync::Arc;

/// How many keys are remembered.
const SLOTS: usize = 64;

/// The keys that came last, each at a place that follows from its letters, so that a look costs
/// nothing beside reading the key.
pub(super) struct Keys(Vec<Option<Arc<str>>>);

impl Keys {
    pub(super) fn new() -> Self {
        Self(vec![None; SLOTS])
    }

    /// The same key; the one in memory, if it is remembered.
    pub(super) fn shared(&mut self, key: &Arc<str>) -> Arc<str> {
        let (first, last) = (key.bytes().next(), key.bytes().next_back());
        let letters = usize::from(first.unwrap_or_default()) * 7 + usize::from(last.unwrap_or_default());
        let Some(slot) = self.0.get_mut((letters + key.len()) % SLOTS) else { return Arc::clone(key) };
        match slot {
            Some(known) if known == key => Arc::clone(known),
            _ => {
                *slot = Some(Arc::clone(key));
                Arc::clone(key)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_comes_again_is_the_one_in_memory() {
        let mut keys = Keys::new();
        let first = keys.shared(&"inputs".into());
        assert!(Arc::ptr_eq(&first, &keys.shared(&"inputs".into())));
        for other in ["outputs", "", "é", "instance_name"] {
            assert_eq!(&*keys.shared(&other.into()), other);
        }
    }

    #[test]
    fn keys_with_the_same_place_do_not_take_each_others_texts() {
        let mut keys = Keys::new();
        let (one, other) = (keys.shared(&"abc".into()), keys.shared(&"adc".into()));
        assert_eq!((&*one, &*other), ("abc", "adc"));
        assert_eq!(&*keys.shared(&"abc".into()), "abc");
    }
}
