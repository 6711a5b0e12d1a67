//! What can be typed at a place of a configuration, and what stands there means.
//!
//! Both work while the text around is broken: the place is found in the text alone, and only the
//! names of objects come from the last analysis. This module changes nothing.

mod around;
mod blocks;
mod explain;
mod explain_block;
mod flow;
mod keys;
mod levels;
mod line;
mod place;
mod reader;
mod target;
mod variable;
mod writing;

use std::sync::Arc;

use crate::config::layout::{self, Role};
use crate::config::{Config, Field, Format, code_file};
use crate::sorting::sort;
use crate::source::{FileId, Source};
use crate::text::{TextEdit, TextRange};
use crate::workspace::{Analysis, Workspace};
use blocks::Offering;
use keys::{Entry, Key, Of, Word};
use place::{Place, Slot, place_at};
use target::{Target, target_of};
use writing::Written;

pub use explain::{Explanation, explain};

/// What a completion inserts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A key.
    Key,
    /// One of the words that a key may have.
    Word,
    /// The name of a dataset, or of another object that a port takes.
    Dataset,
    /// A block of a registry.
    Block,
    /// The name of a variable.
    Variable,
    /// A whole entry of a list.
    Entry,
}

/// Something that can be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown and matched.
    pub label: String,
    /// What it inserts.
    pub kind: Kind,
    /// A few words beside the label; may be empty.
    pub detail: String,
    /// A sentence about it; may be empty.
    pub documentation: String,
    /// The edit that it makes. Its range starts where what is already typed starts.
    pub edit: TextEdit,
    /// What is selected afterwards, in bytes of the inserted text.
    pub select: TextRange,
}

/// What can be typed at `offset` (bytes) of the given file, best first.
pub fn complete(workspace: &Workspace, analysis: &Analysis, file: FileId, offset: u32) -> Vec<Completion> {
    let Some(source) = workspace.files.get(file.index()) else { return Vec::new() };
    let (text, offset) = (&*source.text, offset as usize);
    if let Some(variables) = variable::complete(workspace, text, offset) {
        return variables;
    }
    let Some(place) = place_at(text, offset) else { return Vec::new() };
    let Some(target) = target_of(&workspace.files, file, &place) else { return Vec::new() };
    let config = &analysis.config;
    let range = replaced(text, &place);
    let writer = Writer { place: &place, range, has_colon: has_colon(text, &place), format: config.format };
    match target {
        Target::Keys(keys) => writer.keys(keys),
        Target::Words(words) => words.iter().map(|word| writer.word(word)).collect(),
        Target::Dataset => writer.datasets(config, file),
        Target::Zone => Writer { range: value_at(text, &place), ..writer }.zones(config),
        Target::CodeFile => Writer { range: value_at(text, &place), ..writer }.code_files(&workspace.files),
        Target::Block(of) => {
            let Some(around) = around::around(text, offset, &place) else { return Vec::new() };
            let range = match of {
                Of::Reference => explain_block::reference_around(text, offset, &place),
                _ => None,
            };
            let writer = Writer { range: range.unwrap_or(writer.range), ..writer };
            let typed = place.typed.of(text);
            let offering = Offering { workspace, analysis, around: &around, place: &place, typed };
            offering.of(of, &writer)
        }
        Target::Entry(keys, entry) => {
            let whole = place.typed.is_empty().then(|| writer.entry(entry, place.in_brackets));
            let keys = if place.in_brackets { Vec::new() } else { writer.keys(keys) };
            whole.into_iter().chain(keys).collect()
        }
        Target::DashedEntry(entry) => vec![writer.entry(entry, false)],
        Target::Name | Target::ZoneName => Vec::new(),
    }
}

/// Whether what can be typed at `offset` of the given file is in the registries.
pub fn asks_for_blocks(workspace: &Workspace, file: FileId, offset: u32) -> bool {
    let place = workspace.files.get(file.index()).and_then(|source| place_at(&source.text, offset as usize));
    let target = place.and_then(|place| target_of(&workspace.files, file, &place));
    matches!(target, Some(Target::Block(_)))
}

/// What is typed, with the rest of the word behind the offset.
fn replaced(text: &str, place: &Place) -> TextRange {
    let rest = text.get(place.typed.end as usize..).unwrap_or_default();
    let is_end = |letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.'));
    let tail = rest.find(is_end).unwrap_or(rest.len());
    TextRange::new(place.typed.start as usize, place.typed.end as usize + tail)
}

/// The whole value of a key that is written on one line, without its quotes.
fn value_at(text: &str, place: &Place) -> TextRange {
    let rest = text.get(place.typed.end as usize..).unwrap_or_default();
    let ends = |letter: char| match letter {
        '\n' | '"' | '\'' => true,
        ',' | '}' | ']' => place.in_brackets && !place.in_quotes,
        _ => false,
    };
    let value = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
    let value = value.split(" #").next().unwrap_or_default().trim_end();
    TextRange::new(place.typed.start as usize, place.typed.end as usize + value.len())
}

