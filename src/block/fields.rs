//! Reading the JSON documents of a registry: caps, defaults, and what was wrong.

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

/// Why a document was not read. Nothing of it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(Arc<str>);

impl Refusal {
    /// A refusal, as a clause that starts with "it".
    pub fn new(reason: impl Into<Arc<str>>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// Something in a document that was left out or read as its default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where, as `inputs[0].type`.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// The registry check that it breaks (`blocks.md` 2.11).
    pub rule: &'static str,
}

impl Remark {
    /// A remark on what does not match its JSON Schema.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::of("REG-000", path, message)
    }

    /// A remark under a rule of its own.
    pub fn of(rule: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into(), rule }
    }
}

/// Parses an object of at most `most` bytes.
///
/// # Errors
/// If it is larger, no JSON, or no object.
pub fn document(text: &str, most: usize) -> Result<Map<String, Value>, Refusal> {
    check_size(text, most)?;
    match serde_json::from_str(without_mark(text)) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(Refusal::new("it is no JSON object")),
        Err(error) => Err(told_no_json(text, &error)),
    }
}

/// The text without a byte order mark.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Refuses a text of more than `most` bytes.
///
/// # Errors
/// If it is larger.
pub fn check_size(text: &str, most: usize) -> Result<(), Refusal> {
    if text.len() <= most {
        return Ok(());
    }
    Err(Refusal::new(format!("it has {} bytes, at most {most} are read", text.len())))
}

/// The refusal of a document that is no JSON: hosts answer with nothing, or with a page to sign in.
fn told_no_json(text: &str, error: &serde_json::Error) -> Refusal {
    let start = without_mark(text).trim_ascii_start();
    if start.is_empty() {
        return Refusal::new("it is empty");
    }
    if start.starts_with('<') {
        return Refusal::new(
            "it is a web page and no JSON; maybe the host asks to sign in, or answers so for files that it does \
             not have",
        );
    }
    no_json(error)
}

/// The refusal of a text that is no JSON.
pub fn no_json(error: &serde_json::Error) -> Refusal {
    Refusal::new(format!("it is no JSON: {error}"))
}

/// Refuses a `format_version` whose major part is higher than ours; absent means 1.0.
///
/// # Errors
/// If this version does not know the format.
pub fn check_format(members: &Map<String, Value>) -> Result<(), Refusal> {
    let Some(version) = members.get("format_version").and_then(Value::as_str) else { return Ok(()) };
    let major = version.split('.').next().unwrap_or_default().parse::<u64>();
    match major {
        Ok(0 | 1) => Ok(()),
        _ => Err(Refusal::new(format!("its format is {}; this version reads 1.x", visible(version)))),
    }
}

/// The text at `key`, if it is one, with misleading characters made visible.
pub fn texts_at(members: &Map<String, Value>, key: &str) -> Option<Arc<str>> {
    members.get(key)?.as_str().map(|text| visible(text).into())
}

/// A text with everything visible that would mislead a reader: control, bidirectional and invisible
/// characters, and letters of other scripts inside a Latin word, are written as `\u{…}`. Line feeds
/// and tabs stay.
pub fn visible(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for word in text.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let is_latin = word.chars().any(|letter| letter.is_ascii_alphabetic());
        for letter in word.chars() {
            if misleads(letter) || is_latin && looks_latin(letter) {
                shown.extend(letter.escape_unicode());
            } else {
                shown.push(letter);
            }
        }
    }
    shown
}

fn misleads(letter: char) -> bool {
    let is_control = letter.is_control() && letter != '\n' && letter != '\t';
    let is_invisible = matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    is_control || is_invisible
}

/// Letters of Greek, Cyrillic, Armenian and Cherokee, and full-width forms.
fn looks_latin(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{530}'..='\u{58f}'
        | '\u{13a0}'..='\u{13ff}' | '\u{ff01}'..='\u{ff5e}')
}

/// The members of one object of a document, with the remarks on them.
pub struct Fields<'a> {
    /// The object.
    pub members: &'a Map<String, Value>,
    /// The path of the object, empty for the document.
    pub path: String,
    remarks: &'a mut Vec<Remark>,
}

