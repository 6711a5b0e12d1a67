//! Registries of blocks (`blocks.md` 2): what is published, and how much of it is loaded.
//!
//! Texts come in by value, path by path, so that a folder, a URL and a DSS library are one and the
//! same here; [`Registry::missing`] says which paths to fetch next. Each registry stands on its own:
//! one that is broken, late or out of date says so and stops nobody else.

mod absence; // a file that is not at hand
pub mod arrival;
pub mod chosen;
pub mod condition;
pub mod copies;
pub mod entry;
pub mod index;
mod list; // the entries of the index, as far as they have come
pub mod lock;
pub mod path;
mod registries;
mod row; // one entry of the index read in one pass
pub mod taxonomy;
mod texts; // equal texts as one
mod twin; // entries that differ in their version only

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use self::absence::Absence;
pub use self::arrival::Arrival;
pub use self::condition::Condition;
pub use self::entry::Entry;
pub use self::index::Index;
pub use self::registries::Registries;
pub use self::taxonomy::{Domain, LevelOrder, Taxonomy};
use crate::block::Manifest;
use crate::block::column::{MAX_SCHEMA_BYTES, PortSchema, read_schema};
use crate::block::fields::{Refusal, Remark};
use crate::block::read::{MAX_MANIFEST_BYTES, read_manifest};
use crate::block::reference::BlockRef;
use crate::version::{Version, VersionSpec};

/// The catalogue file, below `blocks/`.
pub const INDEX_PATH: &str = "index.json";
/// The organisation's levels, below `blocks/`.
pub const LEVELS_PATH: &str = "hierarchy_config.json";
/// The organisation's domains, below `blocks/`.
pub const DOMAINS_PATH: &str = "domain_config.json";

/// Most manifests and schemas that are fetched at once.
pub const MAX_FETCHES: usize = 6;

/// One registry, known by its key, with everything of it that is loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {
    /// The key of its project, the first part of a reference.
    pub key: Arc<str>,
    /// Whether it can be used.
    pub condition: Condition,
    /// What it publishes.
    pub index: Arc<Index>,
    /// The organisation's levels and domains.
    pub taxonomy: Taxonomy,
    /// What was odd in its files: path of the file, remark. Nothing of it stops work.
    pub remarks: Vec<(Arc<str>, Remark)>,
    manifests: BTreeMap<(Arc<str>, Version), Arc<Manifest>>,
    schemas: BTreeMap<Arc<str>, Arc<PortSchema>>,
    /// Paths that could not be read, with the reason.
    failures: BTreeMap<Arc<str>, Arc<str>>,
    /// Files that the registry does without.
    absent: BTreeSet<Arc<str>>,
}

impl Registry {
    /// A registry of which nothing is loaded yet.
    pub fn new(key: impl Into<Arc<str>>) -> Self {
        Self { key: key.into(), ..Self::default() }
    }

    /// Takes over the text of the file at `path`, which is relative to `blocks/`.
    ///
    /// # Errors
    /// If the file is refused; the registry remembers why, and keeps what it had of it.
    pub fn accept(&mut self, path: &str, text: &str) -> Result<(), Refusal> {
        if self.is_of_index(path) {
            let mut arrival = Arrival::default();
            return match arrival.take(text) {
                Ok(()) => self.accept_index(path, arrival),
                Err(refusal) => self.told(path, Err(refusal)),
            };
        }
        let read = if path::is_safe(path) { self.read(path, text) } else { Err(path::refusal(path)) };
        self.told(path, read)
    }

    /// Takes over the file of the index at `path`, whose text came piece by piece.
    ///
    /// # Errors
    /// If the file is refused, or is none of the index; the registry remembers why.
    pub fn accept_index(&mut self, path: &str, arrival: Arrival) -> Result<(), Refusal> {
        let read = match path {
            INDEX_PATH => index::index(arrival).map(|(index, remarks)| {
                self.index = Arc::new(index);
                self.condition = Condition::Loaded;
                remarks
            }),
            // The only owner while a registry is loaded, so that nothing is copied page by page.
            _ if self.index.is_page(path) => Arc::make_mut(&mut self.index).add_page(path, arrival),
            _ => Err(Refusal::new("it is no file of the index")),
        };
        self.told(path, read)
    }

