//! Which output feeds which input (blocks spec 4.6, steps 3 and 4).

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde_json::json;

use super::instances::Instances;
use super::request::{Request, WiringHint};
use super::response::{Error, ErrorCode};
use super::{failure, missing};
use crate::catalog::Catalog;
use crate::catalog::card::Socket;
use crate::catalog::fit::{Verdict, judge, shared_words};
use crate::sorting::sort;

/// A port of an instance: places of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    pub(super) instance: usize,
    pub(super) port: usize,
}

/// An output that feeds an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) source: End,
    pub(super) target: End,
    pub(super) is_checked: bool,
}

/// All links, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub(super) struct Wiring {
    pub(super) links: Vec<Link>,
    /// Inputs that the request feeds by name, so that nothing is inferred for them.
    reserved: BTreeSet<End>,
}

impl Wiring {
    /// The links that hints ask for, then those that are inferred.
    pub(super) fn new(
        catalog: &Catalog,
        request: &Request,
        instances: &Instances<'_>,
        errors: &mut Vec<Error>,
    ) -> Self {
        let mut wiring = Self { links: Vec::new(), reserved: reserved(request, instances) };
        let is_strict = request.options.strict_schema_matching;
        for hint in &request.wiring_hints {
            if let Err(error) = wiring.take_hint(catalog, instances, hint, is_strict) {
                errors.push(error);
            }
        }
        if request.options.auto_wire {
            wiring.infer(catalog, instances, is_strict);
        }
        wiring
    }

    fn take_hint(
        &mut self,
        catalog: &Catalog,
        instances: &Instances<'_>,
        hint: &WiringHint,
        is_strict: bool,
    ) -> Result<(), Error> {
        let source = end(instances, &hint.source_block, &hint.source_port, true)?;
        let targets = end(instances, &hint.target_block, &hint.target_port, false)?;
        let Some(source) = source.first().copied() else { return Ok(()) };
        for target in targets {
            let verdict = verdict(catalog, instances, source, target, is_strict);
            let names = format!(
                "{}.{} to {}.{}",
                hint.source_block, hint.source_port, hint.target_block, hint.target_port
            );
            if self.reaches(target.instance, source.instance) {
                let cycle = [&hint.source_block, &hint.target_block, &hint.source_block];
                let message = format!(
                    "The wire from {names} would close a cycle, so it was not made. Turn or drop it."
                );
                return Err(missing(ErrorCode::Circular, message, json!({"cycle": cycle})));
            }
            match verdict {
                // Who names both ends knows what they are.
                Verdict::Fits(_) | Verdict::Unchecked | Verdict::Unrelated => {}
                Verdict::OtherKind(from, to) => {
                    let message = format!(
                        "The wire from {names} joins a {} to a {}, so it was not made.",
                        from.name(),
                        to.name()
                    );
                    let details = json!({"source_type": from.name(), "target_type": to.name()});
                    return Err(missing(ErrorCode::IncompatibleWiring, message, details));
                }
                Verdict::Misfits(misfits) => {
                    let columns: Vec<&str> = misfits.iter().map(|misfit| &*misfit.column).collect();
                    let rules: BTreeSet<&str> = misfits.iter().map(|misfit| misfit.reason.rule()).collect();
                    let message = format!(
                        "The wire from {names} does not fit in {}, so it was not made. Put a recipe between them.",
                        columns.join(", ")
                    );
                    let details = json!({"columns": columns, "rules": rules});
                    return Err(missing(ErrorCode::IncompatibleWiring, message, details));
                }
            }
            self.links.retain(|link| link.target != target);
            self.links.push(Link { source, target, is_checked: matches!(verdict, Verdict::Fits(_)) });
        }
        Ok(())
    }

    /// For each input the best output: required inputs first, then by the order of choice.
    fn infer(&mut self, catalog: &Catalog, instances: &Instances<'_>, is_strict: bool) {
        let mut inputs: Vec<(bool, End)> = Vec::new();
        for (place, instance) in instances.all.iter().enumerate() {
            let ends = instance.edition.inputs.iter().enumerate();
            inputs.extend(ends.map(|(port, socket)| (!socket.required, End { instance: place, port })));
        }
        sort(&mut inputs);
        for (_, target) in inputs {
            if self.feeds(target) || self.reserved.contains(&target) {
                continue;
            }
            for (source, is_checked) in candidates(catalog, instances, target, is_strict) {
                if !self.reaches(target.instance, source.instance) {
                    self.links.push(Link { source, target, is_checked });
                    break;
                }
            }
        }
    }

    /// Whether something feeds an input.
    pub(super) fn feeds(&self, target: End) -> bool {
        self.links.iter().any(|link| link.target == target)
    }

    /// Whether data of `from` comes to `to`, over any number of instances; to itself it does.
    pub(super) fn reaches(&self, from: usize, to: usize) -> bool {
        let (mut waiting, mut seen) = (vec![from], BTreeSet::from([from]));
        while let Some(at) = waiting.pop() {
            if at == to {
                return true;
            }
            let next = self.links.iter().filter(|link| link.source.instance == at);
            waiting.extend(next.map(|link| link.target.instance).filter(|place| seen.insert(*place)));
        }
        false
    }

