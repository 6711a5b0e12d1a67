//! What a step says beyond its attributes: the other operation fields of `blocks.md` 5.7.

use serde_json::{Map, Value};

use super::{Action, Plan, Step};
use crate::address::ResourceType;
use crate::sorting::sort;
use crate::state::{Resource, made};

impl Plan {
    /// Whether blocks have a part in it; only then its actions carry a context.
    pub fn has_instances(&self) -> bool {
        self.steps
            .iter()
            .any(|step| matches!(step.address.kind(), ResourceType::Block | ResourceType::Solution))
    }
}

/// The context of a step; empty for deletes, and for types that blocks do not concern.
pub fn context(step: &Step) -> Map<String, Value> {
    let mut context = Map::new();
    let Some(resource) = step.after.as_deref().filter(|_| step.action != Action::Delete) else {
        return context;
    };
    let known = &resource.metadata.other;
    let part_of = known.get(made::PART_OF);
    let mut set = |key: &str, value: Option<&Value>| {
        if let Some(value) = value {
            context.insert(key.to_owned(), value.clone());
        }
    };
    let attribute = |name: &str| resource.attributes().get(name);
    set("block", part_of);
    match resource.address.kind() {
        ResourceType::Dataset | ResourceType::Folder | ResourceType::Model => {
            set("zone", attribute("zone").filter(|_| part_of.is_some()));
            set("role", Some(&role(resource)));
        }
        ResourceType::Recipe => {
            set("zone", attribute("zone").filter(|_| part_of.is_some()));
            set("recipe_type", attribute("type"));
            set("inputs", attribute("inputs"));
            set("outputs", attribute("outputs"));
            set("origin", Some(attribute("origin").unwrap_or(&Value::from("config"))));
            set("class", attribute("class"));
        }
        ResourceType::Block => {
            for name in ["ref", "zone", "inputs", "outputs"] {
                set(name, attribute(name));
            }
        }
        ResourceType::Solution => {
            for name in ["ref", "members"] {
                set(name, attribute(name));
            }
        }
        _ => {}
    }
    context
}

fn role(resource: &Resource) -> Value {
    resource.metadata.other.get(made::ROLE).cloned().unwrap_or_else(|| Value::from("declared"))
}

/// The top-level attributes that an update changes, sorted (`changed` of `blocks.md` 5.7).
pub fn changed(step: &Step) -> Vec<&str> {
    let mut changed: Vec<&str> = step.attributes.iter().map(|change| change.path.as_str()).collect();
    sort(&mut changed);
    changed
}
