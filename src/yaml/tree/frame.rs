//! A list or mapping that is still open.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use super::super::LazyLines;
use super::super::node::{Content, Entry, Node, Style};
use super::super::rules::{syn001_malformed, syn003_duplicate_key, syn010_key_kind};
use super::Built;
use crate::diagnostic::{Diagnostic, Safety};
use crate::sorting::{sort, sort_by_key};
use crate::source::{FileEdit, FileId, Location};
use crate::text::{TextEdit, TextRange};
use crate::value;

/// What is open.
pub(super) enum Kind {
    /// A list and its elements so far.
    List(Vec<Node>),
    /// A mapping.
    Map {
        /// Entries so far.
        entries: Vec<Entry>,
        /// The key whose value comes next.
        key: Option<Key>,
        /// Places and values of merge keys.
        merges: Vec<(TextRange, Node)>,
    },
}

impl Kind {
    pub(super) fn map() -> Self {
        Self::Map { entries: Vec::new(), key: None, merges: Vec::new() }
    }
}

/// A key that waits for its value.
pub(super) enum Key {
    /// An ordinary key.
    Name(Arc<str>, TextRange),
    /// `<<`
    Merge(TextRange),
    /// A list or mapping (rule SYN010).
    Collection,
}

/// An open collection.
pub(super) struct Frame {
    kind: Kind,
    pub(super) style: Style,
    pub(super) anchor: usize,
    /// Its opening bracket, or the place of its first value.
    pub(super) start: TextRange,
    /// End of its last value so far.
    pub(super) end: u32,
    /// Values in the document before its own.
    pub(super) nodes_before: usize,
    height: usize,
    has_collection_key: bool,
}

impl Frame {
    pub(super) fn new(
        kind: Kind,
        style: Style,
        anchor: usize,
        start: TextRange,
        nodes_before: usize,
    ) -> Self {
        Self {
            kind,
            style,
            anchor,
            start,
            end: start.end,
            nodes_before,
            height: 1,
            has_collection_key: false,
        }
    }

    pub(super) fn is_mapping(&self) -> bool {
        matches!(self.kind, Kind::Map { .. })
    }

    /// Takes the next value: an element, a key, or the value of the last key.
    pub(super) fn put(&mut self, built: Built) {
        let Built { node, height, .. } = built;
        self.height = self.height.max(height + 1);
        self.end = self.end.max(node.range.end);
        match &mut self.kind {
            Kind::List(nodes) => nodes.push(node),
            Kind::Map { entries, key, merges } => match key.take() {
                None => {
                    let next = as_key(&node);
                    self.has_collection_key |= matches!(next, Key::Collection);
                    *key = Some(next);
                }
                Some(Key::Name(name, key_range)) => {
                    entries.push(Entry { key: name, key_range, value: node, merged: false });
                }
                Some(Key::Merge(at)) => merges.push((at, node)),
                Some(Key::Collection) => {}
            },
        }
    }

    /// The finished value, which ends at `end`, and what is wrong with its keys.
    pub(super) fn close(self, end: u32) -> (Built, Vec<Fault>) {
        let mut faults = Vec::new();
        if self.has_collection_key {
            faults.push(Fault::CollectionKey);
        }
        let content = match self.kind {
            Kind::List(nodes) => Content::List(nodes.into()),
            Kind::Map { mut entries, merges, .. } => {
                faults.extend(duplicates(&entries));
                faults.extend(merge_faults(&merges));
                for (_, merged) in &merges {
                    merge(&mut entries, merged);
                }
                Content::Map(entries.into())
            }
        };
        let range = TextRange { start: self.start.start, end: end.max(self.start.end) };
        let node = Node { range, style: self.style, content };
        (Built { node, height: self.height, size: 1 }, faults)
    }
}

/// The text of a key: numbers, booleans and nothing become text before any other step (spec 1.1).
fn as_key(node: &Node) -> Key {
    let name = match &node.content {
        Content::Null => "null".into(),
        Content::Bool(value) => value.to_string().into(),
        Content::Number(number) => {
            let mut name = String::new();
            value::write_number(&mut name, number);
            name.into()
        }
        Content::Text(text) if &*text.value == "<<" && node.style == Style::Plain => {
            return Key::Merge(node.range);
        }
        Content::Text(text) => Arc::clone(&text.value),
        Content::List(_) | Content::Map(_) => return Key::Collection,
    };
    Key::Name(name, node.range)
}

