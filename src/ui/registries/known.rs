//! Which registries the page knows: the demo, and those that the user added, which are remembered.

use std::sync::Arc;

use blockwright::block::reference::is_id;
use blockwright::host::RegistryPlace;
use blockwright::registry::INDEX_PATH;
use blockwright::registry::chosen::arrange;
use serde_json::{Value, json};

use super::kept::{self, Kept};
use super::library;
use crate::ui::preferences::Preference;
use crate::ui::session::{Origin, RegistrySource, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The key of the registry that lies beside the page.
const DEMO: &str = "BLOCKS_REGISTRY";

/// Most bytes of files that are taken from disk.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Why a registry was not added, in a sentence.
pub(crate) struct Refused(pub(crate) String);

/// All known registries, the demo first.
pub(super) fn all() -> Vec<RegistrySource> {
    let remembered = Preference::Registries.get().unwrap_or_default();
    let remembered: Value = serde_json::from_str(&remembered).unwrap_or_default();
    let mut sources = vec![source(DEMO, Origin::Demo)];
    for entry in remembered.as_array().into_iter().flatten() {
        let Some(key) = entry.get("key").and_then(Value::as_str).filter(|key| is_id(key)) else { continue };
        let origin = match (entry.get("url").and_then(Value::as_str), entry.get("library")) {
            (Some(url), _) => Origin::Url(url.to_owned()),
            (None, Some(library)) => library::recalled(library),
            (None, None) => Origin::Disk,
        };
        if !sources.iter().any(|known| &*known.key == key) {
            sources.push(source(key, origin));
        }
    }
    sources
}

/// Adds the registry in the static folder at `address`.
pub(crate) fn add_url(session: Session, key: &str, address: &str) -> Result<(), Refused> {
    check_key(session, key)?;
    let Some(folder) = folder(address) else {
        let text = "That is no address of a folder, as https://host/blocks/. Names and passwords in it are not taken.";
        return Err(Refused(text.to_owned()));
    };
    put(session, key, Origin::Url(folder));
    Ok(())
}

/// The address of the folder that `address` means, ending in a slash.
fn folder(address: &str) -> Option<String> {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let folder = address.trim().trim_end_matches(INDEX_PATH);
    let url = web_sys::Url::new_with_base(folder, &base).ok().filter(|url| {
        let is_web = ["http:", "https:"].contains(&url.protocol().as_str());
        is_web && url.username().is_empty() && url.password().is_empty() && !folder.is_empty()
    })?;
    url.set_hash("");
    url.set_search("");
    let href = url.href();
    Some(if href.ends_with('/') { href } else { format!("{href}/") })
}

/// Takes in the registries that the host of the page names. A key that the user has given to another one
/// stays with that. Copies of registries that nobody names any more are forgotten.
pub(crate) fn follow_host(session: Session, places: &[RegistryPlace]) {
    for place in places {
        let sources = session.browsing().sources;
        let is_taken = sources.with_untracked(|known| known.iter().any(|source| source.key == place.key));
        if let Some(folder) = folder(&place.url).filter(|_| !is_taken) {
            sources.update(|known| known.push(source(&place.key, Origin::Host(folder))));
            super::begin(session, &place.key);
        }
    }
    // A copy that stays behind harms nobody.
    spawn_local(kept::forget_unknown(session));
}

/// Adds a registry from files: paths below any folder, or names, and texts. A registry from disk that has
/// the key already is replaced.
pub(crate) async fn add_files(
    session: Session,
    key: &str,
    files: Vec<(String, String)>,
) -> Result<(), Refused> {
    check_key(session, key)?;
    let own = arrange(files).map_err(|refusal| Refused(format!("No registry was added: {refusal}.")))?;
    if own.iter().map(|(_, text)| text.len()).sum::<usize>() > MAX_BYTES {
        return Err(Refused("The files have more than 64 MiB, so no registry was added.".to_owned()));
    }
    let own: Vec<(Arc<str>, Kept)> = own.into_iter().map(|(path, text)| (path, Kept::Text(text))).collect();
    let place = kept::place(key, &Origin::Disk);
    // What an earlier choice left is not part of this one.
    let written = match kept::forget(&place).await {
        Ok(()) => kept::write(&place, &own).await,
        refused => refused,
    };
    if written.is_err() {
        let text = "The browser's storage refused to keep the files, so no registry was added.";
        return Err(Refused(text.to_owned()));
    }
    put(session, key, Origin::Disk);
    Ok(())
}

/// Adds the registry that lies in the library of `project` on the connected DSS: in `folder`, or where
/// registries lie if that is empty.
pub(crate) async fn add_library(
    session: Session,
    key: &str,
    project: &str,
    folder: &str,
) -> Result<(), Refused> {
    check_key(session, key)?;
    let origin = library::find(session, project, folder).await.map_err(Refused)?;
    // Another one may have been added while DSS answered.
    check_key(session, key)?;
    put(session, key, origin);
    Ok(())
}

/// Forgets a registry, with the copy kept of it.
pub(crate) fn remove(session: Session, key: &str) {
    let sources = session.browsing().sources;
    let gone = sources.with_untracked(|known| known.iter().find(|source| &*source.key == key).cloned());
    sources.update(|known| known.retain(|source| &*source.key != key));
    remember(session);
    session.put_registry(key, None);
    if let Some(gone) = gone {
        // A copy that stays behind harms nobody.
        spawn_local(async move { drop(kept::forget(&kept::place(&gone.key, &gone.origin)).await) });
    }
}

fn check_key(session: Session, key: &str) -> Result<(), Refused> {
    if !is_id(key) {
        let text = "A key has capital letters, digits and _ and starts with a letter, as TEAM_BLOCKS.";
        return Err(Refused(text.to_owned()));
    }
    let is_taken = session.browsing().sources.with_untracked(|sources| {
        sources.iter().any(|source| &*source.key == key && source.origin != Origin::Disk)
    });
    if is_taken {
        Err(Refused(format!("There is a registry {key} already. Choose another key.")))
    } else {
        Ok(())
    }
}

fn put(session: Session, key: &str, origin: Origin) {
    session.browsing().sources.update(|sources| {
        sources.retain(|source| &*source.key != key);
        sources.push(source(key, origin));
    });
    remember(session);
    super::begin(session, key);
}

fn source(key: &str, origin: Origin) -> RegistrySource {
    RegistrySource { key: key.into(), origin, progress: (0, 0), is_busy: false }
}

fn remember(session: Session) {
    let added = session.browsing().sources.with_untracked(|sources| {
        let entry = |source: &RegistrySource| match &source.origin {
            Origin::Demo | Origin::Host(_) => None,
            Origin::Url(url) => Some(json!({"key": source.key.to_string(), "url": url})),
            Origin::Disk => Some(json!({"key": source.key.to_string()})),
            Origin::Library { instance, place } => {
                Some(json!({"key": source.key.to_string(), "library": library::remembered(instance, place)}))
            }
        };
        sources.iter().filter_map(entry).collect::<Vec<Value>>()
    });
    Preference::Registries.set(&Value::from(added).to_string());
}
