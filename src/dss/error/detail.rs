//! What an answer says about a failure, made safe to show.

use serde_json::Value;

use crate::block::fields::visible;
use crate::dss::Response;

/// The most letters of what a server said that are kept.
pub const MOST_LETTERS: usize = 500;

/// A body larger than this is not searched for a message.
const MOST_BYTES: usize = 1 << 20;

/// Type and message of an answer that refuses.
#[derive(Default)]
pub(super) struct Detail {
    /// The class in DSS's code.
    error_type: String,
    message: String,
}

impl Detail {
    pub(super) fn of(response: &Response) -> Self {
        if response.body.len() > MOST_BYTES {
            return Self::default();
        }
        if response.is_page() {
            let message = title(&String::from_utf8_lossy(&response.body)).unwrap_or_default();
            return Self { message, ..Self::default() };
        }
        let Ok(Value::Object(body)) = serde_json::from_slice(&response.body) else {
            let message = String::from_utf8_lossy(&response.body).into_owned();
            return Self { message, ..Self::default() };
        };
        let text = |key: &str| body.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        let message = text("detailedMessage").or_else(|| text("message")).unwrap_or_default();
        let error_type = text("errorType").unwrap_or_default();
        Self { error_type: error_type.to_owned(), message: message.to_owned() }
    }

    /// Type and message in lower case, with one form of apostrophe, to look for words in.
    pub(super) fn searchable(&self) -> String {
        format!("{} {}", self.error_type, self.message)
            .to_lowercase()
            .replace('\u{2019}', "'")
            .trim()
            .to_owned()
    }

    /// The message, or the type where there is none.
    pub(super) fn shown(&self) -> String {
        let message = shown(&self.message);
        if message.is_empty() { shown(&self.error_type) } else { message }
    }
}

/// A text of a server on one line, without stack trace, without anything that misleads, and short.
pub(super) fn shown(text: &str) -> String {
    let told =
        text.lines().map(str::trim).take_while(|line| !is_of_stack(line)).filter(|line| !line.is_empty());
    let words: Vec<&str> = told.flat_map(str::split_whitespace).collect();
    let told = visible(&words.join(" "));
    match told.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &told[..end]),
        None => told,
    }
}

/// Lines of Java's, as `at com.dataiku.Class.method(Class.java:7)`, and the first of Python's.
fn is_of_stack(line: &str) -> bool {
    line.starts_with("at ") && line.contains('(') || line.starts_with("Traceback (most recent call last)")
}

/// The title of a web page.
fn title(page: &str) -> Option<String> {
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let end = start + lower[start..].find("</title>")?;
    Some(page[start..end].to_owned())
}
