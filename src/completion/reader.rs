//! Reads the lines before a place, by columns and brackets alone.

use crate::text::TextRange;

use super::flow;
use super::levels::{Level, Levels};
use super::line::key_in;
use super::place::{Place, Slot, Step};

/// What reading a line led to.
pub(super) enum Found {
    /// The next line starts here.
    Next(usize),
    /// The offset, where nothing can be said.
    Nothing,
    /// The offset.
    Place(Place),
}

/// Reads a text line by line up to its end.
pub(super) struct Reader<'t> {
    /// The text up to the offset.
    text: &'t str,
    levels: Levels<'t>,
    /// Column of the mapping that holds a text of several lines, while inside it.
    scalar: Option<usize>,
}

impl<'t> Reader<'t> {
    /// A reader of `text`, which ends at the offset.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, levels: Levels::default(), scalar: None }
    }

    /// Reads the line that starts at `at`.
    pub(super) fn line(&mut self, at: usize) -> Found {
        let line = self.rest_of_line(at);
        let end = at + line.len();
        let is_last = end == self.text.len();
        let content = line.trim_start_matches(' ');
        let column = line.len() - content.len();
        if self.scalar.is_some_and(|owner| column > owner || content.is_empty() && !is_last) {
            return if is_last { Found::Nothing } else { Found::Next(end + 1) };
        }
        self.scalar = None;
        if content.is_empty() {
            return if is_last { self.loose(column, end) } else { Found::Next(end + 1) };
        }
        if content.starts_with('#') {
            return if is_last { Found::Nothing } else { Found::Next(end + 1) };
        }
        self.content(at + column, column)
    }

    /// Dashes, then a key or a value.
    fn content(&mut self, mut at: usize, mut column: usize) -> Found {
        let mut after_dash = false;
        loop {
            let rest = self.rest_of_line(at);
            let Some(inside) = rest.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' '))
            else {
                break;
            };
            let gap = inside.len() - inside.trim_start_matches(' ').len();
            if inside.is_empty() && at + 1 == self.text.len() {
                return Found::Nothing;
            }
            self.levels.dash(column);
            after_dash = true;
            at += 1 + gap;
            column += 1 + gap;
        }
        let rest = self.rest_of_line(at);
        if let Some((key, length)) = key_in(rest) {
            self.levels.key(column, key);
            return self.value(at + length);
        }
        if after_dash { self.value(at) } else { self.keyless(at, column) }
    }

    /// A line without a key and without a dash: something is being typed, or a text goes on.
    fn keyless(&mut self, at: usize, column: usize) -> Found {
        let rest = self.rest_of_line(at);
        match rest.bytes().next() {
            Some(b'[' | b'{' | b'"' | b'\'') => self.value(at),
            _ if at + rest.len() == self.text.len() => self.loose(column, at),
            _ => Found::Next(at + rest.len() + 1),
        }
    }

    /// What follows a key or a dash.
    fn value(&mut self, at: usize) -> Found {
        let mut at = self.skip_spaces(at);
        while self.rest_of_line(at).starts_with(['&', '!']) {
            let rest = self.rest_of_line(at);
            let length = rest.find(' ').unwrap_or(rest.len());
            if at + length == self.text.len() {
                return Found::Nothing;
            }
            at = self.skip_spaces(at + length);
        }
        let rest = self.rest_of_line(at);
        let end = at + rest.len();
        let is_last = end == self.text.len();
        match rest.bytes().next() {
            None if is_last => self.in_value(at, false),
            None => Found::Next(end + 1),
            Some(b'#') => over(end, is_last),
            Some(b'|' | b'>') => {
                self.levels.fill(None);
                self.scalar = Some(self.levels.owner_column());
                over(end, is_last)
            }
            Some(b'[' | b'{') => self.brackets(at),
            Some(quote @ (b'"' | b'\'')) => self.quoted(at, quote),
            Some(_) => {
                let comment = rest.find(" #");
                self.levels.fill(Some(rest.get(..comment.unwrap_or(rest.len())).unwrap_or_default().trim()));
                if is_last && comment.is_none() { self.in_value(at, false) } else { over(end, is_last) }
            }
        }
    }

    fn quoted(&mut self, at: usize, quote: u8) -> Found {
        let inside = self.text.get(at + 1..).unwrap_or_default();
        let Some(length) = flow::quoted_length(inside, quote) else {
            return self.in_value(at + 1, true);
        };
        self.levels.fill(inside.get(..length.saturating_sub(1)));
        self.after_value(at + 1 + length)
    }

    fn brackets(&mut self, at: usize) -> Found {
        self.levels.fill(None);
        match flow::read(self.text, at, self.levels.owner_column()) {
            flow::End::Closed(end) => self.after_value(end),
            flow::End::Comment => Found::Nothing,
            flow::End::Inside(inside) => {
                let mut path = self.levels.path();
                path.extend(inside.path);
                Found::Place(Place {
                    path,
                    slot: inside.slot,
                    present: inside.present,
                    typed: TextRange::new(inside.typed, self.text.len()),
                    column: self.levels.owner_column(),
                    in_brackets: true,
                    in_quotes: inside.in_quotes,
                })
            }
        }
    }

    /// Goes on behind a value that ends at `at`.
    fn after_value(&self, at: usize) -> Found {
        let end = at + self.rest_of_line(at).len();
        over(end, end == self.text.len())
    }

    /// The offset stands in the value of the last key or dash, which starts at `start`.
    fn in_value(&self, start: usize, in_quotes: bool) -> Found {
        let Some(level) = self.levels.last() else { return Found::Nothing };
        let behind_colon = self.text.get(..start).is_some_and(|text| text.ends_with(':'));
        if behind_colon {
            return Found::Nothing;
        }
        let slot = match level {
            Level::Mapping { key, .. } => Slot::Value((*key).to_owned()),
            Level::Sequence { .. } => Slot::Element,
        };
        self.found(self.levels.container_path(), slot, level.others(), start, level.column(), in_quotes)
    }

    /// The offset stands on a line of its own, at `column`; what is typed there starts at `start`.
    fn loose(&mut self, column: usize, start: usize) -> Found {
        self.levels.close_deeper(column);
        let Some(level) = self.levels.last() else {
            return self.found(Vec::new(), Slot::Key, Vec::new(), start, column, false);
        };
        if level.column() == column {
            let slot = match level {
                Level::Mapping { .. } => Slot::Key,
                Level::Sequence { .. } => Slot::Dash,
            };
            return self.found(self.levels.container_path(), slot, level.all(), start, column, false);
        }
        if level.is_filled() {
            return Found::Nothing;
        }
        self.found(self.levels.path(), Slot::Key, Vec::new(), start, column, false)
    }

    fn found(
        &self,
        path: Vec<Step>,
        slot: Slot,
        present: Vec<String>,
        start: usize,
        column: usize,
        in_quotes: bool,
    ) -> Found {
        let typed = TextRange::new(start, self.text.len());
        Found::Place(Place { path, slot, present, typed, column, in_brackets: false, in_quotes })
    }

    fn rest_of_line(&self, at: usize) -> &'t str {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.split('\n').next().unwrap_or_default()
    }

    fn skip_spaces(&self, at: usize) -> usize {
        let rest = self.rest_of_line(at);
        at + rest.len() - rest.trim_start_matches(' ').len()
    }
}

/// Goes on behind a line that ends at `end`.
fn over(end: usize, is_last: bool) -> Found {
    if is_last { Found::Nothing } else { Found::Next(end + 1) }
}
