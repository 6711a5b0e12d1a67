//! A ZIP archive, read within limits (APPNOTE 6.3.10).
//!
//! Opening looks at the directory at the end alone; a file is unpacked when it is asked for. So what
//! nobody asks for, as the data beside a project, costs nothing, however large it says it is.
//! Archives come from anywhere: whatever could be read in two ways is refused, in words.

mod directory;
mod refusal;

use std::ops::Range;

use miniz_oxide::inflate::decompress_slice_iter_to_slice;

pub use self::refusal::Refusal;
use crate::source::MAX_FILE_BYTES;

/// Most files and folders of an archive.
pub const MAX_ENTRIES: usize = 50_000;
/// Most folders that a file may lie in, one in the other.
pub const MAX_DEPTH: usize = 32;
/// Longest path, in bytes.
pub const MAX_PATH_BYTES: usize = 1_000;
/// How many times larger than packed a file may be. JSON and code stay below 100; deflate ends at 1,032.
pub const MAX_RATIO: u64 = 300;
/// Up to so many bytes any ratio will do: a few thousand spaces are no bomb.
const SMALL: u64 = 64 * 1024;

/// An archive whose directory was read and makes sense.
#[derive(Clone, Debug)]
pub struct Archive<'b> {
    bytes: &'b [u8],
    entries: Vec<Entry>,
}

/// A file of an archive; folders have no entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path: relative, with `/`, without `.` and `..`, unlike every other path of the archive.
    pub path: String,
    /// Its size when unpacked, in bytes, as the directory says.
    pub size: u64,
    packed: Range<usize>,
    method: u16,
    crc: u32,
}

impl<'b> Archive<'b> {
    /// Reads the directory of the archive that `bytes` are.
    ///
    /// # Errors
    /// If it is no archive, or one that passes a limit or could be read in two ways.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        Ok(Self { bytes, entries: directory::read(bytes)? })
    }

    /// The files, in the order of the directory.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The bytes of a file, at most [`MAX_FILE_BYTES`].
    ///
    /// # Errors
    /// If it is too large, packed in a way that is not known, or damaged.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, Refusal> {
        let named = |refusal: fn(String) -> Refusal| refusal(entry.path.clone());
        let size = usize::try_from(entry.size).ok().filter(|size| *size <= MAX_FILE_BYTES);
        let size = size.ok_or_else(|| named(Refusal::TooLarge))?;
        let packed = self.bytes.get(entry.packed.clone()).ok_or_else(|| named(Refusal::Damaged))?;
        if entry.size > SMALL && entry.size / MAX_RATIO > packed.len() as u64 {
            return Err(named(Refusal::Bomb));
        }
        let content = match entry.method {
            0 => Some(packed.to_vec()).filter(|content| content.len() == size),
            8 => inflate(packed, size),
            method => return Err(Refusal::Method { path: entry.path.clone(), method }),
        };
        let is_intact = |content: &Vec<u8>| crc32fast::hash(content) == entry.crc;
        content.filter(is_intact).ok_or_else(|| named(Refusal::Damaged))
    }
}

/// Unpacks into exactly `size` bytes; a stream that holds more or fewer is damaged.
fn inflate(packed: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut content = vec![0; size];
    let has_zlib_header = false;
    let ignores_checksum = true;
    let written = decompress_slice_iter_to_slice(
        &mut content,
        std::iter::once(packed),
        has_zlib_header,
        ignores_checksum,
    );
    (written == Ok(size)).then_some(content)
}

#[cfg(test)]
mod tests;
