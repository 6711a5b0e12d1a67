//! Names that stand twice.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map;
use std::fmt;
use std::sync::Arc;

use crate::config::Field;
use crate::diagnostic::{Diagnostic, Rule, quoted};
use crate::source::Location;

/// Who has a name.
#[derive(Clone, Copy)]
pub(super) enum Owner<'c> {
    /// An entry of a list.
    Entry(&'static str, usize),
    /// The zone that a block makes, by the instance's path.
    ZoneOf(&'c str),
}

impl fmt::Display for Owner<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(list, index) => write!(out, "{list}[{index}]"),
            Self::ZoneOf(path) => write!(out, "the zone of {path}"),
        }
    }
}

/// Which names are taken, each by whoever has it first.
pub(super) struct Taken<'c> {
    rule: &'static Rule,
    /// Whether names are one that differ by case only (`dss-api.md` 6).
    folds: bool,
    owners: HashMap<Cow<'c, str>, (Owner<'c>, &'c str, Location)>,
}

impl<'c> Taken<'c> {
    /// None yet; `rule` forbids to take one again, as it is written.
    pub(super) fn exactly(rule: &'static Rule) -> Self {
        Self { rule, folds: false, owners: HashMap::new() }
    }

    /// As [`Taken::exactly`], also with other letters in upper case.
    pub(super) fn in_any_case(rule: &'static Rule) -> Self {
        Self { folds: true, ..Self::exactly(rule) }
    }

    /// Notes who has a name, if nobody has it yet. That is no problem.
    pub(super) fn note(&mut self, owner: Owner<'c>, name: &'c str, at: Location) {
        self.owners.entry(self.key(name)).or_insert((owner, name, at));
    }

    /// Takes the name of a `noun`. A problem if somebody has it.
    pub(super) fn take(
        &mut self,
        owner: Owner<'c>,
        noun: &str,
        name: &'c Field<Arc<str>>,
    ) -> Option<Diagnostic> {
        let key = self.key(&name.value);
        let (first, spelling, at) = match self.owners.entry(key) {
            hash_map::Entry::Vacant(place) => {
                place.insert((owner, &name.value, name.at));
                return None;
            }
            hash_map::Entry::Occupied(place) => *place.get(),
        };
        let already = if *spelling == *name.value {
            format!("is already {first}")
        } else {
            format!("differs from {first} only by case")
        };
        let message = format!("the {noun} {} {already}", quoted(&name.value));
        let problem = self.rule.report(format!("{owner}.name"), message).at(name.at);
        Some(problem.hint("Remove or rename one of the two.").related(at, "first declared here"))
    }

    fn key(&self, name: &'c str) -> Cow<'c, str> {
        if self.folds { name.to_lowercase().into() } else { name.into() }
    }
}
