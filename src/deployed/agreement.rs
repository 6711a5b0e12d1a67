//! A recipe lies in the zone of its outputs (`dss-api.md` 6, rule ZON003).
//!
//! DSS moves them together. Where documents say otherwise, nobody knows which is right, so the zones of
//! all of them are left out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::recipes::refs;
use crate::address::{Address, ResourceType};
use crate::inventory::LeftOut;
use crate::state::Resource;

/// The resources, none of them in another zone than what it is made or makes.
pub(super) fn in_one_zone(resources: Vec<Resource>, left_out: &mut Vec<LeftOut>) -> Vec<Resource> {
    let disputed = disputed(&resources);
    let settled = resources.into_iter().map(|resource| {
        if !disputed.contains(&resource.address) || !resource.attributes().contains_key("zone") {
            return resource;
        }
        let name = resource.address.name();
        let path = format!("zones: {} {name}", resource.address.kind());
        left_out.push(LeftOut::new(path, "a recipe and what it writes lie in different zones"));
        let mut attributes = resource.attributes().clone();
        attributes.remove("zone");
        Resource::new(resource.address, attributes, resource.metadata)
    });
    settled.collect()
}

/// The recipes that do not lie where their outputs lie, with these outputs and whatever else writes
/// them.
fn disputed(resources: &[Resource]) -> BTreeSet<Address> {
    let objects = [ResourceType::Dataset, ResourceType::Folder, ResourceType::Model];
    let is_object = |resource: &&Resource| objects.contains(resource.address.kind());
    let by_name: BTreeMap<&str, &Resource> =
        resources.iter().filter(is_object).map(|object| (object.address.name(), object)).collect();
    let recipes = resources.iter().filter(|resource| *resource.address.kind() == ResourceType::Recipe);
    let groups: Vec<Vec<&Resource>> = recipes
        .map(|recipe| {
            let outputs = recipe.attributes().get("outputs").unwrap_or(&Value::Null);
            let outputs = refs(outputs).filter_map(|name| by_name.get(name).copied());
            std::iter::once(recipe).chain(outputs).collect()
        })
        .collect();
    let mut disputed = BTreeSet::new();
    loop {
        let before = disputed.len();
        for group in &groups {
            let zones: BTreeSet<&str> =
                group.iter().filter_map(|resource| zone(resource, &disputed)).collect();
            if zones.len() > 1 {
                disputed.extend(group.iter().map(|resource| resource.address.clone()));
            }
        }
        if disputed.len() == before {
            return disputed;
        }
    }
}

fn zone<'r>(resource: &'r Resource, disputed: &BTreeSet<Address>) -> Option<&'r str> {
    let zone = resource.attributes().get("zone").and_then(Value::as_str);
    zone.filter(|_| !disputed.contains(&resource.address))
}
