//! When a request that we build is the recorded one (`dss-api.md` 8).

use blockwright::dss::endpoint::Origin;
use blockwright::dss::key::{Key, Scheme};
use blockwright::dss::{Body, Request};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::row::{Row, segments};

/// # Errors
/// What differs first.
pub(crate) fn same(row: &Row, built: &Request) -> Result<(), String> {
    if let Some(flaw) = built.flaw() {
        return Err(format!("it is never sent, because {flaw}"));
    }
    equal("method", &row.method, &built.method.name().to_owned())?;
    equal("path", &row.segments(), &segments(&built.path))?;
    let pair = |(name, value): (&str, &str)| (name.to_owned(), folded(value));
    let mut wanted: Vec<_> = row.query.iter().map(|(name, value)| pair((name, value))).collect();
    let mut found: Vec<_> = built.query.iter().map(|(name, value)| pair((name, value))).collect();
    wanted.sort_unstable();
    found.sort_unstable();
    equal("query", &wanted, &found)?;
    match (&*row.body_kind, &built.body) {
        ("none", Body::None) => Ok(()),
        ("json", Body::Json(document)) => equal("body", &without_nulls(&row.body), &without_nulls(document)),
        // The recorder read the bytes of a file as JSON where they were some.
        ("json", Body::Bytes(bytes)) => {
            equal("bytes", &Some(row.body.clone()), &serde_json::from_slice(bytes).ok())
        }
        ("bytes" | "text" | "raw", Body::Bytes(bytes)) => {
            equal("bytes", &row.body.as_str().map(str::as_bytes), &Some(&**bytes))
        }
        ("multipart", Body::File { name, bytes }) => form(row, name, bytes),
        (kind, body) => Err(format!("the body should be of the kind {kind}, but is {body:?}")),
    }
}

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, wanted: &T, found: &T) -> Result<(), String> {
    if wanted == found { Ok(()) } else { Err(format!("the {what} should be {wanted:?}, but is {found:?}")) }
}

/// Python writes true and false with a capital.
fn folded(value: &str) -> String {
    if matches!(value, "True" | "False") { value.to_lowercase() } else { value.to_owned() }
}

/// A member that is null is as good as none.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(key, value)| (key.clone(), without_nulls(value))).collect())
        }
        Value::Array(list) => Value::Array(list.iter().map(without_nulls).collect()),
        other => other.clone(),
    }
}

/// A form has one part, `file`. The client leaves its file name empty for folders.
fn form(row: &Row, name: &str, bytes: &[u8]) -> Result<(), String> {
    let parts = row.body.as_array().cloned().unwrap_or_default();
    let [part] = &parts[..] else { return Err(format!("the form should have {} parts", parts.len())) };
    equal("part", &part["name"], &Value::from("file"))?;
    equal("size", &part["size"], &Value::from(bytes.len()))?;
    match part["filename"].as_str() {
        None | Some("") => Ok(()),
        Some(wanted) => equal("file name", &wanted, &name),
    }
}

/// The header, by its form: `Basic base64(KEY:)` and `Bearer TOKEN`.
///
/// # Errors
/// If ours has another form.
pub(crate) fn authorization(row: &Row) -> Result<(), String> {
    let origin = Origin::parse("https://dss.example.com").unwrap();
    let (scheme, secret, wanted) = match &*row.headers.authorization {
        "Basic base64(KEY:)" => (Scheme::Basic, "KEY", "Basic S0VZOg=="),
        "Bearer TOKEN" => (Scheme::Bearer, "TOKEN", "Bearer TOKEN"),
        other => return Err(format!("nothing of ours sends {other}")),
    };
    let key = Key::new(Zeroizing::new(secret.to_owned()), origin.clone(), scheme).unwrap();
    equal("header", &wanted, &&**key.authorization(&origin).unwrap())
}
