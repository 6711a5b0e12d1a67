//! Reading registries: from static folders, from libraries on a DSS, from the copies kept of them, six files at
//! a time.
//!
//! Each registry is read by itself, so one that is slow or broken stops no other. A reading goes in
//! rounds, because what has arrived tells what else is wanted: the index, then its pages, then
//! manifests, then the members and schemas they name.

mod content; // what a file has in it
mod expected; // what a project wants that is about to be opened
mod kept; // copies in the browser's IndexedDB
mod library; // files in the library of a project on a DSS
mod known; // which registries the page knows
mod network; // files of static folders
mod reading; // one registry, round by round
mod whole; // all files of a registry at once

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::block::BlockKind;
use blockwright::block::reference::BlockRef;
use blockwright::registry::{Registry, path};
use blockwright::route::Route;
use blockwright::sorting::sort_by_key;
use blockwright::version::VersionSpec;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::session::{Origin, RegistrySource as Source, Session};
pub(crate) use expected::expect;
pub(crate) use known::{Refused, add_files, add_library, add_url, follow_host, remove};
pub(crate) use library::is_within_reach;

/// Most files of each kind that are read before anybody asks for them. Those of larger registries
/// come when they are looked at or used.
const EAGER: usize = 400;

/// Begins with the registries that the page knows, and reads whatever comes to be wanted of them.
pub(crate) fn watch(session: Session) {
    let browsing = session.browsing();
    browsing.sources.set(known::all());
    for source in browsing.sources.get_untracked() {
        session.put_registry(&source.key, Some(Registry::new(Arc::clone(&source.key))));
    }
    library::watch(session);
    // For the outside world: files are fetched from hosts as they come to be wanted.
    Effect::new(move |_| {
        if session.route().with(|route| matches!(route, Route::Catalog(_) | Route::Compose | Route::Canvas)) {
            browsing.browse();
        }
        let sources = browsing.sources.get();
        session.registries().track();
        browsing.asked.track();
        browsing.is_browsed.track();
        browsing.awaited.track();
        session.analysis().track();
        if session.is_patient() {
            session.settled().with(|inputs| expected::note(session, &inputs.files));
        }
        read_what_is_wanted(session, sources);
    });
}

fn read_what_is_wanted(session: Session, sources: Vec<Source>) {
    for source in sources.into_iter().filter(|source| !source.is_busy) {
        if !untrack(|| wanted(session, &source.key)).is_empty() {
            // Marked at once, so that no second reading begins.
            mark(session, &source.key, true);
            spawn_local(reading::read(session, source.key, source.origin));
        }
    }
}

/// Reads a registry anew: its host may have more by now.
pub(crate) fn refresh(session: Session, key: &str) {
    begin(session, key);
}

/// All files of the demo, by their paths.
///
/// # Errors
/// In a sentence, if one of them was not had.
pub(crate) async fn demo_files() -> Result<Vec<(String, String)>, String> {
    whole::files(&Origin::Demo).await
}

fn begin(session: Session, key: &str) {
    session.browsing().tried.update_value(|tried| tried.retain(|(known, _)| &**known != key));
    session.put_registry(key, Some(Registry::new(key)));
}

/// The files of a registry that somebody waits for, the most urgent first.
fn wanted(session: Session, key: &str) -> Vec<Arc<str>> {
    untried(session, key, lacking(session, key))
}

/// Those of `paths` that were not asked for yet: a file that came and is still lacking would be asked for
/// without end.
fn untried(session: Session, key: &str, mut paths: Vec<Arc<str>>) -> Vec<Arc<str>> {
    session.browsing().tried.with_value(|tried| {
        paths.retain(|path| !tried.contains(&(Arc::from(key), Arc::clone(path))));
    });
    paths
}

/// The blocks of a registry that the project refers to.
fn used(session: Session, key: &str) -> Vec<BlockRef> {
    session.analysis().with(|analysis| {
        let written = analysis.config.uses.iter().filter_map(|entry| entry.reference.as_ref());
        let written: BTreeSet<&str> = written.map(|reference| &*reference.value).collect();
        let references = written.into_iter().filter_map(BlockRef::parse);
        let references = references.filter(|found| found.registry.as_deref() == Some(key));
        references.collect()
    })
}

fn lacking(session: Session, key: &str) -> Vec<Arc<str>> {
    let browsing = session.browsing();
    let registries = browsing.registries.get_untracked();
    let Some(registry) = registries.get(key) else { return Vec::new() };
    let is_used = session.analysis().with_untracked(|analysis| {
        let mut references = analysis.config.uses.iter().filter_map(|entry| entry.reference.as_ref());
        references.any(|reference| reference.value.split('/').next() == Some(key))
    });
    let is_browsed = browsing.is_browsed.get_untracked();
    let awaited = browsing.awaited.with_untracked(|awaited| awaited.get(key).cloned());
    let expected = expected::of(session, key);
    if !is_used && !is_browsed && awaited.is_none() && expected.is_empty() {
        return Vec::new();
    }
    let first = registry.missing_index();
    if !first.is_empty() || !registry.condition.is_usable() {
        return first;
    }
    let mut paths = session.analysis().with_untracked(|analysis| {
        let missing = analysis.composition.missing.get(key);
        missing.map(|paths| paths.iter().cloned().collect()).unwrap_or_default()
    });
    add(&mut paths, awaited.into_iter().flatten().collect());
    let asked = browsing.asked.get_untracked();
    let asked: Vec<BlockRef> = asked
        .iter()
        .filter(|pinned| &*pinned.registry == key)
        .map(|pinned| reference(&pinned.block_id, VersionSpec::Exact(pinned.version)))
        .collect();
    add(&mut paths, registry.missing(asked.iter().chain(&expected)));
    if is_browsed {
        add(&mut paths, for_the_catalog(registry));
    }
    paths.retain(|path| registry.failure(path).is_none());
    paths
}

/// What search, filters and fits look at beside the index: manifests for owners and members, schemas
/// for columns.
fn for_the_catalog(registry: &Registry) -> Vec<Arc<str>> {
    let mut entries: Vec<_> = registry.index.newest().collect();
    // Solutions first: only their manifests say what is in them.
    sort_by_key(&mut entries, |entry| entry.kind != BlockKind::Solution);
    let references: Vec<BlockRef> =
        entries.iter().take(EAGER).map(|entry| reference(&entry.block_id, VersionSpec::Latest)).collect();
    let mut paths = registry.missing(&references);
    let ports = entries.iter().flat_map(|entry| entry.inputs.iter().chain(entry.outputs.iter()));
    let mut schemas: BTreeSet<Arc<str>> = BTreeSet::new();
    for schema in ports.filter_map(|port| port.schema_ref.as_ref()) {
        if schemas.len() < EAGER && path::is_safe(schema) {
            schemas.insert(Arc::clone(schema));
        }
    }
    let is_open = |schema: &Arc<str>| registry.schema(schema).is_none() && registry.failure(schema).is_none();
    add(&mut paths, schemas.into_iter().filter(is_open).collect());
    paths
}

fn reference(block_id: &Arc<str>, spec: VersionSpec) -> BlockRef {
    BlockRef { registry: None, block_id: Arc::clone(block_id), spec, written: "".into() }
}

fn add(paths: &mut Vec<Arc<str>>, more: Vec<Arc<str>>) {
    for path in more {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
}

fn mark(session: Session, key: &str, is_busy: bool) {
    session.browsing().sources.update(|sources| {
        for source in sources.iter_mut().filter(|source| &*source.key == key) {
            source.is_busy = is_busy;
        }
    });
}
