//! The directory at the end of an archive (APPNOTE 4.3.12 and 4.3.16).

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Entry, MAX_DEPTH, MAX_ENTRIES, MAX_PATH_BYTES, Refusal};
use crate::sorting::sort_by_key;

/// Where the directory lies, and how many entries it has.
struct Extent {
    range: Range<usize>,
    count: usize,
}

/// A file as the directory says, before its own header was looked at.
struct Listed {
    entry: Entry,
    name: Range<usize>,
    packed_size: usize,
    header_at: usize,
}

/// The files that the directory of `bytes` lists, each with the place of its packed bytes.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Entry>, Refusal> {
    let extent = find(bytes)?;
    let mut listed = Vec::new();
    let mut paths = BTreeSet::new();
    let mut at = extent.range.start;
    for _ in 0..extent.count {
        let (file, next) = entry(bytes, at, extent.range.end)?;
        at = next;
        // The folder that all others lie in.
        if file.entry.path == "./" {
            continue;
        }
        check_path(&file.entry.path)?;
        if !paths.insert(file.entry.path.trim_end_matches('/').to_owned()) {
            return Err(Refusal::Duplicate(file.entry.path));
        }
        if !file.entry.path.ends_with('/') {
            listed.push(file);
        }
    }
    if at != extent.range.end {
        return Err(Refusal::Directory);
    }
    let mut files = Vec::with_capacity(listed.len());
    for file in listed {
        let header_at = file.header_at;
        files.push((header_at, locate(bytes, file, extent.range.start)?));
    }
    check_overlaps(&files)?;
    Ok(files.into_iter().map(|(_, entry)| entry).collect())
}

/// Finds the record that ends the archive, behind which only its comment stands.
fn find(bytes: &[u8]) -> Result<Extent, Refusal> {
    const RECORD: usize = 22;
    const LONGEST_COMMENT: usize = 65_535;
    let last = bytes.len().checked_sub(RECORD).ok_or(Refusal::NotAnArchive)?;
    let ends_here = |at: &usize| {
        starts_with(bytes, *at, *b"PK\x05\x06")
            && short(bytes, at + 20).is_ok_and(|comment| at + RECORD + comment == bytes.len())
    };
    let first = last.saturating_sub(LONGEST_COMMENT);
    let at = (first..=last).rev().find(ends_here).ok_or(Refusal::NotAnArchive)?;
    if short(bytes, at + 4)? != 0 || short(bytes, at + 6)? != 0 {
        return Err(Refusal::Parts);
    }
    let (count, size, start) = (short(bytes, at + 10)?, long(bytes, at + 12)?, long(bytes, at + 16)?);
    if count == 0xFFFF || size == ALL_BITS || start == ALL_BITS {
        return Err(Refusal::Zip64);
    }
    if count > MAX_ENTRIES {
        return Err(Refusal::TooMany(count));
    }
    // A directory elsewhere than right before its end record would be another one for other readers.
    let is_before = start.checked_add(size) == Some(at);
    if is_before { Ok(Extent { range: start..at, count }) } else { Err(Refusal::Directory) }
}

/// The entry at `at` in the directory that ends at `end`, and where the next one starts.
fn entry(bytes: &[u8], at: usize, end: usize) -> Result<(Listed, usize), Refusal> {
    const FIXED: usize = 46;
    if !starts_with(bytes, at, *b"PK\x01\x02") {
        return Err(Refusal::Directory);
    }
    let lengths = [short(bytes, at + 28)?, short(bytes, at + 30)?, short(bytes, at + 32)?];
    let name = at + FIXED..at + FIXED + lengths[0];
    let next = name.end + lengths[1] + lengths[2];
    if next > end {
        return Err(Refusal::Directory);
    }
    let path = plain(&String::from_utf8_lossy(bytes.get(name.clone()).unwrap_or_default()));
    let (packed_size, size, header_at) =
        (long(bytes, at + 20)?, long(bytes, at + 24)?, long(bytes, at + 42)?);
    if [packed_size, size, header_at].contains(&ALL_BITS) {
        return Err(Refusal::Zip64);
    }
    if short(bytes, at + 8)? & 1 == 1 {
        return Err(Refusal::Encrypted(path));
    }
    let entry = Entry {
        path,
        size: size as u64,
        packed: 0..0,
        method: u16::try_from(short(bytes, at + 10)?).unwrap_or(u16::MAX),
        crc: u32::try_from(long(bytes, at + 16)?).unwrap_or(0),
    };
    Ok((Listed { entry, name, packed_size, header_at }, next))
}

