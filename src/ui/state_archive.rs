//! Earlier states, kept in the browser's IndexedDB by project and environment.
//!
//! A database of its own: the drafts' one need not change for it. `versions` holds the states,
//! `owners` which drafts they are kept for: they go with the last one.

use std::sync::Arc;

use blockwright::state::file;
use blockwright::state::snapshot::{Snapshot, surplus};
use idb::{Database, Error, Factory, KeyRange, ObjectStoreParams, Query, TransactionMode};
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};

use super::session::{Keeping, Session, Tone};

const NAME: &str = "blockwright-states";
const VERSION: u32 = 2;
const VERSIONS: &str = "versions";
const OWNERS: &str = "owners";
const STORES: [&str; 2] = [VERSIONS, OWNERS];

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
#[derive(Clone)]
struct Present {
    scope: Scope,
    environment: String,
    text: Arc<str>,
    /// The draft it is kept for; `None` while the project is no draft yet.
    owner: Option<String>,
}

/// Keeps every readable state that the project gets.
pub(crate) fn watch(session: Session) {
    let present = Memo::new_with_compare(move |_| present(session), is_other);
    // For the outside world: states are written to disk.
    Effect::new(move |_| {
        let Some(present) = present.get() else { return };
        spawn_local(async move {
            if keep(&present).await.is_err() {
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
    let transaction = open().await?.transaction(&[VERSIONS], TransactionMode::ReadOnly)?;
    let records = transaction.object_store(VERSIONS)?.get_all(Some(range(scope)?), None)?.await?;
    let mut kept: Vec<_> = records.iter().filter_map(read).collect();
    kept.reverse();
    Ok(kept)
}

/// The text of a version.
pub(crate) async fn text(scope: &Scope, number: u32) -> Result<Option<String>, Error> {
    let transaction = open().await?.transaction(&[VERSIONS], TransactionMode::ReadOnly)?;
    let record = transaction.object_store(VERSIONS)?.get(key(scope, number))?.await?;
    Ok(record.and_then(|record| record.dyn_into::<Array>().ok()?.get(2).as_string()))
}

/// Forgets every version of `scope`.
pub(crate) async fn forget(scope: &Scope) -> Result<(), Error> {
    let transaction = open().await?.transaction(&[VERSIONS], TransactionMode::ReadWrite)?;
    transaction.object_store(VERSIONS)?.delete(range(scope)?)?.await?;
    transaction.commit()?.await?;
    Ok(())
}

/// Keeps the present state, where nothing is kept of it any more.
pub(crate) async fn keep_present(session: Session) -> Result<(), Error> {
    match untrack(|| present(session)) {
        Some(present) => keep(&present).await,
        None => Ok(()),
    }
}

/// Forgets what was kept for the draft `id`, all or nothing. What another draft needs too stays.
pub(crate) async fn forget_draft(id: &str) -> Result<(), Error> {
    let transaction = open().await?.transaction(&STORES, TransactionMode::ReadWrite)?;
    let owners = transaction.object_store(OWNERS)?;
    let keys = owners.get_all_keys(None, None)?.await?;
    let pairs: Vec<(String, Scope)> = keys.iter().filter_map(owner_of).collect();
    for (_, scope) in pairs.iter().filter(|(owner, _)| owner == id) {
        drop(owners.delete(owner_key(id, scope))?);
        if !pairs.iter().any(|(owner, owned)| owner != id && owned == scope) {
            drop(transaction.object_store(VERSIONS)?.delete(range(scope)?)?);
        }
    }
    transaction.commit()?.await?;
    Ok(())
}

async fn keep(present: &Present) -> Result<(), Error> {
    let Present { scope, environment, text, owner } = present;
    let Some(state) = file::load(text, environment).state else { return Ok(()) };
    if let Some(owner) = owner {
        let transaction = open().await?.transaction(&[OWNERS], TransactionMode::ReadWrite)?;
        drop(transaction.object_store(OWNERS)?.put(&JsValue::TRUE, Some(&owner_key(owner, scope)))?);
        transaction.commit()?.await?;
    }
    let snapshot = Snapshot::new(&state, text, now());
    let known = versions(scope).await?;
    if known.iter().any(|kept| kept.snapshot.digest == snapshot.digest) {
        return Ok(());
    }
    let number = known.first().map_or(0, |newest| newest.number + 1);
    let record = Array::of3(&number.into(), &snapshot.write().into(), &JsValue::from(&**text));
    let transaction = open().await?.transaction(&[VERSIONS], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(VERSIONS)?;
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
    let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = idb::event::DatabaseEvent::database(&event) {
            for store in STORES {
                // One that is there already cannot be made again; any other failure shows as an
                // error when the store is first used.
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

fn owner_key(id: &str, scope: &Scope) -> JsValue {
    Array::of2(&id.into(), &scope.0.as_str().into()).into()
}

fn owner_of(key: &JsValue) -> Option<(String, Scope)> {
    let key = key.dyn_ref::<Array>()?;
    Some((key.get(0).as_string()?, Scope(key.get(1).as_string()?)))
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

fn present(session: Session) -> Option<Present> {
    let scope = scope(session)?;
    let is_draft = session.keeping().with(|keeping| matches!(keeping, Keeping::Kept(_) | Keeping::Writing));
    let owner = is_draft.then(|| session.project().with(|project| project.id.clone()));
    session.settled().with(|inputs| {
        let (environment, text) = (inputs.environment.clone(), inputs.state.clone()?);
        Some(Present { scope, environment, text, owner })
    })
}

/// Texts are told apart by identity: comparing long ones with every key costs more.
fn is_other(last: Option<&Option<Present>>, next: Option<&Option<Present>>) -> bool {
    match (last, next) {
        (Some(Some(last)), Some(Some(next))) => {
            let is_owned = next.owner.is_none() || last.owner == next.owner;
            last.scope != next.scope || !is_owned || !Arc::ptr_eq(&last.text, &next.text)
        }
        (last, next) => last.map(Option::is_some) != next.map(Option::is_some),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and far below 2^53")]
fn now() -> u64 {
    js_sys::Date::now() as u64
}
