//! `{{ env.NAME }}`: variables and secrets in text values (spec 1.5).

pub mod placeholder;
pub mod ref005_undefined_variable;
pub mod substitution;
pub mod trail;
pub mod usage;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::sorting;
use crate::source::Location;

/// What placeholders stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variables {
    /// Where values come from; an earlier layer wins.
    pub layers: Vec<Layer>,
    /// Names that are never substituted, each with the place that declares it; `None` for those
    /// that the user named for this session.
    pub secrets: BTreeMap<String, Option<Location>>,
}

/// Values from one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The source.
    pub origin: Origin,
    /// Values by name.
    pub values: BTreeMap<String, Definition>,
}

/// Who gives a variable its value, in lookup order (spec 1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The file of the chosen environment.
    Environment,
    /// The project's file for all environments.
    Project,
    /// The user, for this session.
    Session,
}

/// A variable's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The value.
    pub value: Arc<str>,
    /// Where it is written; `None` if it was typed for this session.
    pub at: Option<Location>,
}

impl Variables {
    fn lookup(&self, name: &str) -> Option<&str> {
        self.layers.iter().find_map(|layer| layer.values.get(name)).map(|found| &*found.value)
    }

    /// All names that have a value or are secret.
    pub fn names(&self) -> BTreeSet<&str> {
        let defined = self.layers.iter().flat_map(|layer| layer.values.keys());
        sorting::set(defined.chain(self.secrets.keys()).map(String::as_str))
    }
}

/// The places that use each variable, in the order of the text of each section.
pub type Uses = BTreeMap<String, Vec<Location>>;
