//! Hard filters: what a block is, or is left out (blocks spec 4.2).

use super::failure::bad_request;
use super::request::HardFilters;
use super::response::Error;
use crate::block::BlockKind;
use crate::catalog::card::{Card, Edition};
use crate::version::Version;

/// Filters that make sense together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Condition {
    level: Option<String>,
    domain: Option<String>,
    kind: Option<BlockKind>,
    is_protected: Option<bool>,
    least: Option<Version>,
}

impl Condition {
    /// Reads the filters of a request; `wished` is what the words of the wish ask of protection.
    ///
    /// # Errors
    /// If they contradict one another or cannot be read.
    pub(super) fn read(filters: &HardFilters, wished: Option<bool>) -> Result<Self, Error> {
        let only = filters.blocked_only || wished == Some(true);
        let without = filters.exclude_blocked || wished == Some(false);
        if only && without {
            return Err(bad_request(
                "The request asks for protected blocks only and for none of them, which contradicts itself. \
                 Nothing was looked for; leave out one of the two."
                    .into(),
            ));
        }
        let kind = match filters.kind.as_deref() {
            None => None,
            Some("zone") => Some(BlockKind::Zone),
            Some("solution") => Some(BlockKind::Solution),
            Some(other) => {
                let message =
                    format!("There is no type {other}. Nothing was looked for; write zone or solution.");
                return Err(bad_request(message));
            }
        };
        let least = match filters.min_version.as_deref() {
            None => None,
            Some(text) => Some(Version::parse(text).ok_or_else(|| {
                bad_request(format!("{text} is no version. Nothing was looked for; write it like 1.0.0."))
            })?),
        };
        let is_protected = if only { Some(true) } else { without.then_some(false) };
        Ok(Self {
            level: filters.hierarchy_level.clone(),
            domain: filters.domain.clone(),
            kind,
            is_protected,
            least,
        })
    }

    /// Whether a version of a block passes.
    pub(super) fn passes(&self, card: &Card, edition: &Edition) -> bool {
        self.level.as_ref().is_none_or(|level| **level == *card.level)
            && self.domain.as_ref().is_none_or(|domain| **domain == *card.domain)
            && self.kind.is_none_or(|kind| kind == card.kind)
            && self.is_protected.is_none_or(|wanted| wanted == edition.is_protected)
            && self.least.is_none_or(|least| edition.version >= least)
    }
}

/// The filters that are set, each with what remains without it.
pub(super) fn without_each(filters: &HardFilters) -> Vec<(&'static str, HardFilters)> {
    let mut found = Vec::new();
    let mut add = |name, is_set: bool, remove: fn(&mut HardFilters)| {
        if is_set {
            let mut rest = filters.clone();
            remove(&mut rest);
            found.push((name, rest));
        }
    };
    add("hierarchy_level", filters.hierarchy_level.is_some(), |rest| rest.hierarchy_level = None);
    add("domain", filters.domain.is_some(), |rest| rest.domain = None);
    add("blocked_only", filters.blocked_only, |rest| rest.blocked_only = false);
    add("exclude_blocked", filters.exclude_blocked, |rest| rest.exclude_blocked = false);
    add("type", filters.kind.is_some(), |rest| rest.kind = None);
    add("min_version", filters.min_version.is_some(), |rest| rest.min_version = None);
    found
}

/// Two sets of filters as one: what either asks for. The first wins where both name a value.
pub(super) fn joined(first: &HardFilters, second: &HardFilters) -> HardFilters {
    HardFilters {
        hierarchy_level: first.hierarchy_level.clone().or_else(|| second.hierarchy_level.clone()),
        domain: first.domain.clone().or_else(|| second.domain.clone()),
        blocked_only: first.blocked_only || second.blocked_only,
        exclude_blocked: first.exclude_blocked || second.exclude_blocked,
        kind: first.kind.clone().or_else(|| second.kind.clone()),
        min_version: first.min_version.clone().or_else(|| second.min_version.clone()),
    }
}
