//! The wiring inside a solution: sources, exposures, and who waits for whom (`blocks.md` 1.10).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use super::reading::Reading;
use super::rules::listed;
use super::rules::solution as rules;
use super::solution::{Builder, Source, effectively_required};
use crate::block::step::WireEnd;
use crate::sorting::sort;

impl Builder<'_, '_> {
    /// `input_mapping` of the members and `maps_to` of the solution's inputs.
    pub(super) fn read_inputs(&mut self, reading: &mut Reading<'_>) {
        for position in 0..reading.drafts.len() {
            let Some((step, alias)) = reading.step(position) else { continue };
            for (port, written) in &step.input_mapping {
                let within = format!("{}:{alias}.{port}", reading.label);
                if reading.lacks_input(position, port) {
                    self.report(&rules::NO_PORT, within, format!("{alias} has no input {port}"));
                    continue;
                }
                let source = reading.source(written);
                if source.is_none() {
                    self.report(
                        &rules::NO_SOURCE,
                        within,
                        format!("the source {written} of {alias}.{port} does not exist"),
                    );
                }
                reading.fed.entry((position, Arc::clone(port))).or_default().push(source);
            }
        }
        for input in &reading.manifest.inputs {
            for target in &input.maps {
                let Some(end) = reading.member_input(target) else {
                    let message = format!("the input {} maps to {target}, which does not exist", input.name);
                    self.report(&rules::NOWHERE, format!("{}:{target}", reading.label), message);
                    continue;
                };
                reading.fed.entry(end).or_default().push(Some(Source::Input(Arc::clone(&input.name))));
            }
        }
    }

    /// `output_mapping` of the members and `maps_from` of the solution's outputs.
    pub(super) fn read_exposures(&mut self, reading: &mut Reading<'_>) {
        for position in 0..reading.drafts.len() {
            let Some((step, alias)) = reading.step(position) else { continue };
            for (port, target) in &step.output_mapping {
                if reading.lacks_output(position, port) {
                    let within = format!("{}:{alias}.{port}", reading.label);
                    self.report(&rules::NO_PORT, within, format!("{alias} has no output {port}"));
                    continue;
                }
                let end = (position, Arc::clone(port));
                if let Some(WireEnd::Solution(output)) = WireEnd::parse(target)
                    && reading.manifest.output(output).is_some()
                {
                    reading.exposed.entry(output.into()).or_default().push(Some(end));
                } else if let Some(fed) = reading.member_input(target) {
                    reading.fed.entry(fed).or_default().push(Some(Source::Member(end.0, end.1)));
                } else {
                    let message = format!("the output {alias}.{port} maps to {target}, which does not exist");
                    self.report(&rules::NOWHERE, format!("{}:{alias}.{port}", reading.label), message);
                }
            }
        }
        for output in &reading.manifest.outputs {
            let within = format!("{}:outputs.{}", reading.label, output.name);
            for source in &output.maps {
                let end = reading.member_output(source);
                if end.is_none() {
                    let message =
                        format!("the output {} maps from {source}, which does not exist", output.name);
                    self.report(&rules::NOWHERE, within.clone(), message);
                }
                reading.exposed.entry(Arc::clone(&output.name)).or_default().push(end);
            }
            if !reading.exposed.contains_key(&output.name) {
                self.report(&rules::NOWHERE, within, format!("the output {} has no source", output.name));
            }
        }
    }

    /// One source for each member port (SOL-010).
    pub(super) fn single_sources(&mut self, reading: &Reading<'_>) -> BTreeMap<(usize, Arc<str>), Source> {
        let mut sources = BTreeMap::new();
        for ((member, port), found) in &reading.fed {
            let mut distinct: Vec<&Source> = found.iter().flatten().collect();
            sort(&mut distinct);
            distinct.dedup();
            if distinct.len() > 1 {
                let alias = reading.alias(*member);
                let message = format!("the input {port} of {alias} has {} sources", distinct.len());
                self.report(&rules::TWO_SOURCES, format!("{}:{alias}.{port}", reading.label), message);
            }
            if let Some(source) = found.iter().flatten().next() {
                sources.insert((*member, Arc::clone(port)), source.clone());
            }
        }
        sources
    }

    pub(super) fn single_exposures(
        &mut self,
        reading: &Reading<'_>,
    ) -> BTreeMap<Arc<str>, (usize, Arc<str>)> {
        let mut exposed = BTreeMap::new();
        for (output, found) in &reading.exposed {
            let mut distinct: Vec<&(usize, Arc<str>)> = found.iter().flatten().collect();
            sort(&mut distinct);
            distinct.dedup();
            if distinct.len() > 1 {
                let message = format!("the output {output} has {} sources", distinct.len());
                self.report(&rules::TWO_SOURCES, format!("{}:outputs.{output}", reading.label), message);
            }
            if let Some(end) = found.iter().flatten().next() {
                exposed.insert(Arc::clone(output), end.clone());
            }
        }
        exposed
    }

