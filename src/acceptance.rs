//! What a DSS has, accepted into the text: the other way out of a drift than a plan.
//!
//! Each accepted difference becomes edits that touch only the bytes they must, so that the configuration
//! asks for what the server has. Code goes where the entry keeps it. What every plan would look at is
//! decided by `drift`; here is only how it is written.

mod addition; // resources of the server as new entries
mod concession; // a value of ours that gives way to the server's
mod extent; // how much is touched
mod place; // where the entries of resources stand
mod refusal;
mod script; // the edits while they come together

use std::collections::{BTreeMap, BTreeSet};

pub use self::extent::Extent;
pub use self::refusal::Refusal;
use crate::address::Address;
use crate::drift::{Drift, Kind, ResourceDrift};
use crate::history::Change;
use crate::workspace::{Analysis, Workspace};
use script::Script;

/// What is accepted of a drift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The resource.
    pub address: Address,
    /// A field, as `params.table`; `None` for all that differs.
    pub path: Option<String>,
}

/// What comes of accepting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accepted {
    /// Changes of the project, to be made in this order as one step; empty if there is nothing to do.
    pub changes: Vec<Change>,
    /// What was not accepted, and why; the rest was.
    pub refused: Vec<(Address, Refusal)>,
}

/// Accepts everything in which the configuration and the server differ.
pub fn accept_all(workspace: &Workspace, analysis: &Analysis, drift: &Drift) -> Accepted {
    let resources = drift.resources.iter().filter(|resource| differs(resource));
    let choices = resources.map(|resource| Choice { address: resource.address.clone(), path: None });
    accept(workspace, analysis, drift, &choices.collect::<Vec<_>>())
}

/// Whether the configuration and the server differ in a resource.
fn differs(resource: &ResourceDrift) -> bool {
    resource.kind.is_some_and(|kind| kind != Kind::Both)
}

/// Accepts `choices` of `drift`, which was found with the configuration of this analysis.
pub fn accept(workspace: &Workspace, analysis: &Analysis, drift: &Drift, choices: &[Choice]) -> Accepted {
    let mut wanted: BTreeMap<&Address, Option<BTreeSet<&str>>> = BTreeMap::new();
    for choice in choices {
        let paths = wanted.entry(&choice.address).or_insert_with(|| Some(BTreeSet::new()));
        match (&choice.path, paths) {
            (Some(path), Some(paths)) => drop(paths.insert(path)),
            // All of it includes every field.
            (_, paths) => *paths = None,
        }
    }
    let mut script = Script::new(workspace, analysis);
    for (address, paths) in wanted {
        let result = match drift.find(address) {
            Some(found) => script.take(found, paths.as_ref()),
            None => Err(Refusal::Settled),
        };
        if let Err(refusal) = result {
            script.refuse(address, refusal);
        }
    }
    script.finish()
}

#[cfg(test)]
mod tests;
