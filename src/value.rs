//! Canonical JSON and checksums (spec 3.3): equal data has equal bytes.
//!
//! The form is what Python's `json.dumps(value, sort_keys=True)` prints, so that checksums agree
//! with those of the reference. `serde_json` maps are sorted by key already; its own printing
//! differs in spaces, escapes and decimals and is not used.

pub mod ordered;
pub mod path;

use std::fmt::Write as _;

use serde_json::{Map, Number, Value};
use sha2::{Digest, Sha256};

/// An object of these members, of which a later one wins. Collecting them would sort them first.
pub fn object(members: impl IntoIterator<Item = (String, Value)>) -> Map<String, Value> {
    let mut object = Map::new();
    object.extend(members);
    object
}

/// Appends the canonical form of `value`. Recurses as deep as the value is nested, which the
/// readers of YAML and JSON limit.
pub fn write(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => write_number(out, number),
        Value::String(text) => write_text(out, text),
        Value::Array(values) => write_list(out, values, write),
        Value::Object(members) => write_object(out, members),
    }
}

/// Appends the canonical form of an object.
pub fn write_object(out: &mut String, members: &Map<String, Value>) {
    let mut object = Members::open(out);
    for (key, value) in members {
        write(object.key(key), value);
    }
    object.close();
}

/// Appends a list whose elements `write_one` appends.
pub fn write_list<T>(
    out: &mut String,
    values: impl IntoIterator<Item = T>,
    mut write_one: impl FnMut(&mut String, T),
) {
    out.push('[');
    for (index, value) in values.into_iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write_one(out, value);
    }
    out.push(']');
}

/// Appends a text in quotes; everything outside printable ASCII is escaped.
pub fn write_text(out: &mut String, text: &str) {
    let must_escape = |byte: &u8| !matches!(byte, b' '..=b'~') || matches!(byte, b'"' | b'\\');
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.as_bytes().iter().position(must_escape) {
        // Printable ASCII ends where a character starts, so the cut is never inside one.
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut characters = from.chars();
        if let Some(character) = characters.next() {
            write_escaped(out, character);
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// Appends `character` as its JSON escape: the short one if there is one, else `\u` and UTF-16.
pub fn write_escaped(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        _ => {
            for unit in character.encode_utf16(&mut [0; 2]) {
                push_formatted(out, format_args!("\\u{unit:04x}"));
            }
        }
    }
}

/// Appends a number: integers in decimal, decimals with the shortest digits that read back, always
/// with a point or an exponent.
pub fn write_number(out: &mut String, number: &Number) {
    match number.as_f64().filter(|_| number.is_f64()) {
        Some(decimal) => write_decimal(out, decimal),
        None => push_formatted(out, format_args!("{number}")),
    }
}

/// Rust's debug form has Python's digits and bounds of the exponent form, but writes the exponent
/// without a sign and with one digit.
fn write_decimal(out: &mut String, decimal: f64) {
    let shortest = format!("{decimal:?}");
    match shortest.split_once('e') {
        None => out.push_str(&shortest),
        Some((mantissa, exponent)) => {
            let mantissa = mantissa.strip_suffix(".0").unwrap_or(mantissa);
            let (sign, digits) = match exponent.strip_prefix('-') {
                Some(digits) => ('-', digits),
                None => ('+', exponent),
            };
            push_formatted(out, format_args!("{mantissa}e{sign}{digits:0>2}"));
        }
    }
}

/// Appends formatted text; a `String` takes all of it.
pub(crate) fn push_formatted(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    let taken = out.write_fmt(arguments);
    debug_assert!(taken.is_ok(), "a String refuses nothing");
}

/// The members of an object, written one after the other.
///
/// The caller gives the keys in code point order; that is what makes the object canonical.
pub struct Members<'a> {
    out: &'a mut String,
    is_empty: bool,
}

impl<'a> Members<'a> {
    /// Starts an object at the end of `out`.
    pub fn open(out: &'a mut String) -> Self {
        out.push('{');
        Self { out, is_empty: true }
    }

    /// Writes a key; its value goes into the text that is returned.
    pub fn key(&mut self, key: &str) -> &mut String {
        if !self.is_empty {
            self.out.push_str(", ");
        }
        self.is_empty = false;
        write_text(self.out, key);
        self.out.push_str(": ");
        self.out
    }

    /// Ends the object.
    pub fn close(self) {
        self.out.push('}');
    }
}

/// The canonical form of `value`.
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value);
    out
}

/// SHA-256 of the UTF-8 bytes of `text`, in lower-case hex.
pub fn sha256(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).map_or('0', |digit| char::from(*digit));
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// SHA-256 of the canonical form of a resource's attributes, in lower-case hex.
pub fn checksum(attributes: &Map<String, Value>) -> String {
    let mut text = String::with_capacity(256);
    write_object(&mut text, attributes);
    sha256(&text)
}

