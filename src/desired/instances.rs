//! What instances of blocks and solutions make, as resources (`blocks.md` 9.3).

use serde_json::{Map, Value, json};

use super::resource;
use crate::address::{Address, ResourceType};
use crate::composition::{Composition, Instance, Part, SolutionInstance, bound_names};
use crate::config::{Config, Lifecycle};
use crate::state::{Attributes, Resource, made};

/// Adds the parts and records of every instance, the libraries they import, and the records of
/// solutions.
pub(super) fn add(resources: &mut Vec<Resource>, config: &Config, composition: &Composition, project: &str) {
    for source in &composition.libraries {
        let attributes = Map::from_iter([("name".to_owned(), Value::from(&**source))]);
        let address = Address::resource(ResourceType::Library, project, source);
        resources.push(resource(address, attributes, None, &Lifecycle::default()));
    }
    let guards =
        |entry: usize| config.uses.get(entry).map(|entry| entry.lifecycle.clone()).unwrap_or_default();
    let mut parts = composition.parts(config);
    for instance in &composition.instances {
        let parts = parts.get_mut(instance.position).map(std::mem::take).unwrap_or_default();
        add_instance(resources, instance, parts, &guards(instance.entry), project);
    }
    for solution in &composition.solutions {
        resources.push(solution_record(solution, &guards(solution.entry), project));
    }
}

fn add_instance(
    resources: &mut Vec<Resource>,
    instance: &Instance,
    parts: Vec<Part<'_>>,
    guards: &Lifecycle,
    project: &str,
) {
    let mut created: Vec<Value> = Vec::with_capacity(parts.len());
    for part in parts {
        let address = Address::resource(part.kind.clone(), project, &part.name);
        created.push(Value::from(address.as_str()));
        let mut made = resource(address, part.attributes(), None, guards);
        made.metadata.other.insert(made::PART_OF.into(), Value::from(&*instance.path));
        if let Some(role) = part.role {
            made.metadata.other.insert(made::ROLE.into(), Value::from(role.name()));
        }
        resources.push(made);
    }
    let attributes = Attributes::from_iter([
        ("ref".to_owned(), Value::from(instance.block.to_string())),
        ("zone".to_owned(), Value::from(&*instance.zone)),
        ("inputs".to_owned(), Value::Object(bound_names(&instance.inputs))),
        ("outputs".to_owned(), Value::Object(bound_names(&instance.outputs))),
        ("extends".to_owned(), Value::Array(instance.extends.clone())),
    ]);
    let address = Address::resource(ResourceType::Block, project, &instance.path);
    let mut record = resource(address, attributes, None, guards);
    let other = &mut record.metadata.other;
    other.insert(made::VERSION_SPEC.into(), Value::from(&*instance.version_spec));
    other.insert(made::CREATED.into(), Value::Array(created));
    other.insert(made::ORDER.into(), json!([instance.stage, instance.position]));
    resources.push(record);
}

fn solution_record(solution: &SolutionInstance, guards: &Lifecycle, project: &str) -> Resource {
    let members: Vec<&str> = solution.members.iter().map(AsRef::as_ref).collect();
    let attributes = Attributes::from_iter([
        ("ref".to_owned(), Value::from(solution.block.to_string())),
        ("members".to_owned(), Value::from(members)),
        ("inputs".to_owned(), Value::Object(bound_names(&solution.inputs))),
        ("outputs".to_owned(), Value::Object(bound_names(&solution.outputs))),
    ]);
    let address = Address::resource(ResourceType::Solution, project, &solution.path);
    let mut record = resource(address, attributes, None, guards);
    record.metadata.other.insert(made::VERSION_SPEC.into(), Value::from(&*solution.version_spec));
    record
}
