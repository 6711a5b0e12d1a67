//! SVG text: elements, attributes, numbers, and text that cannot be taken for anything else.

use crate::geometry::Rect;
use crate::value::push_formatted;

/// A document while it is written. What is opened is closed in the end.
#[derive(Default)]
pub(super) struct Svg {
    out: String,
    open: Vec<&'static str>,
}

/// The value of an attribute.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Text(&'a str),
    Number(f64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl Svg {
    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, Value<'_>)]) {
        self.start(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            push_formatted(&mut self.out, format_args!("</{name}>\n"));
        }
    }

    /// An element without content.
    pub(super) fn leaf(&mut self, name: &str, attributes: &[(&str, Value<'_>)]) {
        self.start(name, attributes);
        self.out.push_str("/>\n");
    }

    /// An element with only text in it.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, Value<'_>)], text: &str) {
        self.start(name, attributes);
        self.out.push('>');
        push_escaped(&mut self.out, text);
        push_formatted(&mut self.out, format_args!("</{name}>\n"));
    }

    /// A rectangle with round corners.
    pub(super) fn rectangle(&mut self, rect: Rect, radius: f64, paint: &[(&str, Value<'_>)]) {
        let mut attributes = vec![
            ("x", rect.left().into()),
            ("y", rect.top().into()),
            ("width", rect.size.width.max(0.0).into()),
            ("height", rect.size.height.max(0.0).into()),
            ("rx", radius.into()),
        ];
        attributes.extend_from_slice(paint);
        self.leaf("rect", &attributes);
    }

    /// The document, with everything closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn start(&mut self, name: &str, attributes: &[(&str, Value<'_>)]) {
        push_formatted(&mut self.out, format_args!("<{name}"));
        for (key, value) in attributes {
            push_formatted(&mut self.out, format_args!(" {key}=\""));
            match value {
                Value::Text(text) => push_escaped(&mut self.out, text),
                Value::Number(value) => push_number(&mut self.out, *value),
            }
            self.out.push('"');
        }
    }
}

/// Farthest coordinate that is written.
const FARTHEST: f64 = 1e9;

/// A coordinate that can be calculated with: what is no number is 0.
pub(super) fn tame(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(-FARTHEST, FARTHEST) }
}

/// The commands of a path with their numbers.
pub(super) fn path(commands: &[(char, Vec<f64>)]) -> String {
    let mut way = String::new();
    for (letter, numbers) in commands {
        way.push(*letter);
        for (position, number) in numbers.iter().enumerate() {
            way.push_str(if position > 0 { " " } else { "" });
            push_number(&mut way, *number);
        }
    }
    way
}

/// A number with one decimal at most, or two of what is less than 1.
pub(super) fn push_number(out: &mut String, value: f64) {
    let value = tame(value);
    let parts = if value.abs() < 1.0 { 100.0 } else { 10.0 };
    // Adding 0 turns -0 into 0.
    push_formatted(out, format_args!("{}", (value * parts).round() / parts + 0.0));
}

/// Text as XML allows it; what it does not allow at all becomes the replacement character.
fn push_escaped(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\r' | '\t' => out.push(' '),
            // Would turn the direction of what follows, or hide in the text.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {
                out.push('\u{fffd}');
            }
            letter => out.push(letter),
        }
    }
}
