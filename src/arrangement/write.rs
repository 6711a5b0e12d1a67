//! Writing the layout document.

use std::collections::BTreeSet;

use serde_json::Value;

use super::read::FORMAT;
use super::{Arrangement, Frame, Note};
use crate::sorting;

pub(super) fn write(arrangement: &Arrangement) -> String {
    let places = arrangement.places.iter();
    let nodes = places.map(|(id, at)| format!("{}: [{}, {}]", text(&id.0), at.x.round(), at.y.round()));
    let unfolded = arrangement.unfolded.iter().map(|id| text(&id.0));
    let mut sections = vec![format!("  \"version\": {FORMAT}")];
    sections.extend(section("nodes", ['{', '}'], nodes));
    sections.extend(section("unfolded", ['[', ']'], unfolded));
    let (zones, frames): (Vec<&Frame>, Vec<&Frame>) =
        arrangement.frames.iter().partition(|frame| frame.zone.is_some());
    sections.extend(section("frames", ['[', ']'], frames.into_iter().map(frame)));
    let folded = folded_zones(arrangement, &zones);
    sections.extend(section("folded_zones", ['[', ']'], folded.into_iter().map(text)));
    sections.extend(section("notes", ['[', ']'], arrangement.notes.iter().map(note)));
    format!("{{\n{}\n}}\n", sections.join(",\n"))
}

/// The zones that are folded: those with a frame as it is, others as they were.
fn folded_zones<'a>(arrangement: &'a Arrangement, zones: &[&'a Frame]) -> BTreeSet<&'a str> {
    let is_shown = |name: &&str| zones.iter().any(|frame| frame.name == **name);
    let hidden = arrangement.folded_zones.iter().map(String::as_str).filter(|name| !is_shown(name));
    let shown = zones.iter().filter(|frame| frame.is_folded).map(|frame| frame.name.as_str());
    sorting::set(hidden.chain(shown))
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
