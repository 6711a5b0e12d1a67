//! What a DSS, or something in between, answered.

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Response {
    /// An answer with a JSON body.
    pub fn json(status: u16, document: &serde_json::Value) -> Self {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Self { status, headers, body: document.to_string().into_bytes() }
    }

    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// The value of a header, asked for in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether the status says success.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the body is a web page: a login page or the page of a proxy, but nothing of the API.
    pub fn is_page(&self) -> bool {
        let start = self.body.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or_default();
        let head: Vec<u8> = self.body[start..].iter().take(14).map(u8::to_ascii_lowercase).collect();
        let says_so = self.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        says_so || head.starts_with(b"<!doctype html") || head.starts_with(b"<html")
    }

    /// Whether a refusal may be that of DSS, which says nothing or answers a JSON object (`dss-api.md` 1.3).
    /// A host of files answers in plain text that there is no such file.
    pub fn may_be_of_dss(&self) -> bool {
        let is_object = || serde_json::from_slice::<serde_json::Map<_, _>>(&self.body).is_ok();
        self.header("dss-version").is_some() || self.body.is_empty() || is_object()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_type_or_its_beginning() {
        let body = |body: &str| Response { status: 200, headers: Vec::new(), body: body.into() };
        assert!(body("<!doctype html><html>nope</html>").is_page());
        assert!(body("\n <HTML>").is_page());
        assert!(!body("{}").is_page());
        assert!(!body("<svg/>").is_page());
        assert!(!body("").is_page());
        let headers = vec![("content-type".to_owned(), "text/html; charset=utf-8".to_owned())];
        assert!(Response { status: 502, headers, body: b"<head>".to_vec() }.is_page());
    }

    #[test]
    fn a_refusal_of_dss_is_an_object_or_nothing() {
        let body = |body: &str| Response { status: 404, headers: Vec::new(), body: body.into() };
        assert!(body("").may_be_of_dss());
        assert!(body(r#"{"message": "gone"}"#).may_be_of_dss());
        assert!(!body("No such file").may_be_of_dss());
        assert!(!body("[]").may_be_of_dss());
        let headers = vec![("dss-version".to_owned(), "15.2.0".to_owned())];
        assert!(Response { headers, ..body("gone") }.may_be_of_dss());
    }
}
