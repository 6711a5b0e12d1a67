//! The records of files.

use serde_json::Value;

use super::fields::text;
use crate::source::{LineEnding, Source};
use crate::value::{self, Members, write_text};

/// The files as one record: what a project was when it was opened.
pub fn record_of_files(files: &[Source]) -> String {
    // Large texts are why its room is known beforehand: growing would take it twice.
    let mut record = String::with_capacity(files.iter().map(room).sum());
    value::write_list(&mut record, files, write);
    record
}

/// Reads what [`record_of_files`] wrote; `None` if it is damaged.
pub fn read_files(record: &str) -> Option<Vec<Source>> {
    serde_json::from_str::<Value>(record).ok()?.as_array()?.iter().map(source_of).collect()
}

/// The record of one file.
pub fn file_record(file: &Source) -> String {
    let mut record = String::with_capacity(room(file));
    write(&mut record, file);
    record
}

/// Reads what [`file_record`] wrote; `None` if it is damaged.
pub(super) fn read_file(record: &str) -> Option<Source> {
    source_of(&serde_json::from_str(record).ok()?)
}

/// Bytes that the record of a file takes at most.
fn room(file: &Source) -> usize {
    const MEMBERS: usize = 160;
    let written = |byte: u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' => 2,
        b' '..=b'~' => 1,
        _ => 6,
    };
    MEMBERS + 6 * file.path.len() + file.text.bytes().map(written).sum::<usize>()
}

fn write(record: &mut String, file: &Source) {
    let line_ending = match file.line_ending {
        LineEnding::Lf => "lf",
        LineEnding::CrLf => "crlf",
        LineEnding::Cr => "cr",
    };
    let mut members = Members::open(record);
    value::write(members.key("byte_order_mark"), &file.byte_order_mark.into());
    write_text(members.key("line_ending"), line_ending);
    write_text(members.key("path"), &file.path);
    write_text(members.key("text"), &file.text);
    value::write(members.key("undecodable_at"), &file.undecodable_at.into());
    members.close();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_never_outgrows_its_room() {
        let long = "- {name: A}\n".repeat(1_000);
        for text in ["", "a: 1\n", "\"\\\t\u{1}\u{7f}", "ß ☃ 𝄞", long.as_str()] {
            let path = "datasets/\"ü\".yml".to_owned();
            let file = Source { path, undecodable_at: Some(usize::MAX), ..Source::new("", text) };
            let record = file_record(&file);
            assert_eq!((record.capacity(), read_file(&record).as_ref()), (room(&file), Some(&file)));
            assert!(
                record.capacity() < record.len() + 100 + 6 * (file.path.len() + text.len() / 6),
                "{record}"
            );
        }
    }
}
