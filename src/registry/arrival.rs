//! A file of the index as its text arrives, piece by piece (`blocks.md` 2.3 and 2.5).
//!
//! Each entry is read as soon as it is complete. So neither the text of a large index nor a tree of it
//! has to be in memory, and reading it is no long task.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::entry::Entry;
use super::index::{File, MAX_INDEX_BYTES};
use super::list::List;
use crate::block::fields::{Refusal, Remark, check_format, document};

/// A file of the index that is being read.
#[derive(Default)]
pub struct Arrival {
    /// What came and is not read yet, because it breaks off.
    rest: String,
    /// Bytes of a letter that breaks off.
    cut: Vec<u8>,
    /// How long the rest has to be before it is tried again: twice as long as when it was tried last, so that
    /// even a part of the largest size costs only a few readings.
    enough: usize,
    bytes: usize,
    part: Part,
    /// The file without its entries.
    frame: String,
    list: List,
}

/// Where the reading is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    /// Before the list `blocks`.
    #[default]
    Head,
    /// In that list.
    Entries,
    /// Behind it.
    Tail,
}

impl Arrival {
    /// Takes the next bytes. What is no UTF-8 is read as the sign for that.
    ///
    /// # Errors
    /// As [`Arrival::take`].
    pub fn take_bytes(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let joined;
        let mut bytes = bytes;
        if !self.cut.is_empty() {
            joined = [&std::mem::take(&mut self.cut), bytes].concat();
            bytes = &joined;
        }
        if let Err(error) = std::str::from_utf8(bytes)
            && error.error_len().is_none()
            && let Some((whole, cut)) = bytes.split_at_checked(error.valid_up_to())
        {
            self.cut = cut.to_vec();
            bytes = whole;
        }
        self.take(&String::from_utf8_lossy(bytes))
    }

    /// Takes the next piece of the text.
    ///
    /// # Errors
    /// If the file is larger than [`MAX_INDEX_BYTES`], or the piece makes it no JSON. What comes behind it
    /// is then of no use.
    pub fn take(&mut self, piece: &str) -> Result<(), Refusal> {
        self.bytes += piece.len();
        if self.bytes > MAX_INDEX_BYTES {
            return Err(Refusal::new(format!(
                "it has more than {MAX_INDEX_BYTES} bytes, the most that are read"
            )));
        }
        if self.rest.is_empty() {
            let read = self.read(piece)?;
            piece.get(read..).unwrap_or_default().clone_into(&mut self.rest);
        } else {
            self.rest.push_str(piece);
            if self.rest.len() < self.enough {
                return Ok(());
            }
            self.read_rest()?;
        }
        self.enough = 2 * self.rest.len();
        Ok(())
    }

    fn read_rest(&mut self) -> Result<(), Refusal> {
        let mut rest = std::mem::take(&mut self.rest);
        let read = self.read(&rest)?;
        rest.drain(..read);
        self.rest = rest;
        Ok(())
    }

    /// Reads what is complete of `text`; how many bytes that is.
    fn read(&mut self, text: &str) -> Result<usize, Refusal> {
        let mut read = 0;
        if self.part == Part::Head {
            let Some(start) = start_of_entries(text) else { return Ok(0) };
            self.frame.push_str(text.get(..start).unwrap_or_default());
            self.part = Part::Entries;
            read = start;
        }
        if self.part == Part::Entries {
            let rest = text.get(read..).unwrap_or_default();
            let (bytes, are_all_read) = self.list.read(rest)?;
            read += bytes;
            if are_all_read {
                self.part = Part::Tail;
            }
        }
        if self.part == Part::Tail {
            self.frame.push_str(text.get(read..).unwrap_or_default());
            read = text.len();
        }
        Ok(read)
    }

    /// The file, when all of it has come.
    ///
    /// # Errors
    /// If it is no JSON object with a list `blocks`, or of a later format.
    pub(super) fn end(mut self) -> Result<(File, Vec<Remark>), Refusal> {
        if !self.cut.is_empty() {
            self.rest.push(char::REPLACEMENT_CHARACTER);
        }
        self.read_rest()?;
        if self.part == Part::Entries {
            let place = self.list.count;
            return Err(Refusal::new(format!("it is no JSON: it breaks off at blocks[{place}]")));
        }
        self.frame.push_str(&self.rest);
        let members = document(&self.frame, MAX_INDEX_BYTES)?;
        check_format(&members)?;
        match members.get("blocks") {
            Some(Value::Array(others)) if others.is_empty() => {}
            Some(Value::Array(_)) => return Err(Refusal::new("it has two lists `blocks`")),
            _ => return Err(Refusal::new("it has no list `blocks`")),
        }
        let List { entries, remarks, .. } = self.list;
        Ok((file(&members, entries, self.bytes), remarks))
    }
}

/// Where the list `blocks` of the outermost object begins, behind its bracket; `None` if it does not, or
/// not yet.
fn start_of_entries(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0_usize, 0_usize);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let start = at;
                at = end_of_text(bytes, start)?;
                let behind =
                    text.get(at..).filter(|_| depth == 1 && text.get(start..at - 1) == Some("blocks"));
                let value = behind.and_then(|behind| behind.trim_ascii_start().strip_prefix(':'));
                if let Some(entries) = value.and_then(|value| value.trim_ascii_start().strip_prefix('[')) {
                    return Some(text.len() - entries.len());
                }
            }
            _ => {}
        }
    }
    None
}

/// Where a text ends that starts at `at`, behind its quote.
fn end_of_text(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

fn file(members: &Map<String, Value>, entries: Vec<Arc<Entry>>, bytes: usize) -> File {
    let text =
        |members: &Map<String, Value>, key: &str| members.get(key).and_then(Value::as_str).map(str::to_owned);
    let information = members.get("registry_info").and_then(Value::as_object);
    let about = |key| information.and_then(|members| text(members, key)).unwrap_or_default();
    let pages = members.get("pages").and_then(Value::as_array).into_iter().flatten();
    let updated_at = text(members, "updated_at").or_else(|| text(members, "last_updated"));
    let block_count = members.get("block_count").and_then(Value::as_u64);
    File {
        entries,
        bytes,
        pages: pages.filter_map(|page| page.as_str().map(str::to_owned)).collect(),
        updated_at: updated_at.unwrap_or_default(),
        name: about("name"),
        description: about("description"),
        block_count: block_count.and_then(|count| count.try_into().ok()),
        statistics: members.get("statistics").cloned().unwrap_or_default(),
    }
}
