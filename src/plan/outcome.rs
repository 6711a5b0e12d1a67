//! What a state becomes when a step is done (spec 7.1).

use std::sync::Arc;

use serde_json::Value;

use super::{Action, Step};
use crate::address::ResourceType;
use crate::state::{Resource, State, made};

/// Records in `state` that `step` was done at `now` (ISO 8601, UTC) by `user`.
///
/// What is stored after a create or update is what was desired. A resource that needed no change
/// keeps its entry, except that its guards become those of the configuration.
pub fn record(state: &mut State, step: &Step, now: &str, user: &str) {
    match (step.action, &step.after) {
        (Action::Create | Action::Update, Some(after)) => {
            state.put(Arc::new(deployed(after, step.before.as_deref(), now, user)), now);
        }
        (Action::Delete, _) => {
            state.remove(&step.address, now);
        }
        (Action::NoChange, Some(after)) => refresh_guards(state, step, after, now),
        (_, None) => {}
    }
}

/// The desired resource as an entry of the state; what the old entry knew beyond it stays.
fn deployed(after: &Resource, before: Option<&Resource>, now: &str, user: &str) -> Resource {
    let mut resource = after.clone();
    now.clone_into(&mut resource.metadata.deployed_at);
    user.clone_into(&mut resource.metadata.deployed_by);
    if is_record(after) {
        resource.metadata.other.insert(made::STATUS.into(), Value::from("applied"));
    }
    if let Some(before) = before {
        // What blocks say of a resource is said anew each time.
        let is_foreign = |key: &&String| !made::ALL.contains(&key.as_str());
        let known = before.metadata.other.iter().filter(|(key, _)| is_foreign(key));
        resource.metadata.other.extend(known.map(|(key, value)| (key.clone(), value.clone())));
        resource.other.clone_from(&before.other);
    }
    resource
}

fn is_record(resource: &Resource) -> bool {
    matches!(resource.address.kind(), ResourceType::Block | ResourceType::Solution)
}

/// Guards, and the place of an instance among the others, are facts of the configuration that no
/// action carries.
fn refresh_guards(state: &mut State, step: &Step, after: &Resource, now: &str) {
    let Some(before) = step.before.as_ref() else { return };
    let mut resource = Resource::clone(before);
    resource.metadata.lifecycle.clone_from(&after.metadata.lifecycle);
    for key in made::ALL.into_iter().filter(|key| !matches!(*key, made::STATUS | made::ERROR)) {
        match after.metadata.other.get(key) {
            Some(value) => drop(resource.metadata.other.insert(key.to_owned(), value.clone())),
            None => drop(resource.metadata.other.remove(key)),
        }
    }
    if resource.metadata != before.metadata {
        state.put(Arc::new(resource), now);
    }
}
