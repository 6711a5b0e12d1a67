//! Datasets (`dss-api.md` 3.3). Their rows are never read.

use serde_json::{Value, json};

use crate::dss::future::Future;
use crate::dss::request::{path, slashed};
use crate::dss::storage::Storage;
use crate::dss::{Body, Call, Request, answer};
use crate::inventory::Document;

/// A dataset to make from data that is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewDataset {
    /// Its name.
    pub name: String,
    /// DSS's name of its type, as `Filesystem` or `Snowflake`.
    pub kind: String,
    /// Where the data is: connection and path, or connection and table.
    pub params: Document,
    /// DSS's name of the format of its files, as `csv`.
    pub format: Option<String>,
    /// Settings of that format.
    pub format_params: Option<Document>,
}

/// `dataset.list`: all datasets in full, with those shared from elsewhere if `foreign` (since DSS 14), and
/// only those with one of `tags` if there are any.
pub fn list(project: &str, foreign: bool, tags: &[String]) -> Call<Vec<Document>> {
    let request = Request::get(slashed(&["projects", project, "datasets"])).flag("foreign", foreign);
    let request = tags.iter().fold(request, |request, tag| request.with("tags", tag));
    Call::new(request, answer::documents)
}

/// `dataset.get`: one in full.
pub fn get(project: &str, name: &str) -> Call<Document> {
    Call::new(Request::get(dataset(project, name)), answer::document)
}

/// `dataset.create_generic` and its kin. DSS refuses a name that is taken.
pub fn create(project: &str, new: &NewDataset) -> Call<()> {
    let mut document =
        json!({"name": new.name, "projectKey": project, "type": new.kind, "params": new.params});
    if let Some(format) = &new.format {
        document["formatType"] = json!(format);
    }
    if let Some(params) = &new.format_params {
        document["formatParams"] = json!(params);
    }
    Call::new(Request::post(slashed(&["projects", project, "datasets"])).json(document), answer::nothing)
}

/// `dataset.create_managed`: one that DSS keeps; it chooses type, path and format by the connection.
pub fn create_managed(project: &str, name: &str, storage: &Storage) -> Call<()> {
    let document = json!({"name": name, "creationSettings": storage.of_dataset()});
    let request = Request::post(path(&["projects", project, "datasets", "managed"])).json(document);
    Call::new(request, answer::nothing)
}

/// `dataset.update`: the whole document as it was read, with changes.
pub fn update(project: &str, name: &str, document: Document) -> Call<()> {
    Call::new(Request::put(dataset(project, name)).json(Value::Object(document)), answer::nothing)
}

/// `dataset.delete`. Recipes that need it may go along, so delete them first.
pub fn delete(project: &str, name: &str, with_data: bool) -> Call<()> {
    Call::new(Request::delete(dataset(project, name)).flag("dropData", with_data), answer::nothing)
}

/// `dataset.rename`.
pub fn rename(project: &str, name: &str, new_name: &str) -> Call<()> {
    let request = Request::post(path(&["projects", project, "actions", "renameDataset"]));
    Call::new(request.json(json!({"oldName": name, "newName": new_name})), answer::nothing)
}

/// `dataset.schema.get`: `columns` and `userModified`.
pub fn schema(project: &str, name: &str) -> Call<Document> {
    Call::new(Request::get(part(project, name, "schema")), answer::document)
}

/// `dataset.schema.set`.
pub fn set_schema(project: &str, name: &str, schema: Document) -> Call<()> {
    Call::new(Request::put(part(project, name, "schema")).json(Value::Object(schema)), answer::nothing)
}

/// `dataset.metadata.get`, and `dataset.exists`: an answer of kind `Missing` says that it does not.
pub fn metadata(project: &str, name: &str) -> Call<Document> {
    Call::new(Request::get(part(project, name, "metadata")), answer::document)
}

/// `dataset.metadata.set`: the whole document as it was read, with changes.
pub fn set_metadata(project: &str, name: &str, metadata: Document) -> Call<()> {
    Call::new(Request::put(part(project, name, "metadata")).json(Value::Object(metadata)), answer::nothing)
}

/// `dataset.info`: `lastBuild` and more.
pub fn last_build(project: &str, name: &str) -> Call<Document> {
    Call::new(Request::get(part(project, name, "info")), answer::document)
}

/// `dataset.usages`: the recipes and others that use it.
pub fn usages(project: &str, name: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(part(project, name, "usages")), answer::documents)
}

/// `dataset.partitions`: the ids of its partitions.
pub fn partitions(project: &str, name: &str) -> Call<Vec<String>> {
    Call::new(Request::get(part(project, name, "partitions")), answer::texts)
}

/// `dataset.autodetect`: format and schema of a dataset of files, found by reading some of them.
pub fn detect(project: &str, name: &str, infer_types: bool) -> Call<Future> {
    let request = Request::post(path(&[
        "projects",
        project,
        "datasets",
        name,
        "actions",
        "testAndDetectSettings",
        "fsLike",
    ]));
    let options = json!({"detectPossibleFormats": true, "inferStorageTypes": infer_types});
    Call::new(request.json(options), Future::read)
}

/// `dataset.upload_file`: adds a file to a dataset of uploaded files.
pub fn upload(project: &str, name: &str, file: &str, bytes: Vec<u8>) -> Call<()> {
    let request = Request::post(path(&["projects", project, "datasets", name, "uploaded", "files"]));
    let body = Body::File { name: file.to_owned(), bytes };
    Call::new(Request { body, ..request }, answer::nothing)
}

fn dataset(project: &str, name: &str) -> String {
    path(&["projects", project, "datasets", name])
}

fn part(project: &str, name: &str, part: &str) -> String {
    path(&["projects", project, "datasets", name, part])
}
