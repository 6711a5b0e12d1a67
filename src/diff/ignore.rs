//! Attributes that never make a change (`lifecycle.ignore_changes`, spec 1.3).

use serde_json::{Map, Value};

use crate::state::Attributes;
use crate::value::object;
use crate::value::path::{Segment, get, parse};

/// The desired attributes with the current values at the ignored paths, so that they neither
/// differ nor are overwritten. A path that cannot be read ignores nothing.
pub(super) fn keep(desired: &Attributes, current: &Attributes, ignored: &[String]) -> Attributes {
    let mut kept = desired.clone();
    for path in ignored {
        let path = parse(path).unwrap_or_default();
        match get(current, &path) {
            Some(value) => set(&mut kept, &path, value.clone()),
            None => remove(&mut kept, current, &path),
        }
    }
    kept
}

/// Sets the value at `path`. Mappings that are missing on the way are added; where the path leads
/// through another kind of value or to an element that is not there, nothing changes.
fn set(attributes: &mut Attributes, path: &[Segment], value: Value) {
    let known = (1..path.len()).rev().find(|length| get(attributes, path.split_at(*length).0).is_some());
    let (known, missing) = path.split_at(known.unwrap_or_default());
    let Some((last, parents)) = missing.split_last() else { return };
    if let (Segment::Index(index), []) = (last, parents) {
        if let Some(place) = value_at(attributes, known).and_then(|list| list.get_mut(*index)) {
            *place = value;
        }
        return;
    }
    let Some(members) = members_at(attributes, known) else { return };
    if let Some((first, value)) = nested(missing, value) {
        members.insert(first, value);
    }
}

/// The key and value to add so that `value` stands at `path`; `None` if the path needs a list.
fn nested(path: &[Segment], value: Value) -> Option<(String, Value)> {
    let (Segment::Key(first), rest) = path.split_first()? else { return None };
    let value = rest.iter().rev().try_fold(value, |value, segment| match segment {
        Segment::Key(key) => Some(Value::Object(object([(key.clone(), value)]))),
        Segment::Index(_) => None,
    })?;
    Some((first.clone(), value))
}

/// Removes the value at `path`, and mappings that become empty by it and that the current side does
/// not have either. Elements of lists are left alone: taking one out would move the others.
fn remove(attributes: &mut Attributes, current: &Attributes, path: &[Segment]) {
    let Some((Segment::Key(last), parents)) = path.split_last() else { return };
    let Some(members) = members_at(attributes, parents) else { return };
    let was_removed = members.remove(last).is_some();
    let is_surplus = members.is_empty() && !parents.is_empty() && get(current, parents).is_none();
    if was_removed && is_surplus {
        remove(attributes, current, parents);
    }
}

fn members_at<'a>(attributes: &'a mut Attributes, path: &[Segment]) -> Option<&'a mut Map<String, Value>> {
    if path.is_empty() { Some(attributes) } else { value_at(attributes, path)?.as_object_mut() }
}

fn value_at<'a>(attributes: &'a mut Attributes, path: &[Segment]) -> Option<&'a mut Value> {
    let (Segment::Key(first), rest) = path.split_first()? else { return None };
    rest.iter().try_fold(attributes.get_mut(first)?, |value, segment| match segment {
        Segment::Key(key) => value.get_mut(key),
        Segment::Index(index) => value.get_mut(index),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(desired: Value, current: Value, path: &str, expected: Value) {
        let (Value::Object(desired), Value::Object(current)) = (desired, current) else { panic!("objects") };
        assert_eq!(Value::Object(keep(&desired, &current, &[path.to_owned()])), expected, "{path}");
    }

    #[test]
    fn the_current_value_is_kept() {
        let desired = || json!({"params": {"table": "new", "limit": 1}});
        let current = || json!({"params": {"table": "old", "limit": 2}});
        check(desired(), current(), "params.table", json!({"params": {"table": "old", "limit": 1}}));
        check(desired(), current(), "params", current());
        check(desired(), current(), "nothing.here", desired());
        check(desired(), current(), "params..table", desired());
    }

    #[test]
    fn what_only_one_side_has_stays_on_that_side() {
        check(
            json!({"params": {"table": "new"}}),
            json!({"params": {}}),
            "params.table",
            json!({"params": {}}),
        );
        check(json!({"a": {"b": {"c": 1}}}), json!({}), "a.b.c", json!({}));
        check(json!({"a": {"b": {"c": 1}}}), json!({"a": {}}), "a.b.c", json!({"a": {}}));
        check(json!({}), json!({"a": {"b": {"c": 1}}}), "a.b", json!({"a": {"b": {"c": 1}}}));
    }

    #[test]
    fn elements_of_lists_keep_their_places() {
        let desired = || json!({"schema": {"columns": [{"type": "int"}, {"type": "int"}]}});
        let current = || json!({"schema": {"columns": [{"type": "string"}]}});
        check(
            desired(),
            current(),
            "schema.columns[0].type",
            json!({"schema": {"columns": [{"type": "string"}, {"type": "int"}]}}),
        );
        check(desired(), current(), "schema.columns[1]", desired());
        check(
            json!({"schema": {"columns": []}}),
            current(),
            "schema.columns[0].type",
            json!({"schema": {"columns": []}}),
        );
        check(json!({}), current(), "schema.columns[0].type", json!({}));
        check(
            desired(),
            current(),
            "schema.columns[0]",
            json!({"schema": {"columns": [{"type": "string"}, {"type": "int"}]}}),
        );
        check(json!({"schema": 1}), current(), "schema.columns", json!({"schema": 1}));
    }
}
