//! Flows that turn in a circle, which no configuration can have (rule DEP001).
//!
//! DSS does not always mind. Of each circle the last recipe by name is left out, until none is left.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use serde_json::Value;

use super::recipes::refs;
use crate::address::ResourceType;
use crate::inventory::LeftOut;
use crate::state::Resource;

/// The resources without the recipes that close a circle.
pub(super) fn opened(mut resources: Vec<Resource>, left_out: &mut Vec<LeftOut>) -> Vec<Resource> {
    loop {
        let closing = closing(&resources);
        if closing.is_empty() {
            return resources;
        }
        let leave = |name: &String| {
            LeftOut::new(
                format!("recipes/{name}.json"),
                "it closes a circle, which no configuration can have",
            )
        };
        left_out.extend(closing.iter().map(leave));
        let is_recipe = |resource: &Resource| *resource.address.kind() == ResourceType::Recipe;
        resources.retain(|resource| !(is_recipe(resource) && closing.contains(resource.address.name())));
    }
}

/// Of each group that depends on itself, the last recipe by name. Recipes are nodes between what they
/// read and what they write.
fn closing(resources: &[Resource]) -> BTreeSet<String> {
    let recipes = resources.iter().filter(|resource| *resource.address.kind() == ResourceType::Recipe);
    let mut flow: DiGraph<Option<&str>, ()> = DiGraph::new();
    let mut objects: BTreeMap<&str, NodeIndex> = BTreeMap::new();
    for recipe in recipes {
        let node = flow.add_node(Some(recipe.address.name()));
        for (side, is_input) in [("inputs", true), ("outputs", false)] {
            for name in refs(recipe.attributes().get(side).unwrap_or(&Value::Null)) {
                let object = *objects.entry(name).or_insert_with(|| flow.add_node(None));
                let (from, to) = if is_input { (object, node) } else { (node, object) };
                flow.add_edge(from, to, ());
            }
        }
    }
    // A node that stands alone is no circle: nothing reads or writes itself but through a recipe.
    let circles = kosaraju_scc(&flow).into_iter().filter(|circle| circle.len() > 1);
    let last =
        circles.filter_map(|circle| circle.into_iter().filter_map(|node| *flow.node_weight(node)?).max());
    last.map(str::to_owned).collect()
}
