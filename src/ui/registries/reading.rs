//! Reading one registry, round by round.

use std::sync::Arc;

use blockwright::registry::index::MAX_INDEX_BYTES;
use blockwright::registry::path::is_optional;
use blockwright::registry::{Condition, DOMAINS_PATH, INDEX_PATH, LEVELS_PATH, MAX_FETCHES, Registry};
use js_sys::{Array, Promise};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::network::Failure;
use super::{kept, mark, network, untried, used, wanted};
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
        let Some(registry) = present(session, &key) else { break };
        let Some(registry) = in_turn(session, registry, &origin, paths).await else { break };
        session.put_registry(&key, Some(registry));
    }
    mark(session, &key, false);
}

/// Reads `paths` and then what they ask for in turn, as manifests do for schemas, before the project is
/// looked at again: that of a large one takes its time and its memory. `None` as from [`round`].
async fn in_turn(
    session: Session,
    mut registry: Registry,
    origin: &Origin,
    mut paths: Vec<Arc<str>>,
) -> Option<Registry> {
    let used = untrack(|| used(session, &registry.key));
    loop {
        let key = Arc::clone(&registry.key);
        let is_begun = registry.missing_index().is_empty();
        let pairs = paths.iter().map(|path| (Arc::clone(&key), Arc::clone(path)));
        session.browsing().tried.update_value(|tried| tried.extend(pairs));
        progress(session, &key, (0, paths.len()));
        registry = round(session, registry, origin, &paths).await?;
        if !is_begun {
            // The catalog waits for the index.
            return Some(registry);
        }
        paths = untried(session, &key, registry.missing(&used));
        if paths.is_empty() {
            return Some(registry);
        }
    }
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
    let is_present = || {
        let now = session.registries().with_untracked(|registries| registries.get(&key).cloned());
        now.is_some_and(|now| Arc::ptr_eq(&now, &started))
    };
    for (number, wave) in paths.chunks(MAX_FETCHES).enumerate() {
        let wanted = wave.iter().map(|path| (Arc::clone(path), registry.most_bytes(path))).collect();
        let came = together(wanted, origin, &place, is_copy).await;
        if !is_present() {
            return None;
        }
        let mut fresh = Vec::new();
        for (path, came) in wave.iter().zip(came) {
            if let Some(text) = take(&mut registry, origin, &place, path, came).await {
                fresh.push((Arc::clone(path), text));
            }
        }
        kept::keep(&place, &fresh).await;
        if !is_present() {
            // Removed while its files were being kept, after its copy was forgotten.
            kept::forget_unknown(session).await;
            return None;
        }
        progress(session, &key, ((number * MAX_FETCHES + wave.len()).min(paths.len()), paths.len()));
    }
    Some(registry)
}

/// All files of a registry from its host, whatever is kept of it.
pub(super) async fn all_files(origin: &Origin) -> Result<Vec<(String, String)>, String> {
    let failed =
        |path: &str, reason: &str| format!("The file {path} of the registry was not read: {reason}.");
    let address = network::address(origin, INDEX_PATH).unwrap_or_default();
    let text = network::get(&address, MAX_INDEX_BYTES, true).await;
    let text = text.map_err(|failure| failed(INDEX_PATH, &failure.reason))?;
    let mut registry = Registry::new("");
    registry.accept(INDEX_PATH, &text).map_err(|refusal| failed(INDEX_PATH, &refusal.to_string()))?;
    let mut files = vec![(INDEX_PATH.to_owned(), text)];
    let mut paths: Vec<Arc<str>> = registry.index.files().into_iter().collect();
    paths.extend([LEVELS_PATH, DOMAINS_PATH].map(Arc::from));
    for wave in paths.chunks(MAX_FETCHES) {
        let wanted = wave.iter().map(|path| (Arc::clone(path), MAX_INDEX_BYTES)).collect();
        // No place: what comes is the host's, and none of it a copy.
        let came = together(wanted, origin, "", false).await;
        for (path, came) in wave.iter().zip(came) {
            match came {
                Ok(Came { text, .. }) => files.push((path.to_string(), text)),
                Err(failure) if failure.is_absent && is_optional(path) => {}
                Err(failure) => return Err(failed(path, &failure.reason)),
            }
        }
    }
    Ok(files)
}

/// Fetches a few files at once, each of at most so many bytes.
async fn together(
    wanted: Vec<(Arc<str>, usize)>,
    origin: &Origin,
    place: &str,
    is_copy: bool,
) -> Vec<Result<Came, Failure>> {
    let count = wanted.len();
    let promises: Array = wanted
        .into_iter()
        .map(|(path, most)| {
            let (origin, place) = (origin.clone(), place.to_owned());
            JsValue::from(future_to_promise(async move {
                Ok(match obtain(&origin, &place, &path, most, is_copy).await {
                    Ok(Came { text, age }) => {
                        #[expect(clippy::cast_precision_loss, reason = "ages are far below 2^53")]
                        let age = age.map_or(JsValue::NULL, |age| JsValue::from_f64(age as f64));
                        Array::of2(&text.into(), &age).into()
                    }
                    Err(Failure { reason, is_absent }) => {
                        Array::of3(&JsValue::NULL, &reason.into(), &is_absent.into()).into()
                    }
                })
            }))
        })
        .collect();
    let Ok(came) = JsFuture::from(Promise::all(&promises)).await else {
        return (0..count).map(|_| Err("the browser gave up".to_owned().into())).collect();
    };
    Array::from(&came).iter().map(|came| read_back(&came)).collect()
}

fn read_back(came: &JsValue) -> Result<Came, Failure> {
    let parts = Array::from(came);
    let Some(text) = parts.get(0).as_string() else {
        let reason = parts.get(1).as_string().unwrap_or_default();
        return Err(Failure { reason, is_absent: parts.get(2).is_truthy() });
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ages are positive")]
    let age = parts.get(1).as_f64().map(|age| age as u64);
    Ok(Came { text, age })
}

/// A file from its host; from the copy kept of it if the registry itself is a copy, was chosen from
/// disk, or its host does not give the file: a published version never changes.
async fn obtain(
    origin: &Origin,
    place: &str,
    path: &str,
    most: usize,
    is_copy: bool,
) -> Result<Came, Failure> {
    let absent = |reason: &str| Err(Failure { reason: reason.to_owned(), is_absent: true });
    let fetched = match network::address(origin, path) {
        Some(address) if !is_copy => network::get(&address, most, path == INDEX_PATH).await,
        Some(_) => absent("the registry is a copy that was kept, and this file is not in it"),
        None => absent("it is not among the files that were chosen"),
    };
    let is_from_host = *origin != Origin::Disk && !is_copy;
    match fetched {
        Ok(text) => Ok(Came { text, age: None }),
        // Whether an old index will do is decided where its age can be told.
        Err(failure) if path == INDEX_PATH && *origin != Origin::Disk => Err(failure),
        // Its host did away with it.
        Err(failure) if is_from_host && failure.is_absent && is_optional(path) => Err(failure),
        Err(failure) => {
            kept::get(place, path).await.map(|(text, age)| Came { text, age: Some(age) }).ok_or(failure)
        }
    }
}

/// Takes over what came. Gives back the text if it is fresh and good, so that a copy is kept of it.
async fn take(
    registry: &mut Registry,
    origin: &Origin,
    place: &str,
    path: &str,
    came: Result<Came, Failure>,
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
        Err(Failure { reason, is_absent }) => {
            if is_absent {
                registry.lack(path, &reason);
            } else {
                registry.fail(path, &reason);
            }
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
