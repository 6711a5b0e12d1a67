//! Entries as people write them: short settings on one line, long ones below their key, what a thing is
//! called and what it is first.

use serde_json::{Map, Value};

use crate::sorting::sort_by_key;
use crate::yaml::write::{self, Context};

/// Longest line that holds a whole mapping or list, in characters.
const WIDTH: usize = 100;
/// Keys that come before all others, which are in alphabetical order.
const FIRST: [&str; 4] = ["name", "ref", "type", "role"];

/// The lines of `key: value` with the key in column `indent`, with a line feed at the end. Recurses as
/// deep as the value is nested, which readers of documents limit.
pub(super) fn entry(key: &str, value: &Value, indent: usize) -> String {
    let start = format!("{:indent$}{}:", "", write::text(key, Context::Flow));
    let room = WIDTH.saturating_sub(start.chars().count() + 1);
    if let Some(line) = on_one_line(value, room) {
        return format!("{start} {line}\n");
    }
    match value {
        Value::Object(members) => format!("{start}\n{}", members_below(members, indent + 2)),
        Value::Array(elements) => format!("{start}\n{}", elements_below(elements, indent + 2)),
        scalar => format!("{start}{}\n", write::block(scalar, indent)),
    }
}

fn members_below(members: &Map<String, Value>, indent: usize) -> String {
    ordered(members).into_iter().map(|(key, value)| entry(key, value, indent)).collect()
}

fn elements_below(elements: &[Value], indent: usize) -> String {
    elements.iter().map(|value| element(value, indent)).collect()
}

/// The lines of `- value` with the dash in column `indent`.
fn element(value: &Value, indent: usize) -> String {
    if let Some(line) = on_one_line(value, WIDTH.saturating_sub(indent + 2)) {
        return format!("{:indent$}- {line}\n", "");
    }
    match value {
        Value::Object(members) => after_dash(&members_below(members, indent + 2), indent),
        Value::Array(elements) => after_dash(&elements_below(elements, indent + 2), indent),
        scalar => format!("{:indent$}-{}\n", "", write::block(scalar, indent)),
    }
}

/// Lines that are indented by `indent` and two more, the first of which starts behind a dash.
pub(super) fn after_dash(lines: &str, indent: usize) -> String {
    format!("{:indent$}- {}", "", lines.get(indent + 2..).unwrap_or_default())
}

/// A mapping or list in brackets, if it is empty or fits in `room` characters.
fn on_one_line(value: &Value, room: usize) -> Option<String> {
    let room = match value {
        Value::Object(members) if members.is_empty() => usize::MAX,
        Value::Array(elements) if elements.is_empty() => usize::MAX,
        Value::Object(_) | Value::Array(_) => room,
        _ => return None,
    };
    let mut line = String::new();
    flow(&mut line, value, room).then_some(line)
}

/// Appends a value in brackets; `false` as soon as it is longer than `room`.
fn flow(line: &mut String, value: &Value, room: usize) -> bool {
    match value {
        Value::Object(members) => {
            line.push('{');
            for (at, (key, value)) in ordered(members).into_iter().enumerate() {
                line.push_str(if at == 0 { "" } else { ", " });
                line.push_str(&write::text(key, Context::Flow));
                line.push_str(": ");
                if !flow(line, value, room) {
                    return false;
                }
            }
            line.push('}');
        }
        // A line for each, however short.
        Value::Array(elements) if elements.iter().any(Value::is_object) => return false,
        Value::Array(elements) => {
            line.push('[');
            for (at, value) in elements.iter().enumerate() {
                line.push_str(if at == 0 { "" } else { ", " });
                if !flow(line, value, room) {
                    return false;
                }
            }
            line.push(']');
        }
        Value::String(text) if text.contains('\n') => return false,
        scalar => line.push_str(&write::flow(scalar)),
    }
    line.chars().count() <= room
}

fn ordered(members: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut ordered: Vec<(&String, &Value)> = members.iter().collect();
    sort_by_key(&mut ordered, |(key, _)| FIRST.iter().position(|first| first == key).unwrap_or(FIRST.len()));
    ordered
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::source::{FileId, Source};
    use crate::yaml::parse;
    use crate::yaml::write::tests::any_value;

    #[test]
    fn short_settings_stay_on_one_line() {
        let value = json!({"schema": {"columns": [{"type": "int", "name": "ID"}, {"type": "yes", "name": "a: b"}]},
            "params": {"path": "${projectKey}/x", "deep": {"list": [1, 2, []], "more": {}}}, "code": "a\nb\n",
            "long": [["x".repeat(60), "y".repeat(60)], "z"]});
        expect![[r#"
            top:
              code: |
                a
                b
              long:
                - - xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  - yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
                - z
              params: {deep: {list: [1, 2, []], more: {}}, path: "${projectKey}/x"}
              schema:
                columns:
                  - {name: ID, type: int}
                  - {name: "a: b", type: "yes"}
        "#]]
        .assert_eq(&entry("top", &value, 0));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(value in any_value(), key in "[a-zA-Z#: ]{1,5}") {
            let text = entry(&key, &value, 0);
            let document = parse(FileId(0), &Source::new("p.yml", &text));
            prop_assert_eq!(&document.problems, &vec![], "{}", text);
            prop_assert_eq!(document.root.unwrap().to_value(), json!({key: value}));
        }
    }
}
