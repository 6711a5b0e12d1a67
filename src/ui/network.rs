//! What everything that reads from hosts needs: bodies within a number of bytes, and what the policy of
//! the page allows.

use js_sys::{Reflect, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

/// Why a body was not read to its end.
pub(crate) enum Ended {
    /// It has more bytes than are taken.
    TooLarge,
    /// A piece was refused, for this reason.
    Refused(String),
    /// What the browser says when it breaks off.
    Broken(JsValue),
}

/// The whole body of an answer; `None` if it has more than `most` bytes. Then the rest is not read, and
/// the download ends.
///
/// # Errors
/// What the browser says if the body ended early.
pub(crate) async fn body_within(response: &Response, most: usize) -> Result<Option<Vec<u8>>, JsValue> {
    let mut bytes = Vec::new();
    let mut take = |piece: &Uint8Array| {
        bytes.extend(piece.to_vec());
        Ok(())
    };
    match pieces_within(response, most, &mut take).await {
        Ok(()) => Ok(Some(bytes)),
        Err(Ended::Broken(error)) => Err(error),
        Err(Ended::TooLarge | Ended::Refused(_)) => Ok(None),
    }
}

/// The text of a file of this page's own folder; `None` if it is not there or too large.
pub(crate) async fn own_text(path: &str, most: usize) -> Option<String> {
    let response = JsFuture::from(window().fetch_with_str(path)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    String::from_utf8(body_within(&response, most).await.ok()??).ok()
}

/// Hands a body of at most `most` bytes to `take`, piece by piece.
///
/// # Errors
/// If it is larger, or a piece is refused, which both end the download; or if it ended early.
pub(crate) async fn pieces_within(
    response: &Response,
    most: usize,
    take: &mut dyn FnMut(&Uint8Array) -> Result<(), String>,
) -> Result<(), Ended> {
    let Some(body) = response.body() else { return Ok(()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let announced = response.headers().get("Content-Length").ok().flatten();
    // More than a module can count is too many as well.
    let announced = announced.and_then(|bytes| bytes.parse::<u64>().ok()).unwrap_or_default();
    let read = if announced > most as u64 { Err(Ended::TooLarge) } else { pieces(&reader, most, take).await };
    if read.is_err() {
        // Ends the download. That it had ended by itself is no matter.
        drop(JsFuture::from(reader.cancel()).await);
    }
    read
}

async fn pieces(
    reader: &ReadableStreamDefaultReader,
    most: usize,
    take: &mut dyn FnMut(&Uint8Array) -> Result<(), String>,
) -> Result<(), Ended> {
    let mut left = most;
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(Ended::Broken)?;
        let piece = Reflect::get(&chunk, &"value".into()).map_err(Ended::Broken)?;
        let Ok(piece) = piece.dyn_into::<Uint8Array>() else { return Ok(()) };
        left = left.checked_sub(piece.length() as usize).ok_or(Ended::TooLarge)?;
        take(&piece).map_err(Ended::Refused)?;
    }
}

/// Whether the policy in the page names an origin. A host may send a stricter one, which no page can see.
pub(crate) fn may_connect(origin: &str) -> bool {
    let policy = document().query_selector("meta[http-equiv=Content-Security-Policy]").ok().flatten();
    let policy = policy.and_then(|policy| policy.get_attribute("content")).unwrap_or_default();
    let mut connections = policy.split(';').filter_map(|rule| rule.trim().strip_prefix("connect-src "));
    connections.any(|sources| sources.split_whitespace().any(|source| source == origin))
}
