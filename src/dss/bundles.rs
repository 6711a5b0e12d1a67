//! Bundles: snapshots of a project, made on a design node and run on an automation node (`dss-api.md` 3.9).

use std::collections::BTreeMap;

use serde_json::json;

use crate::dss::request::{path, slashed};
use crate::dss::{Body, Call, Request, Response, answer, fields};
use crate::inventory::Document;

/// The most letters of notes; they travel in the URL.
pub const MOST_NOTES: usize = 2_000;

/// Whether `id` can name a bundle: 1 to 64 of `A-Z a-z 0-9 . _ -`, and not only dots (`dss-api.md` 6, name
/// rules).
pub fn is_id(id: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    (1..=64).contains(&id.len()) && id.bytes().all(is_letter) && id.bytes().any(|byte| byte != b'.')
}

/// `bundle.exported.list`: the bundles made here.
pub fn exported(project: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(path(&["projects", project, "bundles", "exported"])), read_bundles)
}

/// A list, or an object that holds one: which of them is not documented.
fn read_bundles(response: &Response) -> Result<Vec<Document>, String> {
    match answer::documents(response) {
        Ok(list) => Ok(list),
        Err(_) => {
            let document = answer::document(response)?;
            Ok(fields::documents(&document, "bundles")?.into_iter().cloned().collect())
        }
    }
}

/// `bundle.exported.create`: makes one of the project as it is; what goes in is a setting of the project.
/// Notes are cut at [`MOST_NOTES`]. The checks of project standards exist since DSS 14.
pub fn create(project: &str, id: &str, notes: Option<&str>, with_checks: bool) -> Call<()> {
    let mut request = Request::put(bundle(project, "exported", id));
    if let Some(notes) = notes {
        request = request.with("releaseNotes", notes.chars().take(MOST_NOTES).collect::<String>());
    }
    Call::new(request.flag("evaluateProjectStandardsChecks", with_checks), answer::nothing)
}

/// `bundle.exported.download`: the archive. One that is missing is answered with 500 and nothing else.
pub fn download(project: &str, id: &str) -> Call<Vec<u8>> {
    Call::new(Request::get(bundle(project, "exported", id) + "/archive"), answer::archive)
}

/// `bundle.exported.delete`.
pub fn delete_exported(project: &str, id: &str) -> Call<()> {
    Call::new(Request::delete(bundle(project, "exported", id)), answer::nothing)
}

/// `bundle.publish`: hands one to the Project Deployer, under the key that the project has there.
pub fn publish(project: &str, id: &str, published_key: Option<&str>) -> Call<Document> {
    let mut request = Request::post(path(&["projects", project, "bundles", id, "publish"]));
    if let Some(key) = published_key {
        request = request.with("publishedProjectKey", key);
    }
    Call::new(request, answer::document)
}

/// `bundle.imported.list`: the bundles of a project on an automation node.
pub fn imported(project: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(path(&["projects", project, "bundles", "imported"])), read_bundles)
}

/// `bundle.imported.upload`: sends the archive of a bundle to a project of an automation node.
pub fn upload(project: &str, archive: Vec<u8>) -> Call<()> {
    let names = ["projects", project, "bundles", "imported", "actions", "importFromStream"];
    Call::new(Request { body: file(archive), ..Request::post(path(&names)) }, answer::nothing)
}

/// `bundle.imported.preload`: installs what the bundle needs, such as code environments.
pub fn preload(project: &str, id: &str) -> Call<()> {
    Call::new(Request::post(bundle(project, "imported", id) + "/actions/preload"), answer::nothing)
}

/// `bundle.imported.activate`: lets the project be as in the bundle; `scenarios` says which are to be
/// active, and none leaves them as they are.
pub fn activate(project: &str, id: &str, scenarios: &BTreeMap<String, bool>) -> Call<()> {
    let options =
        if scenarios.is_empty() { json!({}) } else { json!({"scenariosActiveOnActivation": scenarios}) };
    let request = Request::post(bundle(project, "imported", id) + "/actions/activate");
    Call::new(request.json(options), answer::nothing)
}

/// `bundle.imported.delete`. Since DSS 14.
pub fn delete_imported(project: &str, id: &str) -> Call<()> {
    Call::new(Request::delete(bundle(project, "imported", id)), answer::nothing)
}

/// What becomes of the rights in a bundle of which a project is made. Since DSS 15.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// DSS's name of a policy, as `NONE`; `None` for the usual one.
    pub permissions: Option<String>,
    /// Whether to fail if users or groups are missing here; `None` for what is usual.
    pub fail_on_missing: Option<bool>,
    /// The id of the project folder; `None` for the root.
    pub folder: Option<String>,
}

/// `bundle.project_from_archive`: makes a project of an automation node from the archive of a bundle.
pub fn project_from_archive(archive: Vec<u8>, arrival: &Arrival) -> Call<Document> {
    let mut request = Request::post(slashed(&["projectsFromBundle"]));
    if let Some(policy) = &arrival.permissions {
        request = request.with("permissionsPropagationPolicy", policy);
    }
    if let Some(fail) = arrival.fail_on_missing {
        request = request.flag("failOnMissingUsersOrGroups", fail);
    }
    if let Some(folder) = &arrival.folder {
        request = request.with("projectFolderId", folder);
    }
    Call::new(Request { body: file(archive), ..request }, answer::document)
}

fn file(bytes: Vec<u8>) -> Body {
    Body::File { name: "file".to_owned(), bytes }
}

fn bundle(project: &str, side: &str, id: &str) -> String {
    path(&["projects", project, "bundles", side, id])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_may_stand_alone_or_in_an_object() {
        for body in [json!([{"bundleId": "v1"}]), json!({"bundles": [{"bundleId": "v1"}]})] {
            let bundles = exported("P").read(&Response::json(200, &body)).unwrap();
            assert_eq!(bundles[0]["bundleId"], "v1");
        }
        assert!(exported("P").read(&Response::json(200, &json!("v1"))).is_err());
    }

    #[test]
    fn ids_of_bundles_are_plain() {
        for id in ["v1.0.0", "a", "A_b-c"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "..", "a/b", "a b", &"x".repeat(65)] {
            assert!(!is_id(id), "{id}");
        }
    }

    #[test]
    fn long_notes_are_cut_between_letters() {
        let call = create("P", "v1", Some(&"\u{e9}".repeat(MOST_NOTES + 1)), false);
        assert_eq!(call.request.query[0].1.chars().count(), MOST_NOTES);
    }
}
