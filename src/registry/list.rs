//! The list of entries in a file of the index, read as far as its text has come.

use std::sync::Arc;

use serde_json::Value;

use super::entry::{Entry, completed, read_loosely};
use super::index::MAX_ENTRIES;
use super::row::{self, Reading, Row};
use super::texts::Texts;
use super::twin::Twin;
use crate::block::fields::{Refusal, Remark, no_json};
use crate::version::Version;

/// Most remarks that are kept of one file; whoever sees so many looks at the file itself.
const MAX_REMARKS: usize = 1_000;

/// The list of entries, as far as it is read.
#[derive(Default)]
pub(super) struct List {
    /// Those that can be used, in the order of the file.
    pub(super) entries: Vec<Arc<Entry>>,
    /// What was odd in them.
    pub(super) remarks: Vec<Remark>,
    texts: Texts,
    /// How many were read, usable or not.
    pub(super) count: usize,
}

impl List {
    /// Reads the complete entries at the start of `text`; how many bytes, and whether the list ended there.
    pub(super) fn read(&mut self, text: &str) -> Result<(usize, bool), Refusal> {
        let (mut read, mut twin) = (0, None::<Twin<'_>>);
        loop {
            let rest = text.get(read..).unwrap_or_default().trim_ascii_start();
            if let Some(behind) = rest.strip_prefix(']') {
                return Ok((text.len() - behind.len() - 1, true));
            }
            let Some(entry) = self.next(rest)? else { return Ok((read, false)) };
            let bytes = match twin.as_ref().and_then(|twin| twin.again(entry)) {
                Some((version, bytes)) => {
                    self.repeat(version);
                    bytes
                }
                None => match row::read(entry).map_err(|error| self.no_json(&error))? {
                    Reading::Incomplete => return Ok((read, false)),
                    Reading::Strict(bytes, row) => {
                        twin = self.take_strictly(row, entry.get(..bytes).unwrap_or_default());
                        bytes
                    }
                    Reading::Loose(bytes, value) => {
                        self.take_loosely(&value);
                        twin = None;
                        bytes
                    }
                },
            };
            self.count += 1;
            read = text.len() - entry.len() + bytes;
        }
    }

    /// Where the next entry begins: behind a comma, unless it is the first. `None` if that has not come.
    fn next<'t>(&self, rest: &'t str) -> Result<Option<&'t str>, Refusal> {
        let entry = match rest.strip_prefix(',') {
            _ if rest.is_empty() => return Ok(None),
            Some(behind) if self.count > 0 => behind.trim_ascii_start(),
            None if self.count == 0 => rest,
            _ => {
                let place = self.count;
                return Err(Refusal::new(format!(
                    "it is no JSON: a comma is missing before blocks[{place}], or is too many"
                )));
            }
        };
        Ok((!entry.is_empty()).then_some(entry))
    }

    fn no_json(&self, error: &serde_json::Error) -> Refusal {
        Refusal::new(format!("{} of blocks[{}]", no_json(error), self.count))
    }

    /// Takes over an entry written as `text`; gives what the next version is likely to have in common.
    fn take_strictly<'t>(&mut self, row: Row<'t>, text: &'t str) -> Option<Twin<'t>> {
        let twin = row.twin(text);
        let (entry, version) = row.entry(&mut self.texts, self.entries.last().map(AsRef::as_ref));
        self.complete(entry, &version).then_some(twin).flatten()
    }

    /// Takes over an entry that has only its version for itself.
    fn repeat(&mut self, version: Version) {
        if let Some(before) = self.entries.last() {
            let entry = Entry { version, ..Entry::clone(before) };
            self.keep(entry);
        }
    }

    fn take_loosely(&mut self, value: &Value) {
        let path = format!("blocks[{}]", self.count);
        let Some(members) = value.as_object() else {
            return self.remark(Remark::new(path, "is no object and was left out"));
        };
        let mut remarks = Vec::new();
        let (entry, version) = read_loosely(members, &path, &mut remarks);
        for remark in remarks {
            self.remark(remark);
        }
        self.complete(entry, &version);
    }

    /// Keeps an entry if it can be used; whether it can.
    fn complete(&mut self, entry: Entry, version: &str) -> bool {
        match completed(entry, version) {
            Ok(entry) => {
                self.keep(entry);
                true
            }
            Err((rule, reason)) => {
                self.remark(Remark::of(rule, format!("blocks[{}]", self.count), reason));
                false
            }
        }
    }

    /// One more than are kept at most tells that there are more.
    fn keep(&mut self, entry: Entry) {
        if self.entries.len() <= MAX_ENTRIES {
            self.entries.push(Arc::new(entry));
        }
    }

    fn remark(&mut self, remark: Remark) {
        if self.remarks.len() < MAX_REMARKS {
            self.remarks.push(remark);
        }
    }
}
