//! The library of a project: files and folders of its own, where registries are kept (`dss-api.md` 3.7).
//!
//! Paths have single slashes and none at the start. There is no precondition on writes: read, compare,
//! write, and read again.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::dss::request::{path, segments, slashed};
use crate::dss::{Body, Call, Request, Response, answer, fields};
use crate::inventory::Document;

/// A file or folder of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, without folders.
    pub name: String,
    /// What is in the folder; `None` for a file.
    pub children: Option<Vec<Entry>>,
}

impl Entry {
    /// The paths of all files from here, folders before their files' order is changed: as the tree has it.
    pub fn files(tree: &[Entry]) -> Vec<String> {
        let mut files = Vec::new();
        for entry in tree {
            match &entry.children {
                None => files.push(entry.name.clone()),
                Some(children) => {
                    files.extend(Self::files(children).iter().map(|file| format!("{}/{file}", entry.name)));
                }
            }
        }
        files
    }
}

/// `library.tree`: all files and folders.
pub fn tree(project: &str) -> Call<Vec<Entry>> {
    Call::new(Request::get(path(&["projects", project, "libraries", "contents"])), |response| {
        read_tree(&answer::documents(response)?.iter().collect::<Vec<_>>())
    })
}

/// The recursion ends where that of the reader of JSON ends: at 128 levels.
fn read_tree(entries: &[&Document]) -> Result<Vec<Entry>, String> {
    let entries = entries.iter().map(|entry| {
        let has_children = !matches!(entry.get("children"), None | Some(Value::Null));
        let children = fields::documents(entry, "children")?;
        let children = if has_children { Some(read_tree(&children)?) } else { None };
        Ok(Entry { name: fields::required_text(entry, "name")?, children })
    });
    entries.collect()
}

/// `library.read`: a file as text. A folder is answered with 500.
pub fn read(project: &str, file: &str) -> Call<String> {
    Call::new(Request::get(contents(project, file)), read_text)
}

fn read_text(response: &Response) -> Result<String, String> {
    fields::required_text(&answer::document(response)?, "data")
}

/// `library.read_bytes`: a file as bytes.
pub fn read_bytes(project: &str, file: &str) -> Call<Vec<u8>> {
    Call::new(Request::get(contents(project, file)).with("dataEncoding", "base64"), |response| {
        let text = read_text(response)?;
        STANDARD.decode(text).map_err(|error| format!("`data` is no base64: {error}"))
    })
}

/// `library.write`: creates a file or replaces what is in it.
pub fn write(project: &str, file: &str, bytes: Vec<u8>) -> Call<()> {
    let request = Request::post(contents(project, file));
    Call::new(Request { body: Body::Bytes(bytes), ..request }, answer::nothing)
}

/// `library.add_file_root` and `library.add_file_nested`: an empty file. Make its folders first.
pub fn add_file(project: &str, file: &str) -> Call<()> {
    Call::new(Request::post(contents(project, file)), answer::nothing)
}

/// `library.add_folder`.
pub fn add_folder(project: &str, folder: &str) -> Call<()> {
    let base = path(&["projects", project, "libraries", "folders"]);
    Call::new(Request::post(format!("{base}/{}", segments(folder))), answer::nothing)
}

/// `library.delete`: a file, or a folder with all that is in it.
pub fn delete(project: &str, file: &str) -> Call<()> {
    Call::new(Request::delete(contents(project, file)), answer::nothing)
}

/// `library.rename`: another name in the same folder.
pub fn rename(project: &str, file: &str, new_name: &str) -> Call<()> {
    let request = Request::post(slashed(&["projects", project, "libraries", "contents-actions", "rename"]));
    Call::new(request.json(json!({"oldPath": rooted(file), "newName": new_name})), answer::nothing)
}

/// `library.move`: into another folder, the root for an empty one.
pub fn move_into(project: &str, file: &str, folder: &str) -> Call<()> {
    let request = Request::post(path(&["projects", project, "libraries", "contents-actions", "move"]));
    Call::new(request.json(json!({"oldPath": rooted(file), "newPath": rooted(folder)})), answer::nothing)
}

fn contents(project: &str, file: &str) -> String {
    format!("{}/{}", path(&["projects", project, "libraries", "contents"]), segments(file))
}

/// A path with one slash in front, as the actions take it.
fn rooted(file: &str) -> String {
    format!("/{}", file.trim_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_tells_folders_from_files() {
        let body = json!([
            {"name": "python", "children": [{"name": "blocks", "children": [{"name": "index.json"}]}]},
            {"name": "empty", "children": []},
            {"name": "a.txt", "children": null},
        ]);
        let tree = tree("P").read(&Response::json(200, &body)).unwrap();
        assert_eq!(Entry::files(&tree), ["python/blocks/index.json", "a.txt"]);
        assert_eq!(tree[1].children, Some(Vec::new()));
    }

    #[test]
    fn a_file_is_read_as_text_or_bytes() {
        let body = json!({"data": "e30="});
        assert_eq!(read("P", "a").read(&Response::json(200, &body)).unwrap(), "e30=");
        assert_eq!(read_bytes("P", "a").read(&Response::json(200, &body)).unwrap(), b"{}");
        let broken = read_bytes("P", "a").read(&Response::json(200, &json!({"data": "?"}))).unwrap_err();
        assert!(broken.said.starts_with("`data` is no base64"), "{}", broken.said);
    }

    #[test]
    fn the_root_of_the_library_is_never_a_file() {
        for call in [delete("P", ""), delete("P", "/"), write("P", "//", Vec::new()), delete("P", "..")] {
            assert!(call.request.flaw().is_some(), "{}", call.request.path);
        }
    }
}
