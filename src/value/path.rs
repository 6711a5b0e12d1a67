//! Paths to values inside attributes: `params.table`, `schema.columns[0].type`.
//!
//! A key that would read as something else stands in brackets as a JSON text: `params["a.b"]`. So
//! every path has one reading.

use std::fmt;

use serde_json::{Map, Value};

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A member of a mapping.
    Key(String),
    /// An element of a list, from 0.
    Index(usize),
}

/// Where a path stops making sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathError {
    /// Offset in bytes.
    pub at: usize,
}

impl fmt::Display for PathError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "not an attribute path from byte {} on; write it as params.table or columns[0]", self.at)
    }
}

impl std::error::Error for PathError {}

/// Appends a member to a path.
pub fn push_key(path: &mut String, key: &str) {
    let is_plain = !key.is_empty() && !key.contains(['.', '[', ']', '"']) && !key.contains(char::is_control);
    if is_plain {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
    } else {
        path.push('[');
        super::write_text(path, key);
        path.push(']');
    }
}

/// Appends an element to a path.
pub fn push_index(path: &mut String, index: usize) {
    super::push_formatted(path, format_args!("[{index}]"));
}

/// Reads a path. The empty path is the value itself.
///
/// # Errors
/// If a bracket is not closed, a key is empty, or an index is no number.
pub fn parse(path: &str) -> Result<Vec<Segment>, PathError> {
    let mut segments = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let error = PathError { at: path.len() - rest.len() };
        let (segment, after) = match rest.strip_prefix('[') {
            Some(bracket) => bracketed(bracket).ok_or(error)?,
            None => dotted(rest, segments.is_empty()).ok_or(error)?,
        };
        segments.push(segment);
        rest = after;
    }
    Ok(segments)
}

fn dotted(rest: &str, is_first: bool) -> Option<(Segment, &str)> {
    let rest = if is_first { rest } else { rest.strip_prefix('.')? };
    let (key, after) = rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len()));
    let is_key = !key.is_empty() && !key.contains([']', '"']);
    is_key.then(|| (Segment::Key(key.to_owned()), after))
}

fn bracketed(bracket: &str) -> Option<(Segment, &str)> {
    if !bracket.starts_with('"') {
        let (index, after) = bracket.split_once(']')?;
        return index.parse().ok().map(|index| (Segment::Index(index), after));
    }
    let mut texts = serde_json::Deserializer::from_str(bracket).into_iter::<String>();
    let key = texts.next()?.ok()?;
    let after = bracket.get(texts.byte_offset()..)?.strip_prefix(']')?;
    Some((Segment::Key(key), after))
}

/// The value at a path of at least one segment.
pub fn get<'a>(attributes: &'a Map<String, Value>, path: &[Segment]) -> Option<&'a Value> {
    let (Segment::Key(first), rest) = path.split_first()? else { return None };
    rest.iter().try_fold(attributes.get(first)?, |value, segment| match segment {
        Segment::Key(key) => value.get(key),
        Segment::Index(index) => value.get(index),
    })
}

/// Gives the value at `path` another value, or none; mappings that are missing on the way are added.
/// `None` if the path leads through something that cannot hold it, or an element of a list would go.
pub fn put(members: &mut Map<String, Value>, path: &[Segment], value: Option<Value>) -> Option<()> {
    let (Segment::Key(first), rest) = path.split_first()? else { return None };
    match (rest, value) {
        ([], Some(value)) => drop(members.insert(first.clone(), value)),
        ([], None) => drop(members.remove(first)),
        (_, value) => {
            let inside = members.entry(first.clone()).or_insert_with(|| Value::Object(Map::new()));
            return put_in(inside, rest, value);
        }
    }
    Some(())
}

/// As [`put`], inside a value; as deep as paths are long.
fn put_in(inside: &mut Value, path: &[Segment], value: Option<Value>) -> Option<()> {
    match (inside, path.split_first()?) {
        (Value::Object(members), _) => put(members, path, value),
        (Value::Array(elements), (Segment::Index(index), rest)) => match (elements.get_mut(*index)?, rest) {
            (element, []) => {
                *element = value?;
                Some(())
            }
            (element, rest) => put_in(element, rest, value),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_put_where_a_path_leads() {
        let after = |path: &str, value: Option<Value>| {
            let Value::Object(mut members) = json!({"a": {"b": 1}, "list": [{"c": 1}]}) else {
                unreachable!()
            };
            put(&mut members, &parse(path).unwrap(), value).map(|()| Value::Object(members))
        };
        for (path, value, expected) in [
            ("a.b", Some(json!(2)), Some(json!({"a": {"b": 2}, "list": [{"c": 1}]}))),
            ("a.b", None, Some(json!({"a": {}, "list": [{"c": 1}]}))),
            ("x.y", Some(json!(2)), Some(json!({"a": {"b": 1}, "list": [{"c": 1}], "x": {"y": 2}}))),
            ("list[0].c", Some(json!(2)), Some(json!({"a": {"b": 1}, "list": [{"c": 2}]}))),
            ("list[0]", Some(json!(2)), Some(json!({"a": {"b": 1}, "list": [2]}))),
            ("list[0]", None, None),
            ("list[1]", Some(json!(2)), None),
            ("a.b.c", Some(json!(2)), None),
            ("a[0]", Some(json!(2)), None),
        ] {
            assert_eq!(after(path, value), expected, "{path}");
        }
    }

    fn key(text: &str) -> Segment {
        Segment::Key(text.into())
    }

    #[test]
    fn reads_keys_and_indices() {
        assert_eq!(
            parse("schema.columns[0].type"),
            Ok(vec![key("schema"), key("columns"), Segment::Index(0), key("type")])
        );
        assert_eq!(parse(r#"params["a.b"][2]"#), Ok(vec![key("params"), key("a.b"), Segment::Index(2)]));
        assert_eq!(parse(""), Ok(vec![]));
    }

    #[test]
    fn says_where_a_path_breaks() {
        for (path, at) in
            [("a..b", 1), (".a", 0), ("a[x]", 1), ("a[1", 1), ("a]", 0), ("a[\"b]", 1), ("a[0]b", 4)]
        {
            assert_eq!(parse(path), Err(PathError { at }), "{path}");
        }
    }

    #[test]
    fn finds_the_value() {
        let value = json!({"schema": {"columns": [{"type": "bigint"}]}});
        let attributes = value.as_object().unwrap();
        let at = |path| get(attributes, &parse(path).unwrap());
        assert_eq!(at("schema.columns[0].type"), Some(&json!("bigint")));
        assert_eq!(at("schema.columns[1]"), None);
        assert_eq!(at("schema.columns.type"), None);
        assert_eq!(at("[0]"), None);
    }

    proptest! {
        #[test]
        fn every_key_is_read_back(first in ".*", second in ".{0,4}", index in 0_usize..20) {
            let mut path = String::new();
            push_key(&mut path, &first);
            push_index(&mut path, index);
            push_key(&mut path, &second);
            prop_assert_eq!(parse(&path), Ok(vec![key(&first), Segment::Index(index), key(&second)]));
        }
    }
}
