//! Why something of the server is not accepted.

use std::fmt;

use crate::insertion;

/// Why a difference stays as it is. Nothing of it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing differs any more, or the configuration already says so.
    Settled,
    /// The block instance at this path makes it, so its entry decides.
    MadeByBlock(String),
    /// The value at this path comes from the variable of that name.
    Variable(String, String),
    /// The text of the entry was not found.
    NoEntry,
    /// The server does not have the project.
    NoProject,
    /// This version of the configuration has no place for such a thing.
    NoList(&'static str),
    /// The names of this configuration follow a convention that this one does not.
    Name(String),
    /// The file with the code is not in the project, or other entries use it too.
    CodeFile(String),
    /// The text ties the value to another place: an anchor, an alias or a merge key.
    Shared,
    /// The new entry was not added.
    NotAdded(insertion::Refusal),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settled => {
                out.write_str("There is nothing to accept: both sides agree by now. Compare again.")
            }
            Self::MadeByBlock(path) => write!(
                out,
                "The block {path} makes it, so it cannot say anything else; nothing was changed. Change the \
                 block's entry, or keep ours."
            ),
            Self::Variable(path, name) => write!(
                out,
                "{path} comes from the variable {name}, and a fixed value would lose that; nothing was \
                 changed. Change the variable, or edit the text."
            ),
            Self::NoEntry => out.write_str(
                "Its entry was not found in the text; nothing was changed. Edit the text instead.",
            ),
            Self::NoProject => out.write_str(
                "The server has no such project, so there is nothing to accept. Check the connection and the \
                 project's key.",
            ),
            Self::NoList(list) => write!(
                out,
                "This configuration has no `{list}`; nothing was changed. Say `version: \"1.1\"` at its \
                 root first."
            ),
            Self::Name(name) => write!(
                out,
                "The name {name} does not follow the convention of this configuration; nothing was changed. \
                 Say `conventions: {{names: dss}}` at its root first."
            ),
            Self::CodeFile(path) => write!(
                out,
                "Its code is in {path}, which is not in the project or serves other entries too; nothing was \
                 changed. Give the entry a file of its own first."
            ),
            Self::Shared => out.write_str(
                "The text ties it to another place through an anchor, an alias or a merge key; nothing was \
                 changed. Write it out in the text first.",
            ),
            Self::NotAdded(refusal) => refusal.fmt(out),
        }
    }
}

impl std::error::Error for Refusal {}
