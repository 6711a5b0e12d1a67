//! A field of an entry, given the value that the server has.

use serde_json::{Map, Value};

use crate::acceptance::Refusal;
use crate::acceptance::concession::{conceded, rewritten};
use crate::attribute::config_key;
use crate::config::NameConvention;
use crate::drift::{Field, ResourceDrift};
use crate::normal::references::roles;
use crate::normal::types::config_type;
use crate::value::path::{Segment, get, parse, put};
use crate::value::{is_empty, object};
use crate::variables::placeholder::placeholders;

/// Gives the entry, as it is written, the server's value of a field.
pub(super) fn set(
    entry: &mut Value,
    found: &ResourceDrift,
    field: &Field,
    names: NameConvention,
) -> Result<(), Refusal> {
    let kind = found.address.kind();
    let Value::Object(entry) = entry else { return Err(Refusal::NoEntry) };
    let mut path = parse(&field.path).unwrap_or_default();
    let attribute = match path.first() {
        Some(Segment::Key(attribute)) => attribute.clone(),
        _ => return Err(Refusal::NoEntry),
    };
    if let Some(first) = path.first_mut() {
        *first = Segment::Key(config_key(kind, &attribute).to_owned());
    }
    let is_refs = matches!(attribute.as_str(), "inputs" | "outputs");
    let ours = if is_refs { own(found, &attribute) } else { field.config.clone() };
    let next = match &field.server {
        Some(_) if is_refs => references(found, &attribute, ours.as_ref()),
        Some(Value::String(server)) if field.path == "type" && names == NameConvention::Upper => {
            Some(Value::from(config_type(kind, server)))
        }
        Some(theirs) => Some(conceded(kind, &field.path, ours.as_ref(), theirs)),
        None => None,
    };
    let written = get(entry, &path);
    let next = match (written, &ours, next) {
        (Some(written), Some(ours), Some(next)) => Some(rewritten(&field.path, written, ours, &next)?),
        (Some(Value::String(text)), _, None) if !placeholders(text).is_empty() => {
            let name = placeholders(text).first().map_or("", |placeholder| placeholder.name).to_owned();
            return Err(Refusal::Variable(field.path.clone(), name));
        }
        (_, _, next) => next,
    };
    let is_gone = next.is_none();
    put(entry, &path, next).ok_or(Refusal::NoEntry)?;
    if is_gone {
        remove_hollow(entry, found, &attribute, path);
    }
    Ok(())
}

/// Removes the mappings around a value that went, as far as the server has none either and ours say
/// nothing any more: a comparison asks for a mapping of empty values, but not for an empty one.
fn remove_hollow(
    entry: &mut Map<String, Value>,
    found: &ResourceDrift,
    attribute: &str,
    mut path: Vec<Segment>,
) {
    while path.len() > 2 && path.pop().is_some() {
        let mut theirs = path.clone();
        if let Some(first) = theirs.first_mut() {
            *first = Segment::Key(attribute.to_owned());
        }
        let is_theirs = found.server.as_deref().is_some_and(|side| get(side.attributes(), &theirs).is_some());
        if is_theirs || !get(entry, &path).is_some_and(is_hollow) || put(entry, &path, None).is_none() {
            return;
        }
    }
}

/// Whether a mapping holds nothing but empty values and mappings of such; as deep as values are nested.
fn is_hollow(value: &Value) -> bool {
    value.as_object().is_some_and(|members| members.values().all(|value| is_empty(value) || is_hollow(value)))
}

/// An attribute as the configuration asks for it, roles and all.
fn own(found: &ResourceDrift, attribute: &str) -> Option<Value> {
    found.config.as_ref()?.attributes().get(attribute).cloned()
}

/// The references of the server as a list, as ours are written where they stay.
fn references(found: &ResourceDrift, attribute: &str, ours: Option<&Value>) -> Option<Value> {
    let theirs = found.server.as_ref()?.attributes().get(attribute)?;
    let key = found.address.project_key();
    let knows_roles = theirs.is_object();
    let ours = ours.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let reference = |(role, name): (&str, &str)| {
        let is_it = |element: &&Value| {
            let element = std::slice::from_ref(*element);
            roles(&Value::from(element), key)
                .is_some_and(|own| own.iter().all(|own| own.1 == name && (!knows_roles || own.0 == role)))
        };
        let kept = ours.iter().find(is_it).cloned();
        kept.unwrap_or_else(|| written_reference(role, name))
    };
    Some(roles(theirs, key)?.into_iter().map(reference).collect())
}

/// A reference as a configuration writes it: its name, or with its role where that is not `main`.
pub(in crate::acceptance) fn written_reference(role: &str, name: &str) -> Value {
    if role == "main" {
        return Value::from(name);
    }
    let members = [("ref", name), ("role", role)];
    Value::Object(object(members.map(|(key, value)| (key.to_owned(), Value::from(value)))))
}
