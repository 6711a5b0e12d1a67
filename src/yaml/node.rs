//! The tree that a YAML document becomes: plain values, each with its range in the text.

use std::sync::Arc;

use serde_json::{Map, Number, Value};

use crate::text::TextRange;
use crate::value::object;

/// A value in the text. Cloning is cheap: collections and texts are shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value's bytes, quotes and brackets included; for an alias, the bytes of `*name`.
    pub range: TextRange,
    /// How it is written.
    pub style: Style,
    /// What it is.
    pub content: Content,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// An unquoted scalar, also an empty one.
    Plain,
    /// `'text'`
    SingleQuoted,
    /// `"text"`
    DoubleQuoted,
    /// `|` or `>`
    BlockScalar,
    /// `[a, b]` or `{a: b}`
    Flow,
    /// An indented collection.
    Block,
    /// `*name`; the content is the anchored node's.
    Alias,
}

/// A value, as YAML 1.2's core schema reads it.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer from −2^63 to 2^64−1, or a finite decimal. Apart, because a tree has far more texts, and
    /// every value takes the room of the largest kind.
    Number(Box<Number>),
    /// A text.
    Text(Text),
    /// A list.
    List(Arc<[Node]>),
    /// A mapping, entries in the order of the text; entries from a merge key come last.
    Map(Arc<[Entry]>),
}

/// A text value.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The text after escapes, folding and substitution of variables.
    pub value: Arc<str>,
    /// Whether it names a variable that is not defined (rule REF005), so that the value is not
    /// known and no other rule judges it.
    pub unresolved: bool,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key as text (numbers and booleans become text, spec 1.1).
    pub key: Arc<str>,
    /// Where the key stands; for a merged entry, in the mapping it comes from.
    pub key_range: TextRange,
    /// The value.
    pub value: Node,
    /// Whether the entry comes from a merge key.
    pub merged: bool,
}

impl Node {
    /// The kind of value, for messages: "text", "a list", …
    pub fn kind(&self) -> &'static str {
        match &self.content {
            Content::Null => "nothing",
            Content::Bool(_) => "true or false",
            Content::Number(number) if number.is_f64() => "a decimal number",
            Content::Number(_) => "a whole number",
            Content::Text(_) => "text",
            Content::List(_) => "a list",
            Content::Map(_) => "a mapping",
        }
    }

    /// Whether there is no value: `null`, `~` or nothing at all.
    pub fn is_null(&self) -> bool {
        self.content == Content::Null
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&Text> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements, if it is a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.content {
            Content::List(nodes) => Some(nodes),
            _ => None,
        }
    }

    /// The entries, if it is a mapping.
    pub fn as_map(&self) -> Option<&[Entry]> {
        match &self.content {
            Content::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The entry named `key`, if it is a mapping that has one.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.as_map()?.iter().find(|entry| &*entry.key == key)
    }

    /// The value named `key`, if it is a mapping that has one.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The same value `by` bytes further on; nested at most as deep as a document may be.
    #[must_use]
    pub fn shifted(&self, by: i64) -> Self {
        let content = match &self.content {
            Content::List(nodes) => Content::List(nodes.iter().map(|node| node.shifted(by)).collect()),
            Content::Map(entries) => Content::Map(entries.iter().map(|entry| entry.shifted(by)).collect()),
            scalar => scalar.clone(),
        };
        Self { range: self.range.shifted(by), style: self.style, content }
    }

    /// The value as JSON data, as resources keep it.
    pub fn to_value(&self) -> Value {
        match &self.content {
            Content::Null => Value::Null,
            Content::Bool(value) => Value::Bool(*value),
            Content::Number(number) => Value::Number(Number::clone(number)),
            Content::Text(text) => Value::String(text.value.to_string()),
            Content::List(nodes) => Value::Array(nodes.iter().map(Self::to_value).collect()),
            Content::Map(entries) => Value::Object(to_object(entries)),
        }
    }
}

impl Entry {
    /// The same entry `by` bytes further on.
    #[must_use]
    pub fn shifted(&self, by: i64) -> Self {
        Self {
            key: Arc::clone(&self.key),
            key_range: self.key_range.shifted(by),
            value: self.value.shifted(by),
            merged: self.merged,
        }
    }
}

/// The entries as a JSON object.
pub fn to_object(entries: &[Entry]) -> Map<String, Value> {
    object(entries.iter().map(|entry| (entry.key.to_string(), entry.value.to_value())))
}
