//! Reading archives as this simulator writes them: stored, not compressed (APPNOTE 6.3.10).

use std::collections::BTreeMap;

/// The files of an archive by path.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// Largest content of all files together, in bytes. Entries may overlap, so that an archive can claim
/// far more than it holds.
const MAX_CONTENT: usize = 64 * 1024 * 1024;
const END: &[u8] = b"PK\x05\x06";
const CENTRAL: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";

/// The files of an archive.
///
/// # Errors
/// In words, if it is no archive, or one with compressed or too large contents.
pub(super) fn files(archive: &[u8]) -> Result<Files, String> {
    let end = archive.windows(4).rposition(|window| window == END).ok_or("it is no ZIP archive")?;
    let count = number(archive, end + 10, 2).ok_or(CUT)?;
    let mut place = number(archive, end + 16, 4).ok_or(CUT)?;
    let (mut files, mut total) = (Files::new(), 0_usize);
    for _ in 0..count {
        let entry = Entry::read(archive, place)?;
        total = total.saturating_add(entry.content.len());
        if total > MAX_CONTENT {
            return Err(format!("its files are larger than {MAX_CONTENT} bytes"));
        }
        if !entry.path.ends_with('/') {
            files.insert(entry.path, entry.content.to_vec());
        }
        place = entry.next;
    }
    Ok(files)
}

const CUT: &str = "it ends early";

struct Entry<'a> {
    path: String,
    content: &'a [u8],
    /// Where the next entry of the directory starts.
    next: usize,
}

impl<'a> Entry<'a> {
    fn read(archive: &'a [u8], place: usize) -> Result<Self, String> {
        if archive.get(place..place.saturating_add(4)) != Some(CENTRAL) {
            return Err("its directory is broken".to_owned());
        }
        let field = |offset: usize, size: usize| number(archive, place + offset, size).ok_or(CUT);
        let (name, extra, comment) = (field(28, 2)?, field(30, 2)?, field(32, 2)?);
        let path = archive.get(place + 46..place + 46 + name).ok_or(CUT)?;
        let path = String::from_utf8(path.to_vec()).map_err(|_| "a path is no UTF-8")?;
        if field(10, 2)? != 0 {
            return Err(format!("{path} is compressed, and only stored files are read here"));
        }
        let (size, checksum, local) = (field(24, 4)?, field(16, 4)?, field(42, 4)?);
        if archive.get(local..local.saturating_add(4)) != Some(LOCAL) {
            return Err(format!("{path} is not where the directory says"));
        }
        let skipped = number(archive, local + 26, 2).zip(number(archive, local + 28, 2));
        let start = skipped.map(|(name, extra)| local + 30 + name + extra).ok_or(CUT)?;
        let content = archive.get(start..start.saturating_add(size)).ok_or(CUT)?;
        if usize::try_from(crc32fast::hash(content)) != Ok(checksum) {
            return Err(format!("{path} is damaged"));
        }
        Ok(Self { path, content, next: place + 46 + name + extra + comment })
    }
}

/// A number of so many bytes, the lowest first.
fn number(archive: &[u8], place: usize, size: usize) -> Option<usize> {
    let bytes = archive.get(place..place.checked_add(size)?)?;
    let number = bytes.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    usize::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::packing::archive;

    proptest! {
        #[test]
        fn what_was_written_is_read(written in prop::collection::btree_map("[a-z/é]{1,9}x", any::<Vec<u8>>(), 0..6)) {
            let entries: Vec<_> = written.clone().into_iter().collect();
            prop_assert_eq!(files(&archive(&entries).unwrap()), Ok(written));
        }

        #[test]
        fn no_damage_is_read_past(place in 0_usize..200, byte: u8, cut in 0_usize..200) {
            let mut bytes = archive(&[("a/b".to_owned(), b"content".to_vec()), ("c".to_owned(), vec![7; 20])]).unwrap();
            if let Some(slot) = bytes.get_mut(place) {
                *slot = byte;
            }
            bytes.truncate(bytes.len() - cut.min(bytes.len()));
            if let Ok(files) = files(&bytes) {
                prop_assert!(files.values().all(|content| content.len() <= 20));
            }
        }
    }
}
