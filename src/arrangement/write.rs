//! Writing the layout document. It has tens of thousands of lines and is written with every move, so
//! that all goes into one text.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;

use super::read::FORMAT;
use super::{Arrangement, Frame, Note, Room};
use crate::diagram::NodeId;
use crate::geometry::Point;
use crate::sorting;

/// About how long the line of a node is, in bytes.
const LINE: usize = 40;

pub(super) fn write(arrangement: &Arrangement) -> String {
    let mut out = String::with_capacity(LINE * (arrangement.places.len() + 4));
    // Writing to a text never fails.
    let _ = write!(out, "{{\n  \"version\": {FORMAT}");
    section(&mut out, "nodes", ['{', '}'], arrangement.places.iter(), place);
    section(&mut out, "unfolded", ['[', ']'], arrangement.unfolded.iter(), |out, id| text(out, &id.0));
    section(&mut out, "rooms", ['{', '}'], arrangement.rooms.iter(), room);
    let frames = arrangement.frames.iter().filter(|frame| frame.zone.is_none());
    section(&mut out, "frames", ['[', ']'], frames, frame);
    let folded = folded_zones(arrangement);
    section(&mut out, "folded_zones", ['[', ']'], folded.into_iter(), text);
    section(&mut out, "notes", ['[', ']'], arrangement.notes.iter(), note);
    out.push_str("\n}\n");
    out
}

/// The zones that are folded: those with a frame as it is, others as they were.
pub(super) fn folded_zones(arrangement: &Arrangement) -> BTreeSet<&str> {
    let zones = arrangement.frames.iter().filter(|frame| frame.zone.is_some());
    let names: BTreeSet<&str> = zones.clone().map(|frame| frame.name.as_str()).collect();
    let hidden = arrangement.folded_zones.iter().map(String::as_str).filter(|name| !names.contains(name));
    let shown = zones.filter(|frame| frame.is_folded).map(|frame| frame.name.as_str());
    sorting::set(hidden.chain(shown))
}

/// A key with its things, a line for each; nothing without any.
fn section<T>(
    out: &mut String,
    key: &str,
    [open, close]: [char; 2],
    items: impl Iterator<Item = T>,
    one: impl Fn(&mut String, T),
) {
    let mut is_empty = true;
    for item in items {
        if is_empty {
            let _ = write!(out, ",\n  \"{key}\": {open}\n    ");
        } else {
            out.push_str(",\n    ");
        }
        is_empty = false;
        one(out, item);
    }
    if !is_empty {
        let _ = write!(out, "\n  {close}");
    }
}

fn place(out: &mut String, (id, at): (&NodeId, &Point)) {
    text(out, &id.0);
    out.push_str(": ");
    numbers(out, &[at.x, at.y]);
}

fn room(out: &mut String, (id, room): (&NodeId, &Room)) {
    text(out, &id.0);
    out.push_str(": ");
    numbers(out, &[room.corner.x, room.corner.y, room.by.x, room.by.y]);
}

fn frame(out: &mut String, frame: &Frame) {
    out.push_str("{\"name\": ");
    text(out, &frame.name);
    out.push_str(", \"members\": [");
    for (at, id) in frame.members.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        text(out, &id.0);
    }
    out.push_str(if frame.is_folded { "], \"folded\": true}" } else { "]}" });
}

fn note(out: &mut String, note: &Note) {
    let (at, size) = (note.rect.origin, note.rect.size);
    out.push_str("{\"at\": ");
    numbers(out, &[at.x, at.y, size.width, size.height]);
    out.push_str(", \"text\": ");
    text(out, &note.text);
    out.push('}');
}

#[expect(clippy::cast_possible_truncation, reason = "far outside, all is at the outermost places")]
fn numbers(out: &mut String, numbers: &[f64]) {
    for (at, number) in numbers.iter().enumerate() {
        let before = if at == 0 { "[" } else { ", " };
        let _ = write!(out, "{before}{}", number.round() as i64);
    }
    out.push(']');
}

fn text(out: &mut String, text: &str) {
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push_str(&Value::from(text).to_string());
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}
