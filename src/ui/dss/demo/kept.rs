//! The state of the demo instance in the browser's IndexedDB: one text.

use idb::{Database, Error, Factory, ObjectStoreParams, Query, TransactionMode};
use wasm_bindgen::JsValue;

const NAME: &str = "blockwright-demo";
const VERSION: u32 = 1;
const STORE: &str = "instance";
const KEY: &str = "state";

/// What is kept; `None` if nothing is, or the browser keeps nothing for this page.
pub(super) async fn load() -> Option<String> {
    read().await.ok()?
}

async fn read() -> Result<Option<String>, Error> {
    let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let record = transaction.object_store(STORE)?.get(Query::Key(JsValue::from(KEY)))?.await?;
    Ok(record.and_then(|record| record.as_string()))
}

/// Keeps a state in the place of what is kept.
pub(super) async fn save(text: &str) -> Result<(), Error> {
    let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    drop(transaction.object_store(STORE)?.put(&text.into(), Some(&JsValue::from(KEY)))?);
    transaction.commit()?.await?;
    Ok(())
}

/// Forgets what is kept.
pub(super) async fn forget() -> Result<(), Error> {
    let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    drop(transaction.object_store(STORE)?.delete(Query::Key(JsValue::from(KEY)))?);
    transaction.commit()?.await?;
    Ok(())
}

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = idb::event::DatabaseEvent::database(&event) {
            // One that cannot be made shows as an error when it is first used.
            drop(database.create_object_store(STORE, ObjectStoreParams::new()));
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
