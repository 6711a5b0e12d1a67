//! Managed folders and the files in them (`dss-api.md` 3.6). A folder goes by its id.

use serde_json::{Value, json};

use crate::dss::request::{path, segments, slashed};
use crate::dss::{Body, Call, Request, answer};
use crate::inventory::Document;

/// Where DSS puts a folder unless told otherwise: a connection, and a path with DSS's own variables.
pub const USUAL_PLACE: (&str, &str) = ("filesystem_folders", "/${projectKey}/${odbId}");

/// `folder.list`: all folders with their ids.
pub fn list(project: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(slashed(&["projects", project, "managedfolders"])), answer::documents)
}

/// `folder.create`: answers the id. `kind` is that of the connection, `None` to let DSS see.
pub fn create(project: &str, name: &str, kind: Option<&str>, params: Document) -> Call<Option<String>> {
    let document = json!({"name": name, "projectKey": project, "type": kind, "params": params});
    let request = Request::post(slashed(&["projects", project, "managedfolders"])).json(document);
    Call::new(request, |response| answer::made(response, "id"))
}

/// `folder.get`: the settings.
pub fn get(project: &str, id: &str) -> Call<Document> {
    Call::new(Request::get(folder(project, id)), answer::document)
}

/// `folder.update`: the whole document as it was read, with changes.
pub fn update(project: &str, id: &str, document: Document) -> Call<()> {
    Call::new(Request::put(folder(project, id)).json(Value::Object(document)), answer::nothing)
}

/// `folder.delete`; with its files, if the server is DSS 15 or later. Recipes that use it may go along.
pub fn delete(project: &str, id: &str, with_data: bool) -> Call<()> {
    Call::new(Request::delete(folder(project, id)).flag("dropData", with_data), answer::nothing)
}

/// `folder.rename`.
pub fn rename(project: &str, id: &str, new_name: &str) -> Call<()> {
    let request = Request::post(path(&["projects", project, "actions", "renameManagedFolder"]));
    Call::new(request.json(json!({"id": id, "newName": new_name})), answer::nothing)
}

/// `folder.contents`: the files, with path, size and time.
pub fn contents(project: &str, id: &str) -> Call<Document> {
    Call::new(Request::get(folder(project, id) + "/contents"), answer::document)
}

/// `folder.file.get`: the bytes of a file.
pub fn read(project: &str, id: &str, file: &str) -> Call<Vec<u8>> {
    Call::new(Request::get(file_at(project, id, file)), answer::bytes)
}

/// `folder.file.put`: creates or replaces a file.
pub fn write(project: &str, id: &str, file: &str, bytes: Vec<u8>) -> Call<()> {
    let name = file.rsplit('/').next().unwrap_or_default().to_owned();
    let request = Request::post(file_at(project, id, file));
    Call::new(Request { body: Body::File { name, bytes }, ..request }, answer::nothing)
}

/// `folder.file.delete`.
pub fn remove(project: &str, id: &str, file: &str) -> Call<()> {
    Call::new(Request::delete(file_at(project, id, file)), answer::nothing)
}

fn folder(project: &str, id: &str) -> String {
    path(&["projects", project, "managedfolders", id])
}

fn file_at(project: &str, id: &str, file: &str) -> String {
    format!("{}/contents/{}", folder(project, id), segments(file))
}
