//! Every field of a step, down to the leaves.

use serde_json::Value;

use super::{Action, Step};
use crate::attribute::display_order;
use crate::config::Format;
use crate::diff::AttributeChange;
use crate::diff::leaf::expand_new;
use crate::normal;
use crate::state::Resource;

/// The fields that come, go or become others, in display order: of a create everything that is
/// wanted, of a delete everything that goes.
pub fn changed(step: &Step) -> Vec<AttributeChange> {
    match step.action {
        Action::Create => step.after.as_deref().map(leaves).unwrap_or_default(),
        Action::Update => step.changes.clone(),
        Action::Delete => step
            .before
            .as_deref()
            .map(leaves)
            .unwrap_or_default()
            .into_iter()
            .map(AttributeChange::reversed)
            .collect(),
        Action::NoChange => Vec::new(),
    }
}

/// The fields that stay as they are, with their values, in display order.
pub fn unchanged(step: &Step) -> Vec<(String, Value)> {
    let resource = match step.action {
        Action::Update | Action::NoChange => step.after.as_deref(),
        Action::Create | Action::Delete => None,
    };
    let fields = resource.map(leaves).unwrap_or_default().into_iter();
    let fields = fields.filter(|field| !step.changes.iter().any(|change| covers(&change.path, &field.path)));
    fields.filter_map(|field| Some((field.path, field.new?))).collect()
}

/// The leaves of all attributes, each as a field that comes.
pub fn leaves(resource: &Resource) -> Vec<AttributeChange> {
    // Of what was read from a server only what every configuration describes is worth a line.
    let format = if resource.is_from_server() { Format::V1_0 } else { Format::V1_1 };
    let attributes = normal::attributes(resource, format);
    let ordered = display_order(resource.address.kind(), &attributes);
    ordered.into_iter().flat_map(|(name, value)| expand_new(name, value)).collect()
}

/// Whether one path is the other or leads into it or out of it: a list that is one leaf here may be
/// expanded there.
fn covers(path: &str, other: &str) -> bool {
    let (short, long) = if path.len() <= other.len() { (path, other) } else { (other, path) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::address::Address;
    use crate::diff::{Comparison, leaf};
    use crate::plan::tests::by_hand;
    use crate::state::Metadata;

    fn side(attributes: &Value) -> Option<Arc<Resource>> {
        let attributes = attributes.as_object()?.clone();
        let address = Address::parse("dataset.P.A").ok()?;
        Some(Arc::new(Resource::new(address, attributes, Metadata::default())))
    }

    /// An update from one side to the other; `null` is no side, which makes it a create or a delete.
    fn step(before: &Value, after: &Value) -> Step {
        let action = match (before, after) {
            (Value::Null, _) => Action::Create,
            (_, Value::Null) => Action::Delete,
            _ => Action::Update,
        };
        let whole = |value: &Value| Some(value.clone());
        let change = AttributeChange { path: "all".into(), old: whole(before), new: whole(after) };
        let mut changes = leaf::expand(&change, Comparison::Exact);
        for change in &mut changes {
            change.path = change.path.trim_start_matches("all.").to_owned();
        }
        Step { before: side(before), after: side(after), changes, ..by_hand::step(action, "dataset.P.A") }
    }

    fn paths(fields: &[AttributeChange]) -> Vec<String> {
        let side = |value: &Option<Value>| value.as_ref().map_or("-".into(), ToString::to_string);
        fields
            .iter()
            .map(|field| format!("{} {} {}", field.path, side(&field.old), side(&field.new)))
            .collect()
    }

    #[test]
    fn a_create_shows_all_fields() {
        let step = step(&Value::Null, &json!({"params": {"b": 1, "a": []}, "type": "s3"}));
        assert_eq!(paths(&changed(&step)), ["type - \"s3\"", "params.a - []", "params.b - 1"]);
        assert_eq!(unchanged(&step), []);
    }

    #[test]
    fn a_delete_shows_what_goes() {
        let step = step(&json!({"type": "s3"}), &Value::Null);
        assert_eq!(paths(&changed(&step)), ["type \"s3\" -"]);
    }

    #[test]
    fn an_update_tells_what_stays() {
        let before = json!({"type": "s3", "params": {"a": 1, "b": 2}, "schema": {"columns": [{"n": 1}]}});
        let after = json!({"type": "s3", "params": {"a": 1, "b": 3}, "schema": {"columns": [{"n": 2}]}});
        let step = step(&before, &after);
        assert_eq!(paths(&changed(&step)), ["params.b 2 3", "schema.columns[0].n 1 2"]);
        let kept: Vec<_> =
            unchanged(&step).into_iter().map(|(path, value)| format!("{path} {value}")).collect();
        assert_eq!(kept, ["type \"s3\"", "params.a 1"]);
    }

    #[test]
    fn paths_cover_what_lies_below() {
        assert!(covers("params.a", "params.a") && covers("params", "params.a") && covers("a[0].b", "a"));
        assert!(!covers("params.a", "params.ab") && !covers("a", "b"));
    }
}