/// Whether two values have the same canonical form: `1` and `1.0` differ, and so do `0.0` and `-0.0`.
pub fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => same_number(left, right),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => same_object(left, right),
        _ => left == right,
    }
}

/// Whether two objects have the same canonical form.
pub fn same_object(left: &Map<String, Value>, right: &Map<String, Value>) -> bool {
    left.len() == right.len()
        && left
            .iter()
            .zip(right)
            .all(|((key, value), (other_key, other))| key == other_key && same(value, other))
}

fn same_number(left: &Number, right: &Number) -> bool {
    let sign = |number: &Number| number.as_f64().is_some_and(f64::is_sign_negative);
    left == right && (!left.is_f64() || sign(left) == sign(right))
}

/// Whether a value says nothing: null, `""`, `[]` or `{}` (spec 4.3).
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn hashed(value: &Value) -> (String, String) {
        (canonical(value), checksum(value.as_object().unwrap()))
    }

    #[test]
    fn the_worked_examples_of_the_specification() {
        let project = json!({"projectKey": "BAKERY", "name": "Bakery — daily",
            "description": "Rye & \"wheat\" 🥖", "settings": {}});
        assert_eq!(hashed(&project), (
            r#"{"description": "Rye & \"wheat\" \ud83e\udd56", "name": "Bakery \u2014 daily", "projectKey": "BAKERY", "settings": {}}"#.into(),
            "95eda087d8e12bf95631756eb08e6126c5d5df7a7e3f3cac8e899cd8c3787ca3".into(),
        ));
        let dataset = json!({"name": "OVENS", "type": "snowflake", "connection": "wh_main",
            "params": {"table": "ovens", "schema": "RAW", "limit": 250, "ratio": 0.5, "cold": false, "note": null},
            "schema": {"columns": [{"name": "ID", "type": "bigint"}, {"name": "TEMP", "type": "double"}]}});
        assert_eq!(hashed(&dataset), (
            r#"{"connection": "wh_main", "name": "OVENS", "params": {"cold": false, "limit": 250, "note": null, "ratio": 0.5, "schema": "RAW", "table": "ovens"}, "schema": {"columns": [{"name": "ID", "type": "bigint"}, {"name": "TEMP", "type": "double"}]}, "type": "snowflake"}"#.into(),
            "1571bfeb4bf1a86125e2a6c2ad6f701509231cb2171462b966f03451943c0e47".into(),
        ));
        let recipe = json!({"name": "bake", "type": "python", "inputs": ["OVENS"], "outputs": ["LOAVES"],
            "params": {}, "code": "rows = load(\"OVENS\")\nsave(\"LOAVES\", rows)\n"});
        assert_eq!(hashed(&recipe), (
            r#"{"code": "rows = load(\"OVENS\")\nsave(\"LOAVES\", rows)\n", "inputs": ["OVENS"], "name": "bake", "outputs": ["LOAVES"], "params": {}, "type": "python"}"#.into(),
            "15c2b9cb2ef59f8ebfa088f0ddd4d38d87c802d5414ee4ff28b807578a746a18".into(),
        ));
    }

    #[test]
    fn decimals_are_written_as_python_writes_them() {
        for line in include_str!("value/decimals.tsv").lines() {
            let (bits, expected) = line.split_once('\t').unwrap();
            let decimal = f64::from_bits(u64::from_str_radix(bits, 16).unwrap());
            assert_eq!(canonical(&json!(decimal)), expected, "{bits}");
            let read: Value = serde_json::from_str(expected).unwrap();
            assert!(same(&read, &json!(decimal)), "{expected} reads back as another number");
        }
    }

    #[test]
    fn everything_outside_printable_ascii_is_escaped() {
        assert_eq!(
            canonical(&json!("a/b\t\u{8}\u{c}\r\u{1}~\u{7f}é\u{ffff}🌊")),
            r#""a/b\t\b\f\r\u0001~\u007f\u00e9\uffff\ud83c\udf0a""#
        );
        assert_eq!(
            canonical(&json!({"é": 1, "z": 2, "🌊": 3, "\u{ffff}": 4})),
            r#"{"z": 2, "\u00e9": 1, "\uffff": 4, "\ud83c\udf0a": 3}"#
        );
    }

    #[test]
    fn integers_keep_all_their_digits() {
        assert_eq!(
            canonical(&json!([i64::MIN, u64::MAX, 0])),
            "[-9223372036854775808, 18446744073709551615, 0]"
        );
    }

    #[test]
    fn numbers_are_the_same_if_they_are_written_alike() {
        assert!(!same(&json!(1), &json!(1.0)));
        assert!(!same(&json!([0.0]), &json!([-0.0])));
        assert!(same(&json!({"a": [-0.0, 1]}), &json!({"a": [-0.0, 1]})));
        assert!(!same(&json!({"a": null}), &json!({})));
    }
}
