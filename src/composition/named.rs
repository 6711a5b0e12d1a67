//! A few things by name.

use std::sync::Arc;

use crate::sorting::sort_by;

/// A few things by name, in the order of the names. A tree of the standard library has room for eleven
/// from the first one on, and a large project has tens of thousands of these.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named<T>(Vec<(Arc<str>, T)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Named<T> {
    fn search(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (**known).cmp(name))
    }

    /// What has this name.
    pub(super) fn get(&self, name: &str) -> Option<&T> {
        self.0.get(self.search(name).ok()?).map(|(_, thing)| thing)
    }

    /// Whether something has this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.search(name).is_ok()
    }

    /// Gives the name to `thing`; what had it before goes.
    pub(super) fn insert(&mut self, name: Arc<str>, thing: T) {
        match self.search(&name) {
            Ok(at) => {
                if let Some((_, known)) = self.0.get_mut(at) {
                    *known = thing;
                }
            }
            Err(at) => self.0.insert(at, (name, thing)),
        }
    }

    /// Takes away what has this name.
    pub(super) fn remove(&mut self, name: &str) {
        if let Ok(at) = self.search(name) {
            self.0.remove(at);
        }
    }

    /// All of them in the order of their names.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &T)> {
        self.0.iter().map(|(name, thing)| (name, thing))
    }
}

impl<T> FromIterator<(Arc<str>, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, T)>>(things: I) -> Self {
        let mut things: Vec<(Arc<str>, T)> = things.into_iter().collect();
        sort_by(&mut things, |(one, _), (other, _)| one.cmp(other));
        // Of the same name the last one stays.
        things.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            if is_same {
                std::mem::swap(later, earlier);
            }
            is_same
        });
        things.shrink_to_fit();
        Self(things)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(things: &[(&str, u8)]) -> Named<u8> {
        things.iter().map(|(name, thing)| (Arc::from(*name), *thing)).collect()
    }

    #[test]
    fn things_stand_in_the_order_of_names_and_the_last_of_a_name_stays() {
        let mut things = named(&[("b", 1), ("c", 2), ("a", 3), ("b", 4)]);
        let shown = |things: &Named<u8>| {
            things.iter().map(|(name, thing)| format!("{name}{thing}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(&things), "a3 b4 c2");
        assert_eq!((things.get("b"), things.get("d")), (Some(&4), None));
        things.remove("b");
        things.remove("d");
        assert_eq!(shown(&things), "a3 c2");
        assert!(things.has("c") && !things.has("b"));
    }
}
