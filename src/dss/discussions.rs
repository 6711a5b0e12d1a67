//! Discussions of a project and of what is in it (`dss-api.md` 3.8).

use serde_json::json;

use crate::dss::request::slashed;
use crate::dss::{Call, Request, answer};
use crate::inventory::Document;

/// `discussion.list`: those on an object, by DSS's name of its kind, as `PROJECT`, `DATASET` or `ARTICLE`.
pub fn list(project: &str, kind: &str, id: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(slashed(&["projects", project, "discussions", kind, id])), answer::documents)
}

/// `discussion.create`: a new one with its first contribution; answers its id.
pub fn create(project: &str, kind: &str, id: &str, topic: &str, reply: &str) -> Call<Option<String>> {
    let request = Request::post(slashed(&["projects", project, "discussions", kind, id]));
    let request = request.json(json!({"topic": topic, "reply": reply}));
    Call::new(request, |response| answer::made(response, "id"))
}
