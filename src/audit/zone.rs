//! REG-006, REG-007, REG-010, REG-011 and REG-018: what is inside a zone block.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use super::{Report, rules};
use crate::block::BlockKind;
use crate::diagnostic::Severity;
use crate::sorting::sort;

pub(super) fn check(report: &mut Report<'_>) {
    if report.manifest.kind != BlockKind::Zone {
        return;
    }
    names(report);
    flow(report);
    cycles(report);
}

/// REG-006, REG-007 and REG-011.
fn names(report: &mut Report<'_>) {
    let manifest = report.manifest;
    let contains = &manifest.contains;
    let ports = manifest.inputs.iter().chain(&manifest.outputs).map(|port| &port.name);
    let known: BTreeSet<_> =
        ports.chain(&contains.datasets).chain(&contains.models).chain(&contains.folders).collect();
    for recipe in &manifest.recipe_details {
        let leaks: BTreeSet<_> =
            recipe.inputs.iter().chain(&recipe.outputs).filter(|name| !known.contains(name)).collect();
        for name in leaks {
            let message =
                format!("the recipe {} touches {name}, which is neither a port nor inside", recipe.name);
            report.add(&rules::LEAK, &recipe.name, message);
        }
    }
    let listed: BTreeSet<_> = contains.recipes.iter().collect();
    let detailed: BTreeSet<_> = manifest.recipe_details.iter().map(|recipe| &recipe.name).collect();
    for recipe in listed.symmetric_difference(&detailed) {
        let message =
            format!("the recipe {recipe} is in only one of `contains.recipes` and `recipe_details`");
        report.add_as(&crate::composition::rules::reference::NO_DETAILS, Severity::Warning, recipe, message);
    }
    for point in manifest.extension_points.iter().filter(|point| !listed.contains(&point.recipe)) {
        let message = format!("the extension point names {}, which is no recipe of the block", point.recipe);
        report.add(&rules::NO_RECIPE, &point.recipe, message);
    }
}

/// REG-010.
fn flow(report: &mut Report<'_>) {
    let manifest = report.manifest;
    let mut writers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut read: BTreeSet<&str> = BTreeSet::new();
    for recipe in &manifest.recipe_details {
        read.extend(recipe.inputs.iter().map(|name| &**name));
        for output in recipe.outputs.iter().collect::<BTreeSet<_>>() {
            *writers.entry(output).or_default() += 1;
        }
    }
    let outputs = manifest.outputs.iter().map(|port| &port.name);
    for name in outputs.chain(&manifest.contains.datasets) {
        match writers.get(&**name).copied().unwrap_or_default() {
            1 => {}
            count => report.add(
                &rules::PRODUCERS,
                name,
                format!("{name} is written by {count} recipes, not by one"),
            ),
        }
    }
    for port in &manifest.inputs {
        if writers.contains_key(&*port.name) {
            report.add(&rules::PRODUCERS, &port.name, format!("the input {} is written inside", port.name));
        }
        if !read.contains(&*port.name) {
            let message = format!("no recipe reads the input {}", port.name);
            report.add_as(&rules::PRODUCERS, Severity::Warning, &port.name, message);
        }
    }
}

/// REG-018.
fn cycles(report: &mut Report<'_>) {
    let manifest = report.manifest;
    let mut graph: DiGraph<&str, ()> = DiGraph::new();
    let mut nodes = BTreeMap::new();
    for recipe in &manifest.recipe_details {
        let node = graph.add_node(&recipe.name);
        for output in &recipe.outputs {
            nodes.entry(&**output).or_insert_with(Vec::new).push(node);
        }
    }
    for (reader, recipe) in graph.node_indices().zip(&manifest.recipe_details) {
        for writer in recipe.inputs.iter().filter_map(|input| nodes.get(&**input)).flatten() {
            graph.update_edge(*writer, reader, ());
        }
    }
    for group in kosaraju_scc(&graph) {
        let is_cycle = group.len() > 1 || group.first().is_some_and(|only| graph.contains_edge(*only, *only));
        if is_cycle {
            let mut names: Vec<&str> =
                group.iter().filter_map(|node| graph.node_weight(*node).copied()).collect();
            sort(&mut names);
            report.add(
                &rules::CYCLE,
                "recipe_details",
                format!("these recipes wait for each other: {}", names.join(", ")),
            );
        }
    }
}
