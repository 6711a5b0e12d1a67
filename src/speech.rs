//! What is on the canvas in words, for those who hear it: nodes, ports, wires, verdicts, ghosts.

use crate::block::port::Side;
use crate::connection::Verdict;
use crate::diagnostic::counts::{Counts, counted, grouped};
use crate::diagram::{Diagram, End, Node, Port, Subject, Wire};
use crate::marks::{Changes, Ghost, Mark, Operation};
use crate::plan::Summary;
use crate::walk::Walk;

/// A node, as `features, block FEATURE_ENG version 2.1.3, 2 of 2 inputs wired, 1 output, 1 error`.
pub fn node(diagram: &Diagram, walk: &Walk, at: usize, mark: Option<&Mark>) -> String {
    let Some(node) = diagram.nodes.get(at) else { return String::new() };
    let mut parts = vec![node.name.to_string(), what(node)];
    if let Some(solution) = node.parent.and_then(|parent| diagram.nodes.get(parent)) {
        parts.push(format!("in {}", solution.name));
    }
    if let Some(lack) = node.lack {
        parts.push(format!("{}: {}", lack.words(), lack.reason()));
    }
    match node.subject {
        Subject::Dataset(_) | Subject::Object(..) => {
            parts.extend([Side::Input, Side::Output].map(|side| passage(diagram, walk, at, side)));
        }
        Subject::Recipe(_) => {
            parts.push(format!("reads {}, writes {}", walk.sources(at).len(), walk.targets(at).len()));
        }
        _ => {
            let inputs = node.inputs.iter().filter(|port| !port.is_gone);
            let wired = inputs.clone().filter(|port| port.object.is_some()).count();
            parts.push(match inputs.count() {
                0 => "no inputs".to_owned(),
                count => format!("{wired} of {} wired", counted(count, "input")),
            });
            parts.push(match node.outputs.len() {
                0 => "no outputs".to_owned(),
                count => counted(count, "output"),
            });
        }
    }
    if let Some(mark) = mark {
        parts.extend(problems(mark.counts));
        parts.extend(mark.changes.as_ref().map(changes));
    }
    parts.join(", ")
}

/// A frame or zone, as `Preparation, folded frame of 3 items, 2 errors`; `noun` is the word for it, with whether
/// it is folded.
pub fn frame(name: &str, (noun, is_folded): (&str, bool), items: usize, counts: Counts) -> String {
    let folded = if is_folded { "folded " } else { "" };
    let mut parts = vec![name.to_owned(), format!("{folded}{noun} of {}", counted(items, "item"))];
    parts.extend(problems(counts));
    parts.join(", ")
}

/// What goes into a dataset or recipe, or comes out of it, as `written by clean` or `reads 2`.
pub fn passage(diagram: &Diagram, walk: &Walk, at: usize, side: Side) -> String {
    let is_recipe = diagram.nodes.get(at).is_some_and(|node| matches!(node.subject, Subject::Recipe(_)));
    let (others, verb) = match (side, is_recipe) {
        (Side::Input, false) => (walk.sources(at), "written by"),
        (Side::Output, false) => (walk.targets(at), "read by"),
        (Side::Input, true) => (walk.sources(at), "reads"),
        (Side::Output, true) => (walk.targets(at), "writes"),
    };
    match others {
        [] => format!("{verb} nothing"),
        [only] => format!("{verb} {}", name(diagram, *only)),
        several => format!("{verb} {}", several.len()),
    }
}

/// A port, as `input RAW, dataset, required, not wired`.
pub fn port(node: &Node, side: Side, at: usize, counts: Counts) -> String {
    let Some(port) = node.ports(side).get(at) else { return String::new() };
    let mut parts = vec![format!("{} {}", side_name(side), port.name), port.kind.name().to_owned()];
    if port.is_gone {
        parts.push("not in this version of the block".to_owned());
    }
    if side == Side::Input && port.required {
        parts.push("required".to_owned());
    }
    // What passes through the ports of datasets and recipes is told by the node.
    if !node.subject.is_object() {
        parts.push(passes(port, side));
    }
    parts.extend(problems(counts));
    parts.join(", ")
}

