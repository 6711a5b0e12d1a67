//! Pieces of typing that are undone together.

use super::{Change, Gesture};
use crate::source::FileId;
use crate::text::{TextEdit, TextRange};

/// The two as one gesture, if `next` goes on typing or deleting where `last` stopped.
pub(super) fn join(last: &Gesture, next: &Gesture) -> Option<Gesture> {
    let (file, typed) = single_edit(&last.done)?;
    let (next_file, more) = single_edit(&next.done)?;
    let (_, back) = single_edit(&last.inverse)?;
    let (_, more_back) = single_edit(&next.inverse)?;
    if file != next_file {
        return None;
    }
    let (done, inverse) = if more.range.is_empty() && more.range.start == back.range.end {
        // A line break ends a piece of typing, so that undo goes back line by line.
        if typed.insert.ends_with('\n') || typed.insert.is_empty() {
            return None;
        }
        let insert = format!("{}{}", typed.insert, more.insert);
        let end = back.range.end + more_back.range.end - more_back.range.start;
        let range = TextRange { start: back.range.start, end };
        (TextEdit::replace(typed.range, insert), TextEdit::replace(range, &back.insert))
    } else if typed.insert.is_empty() && more.insert.is_empty() {
        join_deletes(typed, back, more, more_back)?
    } else {
        return None;
    };
    let one = |edit| vec![Change::Edit { file, edits: vec![edit] }];
    Some(Gesture { title: last.title.clone(), done: one(done), inverse: one(inverse) })
}

/// Backspaces grow to the left, deletes to the right.
fn join_deletes(
    first: &TextEdit,
    first_back: &TextEdit,
    next: &TextEdit,
    next_back: &TextEdit,
) -> Option<(TextEdit, TextEdit)> {
    let length = next.range.end - next.range.start;
    let (start, end, text) = if next.range.end == first.range.start {
        (next.range.start, first.range.end, format!("{}{}", next_back.insert, first_back.insert))
    } else if next.range.start == first.range.start {
        (first.range.start, first.range.end + length, format!("{}{}", first_back.insert, next_back.insert))
    } else {
        return None;
    };
    let range = TextRange { start, end };
    Some((TextEdit::delete(range), TextEdit::insert(start, text)))
}

fn single_edit(changes: &[Change]) -> Option<(FileId, &TextEdit)> {
    match changes {
        [Change::Edit { file, edits }] => match edits.as_slice() {
            [edit] => Some((*file, edit)),
            _ => None,
        },
        _ => None,
    }
}
