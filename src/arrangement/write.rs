//! Writing the layout document.

use serde_json::Value;

use super::read::FORMAT;
use super::{Arrangement, Frame, Note};

pub(super) fn write(arrangement: &Arrangement) -> String {
    let places = arrangement.places.iter();
    let nodes = places.map(|(id, at)| format!("{}: [{}, {}]", text(&id.0), at.x.round(), at.y.round()));
    let unfolded = arrangement.unfolded.iter().map(|id| text(&id.0));
    let mut sections = vec![format!("  \"version\": {FORMAT}")];
    sections.extend(section("nodes", ['{', '}'], nodes));
    sections.extend(section("unfolded", ['[', ']'], unfolded));
    sections.extend(section("frames", ['[', ']'], arrangement.frames.iter().map(frame)));
    sections.extend(section("notes", ['[', ']'], arrangement.notes.iter().map(note)));
    format!("{{\n{}\n}}\n", sections.join(",\n"))
}

/// A key with its things, a line for each; `None` without any.
fn section(key: &str, [open, close]: [char; 2], items: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<String> = items.map(|item| format!("    {item}")).collect();
    (!lines.is_empty()).then(|| format!("  \"{key}\": {open}\n{}\n  {close}", lines.join(",\n")))
}

fn frame(frame: &Frame) -> String {
    let members: Vec<String> = frame.members.iter().map(|id| text(&id.0)).collect();
    let folded = if frame.is_folded { ", \"folded\": true" } else { "" };
    format!("{{\"name\": {}, \"members\": [{}]{folded}}}", text(&frame.name), members.join(", "))
}

fn note(note: &Note) -> String {
    let (at, size) = (note.rect.origin, note.rect.size);
    let numbers = [at.x, at.y, size.width, size.height].map(|number| number.round().to_string());
    format!("{{\"at\": [{}], \"text\": {}}}", numbers.join(", "), text(&note.text))
}

fn text(text: &str) -> String {
    Value::from(text).to_string()
}
