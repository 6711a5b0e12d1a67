//! Which node or ghost each step of a plan belongs to.

use std::collections::BTreeMap;

use super::{Changes, Operation};
use crate::address::ResourceType;
use crate::diagram::{Diagram, NodeId, Subject};
use crate::plan::{Action, Plan, Step, Summary};
use crate::state::made;

/// The steps of a plan by what they belong to.
pub(super) struct Sorted {
    /// By node.
    pub(super) nodes: Vec<Option<Changes>>,
    /// Of what is no longer in the diagram; in the order of the plan.
    pub(super) lost: Vec<(NodeId, Vec<usize>)>,
    /// Of neither.
    pub(super) outside: Vec<usize>,
}

/// Gives every step to the node that it is a part of.
pub(super) fn sort_out(diagram: &Diagram, plan: &Plan) -> Sorted {
    let mut steps: Vec<Vec<usize>> = vec![Vec::new(); diagram.nodes.len()];
    let mut places: BTreeMap<NodeId, usize> = BTreeMap::new();
    let mut sorted = Sorted { nodes: Vec::new(), lost: Vec::new(), outside: Vec::new() };
    for (position, step) in plan.steps.iter().enumerate() {
        let owner = owner(step);
        let node = owner.as_ref().and_then(|owner| steps.get_mut(diagram.position(owner)?));
        match (node, owner) {
            (Some(node), _) => node.push(position),
            (None, Some(owner)) if step.action == Action::Delete => {
                let place = *places.entry(owner.clone()).or_insert(sorted.lost.len());
                if place == sorted.lost.len() {
                    sorted.lost.push((owner, Vec::new()));
                }
                sorted.lost.get_mut(place).into_iter().for_each(|(_, steps)| steps.push(position));
            }
            _ => sorted.outside.push(position),
        }
    }
    let inside = inside(diagram, plan, &steps);
    let changes = |(node, steps): (usize, Vec<usize>)| {
        let inside = inside.get(node).copied().unwrap_or_default();
        let is_planned = !steps.is_empty() || inside != Summary::default();
        is_planned.then(|| changes(plan, steps, inside))
    };
    sorted.nodes = steps.into_iter().enumerate().map(changes).collect();
    sorted
}

/// What happens to the objects of the members of each solution.
fn inside(diagram: &Diagram, plan: &Plan, steps: &[Vec<usize>]) -> Vec<Summary> {
    let mut inside = vec![Summary::default(); diagram.nodes.len()];
    for (node, steps) in diagram.nodes.iter().zip(steps) {
        if let (Subject::Member(_), Some(solution)) = (node.subject, node.parent)
            && let Some(sum) = inside.get_mut(solution)
        {
            *sum = plus(*sum, count(plan, steps));
        }
    }
    inside
}

/// What `steps` do to what they belong to; `inside` counts what happens in its members.
pub(super) fn changes(plan: &Plan, steps: Vec<usize>, inside: Summary) -> Changes {
    let record = steps.iter().filter_map(|step| plan.steps.get(*step)).find(|step| is_record(step));
    let operation =
        record.map(|step| if is_other_block(step) { Operation::Replace } else { Operation::of(step) });
    let summary = plus(count(plan, &steps), inside);
    Changes { operation: Operation::of_whole(operation, summary), summary, steps }
}

/// The id of the node that a step belongs to.
fn owner(step: &Step) -> Option<NodeId> {
    let name = step.address.name();
    let part_of = || step.resource()?.metadata.other.get(made::PART_OF)?.as_str();
    match step.address.kind() {
        ResourceType::Block | ResourceType::Solution => Some(name.into()),
        _ if let Some(path) = part_of() => Some(path.into()),
        ResourceType::Dataset => Some(NodeId(format!("dataset.{name}").into())),
        ResourceType::Recipe => Some(NodeId(format!("recipe.{name}").into())),
        ResourceType::Folder => Some(NodeId(format!("folder.{name}").into())),
        _ => None,
    }
}

/// Whether a step is about the thing as a whole and not about a part that it made.
fn is_record(step: &Step) -> bool {
    let is_part = step.resource().is_some_and(|resource| resource.metadata.other.contains_key(made::PART_OF));
    !is_part || matches!(step.address.kind(), ResourceType::Block | ResourceType::Solution)
}

/// Whether an instance becomes one of another block, not only of another version.
fn is_other_block(step: &Step) -> bool {
    let block = |value: Option<&serde_json::Value>| {
        let reference = value?.as_str()?;
        Some(reference.split('@').next()?.to_owned())
    };
    let reference = step.attributes.iter().find(|change| change.path == "ref");
    step.action == Action::Update
        && reference.is_some_and(|change| block(change.old.as_ref()) != block(change.new.as_ref()))
}

fn count(plan: &Plan, steps: &[usize]) -> Summary {
    let mut summary = Summary::default();
    for step in steps.iter().filter_map(|step| plan.steps.get(*step)) {
        match step.action {
            Action::Create => summary.create += 1,
            Action::Update => summary.update += 1,
            Action::Delete => summary.destroy += 1,
            Action::NoChange => summary.unchanged += 1,
        }
    }
    summary
}

/// The counts of both.
pub(super) fn plus(one: Summary, other: Summary) -> Summary {
    Summary {
        create: one.create + other.create,
        update: one.update + other.update,
        destroy: one.destroy + other.destroy,
        unchanged: one.unchanged + other.unchanged,
    }
}
