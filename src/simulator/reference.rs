//! References of recipes to what they read and write.

use serde_json::Value;

use crate::inventory::Document;

/// What a recipe refers to in all roles of `side`, which is `inputs` or `outputs`.
pub(super) fn references<'a>(recipe: &'a Document, side: &str) -> impl Iterator<Item = &'a str> {
    let roles = recipe.get(side).and_then(Value::as_object).into_iter().flat_map(|roles| roles.values());
    let entries = roles.filter_map(|role| role.get("items")).filter_map(Value::as_array).flatten();
    entries.filter_map(|entry| entry.get("ref")).filter_map(Value::as_str)
}

/// What a recipe writes.
pub(super) fn outputs(recipe: &Document) -> impl Iterator<Item = &str> {
    references(recipe, "outputs")
}

/// What a recipe reads.
pub(super) fn inputs(recipe: &Document) -> impl Iterator<Item = &str> {
    references(recipe, "inputs")
}

/// Replaces references on both sides where `renamed` gives another one; true if any was replaced.
pub(super) fn rename(recipe: &mut Document, renamed: impl Fn(&str) -> Option<String>) -> bool {
    let mut is_changed = false;
    for side in ["inputs", "outputs"] {
        let roles = recipe.get_mut(side).and_then(Value::as_object_mut);
        for role in roles.into_iter().flat_map(|roles| roles.values_mut()) {
            let entries = role.get_mut("items").and_then(Value::as_array_mut);
            for reference in entries.into_iter().flatten().filter_map(|entry| entry.get_mut("ref")) {
                if let Some(new) = reference.as_str().and_then(&renamed) {
                    *reference = Value::from(new);
                    is_changed = true;
                }
            }
        }
    }
    is_changed
}

/// Gives every input its `deps` and every output its `appendMode`, as they read back; entries that
/// refer to nothing go.
pub(super) fn complete(recipe: &mut Document) {
    for (side, member, default) in
        [("inputs", "deps", Value::Array(Vec::new())), ("outputs", "appendMode", Value::Bool(false))]
    {
        let roles = recipe.entry(side).or_insert_with(|| Value::Object(Document::new()));
        if !roles.is_object() {
            *roles = Value::Object(Document::new());
        }
        for role in roles.as_object_mut().into_iter().flat_map(|roles| roles.values_mut()) {
            let entries = role.get("items").and_then(Value::as_array).into_iter().flatten();
            let with_ref = |entry: &&Value| entry.get("ref").is_some_and(Value::is_string);
            let entries = entries.filter(with_ref).filter_map(Value::as_object).cloned();
            let completed = entries.map(|mut entry| {
                entry.entry(member).or_insert_with(|| default.clone());
                Value::Object(entry)
            });
            *role = serde_json::json!({"items": completed.collect::<Vec<_>>()});
        }
    }
}
