//! A request as it arrives: its path decoded once, its parameters read.

use crate::dss::{Body, Method, Request};
use crate::simulator::refusal::Refusal;

/// Longest path with its parameters, in bytes; a longer one is refused with 400.
pub const MAX_TARGET: usize = 16 * 1024;
/// Largest body in bytes; a larger one is refused with 413.
pub const MAX_BODY: usize = 32 * 1024 * 1024;
/// Deepest nesting of a JSON document; what is kept must be readable within the limits of a reader.
const MAX_DEPTH: usize = 48;

/// A request, who sends it, and when.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// What it does.
    pub method: Method,
    /// Path and parameters below the base, percent-encoded: `/projects/P/datasets/?foreign=false`.
    pub target: String,
    /// What it carries. From a network all is [`Body::Bytes`] but forms.
    pub body: Body,
    /// The key, without the header around it.
    pub key: Option<String>,
    /// Now, in milliseconds since 1970.
    pub now: u64,
}

/// A target taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// Decoded, without the first slash; the last is empty where the path ends in a slash.
    pub(super) segments: Vec<String>,
    /// Decoded, in order.
    pub(super) parameters: Vec<(String, String)>,
}

impl Arrival {
    /// A request of our own, as it would arrive.
    pub fn of(request: Request, key: Option<&str>, now: u64) -> Self {
        let target = request.target();
        Self { method: request.method, target, body: request.body, key: key.map(str::to_owned), now }
    }

    /// The path, still encoded.
    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// Refuses what is too large to look at.
    pub(super) fn weigh(&self) -> Result<(), Refusal> {
        if self.target.len() > MAX_TARGET {
            return Err(Refusal::malformed(format!("The path is longer than {MAX_TARGET} bytes")));
        }
        let size = match &self.body {
            Body::Bytes(bytes) | Body::File { bytes, .. } => bytes.len(),
            Body::Json(_) | Body::None => 0,
        };
        if size > MAX_BODY {
            return Err(Refusal::too_large(format!("The body is larger than {MAX_BODY} bytes")));
        }
        Ok(())
    }
}

impl Target {
    /// Takes a target apart.
    pub(super) fn read(target: &str) -> Result<Self, Refusal> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = path.strip_prefix('/').unwrap_or(path);
        let segments = path.split('/').map(decoded).collect::<Result<_, _>>()?;
        let parameters = query.split('&').filter(|pair| !pair.is_empty()).map(parameter);
        Ok(Self { segments, parameters: parameters.collect::<Result<_, _>>()? })
    }
}

fn parameter(pair: &str) -> Result<(String, String), Refusal> {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    Ok((decoded(&name.replace('+', " "))?, decoded(&value.replace('+', " "))?))
}

/// Percent-decodes once.
fn decoded(text: &str) -> Result<String, Refusal> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(rest.next()), digit(rest.next())) else {
            return Err(Refusal::malformed(format!("{text} has a % without two hexadecimal digits")));
        };
        bytes.extend(u8::try_from(high * 16 + low));
    }
    String::from_utf8(bytes).map_err(|_| Refusal::malformed(format!("{text} is no UTF-8")))
}

/// Reads a JSON document that came as bytes.
pub(super) fn json(bytes: &[u8]) -> Result<serde_json::Value, Refusal> {
    let value = serde_json::from_slice(bytes)
        .map_err(|error| Refusal::malformed(format!("The body is no JSON: {error}")))?;
    shallow(value)
}

/// Refuses a document that is nested too deeply to be kept.
pub(super) fn shallow(value: serde_json::Value) -> Result<serde_json::Value, Refusal> {
    if is_deeper(&value, MAX_DEPTH) {
        return Err(Refusal::malformed(format!("The body is nested deeper than {MAX_DEPTH} levels")));
    }
    Ok(value)
}

fn is_deeper(value: &serde_json::Value, limit: usize) -> bool {
    use serde_json::Value::{Array, Object};
    match value {
        Array(_) | Object(_) if limit == 0 => true,
        Array(values) => values.iter().any(|value| is_deeper(value, limit - 1)),
        Object(members) => members.values().any(|value| is_deeper(value, limit - 1)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_once_and_keeps_its_slashes() {
        let target = Target::read("/projects/P/wiki/50%2525%20%C3%A9%23%3F%2F/?a=1+2&b=%2B&c").unwrap();
        assert_eq!(target.segments, ["projects", "P", "wiki", "50%25 é#?/", ""]);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(target.parameters, [pair("a", "1 2"), pair("b", "+"), pair("c", "")]);
    }

    #[test]
    fn what_is_no_encoding_is_refused() {
        for target in ["/a%", "/a%2", "/a%zz", "/%ff", "/a?b=%e9"] {
            assert_eq!(Target::read(target).unwrap_err().status, 400, "{target}");
        }
    }

    #[test]
    fn a_document_may_be_nested_so_deep_and_no_deeper() {
        let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert!(json(nested(MAX_DEPTH).as_bytes()).is_ok());
        assert_eq!(json(nested(MAX_DEPTH + 1).as_bytes()).unwrap_err().status, 400);
        assert_eq!(json(nested(100_000).as_bytes()).unwrap_err().status, 400);
    }
}