impl<'a> Fields<'a> {
    /// The fields of `members`, which stand at `path`.
    pub fn new(
        members: &'a Map<String, Value>,
        path: impl Into<String>,
        remarks: &'a mut Vec<Remark>,
    ) -> Self {
        Self { members, path: path.into(), remarks }
    }

    /// The path of a field.
    pub fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Remarks on a field.
    pub fn remark(&mut self, key: &str, message: &str) {
        let path = self.path_of(key);
        self.remarks.push(Remark::new(path, message));
    }

    fn value(&self, key: &str) -> Option<&'a Value> {
        self.members.get(key).filter(|value| !value.is_null())
    }

    /// A text, empty if absent.
    pub fn text(&mut self, key: &str) -> Arc<str> {
        self.optional_text(key).unwrap_or_default()
    }

    /// A text, if there is one.
    pub fn optional_text(&mut self, key: &str) -> Option<Arc<str>> {
        let value = self.value(key)?;
        if value.as_str().is_none() {
            self.remark(key, "should be text and was left out");
        }
        value.as_str().map(|text| visible(text).into())
    }

    /// True or false, or `default`.
    pub fn flag(&mut self, key: &str, default: bool) -> bool {
        match self.value(key) {
            None => default,
            Some(Value::Bool(value)) => *value,
            Some(_) => {
                self.remark(key, "should be true or false and was read as its default");
                default
            }
        }
    }

    /// A list of texts, empty if absent; other elements are left out.
    pub fn texts(&mut self, key: &str) -> Vec<Arc<str>> {
        let mut texts = Vec::new();
        for (index, value) in self.list(key).iter().enumerate() {
            match value.as_str() {
                Some(text) => texts.push(visible(text).into()),
                None => self.remark(&format!("{key}[{index}]"), "should be text and was left out"),
            }
        }
        texts
    }

    /// A text or a list of texts.
    pub fn text_or_texts(&mut self, key: &str) -> Vec<Arc<str>> {
        match self.value(key) {
            Some(Value::String(text)) => vec![visible(text).into()],
            _ => self.texts(key),
        }
    }

    /// A list, empty if absent.
    pub fn list(&mut self, key: &str) -> &'a [Value] {
        match self.value(key) {
            None => &[],
            Some(Value::Array(values)) => values,
            Some(_) => {
                self.remark(key, "should be a list and was left out");
                &[]
            }
        }
    }

    /// An object, if there is one.
    pub fn object(&mut self, key: &str) -> Option<&'a Map<String, Value>> {
        let value = self.value(key)?;
        if value.as_object().is_none() {
            self.remark(key, "should be an object and was left out");
        }
        value.as_object()
    }

    /// Reads each object of a list; other elements are left out.
    pub fn each<T>(&mut self, key: &str, mut read: impl FnMut(Fields<'_>) -> Option<T>) -> Vec<T> {
        let mut found = Vec::new();
        for (index, value) in self.list(key).iter().enumerate() {
            match value.as_object() {
                Some(members) => {
                    let path = self.path_of(&format!("{key}[{index}]"));
                    found.extend(read(Fields::new(members, path, self.remarks)));
                }
                None => self.remark(&format!("{key}[{index}]"), "should be an object and was left out"),
            }
        }
        found
    }

    /// The fields of an object inside this one.
    pub fn inside<'b>(&'b mut self, key: &str, members: &'b Map<String, Value>) -> Fields<'b> {
        let path = self.path_of(key);
        Fields::new(members, path, self.remarks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misleading_characters_are_written_out() {
        for (text, expected) in [
            ("Café über alles", "Café über alles"),
            ("Очистка данных", "Очистка данных"),
            ("P\u{430}yment", "P\\u{430}yment"),
            ("safe\u{202e}exe", "safe\\u{202e}exe"),
            ("a\u{200b}b\u{0}", "a\\u{200b}b\\u{0}"),
            ("line\nline\t2", "line\nline\t2"),
        ] {
            assert_eq!(visible(text), expected);
        }
    }

    #[test]
    fn a_document_has_a_size_and_a_format() {
        assert_eq!(document("{\"a\": 1}", 4).unwrap_err().to_string(), "it has 8 bytes, at most 4 are read");
        assert!(document("{", 9).unwrap_err().to_string().starts_with("it is no JSON: "));
        assert_eq!(document("\u{feff}{}", 9).unwrap().len(), 0);
    }
}
