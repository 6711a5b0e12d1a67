//! Why an archive, or a file in it, is not read.

use std::fmt;

use super::{MAX_DEPTH, MAX_ENTRIES, MAX_PATH_BYTES, MAX_RATIO};
use crate::diagnostic::quoted;
use crate::source::MAX_FILE_BYTES;

/// Why an archive, or a file in it, is not read. Nothing was unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The bytes end in no directory of an archive.
    NotAnArchive,
    /// The directory ends early, points outside, or is not where it is said to be.
    Directory,
    /// It is the first or last part of several files.
    Parts,
    /// It uses the 64-bit form.
    Zip64,
    /// It has more entries than [`MAX_ENTRIES`]: so many.
    TooMany(usize),
    /// A file in it needs a password.
    Encrypted(String),
    /// A path that leaves the archive's folder or that systems read in different ways.
    Path(String),
    /// A path in more than [`MAX_DEPTH`] folders, or longer than [`MAX_PATH_BYTES`].
    Deep(String),
    /// Two entries have this path.
    Duplicate(String),
    /// The bytes of this file are those of another one too, or its header says another name.
    Overlap(String),
    /// The file is larger than [`MAX_FILE_BYTES`].
    TooLarge(String),
    /// The file says that it grows by more than [`MAX_RATIO`].
    Bomb(String),
    /// The file is packed by a method other than deflate.
    Method {
        /// The file.
        path: String,
        /// The method's number.
        method: u16,
    },
    /// The file does not unpack to the bytes that went in.
    Damaged(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnArchive => write!(out, "This is no ZIP archive, or only the beginning of one."),
            Self::Directory => write!(out, "The directory of the archive is damaged."),
            Self::Parts => write!(out, "The archive is split into several files. Join them first."),
            Self::Zip64 => write!(
                out,
                "The archive is in the 64-bit form, for more than 4 GiB or 65,535 files. {SMALLER}"
            ),
            Self::TooMany(count) => {
                write!(out, "The archive has {count} entries, more than {MAX_ENTRIES}. {SMALLER}")
            }
            Self::Encrypted(path) => {
                write!(out, "{} in the archive needs a password. Pack it without.", quoted(path))
            }
            Self::Path(path) => write!(
                out,
                "The archive holds a path that is not plain, {}. Paths are relative, with `/`, without `.` and `..`.",
                quoted(path)
            ),
            Self::Deep(path) => write!(
                out,
                "The archive holds {} in more than {MAX_DEPTH} folders or with more than {MAX_PATH_BYTES} bytes of path.",
                quoted(path)
            ),
            Self::Duplicate(path) => write!(out, "The archive holds {} twice.", quoted(path)),
            Self::Overlap(path) => write!(
                out,
                "{} in the archive stands where another file stands, or under another name than the directory says.",
                quoted(path)
            ),
            Self::TooLarge(path) => {
                write!(
                    out,
                    "{} in the archive is larger than {} MiB.",
                    quoted(path),
                    MAX_FILE_BYTES / 1024 / 1024
                )
            }
            Self::Bomb(path) => write!(
                out,
                "{} in the archive says that it grows more than {MAX_RATIO}-fold when unpacked.",
                quoted(path)
            ),
            Self::Method { path, method } => write!(
                out,
                "{} in the archive is packed by method {method}; only stored and deflated files are read.",
                quoted(path)
            ),
            Self::Damaged(path) => write!(out, "{} in the archive is damaged.", quoted(path)),
        }?;
        write!(out, " It was not unpacked.")
    }
}

const SMALLER: &str = "Export the project without its data.";

impl std::error::Error for Refusal {}
