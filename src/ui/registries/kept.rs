//! Copies of registries in the browser's IndexedDB, for when their hosts cannot be reached.
//!
//! One record a file, by place and path: when it was read, and its text. Without storage the page
//! works all the same, and only has no copies: so failures here are let go.

use std::sync::Arc;

use idb::{Database, Error, Factory, KeyRange, ObjectStoreParams, Query, TransactionMode};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::ui::session::Origin;

const NAME: &str = "blockwright-registries";
const VERSION: u32 = 1;
const FILES: &str = "files";

/// The name under which the files of a registry are kept. The same key at another address is
/// another place.
pub(super) fn place(key: &str, origin: &Origin) -> String {
    match origin {
        Origin::Demo => format!("{key} demo"),
        Origin::Url(address) => format!("{key} {address}"),
        Origin::Disk => format!("{key} disk"),
    }
}

/// Keeps files as they are now.
pub(super) async fn keep(place: &str, files: &[(Arc<str>, String)]) {
    if !files.is_empty() {
        drop(write(place, files).await);
    }
}

/// The copy of a file and its age in seconds.
pub(super) async fn get(place: &str, path: &str) -> Option<(String, u64)> {
    let record = read(place, path).await.ok()??.dyn_into::<Array>().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative")]
    let age = ((js_sys::Date::now() - record.get(0).as_f64()?) / 1000.0).max(0.0) as u64;
    Some((record.get(1).as_string()?, age))
}

/// Forgets all files of a registry.
pub(super) async fn forget(place: &str) -> Result<(), Error> {
    let transaction = open().await?.transaction(&[FILES], TransactionMode::ReadWrite)?;
    let (from, to) = (Array::of1(&place.into()), Array::of2(&place.into(), &Array::new()));
    let range = Query::KeyRange(KeyRange::bound(&from, &to, None, None)?);
    transaction.object_store(FILES)?.delete(range)?.await?;
    transaction.commit()?.await?;
    Ok(())
}

/// Keeps files, and says if that did not work.
pub(super) async fn write(place: &str, files: &[(Arc<str>, String)]) -> Result<(), Error> {
    let transaction = open().await?.transaction(&[FILES], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(FILES)?;
    let now = JsValue::from_f64(js_sys::Date::now());
    for (path, text) in files {
        drop(store.put(&Array::of2(&now, &text.as_str().into()), Some(&key(place, path)))?);
    }
    transaction.commit()?.await?;
    Ok(())
}

async fn read(place: &str, path: &str) -> Result<Option<JsValue>, Error> {
    let transaction = open().await?.transaction(&[FILES], TransactionMode::ReadOnly)?;
    transaction.object_store(FILES)?.get(Query::Key(key(place, path)))?.await
}

fn key(place: &str, path: &str) -> JsValue {
    Array::of2(&place.into(), &path.into()).into()
}

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = idb::event::DatabaseEvent::database(&event) {
            // Fails only if it is there already.
            drop(database.create_object_store(FILES, ObjectStoreParams::new()));
        }
    });
    let mut database = request.await?;
    database.on_version_change(|event| {
        if let Ok(database) = event.target().map_or(Err(Error::EventTargetNotFound), Database::try_from) {
            database.close();
        }
    });
    Ok(database)
}
