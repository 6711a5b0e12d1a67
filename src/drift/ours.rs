//! Ours kept: a difference as a change to come.
//!
//! The state takes over what the server has, so that the next plan shows the way from there to what the
//! configuration asks for. Nothing else remembers the choice: whoever looks at the state sees it.

use std::sync::Arc;

use super::{Drift, ResourceDrift};
use crate::address::Address;
use crate::config::Format;
use crate::normal::attributes as normal;
use crate::state::{Resource, State};
use crate::value::path::{parse, put};

/// The state in which the resource at `address` is as the server has it: at `path`, or as a whole
/// without one. `now` is ISO 8601 in UTC. `None` if there is nothing of that to take over.
pub fn keep_ours(
    state: &State,
    drift: &Drift,
    address: &Address,
    path: Option<&str>,
    now: &str,
) -> Option<State> {
    let found = drift.find(address)?;
    let mut next = state.clone();
    match (path, &found.stored, &found.server) {
        (Some(path), Some(stored), Some(_)) => next.put(with_theirs(stored, found, path, drift.format)?, now),
        (_, _, Some(server)) => next.put(guarded(server, found), now),
        (_, Some(_), None) => drop(next.remove(address, now)?),
        (_, None, None) => return None,
    }
    Some(next)
}

/// The server's resource with what outlives every reading: guards, and what makes it a block's part.
fn guarded(server: &Arc<Resource>, found: &ResourceDrift) -> Arc<Resource> {
    let Some(stored) = &found.stored else { return Arc::clone(server) };
    let mut kept = Resource::clone(server);
    kept.metadata.lifecycle = stored.metadata.lifecycle.clone();
    for (name, value) in &stored.metadata.other {
        kept.metadata.other.entry(name.clone()).or_insert_with(|| value.clone());
    }
    Arc::new(kept)
}

/// The stored resource with the server's value at `path`.
fn with_theirs(
    stored: &Resource,
    found: &ResourceDrift,
    path: &str,
    format: Format,
) -> Option<Arc<Resource>> {
    let field = found.fields.iter().find(|field| field.path == path)?;
    let mut attributes = normal(stored, format).into_owned();
    put(&mut attributes, &parse(path).ok()?, field.server.clone())?;
    let mut kept = Resource::new(stored.address.clone(), attributes, stored.metadata.clone());
    kept.other.clone_from(&stored.other);
    Some(Arc::new(kept))
}