fn has_colon(text: &str, place: &Place) -> bool {
    let range = replaced(text, place);
    text.get(range.end as usize..).is_some_and(|rest| rest.starts_with(':'))
}

struct Writer<'p> {
    place: &'p Place,
    range: TextRange,
    has_colon: bool,
    format: Format,
}

impl Writer<'_> {
    fn keys(&self, keys: &'static [Key]) -> Vec<Completion> {
        // Behind a dash the entry has only the keys of the lines below, which `present` does not hold.
        let in_mapping = self.place.slot == Slot::Key;
        let is_new = |key: &&Key| !in_mapping || !self.place.present.iter().any(|name| name == key.name);
        let column = if in_mapping { self.place.column } else { self.place.column + 2 };
        let place = Place { column, ..self.place.clone() };
        let choice = |key: &Key| {
            let written = writing::key(key, &place, self.has_colon);
            self.completion(key.name, Kind::Key, "", key.meaning, written)
        };
        let is_read = |key: &&Key| key.since <= self.format;
        keys.iter().filter(is_read).filter(is_new).map(choice).collect()
    }

    fn word(&self, word: &Word) -> Completion {
        self.completion(word.text, Kind::Word, "", word.meaning, writing::word(word.text, self.place))
    }

    /// The declared zones, in their order.
    fn zones(&self, config: &Config) -> Vec<Completion> {
        let names = config.zones.iter().filter_map(|zone| zone.entry.name.as_ref());
        let choice = |name: &Field<Arc<str>>| {
            let written = writing::text(&name.value, self.place);
            self.completion(&name.value, Kind::Word, "zone", "", written)
        };
        names.map(choice).collect()
    }

    /// The files of the project that are no part of the configuration itself, in order of their paths.
    fn code_files(&self, files: &[Source]) -> Vec<Completion> {
        let is_code = |path: &&str| layout::role(path, "") == Role::Other && code_file::is_inside(path);
        let mut paths: Vec<&str> = files.iter().map(|source| source.path.as_str()).filter(is_code).collect();
        sort(&mut paths);
        let choice =
            |path: &str| self.completion(path, Kind::Word, "file", "", writing::text(path, self.place));
        paths.into_iter().map(choice).collect()
    }

    /// Datasets, folders and models that are not in the list yet: those of this file, then the others.
    fn datasets(&self, config: &Config, file: FileId) -> Vec<Completion> {
        let mut found: Vec<(bool, &str, String)> = Vec::new();
        for dataset in &config.datasets {
            let Some(name) = dataset.name.as_ref() else { continue };
            if !self.place.present.iter().any(|present| **present == *name.value) {
                found.push((dataset.at.file != file, &name.value, explain::kind_of(dataset)));
            }
        }
        for object in config.objects() {
            let Some(name) = object.entry().name.as_ref() else { continue };
            if !self.place.present.iter().any(|present| **present == *name.value) {
                found.push((object.entry().at.file != file, &name.value, object.kind().name().to_owned()));
            }
        }
        sort(&mut found);
        found.dedup();
        let choice = |(_, name, kind): &(bool, &str, String)| {
            self.completion(name, Kind::Dataset, kind, "", writing::word(name, self.place))
        };
        found.iter().map(choice).collect()
    }

    fn entry(&self, entry: Entry, has_dash: bool) -> Completion {
        let (label, meaning) = match entry {
            Entry::Dataset => ("new dataset", "A dataset with its name and type."),
            Entry::Recipe => ("new recipe", "A recipe with its inputs, outputs and code."),
            Entry::Column => ("new column", "A column with its name and type."),
            Entry::Block => ("new block", "A block of a registry."),
            Entry::Solution => ("new solution", "A solution of a registry."),
            Entry::Extension => ("new extension", "A recipe of the block that is changed."),
            Entry::Zone => ("new zone", "A zone with its name and colour."),
            Entry::Folder => ("new folder", "A managed folder with its name and connection."),
            Entry::Model => ("new model", "A saved model that exists already."),
            Entry::Scenario => ("new scenario", "A scenario with its name and type."),
        };
        let with_dash = !has_dash && self.place.slot != Slot::Element;
        let written = writing::entry(entry, self.place, with_dash);
        self.completion(label, Kind::Entry, "", meaning, written)
    }

    fn completion(
        &self,
        label: &str,
        kind: Kind,
        detail: &str,
        documentation: &str,
        written: Written,
    ) -> Completion {
        Completion {
            label: label.to_owned(),
            kind,
            detail: detail.to_owned(),
            documentation: documentation.to_owned(),
            edit: TextEdit::replace(self.range, written.text),
            select: written.select,
        }
    }
}

#[cfg(test)]
mod tests;
