//! Three values in, a report out.

mod blocks;
mod laws;
mod ours;
mod reports;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::{Drift, Sides, drift};
use crate::address::Address;
use crate::diff::Scope;
use crate::state::{BY_CONFIG, BY_SYSTEM, Metadata, Resource, State};

/// A state of resources with these attributes.
pub(super) fn state(deployed_by: &str, resources: Value) -> State {
    let resource = |(address, attributes): (&String, &Value)| {
        let metadata = Metadata { deployed_by: deployed_by.into(), ..Metadata::default() };
        let attributes = attributes.as_object().unwrap().clone();
        Arc::new(Resource::new(Address::parse(address).unwrap(), attributes, metadata))
    };
    State { resources: resources.as_object().unwrap().iter().map(resource).collect(), ..State::default() }
}

/// The drift of project `P` between a state that an apply left, a server and a configuration.
pub(super) fn between(stored: Value, server: Value, config: Value) -> Drift {
    drift_of(&state(BY_CONFIG, stored), &state(BY_SYSTEM, server), &state(BY_CONFIG, config))
}

pub(super) fn drift_of(stored: &State, server: &State, config: &State) -> Drift {
    let scope = Scope::of_project("P");
    drift(Sides { stored, server, config, scope: &scope, unread: &BTreeSet::new() })
}
