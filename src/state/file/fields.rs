//! The members of one JSON object, taken one by one, each with the problem it has (rule STA001).

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, quoted};
use crate::state::rules::sta001_unreadable::{missing, wrong_type};
use crate::value::canonical;

/// An object whose members are taken out as they are read; what is left is unknown.
pub(super) struct Fields<'a> {
    path: String,
    members: Map<String, Value>,
    problems: &'a mut Vec<Diagnostic>,
}

/// What a value is, for messages.
pub(super) fn described(value: &Value) -> String {
    match value {
        Value::String(text) => format!("the text {}", quoted(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a mapping".to_owned(),
        scalar => canonical(scalar),
    }
}

impl<'a> Fields<'a> {
    /// The object at `path`, which is empty at the top.
    pub(super) fn new(path: String, members: Map<String, Value>, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self { path, members, problems }
    }

    /// The path of the member named `key`.
    pub(super) fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Takes a member as it is.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.members.remove(key)
    }

    /// Notes a problem.
    pub(super) fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Takes a member that must be there and that `read` understands.
    pub(super) fn required<T>(
        &mut self,
        key: &str,
        expected: &str,
        read: impl FnOnce(Value) -> Result<T, Value>,
    ) -> Option<T> {
        let Some(value) = self.take(key) else {
            self.report(missing(self.path(key), expected));
            return None;
        };
        read(value)
            .map_err(|value| self.report(wrong_type(self.path(key), expected, &described(&value))))
            .ok()
    }

    /// Takes a required text.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        self.required(key, "text", into_text)
    }

    /// Takes a required date and time; empty if it is none.
    pub(super) fn timestamp(&mut self, key: &str) -> String {
        const EXPECTED: &str = "a date and time as 2025-06-01T09:00:00";
        self.required(key, EXPECTED, |value| into_text(value).and_then(into_timestamp)).unwrap_or_default()
    }

    /// Takes a required mapping.
    pub(super) fn mapping(&mut self, key: &str) -> Option<Map<String, Value>> {
        self.required(key, "a mapping", |value| match value {
            Value::Object(members) => Ok(members),
            other => Err(other),
        })
    }

    /// Takes a text that may be absent.
    pub(super) fn text_or_empty(&mut self, key: &str) -> String {
        if self.members.contains_key(key) { self.text(key).unwrap_or_default() } else { String::new() }
    }

    /// Takes a text that may be absent or null.
    pub(super) fn optional_text(&mut self, key: &str) -> Option<String> {
        match self.members.get(key) {
            None => None,
            Some(Value::Null) => {
                self.members.remove(key);
                None
            }
            Some(_) => self.required(key, "text or null", into_text),
        }
    }

    /// The members that were not taken.
    pub(super) fn rest(self) -> Map<String, Value> {
        self.members
    }
}

fn into_text(value: Value) -> Result<String, Value> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(other),
    }
}

/// Accepts what starts as an ISO 8601 date, with or without dashes, time and zone. Times are only
/// shown, so no calendar is consulted.
fn into_timestamp(text: String) -> Result<String, Value> {
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((&text, "00"));
    let digits = date.bytes().filter(u8::is_ascii_digit).count();
    let is_date = digits == 8 && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let is_time = time.starts_with(|first: char| first.is_ascii_digit())
        && time.bytes().all(|byte| byte.is_ascii_digit() || b":.,+-Z".contains(&byte));
    if is_date && is_time { Ok(text) } else { Err(Value::String(text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_may_have_a_zone_or_none() {
        for text in
            ["2025-06-01T09:00:00", "2025-06-01T09:00:00.123456Z", "2025-06-01 09:00:00+02:00", "2025-06-01"]
        {
            assert!(into_timestamp(text.into()).is_ok(), "{text}");
        }
        for text in ["", "yesterday", "2025-06-01T", "09:00:00", "2025-06-01Tnoon"] {
            assert!(into_timestamp(text.into()).is_err(), "{text}");
        }
    }
}
