//! The attributes of each type of resource: their order on screen, and the configuration's keys
//! for them (spec 1.3 and 1.6, `blocks.md` 9.3).

use serde_json::{Map, Value};

use crate::address::ResourceType;
use crate::sorting::sort_by_key;

/// The attributes of a type in display order (spec 1.3, `blocks.md` 9.3).
pub fn attribute_names(kind: &ResourceType) -> &'static [&'static str] {
    match kind {
        ResourceType::Project => {
            &["projectKey", "name", "description", "settings", "shortDesc", "tags", "variables", "dss"]
        }
        ResourceType::Dataset => &[
            "name",
            "type",
            "params",
            "connection",
            "schema",
            "formatType",
            "zone",
            "schema_ref",
            "description",
            "tags",
            "dss",
        ],
        ResourceType::Recipe => &[
            "name",
            "type",
            "inputs",
            "outputs",
            "zone",
            "origin",
            "params",
            "code",
            "class",
            "class_config",
            "description",
            "tags",
            "dss",
        ],
        ResourceType::Folder => &["name", "type", "params", "connection", "zone", "schema_ref", "dss"],
        ResourceType::Model => &["name", "zone", "schema_ref"],
        ResourceType::Zone => &["name", "color", "dss"],
        ResourceType::Scenario => &["name", "type", "active", "params", "code", "dss"],
        ResourceType::Block => &["ref", "zone", "inputs", "outputs", "extends"],
        ResourceType::Solution => &["ref", "members", "inputs", "outputs"],
        ResourceType::Library | ResourceType::Other(_) => &["name"],
    }
}

/// Where an attribute stands among those of its type; unknown ones come last.
pub fn display_rank(kind: &ResourceType, attribute: &str) -> usize {
    let names = attribute_names(kind);
    names.iter().position(|name| *name == attribute).unwrap_or(names.len())
}

/// The attributes in display order, unknown ones last by name.
pub fn display_order<'a>(
    kind: &ResourceType,
    attributes: &'a Map<String, Value>,
) -> Vec<(&'a String, &'a Value)> {
    let mut ordered: Vec<_> = attributes.iter().collect();
    sort_by_key(&mut ordered, |(name, _)| display_rank(kind, name));
    ordered
}

/// The configuration's key for an attribute.
pub fn config_key<'a>(kind: &ResourceType, attribute: &'a str) -> &'a str {
    match (kind, attribute) {
        (ResourceType::Project, "projectKey") => "key",
        (ResourceType::Dataset, "formatType") => "format_type",
        (ResourceType::Block, "zone") => "zone_name",
        _ => attribute,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn unknown_attributes_are_shown_last() {
        let value = json!({"zeta": 1, "alpha": 2, "type": "s3", "name": "A"});
        let order = display_order(&ResourceType::Dataset, value.as_object().unwrap());
        let names: Vec<_> = order.into_iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["name", "type", "alpha", "zeta"]);
    }

    #[test]
    fn two_attributes_are_spelt_otherwise_in_a_configuration() {
        assert_eq!(config_key(&ResourceType::Project, "projectKey"), "key");
        assert_eq!(config_key(&ResourceType::Dataset, "formatType"), "format_type");
        assert_eq!(config_key(&ResourceType::Recipe, "formatType"), "formatType");
    }
}
