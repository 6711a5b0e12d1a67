//! Archives made by hand, each with one thing in it that must not be believed.

use miniz_oxide::deflate::compress_to_vec;
use proptest::prelude::*;

use super::*;

/// A file as both of its headers describe it. Tests change one of these things at a time.
#[derive(Clone)]
struct Packed {
    path: String,
    own_path: String,
    bytes: Vec<u8>,
    size: u32,
    stored_size: u32,
    crc: u32,
    flags: u16,
    method: u16,
    offset: Option<u32>,
}

fn packed(path: &str, content: &[u8], method: u16) -> Packed {
    let bytes = if method == 8 { compress_to_vec(content, 9) } else { content.to_vec() };
    let number = |length: usize| u32::try_from(length).unwrap();
    Packed {
        path: path.into(),
        own_path: path.into(),
        size: number(content.len()),
        stored_size: number(bytes.len()),
        crc: crc32fast::hash(content),
        bytes,
        flags: 0,
        method,
        offset: None,
    }
}

fn header(file: &Packed, path: &str) -> Vec<u8> {
    let numbers = [20, file.flags, file.method, 0, 0x21];
    let mut bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    bytes.extend([file.crc, file.stored_size, file.size].iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend(u16::try_from(path.len()).unwrap().to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn zip(files: &[Packed]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let offset = file.offset.unwrap_or(u32::try_from(bytes.len()).unwrap());
        bytes.extend(*b"PK\x03\x04");
        bytes.extend(header(file, &file.own_path));
        bytes.extend(file.own_path.bytes());
        bytes.extend(&file.bytes);
        directory.extend(*b"PK\x01\x02\x14\x03");
        directory.extend(header(file, &file.path));
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(file.path.bytes());
    }
    let (start, size) = (u32::try_from(bytes.len()).unwrap(), u32::try_from(directory.len()).unwrap());
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    bytes.extend(directory);
    bytes.extend(*b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].concat());
    bytes.extend([size.to_le_bytes(), start.to_le_bytes()].concat());
    bytes.extend([0, 0]);
    bytes
}

fn open(files: &[Packed]) -> Result<Vec<String>, Refusal> {
    let bytes = zip(files);
    let archive = Archive::open(&bytes)?;
    Ok(archive.entries().iter().map(|entry| entry.path.clone()).collect())
}

fn read(file: Packed) -> Result<Vec<u8>, Refusal> {
    let bytes = zip(&[file]);
    let archive = Archive::open(&bytes)?;
    archive.read(&archive.entries()[0])
}

#[test]
fn files_are_unpacked_one_by_one() {
    let text = "a line of text\n".repeat(200);
    let files =
        [packed("a/", b"", 0), packed("a/stored", b"abc", 0), packed("a/deflated", text.as_bytes(), 8)];
    let bytes = zip(&files);
    let archive = Archive::open(&bytes).unwrap();
    let paths: Vec<&str> = archive.entries().iter().map(|entry| entry.path.as_str()).collect();
    assert_eq!(paths, ["a/stored", "a/deflated"]);
    let contents: Vec<Vec<u8>> = archive.entries().iter().map(|entry| archive.read(entry).unwrap()).collect();
    assert_eq!(contents, [b"abc".to_vec(), text.into_bytes()]);
}

#[test]
fn a_comment_may_follow() {
    let mut bytes = zip(&[packed("a", b"abc", 0)]);
    let length = bytes.len();
    bytes.splice(length - 2.., *b"\x03\0PK!");
    assert_eq!(Archive::open(&bytes).unwrap().entries().len(), 1);
    bytes.push(0);
    assert_eq!(Archive::open(&bytes).err(), Some(Refusal::NotAnArchive));
}

#[test]
fn paths_are_plain() {
    for path in [
        "/etc/passwd",
        "../x",
        "a/../b",
        "a\\..\\b",
        "C:/x",
        "a//b",
        "././a",
        "a/.",
        "a\nb",
        "",
        "\\\\host\\x",
    ] {
        let refused = open(&[packed(path, b"x", 0)]);
        assert!(matches!(refused, Err(Refusal::Path(_))), "{path:?}: {refused:?}");
    }
    let deep = "a/".repeat(MAX_DEPTH + 1) + "b";
    assert_eq!(open(&[packed(&deep, b"x", 0)]), Err(Refusal::Deep(deep.chars().take(100).collect())));
    assert_eq!(open(&[packed("a..b/..c", b"x", 0)]), Ok(vec!["a..b/..c".to_owned()]));
}

#[test]
fn other_ways_to_write_a_plain_path_are_read() {
    let files = ["./", "./top\\", "top\\a b\\params.json", "./top/c.json"].map(|path| packed(path, b"x", 0));
    assert_eq!(open(&files), Ok(vec!["top/a b/params.json".to_owned(), "top/c.json".to_owned()]));
    let twice = [packed("a\\b", b"x", 0), packed("a/b", b"y", 0)];
    assert_eq!(open(&twice), Err(Refusal::Duplicate("a/b".into())));
}

#[test]
fn no_path_stands_twice() {
    let twice = [packed("a", b"x", 0), packed("a", b"y", 0)];
    assert_eq!(open(&twice), Err(Refusal::Duplicate("a".into())));
    let folder = [packed("a/", b"", 0), packed("a", b"y", 0)];
    assert_eq!(open(&folder), Err(Refusal::Duplicate("a".into())));
}

#[test]
fn files_share_no_bytes_and_have_one_name() {
    let (one, other) = (packed("a", b"xyz", 0), packed("b", b"xyz", 0));
    let shared = [one.clone(), Packed { offset: Some(0), own_path: "a".into(), ..other.clone() }];
    assert_eq!(open(&shared), Err(Refusal::Overlap("b".into())));
    let inside = Packed { stored_size: one.stored_size + 10, ..one };
    assert_eq!(open(&[inside, other]), Err(Refusal::Overlap("b".into())));
    let renamed = Packed { own_path: "c".into(), ..packed("a", b"x", 0) };
    assert_eq!(open(&[renamed]), Err(Refusal::Overlap("a".into())));
}

#[test]
fn what_cannot_be_read_is_named() {
    let file = packed("a", b"some text", 8);
    for (changed, refusal) in [
        (Packed { flags: 1, ..file.clone() }, Refusal::Encrypted("a".into())),
        (Packed { method: 14, ..file.clone() }, Refusal::Method { path: "a".into(), method: 14 }),
        (Packed { crc: 7, ..file.clone() }, Refusal::Damaged("a".into())),
        (Packed { size: 8, ..file.clone() }, Refusal::Damaged("a".into())),
        (Packed { size: 10, ..file.clone() }, Refusal::Damaged("a".into())),
        (Packed { size: u32::MAX, ..file.clone() }, Refusal::Zip64),
        (Packed { offset: Some(1), ..file.clone() }, Refusal::Damaged("a".into())),
        (Packed { stored_size: 9_999, ..file.clone() }, Refusal::Damaged("a".into())),
        (Packed { size: 6_000_000, ..file.clone() }, Refusal::TooLarge("a".into())),
    ] {
        assert_eq!(read(changed), Err(refusal));
    }
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    assert_eq!(read(packed("zeros", &vec![0; 4_000_000], 8)), Err(Refusal::Bomb("zeros".into())));
    let small = vec![b' '; 60_000];
    assert_eq!(read(packed("spaces", &small, 8)), Ok(small));
    // A file that says less than it holds is cut off where it said it ends.
    let lying = Packed { size: 1_000, ..packed("more", &vec![0; 4_000_000], 8) };
    assert_eq!(read(lying), Err(Refusal::Damaged("more".into())));
}

#[test]
fn other_forms_are_refused_in_words() {
    let bytes = zip(&[packed("a", b"abc", 0)]);
    let end = bytes.len() - 22;
    let changed = |at: usize, value: &[u8]| {
        let mut bytes = bytes.clone();
        bytes.splice(end + at..end + at + value.len(), value.iter().copied());
        Archive::open(&bytes).err()
    };
    assert_eq!(changed(4, &[1, 0]), Some(Refusal::Parts));
    assert_eq!(changed(10, &[0xFF, 0xFF]), Some(Refusal::Zip64));
    assert_eq!(changed(10, &[0x60, 0xEA]), Some(Refusal::TooMany(60_000)));
    assert_eq!(changed(10, &[2, 0]), Some(Refusal::Directory));
    assert_eq!(changed(12, &[9, 0]), Some(Refusal::Directory));
    assert_eq!(Archive::open(b"PK").err(), Some(Refusal::NotAnArchive));
    assert_eq!(
        Refusal::Encrypted("a\u{7}b".into()).to_string(),
        "\"a\\u{7}b\" in the archive needs a password. Pack it without. It was not unpacked."
    );
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Archive::open(&bytes).is_err());
    }

    #[test]
    fn a_damaged_archive_never_gives_other_bytes(
        at in any::<prop::sample::Index>(), value in any::<u8>(), cut in 0..40_usize
    ) {
        let content = "some lines\n".repeat(30);
        let mut bytes = zip(&[packed("a/b.json", content.as_bytes(), 8), packed("c", b"stored", 0)]);
        let place = at.index(bytes.len());
        bytes[place] = value;
        bytes.truncate(bytes.len() - cut.saturating_sub(20));
        if let Ok(archive) = Archive::open(&bytes) {
            for entry in archive.entries() {
                let expected = if entry.size == 6 { b"stored".as_slice() } else { content.as_bytes() };
                prop_assert!(archive.read(entry).map_or(true, |read| read == expected));
            }
        }
    }
}
