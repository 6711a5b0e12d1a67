//! Answers in the browser's IndexedDB: their texts, by project and digest.

use idb::{Error, KeyRange, Query, TransactionMode};
use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::ui::storage::open_stores;

const NAME: &str = "blockwright-answers";
const STORE: &str = "answers";

/// Keeps the text of an answer with a project.
pub(super) async fn keep(project: &str, digest: &str, text: &str) -> Result<(), Error> {
    let transaction = open_stores(NAME, &[STORE]).await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let key: JsValue = Array::of2(&project.into(), &digest.into()).into();
    drop(transaction.object_store(STORE)?.put(&text.into(), Some(&key))?);
    transaction.commit()?.await?;
    Ok(())
}

/// The texts of all answers of a project.
pub(super) async fn all(project: &str) -> Result<Vec<String>, Error> {
    let transaction = open_stores(NAME, &[STORE]).await?.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let records = transaction.object_store(STORE)?.get_all(Some(range(project)?), None)?.await?;
    Ok(records.iter().filter_map(JsValue::as_string).collect())
}

/// Forgets all answers of a project.
pub(super) async fn forget(project: &str) -> Result<(), Error> {
    let transaction = open_stores(NAME, &[STORE]).await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.delete(range(project)?)?.await?;
    transaction.commit()?.await?;
    Ok(())
}

/// All keys of a project: an array sorts behind every text.
fn range(project: &str) -> Result<Query, Error> {
    let from = Array::of1(&project.into());
    let to = Array::of2(&project.into(), &Array::new());
    Ok(Query::KeyRange(KeyRange::bound(&from, &to, None, None)?))
}
