//! Fixes for text that is not well-formed. Each is a guess at what the author meant, and is offered
//! only if the text is well-formed with it.

use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::source::FileEdit;
use crate::text::{LineIndex, TextEdit, TextRange, apply_edits};

/// Gives `problem` the first fix with which `works` accepts the text.
pub(super) fn suggest(text: &str, problem: &mut Diagnostic, works: impl Fn(&str) -> bool) {
    let Some(at) = problem.at else { return };
    let opened = problem.related.first().map(|related| related.at.range);
    for (title, edits) in candidates(text, at.range, opened) {
        let repaired = apply_edits(text, &edits);
        if repaired.is_ok_and(|repaired| works(&repaired)) {
            let in_file = |edit| FileEdit { file: at.file, edit };
            let edits = edits.into_iter().map(in_file).collect();
            problem.hint.get_or_insert_with(|| format!("{title}?"));
            problem.fix = Some(Fix { title, edits, safety: Safety::Guess });
            return;
        }
    }
    let tab_ahead = lines_around(text, at.range).into_iter().any(|line| line.of(text).starts_with('\t'));
    if tab_ahead {
        problem.hint.get_or_insert_with(|| "Indent with spaces; YAML allows no tabs there.".to_owned());
    }
}

fn candidates(text: &str, at: TextRange, opened: Option<TextRange>) -> Vec<(String, Vec<TextEdit>)> {
    let mut found = Vec::new();
    let lines = lines_around(text, at);
    found.extend(tabs_to_spaces(text));
    found.extend(opened.and_then(|opened| close_bracket(text, opened)));
    for line in &lines {
        found.extend(quote_value(text, *line));
        found.extend(close_quote(text, *line));
        found.extend(add_colon(text, *line));
    }
    found
}

/// The line of the problem and the one before: parsers notice many mistakes one line late.
fn lines_around(text: &str, at: TextRange) -> Vec<TextRange> {
    let index = LineIndex::new(text);
    let line = index.locate(text, at.start).line;
    let mut lines = vec![index.line(text, line)];
    let before =
        (1..line).rev().map(|line| index.line(text, line)).find(|line| !line.of(text).trim().is_empty());
    lines.extend(before);
    lines
}

fn tabs_to_spaces(text: &str) -> Option<(String, Vec<TextEdit>)> {
    let mut edits = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let tabs = line.get(..indent).unwrap_or_default().match_indices('\t');
        edits.extend(tabs.map(|(at, _)| TextEdit::replace(TextRange::new(start + at, start + at + 1), "  ")));
        start += line.len();
    }
    (!edits.is_empty()).then(|| ("Replace tabs by two spaces".to_owned(), edits))
}

/// `key: value` becomes `key: "value"`.
fn quote_value(text: &str, line: TextRange) -> Option<(String, Vec<TextEdit>)> {
    let written = line.of(text);
    let colon = written.find(": ")?;
    let value = written.get(colon + 2..)?;
    let start = line.start as usize + colon + 2 + (value.len() - value.trim_start().len());
    let value = value.split(" #").next()?.trim();
    if value.is_empty() || value.contains('"') {
        return None;
    }
    let quoted = format!("\"{}\"", value.replace('\\', "\\\\"));
    let range = TextRange::new(start, start + value.len());
    Some(("Put the value in quotes".to_owned(), vec![TextEdit::replace(range, quoted)]))
}

fn close_quote(text: &str, line: TextRange) -> Option<(String, Vec<TextEdit>)> {
    let written = line.of(text);
    let quote = ['"', '\''].into_iter().find(|quote| written.matches(*quote).count() % 2 == 1)?;
    let end = line.start as usize + written.trim_end_matches([' ', ',']).len();
    Some(("Close the quote".to_owned(), vec![TextEdit::replace(TextRange::at(end), quote)]))
}

fn close_bracket(text: &str, opened: TextRange) -> Option<(String, Vec<TextEdit>)> {
    let bracket = if opened.of(text).starts_with('{') { "}" } else { "]" };
    let index = LineIndex::new(text);
    let line = index.line(text, index.locate(text, opened.start).line);
    let written = line.of(text);
    let code = written.split(" #").next()?.trim_end_matches([' ', ',']);
    let end = line.start as usize + code.len();
    let title = format!("Close the bracket with {bracket}");
    Some((title, vec![TextEdit::replace(TextRange::at(end), bracket)]))
}

/// `key` alone, or `key:value`, on a line becomes `key: value`.
fn add_colon(text: &str, line: TextRange) -> Option<(String, Vec<TextEdit>)> {
    let written = line.of(text);
    let start = line.start as usize;
    let title = "Put a colon and a space behind the key".to_owned();
    if let Some(colon) = written.find(':') {
        let glued = !matches!(written.as_bytes().get(colon + 1), None | Some(b' '));
        return glued.then(|| (title, vec![TextEdit::replace(TextRange::at(start + colon + 1), " ")]));
    }
    let key = written.trim_start_matches([' ', '-']);
    let (key, rest) = key.split_once(' ').unwrap_or((key, ""));
    let is_word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    let end = start + written.len() - rest.len() - usize::from(!rest.is_empty());
    is_word.then(|| (title, vec![TextEdit::replace(TextRange::at(end), ":")]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Source};
    use crate::yaml::parse;

    fn repaired(text: &str) -> Option<String> {
        let document = parse(FileId(0), &Source::new("project.yml", text));
        let fix = document.problems.into_iter().find_map(|problem| problem.fix)?;
        let edits: Vec<TextEdit> = fix.edits.into_iter().map(|edit| edit.edit).collect();
        apply_edits(text, &edits).ok()
    }

    #[test]
    fn common_slips_are_repaired() {
        let table = [
            ("a:\n\tb: 1\n", "a:\n  b: 1\n"),
            ("a: [x, y\nb: 1\n", "a: [x, y]\nb: 1\n"),
            ("a: {x: 1\nb: 1\n", "a: {x: 1}\nb: 1\n"),
            ("a: \"x\nb: 1\n", "a: \"x\"\nb: 1\n"),
            ("a: b: c\n", "a: \"b: c\"\n"),
            ("a: @x # why\n", "a: \"@x\" # why\n"),
            ("a: {{ env.X }}_y\n", "a: \"{{ env.X }}_y\"\n"),
            ("a: 1\nb 2\nc: 3\n", "a: 1\nb: 2\nc: 3\n"),
            ("a: 1\nb\n", "a: 1\nb:\n"),
            ("a: {{ env.X }}\n", "a: \"{{ env.X }}\"\n"),
        ];
        for (broken, expected) in table {
            assert_eq!(repaired(broken).as_deref(), Some(expected), "{broken}");
        }
    }

    #[test]
    fn no_fix_is_offered_that_does_not_work() {
        assert_eq!(repaired("]]]\n[[[\n"), None);
    }
}