    /// Whether two instances work together: wires join them, in whatever direction, directly or not.
    pub(super) fn joins(&self, left: usize, right: usize) -> bool {
        let (mut waiting, mut seen) = (vec![left], BTreeSet::from([left]));
        while let Some(at) = waiting.pop() {
            for link in &self.links {
                let (source, target) = (link.source.instance, link.target.instance);
                let next = if source == at { target } else { source };
                if (source == at || target == at) && seen.insert(next) {
                    waiting.push(next);
                }
            }
        }
        seen.contains(&right)
    }

    /// The stage of each instance: the longest chain of instances before it.
    pub(super) fn stages(&self, count: usize) -> Vec<usize> {
        let mut stages = vec![0; count];
        // Acyclic, so that a chain has fewer links than there are instances.
        for _ in 0..count {
            for link in &self.links {
                let after = stages.get(link.source.instance).map_or(0, |stage| stage + 1);
                if let Some(stage) = stages.get_mut(link.target.instance) {
                    *stage = after.max(*stage);
                }
            }
        }
        stages
    }
}

/// The inputs that the request feeds by `instance.PORT`.
fn reserved(request: &Request, instances: &Instances<'_>) -> BTreeSet<End> {
    let mut reserved = BTreeSet::new();
    for (place, instance) in instances.all.iter().enumerate() {
        for (port, socket) in instance.edition.inputs.iter().enumerate() {
            if request.external_inputs.contains_key(&format!("{}.{}", instance.name, socket.name)) {
                reserved.insert(End { instance: place, port });
            }
        }
    }
    reserved
}

fn end(instances: &Instances<'_>, block: &str, port: &str, is_output: bool) -> Result<Vec<End>, Error> {
    let places = instances.named(block);
    if places.is_empty() {
        let chosen: Vec<&str> = instances.all.iter().map(|instance| &*instance.card.id).collect();
        let message = format!("A wire names {block}, which was not chosen, so the wire was not made.");
        return Err(missing(ErrorCode::BlockNotFound, message, json!({"block": block, "chosen": chosen})));
    }
    let mut ends = Vec::new();
    for place in places {
        let Some(instance) = instances.all.get(place) else { continue };
        let sockets = if is_output { &instance.edition.outputs } else { &instance.edition.inputs };
        let Some(found) = sockets.iter().position(|socket| *socket.name == *port) else {
            let side = if is_output { "output" } else { "input" };
            let known: Vec<&str> = sockets.iter().map(|socket| &*socket.name).collect();
            let message = format!(
                "{block} has no {side} {port}, so the wire was not made. It has {}.",
                known.join(", ")
            );
            return Err(Error { details: json!({"ports": known}), ..failure::bad_request(message) });
        };
        ends.push(End { instance: place, port: found });
    }
    Ok(ends)
}

pub(super) fn output<'a>(instances: &'a Instances<'_>, end: End) -> Option<&'a Socket> {
    instances.all.get(end.instance)?.edition.outputs.get(end.port)
}

pub(super) fn input<'a>(instances: &'a Instances<'_>, end: End) -> Option<&'a Socket> {
    instances.all.get(end.instance)?.edition.inputs.get(end.port)
}

/// Whether an output can feed an input.
pub(super) fn verdict(
    catalog: &Catalog,
    instances: &Instances<'_>,
    source: End,
    target: End,
    is_strict: bool,
) -> Verdict {
    match (output(instances, source), input(instances, target)) {
        (Some(source), Some(target)) => judge(&catalog.plug(source), &catalog.plug(target), is_strict),
        _ => Verdict::Unrelated,
    }
}

/// The outputs that can feed an input, best first.
fn candidates(
    catalog: &Catalog,
    instances: &Instances<'_>,
    target: End,
    is_strict: bool,
) -> Vec<(End, bool)> {
    let mut found = Vec::new();
    let Some((reader, asks)) = instances.all.get(target.instance).zip(input(instances, target)) else {
        return Vec::new();
    };
    for (place, writer) in instances.all.iter().enumerate().filter(|(place, _)| *place != target.instance) {
        for (port, has) in writer.edition.outputs.iter().enumerate() {
            let source = End { instance: place, port };
            let verdict = verdict(catalog, instances, source, target, is_strict);
            if verdict.can_be() {
                let is_checked = matches!(verdict, Verdict::Fits(_));
                let rank = (
                    !is_checked,
                    has.name != asks.name,
                    Reverse(shared_words(&has.name, &asks.name)),
                    writer.clause >= reader.clause,
                    writer.card.domain != reader.card.domain,
                    source,
                );
                found.push((rank, is_checked));
            }
        }
    }
    sort(&mut found);
    found.into_iter().map(|((.., source), is_checked)| (source, is_checked)).collect()
}
