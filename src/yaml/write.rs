//! Values to YAML text that YAML 1.1 and 1.2 readers take for the same (spec 1.1, SYN008).

use std::fmt::Write as _;

use serde_json::{Number, Value};

use super::scalar::{self, Scalar};
use super::yaml_1_1;
use crate::value;

/// Where a scalar will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// In an indented collection.
    Block,
    /// Between brackets or braces.
    Flow,
}

/// A text as a scalar on one line: plain if every reader takes it for that text, else quoted.
pub fn text(text: &str, context: Context) -> String {
    if is_plain(text, context) { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str, context: Context) -> bool {
    let starts_well =
        text.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '.' | '$'));
    let breaks = |c: char| {
        c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    let ends_well = !text.ends_with([' ', ':']);
    let unmarked = !text.contains(": ") && !text.contains(" #") && !text.contains(breaks);
    let fits = context == Context::Block || !text.contains([',', '[', ']', '{', '}', ':']);
    let document_marker = text.starts_with("...");
    starts_well && ends_well && unmarked && fits && !document_marker && reads_as_text(text)
}

/// Whether both generations of readers take the plain scalar for text.
fn reads_as_text(plain: &str) -> bool {
    scalar::read(plain) == Scalar::Text && yaml_1_1::differs(plain).is_none()
}

/// A text in double quotes.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() && u32::from(c) < 0x100 => {
                let _ = write!(out, "\\x{:02x}", u32::from(c));
            }
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A value on one line, collections in brackets and braces.
pub fn flow(value: &Value) -> String {
    match value {
        Value::Array(values) => {
            let elements: Vec<String> = values.iter().map(flow).collect();
            format!("[{}]", elements.join(", "))
        }
        Value::Object(entries) => {
            let entry =
                |(key, value): (&String, &Value)| format!("{}: {}", text(key, Context::Flow), flow(value));
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
        other => one_line(other, Context::Flow),
    }
}

/// A scalar on one line.
fn one_line(value: &Value, context: Context) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => decimal(number),
        Value::String(value) => text(value, context),
        Value::Array(_) | Value::Object(_) => flow(value),
    }
}

/// A number that both generations of readers take for the same: with an exponent only behind a point.
fn decimal(number: &Number) -> String {
    let mut written = String::new();
    value::write_number(&mut written, number);
    match written.find('e') {
        Some(exponent) if !written.contains('.') => {
            written.insert_str(exponent, ".0");
            written
        }
        _ => written,
    }
}

/// A value as it stands behind `key:` or `-` whose first character is in column `indent`: a scalar
/// or empty collection with a space before it, several lines of text as a block scalar, any other
/// collection on lines of its own, two columns further in.
pub fn block(value: &Value, indent: usize) -> String {
    let inner = indent + 2;
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            let lines =
                entries.iter().map(|(key, value)| format!("\n{:inner$}{}", "", entry(key, value, inner)));
            lines.collect()
        }
        Value::Array(values) if !values.is_empty() => {
            values.iter().map(|value| format!("\n{:inner$}{}", "", element(value, inner))).collect()
        }
        Value::String(text) => match literal(text, inner) {
            Some(literal) => format!(" {literal}"),
            None => format!(" {}", one_line(value, Context::Block)),
        },
        scalar => format!(" {}", one_line(scalar, Context::Block)),
    }
}

/// `key: value` with the key in column `indent`.
pub fn entry(key: &str, value: &Value, indent: usize) -> String {
    format!("{}:{}", text(key, Context::Flow), block(value, indent))
}

/// `- value` with the dash in column `indent`; a mapping starts on the line of the dash.
pub fn element(value: &Value, indent: usize) -> String {
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            let inner = indent + 2;
            let entries: Vec<String> = entries.iter().map(|(key, value)| entry(key, value, inner)).collect();
            format!("- {}", entries.join(&format!("\n{:inner$}", "")))
        }
        other => format!("-{}", block(other, indent)),
    }
}

