//! The members of a document that an operation relies on. A wrong type is an error: to go on with a
//! default would hide that DSS answers something else than expected.

use serde_json::Value;

use crate::inventory::Document;

/// The text at `key`; `None` if there is none, or null.
///
/// # Errors
/// If it is no text.
pub fn text(document: &Document, key: &str) -> Result<Option<String>, String> {
    match document.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(misfit(key, "a text", other)),
    }
}

/// The text at `key`.
///
/// # Errors
/// If there is none.
pub fn required_text(document: &Document, key: &str) -> Result<String, String> {
    text(document, key)?.ok_or_else(|| format!("`{key}` is missing in the answer"))
}

/// Whether it says true at `key`; `None` if it says nothing.
///
/// # Errors
/// If it is neither true nor false.
pub fn flag(document: &Document, key: &str) -> Result<Option<bool>, String> {
    match document.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(*flag)),
        Some(other) => Err(misfit(key, "true or false", other)),
    }
}

/// The whole number at `key`, not negative; `None` if there is none.
///
/// # Errors
/// If it is something else.
pub fn number(document: &Document, key: &str) -> Result<Option<u64>, String> {
    match document.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_u64().map(Some).ok_or_else(|| misfit(key, "a whole number", value)),
    }
}

/// The object at `key`; `None` if there is none, or null.
///
/// # Errors
/// If it is no object.
pub fn document(document: &Document, key: &str) -> Result<Option<Document>, String> {
    match document.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(inner)) => Ok(Some(inner.clone())),
        Some(other) => Err(misfit(key, "an object", other)),
    }
}

/// The list at `key`; empty if there is none, or null.
///
/// # Errors
/// If it is no list.
pub fn list<'a>(document: &'a Document, key: &str) -> Result<&'a [Value], String> {
    match document.get(key) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(other) => Err(misfit(key, "a list", other)),
    }
}

/// The list of objects at `key`; empty if there is none, or null.
///
/// # Errors
/// If it is no list, or something in it no object.
pub fn documents<'a>(document: &'a Document, key: &str) -> Result<Vec<&'a Document>, String> {
    let objects = list(document, key)?.iter().map(|value| value.as_object().ok_or(value));
    objects.map(|found| found.map_err(|value| misfit(key, "a list of objects", value))).collect()
}

/// The list of texts at `key`; empty if there is none, or null.
///
/// # Errors
/// If it is no list, or something in it no text.
pub fn texts(document: &Document, key: &str) -> Result<Vec<String>, String> {
    let texts = list(document, key)?.iter().map(|value| value.as_str().ok_or(value));
    texts
        .map(|found| found.map(str::to_owned).map_err(|value| misfit(key, "a list of texts", value)))
        .collect()
}

fn misfit(key: &str, wanted: &str, found: &Value) -> String {
    format!("`{key}` should be {wanted}, but is or holds {}", kind(found))
}

/// What a value is, in words.
pub fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
