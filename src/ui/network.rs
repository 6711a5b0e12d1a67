//! What everything that reads from hosts needs: bodies within a number of bytes, and what the policy of
//! the page allows.

use js_sys::{Reflect, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

/// The whole body of an answer; `None` if it has more than `most` bytes. Then the rest is not read, and
/// the download ends.
///
/// # Errors
/// What the browser says if the body ended early.
pub(crate) async fn body_within(response: &Response, most: usize) -> Result<Option<Vec<u8>>, JsValue> {
    let Some(body) = response.body() else { return Ok(Some(Vec::new())) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let announced = response.headers().get("Content-Length").ok().flatten();
    // More than a module can count is too many as well.
    let announced = announced.and_then(|bytes| bytes.parse::<u64>().ok()).unwrap_or_default();
    let read = if announced > most as u64 { None } else { bytes(&reader, most).await? };
    if read.is_none() {
        // Ends the download. That it had ended by itself is no matter.
        drop(JsFuture::from(reader.cancel()).await);
    }
    Ok(read)
}

/// The bytes of a body; `None` as soon as there are more than `most`.
async fn bytes(reader: &ReadableStreamDefaultReader, most: usize) -> Result<Option<Vec<u8>>, JsValue> {
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        let Ok(part) = Reflect::get(&chunk, &"value".into())?.dyn_into::<Uint8Array>() else {
            return Ok(Some(bytes));
        };
        let start = bytes.len();
        let end = start.saturating_add(part.length() as usize);
        if end > most {
            return Ok(None);
        }
        bytes.resize(end, 0);
        if let Some(room) = bytes.get_mut(start..) {
            part.copy_to(room);
        }
    }
}

/// Whether the policy in the page names an origin. A host may send a stricter one, which no page can see.
pub(crate) fn may_connect(origin: &str) -> bool {
    let policy = document().query_selector("meta[http-equiv=Content-Security-Policy]").ok().flatten();
    let policy = policy.and_then(|policy| policy.get_attribute("content")).unwrap_or_default();
    let mut connections = policy.split(';').filter_map(|rule| rule.trim().strip_prefix("connect-src "));
    connections.any(|sources| sources.split_whitespace().any(|source| source == origin))
}