    /// Whether the file at `path` is the index or one of its pages, which may come piece by piece.
    pub fn is_of_index(&self, path: &str) -> bool {
        path == INDEX_PATH || self.index.is_page(path)
    }

    /// Remembers what came of a file.
    fn told(&mut self, path: &str, read: Result<Vec<Remark>, Refusal>) -> Result<(), Refusal> {
        match read {
            Ok(remarks) => {
                self.failures.remove(path);
                self.remarks.retain(|(file, _)| &**file != path);
                self.remarks.extend(remarks.into_iter().map(|remark| (Arc::from(path), remark)));
                Ok(())
            }
            Err(refusal) => {
                self.fail(path, &refusal.to_string());
                Err(refusal)
            }
        }
    }

    /// Notes that the file at `path` could not be had, for a `reason` as "the host answered 404".
    pub fn fail(&mut self, path: &str, reason: &str) {
        self.failures.insert(path.into(), reason.into());
        if path == INDEX_PATH && self.index.entries().is_empty() {
            self.condition = Condition::Broken(format!("{INDEX_PATH} was not read: {reason}").into());
        }
    }

    /// Notes that there is no file at `path`, for a `reason` as "the host answered 404". A registry may do
    /// without its own levels and domains; without any other file it is a failure.
    pub fn lack(&mut self, path: &str, reason: &str) {
        if path::is_optional(path) {
            self.absent.insert(path.into());
        } else {
            self.fail(path, reason);
        }
    }

    fn read(&mut self, path: &str, text: &str) -> Result<Vec<Remark>, Refusal> {
        match path {
            LEVELS_PATH => self.taxonomy.read_levels(text),
            DOMAINS_PATH => self.taxonomy.read_domains(text),
            _ if self.index.is_manifest(path) => self.read_manifest(path, text),
            _ => {
                let (schema, remarks) = read_schema(text)?;
                self.schemas.insert(path.into(), Arc::new(schema));
                Ok(remarks)
            }
        }
    }

    fn read_manifest(&mut self, path: &str, text: &str) -> Result<Vec<Remark>, Refusal> {
        let (manifest, remarks) = read_manifest(text)?;
        let named = self.index.find(&manifest.block_id, manifest.version);
        if named.is_none_or(|entry| *entry.manifest_path() != *path) {
            let reason = format!("it holds {}, not what the index says", manifest.label());
            return Err(Refusal::new(reason));
        }
        self.manifests.insert((Arc::clone(&manifest.block_id), manifest.version), Arc::new(manifest));
        Ok(remarks)
    }

    /// Adds a published block that no index lists yet, as a test or a publisher does.
    pub fn add(&mut self, manifest: Manifest) {
        Arc::make_mut(&mut self.index).add(Entry::of(&manifest));
        self.condition = Condition::Loaded;
        self.manifests.insert((Arc::clone(&manifest.block_id), manifest.version), Arc::new(manifest));
    }

    /// The manifest of a version.
    ///
    /// # Errors
    /// If the index has the version and its manifest is not loaded; it is then still to be fetched, or
    /// could not be read. A version that the index does not have is unread as well.
    pub fn manifest(&self, block_id: &str, version: Version) -> Result<&Arc<Manifest>, Absence> {
        if let Some(manifest) = self.loaded(&Arc::from(block_id), version) {
            return Ok(manifest);
        }
        Err(self.absence(self.manifest_path(block_id, version)))
    }

    /// Where the manifest of a version is, or would be.
    fn manifest_path(&self, block_id: &str, version: Version) -> Arc<str> {
        match self.index.find(block_id, version) {
            Some(entry) => entry.manifest_path(),
            None => entry::manifest_path(block_id, version),
        }
    }

    /// The manifest of a version if it is loaded.
    pub fn loaded(&self, block_id: &Arc<str>, version: Version) -> Option<&Arc<Manifest>> {
        self.manifests.get(&(Arc::clone(block_id), version))
    }

