//! Managed folders and their files (`dss-api.md` 3.6).

use serde_json::{Value, json};

use crate::simulator::access::Right;
use crate::simulator::answer::{Answer, acknowledged, bytes, document, empty};
use crate::simulator::bytes::File;
use crate::simulator::creation;
use crate::simulator::fields::{new_label, required, text, whole};
use crate::simulator::object::{Kind, ObjectRef};
use crate::simulator::operation::datasets::used;
use crate::simulator::path::file_path;
use crate::simulator::project::Folder;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, delete, get, post, put};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/managedfolders/", READ, all),
    post("/projects/{}/managedfolders/", WRITE, create),
    get("/projects/{}/managedfolders/{}", READ, |visit| document(folder(visit)?.document.clone())),
    put("/projects/{}/managedfolders/{}", WRITE, update),
    delete("/projects/{}/managedfolders/{}", WRITE, remove),
    post("/projects/{}/actions/renameManagedFolder", WRITE, rename),
    get("/projects/{}/managedfolders/{}/usages", READ, usages),
    post("/projects/{}/managedfolders/{}/actions/copyTo", READ, copy_to),
    get("/projects/{}/managedfolders/{}/contents", READ, contents),
    get("/projects/{}/managedfolders/{}/contents/{path}", READ, read),
    post("/projects/{}/managedfolders/{}/contents/{path}", WRITE, write),
    delete("/projects/{}/managedfolders/{}/contents/{path}", WRITE, delete_file),
];

fn folder<'a>(visit: &'a Visit<'_>) -> Result<&'a Folder, Refusal> {
    visit.project()?.folders.get(visit.argument(1)).ok_or_else(|| absent(visit.argument(1)))
}

fn folder_mut<'a>(visit: &'a mut Visit<'_>) -> Result<&'a mut Folder, Refusal> {
    let id = visit.argument(1).to_owned();
    visit.project_mut()?.folders.get_mut(&id).ok_or_else(|| absent(&id))
}

fn absent(id: &str) -> Refusal {
    Refusal::absent(format!("Managed folder {id}"))
}

fn all(visit: &mut Visit<'_>) -> Answer {
    document(
        visit
            .project()?
            .folders
            .values()
            .map(|folder| Value::Object(folder.document.clone()))
            .collect::<Value>(),
    )
}

fn create(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let name = required(&asked, "name")?.to_owned();
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    let id = creation::create_folder(visit.instance, &key, asked, &stamp)?;
    document(json!({"id": id, "name": name, "projectKey": key}))
}

fn update(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    required(&asked, "name").map_err(|_| Refusal::partial("name"))?;
    whole(&asked, &["params"])?;
    let (key, id, stamp) = (visit.key().to_owned(), visit.argument(1).to_owned(), visit.stamp());
    let folder = folder_mut(visit)?;
    let mut kept = creation::folder(asked, &key, &id);
    stamp.update(&mut kept, &folder.document);
    folder.document = kept.clone();
    document(kept)
}

/// Deletes a folder, and the recipes that read or write it.
fn remove(visit: &mut Visit<'_>) -> Answer {
    folder(visit)?;
    let id = visit.argument(1).to_owned();
    visit.project_mut()?.remove(&ObjectRef::local(Kind::ManagedFolder, id));
    acknowledged()
}

/// Folders go by their id, so that a new name changes no reference.
fn rename(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let name = new_label("folder", required(&asked, "newName")?)?.to_owned();
    let id = required(&asked, "id")?.to_owned();
    let stamp = visit.stamp();
    let folder = visit.project_mut()?.folders.get_mut(&id).ok_or_else(|| absent(&id))?;
    folder.document.insert("name".to_owned(), Value::from(name));
    stamp.touch(&mut folder.document);
    empty()
}

fn usages(visit: &mut Visit<'_>) -> Answer {
    folder(visit)?;
    let id = visit.argument(1).to_owned();
    used(visit, &id)
}

fn contents(visit: &mut Visit<'_>) -> Answer {
    let files = folder(visit)?.files.iter().map(|(path, file)| entry(path, file));
    document(json!({"items": files.collect::<Vec<_>>()}))
}

fn entry(path: &str, file: &File) -> Value {
    json!({"path": format!("/{path}"), "size": file.bytes.0.len(), "lastModified": file.modified_at})
}

fn read(visit: &mut Visit<'_>) -> Answer {
    let path = file_path(visit.argument(2))?;
    match folder(visit)?.files.get(&path) {
        Some(file) => bytes("application/octet-stream", file.bytes.0.clone()),
        None => Err(Refusal::absent(format!("File /{path}"))),
    }
}

fn write(visit: &mut Visit<'_>) -> Answer {
    let path = file_path(visit.argument(2))?;
    let now = visit.now;
    let (_, content) = visit.file()?;
    let folder = folder_mut(visit)?;
    let below = format!("{path}/");
    let is_folder = folder.files.keys().any(|other| other.starts_with(&below));
    let is_in_file = folder.files.keys().any(|other| path.starts_with(&format!("{other}/")));
    if is_folder || is_in_file {
        return Err(Refusal::unusable(format!("/{path} is a folder, or lies in a file")));
    }
    let file = File::written(content, now);
    let shown = entry(&path, &file);
    folder.files.insert(path, file);
    document(shown)
}

/// Deletes a file, or a folder with all in it.
fn delete_file(visit: &mut Visit<'_>) -> Answer {
    let path = file_path(visit.argument(2))?;
    let folder = folder_mut(visit)?;
    let before = folder.files.len();
    let below = format!("{path}/");
    folder.files.retain(|other, _| *other != path && !other.starts_with(&below));
    if folder.files.len() == before {
        return Err(Refusal::absent(format!("File /{path} of {}", text(&folder.document, "name"))));
    }
    empty()
}

/// Copies all files into a folder that the key may write; OVERWRITE empties it first.
fn copy_to(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let files = folder(visit)?.files.clone();
    let (target, id) = (required(&asked, "targetProjectKey")?, required(&asked, "targetFolderId")?);
    let caller = visit.caller.clone();
    let project = visit.instance.projects.get_mut(target).ok_or_else(Refusal::forbidden)?;
    if !caller.may(Right::WriteConf, target, &project.permissions) {
        return Err(Refusal::forbidden());
    }
    let copy = project.folders.get_mut(id).ok_or_else(|| absent(id))?;
    if text(&asked, "writeMode") != "APPEND" {
        copy.files.clear();
    }
    copy.files.extend(files);
    let (key, now) = (visit.key().to_owned(), visit.now);
    document(visit.instance.start(&caller.login, Some(&key), json!({"success": true}), now))
}
