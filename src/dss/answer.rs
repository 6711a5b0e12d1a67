//! The bodies of successful answers, read within limits. What is no answer of the operation is refused
//! in words.

use std::fmt;

use serde::Deserializer;
use serde::de::{SeqAccess, Visitor};
use serde_json::Value;

use crate::dss::{Response, fields};
use crate::inventory::Document;

/// The largest JSON body that is read, in bytes.
pub const MOST_BYTES: usize = 64 << 20;

/// The most values in a JSON body. A value takes up to 32 bytes of memory, so that a body of brackets
/// would take many times its size.
pub const MOST_VALUES: usize = 2_000_000;

/// Success is all that counts; the body is of no use or empty (`dss-api.md` 1, response type).
///
/// # Errors
/// If it is a web page: then it was not DSS that reported success.
pub fn nothing(response: &Response) -> Result<(), String> {
    if response.is_page() { Err("it is a web page".to_owned()) } else { Ok(()) }
}

/// A JSON value.
///
/// # Errors
/// If the body is empty, too large, or no JSON.
pub fn value(response: &Response) -> Result<Value, String> {
    check(response)?;
    serde_json::from_slice(&response.body).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> String {
    format!("it is no JSON that can be read: {error}")
}

/// That the body is within the limits.
fn check(response: &Response) -> Result<(), String> {
    if response.body.is_empty() {
        return Err("it is empty".to_owned());
    }
    if response.body.len() > MOST_BYTES {
        return Err(format!("it is larger than {} MB", MOST_BYTES >> 20));
    }
    if values(&response.body) > MOST_VALUES {
        return Err(format!("it holds more than {MOST_VALUES} values"));
    }
    Ok(())
}

/// An upper bound of the number of values in a JSON text: each but the first follows a comma, a colon
/// or an opening bracket outside of texts.
fn values(body: &[u8]) -> usize {
    let (mut count, mut in_text, mut is_escaped) = (1, false, false);
    for byte in body {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_text,
            b'"' => in_text = !in_text,
            b',' | b':' | b'[' | b'{' if !in_text => count += 1,
            _ => {}
        }
    }
    count
}

/// An object.
///
/// # Errors
/// If the body is something else.
pub fn document(response: &Response) -> Result<Document, String> {
    match value(response)? {
        Value::Object(document) => Ok(document),
        other => Err(format!("it is {} instead of an object", fields::kind(&other))),
    }
}

/// A list of objects.
///
/// # Errors
/// If the body is something else.
pub fn documents(response: &Response) -> Result<Vec<Document>, String> {
    each(response, |document| document)
}

/// What `take` makes of each object of a list. They are never all in memory at once, as text they are a
/// tenth of it.
///
/// # Errors
/// If the body is something else.
pub fn each<T>(response: &Response, take: fn(Document) -> T) -> Result<Vec<T>, String> {
    check(response)?;
    let is_list = response.body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    if !is_list {
        return Err(format!("it is {} instead of a list", fields::kind(&value(response)?)));
    }
    let mut entries = Entries { take, taken: Vec::new(), misfit: None };
    let mut reader = serde_json::Deserializer::from_slice(&response.body);
    let read = reader.deserialize_seq(&mut entries).and_then(|()| reader.end());
    match (entries.misfit, read) {
        (Some(misfit), _) => Err(misfit),
        (None, Err(error)) => Err(unreadable(error)),
        (None, Ok(())) => Ok(entries.taken),
    }
}

/// The objects of a list, one after the other.
struct Entries<T> {
    take: fn(Document) -> T,
    taken: Vec<T>,
    /// What is no object.
    misfit: Option<String>,
}

impl<'de, T> Visitor<'de> for &mut Entries<T> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<Value>()? {
            match value {
                Value::Object(document) => self.taken.push((self.take)(document)),
                other => {
                    let (index, kind) = (self.taken.len(), fields::kind(&other));
                    let misfit = || format!("entry {index} of the list is {kind} instead of an object");
                    self.misfit.get_or_insert_with(misfit);
                }
            }
        }
        Ok(())
    }
}

/// A list of texts.
///
/// # Errors
/// If the body is something else.
pub fn texts(response: &Response) -> Result<Vec<String>, String> {
    let list = list(response)?.into_iter().enumerate();
    let texts = list.map(|(index, value)| match value {
        Value::String(text) => Ok(text),
        other => Err(format!("entry {index} of the list is {} instead of a text", fields::kind(&other))),
    });
    texts.collect()
}

