//! The state that a configuration asks for, and where in the text each part of it stands.
//!
//! `desired/instances.rs` adds what blocks and solutions make, `desired/objects.rs` what only version 1.1
//! describes.

mod instances;
mod locate;
mod objects;

use std::sync::Arc;

use serde_json::{Map, Value};

pub use self::locate::{Places, locate};
use crate::address::{Address, ResourceType};
use crate::config::{Dataset, DatasetRef, Details, Field, Lifecycle, Project, Recipe};
use crate::sorting::sort_by;
use crate::state::{Attributes, BY_CONFIG, Metadata, Resource, State};
use crate::validate::ValidConfig;
use crate::value::{is_empty, object};

/// The desired state (spec 1.3), its resources in the order of diffs.
pub fn desired(valid: &ValidConfig, environment: &str) -> State {
    let config = valid.config();
    let mut resources = Vec::with_capacity(1 + config.datasets.len() + config.recipes.len());
    if let Some((project, key)) = config.project.as_ref().and_then(|project| Some((project, key(project)?))) {
        resources.push(project_resource(project, key));
        resources.extend(config.datasets.iter().filter_map(|dataset| dataset_resource(dataset, key)));
        let composition = valid.composition();
        let own = config.recipes.iter().filter(|recipe| !composition.templates.contains(&recipe.index));
        resources.extend(own.filter_map(|recipe| recipe_resource(recipe, key)));
        instances::add(&mut resources, config, composition, key);
        objects::add(&mut resources, config, key);
    }
    sort_by(&mut resources, |left, right| left.address.cmp(&right.address));
    State {
        serial: u64::try_from(resources.len()).unwrap_or(u64::MAX),
        environment: environment.to_owned(),
        resources: resources.into_iter().map(Arc::new).collect(),
        ..State::default()
    }
}

fn key(project: &Project) -> Option<&str> {
    project.key.as_ref().map(|key| &*key.value)
}

fn project_resource(project: &Project, key: &str) -> Resource {
    let name = project.name.as_ref().map_or("", |name| &name.value);
    let mut attributes = object([
        ("projectKey".to_owned(), Value::from(key)),
        ("name".to_owned(), Value::from(name)),
        ("description".to_owned(), Value::from(&*project.description)),
        ("settings".to_owned(), Value::Object(project.settings.clone())),
    ]);
    let details = &project.details;
    set(&mut attributes, "shortDesc", &*details.short_description);
    set(&mut attributes, "tags", &details.tags[..]);
    set(&mut attributes, "variables", details.variables.clone());
    set(&mut attributes, "dss", details.dss.clone());
    resource(Address::project(key), attributes, None, &project.lifecycle)
}

fn dataset_resource(dataset: &Dataset, project_key: &str) -> Option<Resource> {
    let name = &*dataset.name.as_ref()?.value;
    let mut attributes = named(name, &dataset.kind.as_ref()?.value, &dataset.params);
    if let Some(connection) = &dataset.connection {
        attributes.insert("connection".into(), Value::from(&*connection.value));
    }
    if !dataset.schema.is_empty() {
        attributes.insert("schema".into(), Value::Object(dataset.schema.clone()));
    }
    if let Some(format) = &dataset.format_type {
        attributes.insert("formatType".into(), Value::from(&*format.value));
    }
    set_details(&mut attributes, &dataset.details);
    let address = Address::resource(ResourceType::Dataset, project_key, name);
    Some(resource(address, attributes, Some(name), &dataset.lifecycle))
}

fn recipe_resource(recipe: &Recipe, project_key: &str) -> Option<Resource> {
    let name = &*recipe.name.as_ref()?.value;
    let mut attributes = named(name, &recipe.kind.as_ref()?.value, &recipe.params);
    attributes.insert("inputs".into(), written(recipe.inputs()));
    attributes.insert("outputs".into(), written(recipe.outputs()));
    if let Some(code) = &recipe.code {
        attributes.insert("code".into(), Value::from(&**code));
    }
    set_details(&mut attributes, &recipe.details);
    let address = Address::resource(ResourceType::Recipe, project_key, name);
    Some(resource(address, attributes, Some(name), &recipe.lifecycle))
}

fn set_details(attributes: &mut Attributes, details: &Details) {
    set_text(attributes, "zone", details.zone.as_ref());
    set(attributes, "description", &*details.description);
    set(attributes, "tags", &details.tags[..]);
    set(attributes, "dss", details.dss.clone());
}

/// Sets an attribute that is left out when it says nothing (spec 1.6).
fn set(attributes: &mut Attributes, name: &str, value: impl Into<Value>) {
    let value = value.into();
    if !is_empty(&value) {
        attributes.insert(name.to_owned(), value);
    }
}

fn set_text(attributes: &mut Attributes, name: &str, field: Option<&Field<Arc<str>>>) {
    set(attributes, name, field.map_or("", |field| &*field.value));
}

fn named(name: &str, kind: &str, params: &Map<String, Value>) -> Attributes {
    let mut attributes = Attributes::new();
    attributes.insert("name".into(), Value::from(name));
    attributes.insert("type".into(), Value::from(kind));
    attributes.insert("params".into(), Value::Object(params.clone()));
    attributes
}

fn written(refs: &[DatasetRef]) -> Value {
    refs.iter().map(|reference| reference.written.clone()).collect()
}

fn resource(
    address: Address,
    attributes: Attributes,
    internal_id: Option<&str>,
    lifecycle: &Lifecycle,
) -> Resource {
    let metadata = Metadata {
        deployed_by: BY_CONFIG.to_owned(),
        dataiku_internal_id: internal_id.map(str::to_owned),
        lifecycle: lifecycle.clone(),
        ..Metadata::default()
    };
    Resource::new(address, attributes, metadata)
}

#[cfg(test)]
mod tests;
