//! How what was chosen is written at its place.

use super::keys::{Entry, Key, Value};
use super::place::Place;
use crate::text::TextRange;
use crate::yaml::write::{self, Context};

/// A text to insert and the part of it that is then selected.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) select: TextRange,
}

impl Written {
    /// `text` with the caret behind it.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { select: TextRange::at(text.len()), text }
    }

    /// `text` with the part between the two bars selected; the bars are left out.
    fn marked(text: &str) -> Self {
        let mut parts = text.splitn(3, '¦');
        let mut part = || parts.next().unwrap_or_default();
        let (before, selected, after) = (part(), part(), part());
        let select = TextRange::new(before.len(), before.len() + selected.len());
        Self { text: format!("{before}{selected}{after}"), select }
    }
}

/// A key with the beginning of its value.
pub(super) fn key(key: &Key, place: &Place, has_colon: bool) -> Written {
    let name = key.name;
    if has_colon {
        return Written::plain(name);
    }
    let deeper = " ".repeat(place.column + 2);
    match key.value {
        Value::Mapping(_) | Value::Ports(_) | Value::Members(_) if place.in_brackets => {
            Written::marked(&format!("{name}: {{¦¦}}"))
        }
        Value::Mapping(_) | Value::Ports(_) | Value::Members(_) => {
            Written::plain(format!("{name}:\n{deeper}"))
        }
        Value::Entries(..) if !place.in_brackets => Written::plain(format!("{name}:\n{deeper}- ")),
        Value::Entries(..) | Value::Texts | Value::Datasets => Written::marked(&format!("{name}: [¦¦]")),
        Value::Code if !place.in_brackets => Written::plain(format!("{name}: |\n{deeper}")),
        _ => Written::plain(format!("{name}: ")),
    }
}

/// A whole entry, with its dash if it is not there yet.
pub(super) fn entry(entry: Entry, place: &Place, with_dash: bool) -> Written {
    let lines: &[&str] = match entry {
        Entry::Column => &["{name: ¦COLUMN¦, type: string}"],
        Entry::Block | Entry::Solution if place.in_brackets => &["{ref: ¦¦}"],
        Entry::Extension if place.in_brackets => &["{recipe: ¦¦}"],
        Entry::Block | Entry::Solution => &["ref: ¦¦"],
        Entry::Extension => &["recipe: ¦¦"],
        Entry::Dataset if place.in_brackets => &["{name: ¦NEW_DATASET¦, type: managed}"],
        Entry::Recipe if place.in_brackets => {
            &["{name: ¦new_recipe¦, type: python, inputs: [], outputs: []}"]
        }
        Entry::Zone => &["{name: ¦New zone¦, color: \"#2ab1ac\"}"],
        Entry::Model => &["{name: ¦new_model¦}"],
        Entry::Folder if place.in_brackets => &["{name: ¦new_folder¦, connection: filesystem_folders}"],
        Entry::Folder => &["name: ¦new_folder¦", "connection: filesystem_folders"],
        Entry::Scenario if place.in_brackets => &["{name: ¦new_scenario¦, type: step_based, active: false}"],
        Entry::Scenario => &["name: ¦new_scenario¦", "type: step_based", "active: false"],
        Entry::Dataset => &["name: ¦NEW_DATASET¦", "type: managed", "format_type: parquet"],
        Entry::Recipe => &["name: ¦new_recipe¦", "type: python", "inputs: []", "outputs: []", "code: |"],
    };
    let dash = if with_dash { "- " } else { "" };
    let gap = format!("\n{}", " ".repeat(place.column + 2));
    Written::marked(&format!("{dash}{}", lines.join(&gap)))
}

/// Any text as the value of a key, in quotes where it needs them.
pub(super) fn text(text: &str, place: &Place) -> Written {
    let context = if place.in_brackets { Context::Flow } else { Context::Block };
    Written::plain(if place.in_quotes { text.to_owned() } else { write::text(text, context) })
}

/// `text` as the value of a key or an element of a list.
pub(super) fn word(text: &str, place: &Place) -> Written {
    // Inside quotes there is no second pair.
    Written::plain(if place.in_quotes { text.trim_matches('"') } else { text })
}
