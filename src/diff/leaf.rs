//! Differences down to the leaves: `params` becomes `params.table` and `params.limit` (spec 4.3).

use serde_json::{Map, Value};

use super::{AttributeChange, Comparison};
use crate::value::path::{push_index, push_key};

/// The leaf changes of a top-level change, in the order of the keys, removed keys last. Mappings are
/// expanded, and so are lists of mappings of equal length; any other list is one leaf.
pub fn expand(change: &AttributeChange, comparison: Comparison) -> Vec<AttributeChange> {
    let comparison = comparison.of_attribute(&change.path);
    let mut leaves = Leaves { comparison, path: String::new(), found: Vec::new() };
    push_key(&mut leaves.path, &change.path);
    leaves.visit(change.old.as_ref(), change.new.as_ref());
    leaves.found
}

/// The leaves of a whole attribute, as a create shows them.
pub fn expand_new(name: &str, value: &Value) -> Vec<AttributeChange> {
    let change = AttributeChange { path: name.to_owned(), old: None, new: Some(value.clone()) };
    expand(&change, Comparison::Exact)
}

struct Leaves {
    comparison: Comparison,
    path: String,
    found: Vec<AttributeChange>,
}

impl Leaves {
    /// Recurses as deep as the values are nested, which their readers limit.
    fn visit(&mut self, old: Option<&Value>, new: Option<&Value>) {
        let before = self.found.len();
        self.visit_inside(old, new);
        if self.found.len() == before {
            // A scalar, a list; or a mapping of nothing but empty values, of which none counts by itself.
            let (old, new) = (old.cloned(), new.cloned());
            self.found.push(AttributeChange { path: self.path.clone(), old, new });
        }
    }

    fn visit_inside(&mut self, old: Option<&Value>, new: Option<&Value>) {
        match (old, new) {
            (Some(Value::Object(old)), Some(Value::Object(new))) => self.visit_members(old, new),
            (None, Some(Value::Object(new))) if !new.is_empty() => self.visit_members(&Map::new(), new),
            (Some(Value::Object(old)), None) if !old.is_empty() => self.visit_members(old, &Map::new()),
            (Some(Value::Array(old)), Some(Value::Array(new))) if are_mappings(old, new) => {
                for (index, (old, new)) in old.iter().zip(new).enumerate() {
                    self.visit_if_different(|path| push_index(path, index), Some(old), Some(new));
                }
            }
            _ => {}
        }
    }

    fn visit_members(&mut self, old: &Map<String, Value>, new: &Map<String, Value>) {
        for (key, value) in new {
            self.visit_if_different(|path| push_key(path, key), old.get(key), Some(value));
        }
        if self.comparison.sees_surplus() {
            for (key, value) in old.iter().filter(|(key, _)| !new.contains_key(*key)) {
                self.visit_if_different(|path| push_key(path, key), Some(value), None);
            }
        }
    }

    fn visit_if_different(&mut self, extend: impl Fn(&mut String), old: Option<&Value>, new: Option<&Value>) {
        let is_accepted = match (old, new) {
            (Some(old), Some(new)) => self.comparison.accepts(old, new),
            (None, Some(new)) => self.comparison.accepts_missing(new),
            _ => false,
        };
        if !is_accepted {
            let length = self.path.len();
            extend(&mut self.path);
            self.visit(old, new);
            self.path.truncate(length);
        }
    }
}

fn are_mappings(old: &[Value], new: &[Value]) -> bool {
    old.len() == new.len() && !old.is_empty() && old.iter().chain(new).all(Value::is_object)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(old: Value, new: Value, comparison: Comparison, expected: &[&str]) {
        let change = AttributeChange { path: "x".into(), old: Some(old), new: Some(new) };
        let leaves: Vec<String> = expand(&change, comparison)
            .into_iter()
            .map(|leaf| {
                let show = |value: Option<Value>| value.map_or("-".into(), |value| value.to_string());
                format!("{} {} {}", leaf.path, show(leaf.old), show(leaf.new))
            })
            .collect();
        assert_eq!(leaves, expected);
    }

    #[test]
    fn mappings_are_expanded_with_removed_keys_last() {
        check(
            json!({"a": 1, "b": {"c": [1]}, "same": 0}),
            json!({"b": {"c": [2], "d.e": {}}, "same": 0}),
            Comparison::Exact,
            &["x.b.c [1] [2]", "x.b[\"d.e\"] - {}", "x.a 1 -"],
        );
        check(json!({"a": 1}), json!([]), Comparison::Exact, &["x {\"a\":1} []"]);
    }

    #[test]
    fn lists_of_mappings_are_expanded_if_they_have_equal_lengths() {
        let columns = |kinds: &[&str]| kinds.iter().map(|kind| json!({"type": kind})).collect::<Value>();
        check(
            columns(&["int", "text"]),
            columns(&["int", "date"]),
            Comparison::Exact,
            &["x[1].type \"text\" \"date\""],
        );
        check(columns(&["int"]), columns(&[]), Comparison::Exact, &["x [{\"type\":\"int\"}] []"]);
    }

    #[test]
    fn a_mapping_of_empty_values_is_a_leaf_beside_others() {
        check(
            json!({"b": 1}),
            json!({"a": {"c": null}, "b": 2}),
            Comparison::Subset,
            &["x.a - {\"c\":null}", "x.b 1 2"],
        );
    }

    #[test]
    fn what_only_the_server_has_is_no_leaf() {
        check(
            json!({"mode": "table", "table": "a", "columns": [{"name": "A", "comment": ""}]}),
            json!({"table": "b", "limit": null, "columns": [{"name": "B"}]}),
            Comparison::Subset,
            &["x.columns[0].name \"A\" \"B\"", "x.table \"a\" \"b\""],
        );
    }
}
