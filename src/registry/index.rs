//! The index of a registry: all versions of all blocks, from one file or several pages
//! (`blocks.md` 2.3 and 2.5).

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::arrival::Arrival;
use super::entry::{Entry, MANIFESTS};
use super::path;
use crate::block::fields::{Refusal, Remark, visible};
use crate::sorting::sort_by;
use crate::version::Version;

/// Largest index file or page that is read, in bytes. Writers stay below 1 MB; others may not.
pub const MAX_INDEX_BYTES: usize = 64 * 1024 * 1024;

/// Most entries that are kept.
pub const MAX_ENTRIES: usize = 200_000;

/// Most pages that are followed.
pub const MAX_PAGES: usize = 1_000;

/// What a registry publishes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// By id, then version; keys are unique.
    entries: Vec<Arc<Entry>>,
    /// Paths of manifests that lie elsewhere than others.
    apart: BTreeSet<Arc<str>>,
    /// Further files of the index, in order, and whether they were read.
    pages: Vec<(Arc<str>, bool)>,
    /// `updated_at`, as written.
    pub updated_at: Arc<str>,
    /// `registry_info.name`
    pub name: Arc<str>,
    /// `registry_info.description`
    pub description: Arc<str>,
    /// What the file says of itself.
    pub claims: Claims,
}

/// What `index.json` says of itself, which is checked and never trusted (REG-015, REG-020).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    /// Size of the file in bytes.
    pub bytes: usize,
    /// `block_count`
    pub block_count: Option<usize>,
    /// Whether its entries stand by id, then version.
    pub is_sorted: bool,
    /// `statistics`, as written; null without them.
    pub statistics: Value,
}

/// A file of the index, read.
pub(super) struct File {
    pub(super) entries: Vec<Arc<Entry>>,
    pub(super) bytes: usize,
    pub(super) pages: Vec<String>,
    pub(super) updated_at: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) block_count: Option<usize>,
    pub(super) statistics: Value,
}

/// The index that `index.json` gives, as it has arrived. Entries that cannot be used are left out with a
/// remark; of equal keys the later one wins (REG-017).
///
/// # Errors
/// If it is too large, no JSON object with a list `blocks`, or of a later format.
pub(super) fn index(arrival: Arrival) -> Result<(Index, Vec<Remark>), Refusal> {
    let (file, mut remarks) = arrival.end()?;
    let mut pages: Vec<(Arc<str>, bool)> = Vec::new();
    for page in file.pages {
        if pages.len() == MAX_PAGES || !path::is_safe(&page) {
            remarks.push(Remark::new("pages", path::refusal(&page).to_string()));
        } else if !pages.iter().any(|(known, _)| **known == *page) {
            pages.push((page.into(), false));
        }
    }
    let by_key = |pair: &[Arc<Entry>]| match pair {
        [left, right] => (&left.block_id, left.version) <= (&right.block_id, right.version),
        _ => true,
    };
    let claims = Claims {
        bytes: file.bytes,
        block_count: file.block_count,
        is_sorted: file.entries.windows(2).all(by_key),
        statistics: file.statistics,
    };
    let mut index = Index {
        claims,
        entries: Vec::new(),
        apart: BTreeSet::new(),
        pages,
        updated_at: visible(&file.updated_at).into(),
        name: visible(&file.name).into(),
        description: visible(&file.description).into(),
    };
    index.merge(file.entries, &mut remarks);
    Ok((index, remarks))
}

impl Index {
    /// All entries, by id, then version.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// All versions of a block, ascending; none if there is no such block.
    pub fn versions(&self, block_id: &str) -> &[Arc<Entry>] {
        let start = self.entries.partition_point(|entry| *entry.block_id < *block_id);
        let rest = self.entries.get(start..).unwrap_or_default();
        let length = rest.partition_point(|entry| *entry.block_id == *block_id);
        rest.get(..length).unwrap_or_default()
    }

    /// One version of a block.
    pub fn find(&self, block_id: &str, version: Version) -> Option<&Arc<Entry>> {
        self.versions(block_id).iter().find(|entry| entry.version == version)
    }

