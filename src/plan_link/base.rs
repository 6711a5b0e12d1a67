//! The state that a plan starts from, as far as it depends on it: most of it is what the configuration asks
//! for, and the rest differs in a few attributes.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::patch;
use crate::address::Address;
use crate::config::Lifecycle;
use crate::plan::Plan;
use crate::state::{BY_CONFIG, BY_SYSTEM, Metadata, Resource, State, made};
use crate::value::same_object;

/// Times do not travel along; a state has to have some.
const UNKNOWN_TIME: &str = "1970-01-01T00:00:00Z";

/// A state, named and maybe carried along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Base {
    /// Its serial.
    pub serial: u64,
    /// Its history.
    pub lineage: Option<String>,
    /// SHA-256 over its resources in scope, in hex, as in the plan's JSON.
    pub digest: String,
    /// Its resources, as what differs from the desired ones, by address; `None` if they do not travel along.
    pub resources: Option<Map<String, Value>>,
}

impl Base {
    /// The base of a plan; `None` if nothing was ever deployed.
    pub fn of(plan: &Plan, carries: bool) -> Option<Self> {
        let (current, digest) = (plan.current.as_ref()?, plan.state_digest()?);
        let (serial, lineage) = (current.serial, current.lineage.clone());
        let resources = carries.then(|| resources(plan, current));
        Some(Self { serial, lineage, digest, resources })
    }

    pub(super) fn write(&self) -> Value {
        let mut base = vec![json!(self.serial), json!(self.lineage), json!(self.digest)];
        base.extend(self.resources.clone().map(Value::Object));
        Value::Array(base)
    }

    pub(super) fn read(value: &Value) -> Option<Self> {
        let mut parts = value.as_array()?.iter();
        let serial = parts.next()?.as_u64()?;
        let lineage = parts.next()?.as_str().map(str::to_owned);
        let digest = parts.next()?.as_str()?.to_owned();
        let resources = match parts.next() {
            Some(resources) => Some(resources.as_object()?.clone()),
            None => None,
        };
        Some(Self { serial, lineage, digest, resources })
    }

    /// The state, with what `desired` says of resources that differ little from it; `None` if it does not
    /// travel along or is damaged.
    pub fn state(&self, desired: &State) -> Option<State> {
        let wanted: HashMap<&str, &Arc<Resource>> =
            desired.resources.iter().map(|resource| (resource.address.as_str(), resource)).collect();
        let restore = |(address, entry): (&String, &Value)| {
            restore(Address::parse(address).ok()?, entry, wanted.get(address.as_str()).copied())
        };
        Some(State {
            serial: self.serial,
            lineage: self.lineage.clone(),
            environment: desired.environment.clone(),
            updated_at: UNKNOWN_TIME.to_owned(),
            resources: self.resources.as_ref()?.iter().map(restore).collect::<Option<_>>()?,
            ..State::default()
        })
    }
}

/// `{address: [what differs, by whom, lifecycle, part of]}`, later parts left out where they say nothing.
fn resources(plan: &Plan, current: &State) -> Map<String, Value> {
    let wanted: HashMap<&Address, &Arc<Resource>> =
        plan.desired.resources.iter().map(|resource| (&resource.address, resource)).collect();
    let mut entries = Map::new();
    for resource in &current.resources {
        if plan.scope.takes_part(resource, |address| wanted.contains_key(address)) {
            let entry = entry(resource, wanted.get(&resource.address).copied());
            entries.insert(resource.address.as_str().to_owned(), entry);
        }
    }
    entries
}

fn entry(resource: &Resource, wanted: Option<&Arc<Resource>>) -> Value {
    let nothing = Map::new();
    let attributes = wanted.map_or(&nothing, |wanted| wanted.attributes());
    let differs = if same_object(attributes, resource.attributes()) {
        Value::from(0)
    } else {
        patch::make(attributes, resource.attributes())
    };
    let lifecycle = &resource.metadata.lifecycle;
    let is_guarded = *lifecycle != Lifecycle::default();
    let part_of = resource.metadata.other.get(made::PART_OF).filter(|_| wanted.is_none());
    let mut parts = vec![
        differs,
        Value::from(u8::from(resource.is_from_server())),
        if is_guarded {
            json!([lifecycle.prevent_destroy, lifecycle.ignore_changes])
        } else {
            Value::from(0)
        },
        part_of.cloned().unwrap_or(Value::from(0)),
    ];
    while parts.len() > 1 && parts.last().is_some_and(|part| *part == 0) {
        parts.pop();
    }
    if parts.len() == 1 { parts.remove(0) } else { json!({ "e": parts }) }
}

fn restore(address: Address, entry: &Value, wanted: Option<&Arc<Resource>>) -> Option<Arc<Resource>> {
    let nothing = Map::new();
    let zero = Value::from(0);
    let parts = entry.get("e").and_then(Value::as_array).map(Vec::as_slice);
    let parts = parts.unwrap_or(std::slice::from_ref(entry));
    let part = |position: usize| parts.get(position).unwrap_or(&zero);
    let attributes = wanted.map_or(&nothing, |wanted| wanted.attributes());
    let attributes = match part(0) {
        differs if differs.is_array() => patch::apply(attributes, differs)?,
        _ => attributes.clone(),
    };
    let by = if *part(1) == 1 { BY_SYSTEM } else { BY_CONFIG };
    let mut metadata =
        Metadata { deployed_at: UNKNOWN_TIME.to_owned(), deployed_by: by.to_owned(), ..Metadata::default() };
    if let Some([guard, ignored]) = part(2).as_array().map(Vec::as_slice) {
        let ignored = ignored.as_array()?.iter().map(|path| path.as_str().map(str::to_owned));
        metadata.lifecycle =
            Lifecycle { prevent_destroy: guard.as_bool()?, ignore_changes: ignored.collect::<Option<_>>()? };
    }
    if let Some(part_of) = part(3).as_str() {
        metadata.other.insert(made::PART_OF.to_owned(), Value::from(part_of));
    }
    Some(Arc::new(Resource::new(address, attributes, metadata)))
}
