//! Mappings and lists in brackets, read up to where the text ends.

use super::place::{Slot, Step};

/// Where reading ended.
pub(super) enum End {
    /// Behind the last closing bracket.
    Closed(usize),
    /// In a comment.
    Comment,
    /// Before the last closing bracket.
    Inside(Inside),
}

/// A place in brackets.
pub(super) struct Inside {
    /// From the outermost bracket to the innermost.
    pub(super) path: Vec<Step>,
    pub(super) slot: Slot,
    /// Keys or elements before the place.
    pub(super) present: Vec<String>,
    /// Where what stands at the place starts.
    pub(super) typed: usize,
    pub(super) in_quotes: bool,
}

/// An open bracket.
struct Bracket {
    is_mapping: bool,
    /// The key whose value is next.
    key: Option<String>,
    present: Vec<String>,
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    open: Vec<Bracket>,
    /// Where the key or element starts that is being read.
    token: Option<usize>,
}

/// Length up to and with the closing quote of what stands behind an opening one; `None` if it is
/// not closed.
pub(super) fn quoted_length(inside: &str, quote: u8) -> Option<usize> {
    let bytes = inside.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escapes = *byte == b'\\' && quote == b'"' || *byte == b'\'' && bytes.get(at + 1) == Some(&b'\'');
        match *byte {
            _ if escapes && (quote == b'"' || *byte == quote) => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

/// Reads from the opening bracket at `at` to the closing one or the end of `text`. A line that does
/// not stand further to the right than `column`, that of the mapping or list around, shows that the
/// closing bracket is missing.
pub(super) fn read(text: &str, at: usize, column: usize) -> End {
    let mut reader = Reader { text, at, open: Vec::new(), token: None };
    while let Some(byte) = text.as_bytes().get(reader.at) {
        let is_quote = matches!(byte, b'"' | b'\'') && reader.token.is_none();
        match byte {
            b'#' if reader.is_behind_space() => {
                match text.get(reader.at..).and_then(|rest| rest.find('\n')) {
                    Some(length) => reader.at += length,
                    None => return End::Comment,
                }
            }
            b'\n' if reader.next_line_is_outside(column) => return End::Closed(reader.at),
            _ if is_quote => {
                let inside = text.get(reader.at + 1..).unwrap_or_default();
                reader.token = Some(reader.at);
                let Some(length) = quoted_length(inside, *byte) else {
                    let typed = reader.at + 1;
                    return End::Inside(reader.place(typed, true));
                };
                reader.at += 1 + length;
            }
            _ => {
                reader.step(*byte);
                if reader.open.is_empty() {
                    return End::Closed(reader.at);
                }
            }
        }
    }
    let behind_colon = reader.token.is_none() && text.ends_with(':');
    let typed = reader.token.unwrap_or(text.len());
    if behind_colon { End::Comment } else { End::Inside(reader.place(typed, false)) }
}

impl Reader<'_> {
    fn step(&mut self, byte: u8) {
        match byte {
            b'[' | b'{' if self.token.is_none() => {
                self.open.push(Bracket { is_mapping: byte == b'{', key: None, present: Vec::new() });
            }
            b']' | b'}' => {
                self.finish();
                self.open.pop();
            }
            b',' => self.finish(),
            b':' if self.ends_key() => {
                let key = self.take_token();
                if let Some(bracket) = self.open.last_mut().filter(|bracket| bracket.is_mapping) {
                    bracket.key = key;
                }
            }
            b' ' | b'\n' | b'\t' => {}
            _ => {
                self.token.get_or_insert(self.at);
            }
        }
        self.at += 1;
    }

    /// Ends the element, or the key and its value.
    fn finish(&mut self) {
        let text = self.take_token();
        if let Some(bracket) = self.open.last_mut() {
            bracket.present.extend(if bracket.is_mapping { bracket.key.take().or(text) } else { text });
        }
    }

    fn take_token(&mut self) -> Option<String> {
        let start = self.token.take()?;
        let text = self.text.get(start..self.at)?.trim();
        Some(text.trim_matches(['"', '\'']).to_owned())
    }

    fn next_line_is_outside(&self, column: usize) -> bool {
        let line = self.text.get(self.at + 1..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let content = line.trim_start_matches(' ');
        let goes_on = content.is_empty() || content.starts_with([']', '}', '#']);
        !goes_on && line.len() - content.len() <= column
    }

    fn ends_key(&self) -> bool {
        let next = self.text.as_bytes().get(self.at + 1);
        next.is_none_or(|byte| matches!(byte, b' ' | b'\n' | b',' | b'}' | b']'))
    }

    fn is_behind_space(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.text.as_bytes().get(at));
        before.is_none_or(|byte| matches!(byte, b' ' | b'\n'))
    }

    fn place(mut self, typed: usize, in_quotes: bool) -> Inside {
        let innermost = self.open.pop();
        let step = |bracket: Bracket| match bracket.key {
            Some(key) => Step::Key(key),
            None => Step::Element,
        };
        let path = self.open.into_iter().map(step).collect();
        let (slot, present) = match innermost {
            Some(Bracket { key: Some(key), present, .. }) => (Slot::Value(key), present),
            Some(Bracket { is_mapping: true, present, .. }) => (Slot::Key, present),
            Some(Bracket { present, .. }) => (Slot::Element, present),
            None => (Slot::Element, Vec::new()),
        };
        Inside { path, slot, present, typed, in_quotes }
    }
}

/// Keys (of a mapping) or elements (of a list) in `after` up to the closing bracket, without the one
/// that `after` starts in.
pub(super) fn later(after: &str, of_mapping: bool) -> Vec<String> {
    let mut depth = 0_usize;
    let is_end = |character: char| {
        match character {
            '[' | '{' => depth += 1,
            ']' | '}' if depth == 0 => return true,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        false
    };
    let Some(end) = after.find(is_end) else { return Vec::new() };
    let mut depth = 0_usize;
    let is_comma = |character: char| {
        match character {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == ',' && depth == 0
    };
    let pieces = after.get(..end).unwrap_or_default().split(is_comma).skip(1);
    let name = |piece: &str| {
        let text = if of_mapping { piece.split(':').next().unwrap_or_default() } else { piece };
        text.trim().trim_matches(['"', '\'']).to_owned()
    };
    pieces.map(name).filter(|name| !name.is_empty()).collect()
}
