//! Places in a text, and edits of it.
//!
//! Every offset is in bytes of UTF-8, so a range can slice the text it was taken from.
//! This module knows no syntax.

mod edit; // edits: applied, inverted, joined, found
pub mod utf16;

pub use self::edit::{EditError, TextEdit, apply_edits, difference, invert_edits, joined};

use std::fmt;
use std::ops::Range;

/// A half-open range of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextRange {
    /// The range from `start` to `end`, in bytes. Offsets past 4 GiB saturate; sources are capped
    /// far below that.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The empty range at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// This range as the index of a slice.
    pub fn span(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text in this range, or `""` if the range does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.span()).unwrap_or_default()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end.saturating_sub(self.start)) as usize
    }

    /// Whether the range covers no byte.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The range `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: i64) -> Self {
        let moved = |offset: u32| u32::try_from(i64::from(offset) + by).unwrap_or_default();
        Self { start: moved(self.start), end: moved(self.end) }
    }

    /// Whether `offset` lies in the range or directly behind it, where a caret would stand.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }
}

/// Where a byte stands for a person: both numbers count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
}

impl fmt::Display for LineColumn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.line, self.column)
    }
}

/// The starts of a text's lines: turns offsets into lines without walking the text again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the line starts of `text`, whose lines end in a line feed.
    pub fn new(text: &str) -> Self {
        let after_feeds = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(after_feeds.map(|(at, _)| TextRange::at(at + 1).start));
        Self { starts: starts.collect() }
    }

    /// The line of `offset`, from 1.
    pub fn line_at(&self, offset: u32) -> u32 {
        TextRange::at(self.starts.partition_point(|start| *start <= offset)).start
    }

    /// The line and column of `offset` in `text`, the text that this index was made from.
    pub fn locate(&self, text: &str, offset: u32) -> LineColumn {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.line_start(line);
        let before = TextRange { start, end: offset }.of(text);
        let column = before.chars().count() + 1;
        LineColumn { line: TextRange::at(line).start, column: TextRange::at(column).start }
    }

    /// The range of line `line` (from 1) without its line feed.
    pub fn line(&self, text: &str, line: u32) -> TextRange {
        let start = self.line_start(line as usize);
        let rest = text.get(start as usize..).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        TextRange::new(start as usize, start as usize + length)
    }

    /// How many lines there are; a text that ends in a line feed has an empty last one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    fn line_start(&self, line: usize) -> u32 {
        let index = line.saturating_sub(1).min(self.starts.len() - 1);
        self.starts.get(index).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = "a: é\nbär: 2\n";
        let index = LineIndex::new(text);
        assert_eq!(index.locate(text, 0).to_string(), "1:1");
        assert_eq!(index.locate(text, 6).to_string(), "2:1");
        assert_eq!(index.locate(text, 10).to_string(), "2:4");
        assert_eq!(index.line(text, 2).of(text), "bär: 2");
        assert_eq!(index.count(), 3);
    }
}
