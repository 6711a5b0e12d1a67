//! What a plan deletes and the configuration no longer has, as the state remembers it.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::changes::{changes, plus};
use super::{Ghost, GhostPort};
use crate::address::ResourceType;
use crate::diagram::{Diagram, NodeId};
use crate::plan::{Plan, Step, Summary};
use crate::state::{Resource, made};

/// The ghosts of a plan; `lost` are the steps of each thing that has no node.
pub(super) fn ghosts(diagram: &Diagram, plan: &Plan, lost: Vec<(NodeId, Vec<usize>)>) -> Vec<Ghost> {
    let mut ghosts: Vec<Ghost> = lost.into_iter().map(|(id, steps)| ghost(plan, id, steps)).collect();
    let parents = parents(plan);
    let mut solutions: HashMap<NodeId, usize> = HashMap::new();
    for (at, ghost) in ghosts.iter().enumerate() {
        solutions.insert(ghost.id.clone(), at);
    }
    let mut inside: Vec<(usize, Summary)> = Vec::new();
    for ghost in &mut ghosts {
        let parent = parents.get(&*ghost.id.0).map(|path| NodeId::from(*path));
        let ghostly = parent.as_ref().and_then(|parent| solutions.get(parent));
        inside.extend(ghostly.map(|solution| (*solution, ghost.changes.summary)));
        ghost.parent = parent.filter(|parent| ghostly.is_some() || diagram.position(parent).is_some());
    }
    for (solution, summary) in inside {
        if let Some(solution) = ghosts.get_mut(solution) {
            solution.changes.summary = plus(solution.changes.summary, summary);
        }
    }
    ghosts
}

/// The solution that each member was inside of, by the records of the state.
fn parents(plan: &Plan) -> HashMap<&str, &str> {
    let mut parents = HashMap::new();
    let solutions = plan.steps.iter().filter(|step| *step.address.kind() == ResourceType::Solution);
    for step in solutions {
        let members = step.before.as_deref().and_then(|record| record.attributes().get("members"));
        let members = members.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        for member in members {
            parents.entry(member).or_insert(step.address.name());
        }
    }
    parents
}

fn ghost(plan: &Plan, id: NodeId, steps: Vec<usize>) -> Ghost {
    let own = steps.iter().filter_map(|step| plan.steps.get(*step)).find(|step| is_own(step, &id));
    let kind = own.map_or(ResourceType::Block, |step| step.address.kind().clone());
    let attributes = own.and_then(|step| step.before.as_deref()).map(Resource::attributes);
    let text = |key: &str| attributes.and_then(|found| found.get(key)?.as_str()).unwrap_or_default();
    let ports =
        |key: &str| attributes.and_then(|found| found.get(key)?.as_object()).map(mapped).unwrap_or_default();
    let listed = |key: &str| {
        attributes.and_then(|found| found.get(key)?.as_array()).map(|found| names(found)).unwrap_or_default()
    };
    let name: Arc<str> = own.map_or_else(|| Arc::clone(&id.0), |step| step.address.name().into());
    let (label, inputs, outputs) = match kind {
        ResourceType::Recipe => {
            (text("type"), single("in", listed("inputs")), single("out", listed("outputs")))
        }
        ResourceType::Dataset | ResourceType::Folder => {
            let own = || vec![Arc::clone(&name)];
            (text("type"), single("in", own()), single("out", own()))
        }
        _ => {
            let reference = text("ref");
            let label = reference.rsplit_once('/').map_or(reference, |(_, label)| label);
            (label, ports("inputs"), ports("outputs"))
        }
    };
    let label = label.into();
    Ghost {
        kind,
        label,
        inputs,
        outputs,
        parent: None,
        changes: changes(plan, steps, Summary::default()),
        name,
        id,
    }
}

/// Whether a step is about the ghost itself and not about one of its parts.
fn is_own(step: &Step, id: &NodeId) -> bool {
    let is_part = step.before.as_ref().is_some_and(|part| part.metadata.other.contains_key(made::PART_OF));
    let is_record = matches!(step.address.kind(), ResourceType::Block | ResourceType::Solution);
    if is_record { step.address.name() == &*id.0 } else { !is_part }
}

/// Ports and the objects behind them, as records keep them.
fn mapped(names: &Map<String, Value>) -> Vec<GhostPort> {
    let port = |(port, name): (&String, &Value)| {
        Some(GhostPort { name: port.as_str().into(), objects: vec![name.as_str()?.into()] })
    };
    names.iter().filter_map(port).collect()
}

fn single(name: &str, objects: Vec<Arc<str>>) -> Vec<GhostPort> {
    vec![GhostPort { name: name.into(), objects }]
}

/// The names in a recipe's list: texts, or mappings with a `ref`.
fn names(list: &[Value]) -> Vec<Arc<str>> {
    let name = |entry: &Value| entry.as_str().or_else(|| entry.get("ref")?.as_str()).map(Arc::from);
    list.iter().filter_map(name).collect()
}
