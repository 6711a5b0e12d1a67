//! The records of files.

use serde_json::{Value, json};

use super::fields::text;
use crate::source::{LineEnding, Source};

/// The files as one record: what a project was when it was opened.
pub fn record_of_files(files: &[Source]) -> String {
    Value::from(files.iter().map(value_of).collect::<Vec<_>>()).to_string()
}

/// Reads what [`record_of_files`] wrote; `None` if it is damaged.
pub fn read_files(record: &str) -> Option<Vec<Source>> {
    serde_json::from_str::<Value>(record).ok()?.as_array()?.iter().map(source_of).collect()
}

/// The record of one file.
pub(super) fn file_record(file: &Source) -> String {
    value_of(file).to_string()
}

/// Reads what [`file_record`] wrote; `None` if it is damaged.
pub(super) fn read_file(record: &str) -> Option<Source> {
    source_of(&serde_json::from_str(record).ok()?)
}

fn value_of(file: &Source) -> Value {
    let line_ending = match file.line_ending {
        LineEnding::Lf => "lf",
        LineEnding::CrLf => "crlf",
        LineEnding::Cr => "cr",
    };
    json!({
        "path": file.path, "text": &*file.text, "line_ending": line_ending,
        "byte_order_mark": file.byte_order_mark, "undecodable_at": file.undecodable_at,
    })
}

fn source_of(record: &Value) -> Option<Source> {
    let line_ending = match record["line_ending"].as_str()? {
        "crlf" => LineEnding::CrLf,
        "cr" => LineEnding::Cr,
        _ => LineEnding::Lf,
    };
    Some(Source {
        path: text(record, "path")?,
        text: record["text"].as_str()?.into(),
        line_ending,
        byte_order_mark: record["byte_order_mark"].as_bool()?,
        undecodable_at: record["undecodable_at"].as_u64().and_then(|at| usize::try_from(at).ok()),
    })
}
