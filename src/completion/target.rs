//! From a place in the text to what may stand there.

use super::keys::{self, Entry, Key, Of, Value, Word};
use super::place::{Place, Slot, Step};
use crate::config::layout::{self, Role};
use crate::source::{FileId, Source};

/// What may stand at a place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    /// One of these keys.
    Keys(&'static [Key]),
    /// One of these words.
    Words(&'static [Word]),
    /// The name of a dataset.
    Dataset,
    /// The name of the entry itself.
    Name,
    /// The name of a zone, in its own entry.
    ZoneName,
    /// The name of a declared zone.
    Zone,
    /// The path of a file with code.
    CodeFile,
    /// An entry of a list, from its first key on.
    Entry(&'static [Key], Entry),
    /// Something of an entry of `blocks` or `solutions`.
    Block(Of),
    /// An entry of a list, from its dash on.
    DashedEntry(Entry),
}

/// What may stand at `place` in the given file; `None` if anything may, or nothing.
pub(super) fn target_of(files: &[Source], file: FileId, place: &Place) -> Option<Target> {
    let mut value = Value::Mapping(table_of(files, file)?);
    for step in &place.path {
        value = inside(value, step)?;
    }
    match (&place.slot, value) {
        (Slot::Key, Value::Mapping(keys)) => Some(Target::Keys(keys)),
        (Slot::Key, Value::Ports(side)) => Some(Target::Block(Of::Port(side))),
        (Slot::Value(_), Value::Ports(side)) => Some(Target::Block(Of::Object(side))),
        (Slot::Key, Value::Members(_)) => Some(Target::Block(Of::Member)),
        // The column tells no list from a mapping before its first dash.
        (Slot::Key | Slot::Dash, Value::Entries(_, entry)) => Some(Target::DashedEntry(entry)),
        (Slot::Element, Value::Entries(keys, entry)) => Some(Target::Entry(keys, entry)),
        (Slot::Element, Value::Datasets) => Some(Target::Dataset),
        (Slot::Value(key), Value::Mapping(_)) => match inside(value, &Step::Key(key.clone()))? {
            Value::Words(words) => Some(Target::Words(words)),
            Value::Dataset => Some(Target::Dataset),
            Value::Name => Some(Target::Name),
            Value::ZoneName => Some(Target::ZoneName),
            Value::Zone => Some(Target::Zone),
            Value::CodeFile => Some(Target::CodeFile),
            Value::Block(of) => Some(Target::Block(of)),
            _ => None,
        },
        _ => None,
    }
}

fn inside(value: Value, step: &Step) -> Option<Value> {
    match (value, step) {
        (Value::Mapping(keys), Step::Key(name)) => {
            keys.iter().find(|key| key.name == name).map(|key| key.value)
        }
        (Value::Entries(keys, _), Step::Element) | (Value::Members(keys), Step::Key(_)) => {
            Some(Value::Mapping(keys))
        }
        (Value::Datasets, Step::Element) => Some(Value::Mapping(&keys::REFERENCE)),
        _ => None,
    }
}

fn table_of(files: &[Source], file: FileId) -> Option<&'static [Key]> {
    let path = &files.get(file.index())?.path;
    if files.len() == 1 {
        return Some(&keys::ROOT);
    }
    // A file of any environment, not only of the chosen one.
    let environment = path.strip_prefix("environments/").and_then(|name| name.strip_suffix(".yml"));
    match layout::role(path, environment.unwrap_or_default()) {
        Role::Project => Some(&keys::ROOT),
        Role::Datasets => Some(&keys::DATASETS_FILE),
        Role::Recipes => Some(&keys::RECIPES_FILE),
        Role::Environment | Role::Variables => Some(&keys::ENVIRONMENT_FILE),
        Role::Lock | Role::Canvas | Role::Other => None,
    }
}
