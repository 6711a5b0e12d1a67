//! What recipes read and write, as lists of names.

use serde_json::{Map, Value, json};

/// What a recipe reads or writes: names, with their role where it is not `main`.
pub(super) fn ends(roles: &Value) -> Vec<Value> {
    let empty = Map::new();
    let roles = roles.as_object().unwrap_or(&empty);
    let main = roles.iter().filter(|(role, _)| *role == "main");
    let others = roles.iter().filter(|(role, _)| *role != "main");
    let listed = main.chain(others).flat_map(|(role, value)| {
        let ends = value.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let names = ends.iter().filter_map(|end| end.get("ref")?.as_str());
        names.map(move |name| if role == "main" { json!(name) } else { json!({"ref": name, "role": role}) })
    });
    listed.collect()
}