    /// The ids of all blocks, each once, in order.
    pub fn ids(&self) -> impl Iterator<Item = &Arc<str>> {
        let blocks = self.entries.chunk_by(|left, right| left.block_id == right.block_id);
        blocks.filter_map(|versions| versions.first()).map(|entry| &entry.block_id)
    }

    /// The version of each block that `latest` means: the greatest that is not deprecated, else the
    /// greatest.
    pub fn newest(&self) -> impl Iterator<Item = &Arc<Entry>> {
        let blocks = self.entries.chunk_by(|left, right| left.block_id == right.block_id);
        blocks.filter_map(|versions| versions.iter().max_by_key(|entry| (!entry.deprecated, entry.version)))
    }

    /// The paths of all files that its entries name: manifests, and schemas of their ports.
    pub fn files(&self) -> BTreeSet<Arc<str>> {
        let mut files = BTreeSet::new();
        for entry in &self.entries {
            files.insert(entry.manifest_path());
            let ports = entry.inputs.iter().chain(entry.outputs.iter());
            files.extend(ports.filter_map(|port| port.schema_ref.clone()));
        }
        files.retain(|path| path::is_safe(path));
        files
    }

    /// The pages that were not read yet.
    pub fn unread_pages(&self) -> impl Iterator<Item = &Arc<str>> {
        self.pages.iter().filter(|(_, is_read)| !is_read).map(|(path, _)| path)
    }

    pub(super) fn is_page(&self, path: &str) -> bool {
        self.pages.iter().any(|(page, _)| **page == *path)
    }

    /// Adds the entries of a page.
    pub(super) fn add_page(&mut self, path: &str, arrival: Arrival) -> Result<Vec<Remark>, Refusal> {
        let (file, mut remarks) = arrival.end()?;
        for page in self.pages.iter_mut().filter(|(page, _)| **page == *path) {
            page.1 = true;
        }
        self.merge(file.entries, &mut remarks);
        Ok(remarks)
    }

    pub(super) fn add(&mut self, entry: Entry) {
        self.merge(vec![Arc::new(entry)], &mut Vec::new());
    }

    /// Whether `path` is where manifests are, or named as one by an entry.
    pub(super) fn is_manifest(&self, path: &str) -> bool {
        path.starts_with(MANIFESTS) || self.apart.contains(path)
    }

    /// Takes over entries; of equal keys the later one wins.
    fn merge(&mut self, entries: Vec<Arc<Entry>>, remarks: &mut Vec<Remark>) {
        let room = MAX_ENTRIES.saturating_sub(self.entries.len());
        if entries.len() > room {
            remarks.push(Remark::new(
                "blocks",
                format!("at most {MAX_ENTRIES} entries are kept; the rest was left out"),
            ));
        }
        let apart = entries.iter().filter_map(|entry| entry.elsewhere.as_ref());
        self.apart.extend(apart.filter(|path| !path.starts_with(MANIFESTS)).cloned());
        self.entries.extend(entries.into_iter().take(room));
        let order = |left: &Arc<Entry>, right: &Arc<Entry>| {
            (&left.block_id, left.version).cmp(&(&right.block_id, right.version))
        };
        if self.entries.is_sorted_by(|left, right| order(left, right).is_lt()) {
            return;
        }
        let same = |left: &Arc<Entry>, right: &Arc<Entry>| order(left, right).is_eq();
        // Stable, so that equal keys keep the order of the files.
        sort_by(&mut self.entries, order);
        let twice: BTreeSet<String> = self
            .entries
            .windows(2)
            .filter_map(|pair| match pair {
                [left, right] if same(left, right) => Some(left.label()),
                _ => None,
            })
            .collect();
        if twice.is_empty() {
            return;
        }
        for label in &twice {
            let message = format!("{label} is listed twice; the later entry counts");
            remarks.push(Remark::of("REG-017", "blocks", message));
        }
        self.entries.reverse();
        self.entries.dedup_by(|later, earlier| same(later, earlier));
        self.entries.reverse();
    }
}
