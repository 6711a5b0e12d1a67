//! Changes of a state, and which state may replace which (spec 3.2).

use std::fmt;
use std::sync::Arc;

use super::{Resource, State};
use crate::address::Address;

impl State {
    /// Adds `resource`, or replaces the one at its address in its place. `now` is ISO 8601 in UTC.
    pub fn put(&mut self, resource: Arc<Resource>, now: &str) {
        match self.resources.iter_mut().find(|known| known.address == resource.address) {
            Some(known) => *known = resource,
            None => self.resources.push(resource),
        }
        self.touch(now);
    }

    /// Removes the resource at `address`; the state changes only if there is one.
    pub fn remove(&mut self, address: &Address, now: &str) -> Option<Arc<Resource>> {
        let at = self.resources.iter().position(|resource| resource.address == *address)?;
        self.touch(now);
        Some(self.resources.remove(at))
    }

    fn touch(&mut self, now: &str) {
        self.serial = self.serial.saturating_add(1);
        now.clone_into(&mut self.updated_at);
    }

    /// Whether this state, worked out from the one `loaded`, may be saved over `stored`, which was
    /// read again directly before.
    ///
    /// # Errors
    /// If somebody else saved in between, or the stored state belongs to another history, or the
    /// serial does not grow.
    pub fn may_replace(&self, loaded: &Version, stored: &Version) -> Result<(), SaveRefusal> {
        if stored.lineage != loaded.lineage || stored.lineage != self.lineage {
            return Err(SaveRefusal::OtherLineage);
        }
        if stored.serial > loaded.serial {
            return Err(SaveRefusal::Newer { loaded: loaded.serial, stored: stored.serial });
        }
        if self.serial <= stored.serial {
            return Err(SaveRefusal::NotIncreased { stored: stored.serial });
        }
        Ok(())
    }

    /// Which version of which history this is.
    pub fn version(&self) -> Version {
        Version { serial: self.serial, lineage: self.lineage.clone() }
    }
}

/// Names one version of a state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// Grows with every change.
    pub serial: u64,
    /// Names the history.
    pub lineage: Option<String>,
}

/// Why a state was not saved. The stored one is untouched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveRefusal {
    /// The stored state belongs to another history.
    OtherLineage,
    /// Somebody saved a later serial in between.
    Newer {
        /// The serial that the work started from.
        loaded: u64,
        /// The serial that is stored now.
        stored: u64,
    },
    /// The serial is not higher than the stored one.
    NotIncreased {
        /// The serial that is stored now.
        stored: u64,
    },
}

impl fmt::Display for SaveRefusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherLineage => {
                write!(out, "the stored state belongs to another history: its lineage differs")
            }
            Self::Newer { loaded, stored } => {
                write!(out, "the state changed meanwhile: serial {loaded} was read, {stored} is stored now")
            }
            Self::NotIncreased { stored } => write!(out, "the stored state already has serial {stored}"),
        }?;
        out.write_str("; nothing was saved. Load the stored state and plan again.")
    }
}

impl std::error::Error for SaveRefusal {}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::*;
    use crate::state::Metadata;

    fn resource(address: &str) -> Arc<Resource> {
        Arc::new(Resource::new(Address::parse(address).unwrap(), Map::new(), Metadata::default()))
    }

    fn version(serial: u64, lineage: Option<&str>) -> Version {
        Version { serial, lineage: lineage.map(Into::into) }
    }

    #[test]
    fn every_change_counts_and_is_dated() {
        let mut state = State::default();
        state.put(resource("dataset.P.B"), "t1");
        state.put(resource("dataset.P.A"), "t2");
        state.put(resource("dataset.P.B"), "t3");
        assert_eq!((state.serial, state.updated_at.as_str()), (3, "t3"));
        let order: Vec<_> = state.resources.iter().map(|resource| resource.address.as_str()).collect();
        assert_eq!(order, ["dataset.P.B", "dataset.P.A"]);
        assert!(state.remove(&Address::project("P"), "t4").is_none());
        assert!(state.remove(&Address::parse("dataset.P.B").unwrap(), "t5").is_some());
        assert_eq!((state.serial, state.updated_at.as_str(), state.resources.len()), (4, "t5", 1));
    }

    #[test]
    fn a_state_replaces_only_the_version_it_came_from() {
        let state = State { serial: 7, ..State::default() };
        let check = |loaded, stored| state.may_replace(&version(loaded, None), &version(stored, None));
        assert_eq!(check(5, 5), Ok(()));
        assert_eq!(check(5, 6), Err(SaveRefusal::Newer { loaded: 5, stored: 6 }));
        assert_eq!(check(7, 7), Err(SaveRefusal::NotIncreased { stored: 7 }));
        let other = version(5, Some("git:1"));
        assert_eq!(state.may_replace(&version(5, None), &other), Err(SaveRefusal::OtherLineage));
        assert_eq!(state.may_replace(&other, &other), Err(SaveRefusal::OtherLineage));
    }
}
