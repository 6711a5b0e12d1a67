//! Files and folders that are dropped on the page.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

use super::Chosen;

/// Most entries of dropped folders that are looked at.
const MAX_ENTRIES: usize = 20_000;

/// Whether files are being dragged, not a piece of text or a block.
pub(crate) fn has_files(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}

/// What was dropped. It must be taken at once, and can be read later.
pub(crate) struct Dropped {
    entries: Vec<FileSystemEntry>,
    /// Not every drop has entries, as one that a program made has none.
    files: Option<web_sys::FileList>,
}

impl Dropped {
    /// Takes what `transfer` carries.
    pub(crate) fn take(transfer: &DataTransfer) -> Self {
        let parts = transfer.items();
        let entries = (0..parts.length()).filter_map(|at| parts.get(at)?.webkit_get_as_entry().ok()?);
        let entries: Vec<FileSystemEntry> = entries.collect();
        let files = transfer.files().filter(|_| entries.is_empty());
        Self { entries, files }
    }

    /// Its files.
    pub(crate) async fn read(self) -> Result<Vec<Chosen>, String> {
        if let Some(files) = self.files {
            return Ok(loose(&files));
        }
        let refused = |_| "What was dropped could not be read; nothing was opened.".to_owned();
        walk(self.entries).await.map_err(refused)
    }
}

fn loose(files: &web_sys::FileList) -> Vec<Chosen> {
    let files = Array::from(files).iter().map(JsCast::unchecked_into::<File>).collect::<Vec<_>>();
    files.into_iter().map(|file| Chosen { path: file.name(), file, handle: None }).collect()
}

async fn walk(mut open: Vec<FileSystemEntry>) -> Result<Vec<Chosen>, JsValue> {
    let mut chosen = Vec::new();
    let mut seen = 0;
    while let Some(entry) = open.pop() {
        seen += 1;
        if seen > MAX_ENTRIES {
            return Err(JsValue::NULL);
        }
        let path = entry.full_path().trim_start_matches('/').to_owned();
        if entry.is_file() {
            let file = file_of(entry.unchecked_ref()).await?;
            chosen.push(Chosen { path, file, handle: None });
        } else if !path.ends_with("/.git") && !path.ends_with("/node_modules") {
            open.extend(entries_of(entry.unchecked_ref()).await?);
        }
    }
    Ok(chosen)
}

async fn file_of(entry: &FileSystemFileEntry) -> Result<File, JsValue> {
    let promise = Promise::new(&mut |done, failed| entry.file_with_callback_and_callback(&done, &failed));
    Ok(JsFuture::from(promise).await?.unchecked_into())
}

/// A reader gives its entries in portions; an empty one is the last.
async fn entries_of(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader = folder.create_reader();
    let mut entries = Vec::new();
    loop {
        let promise = Promise::new(&mut |done, failed| {
            if let Err(error) = reader.read_entries_with_callback_and_callback(&done, &failed) {
                // The promise is rejected by what its own function was given.
                drop(failed.call1(&JsValue::NULL, &error));
            }
        });
        let portion = Array::from(&JsFuture::from(promise).await?);
        if portion.length() == 0 {
            return Ok(entries);
        }
        entries.extend(portion.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}
