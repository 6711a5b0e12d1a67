//! Streaming endpoints (`dss-api.md` 3.6). Their id is their name.

use serde_json::json;

use crate::dss::request::{path, slashed};
use crate::dss::{Call, Request, answer};
use crate::inventory::Document;

/// `streaming.list`.
pub fn list(project: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(slashed(&["projects", project, "streamingendpoints"])), answer::documents)
}

/// `streaming.get`: the settings.
pub fn get(project: &str, id: &str) -> Call<Document> {
    Call::new(Request::get(path(&["projects", project, "streamingendpoints", id])), answer::document)
}

/// `streaming.create`: one of a kind, as `kafka`, with where it listens.
pub fn create(project: &str, id: &str, kind: &str, params: Document) -> Call<()> {
    let document = json!({"id": id, "projectKey": project, "type": kind, "params": params});
    let request = Request::post(slashed(&["projects", project, "streamingendpoints"]));
    Call::new(request.json(document), answer::nothing)
}

/// `streaming.delete`.
pub fn delete(project: &str, id: &str) -> Call<()> {
    Call::new(Request::delete(path(&["projects", project, "streamingendpoints", id])), answer::nothing)
}
