//! Drafts in the browser's IndexedDB.
//!
//! The records are made and read by `blockwright::draft`; here is only where they are kept:
//! `projects` and `originals` and `states` by the draft's id, `files` by id and path.

use std::rc::Rc;

use blockwright::draft::{self, Draft, Project, Write, file_record, record_of_files};
use blockwright::sorting::sort_by_key;
use blockwright::source::Source;
use idb::{Database, Error, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode};
use js_sys::Array;
use wasm_bindgen::JsValue;

const NAME: &str = "blockwright";
const VERSION: u32 = 1;
const PROJECTS: &str = "projects";
const FILES: &str = "files";
const STATES: &str = "states";
const ORIGINALS: &str = "originals";
const STORES: [&str; 4] = [PROJECTS, FILES, STATES, ORIGINALS];

/// An open connection to the drafts.
#[derive(Clone)]
pub(crate) struct Storage {
    database: Rc<Database>,
}

/// A draft with what it was when it was opened.
pub(crate) struct Stored {
    /// The draft.
    pub(crate) draft: Draft,
    /// Paths of files whose record could not be read.
    pub(crate) missing: Vec<String>,
    /// The files as they were opened; `None` if that was not kept.
    pub(crate) original: Option<Vec<Source>>,
}

/// Why storage did not do what it should, in words.
#[derive(Clone, Debug)]
pub(crate) struct StorageError(pub(crate) String);

impl From<Error> for StorageError {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        if text.contains("QuotaExceeded") {
            Self("the browser's storage for this page is full".to_owned())
        } else {
            Self(format!("the browser's storage refused ({text})"))
        }
    }
}

impl Storage {
    /// Opens the database and makes it if there is none. `on_outdated` is called when a newer
    /// version of the page, in another tab, needs this connection closed.
    pub(crate) async fn open(on_outdated: impl FnOnce() + 'static) -> Result<Self, StorageError> {
        let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = idb::event::DatabaseEvent::database(&event) {
                for store in STORES {
                    // A store that cannot be made shows as an error when it is first used.
                    drop(database.create_object_store(store, ObjectStoreParams::new()));
                }
            }
        });
        let mut database = request.await?;
        give_way(&mut database, on_outdated);
        Ok(Self { database: Rc::new(database) })
    }

    /// The drafts, latest first, and how many could not be read.
    pub(crate) async fn projects(&self) -> Result<(Vec<Project>, usize), StorageError> {
        let transaction = self.database.transaction(&[PROJECTS], TransactionMode::ReadOnly)?;
        let records = transaction.object_store(PROJECTS)?.get_all(None, None)?.await?;
        let all = records.len();
        let records = records.iter().filter_map(JsValue::as_string);
        let mut projects: Vec<_> = records.filter_map(|record| Project::read(&record).ok()).collect();
        sort_by_key(&mut projects, |project| std::cmp::Reverse(project.changed));
        let unreadable = all - projects.len();
        Ok((projects, unreadable))
    }

    /// The draft `id`; `None` if there is none.
    pub(crate) async fn load(&self, id: &str) -> Result<Option<Stored>, StorageError> {
        let transaction = self.database.transaction(&STORES, TransactionMode::ReadOnly)?;
        let key = JsValue::from(id);
        let get = |store: &str| transaction.object_store(store)?.get(key.clone());
        let (project, state, original) = (get(PROJECTS)?, get(STATES)?, get(ORIGINALS)?);
        let files = transaction.object_store(FILES)?.get_all(Some(Query::KeyRange(files_of(id)?)), None)?;
        let Some(project) = project.await?.and_then(|record| record.as_string()) else { return Ok(None) };
        let state = state.await?.and_then(|record| record.as_string());
        let original = original.await?.and_then(|record| record.as_string());
        let files: Vec<String> = files.await?.iter().filter_map(JsValue::as_string).collect();
        let (draft, missing) =
            Draft::read(&project, &files, state).map_err(|error| StorageError(error.to_string()))?;
        let original = original.and_then(|record| draft::read_files(&record));
        Ok(Some(Stored { draft, missing, original }))
    }

    /// Places `writes` of draft `id` in one transaction, all or nothing, and asks for its end without
    /// waiting. This much also works while the page is closing: what the browser was not asked to
    /// commit by then, it takes back.
    pub(crate) fn begin(&self, id: &str, writes: &[Write]) -> Result<Transaction, StorageError> {
        let transaction = self.database.transaction(&STORES, TransactionMode::ReadWrite)?;
        for write in writes {
            match write {
                Write::Project(record) => put(&transaction, PROJECTS, &id.into(), record)?,
                Write::File(file) => {
                    // Made one after the other, so that two records of large files are never there at once.
                    put(&transaction, FILES, &file_key(id, &file.path), &file_record(file))?;
                }
                Write::RemoveFile(path) => {
                    drop(transaction.object_store(FILES)?.delete(file_key(id, path))?);
                }
                Write::Original(files) => {
                    put(&transaction, ORIGINALS, &id.into(), &record_of_files(files))?;
                }
                Write::State(Some(text)) => put(&transaction, STATES, &id.into(), text)?,
                Write::State(None) => drop(transaction.object_store(STATES)?.delete(JsValue::from(id))?),
            }
        }
        Ok(transaction.commit()?)
    }

    /// Removes draft `id` with everything that belongs to it.
    pub(crate) async fn delete(&self, id: &str) -> Result<(), StorageError> {
        let transaction = self.database.transaction(&STORES, TransactionMode::ReadWrite)?;
        for store in [PROJECTS, STATES, ORIGINALS] {
            drop(transaction.object_store(store)?.delete(JsValue::from(id))?);
        }
        drop(transaction.object_store(FILES)?.delete(Query::KeyRange(files_of(id)?))?);
        finish(transaction.commit()?).await
    }
}

