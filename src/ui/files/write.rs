//! Writing files back to disk, and downloads.

use blockwright::source::Source;
use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, File, FileSystemDirectoryHandle, FileSystemFileHandle,
    FileSystemGetDirectoryOptions, FileSystemGetFileOptions, FileSystemWritableFileStream, HtmlAnchorElement,
    Url,
};

use super::{FileOnDisk, OnDisk};

/// How writing one file went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// It is on disk.
    Yes,
    /// Someone else changed it since it was read; it was not overwritten.
    ChangedOnDisk,
    /// The browser or the disk refused.
    Refused,
    /// The page knows no place on disk for it.
    NoPlace,
}

/// Writes `source` to where it came from, or to the project's folder.
pub(crate) async fn write_back(on_disk: &mut OnDisk, source: &Source) -> Written {
    let known = on_disk.files.iter().position(|file| file.path == source.path);
    match (known.and_then(|at| on_disk.files.get_mut(at)), on_disk.folder.clone()) {
        (Some(file), _) => overwrite(file, source).await.unwrap_or(Written::Refused),
        (None, Some(folder)) => match write_to_folder(&folder, source).await {
            Ok(file) => {
                on_disk.files.push(file);
                Written::Yes
            }
            Err(_) => Written::Refused,
        },
        (None, None) => Written::NoPlace,
    }
}

/// Writes `source` into `folder` under its path, making the folders on the way.
async fn write_to_folder(folder: &FileSystemDirectoryHandle, source: &Source) -> Result<FileOnDisk, JsValue> {
    let mut folder = folder.clone();
    let mut parts = source.path.split('/').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_some() {
            let options = FileSystemGetDirectoryOptions::new();
            options.set_create(true);
            let inner = folder.get_directory_handle_with_options(part, &options);
            folder = JsFuture::from(inner).await?.unchecked_into();
        } else {
            let options = FileSystemGetFileOptions::new();
            options.set_create(true);
            let handle = JsFuture::from(folder.get_file_handle_with_options(part, &options)).await?;
            let handle: FileSystemFileHandle = handle.unchecked_into();
            let modified = put(&handle, source).await?;
            return Ok(FileOnDisk { path: source.path.clone(), handle, modified });
        }
    }
    Err(JsValue::NULL)
}

async fn overwrite(file: &mut FileOnDisk, source: &Source) -> Result<Written, JsValue> {
    if modified(&file.handle).await? > file.modified {
        return Ok(Written::ChangedOnDisk);
    }
    file.modified = put(&file.handle, source).await?;
    Ok(Written::Yes)
}

/// Writes all bytes and gives back when the file then says it changed. The file is replaced only
/// when everything has been written.
async fn put(handle: &FileSystemFileHandle, source: &Source) -> Result<f64, JsValue> {
    let stream = JsFuture::from(handle.create_writable()).await?;
    let stream: FileSystemWritableFileStream = stream.unchecked_into();
    let bytes = Uint8Array::from(source.encode().as_slice());
    JsFuture::from(stream.write_with_js_u8_array(&bytes)?).await?;
    JsFuture::from(stream.close()).await?;
    modified(handle).await
}

async fn modified(handle: &FileSystemFileHandle) -> Result<f64, JsValue> {
    let file: File = JsFuture::from(handle.get_file()).await?.unchecked_into();
    Ok(file.last_modified())
}

/// Hands `bytes` to the browser as a download called `name`. `false` if it refused.
pub(crate) fn download(name: &str, bytes: &[u8]) -> bool {
    start_download(name, bytes).is_ok()
}

fn start_download(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/octet-stream");
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(&name.replace('/', "_"));
    link.click();
    Url::revoke_object_url(&url)
}
