//! Choosing files and folders.

use js_sys::{Array, IteratorNext};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemHandleKind, HtmlInputElement,
};

use super::{Chosen, call_window, is_cancelled, object};

/// Most entries of a folder that are looked at.
const MAX_ENTRIES: usize = 20_000;

/// How deep a folder is looked into: room for a project inside it and its state files.
const MAX_DEPTH: usize = 5;

/// Folders that never hold a project and may be huge.
const SKIPPED: [&str; 2] = [".git", "node_modules"];

/// Whether the browser lets the page write back what is chosen.
pub(crate) fn has_pickers() -> bool {
    js_sys::Reflect::has(&window(), &"showOpenFilePicker".into()).unwrap_or(false)
}

/// Lets the user choose files; `None` if they chose none.
pub(crate) async fn choose_files() -> Result<Option<Vec<Chosen>>, String> {
    let options = object(&[("multiple", true.into())]);
    let Some(choice) = call_window("showOpenFilePicker", &options) else { return Ok(None) };
    let handles = match JsFuture::from(choice).await {
        Ok(handles) => handles,
        Err(error) if is_cancelled(&error) => return Ok(None),
        Err(_) => return Err("The browser refused to open files; nothing was opened.".to_owned()),
    };
    let mut chosen = Vec::new();
    for handle in Array::from(&handles).iter() {
        let handle: FileSystemFileHandle = handle.unchecked_into();
        let name = handle.name();
        chosen.push(file_of(handle, name.clone()).await.map_err(|_| unreadable(&name))?);
    }
    Ok(Some(chosen))
}

/// Lets the user choose a folder, for writing too if `to_write`; `None` if they chose none.
pub(crate) async fn choose_folder(to_write: bool) -> Result<Option<FileSystemDirectoryHandle>, String> {
    let mode = if to_write { "readwrite" } else { "read" };
    let options = object(&[("mode", mode.into())]);
    let Some(choice) = call_window("showDirectoryPicker", &options) else { return Ok(None) };
    match JsFuture::from(choice).await {
        Ok(handle) => Ok(Some(handle.unchecked_into())),
        Err(error) if is_cancelled(&error) => Ok(None),
        Err(_) => Err("The browser refused to open the folder; nothing was opened.".to_owned()),
    }
}

impl Chosen {
    /// All files of `folder`, with its name in front of their paths.
    pub(crate) async fn in_folder(folder: &FileSystemDirectoryHandle) -> Result<Vec<Self>, String> {
        let mut chosen = Vec::new();
        let mut seen = 0;
        let mut open = vec![(folder.clone(), folder.name(), 0)];
        while let Some((folder, path, depth)) = open.pop() {
            let entries = folder.values();
            while let Some(entry) = next(&entries).await.map_err(|_| unreadable(&path))? {
                let name = entry.name();
                let inside = format!("{path}/{name}");
                seen += 1;
                if seen > MAX_ENTRIES {
                    return Err(format!(
                        "The folder has more than {MAX_ENTRIES} files; nothing was opened. Choose the folder with the project.yml."
                    ));
                }
                if entry.kind() == FileSystemHandleKind::File {
                    let file = file_of(entry.unchecked_into(), inside.clone()).await;
                    chosen.push(file.map_err(|_| unreadable(&inside))?);
                } else if depth < MAX_DEPTH && !SKIPPED.contains(&name.as_str()) {
                    open.push((entry.unchecked_into(), inside, depth + 1));
                }
            }
        }
        Ok(chosen)
    }
}

/// The files that were chosen by an input element, which forgets them.
pub(crate) fn from_input(input: &HtmlInputElement) -> Vec<Chosen> {
    let files = input.files().map(|files| Array::from(&files)).unwrap_or_default();
    let chosen = files.iter().map(|file| {
        let file: File = file.unchecked_into();
        let relative = js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok();
        let relative = relative.and_then(|path| path.as_string()).filter(|path| !path.is_empty());
        Chosen { path: relative.unwrap_or_else(|| file.name()), file, handle: None }
    });
    let chosen = chosen.collect();
    // So that the same file can be chosen again.
    input.set_value("");
    chosen
}

pub(super) async fn file_of(handle: FileSystemFileHandle, path: String) -> Result<Chosen, JsValue> {
    let file = JsFuture::from(handle.get_file()).await?.unchecked_into();
    Ok(Chosen { path, file, handle: Some(handle) })
}

async fn next(entries: &js_sys::AsyncIterator) -> Result<Option<web_sys::FileSystemHandle>, JsValue> {
    let next: IteratorNext = JsFuture::from(entries.next()?).await?.unchecked_into();
    Ok((!next.done()).then(|| next.value().unchecked_into()))
}

fn unreadable(path: &str) -> String {
    format!("{path} could not be read; nothing was opened.")
}
