//! A request below the base of the API (`dss-api.md` 1): everything but origin, prefix and key.

use serde_json::Value;

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Reads; the only one that may be sent again.
    Get,
    /// Creates, or starts an action.
    Post,
    /// Replaces a whole document.
    Put,
    /// Deletes.
    Delete,
}

/// What a request carries.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Nothing.
    None,
    /// A JSON document.
    Json(Value),
    /// Bytes as they are, as library files are written.
    Bytes(Vec<u8>),
    /// A multipart form with one part, `file`.
    File {
        /// The file's name in the form.
        name: String,
        /// What is in the file.
        bytes: Vec<u8>,
    },
}

/// A request, ready for any transport.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What it does.
    pub method: Method,
    /// The path below the base, as `/projects/ORCHARD/datasets/`; each segment percent-encoded, the
    /// slash at the end as the operation has it.
    pub path: String,
    /// The parameters in order, not encoded.
    pub query: Vec<(&'static str, String)>,
    /// What it carries.
    pub body: Body,
}

impl Method {
    /// The name in HTTP.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

impl Request {
    /// A request without parameters and body.
    pub fn new(method: Method, path: String) -> Self {
        Self { method, path, query: Vec::new(), body: Body::None }
    }

    /// A GET of `path`.
    pub fn get(path: String) -> Self {
        Self::new(Method::Get, path)
    }

    /// A POST to `path`.
    pub fn post(path: String) -> Self {
        Self::new(Method::Post, path)
    }

    /// A PUT to `path`.
    pub fn put(path: String) -> Self {
        Self::new(Method::Put, path)
    }

    /// A DELETE of `path`.
    pub fn delete(path: String) -> Self {
        Self::new(Method::Delete, path)
    }

    /// The same with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// The same with one more parameter that is true or false, in lower case (`dss-api.md` 1).
    #[must_use]
    pub fn flag(self, name: &'static str, value: bool) -> Self {
        self.with(name, if value { "true" } else { "false" })
    }

    /// The same with a JSON document.
    #[must_use]
    pub fn json(mut self, document: Value) -> Self {
        self.body = Body::Json(document);
        self
    }

    /// Whether it only reads, so that it may be sent again when no answer came.
    pub fn is_read(&self) -> bool {
        self.method == Method::Get
    }

    /// Why this request must never be sent, in words; `None` if nothing stands against it.
    ///
    /// Browsers resolve `.` and `..` before they send, and what a server makes of `%2F` is unknown
    /// (`dss-api.md` 1.1): either way the request would reach another object than the one it names.
    pub fn flaw(&self) -> Option<&'static str> {
        let Some(inner) = self.path.strip_prefix('/') else {
            return Some("its path does not start with a slash");
        };
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        inner.split('/').find_map(|segment| match segment.to_ascii_lowercase().as_str() {
            "" | "." => Some("a name in its path is empty, or a dot"),
            ".." => Some("a name in its path is two dots"),
            encoded if encoded.contains("%2f") => Some("a name in its path holds a slash"),
            _ => None,
        })
    }

    /// Path and query as they stand in a URL after the base.
    pub fn target(&self) -> String {
        let mut target = self.path.clone();
        for (index, (name, value)) in self.query.iter().enumerate() {
            target.push(if index == 0 { '?' } else { '&' });
            target.push_str(name);
            target.push('=');
            target.push_str(&encoded(value));
        }
        target
    }
}

/// The path of an object: its segments from the base, each encoded.
pub fn path(names: &[&str]) -> String {
    let mut path = String::new();
    for name in names {
        path.push('/');
        path.push_str(&segment(name));
    }
    path
}

/// The same with a slash at the end, as lists have it, and the status of a job.
pub fn slashed(names: &[&str]) -> String {
    path(names) + "/"
}

/// A name as one segment of a path: all but `A-Z a-z 0-9 - _ . ~` percent-encoded (`dss-api.md` 1.1).
///
/// An empty name becomes a dot, which is never sent (see [`Request::flaw`]): without it the path would
/// be that of the whole list.
pub fn segment(name: &str) -> String {
    if name.is_empty() {
        return ".".to_owned();
    }
    encoded(name)
}

fn encoded(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// A path of a file as segments between single slashes, without one at either end; a dot if it is empty.
pub fn segments(path: &str) -> String {
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).map(segment).collect();
    if parts.is_empty() { segment("") } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_holds_no_character_with_a_meaning_in_a_url() {
        assert_eq!(segment("pré vu#1?/a%+~"), "pr%C3%A9%20vu%231%3F%2Fa%25%2B~");
        assert_eq!(segments("//python//a b.py/"), "python/a%20b.py");
    }

    #[test]
    fn a_target_holds_the_parameters_in_order() {
        let request =
            Request::get("/projects/P/datasets/".to_owned()).flag("foreign", false).with("tags", "a&b");
        assert_eq!(request.target(), "/projects/P/datasets/?foreign=false&tags=a%26b");
        assert_eq!(Request::get(path(&["a"])).with("partition", "").target(), "/a?partition=");
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_never_sent() {
        for name in ["", ".", "..", "a/b"] {
            let request = Request::delete(path(&["projects", "P", "datasets", name]));
            assert!(request.flaw().is_some(), "{name:?}: {}", request.path);
        }
        for file in ["", "/", "a/../../b", "./a"] {
            let request =
                Request::delete(format!("{}/{}", path(&["projects", "P", "libraries"]), segments(file)));
            assert!(request.flaw().is_some(), "{file:?}: {}", request.path);
        }
        for name in ["a", "...", "a.b", "%2F", "a b"] {
            let request = Request::get(slashed(&["projects", name]));
            assert_eq!(request.flaw(), None, "{name:?}: {}", request.path);
        }
    }
}
