//! A recorded request, and the arguments in it.

use blockwright::inventory::Document;
use serde::Deserialize;
use serde_json::Value;

/// What stands in front of every path.
const BASE: &str = "/dip/publicapi";

#[derive(Deserialize)]
pub(crate) struct Row {
    pub(crate) operation: String,
    pub(crate) seq: u32,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Headers,
    pub(crate) body_kind: String,
    #[serde(default)]
    pub(crate) body: Value,
}

#[derive(Deserialize)]
pub(crate) struct Headers {
    pub(crate) authorization: String,
}

/// What an operation was called with.
pub(crate) struct Arguments<'a> {
    /// The decoded segments of the path where its pattern has a star; the last one may be several.
    pub(crate) names: Vec<String>,
    row: &'a Row,
}

impl Row {
    /// The segments below the base, decoded; the last one is empty where the path ends in a slash.
    pub(crate) fn segments(&self) -> Vec<String> {
        let path = self.path.strip_prefix(BASE).unwrap_or(&self.path);
        segments(path)
    }

    /// Whether this is a request of that method and pattern.
    pub(crate) fn fits(&self, method: &str, pattern: &str) -> bool {
        self.method == method && captured(&self.segments(), pattern).is_some()
    }

    pub(crate) fn arguments(&self, pattern: &str) -> Arguments<'_> {
        Arguments { names: captured(&self.segments(), pattern).unwrap_or_default(), row: self }
    }
}

/// The segments of a path, decoded, with runs of slashes taken as one.
pub(crate) fn segments(path: &str) -> Vec<String> {
    let inner: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let end = path.ends_with('/').then(String::new);
    inner.into_iter().map(decoded).chain(end).collect()
}

fn decoded(segment: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), segment.as_bytes());
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = digits.filter(|_| *first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap()
}

/// What stands at the stars of a pattern; two stars, at its end, take all that is left.
fn captured(found: &[String], pattern: &str) -> Option<Vec<String>> {
    let wanted = segments(pattern);
    let mut names = Vec::new();
    for (index, segment) in wanted.iter().enumerate() {
        match (&**segment, found.get(index)) {
            ("**", Some(_)) => {
                names.push(found[index..].join("/"));
                return Some(names);
            }
            ("*", Some(name)) if !name.is_empty() => names.push(name.clone()),
            (segment, Some(name)) if segment == name => {}
            _ => return None,
        }
    }
    (found.len() == wanted.len()).then_some(names)
}

impl Arguments<'_> {
    /// What stands at the star of that number, from 0.
    pub(crate) fn name(&self, index: usize) -> &str {
        &self.names[index]
    }

    /// A parameter of the query.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.row.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All values of a parameter.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        let found = self.row.query.iter().filter(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).collect()
    }

    /// A parameter that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.parameter(name)?.parse().ok()
    }

    /// A parameter that is true or false in any case; false if it is not there.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.parameter(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    pub(crate) fn body(&self) -> &Value {
        &self.row.body
    }

    /// The body, if there is one.
    pub(crate) fn sent(&self) -> Option<Value> {
        (self.row.body_kind == "json").then(|| self.row.body.clone())
    }

    /// The body, if it is an object.
    pub(crate) fn document(&self) -> Option<Document> {
        self.row.body.as_object().cloned()
    }

    /// A text in the body.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.row.body.get(key)?.as_str()
    }

    /// An object in the body.
    pub(crate) fn object(&self, key: &str) -> Option<Document> {
        self.row.body.get(key)?.as_object().cloned()
    }

    /// The texts of a list in the body.
    pub(crate) fn texts(&self, key: &str) -> Option<Vec<String>> {
        let list = self.row.body.get(key)?.as_array()?.iter();
        list.map(|value| value.as_str().map(str::to_owned)).collect()
    }

    /// The bytes of a body that is sent as it is; the recorder keeps JSON as JSON and all else as text.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match (&self.row.body, &*self.row.body_kind) {
            (Value::String(text), kind) if kind != "json" => text.clone().into_bytes(),
            (body, _) => body.to_string().into_bytes(),
        }
    }

    /// Name and contents of the one file of a form. Only the size was recorded.
    pub(crate) fn file(&self) -> Option<(String, Vec<u8>)> {
        let [part] = &self.row.body.as_array()?[..] else { return None };
        let size = usize::try_from(part.get("size")?.as_u64()?).ok()?;
        Some((part.get("filename")?.as_str()?.to_owned(), vec![b'x'; size]))
    }
}
