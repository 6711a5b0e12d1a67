//! Why a text is no envelope that can be read.

use std::fmt;

use super::MAX_INFLATED;

/// Why a text was not read. Nothing of it was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It does not start like one.
    NoLink,
    /// Its end is missing.
    Incomplete,
    /// Letters were changed on the way.
    Damaged,
    /// It is of a later envelope, as `p2`.
    NewerEnvelope(String),
    /// It holds a kind of document that is not known.
    UnknownKind(char),
    /// It is packed in a way that is not known.
    UnknownCodec(char),
    /// Its payload is of a later format.
    NewerFormat(u64),
    /// It has more characters than may be read.
    TooLong {
        /// How many.
        most: usize,
    },
    /// It unpacks to more than [`MAX_INFLATED`] bytes.
    TooLarge,
    /// It unpacks to far more than plans of its length do.
    TooDense,
    /// It is nested too deeply, or holds too many values.
    TooComplex,
    /// What it holds is no document of its kind.
    NoDocument,
    /// What it holds is not written in the one way that is right.
    OtherSpelling,
    /// The passphrase is not the one it was made with, or it was changed on the way.
    WrongPassphrase,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("The link was not opened: ")?;
        match self {
            Self::NoLink => out.write_str("it is no plan link. Copy the whole address, from https to its end."),
            Self::Incomplete => out.write_str("its end is missing. Copy the whole address, or ask for the file."),
            Self::Damaged => out.write_str(
                "it was changed or cut on the way. Copy it again from where it was sent, or ask for the file.",
            ),
            Self::NewerEnvelope(version) => {
                write!(out, "it was made by a newer version ({version}). Open it with a page of that version.")
            }
            Self::UnknownKind(kind) => write!(
                out,
                "it holds {kind:?}, which this version does not know. Open it with the page that made it."
            ),
            Self::UnknownCodec(codec) => write!(
                out,
                "it is packed by method {codec:?}, which this version does not know. Open it with the page that made it."
            ),
            Self::NewerFormat(version) => {
                write!(out, "its content has version {version}, which a newer page wrote. Open it with that page.")
            }
            Self::TooLong { most } => {
                write!(out, "it has more than {most} characters. Ask for the plan as a file.")
            }
            Self::TooLarge => {
                write!(out, "it unpacks to more than {} MiB. Ask its author for a smaller plan.", MAX_INFLATED >> 20)
            }
            Self::TooDense => out.write_str(
                "it unpacks to far more than a plan of its length does, so no page of ours wrote it. Ask its author for another.",
            ),
            Self::TooComplex => {
                out.write_str("what it holds is nested too deeply or has too many values. Do not trust its sender.")
            }
            Self::NoDocument => {
                out.write_str("what it holds is no document that a page of ours writes. Ask for it again.")
            }
            Self::OtherSpelling => {
                out.write_str("its content is not written in canonical JSON. Make it with a current version.")
            }
            Self::WrongPassphrase => {
                out.write_str("the passphrase is another one, or the link was changed. Type it again.")
            }
        }
    }
}

impl std::error::Error for Refusal {}
