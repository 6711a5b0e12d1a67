//! Flows that turn in a circle, which no configuration can have (rule DEP001).
//!
//! DSS does not always mind. Of each circle the last recipe by name is left out, until none is left.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::flow::Member;
use crate::inventory::LeftOut;
use crate::state::Resource;

/// Leaves out the recipes that close a circle, in both lists of the same resources.
pub(super) fn open(resources: &mut Vec<Resource>, flow: &mut Vec<Member>, left_out: &mut Vec<LeftOut>) {
    loop {
        let closing = closing(flow);
        if closing.is_empty() {
            return;
        }
        let leave = |name: &String| {
            LeftOut::new(
                format!("recipes/{name}.json"),
                "it closes a circle, which no configuration can have",
            )
        };
        left_out.extend(closing.iter().map(leave));
        flow.retain(|member| !(member.is_recipe() && closing.contains(member.address.name())));
        let kept: BTreeSet<&str> = flow.iter().map(|member| member.address.as_str()).collect();
        resources.retain(|resource| kept.contains(resource.address.as_str()));
    }
}

/// Of each group that depends on itself, the last recipe by name. Recipes are nodes between what they
/// read and what they write.
fn closing(members: &[Member]) -> BTreeSet<String> {
    let mut flow: DiGraph<Option<&str>, ()> = DiGraph::new();
    let mut objects: BTreeMap<&str, NodeIndex> = BTreeMap::new();
    for recipe in members.iter().filter(|member| member.is_recipe()) {
        let node = flow.add_node(Some(recipe.address.name()));
        for (names, is_input) in [(&recipe.inputs, true), (&recipe.outputs, false)] {
            for name in names {
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
