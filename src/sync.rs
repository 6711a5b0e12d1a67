//! What was read from DSS, kept as the state (spec 3.4, `blocks.md` 9.3).
//!
//! Resources that a configuration declares become what the server has. What a block made keeps what was
//! applied and goes with its object; records of blocks and solutions, resources of other projects and
//! whatever could not be read this time stay as they are.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::address::{Address, ResourceType};
use crate::sorting::map;
use crate::state::{Resource, State, made};

/// The types of which a reading finds every object, so that one that is not there is gone.
const READ: [ResourceType; 7] = [
    ResourceType::Project,
    ResourceType::Zone,
    ResourceType::Dataset,
    ResourceType::Folder,
    ResourceType::Model,
    ResourceType::Recipe,
    ResourceType::Scenario,
];

/// The stored state after a reading of the server; `now` is ISO 8601 in UTC. The serial grows with each
/// resource that was added, replaced or removed; a reading that finds nothing new changes nothing.
pub fn sync(stored: Option<&State>, server: &State, unread: &BTreeSet<Address>, now: &str) -> State {
    let nothing = State { environment: server.environment.clone(), ..State::default() };
    let stored = stored.unwrap_or(&nothing);
    let mut fresh = map(server.resources.iter().map(|resource| (&resource.address, resource)));
    let project = server.resources.first().map(|resource| resource.address.project_key());
    let mut synced = State { resources: Vec::new(), ..stored.clone() };
    let mut changes = 0;
    for known in &stored.resources {
        let read = fresh.remove(&known.address);
        let is_own = Some(known.address.project_key()) == project;
        let next = match read {
            Some(read) => Some(renewed(known, read)),
            None if is_own && is_gone(&known.address, unread) => None,
            None => Some(Arc::clone(known)),
        };
        changes += u64::from(next.as_ref().is_none_or(|next| !Arc::ptr_eq(next, known)));
        synced.resources.extend(next);
    }
    for resource in &server.resources {
        if fresh.contains_key(&resource.address) {
            synced.resources.push(Arc::clone(resource));
            changes += 1;
        }
    }
    if changes > 0 {
        synced.serial = stored.serial.saturating_add(changes);
        now.clone_into(&mut synced.updated_at);
    }
    synced
}

/// The known resource as the server has it; itself if a block made it or nothing is new.
fn renewed(known: &Arc<Resource>, read: &Arc<Resource>) -> Arc<Resource> {
    let is_made = known.metadata.other.contains_key(made::PART_OF);
    let is_same = known.is_from_server() && known.attributes() == read.attributes();
    if is_made || is_same {
        return Arc::clone(known);
    }
    let mut next = Resource::clone(read);
    // Guards outlive every reading; so does what this version does not know.
    next.metadata.lifecycle = known.metadata.lifecycle.clone();
    for (name, value) in &known.metadata.other {
        next.metadata.other.entry(name.clone()).or_insert_with(|| value.clone());
    }
    Arc::new(next)
}

fn is_gone(address: &Address, unread: &BTreeSet<Address>) -> bool {
    READ.contains(address.kind()) && !unread.contains(address)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::state::{BY_CONFIG, BY_SYSTEM, Metadata};

    const NOW: &str = "2026-11-29T02:00:00Z";

    fn resource(address: &str, by: &str, attributes: Value, other: Value) -> Arc<Resource> {
        let metadata = Metadata {
            deployed_by: by.to_owned(),
            other: other.as_object().cloned().unwrap_or_default(),
            ..Metadata::default()
        };
        let attributes = attributes.as_object().cloned().unwrap_or_default();
        Arc::new(Resource::new(Address::parse(address).unwrap(), attributes, metadata))
    }

    fn state(resources: &[Arc<Resource>]) -> State {
        State { serial: 7, environment: "dev".to_owned(), resources: resources.to_vec(), ..State::default() }
    }

    /// Addresses with who deployed them and a value, in order.
    fn seen(state: &State) -> Vec<String> {
        let line = |resource: &Arc<Resource>| {
            let value = resource.attributes().get("type").cloned().unwrap_or_default();
            format!("{} {} {value}", resource.address, resource.metadata.deployed_by)
        };
        state.resources.iter().map(line).collect()
    }

    #[test]
    fn declared_resources_become_what_the_server_has() {
        let stored = state(&[
            resource("dataset.P.A", BY_CONFIG, json!({"type": "s3"}), json!({})),
            resource("dataset.P.GONE", BY_CONFIG, json!({}), json!({})),
        ]);
        let server = state(&[
            resource("dataset.P.A", BY_SYSTEM, json!({"type": "S3"}), json!({})),
            resource("dataset.P.NEW", BY_SYSTEM, json!({"type": "HDFS"}), json!({})),
        ]);
        let synced = sync(Some(&stored), &server, &BTreeSet::new(), NOW);
        assert_eq!(seen(&synced), ["dataset.P.A system \"S3\"", "dataset.P.NEW system \"HDFS\""]);
        assert_eq!((synced.serial, synced.updated_at.as_str()), (10, NOW));
    }

    #[test]
    fn what_a_reading_does_not_find_out_stays() {
        let stored = state(&[
            resource("dataset.Q.A", BY_CONFIG, json!({}), json!({})),
            resource("recipe.P.unread", BY_CONFIG, json!({}), json!({})),
            resource("block.P.cleaning", BY_CONFIG, json!({}), json!({})),
            resource("library.P.BLOCKS", BY_CONFIG, json!({}), json!({})),
            resource("dataset.P.MADE", BY_CONFIG, json!({"type": "ours"}), json!({"block": "cleaning"})),
        ]);
        let server = state(&[
            resource("project.P", BY_SYSTEM, json!({}), json!({})),
            resource("dataset.P.MADE", BY_SYSTEM, json!({"type": "theirs"}), json!({})),
        ]);
        let unread = BTreeSet::from([Address::parse("recipe.P.unread").unwrap()]);
        let synced = sync(Some(&stored), &server, &unread, NOW);
        assert_eq!(synced.resources.len(), 6);
        assert!(seen(&synced).contains(&"dataset.P.MADE config \"ours\"".to_owned()));
    }

    #[test]
    fn a_reading_that_finds_nothing_new_changes_nothing() {
        let server = state(&[resource("project.P", BY_SYSTEM, json!({"name": "Pea"}), json!({}))]);
        let first = sync(None, &server, &BTreeSet::new(), NOW);
        assert_eq!((first.serial, first.environment.as_str()), (1, "dev"));
        assert_eq!(sync(Some(&first), &server, &BTreeSet::new(), "2027-01-01T00:00:00Z"), first);
    }

    #[test]
    fn guards_outlive_a_reading() {
        let mut guarded =
            Resource::clone(&resource("dataset.P.A", BY_CONFIG, json!({"type": "s3"}), json!({})));
        guarded.metadata.lifecycle.prevent_destroy = true;
        let server = state(&[resource("dataset.P.A", BY_SYSTEM, json!({"type": "S3"}), json!({}))]);
        let synced = sync(Some(&state(&[Arc::new(guarded)])), &server, &BTreeSet::new(), NOW);
        assert!(synced.resources[0].metadata.lifecycle.prevent_destroy);
    }
}
