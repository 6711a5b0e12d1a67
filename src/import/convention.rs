//! Which names and types a configuration uses: those of DSS, unless all fit the upper-case convention
//! (`blocks.md` 9.1).

use serde_json::Value;

use crate::address::ResourceType;
use crate::config::NameConvention;
use crate::config::name::{is_lower, is_upper};
use crate::config::rules::sch006_type::{DATASET_TYPES, RECIPE_TYPES};
use crate::config::rules::sch007_format::FORMATS;
use crate::normal::types::is_same_type;
use crate::state::Resource;

/// How names and types are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Convention {
    /// Which names are in use.
    pub(super) names: NameConvention,
}

/// The convention that all of the resources keep.
pub(super) fn of(resources: &[&Resource]) -> Convention {
    let keeps = |resource: &&Resource| {
        let name = resource.address.name();
        match resource.address.kind() {
            ResourceType::Project => is_upper(name),
            ResourceType::Dataset => {
                is_upper(name) && {
                    let read = resource.read();
                    has_common_type(&read) && has_common_format(&read)
                }
            }
            ResourceType::Recipe => is_lower(name) && has_common_type(&resource.read()),
            _ => true,
        }
    };
    let names = if resources.iter().all(keeps) { NameConvention::Upper } else { NameConvention::Dss };
    Convention { names }
}

fn has_common_type(resource: &Resource) -> bool {
    text(resource, "type").is_some_and(|kind| common_type(resource.address.kind(), kind).is_some())
}

fn has_common_format(resource: &Resource) -> bool {
    text(resource, "formatType").is_none_or(|format| format.is_empty() || FORMATS.contains(&format))
}

impl Convention {
    /// The type as the configuration writes it.
    pub(super) fn type_name<'t>(self, kind: &ResourceType, server: &'t str) -> &'t str {
        match self.names {
            NameConvention::Upper => common_type(kind, server).unwrap_or(server),
            NameConvention::Dss => server,
        }
    }
}

/// The upper-case convention's name of a server's type. `managed` stands for every type and says
/// nothing of this one.
fn common_type(kind: &ResourceType, server: &str) -> Option<&'static str> {
    let types: &[&'static str] = if *kind == ResourceType::Recipe { &RECIPE_TYPES } else { &DATASET_TYPES };
    let stands_for = |config: &&&'static str| **config != "managed" && is_same_type(kind, config, server);
    types.iter().find(stands_for).copied()
}

fn text<'r>(resource: &'r Resource, key: &str) -> Option<&'r str> {
    resource.attributes().get(key).and_then(Value::as_str)
}
