//! Saved models and their versions (`dss-api.md` 3.6). They are read, never made: models come from training.

use serde_json::Value;

use crate::dss::request::{path, slashed};
use crate::dss::{Call, Request, answer};
use crate::inventory::Document;

/// `model.list`: all models, with those shared from elsewhere if `foreign` (since DSS 15).
pub fn list(project: &str, foreign: bool) -> Call<Vec<Document>> {
    let request = Request::get(slashed(&["projects", project, "savedmodels"])).flag("foreign", foreign);
    Call::new(request, answer::documents)
}

/// `model.get`: the settings.
pub fn get(project: &str, id: &str) -> Call<Document> {
    Call::new(Request::get(path(&["projects", project, "savedmodels", id])), answer::document)
}

/// `model.versions`: the versions, with the active one.
pub fn versions(project: &str, id: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(path(&["projects", project, "savedmodels", id, "versions"])), answer::documents)
}

/// `model.version_details`: how a version was trained and how well.
pub fn details(project: &str, id: &str, version: &str) -> Call<Document> {
    let names = ["projects", project, "savedmodels", id, "versions", version, "details"];
    Call::new(Request::get(path(&names)), answer::document)
}

/// `model.version_details`, its short form.
pub fn snippet(project: &str, id: &str, version: &str) -> Call<Value> {
    let names = ["projects", project, "savedmodels", id, "versions", version, "snippet"];
    Call::new(Request::get(path(&names)), answer::value)
}
