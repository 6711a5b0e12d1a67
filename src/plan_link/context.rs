//! The context of an action (`blocks.md` 5.7), most of which repeats its attributes.

use serde_json::{Map, Value, json};

/// `0` for none, `[block, role]` where the rest follows from the attributes, else the context itself.
pub(super) fn reduce(kind: &str, context: Option<&Value>, side: &Value) -> Value {
    let Some(context) = context else { return Value::from(0) };
    let part = |key: &str| context.get(key).cloned().unwrap_or(Value::from(0));
    let reduced = json!([part("block"), part("role")]);
    match derive(kind, &reduced, side) {
        Some(derived) if Some(&derived) == context.as_object() => reduced,
        _ => context.clone(),
    }
}

/// The context, empty for none; `None` if `reduced` is nothing that [`reduce`] makes.
pub(super) fn expand(kind: &str, reduced: &Value, side: &Value) -> Option<Map<String, Value>> {
    match reduced {
        Value::Object(context) => Some(context.clone()),
        Value::Array(parts) if !parts.is_empty() => derive(kind, reduced, side),
        Value::Array(_) => Some(Map::new()),
        other => (*other == 0).then(Map::new),
    }
}

fn derive(kind: &str, reduced: &Value, side: &Value) -> Option<Map<String, Value>> {
    let [block, role] = reduced.as_array()?.as_slice() else { return None };
    let (has_block, has_role) = (*block != 0, *role != 0);
    let mut context = Map::new();
    let mut set = |key: &str, value: Option<&Value>| {
        if let Some(value) = value {
            context.insert(key.to_owned(), value.clone());
        }
    };
    set("block", Some(block).filter(|_| has_block));
    set("role", Some(role).filter(|_| has_role));
    match kind {
        "dataset" | "folder" | "model" => set("zone", side.get("zone").filter(|_| has_block)),
        "recipe" => {
            set("zone", side.get("zone").filter(|_| has_block));
            set("recipe_type", side.get("type"));
            set("inputs", side.get("inputs"));
            set("outputs", side.get("outputs"));
            set("origin", Some(side.get("origin").unwrap_or(&Value::from("config"))));
            set("class", side.get("class"));
        }
        "block" => ["ref", "zone", "inputs", "outputs"].into_iter().for_each(|key| set(key, side.get(key))),
        "solution" => ["ref", "members"].into_iter().for_each(|key| set(key, side.get(key))),
        _ => {}
    }
    Some(context)
}