/// A wire, as `CLEAN from cleaning to features`.
pub fn wire(diagram: &Diagram, wire: &Wire) -> String {
    let (source, target) = (name(diagram, wire.source.node), name(diagram, wire.target.node));
    let broken = if wire.is_broken { ", broken: its ports do not go together" } else { "" };
    format!("{} from {source} to {target}{broken}", wire.object)
}

/// What a port is to the one in hand, as `features, input CLEAN, fits: 9 of 9 columns`.
pub fn verdict(diagram: &Diagram, end: End, side: Side, verdict: &Verdict) -> String {
    let port = diagram.nodes.get(end.node).and_then(|node| node.ports(side).get(end.port));
    let port = port.map_or("", |port| &port.name);
    format!("{}, {} {port}, {}", name(diagram, end.node), side_name(side), judged(verdict))
}

/// Whether a port fits the one in hand, as `does not fit: model port, you hold a dataset`.
pub fn judged(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Fits(_) => verdict.to_string(),
        Verdict::Warns(_) => format!("fits with a warning: {verdict}"),
        Verdict::Refused(_) => format!("does not fit: {verdict}"),
    }
}

/// What was connected, and what could be next, as [`verdict`] says it.
pub fn connected(to: &str, next: Option<&str>) -> String {
    match next {
        Some(next) => format!("Connected to {to}. Next: {next}"),
        None => format!("Connected to {to}. No other port fits."),
    }
}

/// What the plan deletes, as `LEGACY, dataset, no longer in the configuration, will be deleted`.
pub fn ghost(ghost: &Ghost) -> String {
    let inside = ghost.parent.as_ref().map(|parent| format!(" in {parent}")).unwrap_or_default();
    let (name, kind, changes) = (&ghost.name, &ghost.kind, changes(&ghost.changes));
    format!("{name}, {kind}{inside}, no longer in the configuration, {changes}")
}

/// What the plan does, as `will be updated: 1 to create, 2 to update`.
pub fn changes(changes: &Changes) -> String {
    let verb = match changes.operation {
        Operation::Create => "will be created",
        Operation::Update => "will be updated",
        Operation::Replace => "will be deleted and created again",
        Operation::Delete => "will be deleted",
        Operation::Unchanged => "stays as it is",
    };
    let Summary { create, update, destroy, unchanged } = changes.summary;
    let counts = [(create, "to create"), (update, "to update"), (destroy, "to delete")];
    let shown = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", grouped(*count)));
    let shown: Vec<String> = shown.collect();
    // Of a single object the verb says it all.
    if shown.is_empty() || create + update + destroy + unchanged == 1 {
        return verb.to_owned();
    }
    format!("{verb}: {}", shown.join(", "))
}

fn what(node: &Node) -> String {
    match (&*node.label, node.subject) {
        ("", _) => node.noun().to_owned(),
        (label, Subject::Dataset(_) | Subject::Recipe(_) | Subject::Object(..)) => {
            format!("{} of type {label}", node.noun())
        }
        (label, _) => format!("{} {}", node.noun(), label.replacen('@', " version ", 1)),
    }
}

fn passes(port: &Port, side: Side) -> String {
    match (&port.object, side) {
        (Some(object), Side::Input) => format!("reads {object}"),
        (Some(object), Side::Output) => format!("writes {object}"),
        (None, Side::Input) => "not wired".to_owned(),
        (None, Side::Output) => "left out".to_owned(),
    }
}

fn problems(counts: Counts) -> Option<String> {
    (counts.total() > 0).then(|| counts.to_string())
}

fn side_name(side: Side) -> &'static str {
    match side {
        Side::Input => "input",
        Side::Output => "output",
    }
}

fn name(diagram: &Diagram, at: usize) -> &str {
    diagram.nodes.get(at).map_or("", |node| &node.name)
}

#[cfg(test)]
mod tests;
