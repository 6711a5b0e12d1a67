//! One entry of `resources`: text to resource.

use serde_json::{Map, Value};

use super::fields::{Fields, described};
use crate::address::Address;
use crate::config::Lifecycle;
use crate::diagnostic::Diagnostic;
use crate::state::rules::sta001_unreadable::wrong_type;
use crate::state::rules::{sta004_checksum, sta005_identity};
use crate::state::{Metadata, Resource};

/// Reads the entry at `key`; `None` if it has an error.
pub(super) fn read(key: &str, value: Value, problems: &mut Vec<Diagnostic>) -> Option<Resource> {
    let path = sta005_identity::entry_path(key);
    let Value::Object(members) = value else {
        problems.push(wrong_type(path, "a mapping", &described(&value)));
        return None;
    };
    let mut fields = Fields::new(path, members, problems);
    let resource_type = fields.text("resource_type");
    let resource_id = fields.text("resource_id");
    let attributes = fields.mapping("attributes");
    let metadata_path = fields.path("metadata");
    let metadata = fields.mapping("metadata");
    let other = fields.rest();
    let address = identity(key, resource_type.as_deref(), resource_id.as_deref(), problems);
    let metadata = metadata.and_then(|members| read_metadata(&metadata_path, members, problems));
    let (metadata, stored) = metadata?;
    let resource = Resource { other, ..Resource::new(address?, attributes?, metadata) };
    let actual = resource.checksum();
    if !stored.is_empty() && stored != actual {
        problems.push(sta004_checksum::mismatch(format!("{metadata_path}.checksum"), &stored, actual));
    }
    Some(resource)
}

/// The address, if key, type and id agree. A cause is told once: a wrong key hides the rest.
fn identity(
    key: &str,
    resource_type: Option<&str>,
    resource_id: Option<&str>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Address> {
    let address = match Address::parse(key) {
        Ok(address) => address,
        Err(error) => {
            problems.push(sta005_identity::no_address(key, &error.to_string()));
            return None;
        }
    };
    let (resource_type, resource_id) = (resource_type?, resource_id?);
    if resource_id != key {
        problems.push(sta005_identity::other_id(key, resource_id));
        return None;
    }
    if resource_type != address.kind().name() {
        problems.push(sta005_identity::other_type(key, resource_type));
        return None;
    }
    Some(address)
}

/// The metadata and the stored checksum, which is empty if there is none.
fn read_metadata(
    path: &str,
    members: Map<String, Value>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(Metadata, String)> {
    let known = problems.len();
    let mut fields = Fields::new(path.to_owned(), members, problems);
    let stored = fields.text_or_empty("checksum");
    let metadata = Metadata {
        deployed_at: fields.timestamp("deployed_at"),
        deployed_by: fields.text("deployed_by").unwrap_or_default(),
        dataiku_internal_id: fields.optional_text("dataiku_internal_id"),
        lifecycle: read_lifecycle(&mut fields),
        other: fields.rest(),
    };
    (problems.len() == known).then_some((metadata, stored))
}

fn read_lifecycle(fields: &mut Fields<'_>) -> Lifecycle {
    let path = fields.path("lifecycle");
    let mut lifecycle = Lifecycle::default();
    let Some(value) = fields.take("lifecycle") else { return lifecycle };
    let Value::Object(members) = value else {
        fields.report(wrong_type(path, "a mapping", &described(&value)));
        return lifecycle;
    };
    for (key, value) in members {
        match (key.as_str(), value) {
            ("prevent_destroy", Value::Bool(value)) => lifecycle.prevent_destroy = value,
            ("prevent_destroy", value) => {
                fields.report(wrong_type(format!("{path}.{key}"), "true or false", &described(&value)));
            }
            ("ignore_changes", value) => match texts(&value) {
                Some(paths) => lifecycle.ignore_changes = paths,
                None => fields.report(wrong_type(
                    format!("{path}.{key}"),
                    "a list of nothing but texts",
                    &described(&value),
                )),
            },
            _ => {}
        }
    }
    lifecycle
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|element| element.as_str().map(str::to_owned)).collect()
}
