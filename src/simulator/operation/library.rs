//! The project library (`dss-api.md` 3.7).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::simulator::answer::{Answer, document, empty};
use crate::simulator::bytes::Bytes;
use crate::simulator::fields::{new_name, required};
use crate::simulator::path::{above, file_path};
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, delete, get, post};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/libraries/contents", READ, tree),
    get("/projects/{}/libraries/contents/{path}", READ, read),
    post("/projects/{}/libraries/contents/{path}", WRITE, write),
    delete("/projects/{}/libraries/contents/{path}", WRITE, remove),
    post("/projects/{}/libraries/folders/{path}", WRITE, create_folder),
    post("/projects/{}/libraries/contents-actions/rename/", WRITE, rename),
    post("/projects/{}/libraries/contents-actions/move", WRITE, move_into),
];

type Library = BTreeMap<String, Option<Bytes>>;

/// Nested entries; one without children is a file.
fn tree(visit: &mut Visit<'_>) -> Answer {
    document(children(&visit.project()?.library, ""))
}

/// The entries right below a folder, which is empty for the root or else ends in a slash.
fn children(library: &Library, folder: &str) -> Value {
    let below = library.range(folder.to_owned()..).take_while(|(path, _)| path.starts_with(folder));
    let direct = below.filter(|(path, _)| path.len() > folder.len() && !path[folder.len()..].contains('/'));
    let entries = direct.map(|(path, content)| {
        let name = &path[folder.len()..];
        match content {
            Some(bytes) => json!({"name": name, "path": format!("/{path}"), "size": bytes.0.len()}),
            None => json!({
                "name": name, "path": format!("/{path}"), "children": children(library, &format!("{path}/")),
            }),
        }
    });
    entries.collect()
}

fn absent(path: &str) -> Refusal {
    Refusal::absent(format!("Library file /{path}"))
}

/// A file as text, or as base64 where the client asks for it.
fn read(visit: &mut Visit<'_>) -> Answer {
    let path = file_path(visit.argument(1))?;
    let encodes = visit.parameter("dataEncoding") == Some("base64");
    match visit.project()?.library.get(&path) {
        None => Err(absent(&path)),
        Some(None) => Err(Refusal::unusable(format!("Cannot read directory as file: /{path}"))),
        Some(Some(bytes)) => document(json!({
            "name": path.rsplit('/').next(), "path": format!("/{path}"), "size": bytes.0.len(), "hasData": true,
            "data": if encodes { bytes.base64() } else { bytes.text() },
        })),
    }
}

/// Creates or replaces a file. Folders above it come by themselves.
fn write(visit: &mut Visit<'_>) -> Answer {
    let path = file_path(visit.argument(1))?;
    let content = Bytes(visit.bytes());
    let library = &mut visit.project_mut()?.library;
    if library.get(&path) == Some(&None) {
        return Err(Refusal::unusable(format!("Cannot write directory as file: /{path}")));
    }
    make_folders(library, &path)?;
    library.insert(path, Some(content));
    empty()
}

fn make_folders(library: &mut Library, path: &str) -> Result<(), Refusal> {
    if let Some(file) = above(path).find(|folder| matches!(library.get(*folder), Some(Some(_)))) {
        return Err(Refusal::unusable(format!("/{file} is a file, not a folder")));
    }
    for folder in above(path) {
        library.entry(folder.to_owned()).or_insert(None);
    }
    Ok(())
}

fn create_folder(visit: &mut Visit<'_>) -> Answer {
    let path = file_path(visit.argument(1))?;
    let library = &mut visit.project_mut()?.library;
    if matches!(library.get(&path), Some(Some(_))) {
        return Err(Refusal::taken(format!("File /{path}")));
    }
    make_folders(library, &path)?;
    library.insert(path, None);
    empty()
}

/// Deletes a file, or a folder with all in it.
fn remove(visit: &mut Visit<'_>) -> Answer {
    let path = file_path(visit.argument(1))?;
    let library = &mut visit.project_mut()?.library;
    library.remove(&path).ok_or_else(|| absent(&path))?;
    let below = format!("{path}/");
    library.retain(|other, _| !other.starts_with(&below));
    empty()
}

fn rename(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let old = file_path(required(&asked, "oldPath")?)?;
    let name = new_name("file", required(&asked, "newName")?)?;
    let new = match old.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    };
    carry(visit, &old, &new)
}

/// Moves into another folder, which has to be there; `/` is the root.
fn move_into(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let old = file_path(required(&asked, "oldPath")?)?;
    let name = old.rsplit('/').next().unwrap_or_default();
    let target = required(&asked, "newPath")?;
    if target.trim_matches('/').is_empty() {
        return carry(visit, &old, name);
    }
    let folder = file_path(target)?;
    if visit.project()?.library.get(&folder) != Some(&None) {
        return Err(Refusal::absent(format!("Library folder /{folder}")));
    }
    let new = format!("{folder}/{name}");
    carry(visit, &old, &new)
}

/// Gives an entry, and all below it, another path that is free.
fn carry(visit: &mut Visit<'_>, old: &str, new: &str) -> Answer {
    let new = file_path(new)?;
    let library = &mut visit.project_mut()?.library;
    let own = library.get(old).cloned().ok_or_else(|| absent(old))?;
    if new.starts_with(&format!("{old}/")) {
        return Err(Refusal::unusable(format!("/{old} cannot be moved into itself")));
    }
    if library.contains_key(&new) {
        return Err(Refusal::taken(format!("Library file /{new}")));
    }
    let below = format!("{old}/");
    let inner: Vec<String> = library.keys().filter(|path| path.starts_with(&below)).cloned().collect();
    let renamed = |path: &str| file_path(&format!("{new}/{}", &path[below.len()..]));
    let targets: Vec<String> = inner.iter().map(|path| renamed(path)).collect::<Result<_, _>>()?;
    for (path, target) in inner.iter().zip(targets) {
        if let Some(content) = library.remove(path) {
            library.insert(target, content);
        }
    }
    library.remove(old);
    library.insert(new, own);
    empty()
}
