//! The lines of a file around a problem, with the problem's range marked.

use std::fmt;
use std::ops::Range;

use crate::source::Source;
use crate::text::{LineColumn, LineIndex, TextRange};

/// Lines shown before and after the marked ones.
const CONTEXT: u32 = 1;
/// Marked lines shown in full; of a longer range the first ones and the last.
const MARKED: u32 = 6;
/// Characters of a line that are shown, around the mark.
const WIDTH: usize = 120;
/// Characters left standing before the mark in a line that is cut.
const LEAD: usize = 30;

/// A piece of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Path of the file.
    pub path: String,
    /// Where the range starts.
    pub at: LineColumn,
    /// The lines in order. Where numbers jump, lines are left out.
    pub lines: Vec<Line>,
}

/// A line of an [`Excerpt`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: u32,
    /// Its text as shown: see [`visible`]; cut with `…` where it is too long.
    pub text: String,
    /// The marked bytes of `text`, never empty: what ends or stands behind the line marks a space.
    pub mark: Option<Range<usize>>,
}

/// The lines around `range` of `source`, whose lines `index` knows.
pub fn excerpt(source: &Source, index: &LineIndex, range: TextRange) -> Excerpt {
    let text = &*source.text;
    let at = index.locate(text, range.start);
    let last = last_line(index, text, range, at.line);
    let count = TextRange::at(index.count()).start;
    let shown = at.line.saturating_sub(CONTEXT).max(1)..=last.saturating_add(CONTEXT).min(count);
    let left_out = |number: u32| number >= at.line.saturating_add(MARKED - 1) && number < last;
    // A long range is walked only as far as it is shown.
    let head = *shown.start()..=(*shown.end()).min(at.line.saturating_add(MARKED));
    let tail = last.max(head.end().saturating_add(1))..=*shown.end();
    let numbers = head.chain(tail).filter(|number| !left_out(*number));
    let mut lines: Vec<Line> = numbers.map(|number| line(text, index, number, range)).collect();
    // The empty piece behind the last line feed is a line only where it is marked.
    if lines.last().is_some_and(|line| line.number == count && line.text.is_empty() && line.mark.is_none()) {
        lines.pop();
    }
    Excerpt { path: source.path.clone(), at, lines }
}

/// The line that the range ends in; a line feed at its end belongs to the line it ends.
fn last_line(index: &LineIndex, text: &str, range: TextRange, first: u32) -> u32 {
    let covered = range.of(text);
    let end = range.start + TextRange::at(covered.trim_end_matches('\n').len()).start;
    index.locate(text, end).line.max(first)
}

fn line(text: &str, index: &LineIndex, number: u32, marked: TextRange) -> Line {
    let place = index.line(text, number);
    let written = place.of(text);
    let touches = marked.start <= place.end && (marked.end > place.start || marked.start == place.start);
    let starts_before = marked.start < place.start;
    let touches = touches && !(starts_before && written.trim().is_empty());
    let mark = touches.then(|| {
        let indent = written.len() - written.trim_start().len();
        let start = if starts_before { indent } else { (marked.start - place.start) as usize };
        let end = (marked.end.min(place.end).saturating_sub(place.start)) as usize;
        start..end.max(start)
    });
    cut(number, written, mark)
}

/// Leaves of a long line what is around its mark.
fn cut(number: u32, written: &str, mark: Option<Range<usize>>) -> Line {
    let before = mark.as_ref().map_or(0, |mark| characters(written, 0..mark.start));
    let total = characters(written, 0..written.len());
    let skipped = if total > WIDTH { before.saturating_sub(LEAD) } else { 0 };
    let mut text = String::from(if skipped > 0 { "…" } else { "" });
    let mut shown: Option<Range<usize>> = None;
    let mut taken = 0;
    for (at, character) in written.char_indices().skip(skipped).take(WIDTH) {
        let start = text.len();
        text.push(visible(character));
        taken += 1;
        if mark.as_ref().is_some_and(|mark| mark.contains(&at)) {
            let from = shown.map_or(start, |shown| shown.start);
            shown = Some(from..text.len());
        }
    }
    if skipped + taken < total {
        text.push('…');
    }
    let shown = mark.map(|mark| shown.unwrap_or_else(|| empty_mark(&mut text, skipped, mark.start, written)));
    Line { number, text, mark: shown }
}

/// An empty range marks the character it stands before; at the end of a line, a space.
fn empty_mark(text: &mut String, skipped: usize, start: usize, written: &str) -> Range<usize> {
    let position = characters(written, 0..start).saturating_sub(skipped) + usize::from(skipped > 0);
    let found = text.char_indices().nth(position).map(|(at, character)| at..at + character.len_utf8());
    found.unwrap_or_else(|| {
        text.push(' ');
        text.len() - 1..text.len()
    })
}

fn characters(text: &str, range: Range<usize>) -> usize {
    text.get(range).map_or(0, |part| part.chars().count())
}

/// A character as it is shown, one for one so that columns stay right: what has no picture gets
/// one, and what would turn the direction of the text around (a way to deceive reviewers) shows.
pub fn visible(character: char) -> char {
    match character {
        '\t' => '→',
        '\u{7f}' => '␡',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{80}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        other => other,
    }
}

impl fmt::Display for Excerpt {
    /// The excerpt as plain text: a line for the place, then the lines with carets below the mark.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gutter = self.lines.last().map_or(1, |line| line.number.to_string().len());
        writeln!(out, "{:gutter$}--> {}:{}", "", self.path, self.at)?;
        let mut before = None;
        for line in &self.lines {
            if before.is_some_and(|before| before + 1 < line.number) {
                writeln!(out, "{:>gutter$} |", "…")?;
            }
            before = Some(line.number);
            let text = line.text.trim_end();
            let space = if text.is_empty() { "" } else { " " };
            writeln!(out, "{:>gutter$} |{space}{text}", line.number)?;
            if let Some(mark) = &line.mark {
                let indent = characters(&line.text, 0..mark.start);
                let carets = "^".repeat(characters(&line.text, mark.clone()));
                writeln!(out, "{:gutter$} | {:indent$}{carets}", "", "")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
