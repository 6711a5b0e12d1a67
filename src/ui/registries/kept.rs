//! Copies of registries in the browser's IndexedDB, for when their hosts cannot be reached.
//!
//! One record a file, by place and path: when it was read, and its content; beside it when and how many
//! bytes, so that the sizes of all are known without their contents. Without storage the page works all the
//! same, and only has no copies: so failures here are let go.

use std::sync::Arc;

use blockwright::registry::copies::{Copy, MAX_BYTES, surplus};
use idb::{Database, Error, Factory, KeyRange, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Array, Uint8Array};
use leptos::prelude::GetUntracked;
use wasm_bindgen::{JsCast, JsValue};

use crate::ui::session::{Origin, Session};

const NAME: &str = "blockwright-registries";
const VERSION: u32 = 2;
const FILES: &str = "files";
const SIZES: &str = "sizes";

/// The end of the places of registries from disk. No address ends so.
const DISK: &str = " disk";

/// A file as it is kept. Large ones stay outside the module's memory, which never shrinks.
pub(super) enum Kept {
    /// Its text.
    Text(String),
    /// Its bytes, in pieces.
    Pieces(Array),
}

impl Kept {
    fn bytes(&self) -> f64 {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "lengths are far below 2^53")]
            Self::Text(text) => text.len() as f64,
            Self::Pieces(pieces) => {
                pieces.iter().map(|piece| f64::from(Uint8Array::from(piece).length())).sum()
            }
        }
    }
}

/// The name under which the files of a registry are kept. The same key at another address is
/// another place.
pub(super) fn place(key: &str, origin: &Origin) -> String {
    match origin {
        Origin::Demo => format!("{key} demo"),
        Origin::Host(address) | Origin::Url(address) => format!("{key} {address}"),
        Origin::Disk => format!("{key}{DISK}"),
        Origin::Library { instance, place } => {
            format!("{key} {instance} {}/{}/", place.project, place.folder)
        }
    }
}

/// Keeps files as they are now.
pub(super) async fn keep(place: &str, files: &[(Arc<str>, Kept)]) {
    if !files.is_empty() && write(place, files).await.is_ok() {
        drop(prune().await);
    }
}

/// Forgets the oldest copies if there are too many bytes of them.
async fn prune() -> Result<(), Error> {
    for place in surplus(copies().await?, MAX_BYTES) {
        forget(&place).await?;
    }
    Ok(())
}

/// Forgets the copies of registries that the page does not know, as after a removal in another tab.
pub(super) async fn forget_unknown(session: Session) {
    let sources = session.browsing().sources.get_untracked();
    let known: Vec<String> = sources.iter().map(|source| self::place(&source.key, &source.origin)).collect();
    for copy in copies().await.unwrap_or_default() {
        if !known.iter().any(|place| **place == *copy.place) {
            drop(forget(&copy.place).await);
        }
    }
}

/// What is kept of each registry.
async fn copies() -> Result<Vec<Copy>, Error> {
    let transaction = open().await?.transaction(&[SIZES], TransactionMode::ReadOnly)?;
    let store = transaction.object_store(SIZES)?;
    let (keys, sizes) = (store.get_all_keys(None, None)?, store.get_all(None, None)?);
    let (keys, sizes) = (keys.await?, sizes.await?);
    let mut copies: Vec<Copy> = Vec::new();
    for (key, size) in keys.into_iter().zip(sizes) {
        let (key, size) = (Array::from(&key), Array::from(&size));
        let Some(place) = key.get(0).as_string() else { continue };
        let read_at = size.get(0).as_f64().unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths of texts")]
        let bytes = size.get(1).as_f64().unwrap_or_default() as u64;
        // Keys come in order, those of one place together.
        if let Some(copy) = copies.last_mut().filter(|copy| *copy.place == *place) {
            copy.bytes += bytes;
            copy.read_at = copy.read_at.max(read_at);
        } else {
            let is_original = place.ends_with(DISK);
            copies.push(Copy { place: place.into(), bytes, read_at, is_original });
        }
    }
    Ok(copies)
}

/// The copy of a file and its age in seconds.
pub(super) async fn get(place: &str, path: &str) -> Option<(Kept, u64)> {
    let record = read(place, path).await.ok()??.dyn_into::<Array>().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative")]
    let age = ((js_sys::Date::now() - record.get(0).as_f64()?) / 1000.0).max(0.0) as u64;
    let kept = match record.get(1).as_string() {
        Some(text) => Kept::Text(text),
        None => Kept::Pieces(record.get(1).dyn_into().ok()?),
    };
    Some((kept, age))
}

/// Forgets all files of a registry.
pub(super) async fn forget(place: &str) -> Result<(), Error> {
    let transaction = open().await?.transaction(&[FILES, SIZES], TransactionMode::ReadWrite)?;
    let (from, to) = (Array::of1(&place.into()), Array::of2(&place.into(), &Array::new()));
    for store in [FILES, SIZES] {
        let range = Query::KeyRange(KeyRange::bound(&from, &to, None, None)?);
        drop(transaction.object_store(store)?.delete(range)?);
    }
    transaction.commit()?.await?;
    Ok(())
}

/// Keeps files, and says if that did not work.
pub(super) async fn write(place: &str, files: &[(Arc<str>, Kept)]) -> Result<(), Error> {
    let transaction = open().await?.transaction(&[FILES, SIZES], TransactionMode::ReadWrite)?;
    let (texts, sizes) = (transaction.object_store(FILES)?, transaction.object_store(SIZES)?);
    let now = JsValue::from_f64(js_sys::Date::now());
    for (path, kept) in files {
        let size = JsValue::from_f64(kept.bytes());
        let content = match kept {
            Kept::Text(text) => text.as_str().into(),
            Kept::Pieces(pieces) => JsValue::from(pieces),
        };
        drop(texts.put(&Array::of2(&now, &content), Some(&key(place, path)))?);
        drop(sizes.put(&Array::of2(&now, &size), Some(&key(place, path)))?);
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
            for store in [FILES, SIZES] {
                // Fails only if it is there already.
                drop(database.create_object_store(store, ObjectStoreParams::new()));
            }
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