/// Several lines as `|`, if the text survives that: no line may start or end in a way that a reader
/// would change.
fn literal(text: &str, indent: usize) -> Option<String> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let several = body.contains('\n');
    let clean = text.chars().all(|c| {
        c == '\n'
            || !(c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
    });
    let first_line_starts = !body.starts_with([' ', '\n']);
    let ends_plainly = !body.ends_with('\n') && !body.lines().any(|line| line.ends_with(' '));
    if !(several && clean && first_line_starts && ends_plainly) {
        return None;
    }
    let chomping = if text.ends_with('\n') { "" } else { "-" };
    let lines = body
        .split('\n')
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("\n{:indent$}{line}", "") });
    Some(format!("|{chomping}{}", lines.collect::<String>()))
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::source::{FileId, Source};
    use crate::yaml::parse;

    fn reread(yaml: &str) -> Value {
        let document = parse(FileId(0), &Source::new("p.yml", yaml));
        assert_eq!(document.problems, vec![], "{yaml}");
        document.root.unwrap().to_value()
    }

    #[test]
    fn texts_that_readers_would_change_are_quoted() {
        let changed = [
            "",
            "yes",
            "No",
            "null",
            "~",
            "1",
            "1.5",
            "1e3",
            "0o7",
            "010",
            "1_000",
            "12:30",
            "2024-01-31",
            "=",
            "<<",
            " a",
            "a ",
            "a: b",
            "a #b",
            "- a",
            "#a",
            "[a",
            "{a",
            "*a",
            "&a",
            "!a",
            "|",
            ">",
            "'a",
            "\"a",
            "%a",
            "@a",
            "`a",
            "a\nb",
            "a\tb",
            "---",
            "...",
            "a:",
            "?",
            ",a",
            "\u{feff}",
            ".inf",
            "True",
        ];
        for case in changed {
            assert!(text(case, Context::Block).starts_with('"'), "{case:?}");
        }
        for case in ["a", "A_1", "a b", "a-b", "/a/b", "a,b", "é", "$a", "a{b"] {
            assert_eq!(text(case, Context::Block), case);
        }
    }

    #[test]
    fn values_are_written_as_people_write_them() {
        let value = json!({"name": "A", "inputs": ["X", 5], "code": "a\n\nb\n", "params": {}, "schema": {"columns": [{"name": "ID", "type": "int"}]}});
        let written = format!("datasets:\n  {}\n", element(&value, 2));
        let expected = "datasets:\n  - code: |\n      a\n\n      b\n    inputs:\n      - X\n      - 5\n    name: A\n    params: {}\n    schema:\n      columns:\n        - name: ID\n          type: int\n";
        assert_eq!(written, expected);
        assert_eq!(reread(&written), json!({"datasets": [value]}));
        assert_eq!(reread(&flow(&value)), value);
    }

    /// Any JSON value, with texts that trip readers.
    pub(crate) fn any_value() -> impl Strategy<Value = Value> {
        let texts = prop_oneof![
            "[a-zA-Z0-9_.:#\\-\\[\\]{}, '\"\\\\|>&*!%@`~=\n\t]{0,12}",
            Just("yes".to_owned()),
            Just("1:30".to_owned()),
            Just("é\u{1f30a}\u{85}".to_owned()),
            "[a-z]{1,6}\n[a-z]{0,6}\n?",
        ];
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(Value::from),
            texts.prop_map(Value::String),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
                prop::collection::btree_map("[a-zA-Z#: ]{1,5}", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(value in any_value()) {
            prop_assert_eq!(&reread(&format!("a:{}\n", block(&value, 0))), &json!({"a": value}));
            prop_assert_eq!(&reread(&format!("a: {}\n", flow(&value))), &json!({"a": value}));
            prop_assert_eq!(&reread(&format!("{}\n", element(&value, 0))), &json!([value]));
        }
    }
}
