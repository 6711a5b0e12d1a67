//! Files of the user: choosing, dropping, reading, writing back, downloading.
//!
//! Where the browser lets a page write to files (File System Access), what was chosen is remembered
//! and saving writes it back. Elsewhere files come in by an input and go out as downloads.

mod choose;
mod drop;
mod dss_export;
mod write;

use blockwright::folder::{self, Role};
use blockwright::route::shared_in;
use blockwright::source::Source;
use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileSystemDirectoryHandle, FileSystemFileHandle};

pub(crate) use choose::{choose_files, choose_folder, from_input, has_pickers};
pub(crate) use drop::{Dropped, has_files};
pub(crate) use dss_export::read_export;
pub(crate) use write::{Written, download, write_back};

/// Most bytes of the file of a plan or an answer, with an address in front of it.
const MAX_SHARED: f64 = 5.0 * 1024.0 * 1024.0;

/// A file that was chosen and not read yet.
pub(crate) struct Chosen {
    /// Its path, starting with the name of the chosen folder if one was chosen.
    pub(crate) path: String,
    file: File,
    handle: Option<FileSystemFileHandle>,
}

/// Where the files of a project are on disk, as far as the page may write there. Empty if it may
/// not.
#[derive(Clone, Default)]
pub(crate) struct OnDisk {
    /// The folder with the `project.yml`.
    pub(crate) folder: Option<FileSystemDirectoryHandle>,
    /// Files by path inside the project.
    pub(crate) files: Vec<FileOnDisk>,
}

/// A file that saving may write.
#[derive(Clone)]
pub(crate) struct FileOnDisk {
    /// Path inside the project.
    pub(crate) path: String,
    handle: FileSystemFileHandle,
    /// When it last changed as far as the page knows, in milliseconds since 1970.
    modified: f64,
}

/// What was read from the chosen files.
#[derive(Default)]
pub(crate) struct Contents {
    /// The files of the configuration.
    pub(crate) sources: Vec<Source>,
    /// State files: path and text.
    pub(crate) states: Vec<(String, String)>,
    /// How many files mean nothing to a project.
    pub(crate) ignored: usize,
    /// Where they can be written back to.
    pub(crate) on_disk: OnDisk,
}

/// Reads those of `chosen` that belong to a project. The error names the file and the limit.
pub(crate) async fn read(chosen: Vec<Chosen>) -> Result<Contents, String> {
    let paths: Vec<&str> = chosen.iter().map(|file| file.path.as_str()).collect();
    let picked = folder::pick(&paths);
    let wanted = picked.files.iter().filter_map(|(at, path, role)| Some((chosen.get(*at)?, path, *role)));
    let wanted: Vec<_> = wanted.collect();
    let sizes = wanted.iter().map(|(file, path, _)| (path.as_str(), file.file.size()));
    folder::check_sizes(sizes).map_err(|error| error.to_string())?;
    let mut contents = Contents { ignored: picked.ignored, ..Contents::default() };
    for (chosen, path, role) in wanted {
        let bytes = bytes_of(&chosen.file).await;
        let bytes = bytes.map_err(|_| format!("{path} could not be read; nothing was opened"))?;
        match role {
            Role::Source => contents.sources.push(Source::decode(path.as_str(), &bytes)),
            Role::State => contents.states.push((path.clone(), String::from_utf8_lossy(&bytes).into_owned())),
        }
        if let Some(handle) = chosen.handle.clone() {
            let modified = chosen.file.last_modified();
            contents.on_disk.files.push(FileOnDisk { path: path.clone(), handle, modified });
        }
    }
    Ok(contents)
}

/// The texts of those of `chosen` whose name ends like this. The error says what was not read.
pub(crate) async fn texts(chosen: Vec<Chosen>, ending: &str) -> Result<Vec<(String, String)>, String> {
    let mut texts = Vec::new();
    for chosen in chosen.into_iter().filter(|chosen| chosen.path.ends_with(ending)) {
        let bytes = bytes_of(&chosen.file).await;
        let bytes = bytes.map_err(|_| format!("{} could not be read; nothing was added.", chosen.path))?;
        texts.push((chosen.path, String::from_utf8_lossy(&bytes).into_owned()));
    }
    Ok(texts)
}

/// What all of `chosen` hold if each is a plan or an answer (`docs/plan-link.md`); nothing of other files.
pub(crate) async fn shared(chosen: &[Chosen]) -> Vec<String> {
    let mut all = Vec::new();
    for Chosen { file, .. } in chosen {
        if file.size() > MAX_SHARED {
            return Vec::new();
        }
        let text = bytes_of(file).await.ok().and_then(|bytes| String::from_utf8(bytes).ok());
        match text.as_deref().and_then(shared_in) {
            Some(text) => all.push(text.to_owned()),
            None => return Vec::new(),
        }
    }
    all
}

async fn bytes_of(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec())
}

/// Calls a function of the window that not every browser has, as `showOpenFilePicker`. `None` if it
/// has not.
fn call_window(name: &str, options: &JsValue) -> Option<js_sys::Promise> {
    let window = window();
    let function = js_sys::Reflect::get(&window, &name.into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    function.call1(&window, options).ok()?.dyn_into().ok()
}

/// An object with these members.
fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in members {
        // Setting a member of a fresh object cannot fail.
        drop(js_sys::Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}

/// Whether the user closed a dialog of the browser without choosing.
fn is_cancelled(error: &JsValue) -> bool {
    error.dyn_ref::<web_sys::DomException>().is_some_and(|error| error.name() == "AbortError")
}
