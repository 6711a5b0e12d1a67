//! A file of the project: its path, its text, and how its bytes looked on disk.
//!
//! Inside, every text is UTF-8 with line feeds and without a byte order mark (spec 1.1); what was
//! different on disk is remembered, so that saving gives the same bytes back.

pub mod lines;

use std::sync::Arc;

use crate::text::{TextEdit, TextRange};

/// Largest file that is read, in bytes (spec 1.1).
pub const MAX_FILE_BYTES: usize = 5 * 1024 * 1024;

/// Which file of the project; an index into its list of sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

impl FileId {
    /// The id of the file at `index` in the list of sources.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The position in the list of sources.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub range: TextRange,
}

/// An edit of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileEdit {
    /// The file.
    pub file: FileId,
    /// What changes in it.
    pub edit: TextEdit,
}

/// How the lines of a file end on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnding {
    /// `\n`
    #[default]
    Lf,
    /// `\r\n`
    CrLf,
    /// `\r`
    Cr,
}

/// One file of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path inside the project folder, with `/`.
    pub path: String,
    /// The text as the engine reads it: line feeds only, no byte order mark.
    pub text: Arc<str>,
    /// How lines end on disk; the more frequent kind where a file mixes them.
    pub line_ending: LineEnding,
    /// Whether the file starts with a byte order mark on disk.
    pub byte_order_mark: bool,
    /// Offset of the first byte that is not UTF-8, if there is one; `text` then shows replacement
    /// characters and must not be saved over the file.
    pub undecodable_at: Option<usize>,
}

impl Source {
    /// A new file with `text`, which may have any line endings.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        Self::decode(path, text.as_bytes())
    }

    /// A file as read from disk. Never fails: bytes that are not UTF-8 become replacement
    /// characters and [`Source::undecodable_at`] says where (rule SYN002).
    pub fn decode(path: impl Into<String>, bytes: &[u8]) -> Self {
        let undecodable_at = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
        let decoded = String::from_utf8_lossy(bytes);
        let text = decoded.strip_prefix('\u{feff}');
        let byte_order_mark = text.is_some();
        let text = text.unwrap_or(&decoded);
        let line_ending = dominant_line_ending(text);
        let text = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n").into()
        } else {
            text.into()
        };
        Self { path: path.into(), text, line_ending, byte_order_mark, undecodable_at }
    }

    /// The bytes to write to disk, with the line ending and byte order mark the file came with.
    pub fn encode(&self) -> Vec<u8> {
        let mark = if self.byte_order_mark { "\u{feff}" } else { "" };
        let text = match self.line_ending {
            LineEnding::Lf => self.text.to_string(),
            LineEnding::CrLf => self.text.replace('\n', "\r\n"),
            LineEnding::Cr => self.text.replace('\n', "\r"),
        };
        format!("{mark}{text}").into_bytes()
    }

    /// The same file with another text.
    #[must_use]
    pub fn with_text(&self, text: &str) -> Self {
        Self { text: text.into(), undecodable_at: None, ..self.clone() }
    }
}

fn dominant_line_ending(text: &str) -> LineEnding {
    let crlf = text.matches("\r\n").count();
    let cr = text.matches('\r').count() - crlf;
    let lf = text.matches('\n').count() - crlf;
    if crlf > lf && crlf >= cr {
        LineEnding::CrLf
    } else if cr > lf {
        LineEnding::Cr
    } else {
        LineEnding::Lf
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_saved_with_the_bytes_it_came_with() {
        for bytes in ["a: 1\nb: 2\n", "\u{feff}a: 1\r\nb: 2\r\n", "a: 1\rb: 2\r", ""] {
            let source = Source::decode("project.yml", bytes.as_bytes());
            assert_eq!(source.encode(), bytes.as_bytes());
            assert!(!source.text.contains(['\r', '\u{feff}']));
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_are_located() {
        let source = Source::decode("project.yml", b"name: caf\xe9\n");
        assert_eq!(source.undecodable_at, Some(9));
        assert_eq!(&*source.text, "name: caf\u{fffd}\n");
    }
}
