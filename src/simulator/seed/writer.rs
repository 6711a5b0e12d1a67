//! Requests that fill an instance, each of which has to succeed.

use serde_json::Value;

use crate::dss::request::segment;
use crate::dss::{Body, Method, Request};
use crate::inventory::Document;
use crate::simulator::seed::ADMIN_KEY;
use crate::simulator::{Arrival, Simulator};

/// Fills an instance.
pub(super) struct Writer<'a> {
    pub(super) simulator: &'a mut Simulator,
    pub(super) now: u64,
}

impl Writer<'_> {
    /// Posts a document and gives back what it answers.
    pub(super) fn post(&mut self, path: &[&str], document: Value) -> Result<Value, String> {
        self.send(Request::post(joined(path)).json(document))
    }

    /// Posts bytes.
    pub(super) fn post_bytes(&mut self, path: String, bytes: &str) -> Result<(), String> {
        let body = Body::Bytes(bytes.as_bytes().to_vec());
        self.send(Request { body, ..Request::post(path) }).map(drop)
    }

    /// Posts a form with a text as its file.
    pub(super) fn post_file(&mut self, path: &str, text: &str) -> Result<(), String> {
        let body = Body::File { name: String::new(), bytes: text.as_bytes().to_vec() };
        self.send(Request { body, ..Request::post(path.to_owned()) }).map(drop)
    }

    /// Reads a document, changes it, and puts it back.
    pub(super) fn edit(&mut self, path: &[&str], change: impl FnOnce(&mut Document)) -> Result<(), String> {
        let mut document = self.send(Request::get(joined(path)))?;
        if let Some(members) = document.as_object_mut() {
            change(members);
        }
        self.send(Request::put(joined(path)).json(document)).map(drop)
    }

    fn send(&mut self, request: Request) -> Result<Value, String> {
        let sent = format!("{} {}", Method::name(request.method), request.path);
        let arrival = Arrival::of(request, Some(ADMIN_KEY), self.now);
        let response = self.simulator.answer(arrival).response.unwrap_or_default();
        let text = String::from_utf8_lossy(&response.body);
        if !response.is_success() {
            return Err(format!("The demo instance was not made: {sent} answers {text}."));
        }
        Ok(serde_json::from_str(&text).unwrap_or_default())
    }
}

/// A path of these segments below `/projects`; an empty one at the end makes a slash.
fn joined(path: &[&str]) -> String {
    let segments = path.iter().map(|name| if name.is_empty() { String::new() } else { segment(name) });
    format!("/projects/{}", segments.collect::<Vec<_>>().join("/"))
}
