//! Values that go, alone or together.

use super::{Edit, Found, Refusal, Step};
use crate::text::{TextEdit, TextRange};
use crate::yaml::node::{Content, Entry, Node, Style};

impl Edit<'_> {
    /// Removes several entries or elements of the collection at `path`, as [`Edit::remove`] does one.
    ///
    /// # Errors
    /// If one of them is not there or shared.
    pub fn remove_all(&self, path: &[Step], children: &[Step]) -> Result<Vec<TextEdit>, Refusal> {
        let found = self.find_own(path)?;
        let parent = found.node;
        let spans: Vec<TextRange> = match &parent.content {
            Content::Map(entries) if entries.iter().any(|entry| entry.merged) => {
                return Err(Refusal::Shared);
            }
            Content::Map(entries) => entries.iter().map(entry_range).collect(),
            Content::List(nodes) => nodes.iter().map(|node| node.range).collect(),
            _ => return Err(Refusal::NotThere),
        };
        let mut goes = vec![false; spans.len()];
        for child in children {
            let position = position(parent, child).ok_or(Refusal::NotThere)?;
            *goes.get_mut(position).ok_or(Refusal::NotThere)? = true;
        }
        if goes.iter().all(|goes| *goes) {
            let empty = if parent.as_list().is_some() { "[]" } else { "{}" };
            return Ok(self.emptied(&found, empty));
        }
        let mut ranges: Vec<TextRange> = Vec::new();
        for (first, last) in runs(&goes) {
            let range = if parent.style == Style::Flow {
                flow_removal(&spans, first, last)
            } else {
                self.lines().removal(parent, &spans, first, last)
            };
            match ranges.last_mut() {
                // The last line goes with the line feed before it, which another may have taken.
                Some(before) if before.end > range.start => before.end = range.end,
                _ => ranges.push(range),
            }
        }
        Ok(ranges.into_iter().map(TextEdit::delete).collect())
    }

    /// A collection that becomes `empty`. One on lines of its own leaves them: the brackets stand behind
    /// the key.
    pub(super) fn emptied(&self, found: &Found<'_>, empty: &str) -> Vec<TextEdit> {
        let range = found.node.range;
        let lines = self.lines();
        let key = found.entry.filter(|entry| {
            let key = lines.line_start(entry.key_range.start);
            found.node.style == Style::Block && key < lines.line_start(range.start)
        });
        let Some(key) = key else { return vec![TextEdit::replace(range, empty)] };
        let end = lines.line_end(key.key_range.end);
        let behind = TextRange { start: key.key_range.end, end }.of(self.text);
        let written = behind.split(" #").next().unwrap_or_default().trim_end();
        let at = key.key_range.end + TextRange::at(written.len()).start;
        let content = TextRange::at(range.of(self.text).trim_end().len()).start;
        let first = lines.comments_above(lines.line_start(range.start), 0);
        let gone = TextRange { start: first - 1, end: lines.line_end(range.start + content) };
        vec![TextEdit::insert(at, format!(" {empty}")), TextEdit::delete(gone)]
    }

    /// The lines of an element of the block list under `key` of the root, with the comment lines directly
    /// above it and without the last line feed; `None` if it does not stand on lines of its own.
    pub fn element_lines(&self, key: &str, index: usize) -> Option<TextRange> {
        let list = self.root.get(key).filter(|list| list.style == Style::Block)?;
        let spans: Vec<TextRange> = list.as_list()?.iter().map(|node| node.range).collect();
        self.lines().around(list, &spans, index)
    }
}

fn position(parent: &Node, child: &Step) -> Option<usize> {
    match (&parent.content, child) {
        (Content::Map(entries), Step::Key(key)) => entries.iter().position(|entry| *entry.key == **key),
        (Content::List(nodes), Step::Index(index)) => (*index < nodes.len()).then_some(*index),
        _ => None,
    }
}

/// The first and last positions of what goes without a gap.
fn runs(goes: &[bool]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for position in (0..goes.len()).filter(|position| goes.get(*position) == Some(&true)) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == position => *last = position,
            _ => runs.push((position, position)),
        }
    }
    runs
}

fn entry_range(entry: &Entry) -> TextRange {
    TextRange { start: entry.key_range.start, end: entry.value.range.end.max(entry.key_range.end) }
}

/// Elements of a bracket with the commas that it no longer needs.
fn flow_removal(spans: &[TextRange], first: usize, last: usize) -> TextRange {
    let span = |position: usize| spans.get(position).copied();
    let (start, end) = (span(first).unwrap_or_default().start, span(last).unwrap_or_default().end);
    match (span(last + 1), first.checked_sub(1).and_then(span)) {
        (Some(next), _) => TextRange { start, end: next.start },
        (None, Some(before)) => TextRange { start: before.end, end },
        (None, None) => TextRange { start, end },
    }
}
