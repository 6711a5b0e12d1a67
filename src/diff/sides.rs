//! The two sides of a difference for reading: on one line each, or as texts to compare by line.

use serde_json::Value;

use super::AttributeChange;
use crate::value::write_escaped;

/// Longest value that stays on one line, in characters.
const LONGEST: usize = 100;

/// What stood there and what will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sides {
    /// Both fit on a line; written as JSON.
    Brief {
        /// Before; `None` if there was nothing.
        old: Option<String>,
        /// After; `None` if there is nothing.
        new: Option<String>,
    },
    /// At least one takes several lines: texts as they are, other values as indented JSON. A side
    /// that is not there is empty.
    Long {
        /// Before.
        old: String,
        /// After.
        new: String,
    },
}

/// The sides of a leaf change.
pub fn sides(change: &AttributeChange) -> Sides {
    let (old, new) = (change.old.as_ref(), change.new.as_ref());
    if let (Ok(old), Ok(new)) = (old.map(one_line).transpose(), new.map(one_line).transpose()) {
        return Sides::Brief { old, new };
    }
    let written = |value: Option<&Value>| value.map(long).unwrap_or_default();
    Sides::Long { old: written(old), new: written(new) }
}

/// A value on one line, or as many as it takes.
pub fn written(value: &Value) -> String {
    one_line(value).unwrap_or_else(|_| long(value))
}

/// A value takes more than a line.
struct TooLong;

fn one_line(value: &Value) -> Result<String, TooLong> {
    if value.as_str().is_some_and(|text| text.contains('\n')) {
        return Err(TooLong);
    }
    let mut line = String::new();
    write_line(&mut line, value);
    if line.chars().count() > LONGEST { Err(TooLong) } else { Ok(line) }
}

/// Appends a value as JSON with its characters as they are; once it is too long, the rest is left
/// out. Recurses as deep as the value is nested, which its readers limit.
fn write_line(line: &mut String, value: &Value) {
    if line.len() > 4 * LONGEST {
        return;
    }
    match value {
        Value::String(text) => write_text(line, text),
        Value::Array(values) => {
            line.push('[');
            for (index, value) in values.iter().enumerate() {
                line.push_str(if index == 0 { "" } else { ", " });
                write_line(line, value);
            }
            line.push(']');
        }
        Value::Object(members) => {
            line.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                line.push_str(if index == 0 { "" } else { ", " });
                write_text(line, key);
                line.push_str(": ");
                write_line(line, value);
            }
            line.push('}');
        }
        scalar => line.push_str(&crate::value::canonical(scalar)),
    }
}

fn write_text(line: &mut String, text: &str) {
    line.push('"');
    for character in text.chars() {
        if character.is_control() || character == '"' || character == '\\' {
            write_escaped(line, character);
        } else {
            line.push(character);
        }
    }
    line.push('"');
}

fn long(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => {
            let mut lines = String::new();
            write_indented(&mut lines, other, 0);
            lines
        }
    }
}

/// Appends a value as indented JSON; what fits on a line stays on it, so that an element of a list
/// is one line to compare. Recurses as deep as the value is nested, which its readers limit.
fn write_indented(lines: &mut String, value: &Value, depth: usize) {
    if depth > 0
        && let Ok(line) = one_line(value)
    {
        lines.push_str(&line);
        return;
    }
    let start = |lines: &mut String, index: usize| {
        lines.push_str(if index == 0 { "\n" } else { ",\n" });
        lines.push_str(&"  ".repeat(depth + 1));
    };
    match value {
        Value::Array(values) => {
            lines.push('[');
            for (index, value) in values.iter().enumerate() {
                start(lines, index);
                write_indented(lines, value, depth + 1);
            }
            lines.push_str(&format!("\n{}]", "  ".repeat(depth)));
        }
        Value::Object(members) => {
            lines.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                start(lines, index);
                write_text(lines, key);
                lines.push_str(": ");
                write_indented(lines, value, depth + 1);
            }
            lines.push_str(&format!("\n{}}}", "  ".repeat(depth)));
        }
        Value::String(text) => write_text(lines, text),
        scalar => lines.push_str(&crate::value::canonical(scalar)),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use serde_json::json;

    use super::*;

    fn change(old: Option<Value>, new: Option<Value>) -> AttributeChange {
        AttributeChange { path: "x".into(), old, new }
    }

    #[test]
    fn short_values_stay_on_a_line() {
        let found = sides(&change(Some(json!({"a": [1, null]})), Some(json!("né \"w\""))));
        let (old, new) = (Some("{\"a\": [1, null]}".into()), Some("\"né \\\"w\\\"\"".into()));
        assert_eq!(found, Sides::Brief { old, new });
        let gone = sides(&change(Some(json!(1.0)), None));
        assert_eq!(gone, Sides::Brief { old: Some("1.0".into()), new: None });
    }

    #[test]
    fn texts_of_several_lines_are_compared_as_they_are() {
        let found = sides(&change(None, Some(json!("a\n\"b\"\n"))));
        assert_eq!(found, Sides::Long { old: String::new(), new: "a\n\"b\"\n".into() });
    }

    #[test]
    fn long_lists_have_an_element_per_line() {
        let columns: Value =
            (0..4).map(|at| json!({"name": format!("COLUMN_{at}"), "type": "string"})).collect();
        expect![[r#"
            [
              {"name": "COLUMN_0", "type": "string"},
              {"name": "COLUMN_1", "type": "string"},
              {"name": "COLUMN_2", "type": "string"},
              {"name": "COLUMN_3", "type": "string"}
            ]"#]]
        .assert_eq(&written(&columns));
    }

    #[test]
    fn nothing_of_a_long_text_is_left_out() {
        let text = "x".repeat(5_000);
        assert_eq!(written(&json!(text)), text);
        assert_eq!(written(&json!([text])), format!("[\n  \"{text}\"\n]"));
    }
}
