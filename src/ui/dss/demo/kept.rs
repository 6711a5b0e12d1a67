//! The state of the demo instance in the browser's IndexedDB: one text.

use idb::{Database, Error, Query, Transaction, TransactionMode};
use wasm_bindgen::JsValue;

use crate::ui::storage::open_stores;

const NAME: &str = "blockwright-demo";
const STORE: &str = "instance";
const KEY: &str = "state";

/// An open connection to what is kept. It stays open, so that a change can be written while the page is
/// being left: what follows an `await` would come too late.
pub(super) struct Store(Database);

impl Store {
    /// Opens it, and makes it if there is none.
    pub(super) async fn open() -> Result<Self, Error> {
        Ok(Self(open_stores(NAME, &[STORE]).await?))
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
    let transaction = open_stores(NAME, &[STORE]).await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    drop(transaction.object_store(STORE)?.delete(Query::Key(JsValue::from(KEY)))?);
    transaction.commit()?.await?;
    Ok(())
}