/// Opens a database with these stores, for what is kept apart from the drafts, and makes it if there is none.
pub(crate) async fn open_stores(name: &str, stores: &'static [&'static str]) -> Result<Database, Error> {
    let mut request = Factory::new()?.open(name, Some(VERSION))?;
    request.on_upgrade_needed(move |event| {
        if let Ok(database) = idb::event::DatabaseEvent::database(&event) {
            for store in stores {
                // One that cannot be made shows as an error when it is first used.
                drop(database.create_object_store(store, ObjectStoreParams::new()));
            }
        }
    });
    let mut database = request.await?;
    give_way(&mut database, || {});
    Ok(database)
}

/// Closes the database when another tab wants to change or delete it, which would wait for ever otherwise.
fn give_way(database: &mut Database, closed: impl FnOnce() + 'static) {
    database.on_version_change(move |event| {
        if let Ok(database) = event.target().map_or(Err(Error::EventTargetNotFound), Database::try_from) {
            database.close();
        }
        closed();
    });
}

/// Waits until everything in `transaction` is on disk.
pub(crate) async fn finish(transaction: Transaction) -> Result<(), StorageError> {
    if transaction.await?.is_committed() {
        Ok(())
    } else {
        Err(StorageError(
            "the browser's storage took the change back, most likely because it is full".to_owned(),
        ))
    }
}

fn put(transaction: &Transaction, store: &str, key: &JsValue, record: &str) -> Result<(), Error> {
    drop(transaction.object_store(store)?.put(&record.into(), Some(key))?);
    Ok(())
}

fn file_key(id: &str, path: &str) -> JsValue {
    Array::of2(&id.into(), &path.into()).into()
}

/// All keys of files of `id`: an array sorts behind every text.
fn files_of(id: &str) -> Result<KeyRange, Error> {
    let from = Array::of1(&id.into());
    let to = Array::of2(&id.into(), &Array::new());
    KeyRange::bound(&from, &to, None, None)
}
