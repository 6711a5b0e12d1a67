//! Reading one registry, round by round.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use blockwright::registry::path::is_optional;
use blockwright::registry::{Arrival, Condition, INDEX_PATH, MAX_FETCHES, Registry};
use blockwright::registry_library::RegistryLibrary;
use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::content::{Content, accept, content_of, text_of};
use super::kept::{self, Kept};
use super::library::Line;
use super::network::{self, Failure};
use super::{expected, mark, untried, used, wanted};
use crate::ui::session::{Origin, RegistrySource, Session};

/// A file that came, and how old it is if it is a copy.
struct Came {
    content: Content,
    age: Option<u64>,
}

/// A file that is wanted.
struct Wanted {
    path: Arc<str>,
    most_bytes: usize,
    is_of_index: bool,
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
        let expected = expected::of(session, &key);
        if !is_begun && expected.is_empty() {
            // The catalog waits for the index.
            return Some(registry);
        }
        paths = registry.missing_index();
        if paths.is_empty() {
            paths = registry.missing(used.iter().chain(&expected));
        }
        paths = untried(session, &key, paths);
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
    let line = Line::to(session, origin);
    let is_present = || {
        let now = session.registries().with_untracked(|registries| registries.get(&key).cloned());
        now.is_some_and(|now| Arc::ptr_eq(&now, &started))
    };
    for (number, wave) in paths.chunks(MAX_FETCHES).enumerate() {
        let wanted = wave.iter().map(|path| Wanted {
            path: Arc::clone(path),
            most_bytes: registry.most_bytes(path),
            is_of_index: registry.is_of_index(path),
        });
        let wanted = wanted.collect();
        let came = together(wanted, origin, &place, is_copy, &line).await;
        if !is_present() {
            return None;
        }
        let mut fresh = Vec::new();
        for (path, came) in wave.iter().zip(came) {
            if let Some(kept) = take(&mut registry, origin, &place, path, came).await {
                fresh.push((Arc::clone(path), kept));
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

/// The texts of a few files from their host, each of at most so many bytes, whatever is kept of them.
pub(super) async fn texts(
    paths: &[Arc<str>],
    origin: &Origin,
    most_bytes: usize,
) -> Vec<Result<String, Failure>> {
    let wanted = paths.iter().map(|path| Wanted { path: Arc::clone(path), most_bytes, is_of_index: false });
    // No place: what comes is the host's, and none of it a copy.
    let came = together(wanted.collect(), origin, "", false, &Line::default()).await;
    let text = |came: Came| match came.content {
        Content::Text(text) => text,
        // Only an index that is read as it comes has no text.
        Content::Index(..) => String::new(),
    };
    came.into_iter().map(|came| came.map(text)).collect()
}

/// Fetches a few files at once.
async fn together(
    wanted: Vec<Wanted>,
    origin: &Origin,
    place: &str,
    is_copy: bool,
    line: &Line,
) -> Vec<Result<Came, Failure>> {
    let gave_up = || Err("the browser gave up".to_owned().into());
    let came: Vec<Result<Came, Failure>> = wanted.iter().map(|_| gave_up()).collect();
    let came = Rc::new(RefCell::new(came));
    let promises: Array = wanted
        .into_iter()
        .enumerate()
        .map(|(number, wanted)| {
            let (origin, place, line, came) =
                (origin.clone(), place.to_owned(), line.clone(), Rc::clone(&came));
            JsValue::from(future_to_promise(async move {
                let obtained = obtain(&origin, &place, &wanted, is_copy, &line).await;
                if let Some(cell) = came.borrow_mut().get_mut(number) {
                    *cell = obtained;
                }
                Ok(JsValue::UNDEFINED)
            }))
        })
        .collect();
    // None of them is ever rejected.
    drop(JsFuture::from(Promise::all(&promises)).await);
    came.take()
}

/// A file from its host; from the copy kept of it if the registry itself is a copy, was chosen from
/// disk, or its host does not give the file: a published version never changes.
async fn obtain(
    origin: &Origin,
    place: &str,
    wanted: &Wanted,
    is_copy: bool,
    line: &Line,
) -> Result<Came, Failure> {
    let absent = |reason: &str| Err(Failure { reason: reason.to_owned(), is_absent: true });
    let path = &*wanted.path;
    let fetched = match (origin, network::address(origin, path)) {
        (Origin::Library { .. }, _) | (_, Some(_)) if is_copy => {
            absent("the registry is a copy that was kept, and this file is not in it")
        }
        (Origin::Library { place, .. }, _) => from_library(place, line, wanted).await,
        (_, Some(address)) => fetch(&address, wanted).await,
        (_, None) => absent("it is not among the files that were chosen"),
    };
    let is_from_host = *origin != Origin::Disk && !is_copy;
    match fetched {
        Ok(content) => Ok(Came { content, age: None }),
        // Whether an old index will do is decided where its age can be told.
        Err(failure) if path == INDEX_PATH && *origin != Origin::Disk => Err(failure),
        // Its host did away with it.
        Err(failure) if is_from_host && failure.is_absent && is_optional(path) => Err(failure),
        Err(failure) => {
            let (kept, age) = kept::get(place, path).await.ok_or(failure)?;
            Ok(Came { content: content_of(kept, wanted.is_of_index).await?, age: Some(age) })
        }
    }
}

async fn fetch(address: &str, wanted: &Wanted) -> Result<Content, Failure> {
    let (most, anew) = (wanted.most_bytes, &*wanted.path == INDEX_PATH);
    if wanted.is_of_index {
        let (mut arrival, pieces) = (Box::<Arrival>::default(), Array::new());
        let mut take = |piece: &Uint8Array| {
            pieces.push(piece);
            arrival.take_bytes(&piece.to_vec()).map_err(|refusal| refusal.to_string())
        };
        network::get(address, most, anew, &mut take).await?;
        return Ok(Content::Index(arrival, pieces));
    }
    let mut bytes = Vec::new();
    let mut take = |piece: &Uint8Array| {
        bytes.extend(piece.to_vec());
        Ok(())
    };
    network::get(address, most, anew, &mut take).await?;
    Ok(Content::Text(text_of(bytes)))
}

/// A file of a library. DSS gives it whole, as a text in JSON.
async fn from_library(place: &RegistryLibrary, line: &Line, wanted: &Wanted) -> Result<Content, Failure> {
    let text = line.get(place, &wanted.path, wanted.most_bytes).await?;
    if !wanted.is_of_index {
        return Ok(Content::Text(text));
    }
    content_of(Kept::Text(text), true).await
}

/// Takes over what came. Gives it back if it is fresh and good, so that a copy is kept of it.
async fn take(
    registry: &mut Registry,
    origin: &Origin,
    place: &str,
    path: &str,
    came: Result<Came, Failure>,
) -> Option<Kept> {
    let reason = match came {
        Ok(Came { content, age }) => match accept(registry, path, content) {
            Ok(kept) => {
                let is_old_choice = *origin == Origin::Disk && age.is_some_and(|age| age >= 60);
                if path == INDEX_PATH && is_old_choice {
                    let reason = "its files were read from disk then; choose them again to refresh it";
                    let age = age.unwrap_or_default();
                    registry.condition = Condition::Stale { age, reason: reason.into() };
                }
                return age.is_none().then_some(kept);
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
        && let Some((kept, age)) = kept::get(place, path).await
        && let Ok(content) = content_of(kept, true).await
        && accept(registry, path, content).is_ok()
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
