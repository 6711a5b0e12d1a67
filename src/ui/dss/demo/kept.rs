//! The state of the demo instance in the browser's IndexedDB: one text.

use idb::{Database, Error, Factory, ObjectStoreParams, Query, Transaction, TransactionMode};
use wasm_bindgen::JsValue;

const NAME: &str = "blockwright-demo";
const VERSION: u32 = 1;
const STORE: &str = "instance";
const KEY: &str = "state";

/// An open connection to what is kept. It stays open, so that a change can be written while the page is
/// being left: what follows an `await` would come too late.
pub(super) struct Store(Database);

impl Store {
    /// Opens it, and makes it if there is none.
    pub(super) async fn open() -> Result<Self, Error> {
        Ok(Self(open().await?))
    }

    /// What is kept; `None` if nothing is.
    pub(super) async fn load(&self) -> Result<Option<String>, Error> {
        let transaction = self.0.transaction(&[STORE], TransactionMode::ReadOnly)?;
        let record = transaction.object_store(STORE)?.get(Query::Key(JsValue::from(KEY)))?.await?;
        Ok(record.and_then(|record| record.as_string()))
    }

    /// Begins to keep a state in the place of what is kept.
    pub(super) fn save(&self, text: &str) -> Result<Transaction, Error> {
        let transaction = self.0.transaction(&[STORE], TransactionMode::ReadWrite)?;
        drop(transaction.object_store(STORE)?.put(&text.into(), Some(&JsValue::from(KEY)))?);
        transaction.commit()
    }
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
