//! Edits of a text.

use std::fmt;
use std::ops::Range;

use super::TextRange;
use crate::sorting::sort_by_key;

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

/// The edits in order, those that delete overlapping bytes as one.
pub fn joined(mut edits: Vec<TextEdit>) -> Vec<TextEdit> {
    sort_by_key(&mut edits, |edit| edit.range);
    let mut joined: Vec<TextEdit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match joined.last_mut() {
            Some(before)
                if before.insert.is_empty()
                    && edit.insert.is_empty()
                    && before.range.end > edit.range.start =>
            {
                before.range.end = before.range.end.max(edit.range.end);
            }
            _ => joined.push(edit),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
    fn deletions_that_overlap_become_one() {
        let deletion = |start, end| TextEdit::delete(TextRange::new(start, end));
        let edits = vec![deletion(4, 6), TextEdit::insert(9, "x"), deletion(0, 5), deletion(6, 8)];
        let expected = vec![deletion(0, 6), deletion(6, 8), TextEdit::insert(9, "x")];
        assert_eq!(joined(edits), expected);
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