    fn absence(&self, path: Arc<str>) -> Absence {
        match self.failures.get(&path) {
            Some(reason) => Absence::Unreadable(path, Arc::clone(reason)),
            None => Absence::Unread(path),
        }
    }

    /// All loaded manifests, by id and version.
    pub fn manifests(&self) -> impl Iterator<Item = &Arc<Manifest>> {
        self.manifests.values()
    }

    /// Most bytes of the file at `path` that are read.
    pub fn most_bytes(&self, path: &str) -> usize {
        match path {
            _ if self.is_of_index(path) => index::MAX_INDEX_BYTES,
            _ if path::is_optional(path) => taxonomy::MAX_TAXONOMY_BYTES,
            _ if self.index.is_manifest(path) => MAX_MANIFEST_BYTES,
            _ => MAX_SCHEMA_BYTES,
        }
    }

    /// The port schema at `path`, if it is loaded.
    pub fn schema(&self, path: &str) -> Option<&PortSchema> {
        self.schemas.get(path).map(AsRef::as_ref)
    }

    /// Why a path could not be read, if it could not.
    pub fn failure(&self, path: &str) -> Option<&str> {
        self.failures.get(path).map(AsRef::as_ref)
    }

    /// The files that could not be read, with the reason; the rest is there.
    pub fn failures(&self) -> impl Iterator<Item = (&str, &str)> {
        self.failures.iter().map(|(path, reason)| (&**path, &**reason))
    }

    /// The version that `spec` means for a block.
    pub fn resolve(&self, block_id: &str, spec: &VersionSpec) -> Option<Version> {
        spec.resolve(self.index.versions(block_id).iter().map(|entry| (entry.version, entry.deprecated)))
    }

    /// Which files, in order, are to be fetched so that `refs` can be composed: manifests, those of
    /// members of solutions, and port schemas. Those that failed are left out. As manifests arrive,
    /// more may be missing; nothing is when all is there.
    pub fn missing<'a>(&self, refs: impl IntoIterator<Item = &'a BlockRef>) -> Vec<Arc<str>> {
        let mut wanted = BTreeSet::new();
        let mut seen: BTreeSet<(Arc<str>, Version)> = BTreeSet::new();
        let mut waiting: Vec<BlockRef> = refs.into_iter().cloned().collect();
        while let Some(reference) = waiting.pop() {
            if reference.registry.as_ref().is_some_and(|registry| *registry != self.key) {
                continue;
            }
            let Some(version) = self.resolve(&reference.block_id, &reference.spec) else { continue };
            if !seen.insert((Arc::clone(&reference.block_id), version)) {
                continue;
            }
            match self.manifest(&reference.block_id, version) {
                Ok(manifest) => {
                    wanted.extend(manifest.schema_paths().filter(|path| self.lacks_schema(path)).cloned());
                    let members = manifest.steps.iter();
                    waiting.extend(members.filter_map(|step| BlockRef::parse_member(&step.block_ref)));
                }
                Err(Absence::Unread(path)) => drop(wanted.insert(path)),
                Err(Absence::Unreadable(..)) => {}
            }
        }
        wanted.into_iter().collect()
    }

    /// The files that a registry starts with, as far as they are not read: the index, its pages, the
    /// organisation's levels and domains.
    pub fn missing_index(&self) -> Vec<Arc<str>> {
        let mut paths: Vec<Arc<str>> = Vec::new();
        if self.condition == Condition::Loading {
            paths.push(INDEX_PATH.into());
        }
        paths.extend(self.index.unread_pages().cloned());
        let configs =
            [(LEVELS_PATH, self.taxonomy.has_levels()), (DOMAINS_PATH, self.taxonomy.has_domains())];
        paths.extend(configs.into_iter().filter(|(_, is_read)| !is_read).map(|(path, _)| path.into()));
        paths.retain(|path| !self.failures.contains_key(path) && !self.absent.contains(path));
        paths
    }

    fn lacks_schema(&self, path: &str) -> bool {
        path::is_safe(path) && !self.schemas.contains_key(path) && !self.failures.contains_key(path)
    }
}

#[cfg(test)]
pub(crate) mod tests;