fn list(response: &Response) -> Result<Vec<Value>, String> {
    match value(response)? {
        Value::Array(list) => Ok(list),
        other => Err(format!("it is {} instead of a list", fields::kind(&other))),
    }
}

/// What the server calls a new object, at `key`; `None` if the answer is empty. What the server says wins
/// over what was asked for (`dss-api.md` 6).
///
/// # Errors
/// If there is an answer, but not with that.
pub fn made(response: &Response, key: &str) -> Result<Option<String>, String> {
    if response.body.is_empty() {
        return Ok(None);
    }
    let name = fields::required_text(&document(response)?, key)?;
    if name.is_empty() { Err(format!("`{key}` is empty")) } else { Ok(Some(name)) }
}

/// Plain text.
///
/// # Errors
/// If it is a web page.
pub fn text(response: &Response) -> Result<String, String> {
    nothing(response)?;
    Ok(String::from_utf8_lossy(&response.body).into_owned())
}

/// A file. It may be a web page: people keep such files.
///
/// # Errors
/// None; so that it can be what a call reads with.
pub fn bytes(response: &Response) -> Result<Vec<u8>, String> {
    Ok(response.body.clone())
}

/// A zip archive.
///
/// # Errors
/// If it does not start as one.
pub fn archive(response: &Response) -> Result<Vec<u8>, String> {
    const STARTS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
    if STARTS.iter().any(|start| response.body.starts_with(start)) {
        Ok(response.body.clone())
    } else {
        Err("it is no zip archive".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn body(body: impl Into<Vec<u8>>) -> Response {
        Response { status: 200, headers: Vec::new(), body: body.into() }
    }

    #[test]
    fn what_is_something_else_is_said() {
        let problems = [
            (document(&body("[]")).err(), "it is a list instead of an object"),
            (document(&body("")).err(), "it is empty"),
            (documents(&body("{}")).err(), "it is an object instead of a list"),
            (
                documents(&body("[{}, 1]")).map(drop).err(),
                "entry 1 of the list is a number instead of an object",
            ),
            (texts(&body("[\"a\", null]")).map(drop).err(), "entry 1 of the list is null instead of a text"),
            (made(&body("{}"), "id").map(drop).err(), "`id` is missing in the answer"),
            (
                made(&body("{\"id\": 7}"), "id").map(drop).err(),
                "`id` should be a text, but is or holds a number",
            ),
            (made(&body("{\"id\": \"\"}"), "id").map(drop).err(), "`id` is empty"),
            (nothing(&body("<html>")).err(), "it is a web page"),
            (archive(&body("oops")).map(drop).err(), "it is no zip archive"),
        ];
        for (problem, wanted) in problems {
            assert_eq!(problem.as_deref(), Some(wanted));
        }
    }

    #[test]
    fn an_empty_answer_to_a_write_is_success() {
        assert_eq!(nothing(&body("")), Ok(()));
        assert_eq!(made(&body(""), "id"), Ok(None));
        assert_eq!(made(&body("{\"id\": \"z1\"}"), "id"), Ok(Some("z1".into())));
    }

    #[test]
    fn limits_are_named() {
        let deep = "[".repeat(100_000);
        assert!(value(&body(deep)).unwrap_err().contains("recursion limit"), "deep");
        let many = format!("[{}]", "0,".repeat(MOST_VALUES));
        assert_eq!(value(&body(many)).unwrap_err(), "it holds more than 2000000 values");
        assert!(value(&body("1e999")).unwrap_err().contains("number out of range"), "large");
        assert!(value(&body(b"\"\xff\"".to_vec())).is_err(), "no UTF-8");
    }

    #[test]
    fn values_inside_texts_do_not_count() {
        assert_eq!(values(br#"{"a": ",,[\"::{", "b": [1, 2]}"#), 7);
        assert_eq!(values(b""), 1);
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let response = body(bytes);
            let _ = (document(&response), documents(&response), texts(&response), made(&response, "id"));
            let _ = (nothing(&response), text(&response), archive(&response));
        }

        #[test]
        fn no_value_is_missed(list in prop::collection::vec(prop::collection::vec("[a,:\\[\"\\\\]{0,4}", 0..5), 0..8)) {
            let count = 1 + list.len() + list.iter().map(Vec::len).sum::<usize>();
            let text = serde_json::to_vec(&list).unwrap();
            prop_assert!(values(&text) >= count);
            prop_assert!(values(&text) <= 2 * count);
        }
    }
}
