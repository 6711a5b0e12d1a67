//! A recipe lies in the zone of its outputs (`dss-api.md` 6, rule ZON003).
//!
//! DSS moves them together. Where documents say otherwise, nobody knows which is right, so the zones of
//! all of them are left out.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::Member;
use crate::address::{Address, ResourceType};
use crate::inventory::LeftOut;
use crate::state::Resource;

/// The resources, none of them in another zone than what it is made or makes.
pub(super) fn in_one_zone(
    resources: Vec<Resource>,
    flow: &[Member],
    left_out: &mut Vec<LeftOut>,
) -> Vec<Resource> {
    let disputed = disputed(flow);
    let settled = resources.into_iter().map(|resource| {
        if !disputed.contains(&resource.address) || !resource.read().attributes().contains_key("zone") {
            return resource;
        }
        let name = resource.address.name();
        let path = format!("zones: {} {name}", resource.address.kind());
        left_out.push(LeftOut::new(path, "a recipe and what it writes lie in different zones"));
        let mut attributes = resource.attributes().clone();
        attributes.remove("zone");
        Resource::new(resource.address, attributes, resource.metadata).packed()
    });
    settled.collect()
}

/// The recipes that do not lie where their outputs lie, with these outputs and whatever else writes
/// them.
fn disputed(flow: &[Member]) -> BTreeSet<Address> {
    let objects = [ResourceType::Dataset, ResourceType::Folder, ResourceType::Model];
    let is_object = |member: &&Member| objects.contains(member.address.kind());
    let by_name: BTreeMap<&str, &Member> =
        flow.iter().filter(is_object).map(|object| (object.address.name(), object)).collect();
    let groups: Vec<Vec<&Member>> = flow
        .iter()
        .filter(|member| member.is_recipe())
        .map(|recipe| {
            let outputs = recipe.outputs.iter().filter_map(|name| by_name.get(name.as_str()).copied());
            std::iter::once(recipe).chain(outputs).collect()
        })
        .collect();
    let mut disputed = BTreeSet::new();
    loop {
        let before = disputed.len();
        for group in &groups {
            let zones: BTreeSet<&str> = group.iter().filter_map(|member| zone(member, &disputed)).collect();
            if zones.len() > 1 {
                disputed.extend(group.iter().map(|member| member.address.clone()));
            }
        }
        if disputed.len() == before {
            return disputed;
        }
    }
}

fn zone<'m>(member: &'m Member, disputed: &BTreeSet<Address>) -> Option<&'m str> {
    member.zone.as_deref().filter(|_| !disputed.contains(&member.address))
}
