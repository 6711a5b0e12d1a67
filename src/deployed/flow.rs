//! What recipes read and write, and where everything lies: all that the flow as a whole is judged by.

use serde_json::Value;

use super::recipes::refs;
use crate::address::{Address, ResourceType};
use crate::state::Resource;

/// A resource as a part of the flow.
pub(super) struct Member {
    pub(super) address: Address,
    pub(super) zone: Option<String>,
    /// Names, of a recipe.
    pub(super) inputs: Vec<String>,
    /// Names, of a recipe.
    pub(super) outputs: Vec<String>,
}

impl Member {
    pub(super) fn of(resource: &Resource) -> Self {
        let read = resource.read();
        let attribute = |name: &str| read.attributes().get(name).unwrap_or(&Value::Null);
        let names = |side: &str| refs(attribute(side)).map(str::to_owned).collect();
        Self {
            address: resource.address.clone(),
            zone: attribute("zone").as_str().map(str::to_owned),
            inputs: names("inputs"),
            outputs: names("outputs"),
        }
    }

    pub(super) fn is_recipe(&self) -> bool {
        *self.address.kind() == ResourceType::Recipe
    }
}
