//! Forms with one file, as an HTTP body (RFC 7578).

use crate::dss::Body;

/// The part named `file` of a form with this content type, or why there is none.
///
/// # Errors
/// In words, if the body is no such form.
pub fn file(content_type: &str, body: &[u8]) -> Result<Body, String> {
    let boundary = parameter(content_type, "boundary").ok_or("The form has no boundary")?;
    let delimiter = format!("--{boundary}").into_bytes();
    let mut rest = body;
    while let Some(start) = find(rest, &delimiter) {
        let part = rest.get(start + delimiter.len()..).unwrap_or_default();
        let end = find(part, &[b"\r\n".as_slice(), &delimiter].concat());
        let Some(end) = end else { break };
        let (part, after) = part.split_at(end);
        rest = after;
        let Some(split) = find(part, b"\r\n\r\n") else { continue };
        let (head, content) =
            (String::from_utf8_lossy(part.get(..split).unwrap_or_default()), part.get(split + 4..));
        let disposition =
            head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"));
        let disposition = disposition.unwrap_or_default();
        if parameter(disposition, "name").as_deref() == Some("file") {
            let name = parameter(disposition, "filename").unwrap_or_default();
            return Ok(Body::File { name, bytes: content.unwrap_or_default().to_vec() });
        }
    }
    Err("The form has no part named file".to_owned())
}

/// A parameter of a header; quotes around it and backslashes in it go.
fn parameter(header: &str, name: &str) -> Option<String> {
    let wanted = format!("{name}=");
    let mut parts = header.split("; ").flat_map(|part| part.split(';')).map(str::trim);
    let value = parts.find_map(|part| part.strip_prefix(&wanted))?;
    let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    Some(inner.map_or_else(|| value.to_owned(), |inner| inner.replace("\\\"", "\"")))
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len().max(1)).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_form_is_found() {
        let body = b"--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--b\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"a b.csv\"\r\nExpires: 0\r\n\r\n\r\nz\r\n\r\n--b--\r\n";
        let expected = Body::File { name: "a b.csv".to_owned(), bytes: b"\r\nz\r\n".to_vec() };
        assert_eq!(file("multipart/form-data; boundary=b", body), Ok(expected));
        for (content_type, body) in [
            ("multipart/form-data", body.as_slice()),
            ("multipart/form-data; boundary=b", b"--b--"),
            ("multipart/form-data; boundary=\"\"", b""),
            ("multipart/form-data; boundary=b", b"--b\r\n\r\n--b"),
        ] {
            assert!(file(content_type, body).is_err(), "{content_type}");
        }
    }
}
