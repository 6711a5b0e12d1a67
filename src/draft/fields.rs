//! Fields of records.

use serde_json::Value;

/// The text in a field.
pub(super) fn text(record: &Value, name: &str) -> Option<String> {
    record[name].as_str().map(str::to_owned)
}

/// The texts in a field.
pub(super) fn texts(record: &Value, name: &str) -> Option<Vec<String>> {
    record[name].as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}
