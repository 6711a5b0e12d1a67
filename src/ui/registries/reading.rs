//! Reading one registry, round by round.

use std::sync::Arc;

use blockwright::registry::{Condition, INDEX_PATH, MAX_FETCHES, Registry};
use js_sys::{Array, Promise};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{kept, mark, network, wanted};
use crate::ui::session::{Origin, RegistrySource, Session};

/// A text that came, and how old it is if it is a copy.
struct Came {
    text: String,
    age: Option<u64>,
}

/// Reads all that is wanted of the registry `key` by now.
pub(super) async fn read(session: Session, key: Arc<str>, origin: Origin) {
    loop {
        let paths = untrack(|| wanted(session, &key));
        if paths.is_empty() {
            break;
        }
        let pairs = paths.iter().map(|path| (Arc::clone(&key), Arc::clone(path)));
        session.browsing().tried.update_value(|tried| tried.extend(pairs));
        progress(session, &key, (0, paths.len()));
        let Some(registry) = present(session, &key) else { break };
        let Some(registry) = round(session, registry, &origin, &paths).await else { break };
        session.put_registry(&key, Some(registry));
    }
    mark(session, &key, false);
}

fn present(session: Session, key: &str) -> Option<Registry> {
    session.registries().with_untracked(|registries| registries.get(key).map(|known| Registry::clone(known)))
}

/// Reads `paths` into `registry`; `None` if the registry was removed or begun anew meanwhile.
async fn round(
    session: Session,
    mut registry: Registry,
    origin: &Origin,
    paths: &[Arc<str>],
) -> Option<Registry> {
    let key = Arc::clone(&registry.key);
    let started = session.registries().with_untracked(|registries| registries.get(&key).cloned())?;
    let is_copy = matches!(registry.condition, Condition::Stale { .. });
    let place = kept::place(&key, origin);
    for (number, wave) in paths.chunks(MAX_FETCHES).enumerate() {
        let came = together(wave, origin, &place, is_copy).await;
        let mut fresh = Vec::new();
        for (path, came) in wave.iter().zip(came) {
            if let Some(text) = take(&mut registry, origin, &place, path, came).await {
                fresh.push((Arc::clone(path), text));
            }
        }
        kept::keep(&place, &fresh).await;
        progress(session, &key, ((number * MAX_FETCHES + wave.len()).min(paths.len()), paths.len()));
        let now = session.registries().with_untracked(|registries| registries.get(&key).cloned())?;
        if !Arc::ptr_eq(&now, &started) {
            return None;
        }
    }
    Some(registry)
}

/// Fetches a few files at once.
async fn together(
    paths: &[Arc<str>],
    origin: &Origin,
    place: &str,
    is_copy: bool,
) -> Vec<Result<Came, String>> {
    let promises: Array = paths
        .iter()
        .map(|path| {
            let (origin, place, path) = (origin.clone(), place.to_owned(), Arc::clone(path));
            JsValue::from(future_to_promise(async move {
                Ok(match obtain(&origin, &place, &path, is_copy).await {
                    Ok(Came { text, age }) => {
                        #[expect(clippy::cast_precision_loss, reason = "ages are far below 2^53")]
                        let age = age.map_or(JsValue::NULL, |age| JsValue::from_f64(age as f64));
                        Array::of2(&text.into(), &age).into()
                    }
                    Err(reason) => reason.into(),
                })
            }))
        })
        .collect();
    let Ok(came) = JsFuture::from(Promise::all(&promises)).await else {
        return paths.iter().map(|_| Err("the browser gave up".to_owned())).collect();
    };
    Array::from(&came).iter().map(|came| read_back(&came)).collect()
}

fn read_back(came: &JsValue) -> Result<Came, String> {
    if let Some(reason) = came.as_string() {
        return Err(reason);
    }
    let pair = Array::from(came);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ages are positive")]
    let age = pair.get(1).as_f64().map(|age| age as u64);
    Ok(Came { text: pair.get(0).as_string().unwrap_or_default(), age })
}

/// A file from its host; from the copy kept of it if the registry itself is a copy, was chosen from
/// disk, or its host does not give the file: a published version never changes.
async fn obtain(origin: &Origin, place: &str, path: &str, is_copy: bool) -> Result<Came, String> {
    let fetched = match network::address(origin, path) {
        Some(address) if !is_copy => network::get(&address, path == INDEX_PATH).await,
        Some(_) => Err("the registry is a copy that was kept, and this file is not in it".to_owned()),
        None => Err("it is not among the files that were chosen".to_owned()),
    };
    match fetched {
        Ok(text) => Ok(Came { text, age: None }),
        // Whether an old index will do is decided where its age can be told.
        Err(reason) if path == INDEX_PATH && *origin != Origin::Disk => Err(reason),
        Err(reason) => {
            kept::get(place, path).await.map(|(text, age)| Came { text, age: Some(age) }).ok_or(reason)
        }
    }
}

/// Takes over what came. Gives back the text if it is fresh and good, so that a copy is kept of it.
async fn take(
    registry: &mut Registry,
    origin: &Origin,
    place: &str,
    path: &str,
    came: Result<Came, String>,
) -> Option<String> {
    let reason = match came {
        Ok(Came { text, age }) => match registry.accept(path, &text) {
            Ok(()) => {
                let is_old_choice = *origin == Origin::Disk && age.is_some_and(|age| age >= 60);
                if path == INDEX_PATH && is_old_choice {
                    let reason = "its files were read from disk then; choose them again to refresh it";
                    let age = age.unwrap_or_default();
                    registry.condition = Condition::Stale { age, reason: reason.into() };
                }
                return age.is_none().then_some(text);
            }
            Err(refusal) => refusal.to_string(),
        },
        Err(reason) => {
            registry.fail(path, &reason);
            reason
        }
    };
    if path == INDEX_PATH
        && let Some((text, age)) = kept::get(place, path).await
        && registry.accept(path, &text).is_ok()
    {
        registry.condition = Condition::Stale { age, reason: reason.into() };
    }
    None
}

fn progress(session: Session, key: &str, progress: (usize, usize)) {
    session.browsing().sources.update(|sources| {
        let own = |source: &&mut RegistrySource| &*source.key == key;
        sources.iter_mut().filter(own).for_each(|source| source.progress = progress);
    });
}
