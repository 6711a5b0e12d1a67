//! Scalars to nodes: what they mean and which bytes are theirs.

use granit_parser::{ScalarStyle, Tag};
use serde_json::Number;

use super::super::node::{Content, Node, Style, Text};
use super::super::rules::{syn001_malformed, syn007_number, syn008_ambiguous_scalar, syn009_tag};
use super::super::scalar::{self, Scalar};
use super::super::yaml_1_1;
use super::Tree;
use crate::diagnostic::{Diagnostic, Safety, quoted};
use crate::source::FileEdit;
use crate::text::{TextEdit, TextRange};

impl Tree<'_> {
    /// The node of a scalar.
    pub(super) fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        range: TextRange,
    ) -> Node {
        let written = range.of(self.text);
        let (range, style) = match style {
            ScalarStyle::Plain if written.is_empty() => (self.after_colon(range), Style::Plain),
            ScalarStyle::Plain => (range, Style::Plain),
            ScalarStyle::SingleQuoted => (range, Style::SingleQuoted),
            ScalarStyle::DoubleQuoted => (range, Style::DoubleQuoted),
            ScalarStyle::Literal | ScalarStyle::Folded => (self.with_header(range), Style::BlockScalar),
        };
        // The parser gives `~` for a value that is not there.
        let value = if style == Style::Plain && written.is_empty() { "" } else { value };
        let content = match tag {
            Some(tag) => self.tagged(value, style, tag, range),
            None if style == Style::Plain => self.plain(value, range),
            None => self.text_of(value),
        };
        if style == Style::DoubleQuoted && names_surrogate(written) {
            let problem = syn001_malformed::report("a \\u escape names half of a surrogate pair")
                .hint("Write the character itself, or \\U and eight digits.");
            self.problem(problem, range);
        }
        Node { range, style, content }
    }

    fn problem(&mut self, problem: Diagnostic, range: TextRange) {
        let located = problem.at(self.at(range));
        self.problems.push(located);
    }

    fn plain(&mut self, value: &str, range: TextRange) -> Content {
        let content = match scalar::read(value) {
            Scalar::Null => Content::Null,
            Scalar::Bool(value) => Content::Bool(value),
            Scalar::Number(number) => Content::Number(Box::new(number)),
            Scalar::OutOfRange => {
                let problem = self.quoting(syn007_number::report(value), range, Safety::Guess);
                self.problem(problem, range);
                self.text_of(value)
            }
            Scalar::Text => self.text_of(value),
        };
        if let Some(theirs) = yaml_1_1::differs(value) {
            let node = Node { range, style: Style::Plain, content: content.clone() };
            let mut problem = syn008_ambiguous_scalar::report(value, node.kind(), theirs);
            if matches!(content, Content::Text(_)) {
                problem = self.quoting(problem, range, Safety::Safe);
            }
            self.problem(problem, range);
        }
        content
    }

    fn quoting(&self, problem: Diagnostic, range: TextRange, safety: Safety) -> Diagnostic {
        let quote = |offset| FileEdit { file: self.file, edit: TextEdit::insert(offset, "\"") };
        problem.fix("Put the value in quotes", safety, vec![quote(range.start), quote(range.end)])
    }

    fn tagged(&mut self, value: &str, style: Style, tag: &Tag, range: TextRange) -> Content {
        let read = scalar::read(value);
        let content = match (tag.core_suffix(), read) {
            (Some("str"), _) => Some(self.text_of(value)),
            (Some("null"), Scalar::Null) => Some(Content::Null),
            (Some("bool"), Scalar::Bool(value)) => Some(Content::Bool(value)),
            (Some("int"), Scalar::Number(number)) if !number.is_f64() => {
                Some(Content::Number(Box::new(number)))
            }
            (Some("float"), Scalar::Number(number)) => {
                number.as_f64().and_then(Number::from_f64).map(Box::new).map(Content::Number)
            }
            (Some("int" | "float"), Scalar::OutOfRange) => {
                self.problem(syn007_number::report(value), range);
                return self.text_of(value);
            }
            (None, _) => {
                self.problem(syn009_tag::report(&tag.original()), range);
                return if style == Style::Plain { self.plain(value, range) } else { self.text_of(value) };
            }
            _ => None,
        };
        content.unwrap_or_else(|| {
            let reason = format!("the tag {} does not fit {}", quoted(&tag.original()), quoted(value));
            self.problem(syn001_malformed::report(&reason), range);
            self.text_of(value)
        })
    }

    fn text_of(&mut self, value: &str) -> Content {
        Content::Text(Text { value: self.texts.shared(value), unresolved: false })
    }

    /// An absent value stands behind its colon.
    fn after_colon(&self, range: TextRange) -> TextRange {
        let colon = self.text.as_bytes().get(range.start as usize) == Some(&b':');
        TextRange::at(range.start as usize + usize::from(colon))
    }

    /// A block scalar's bytes from its `|` or `>` on, without the empty lines behind it.
    fn with_header(&self, content: TextRange) -> TextRange {
        let before = self.text.get(self.last_end..content.start as usize).unwrap_or_default();
        let start = before.find(['|', '>']).map_or(content.start as usize, |at| self.last_end + at);
        let written = self.text.get(start..content.end as usize).unwrap_or_default();
        TextRange::new(start, start + written.trim_end().len())
    }
}

/// Whether a double-quoted scalar, as written, has a `\u` escape from D800 to DFFF.
fn names_surrogate(written: &str) -> bool {
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        let escape = rest.get(at + 1..).unwrap_or_default();
        let digits = escape.strip_prefix('u').and_then(|digits| digits.get(..2)).unwrap_or_default();
        if digits.starts_with(['d', 'D'])
            && digits.ends_with(['8', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'A', 'B', 'C', 'D', 'E', 'F'])
        {
            return true;
        }
        let mut characters = escape.chars();
        characters.next();
        rest = characters.as_str();
    }
    false
}
