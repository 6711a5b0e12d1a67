//! Earlier states, kept in the browser's IndexedDB by project and environment.
//!
//! A database of its own: the drafts' one need not change for it.

use std::sync::Arc;

use blockwright::state::file;
use blockwright::state::snapshot::{Snapshot, surplus};
use idb::{Database, Error, Factory, KeyRange, ObjectStoreParams, Query, TransactionMode};
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};

use super::session::{Session, Tone};

const NAME: &str = "blockwright-states";
const STORE: &str = "versions";

/// Which project in which environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope(String);

/// A version that is kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    /// Grows with each version of the scope.
    pub(crate) number: u32,
    /// What is known about it without reading it.
    pub(crate) snapshot: Snapshot,
}

/// A state as it is in the workspace, and where it belongs.
type Present = Option<(Scope, String, Arc<str>)>;

/// Keeps every readable state that the project gets.
pub(crate) fn watch(session: Session) {
    let present = Memo::new_with_compare(move |_| present(session), is_other);
    // For the outside world: states are written to disk.
    Effect::new(move |_| {
        let Some((scope, environment, text)) = present.get() else { return };
        let Some(state) = file::load(&text, &environment).state else { return };
        let snapshot = Snapshot::new(&state, &text, now());
        spawn_local(async move {
            if keep(&scope, &snapshot, &text).await.is_err() {
                let why = "Earlier states are not kept: the browser's storage refused. Download the state file to keep it.";
                session.notify(Tone::Warning, why);
            }
        });
    });
}

/// The project and environment that the present state belongs to; `None` while the configuration
/// names no project.
pub(crate) fn scope(session: Session) -> Option<Scope> {
    let environment = session.settled().with(|inputs| inputs.environment.clone());
    session.analysis().with(|analysis| {
        let key = analysis.config.project.as_ref()?.key.as_ref()?;
        Some(Scope(format!("{}/{environment}", key.value)))
    })
}

/// The versions of `scope`, newest first.
pub(crate) async fn versions(scope: &Scope) -> Result<Vec<Kept>, Error> {
    let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let records = transaction.object_store(STORE)?.get_all(Some(range(scope)?), None)?.await?;
    let mut kept: Vec<_> = records.iter().filter_map(read).collect();
    kept.reverse();
    Ok(kept)
}

/// The text of a version.
pub(crate) async fn text(scope: &Scope, number: u32) -> Result<Option<String>, Error> {
    let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let record = transaction.object_store(STORE)?.get(key(scope, number))?.await?;
    Ok(record.and_then(|record| record.dyn_into::<Array>().ok()?.get(2).as_string()))
}

/// Forgets every version of `scope`.
pub(crate) async fn forget(scope: &Scope) -> Result<(), Error> {
    let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.delete(range(scope)?)?.await?;
    transaction.commit()?.await?;
    Ok(())
}

async fn keep(scope: &Scope, snapshot: &Snapshot, text: &str) -> Result<(), Error> {
    let known = versions(scope).await?;
    if known.iter().any(|kept| kept.snapshot.digest == snapshot.digest) {
        return Ok(());
    }
    let number = known.first().map_or(0, |newest| newest.number + 1);
    let record = Array::of3(&number.into(), &snapshot.write().into(), &text.into());
    let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    drop(store.put(&record, Some(&key(scope, number)))?);
    for oldest in known.iter().rev().take(surplus(known.len() + 1)) {
        drop(store.delete(key(scope, oldest.number))?);
    }
    transaction.commit()?.await?;
    Ok(())
}

fn read(record: &JsValue) -> Option<Kept> {
    let record = record.dyn_ref::<Array>()?;
    let snapshot = Snapshot::read(&record.get(1).as_string()?)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "written as a small whole number"
    )]
    let number = record.get(0).as_f64()? as u32;
    Some(Kept { number, snapshot })
}

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(NAME, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = idb::event::DatabaseEvent::database(&event) {
            // A store that cannot be made shows as an error when it is first used.
            drop(database.create_object_store(STORE, ObjectStoreParams::new()));
        }
    });
    request.await
}

fn key(scope: &Scope, number: u32) -> JsValue {
    Array::of2(&scope.0.as_str().into(), &number.into()).into()
}

/// All keys of `scope`: an array sorts behind every number.
fn range(scope: &Scope) -> Result<Query, Error> {
    let from = Array::of1(&scope.0.as_str().into());
    let to = Array::of2(&scope.0.as_str().into(), &Array::new());
    Ok(Query::KeyRange(KeyRange::bound(&from, &to, None, None)?))
}

fn present(session: Session) -> Present {
    let scope = scope(session)?;
    session.settled().with(|inputs| Some((scope, inputs.environment.clone(), inputs.state.clone()?)))
}

/// Texts are told apart by identity: comparing long ones with every key costs more.
fn is_other(last: Option<&Present>, next: Option<&Present>) -> bool {
    match (last, next) {
        (Some(Some((scope, _, text))), Some(Some((next_scope, _, next_text)))) => {
            scope != next_scope || !Arc::ptr_eq(text, next_text)
        }
        (last, next) => last.map(Option::is_some) != next.map(Option::is_some),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and far below 2^53")]
fn now() -> u64 {
    js_sys::Date::now() as u64
}
