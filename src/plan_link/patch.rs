//! How one object differs from another, member by member: `[changed members, names of missing ones]`.

use serde_json::{Map, Value, json};

use crate::value::same;

/// What makes `to` out of `from`.
pub(super) fn make(from: &Map<String, Value>, to: &Map<String, Value>) -> Value {
    let differs = |(key, value): &(&String, &Value)| from.get(*key).is_none_or(|known| !same(known, value));
    let mut set = Map::new();
    set.extend(to.iter().filter(differs).map(|(key, value)| (key.clone(), value.clone())));
    let gone: Vec<&String> = from.keys().filter(|key| !to.contains_key(*key)).collect();
    if gone.is_empty() { json!([set]) } else { json!([set, gone]) }
}

/// `from` as `patch` says; `None` if it is no patch.
pub(super) fn apply(from: &Map<String, Value>, patch: &Value) -> Option<Map<String, Value>> {
    let mut parts = patch.as_array()?.iter();
    let mut to = from.clone();
    for (key, value) in parts.next()?.as_object()? {
        to.insert(key.clone(), value.clone());
    }
    for key in parts.next().map_or(Some(&Vec::new()), Value::as_array)? {
        to.remove(key.as_str()?);
    }
    Some(to)
}
