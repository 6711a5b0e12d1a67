//! When the attributes of a resource are equal (spec 4.3).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{AttributeChange, Change, ChangeKind, ignore};
use crate::address::ResourceType;
use crate::attribute::display_rank;
use crate::config::Format;
use crate::normal::attributes as normal;
use crate::normal::types::is_same_type;
use crate::sorting::sort_by_key;
use crate::state::{Attributes, Resource};
use crate::value::{is_empty, same, same_object};

/// How two sides are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Comparison {
    /// Everything counts: the current side was made from a configuration.
    #[default]
    Exact,
    /// What is desired must be contained in what the server has.
    Subset,
}

impl Comparison {
    /// How an attribute is compared. `dss` is merged into what the server has, so that what it no longer
    /// says stays there (spec 1.6).
    #[must_use]
    pub fn of_attribute(self, name: &str) -> Self {
        if name == "dss" { Self::Subset } else { self }
    }

    /// Whether the current value is as desired.
    pub fn accepts(self, current: &Value, desired: &Value) -> bool {
        match self {
            Self::Exact => same(current, desired),
            Self::Subset => contains(current, desired),
        }
    }

    /// Whether it makes no difference that there is no current value.
    pub fn accepts_missing(self, desired: &Value) -> bool {
        self == Self::Subset && is_empty(desired)
    }

    /// Whether current values that are not desired count.
    pub fn sees_surplus(self) -> bool {
        self == Self::Exact
    }
}

/// Whether a server's value holds everything that is desired.
fn contains(current: &Value, desired: &Value) -> bool {
    match (current, desired) {
        (Value::Object(current), Value::Object(desired)) => contains_all(current, desired),
        (Value::Array(current), Value::Array(desired)) => {
            current.len() == desired.len()
                && current.iter().zip(desired).all(|(current, desired)| contains(current, desired))
        }
        _ => same(current, desired),
    }
}

fn contains_all(current: &Map<String, Value>, desired: &Map<String, Value>) -> bool {
    desired.iter().all(|(key, desired)| match current.get(key) {
        Some(current) => contains(current, desired),
        None => is_empty(desired),
    })
}

/// Compares the current resource with the desired one, which decides what is ignored.
pub(super) fn compare(before: &Arc<Resource>, after: &Arc<Resource>, format: Format) -> Change {
    let comparison = if before.is_from_server() { Comparison::Subset } else { Comparison::Exact };
    if same_object(before.attributes(), after.attributes()) {
        return record(before, after, Vec::new(), comparison);
    }
    let current = normal(before, format);
    let ignored = &after.metadata.lifecycle.ignore_changes;
    if ignored.is_empty() {
        let attributes = changed(&current, &normal(after, format), after.address.kind(), comparison);
        return record(before, after, attributes, comparison);
    }
    let kept = ignore::keep(after.attributes(), &current, ignored);
    let kept = Arc::new(Resource::new(after.address.clone(), kept, after.metadata.clone()));
    let attributes = changed(&current, &normal(&kept, format), after.address.kind(), comparison);
    let after = if attributes.is_empty() { after } else { &kept };
    record(before, after, attributes, comparison)
}

/// Compares two versions of a resource as they are stored.
pub(super) fn compare_stored(before: &Arc<Resource>, after: &Arc<Resource>) -> Change {
    let attributes =
        changed(before.attributes(), after.attributes(), after.address.kind(), Comparison::Exact);
    record(before, after, attributes, Comparison::Exact)
}

fn record(
    before: &Arc<Resource>,
    after: &Arc<Resource>,
    attributes: Vec<AttributeChange>,
    comparison: Comparison,
) -> Change {
    Change {
        address: after.address.clone(),
        kind: if attributes.is_empty() { ChangeKind::Unchanged } else { ChangeKind::Modified },
        before: Some(Arc::clone(before)),
        after: Some(Arc::clone(after)),
        attributes,
        comparison,
    }
}

/// The differences of top-level attributes, removed ones last.
fn changed(
    current: &Attributes,
    desired: &Attributes,
    kind: &ResourceType,
    comparison: Comparison,
) -> Vec<AttributeChange> {
    let difference = |name: &String, old: Option<&Value>, new: Option<&Value>| AttributeChange {
        path: name.clone(),
        old: old.cloned(),
        new: new.cloned(),
    };
    let mut changes: Vec<AttributeChange> = Vec::new();
    for (name, new) in desired {
        let old = current.get(name);
        let comparison = comparison.of_attribute(name);
        let is_same = match old {
            Some(old) if name == "type" => {
                comparison.accepts(old, new) || has_same_type(kind, old, new, comparison)
            }
            Some(old) => comparison.accepts(old, new),
            None => comparison.accepts_missing(new),
        };
        if !is_same {
            changes.push(difference(name, old, Some(new)));
        }
    }
    sort_by_key(&mut changes, |change| display_rank(kind, &change.path));
    if comparison.sees_surplus() {
        let is_removed =
            |name: &str| !desired.contains_key(name) && comparison.of_attribute(name).sees_surplus();
        let removed = current.iter().filter(|(name, _)| is_removed(name));
        changes.extend(removed.map(|(name, old)| difference(name, Some(old), None)));
    }
    changes
}

fn has_same_type(kind: &ResourceType, old: &Value, new: &Value, comparison: Comparison) -> bool {
    let names = old.as_str().zip(new.as_str());
    comparison == Comparison::Subset
        && names.is_some_and(|(server, config)| is_same_type(kind, config, server))
}