/// Adds the entries of merged mappings; what is there already wins.
fn merge(entries: &mut Vec<Entry>, merged: &Node) {
    let mappings = match &merged.content {
        Content::List(nodes) => nodes.iter().filter_map(Node::as_map).collect(),
        _ => merged.as_map().map_or_else(Vec::new, |mapping| vec![mapping]),
    };
    let mut known: HashSet<Arc<str>> = entries.iter().map(|entry| Arc::clone(&entry.key)).collect();
    for entry in mappings.into_iter().flatten() {
        if known.insert(Arc::clone(&entry.key)) {
            entries.push(Entry { merged: true, ..entry.clone() });
        }
    }
}

/// What is wrong with a mapping.
pub(super) enum Fault {
    /// A key stands twice (rule SYN003).
    Duplicate { key: Arc<str>, at: TextRange, first: TextRange },
    /// A list or mapping is a key (rule SYN010).
    CollectionKey,
    /// `<<` with something else than a mapping (rule SYN001).
    MergeOfScalar(TextRange),
}

/// Most duplicate keys of a mapping that are told; the others when these are gone.
const MAX_DUPLICATES: usize = 1_000;

fn duplicates(entries: &[Entry]) -> Vec<Fault> {
    // Mappings are small as a rule; sorting places keeps large ones from costing n².
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let key_of = |place: &usize| entries.get(*place).map(|entry| &entry.key);
    sort_by_key(&mut order, key_of);
    let mut found: Vec<(usize, usize)> = Vec::new();
    for same in order.chunk_by(|a, b| key_of(a) == key_of(b)) {
        if let [first, later @ ..] = same {
            found.extend(later.iter().map(|place| (*place, *first)));
        }
    }
    sort(&mut found);
    found.truncate(MAX_DUPLICATES);
    let entry = |place: usize| entries.get(place);
    let fault = |(later, first)| {
        let (later, first) = (entry(later)?, entry(first)?);
        Some(Fault::Duplicate { key: Arc::clone(&later.key), at: later.key_range, first: first.key_range })
    };
    found.into_iter().filter_map(fault).collect()
}

fn merge_faults(merges: &[(TextRange, Node)]) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let [(first, _), later @ ..] = merges {
        let duplicate =
            |(at, _): &(TextRange, Node)| Fault::Duplicate { key: "<<".into(), at: *at, first: *first };
        faults.extend(later.iter().map(duplicate));
    }
    let mergeable = |node: &Node| match &node.content {
        Content::Map(_) => true,
        Content::List(nodes) => nodes.iter().all(|node| node.as_map().is_some()),
        _ => false,
    };
    let bad = merges.iter().filter(|(_, node)| !mergeable(node));
    faults.extend(bad.map(|(_, node)| Fault::MergeOfScalar(node.range)));
    faults
}

impl Fault {
    /// The problem to report. `parent` is the mapping's path, `mapping` its bytes.
    pub(super) fn into_problem(
        self,
        parent: &str,
        (text, lines): (&str, &LazyLines),
        file: FileId,
        mapping: TextRange,
    ) -> Diagnostic {
        let location = |range| Location { file, range };
        match self {
            Self::Duplicate { key, at, first } => {
                let path = if parent.is_empty() { key.to_string() } else { format!("{parent}.{key}") };
                let line = lines.line_at(text, first.start);
                syn003_duplicate_key::report(path, &key, location(first), line).at(location(at))
            }
            Self::CollectionKey => {
                let path = if parent.is_empty() { "$" } else { parent };
                let written = mapping.of(text);
                let placeholder = written.contains("{{");
                let problem = syn010_key_kind::report(path.to_owned(), placeholder).at(location(mapping));
                if !placeholder || written.contains(['"', '\n']) {
                    return problem;
                }
                let quote = |offset| FileEdit { file, edit: TextEdit::insert(offset, "\"") };
                let edits = vec![quote(mapping.start), quote(mapping.end)];
                problem.fix("Put the placeholder in quotes", Safety::Safe, edits)
            }
            Self::MergeOfScalar(at) => {
                syn001_malformed::report("the merge key << needs a mapping or a list of mappings")
                    .at(location(at))
                    .hint("Name an anchored mapping: `<<: *name`.")
            }
        }
    }
}

/// The path of the value that comes next in the innermost of `frames`, as `datasets[2].params`.
pub(super) fn path(frames: &[Frame]) -> String {
    let mut path = String::new();
    for frame in frames {
        match &frame.kind {
            Kind::List(nodes) => {
                let _ = write!(path, "[{}]", nodes.len());
            }
            Kind::Map { key, .. } => {
                let name = match key {
                    Some(Key::Name(name, _)) => name,
                    Some(Key::Merge(_)) => "<<",
                    Some(Key::Collection) | None => "?",
                };
                let dot = if path.is_empty() { "" } else { "." };
                let _ = write!(path, "{dot}{name}");
            }
        }
    }
    path
}
