//! Requests of a real DSS over `fetch` (`dss-api.md` 1 and 2.1), each sent once.
//!
//! `web-sys` and not `gloo-net`: the latter builds the same request, but neither reads a body within a number
//! of bytes nor ends by a time, and of an error it keeps only the text.

use std::cell::RefCell;

use blockwright::dss::answer::MOST_BYTES;
use blockwright::dss::endpoint::Endpoint;
use blockwright::dss::key::Key;
use blockwright::dss::{Body, Interruption, Request, Response};
use js_sys::{Array, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Blob, DomException, FormData, Headers, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestMode, RequestRedirect, ResponseType,
};

use crate::ui::network::body_within;

/// How long DSS may take for one answer, in milliseconds, until its last byte.
const PATIENCE: u32 = 60_000;

/// The way to one DSS, with the key to it.
pub(super) struct Fetch {
    endpoint: Endpoint,
    key: RefCell<Option<Key>>,
}

impl Fetch {
    /// The way to the API at `endpoint`, which `key` opens.
    pub(super) fn new(endpoint: Endpoint, key: Key) -> Self {
        Self { endpoint, key: RefCell::new(Some(key)) }
    }

    /// Whether the key is there.
    pub(super) fn has_key(&self) -> bool {
        self.key.borrow().is_some()
    }

    /// Forgets the key, at once and for good. Requests that come later are not sent.
    pub(super) fn forget_key(&self) {
        drop(self.key.take());
    }

    /// Sends a request and reads the whole answer. `stop` ends it.
    pub(super) async fn send(&self, request: &Request, stop: &AbortSignal) -> Result<Response, Interruption> {
        let url = self.endpoint.url(request).ok_or(Interruption::Unsent)?;
        let options = self.options(request).ok_or(Interruption::Cancelled)?;
        let patience = AbortSignal::timeout_with_u32(PATIENCE);
        options.set_signal(Some(&AbortSignal::any(&Array::of2(stop, &patience))));
        let interrupted = |error: &JsValue, otherwise| {
            if stop.aborted() {
                Interruption::Cancelled
            } else if error.dyn_ref::<DomException>().is_some_and(|error| error.name() == "TimeoutError") {
                Interruption::TimedOut(PATIENCE)
            } else {
                otherwise
            }
        };
        let fetched = JsFuture::from(window().fetch_with_str_and_init(&url, &options)).await;
        let answer: web_sys::Response =
            fetched.map_err(|error| interrupted(&error, Interruption::Unreachable))?.unchecked_into();
        if answer.type_() == ResponseType::Opaqueredirect {
            return Err(Interruption::Redirected);
        }
        let read = body_within(&answer, MOST_BYTES).await;
        let body = read
            .map_err(|error| interrupted(&error, Interruption::CutOff))?
            .ok_or(Interruption::TooLarge(MOST_BYTES))?;
        let response = Response { status: answer.status(), headers: headers(&answer), body };
        Ok(match &*self.key.borrow() {
            Some(key) => key.hidden_in(response),
            None => response,
        })
    }

    /// The request as `fetch` takes it, without the signal that ends it; `None` if the key is gone.
    fn options(&self, request: &Request) -> Option<RequestInit> {
        let options = RequestInit::new();
        options.set_method(request.method.name());
        options.set_mode(RequestMode::Cors);
        // No session of DSS mixes with the key, and no dialog of the browser asks for a password.
        options.set_credentials(RequestCredentials::Omit);
        // Not followed, as `Error` would not be either, but told apart from other failures.
        options.set_redirect(RequestRedirect::Manual);
        options.set_referrer_policy(ReferrerPolicy::NoReferrer);
        options.set_cache(RequestCache::NoStore);
        let headers = Headers::new().ok()?;
        let authorization = self.key.borrow().as_ref()?.authorization(self.endpoint.origin())?;
        headers.set("Authorization", &authorization).ok()?;
        if let Some((content_type, body)) = body(&request.body) {
            options.set_body(&body);
            if let Some(content_type) = content_type {
                headers.set("Content-Type", content_type).ok()?;
            }
        }
        options.set_headers_headers(&headers);
        Some(options)
    }
}

/// The body and its type; of a form the browser writes the type, which holds the boundary.
fn body(body: &Body) -> Option<(Option<&'static str>, JsValue)> {
    match body {
        Body::None => None,
        Body::Json(document) => Some((Some("application/json"), document.to_string().into())),
        Body::Bytes(bytes) => {
            Some((Some("application/octet-stream"), Uint8Array::from(bytes.as_slice()).into()))
        }
        Body::File { name, bytes } => {
            let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
            let file = Blob::new_with_u8_array_sequence(&parts).ok()?;
            let form = FormData::new().ok()?;
            form.append_with_blob_and_filename("file", &file, name).ok()?;
            Some((None, form.into()))
        }
    }
}

/// What the browser shows of the headers; their names come in lower case.
fn headers(answer: &web_sys::Response) -> Vec<(String, String)> {
    let entries = js_sys::try_iter(&answer.headers()).ok().flatten();
    let pairs = entries.into_iter().flatten().filter_map(|entry| entry.ok()?.dyn_into::<Array>().ok());
    pairs.filter_map(|pair| Some((pair.get(0).as_string()?, pair.get(1).as_string()?))).collect()
}
