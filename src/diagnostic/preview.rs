//! What a fix changes, as lines before and after.

use super::Fix;
use super::excerpt::visible;
use crate::sorting::sort;
use crate::source::{FileEdit, Source};
use crate::text::{LineIndex, TextEdit, TextRange, apply_edits};

/// Lines of one file that a fix replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Path of the file.
    pub path: String,
    /// Number of the first line, from 1.
    pub line: u32,
    /// The lines as they are.
    pub before: Vec<String>,
    /// The lines as they would be.
    pub after: Vec<String>,
}

/// What `fix` changes in `files`, by file and line. Edits in the same line or in neighbouring ones
/// are shown together; edits that do not fit the files are left out.
pub fn preview(fix: &Fix, files: &[Source]) -> Vec<Replacement> {
    let mut edits: Vec<&FileEdit> = fix.edits.iter().collect();
    sort(&mut edits);
    let by_file = edits.chunk_by(|one, next| one.file == next.file);
    let in_file = |group: &[&FileEdit]| {
        let source = group.first().and_then(|edit| files.get(edit.file.index()));
        source.map_or_else(Vec::new, |source| replacements(source, group))
    };
    by_file.flat_map(in_file).collect()
}

fn replacements(source: &Source, edits: &[&FileEdit]) -> Vec<Replacement> {
    let index = LineIndex::new(&source.text);
    let lines_of = |edit: &FileEdit| {
        let line = |offset| index.locate(&source.text, offset).line;
        (line(edit.edit.range.start), line(edit.edit.range.end))
    };
    let mut blocks: Vec<(u32, u32, Vec<TextEdit>)> = Vec::new();
    for edit in edits {
        let (first, last) = lines_of(edit);
        match blocks.last_mut() {
            Some(block) if first <= block.1 + 1 => {
                block.1 = block.1.max(last);
                block.2.push(edit.edit.clone());
            }
            _ => blocks.push((first, last, vec![edit.edit.clone()])),
        }
    }
    let blocks = blocks.into_iter();
    blocks.filter_map(|(first, last, edits)| replacement(source, &index, (first, last), edits)).collect()
}

fn replacement(
    source: &Source,
    index: &LineIndex,
    (first, last): (u32, u32),
    edits: Vec<TextEdit>,
) -> Option<Replacement> {
    let text = &source.text;
    let (start, end) = (index.line(text, first).start, index.line(text, last).end);
    let before = TextRange { start, end }.of(text);
    let moved = |edit: TextEdit| {
        let from = edit.range.start.checked_sub(start)?;
        let range = TextRange { start: from, end: edit.range.end.checked_sub(start)? };
        Some(TextEdit { range, ..edit })
    };
    let edits: Option<Vec<TextEdit>> = edits.into_iter().map(moved).collect();
    let after = apply_edits(before, &edits?).ok()?;
    let (before, after): (Vec<&str>, Vec<&str>) = (before.split('\n').collect(), after.split('\n').collect());
    // A line put below another leaves that one as it is.
    let same = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let (before, after) = (before.get(same..)?, after.get(same..)?);
    let ends = before.iter().rev().zip(after.iter().rev());
    let end = ends.take_while(|(one, other)| one == other).count();
    let own = |lines: &[&str]| {
        let lines = lines.get(..lines.len() - end).unwrap_or_default();
        lines.iter().map(|line| line.chars().map(visible).collect()).collect()
    };
    let line = first + TextRange::at(same).start;
    Some(Replacement { path: source.path.clone(), line, before: own(before), after: own(after) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Safety;
    use crate::source::FileId;
    use expect_test::{Expect, expect};

    fn check(texts: &[&str], edits: &[(u32, std::ops::Range<usize>, &str)], expected: Expect) {
        let named = |(at, text): (usize, &&str)| Source::new(format!("{at}.yml"), text);
        let files: Vec<Source> = texts.iter().enumerate().map(named).collect();
        let edit = |(file, range, insert): &(u32, std::ops::Range<usize>, &str)| FileEdit {
            file: FileId(*file),
            edit: TextEdit::replace(TextRange::new(range.start, range.end), *insert),
        };
        let edits = edits.iter().map(edit).collect();
        let fix = Fix { title: String::new(), edits, safety: Safety::Safe };
        let mut shown = String::new();
        for replacement in preview(&fix, &files) {
            shown += &format!("{}:{}\n", replacement.path, replacement.line);
            replacement.before.iter().for_each(|line| shown += &format!("- {line}\n"));
            replacement.after.iter().for_each(|line| shown += &format!("+ {line}\n"));
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn whole_lines_are_shown_by_file_and_near_ones_together() {
        let text = "a: {{ x }}\nb: 1\nc: 2\nd: 3\n";
        check(
            &[text, "e: 4"],
            &[(1, 0..1, "f"), (0, 3..3, "'"), (0, 10..10, "'"), (0, 14..15, "9"), (0, 24..25, "8")],
            expect![[r#"
                0.yml:1
                - a: {{ x }}
                - b: 1
                + a: '{{ x }}'
                + b: 9
                0.yml:4
                - d: 3
                + d: 8
                1.yml:1
                - e: 4
                + f: 4
            "#]],
        );
    }

    #[test]
    fn lines_that_stay_are_left_out() {
        check(
            &["a: 1\nb: 2\n"],
            &[(0, 4..4, "\nnew: 0"), (0, 10..10, "c: 3\n")],
            expect![[r#"
                0.yml:2
                + new: 0
                0.yml:3
                + c: 3
            "#]],
        );
    }

    #[test]
    fn edits_that_do_not_fit_are_left_out() {
        check(&["a: 1"], &[(0, 2..9, "x"), (7, 0..0, "y")], expect![""]);
    }
}
