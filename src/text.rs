//! Places in a text, and edits of it.
//!
//! Every offset is in bytes of UTF-8, so a range can slice the text it was taken from.
//! This module knows no syntax.

pub mod utf16;

use std::fmt;
use std::ops::Range;

use crate::sorting::sort_by_key;

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

/// Replaces the text in `range` by `insert`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextEdit {
    /// What goes.
    pub range: TextRange,
    /// What comes.
    pub insert: String,
}

impl TextEdit {
    /// Replaces `range` by `insert`.
    pub fn replace(range: TextRange, insert: impl Into<String>) -> Self {
        Self { range, insert: insert.into() }
    }

    /// Puts `text` before the byte at `offset`.
    pub fn insert(offset: u32, text: impl Into<String>) -> Self {
        Self { range: TextRange { start: offset, end: offset }, insert: text.into() }
    }

    /// Removes `range`.
    pub fn delete(range: TextRange) -> Self {
        Self { range, insert: String::new() }
    }
}

/// Why a list of edits was not applied. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// Two edits touch the same bytes; the range is the later one's.
    Overlap(TextRange),
    /// An edit reaches outside the text or cuts a character in two.
    OutOfText(TextRange),
}

impl fmt::Display for EditError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, range) = match self {
            Self::Overlap(range) => ("overlaps another edit", range),
            Self::OutOfText(range) => ("does not fit the text", range),
        };
        write!(out, "the edit at bytes {}..{} {what}; nothing was changed", range.start, range.end)
    }
}

impl std::error::Error for EditError {}

/// Applies `edits`, which may come in any order, to `text`. Insertions at the same place keep
/// their order.
///
/// # Errors
/// If two edits overlap or one does not fit the text.
pub fn apply_edits(text: &str, edits: &[TextEdit]) -> Result<String, EditError> {
    let mut ordered: Vec<&TextEdit> = edits.iter().collect();
    sort_by_key(&mut ordered, |edit| edit.range);
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in ordered {
        let Range { start, end } = edit.range.span();
        if start < done {
            return Err(EditError::Overlap(edit.range));
        }
        let fits = start <= end && text.is_char_boundary(end);
        let kept = text.get(done..start).filter(|_| fits).ok_or(EditError::OutOfText(edit.range))?;
        result.push_str(kept);
        result.push_str(&edit.insert);
        done = end;
    }
    result.push_str(text.get(done..).unwrap_or_default());
    Ok(result)
}

/// The edits that turn the result of [`apply_edits`] back into `text`.
///
/// # Errors
/// As [`apply_edits`].
pub fn invert_edits(text: &str, edits: &[TextEdit]) -> Result<Vec<TextEdit>, EditError> {
    apply_edits(text, edits)?;
    let mut ordered: Vec<&TextEdit> = edits.iter().collect();
    sort_by_key(&mut ordered, |edit| edit.range);
    let mut inverse = Vec::with_capacity(edits.len());
    let (mut removed, mut inserted) = (0, 0);
    for edit in ordered {
        let start = edit.range.start as usize + inserted - removed;
        let range = TextRange::new(start, start + edit.insert.len());
        inverse.push(TextEdit::replace(range, edit.range.of(text)));
        removed += edit.range.len();
        inserted += edit.insert.len();
    }
    Ok(inverse)
}

/// The one edit that turns `before` into `after`: everything between the first and the last
/// character that differ. `None` if nothing differs.
pub fn difference(before: &str, after: &str) -> Option<TextEdit> {
    if before == after {
        return None;
    }
    let (old, new) = (before.as_bytes(), after.as_bytes());
    let mut start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    while !before.is_char_boundary(start) {
        start -= 1;
    }
    let most = old.len().min(new.len()) - start;
    let pairs = old.iter().rev().zip(new.iter().rev()).take(most);
    let mut tail = pairs.take_while(|(one, other)| one == other).count();
    while !before.is_char_boundary(before.len() - tail) {
        tail -= 1;
    }
    let insert = after.get(start..after.len() - tail).unwrap_or_default();
    Some(TextEdit::replace(TextRange::new(start, before.len() - tail), insert))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    #[test]
    fn edits_apply_in_any_order_and_invert() {
        let text = "one two three";
        let edits = [
            TextEdit::replace(TextRange::new(8, 13), "3"),
            TextEdit::insert(0, ">"),
            TextEdit::delete(TextRange::new(3, 7)),
        ];
        let edited = apply_edits(text, &edits).unwrap();
        assert_eq!(edited, ">one 3");
        let inverse = invert_edits(text, &edits).unwrap();
        assert_eq!(apply_edits(&edited, &inverse).unwrap(), text);
    }

    #[test]
    fn an_overlap_or_a_cut_character_changes_nothing() {
        let overlap = [TextEdit::delete(TextRange::new(0, 3)), TextEdit::delete(TextRange::new(2, 4))];
        assert_eq!(apply_edits("abcdef", &overlap), Err(EditError::Overlap(TextRange::new(2, 4))));
        let cut = [TextEdit::delete(TextRange::new(0, 1))];
        assert_eq!(apply_edits("é", &cut), Err(EditError::OutOfText(TextRange::new(0, 1))));
    }

    #[test]
    fn a_difference_leaves_out_what_both_share() {
        let edit = difference("inputs: [RAW, B]", "inputs: [RAW_2, B]").unwrap();
        assert_eq!(edit, TextEdit::insert(12, "_2"));
        assert_eq!(difference("aa", "aaa").unwrap(), TextEdit::insert(2, "a"));
        assert_eq!(difference("same", "same"), None);
        // The two letters share their first byte, the next two their last.
        assert_eq!(difference("aéb", "aêb").unwrap(), TextEdit::replace(TextRange::new(1, 3), "ê"));
        assert_eq!(difference("ĩ", "é").unwrap(), TextEdit::replace(TextRange::new(0, 2), "é"));
    }

    proptest! {
        #[test]
        fn a_difference_leads_from_one_text_to_the_other(before in "[aé😀]{0,9}", after in "[aé😀]{0,9}") {
            let edits: Vec<TextEdit> = difference(&before, &after).into_iter().collect();
            prop_assert_eq!(apply_edits(&before, &edits).unwrap(), after);
        }
    }
}
