//! What DSS does to a document before it keeps it: unknown members go, defaults come, tags are sorted.

use serde_json::{Map, Value};

use crate::inventory::Document;
use crate::simulator::refusal::Refusal;
use crate::sorting;

/// Members that every object of a project may have.
const COMMON: [&str; 10] = [
    "projectKey",
    "tags",
    "description",
    "shortDesc",
    "customFields",
    "checklists",
    "customMeta",
    "dkuProperties",
    "versionTag",
    "creationTag",
];

/// Only the members that this kind of document has, and those that all have. Nobody is told.
pub(super) fn known(mut document: Document, members: &[&str]) -> Document {
    document.retain(|key, _| members.contains(&key.as_str()) || COMMON.contains(&key.as_str()));
    document
}

/// Adds the members of `defaults` that are missing or null.
pub(super) fn fill(document: &mut Document, defaults: Value) {
    let Value::Object(defaults) = defaults else { return };
    for (key, default) in defaults {
        let slot = document.entry(key).or_insert(Value::Null);
        if slot.is_null() {
            *slot = default;
        }
    }
}

/// Adds what every object has: no tags, custom fields or checklists.
pub(super) fn fill_common(document: &mut Document) {
    fill(document, serde_json::json!({"tags": [], "customFields": {}, "checklists": {"checklists": []}}));
    sort_tags(document);
}

/// Tags are a set that comes back sorted; what is no text is dropped.
pub(super) fn sort_tags(document: &mut Document) {
    let Some(tags) = document.get_mut("tags") else { return };
    let texts = tags.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
    *tags = sorting::set(texts).into_iter().collect();
}

/// A text member, empty where there is none.
pub(super) fn text<'a>(document: &'a Document, key: &str) -> &'a str {
    document.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A text member that has to be there.
pub(super) fn required<'a>(document: &'a Document, key: &str) -> Result<&'a str, Refusal> {
    let text = document.get(key).and_then(Value::as_str);
    text.ok_or_else(|| Refusal::invalid(format!("{key} is missing or no text")))
}

/// An object member, empty where there is none.
pub(super) fn object(document: &Document, key: &str) -> Document {
    document.get(key).and_then(Value::as_object).cloned().unwrap_or_default()
}

/// The members of a list, none where it is no list.
pub(super) fn list<'a>(document: &'a Document, key: &str) -> &'a [Value] {
    document.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Refuses a whole document that lacks a member of an object or list kind (`dss-api.md` 6).
pub(super) fn whole(document: &Document, members: &[&str]) -> Result<(), Refusal> {
    let lacks = |member: &&&str| !matches!(document.get(**member), Some(Value::Object(_) | Value::Array(_)));
    members.iter().find(lacks).map_or(Ok(()), |member| Err(Refusal::partial(member)))
}

/// A document made of a JSON value, empty if that is no object.
pub(super) fn made(value: Value) -> Document {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// A name that is taken for a new object: 1 to 255 bytes without control characters and slashes.
pub(super) fn new_name<'a>(kind: &str, name: &'a str) -> Result<&'a str, Refusal> {
    if is_label(name) && !name.contains('/') {
        return Ok(name);
    }
    Err(Refusal::invalid(format!(
        "A {kind} needs a name of 1 to 255 bytes without slashes and control characters"
    )))
}

/// A name of an object that goes by an id: slashes lead nowhere in it.
pub(super) fn new_label<'a>(kind: &str, name: &'a str) -> Result<&'a str, Refusal> {
    let refusal =
        || Refusal::invalid(format!("A {kind} needs a name of 1 to 255 bytes without control characters"));
    is_label(name).then_some(name).ok_or_else(refusal)
}

fn is_label(name: &str) -> bool {
    !name.trim().is_empty() && name.len() <= 255 && !name.chars().any(char::is_control)
}
