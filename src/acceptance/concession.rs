//! A value of ours that gives way to the server's, and no more than it has to: what the server fills in
//! by itself stays out, and what is the same to a comparison stays as it is written.

use serde_json::{Map, Value};

use super::Refusal;
use crate::address::ResourceType;
use crate::diff::Comparison;
use crate::drift::is_filled;
use crate::value::path::{push_index, push_key};
use crate::value::{is_empty, object, same};
use crate::variables::placeholder::placeholders;

/// The value that stands for the server's `theirs` at `path` of such a resource, in place of `ours`.
/// Recurses as deep as the values are nested, which their readers limit.
pub(super) fn conceded(kind: &ResourceType, path: &str, ours: Option<&Value>, theirs: &Value) -> Value {
    match (ours, theirs) {
        (Some(ours), theirs) if Comparison::Subset.accepts(theirs, ours) => ours.clone(),
        (Some(Value::Object(ours)), Value::Object(theirs)) => {
            Value::Object(object(ours.iter().filter_map(|(key, ours)| match theirs.get(key) {
                Some(theirs) => Some((key.clone(), conceded(kind, &below(path, key), Some(ours), theirs))),
                None => is_empty(ours).then(|| (key.clone(), ours.clone())),
            })))
        }
        (Some(Value::Array(ours)), Value::Array(theirs)) => {
            let element = |(index, theirs): (usize, &Value)| {
                let mut path = path.to_owned();
                push_index(&mut path, index);
                conceded(kind, &path, partner(ours, index, theirs), theirs)
            };
            theirs.iter().enumerate().map(element).collect()
        }
        _ => asked_for(kind, path, theirs),
    }
}

/// Ours of the same name; else the one in the same place, if neither has a name.
fn partner<'a>(ours: &'a [Value], index: usize, theirs: &Value) -> Option<&'a Value> {
    match theirs.get("name") {
        Some(name) => ours.iter().find(|ours| ours.get("name") == Some(name)),
        None => ours.get(index).filter(|ours| ours.get("name").is_none()),
    }
}

/// A value of the server without what it fills in by itself and what is empty in it.
pub(super) fn asked_for(kind: &ResourceType, path: &str, theirs: &Value) -> Value {
    match theirs {
        Value::Object(members) => Value::Object(object(members.iter().filter_map(|(key, theirs)| {
            let path = below(path, key);
            let is_said = !is_filled(kind, &path) && !is_empty(theirs);
            is_said.then(|| (key.clone(), asked_for(kind, &path, theirs)))
        }))),
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .map(|(index, theirs)| {
                let mut path = path.to_owned();
                push_index(&mut path, index);
                asked_for(kind, &path, theirs)
            })
            .collect(),
        scalar => scalar.clone(),
    }
}

fn below(path: &str, key: &str) -> String {
    let mut longer = path.to_owned();
    push_key(&mut longer, key);
    longer
}

/// The value to write where `written` stands, reads as `ours` with its variables replaced, and is to
/// read as `next`. What stays is written as it was.
///
/// # Errors
/// If a text with a variable in it would have to change.
pub(super) fn rewritten(path: &str, written: &Value, ours: &Value, next: &Value) -> Result<Value, Refusal> {
    match (written, ours, next) {
        _ if same(ours, next) => Ok(written.clone()),
        (Value::Object(written), Value::Object(ours), Value::Object(next)) => {
            let mut members = Map::new();
            for (key, next) in next {
                let value = match (written.get(key), ours.get(key)) {
                    (Some(written), Some(ours)) => rewritten(&below(path, key), written, ours, next)?,
                    _ => next.clone(),
                };
                members.insert(key.clone(), value);
            }
            Ok(Value::Object(members))
        }
        (Value::Array(written), Value::Array(ours), Value::Array(next)) if written.len() == ours.len() => {
            let element = |(index, next): (usize, &Value)| {
                let before = ours.iter().position(|ours| same(ours, next)).or_else(|| {
                    let partner = partner(ours, index, next)?;
                    ours.iter().position(|ours| std::ptr::eq(ours, partner))
                });
                match before.and_then(|before| written.get(before).zip(ours.get(before))) {
                    Some((written, ours)) => rewritten(path, written, ours, next),
                    None => Ok(next.clone()),
                }
            };
            Ok(Value::Array(next.iter().enumerate().map(element).collect::<Result<_, _>>()?))
        }
        (Value::String(text), _, next) => match placeholders(text).first() {
            Some(placeholder) => Err(Refusal::Variable(path.to_owned(), placeholder.name.to_owned())),
            None => Ok(next.clone()),
        },
        (_, _, next) => Ok(next.clone()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(ours: Value, theirs: Value, expected: Value) {
        assert_eq!(conceded(&ResourceType::Dataset, "schema", Some(&ours), &theirs), expected);
    }

    #[test]
    fn ours_gives_way_where_it_has_to() {
        let column = |kind: &str| json!({"name": "X", "type": kind, "comment": "", "meaning": null});
        check(
            json!({"columns": [{"name": "X", "type": "int"}, {"name": "GONE", "type": "int"}]}),
            json!({"columns": [column("int"), {"name": "NEW", "type": "int", "comment": "c", "maxLength": -1}], "userModified": true}),
            json!({"columns": [{"name": "X", "type": "int"}, {"name": "NEW", "type": "int", "comment": "c"}]}),
        );
        check(
            json!({"columns": [{"name": "X", "type": "int"}]}),
            json!({"columns": [column("string")]}),
            json!({"columns": [{"name": "X", "type": "string"}]}),
        );
        check(json!({"a": "", "b": 1}), json!({}), json!({"a": ""}));
    }

    #[test]
    fn a_variable_stays_where_its_value_does() {
        let written = json!({"a": "{{ env.A }}", "b": "{{ env.B }}", "c": ["{{ env.C }}", "d"]});
        let ours = json!({"a": "1", "b": "2", "c": ["3", "d"]});
        let next = json!({"a": "1", "c": ["e", "3"], "n": 1});
        assert_eq!(
            rewritten("params", &written, &ours, &json!({"a": "1", "c": ["3"], "n": 1})).unwrap(),
            json!({"a": "{{ env.A }}", "c": ["{{ env.C }}"], "n": 1})
        );
        assert_eq!(
            rewritten("params", &written, &ours, &next),
            Err(Refusal::Variable("params.c".into(), "C".into()))
        );
        assert_eq!(
            rewritten("params", &written, &ours, &json!({"b": "x"})),
            Err(Refusal::Variable("params.b".into(), "B".into()))
        );
    }
}