/// Finds the packed bytes behind the file's own header, whose sizes may be missing but not its name.
fn locate(bytes: &[u8], listed: Listed, directory_at: usize) -> Result<Entry, Refusal> {
    const FIXED: usize = 30;
    let Listed { entry, name, packed_size, header_at } = listed;
    if !starts_with(bytes, header_at, *b"PK\x03\x04") {
        return Err(Refusal::Damaged(entry.path));
    }
    let own_name = header_at + FIXED..header_at + FIXED + short(bytes, header_at + 26)?;
    if bytes.get(own_name.clone()) != bytes.get(name) {
        return Err(Refusal::Overlap(entry.path));
    }
    let start = own_name.end + short(bytes, header_at + 28)?;
    let end = start.checked_add(packed_size).filter(|end| *end <= directory_at);
    match end {
        Some(end) => Ok(Entry { packed: start..end, ..entry }),
        None => Err(Refusal::Damaged(entry.path)),
    }
}

/// The path that a name is. Some programs write `\` between folders, and some a `./` before the first;
/// every reader takes both in the same way.
fn plain(name: &str) -> String {
    let path = name.replace('\\', "/");
    path.strip_prefix("./").filter(|rest| !rest.is_empty()).map(str::to_owned).unwrap_or(path)
}

/// Refuses a path that leaves the folder or that some system reads otherwise.
fn check_path(path: &str) -> Result<(), Refusal> {
    let inner = path.strip_suffix('/').unwrap_or(path);
    let is_drive = inner.as_bytes().get(1) == Some(&b':');
    let odd = |part: &str| matches!(part, "" | "." | "..");
    if is_drive || inner.contains(char::is_control) || inner.split('/').any(odd) {
        return Err(Refusal::Path(path.to_owned()));
    }
    if path.len() > MAX_PATH_BYTES || inner.matches('/').count() > MAX_DEPTH {
        return Err(Refusal::Deep(path.chars().take(100).collect()));
    }
    Ok(())
}

/// Refuses files that share bytes: a few bytes could then be many files. Each comes with the place of
/// its header.
fn check_overlaps(files: &[(usize, Entry)]) -> Result<(), Refusal> {
    let mut ordered: Vec<&(usize, Entry)> = files.iter().collect();
    sort_by_key(&mut ordered, |(header_at, _)| *header_at);
    let mut pairs = ordered.iter().zip(ordered.iter().skip(1));
    let overlap = pairs.find(|((_, one), (header_at, _))| *header_at < one.packed.end);
    overlap.map_or(Ok(()), |(_, (_, next))| Err(Refusal::Overlap(next.path.clone())))
}

const ALL_BITS: usize = 0xFFFF_FFFF;

fn starts_with(bytes: &[u8], at: usize, signature: [u8; 4]) -> bool {
    bytes.get(at..).is_some_and(|rest| rest.starts_with(&signature))
}

/// Two bytes, the lower one first.
fn short(bytes: &[u8], at: usize) -> Result<usize, Refusal> {
    let number = bytes.get(at..at + 2).and_then(|two| <[u8; 2]>::try_from(two).ok());
    number.map(|two| usize::from(u16::from_le_bytes(two))).ok_or(Refusal::Directory)
}

/// Four bytes, the lowest first.
fn long(bytes: &[u8], at: usize) -> Result<usize, Refusal> {
    let number = bytes.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok());
    let number = number.map(u32::from_le_bytes).ok_or(Refusal::Directory)?;
    usize::try_from(number).map_err(|_| Refusal::Directory)
}
