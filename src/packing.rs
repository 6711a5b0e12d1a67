//! Files as one ZIP archive (APPNOTE 6.3.10), stored as they are.
//!
//! Projects are small texts, so nothing is compressed, and every entry carries the same time: equal
//! files give equal bytes.

/// A file of an archive: its path with `/`, its bytes.
pub type Entry = (String, Vec<u8>);

/// 1 January 1980, the first day that the format knows, as its two numbers for time and date.
const TIME_AND_DATE: [u16; 2] = [0, 0x21];
/// The version of the format that a reader needs: 2.0, for folders in paths.
const NEEDED: u16 = 20;
/// Made by version 2.0 on Unix, so that the permissions below count.
const MADE_BY: u16 = (3 << 8) | NEEDED;
/// Paths are UTF-8.
const FLAGS: u16 = 1 << 11;
/// `-rw-r--r--` of a regular file, in the upper half as Unix keeps it.
const PERMISSIONS: u32 = 0o100_644 << 16;

/// The archive of `entries`, in their order. `None` if it would not fit the format's 32 bits: more than
/// 65,535 files, a path longer than 65,535 bytes, or 4 GiB.
pub fn archive(entries: &[Entry]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for (path, content) in entries {
        let offset = u32::try_from(bytes.len()).ok()?;
        let described = describe(path, content)?;
        bytes.extend(*b"PK\x03\x04");
        bytes.extend(&described);
        bytes.extend(path.as_bytes());
        bytes.extend(content);
        directory.extend(*b"PK\x01\x02");
        directory.extend(MADE_BY.to_le_bytes());
        directory.extend(&described);
        // No comment, first disk, no internal attributes.
        directory.extend([0; 6]);
        directory.extend(PERMISSIONS.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(path.as_bytes());
    }
    let count = u16::try_from(entries.len()).ok()?.to_le_bytes();
    let start = u32::try_from(bytes.len()).ok()?.to_le_bytes();
    let size = u32::try_from(directory.len()).ok()?.to_le_bytes();
    bytes.extend(directory);
    // This disk and the disk of the directory are the first; no comment.
    bytes.extend(*b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].concat());
    bytes.extend([size, start].concat());
    bytes.extend([0; 2]);
    Some(bytes)
}

/// What both headers of a file say in the same order.
fn describe(path: &str, content: &[u8]) -> Option<Vec<u8>> {
    let size = u32::try_from(content.len()).ok()?.to_le_bytes();
    let method_stored = 0_u16;
    let mut bytes = Vec::new();
    for number in [NEEDED, FLAGS, method_stored].into_iter().chain(TIME_AND_DATE) {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(crc32fast::hash(content).to_le_bytes());
    bytes.extend([size, size].concat());
    bytes.extend(u16::try_from(path.len()).ok()?.to_le_bytes());
    let length_of_extra = 0_u16;
    bytes.extend(length_of_extra.to_le_bytes());
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use proptest::prelude::*;
    use zip::ZipArchive;

    use super::*;

    fn read(bytes: &[u8]) -> Vec<Entry> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut entries = Vec::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            assert_eq!(file.unix_mode(), Some(0o100_644));
            assert_eq!(file.last_modified().unwrap().to_string(), "1980-01-01 00:00:00");
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            entries.push((file.name().unwrap().into_owned(), content));
        }
        entries
    }

    proptest! {
        #[test]
        fn another_reader_finds_the_files_that_went_in(
            files in prop::collection::btree_map("[a-z]{1,3}(/[a-zäß ]{1,5})?\\.yml", any::<Vec<u8>>(), 0..6)
        ) {
            let entries: Vec<Entry> = files.into_iter().collect();
            let bytes = archive(&entries).unwrap();
            prop_assert_eq!(read(&bytes), entries.clone());
            prop_assert_eq!(archive(&entries).unwrap(), bytes);
        }
    }

    #[test]
    fn what_does_not_fit_the_format_gives_no_archive() {
        assert_eq!(archive(&[("a".repeat(70_000), Vec::new())]), None);
        assert_eq!(archive(&vec![(String::new(), Vec::new()); 65_536]), None);
    }
}
