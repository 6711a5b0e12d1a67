//! The lines that a block value occupies.

use super::super::node::Node;
use crate::text::TextRange;

/// A text seen as lines.
pub(super) struct Lines<'t> {
    text: &'t str,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// The column of `offset`, in characters from 0; indentation is ASCII, so this is its width.
    pub(super) fn column(&self, offset: u32) -> usize {
        let start = self.line_start(offset);
        TextRange { start, end: offset }.of(self.text).chars().count()
    }

    /// Where the line of `offset` starts.
    pub(super) fn line_start(&self, offset: u32) -> u32 {
        let before = TextRange { start: 0, end: offset }.of(self.text);
        TextRange::at(before.rfind('\n').map_or(0, |feed| feed + 1)).start
    }

    /// Where the line of `offset` ends, before its line feed.
    pub(super) fn line_end(&self, offset: u32) -> u32 {
        let rest = self.text.get(offset as usize..).unwrap_or_default();
        offset + TextRange::at(rest.find('\n').unwrap_or(rest.len())).start
    }

    /// What goes when the values at `first` to `last` of the block collection `parent` go. `spans` are
    /// the values in order; at least one stays.
    pub(super) fn removal(&self, parent: &Node, spans: &[TextRange], first: usize, last: usize) -> TextRange {
        let own = self.start_of(parent, spans, first);
        if first == 0 && !self.starts_line(own) {
            // Behind a dash: the next value takes the place.
            return TextRange { start: own, end: self.start_of(parent, spans, last + 1) };
        }
        let end = spans.get(last).map_or(own, |span| span.end);
        let first_line = self.comments_above(self.line_start(own), first);
        let last_line = self.line_end(end);
        let is_last_line = last_line as usize == self.text.len();
        if is_last_line && first_line > 0 {
            TextRange { start: first_line - 1, end: last_line }
        } else {
            TextRange { start: first_line, end: last_line + u32::from(!is_last_line) }
        }
    }

    /// The lines of a value of the block collection `parent`, with the comment lines directly above it;
    /// `None` if it starts behind something else.
    pub(super) fn around(&self, parent: &Node, spans: &[TextRange], position: usize) -> Option<TextRange> {
        let own = self.start_of(parent, spans, position);
        let written = spans.get(position)?.of(self.text).trim_end();
        let end = self.line_end(spans.get(position)?.start + TextRange::at(written.len()).start);
        let start = self.comments_above(self.line_start(own), position);
        self.starts_line(own).then_some(TextRange { start, end })
    }

    /// Where the value starts: its key, or the dash before an element.
    fn start_of(&self, parent: &Node, spans: &[TextRange], position: usize) -> u32 {
        let own = spans.get(position).map_or(parent.range.start, |span| span.start);
        if parent.as_list().is_none() {
            return self.explicit_key(own);
        }
        if position == 0 {
            return parent.range.start;
        }
        // The dash is the first character of its line, in the column of the first one.
        let from = position.checked_sub(1).and_then(|before| spans.get(before)).map_or(0, |span| span.end);
        let column = self.column(parent.range.start);
        let mut line = self.line_end(from) + 1;
        while line <= own {
            let end = self.line_end(line);
            let written = TextRange { start: line, end }.of(self.text);
            let indent = written.len() - written.trim_start_matches(' ').len();
            if indent == column && written.get(indent..).is_some_and(|rest| rest.starts_with('-')) {
                return line + TextRange::at(indent).start;
            }
            line = end + 1;
        }
        own
    }

    /// The `?` before an explicit key, or the key itself.
    fn explicit_key(&self, key: u32) -> u32 {
        let start = self.line_start(key);
        let before = TextRange { start, end: key }.of(self.text);
        match before.rfind('?') {
            Some(mark) if before.get(mark + 1..).is_some_and(|rest| rest.trim().is_empty()) => {
                start + TextRange::at(mark).start
            }
            _ => key,
        }
    }

    fn starts_line(&self, offset: u32) -> bool {
        TextRange { start: self.line_start(offset), end: offset }.of(self.text).trim().is_empty()
    }

    /// The start of the comment lines directly above `line`, unless they open the file.
    pub(super) fn comments_above(&self, line: u32, position: usize) -> u32 {
        let indent = |start: u32| {
            let written = TextRange { start, end: self.line_end(start) }.of(self.text);
            (written.len() - written.trim_start().len(), written.trim_start().starts_with('#'))
        };
        let (own, _) = indent(line);
        let mut first = line;
        while first > 0 {
            let above = self.line_start(first - 1);
            if indent(above) != (own, true) {
                break;
            }
            first = above;
        }
        if first == 0 && position == 0 { line } else { first }
    }
}
