//! The versions of plans that were seen or shared here, in the browser's IndexedDB: a record for each project
//! and environment, and no more than a few dozen of them.

use blockwright::review::seen::{Seen, Version};
use idb::{Error, ObjectStore, Query, Transaction, TransactionMode};
use wasm_bindgen::JsValue;

use super::storage::open_stores;

const NAME: &str = "blockwright-reviews";
/// Most projects that are kept on a shelf.
const MAX_PROJECTS: usize = 40;

/// What became of the versions that are kept there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// Somebody else shared them.
    Seen,
    /// They were shared from here.
    Shared,
}

impl Shelf {
    /// The stores of all.
    const STORES: [&str; 2] = [Self::Seen.name(), Self::Shared.name()];

    const fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Shared => "shared",
        }
    }
}

/// The versions of a project in an environment; none where the browser keeps nothing for this page.
pub(crate) async fn load(shelf: Shelf, scope: &str) -> Seen {
    let read = async {
        let transaction = begin(shelf, TransactionMode::ReadOnly).await?;
        record(&transaction.object_store(shelf.name())?, scope).await
    };
    read.await.unwrap_or_default()
}

/// Keeps a version, and gives all that are kept then.
pub(crate) async fn note(shelf: Shelf, scope: &str, version: Version) -> Result<Seen, Error> {
    let transaction = begin(shelf, TransactionMode::ReadWrite).await?;
    let store = transaction.object_store(shelf.name())?;
    let mut seen = record(&store, scope).await?;
    seen.note(version);
    let key = JsValue::from(scope);
    store.put(&seen.write().into(), Some(&key))?.await?;
    forget_oldest(&store, &key).await?;
    transaction.commit()?.await?;
    Ok(seen)
}

async fn begin(shelf: Shelf, mode: TransactionMode) -> Result<Transaction, Error> {
    open_stores(NAME, &Shelf::STORES).await?.transaction(&[shelf.name()], mode)
}

async fn record(store: &ObjectStore, scope: &str) -> Result<Seen, Error> {
    let record = store.get(Query::Key(JsValue::from(scope)))?.await?;
    Ok(record.and_then(|record| record.as_string()).map(|record| Seen::read(&record)).unwrap_or_default())
}

/// Makes room by the project that was longest not seen, other than `present`.
async fn forget_oldest(store: &ObjectStore, present: &JsValue) -> Result<(), Error> {
    let keys = store.get_all_keys(None, None)?.await?;
    if keys.len() <= MAX_PROJECTS {
        return Ok(());
    }
    let records = store.get_all(None, None)?.await?;
    let latest = |record: &JsValue| Seen::read(&record.as_string().unwrap_or_default()).latest().to_owned();
    let others = keys.iter().zip(&records).filter(|(key, _)| *key != present);
    if let Some((key, _)) = others.min_by_key(|(_, record)| latest(record)) {
        store.delete(Query::Key(key.clone()))?.await?;
    }
    Ok(())
}
