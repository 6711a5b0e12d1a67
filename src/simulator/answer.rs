//! What an operation answers when it does not refuse.

#![expect(clippy::unnecessary_wraps, reason = "operations end with one of these")]

use serde_json::{Map, Value};

use crate::dss::Response;
use crate::simulator::refusal::Refusal;

/// An answer, or why there is none but an error.
pub(super) type Answer = Result<Response, Refusal>;

/// A JSON document.
pub(super) fn document(document: impl Into<Value>) -> Answer {
    Ok(Response::json(200, &document.into()))
}

/// `{}`: what DSS answers where the client insists on JSON.
pub(super) fn acknowledged() -> Answer {
    document(Map::new())
}

/// Nothing, with success: what many PUT and DELETE answer.
pub(super) fn empty() -> Answer {
    Ok(Response::empty(204))
}

/// A text.
pub(super) fn text(text: impl Into<String>) -> Answer {
    bytes("text/plain; charset=utf-8", text.into().into_bytes())
}

/// Bytes of a media type.
pub(super) fn bytes(media_type: &str, body: Vec<u8>) -> Answer {
    let headers = vec![("content-type".to_owned(), media_type.to_owned())];
    Ok(Response { status: 200, headers, body })
}