    /// SOL-007.
    pub(super) fn check_fed(&mut self, reading: &Reading<'_>) {
        for (position, draft) in reading.drafts.iter().enumerate() {
            let Some((_, _, manifest)) = &draft.found else { continue };
            for port in &manifest.inputs {
                let is_required = match &draft.tree {
                    Some(tree) => effectively_required(tree, &port.name),
                    None => port.required,
                };
                if is_required && !reading.fed.contains_key(&(position, Arc::clone(&port.name))) {
                    let message =
                        format!("the required input {} of {} has no source", port.name, draft.alias);
                    self.report(&rules::NOT_FED, format!("{}:{}", reading.label, draft.alias), message);
                }
            }
        }
    }

    /// Who waits for whom, and the order of expansion; SOL-004, SOL-005 and SOL-012.
    pub(super) fn order(
        &mut self,
        reading: &Reading<'_>,
        sources: &BTreeMap<(usize, Arc<str>), Source>,
    ) -> (BTreeSet<(usize, usize)>, Vec<usize>) {
        let wired = sources.iter().filter_map(|((later, _), source)| match source {
            Source::Member(earlier, _) => Some((*earlier, *later)),
            Source::Input(_) => None,
        });
        let mut waits: BTreeSet<(usize, usize)> = wired.collect();
        for (later, draft) in reading.drafts.iter().enumerate() {
            let Some((step, _)) = reading.step(later) else { continue };
            for alias in &step.depends_on {
                if let Some(earlier) = reading.aliases.get(alias) {
                    waits.insert((*earlier, later));
                } else {
                    let within = format!("{}:sequence[{}].depends_on", reading.label, draft.step);
                    let message = format!("{} depends on {alias}, which is no member", draft.alias);
                    self.report(&rules::NO_SUCH_ALIAS, within, message);
                }
            }
        }
        let on_cycle = self.check_cycles(reading, &waits);
        for (earlier, later) in &waits {
            if !(on_cycle.contains(earlier) && on_cycle.contains(later)) {
                self.check_order(reading, *earlier, *later);
            }
        }
        let order = in_order(reading.drafts.len(), &waits);
        (waits, order)
    }

    fn check_cycles(&mut self, reading: &Reading<'_>, waits: &BTreeSet<(usize, usize)>) -> BTreeSet<usize> {
        let mut graph: DiGraph<usize, ()> = DiGraph::new();
        let nodes: Vec<_> = (0..reading.drafts.len()).map(|member| graph.add_node(member)).collect();
        for (earlier, later) in waits {
            if let (Some(from), Some(to)) = (nodes.get(*earlier), nodes.get(*later)) {
                graph.update_edge(*from, *to, ());
            }
        }
        let mut on_cycle = BTreeSet::new();
        for group in kosaraju_scc(&graph) {
            let members: Vec<usize> =
                group.iter().filter_map(|node| graph.node_weight(*node).copied()).collect();
            let is_cycle = match members[..] {
                [only] => waits.contains(&(only, only)),
                _ => true,
            };
            if is_cycle {
                let mut aliases: Vec<&str> = members.iter().map(|member| reading.alias(*member)).collect();
                sort(&mut aliases);
                let message = format!("these members wait for each other: {}", listed(&aliases));
                self.report(&rules::CYCLE, format!("{}:", reading.label), message);
                on_cycle.extend(members);
            }
        }
        on_cycle
    }

    fn check_order(&mut self, reading: &Reading<'_>, earlier: usize, later: usize) {
        let order = |member: usize| reading.step(member).and_then(|(step, _)| step.order);
        if let (Some(first), Some(second)) = (order(earlier), order(later))
            && first >= second
            && let Some(draft) = reading.drafts.get(later)
        {
            let (later, earlier) = (reading.alias(later), reading.alias(earlier));
            let message =
                format!("{later} has order {second} and waits for {earlier}, which has order {first}");
            self.report(&rules::ORDER, format!("{}:sequence[{}].order", reading.label, draft.step), message);
        }
    }
}

/// Repeatedly the first member all of whose predecessors are placed; those on a cycle are left out.
fn in_order(count: usize, waits: &BTreeSet<(usize, usize)>) -> Vec<usize> {
    let mut placed = vec![false; count];
    let mut order = Vec::with_capacity(count);
    let mut open: BTreeMap<usize, usize> = (0..count).map(|member| (member, 0)).collect();
    for (_, later) in waits {
        *open.entry(*later).or_default() += 1;
    }
    while let Some(member) = open.iter().find(|(_, waiting)| **waiting == 0).map(|(member, _)| *member) {
        open.remove(&member);
        if let Some(placed) = placed.get_mut(member) {
            *placed = true;
        }
        order.push(member);
        for (_, later) in waits.range((member, 0)..(member + 1, 0)) {
            if let Some(waiting) = open.get_mut(later) {
                *waiting = waiting.saturating_sub(1);
            }
        }
    }
    order
}
