//! What a review says at a glance, each as data.

use std::collections::BTreeSet;
use std::fmt;

use crate::plan::Summary;
use crate::plan_link::{self, Cover, Listing};
use crate::state::State;

/// Whether the plan comes out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recomputed {
    /// It is the same to the last byte.
    Identical,
    /// Another one comes out; [`crate::review::Review::analysis`] has it.
    Different {
        /// Its digest, in hex.
        found: String,
        /// What the link promises.
        expected: Summary,
        /// What comes out.
        here: Summary,
    },
    /// It cannot be worked out here.
    Impossible(Obstacle),
}

/// What stands in the way of working a plan out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The link holds the plan and not what it is made from.
    NoSource,
    /// The state does not travel along, and the reviewer has none.
    NoState,
    /// This registry is not known here.
    NoRegistry(String),
    /// This registry is being read.
    Awaited(String),
    /// A registry could not be read.
    Unreadable {
        /// Its key.
        registry: String,
        /// Why, as "the host answered 404".
        why: String,
    },
    /// A block is in no registry that can be read.
    NoBlock,
    /// The configuration has no plan here.
    NoPlan,
}

/// Whether the state is still the one that the plan starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// It is.
    Same,
    /// It has moved on.
    Moved {
        /// The serial that the plan starts from; `None` for no state.
        from: Option<u64>,
        /// The serial that there is now.
        to: u64,
    },
    /// It is the state of another history.
    Other,
    /// There is no state of the project here to compare with.
    Unknown,
}

/// What is known here of the state of the environment that a plan is for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum OwnState<'a> {
    /// Nothing.
    #[default]
    Unknown,
    /// That nothing was ever deployed.
    Nothing,
    /// What it is.
    Known(&'a State),
}

/// Whether registries say what they said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// The same.
    Same,
    /// Something else.
    Moved {
        /// The registries whose index is another one: something was published or deprecated.
        indexes: Vec<String>,
        /// The manifests in use that are others, came or went, as `REGISTRY/BLOCK_ID@VERSION`.
        manifests: Vec<String>,
    },
    /// The link does not say.
    Unknown,
    /// They cannot be compared: one of them is not read here.
    Unread,
}

/// Whether a plan may still be approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// It never expires.
    Never,
    /// Until this time.
    Until(String),
    /// No longer, since this time.
    Expired(String),
}

impl fmt::Display for Obstacle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSource => out.write_str(
                "the link holds the plan itself and not what it is made from. Ask for a link of the source.",
            ),
            Self::NoState => out.write_str(
                "the state is too large to travel along. Open the state file, or connect to the DSS.",
            ),
            Self::NoRegistry(key) => {
                write!(out, "the registry {key} is not known here. Add it in the catalog.")
            }
            Self::Awaited(key) => write!(out, "the registry {key} is being read."),
            Self::Unreadable { registry, why } => {
                write!(out, "the registry {registry} could not be read: {why}.")
            }
            Self::NoBlock => out
                .write_str("a block is in no registry that is read here. Add the registry of its publisher."),
            Self::NoPlan => out.write_str("its configuration has problems here, which stand in the list."),
        }
    }
}

impl Base {
    pub(super) fn of(base: Option<&plan_link::Base>, own: OwnState<'_>, own_digest: Option<&str>) -> Self {
        let (base, own) = match (base, own) {
            (None, OwnState::Nothing) => return Self::Same,
            (_, OwnState::Unknown) | (Some(_), OwnState::Nothing) => return Self::Unknown,
            (None, OwnState::Known(own)) => return Self::Moved { from: None, to: own.serial },
            (Some(base), OwnState::Known(own)) => (base, own),
        };
        if base.lineage != own.lineage {
            return Self::Other;
        }
        let is_same = own_digest.is_none_or(|digest| digest == base.digest);
        if base.serial == own.serial && is_same {
            return Self::Same;
        }
        Self::Moved { from: Some(base.serial), to: own.serial }
    }
}

impl Listed {
    pub(super) fn of(then: &Listing, now: &Listing) -> Self {
        if then.digest.is_empty() && !now.digest.is_empty() {
            return Self::Unknown;
        }
        if then.digest == now.digest {
            return Self::Same;
        }
        let keys = then.indexes.keys().chain(now.indexes.keys()).collect::<BTreeSet<_>>();
        let indexes = keys.into_iter().filter(|key| then.indexes.get(*key) != now.indexes.get(*key));
        let labels = then.manifests.keys().chain(now.manifests.keys()).collect::<BTreeSet<_>>();
        let manifests =
            labels.into_iter().filter(|label| then.manifests.get(*label) != now.manifests.get(*label));
        Self::Moved { indexes: indexes.cloned().collect(), manifests: manifests.cloned().collect() }
    }
}

impl Expiry {
    pub(super) fn of(cover: &Cover, now: &str) -> Self {
        let until = || cover.expires_at.clone();
        match () {
            () if cover.expires_at.is_empty() => Self::Never,
            () if cover.is_expired(now) => Self::Expired(until()),
            () => Self::Until(until()),
        }
    }
}
