//! A composed configuration taken into the project that is open: its blocks, solutions, datasets and
//! recipes are added to the project's file, and every other byte stays.
//!
//! Names that the project has already are not taken twice: an instance, a zone or an object of the
//! composed configuration gets the next free name, wherever it is used in it.

mod names;
mod section;

use std::fmt;

use crate::config::layout::{self, Role};
use crate::history::Change;
use crate::source::{FileId, Source};
use crate::text::difference;
use crate::workspace::{Analysis, Workspace};
use crate::yaml::node::Node;
use crate::yaml::parse;

/// The sections that are taken over, in the order in which new ones are written.
const SECTIONS: [&str; 4] = ["blocks", "solutions", "datasets", "recipes"];

/// What makes the composed configuration part of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The change of the project's file.
    pub change: Change,
    /// The file's path.
    pub path: String,
    /// How many blocks and solutions are added.
    pub blocks: usize,
    /// Names that were taken already, with the names used in their place.
    pub renamed: Vec<(String, String)>,
}

/// Why nothing was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The project has no file that may hold blocks.
    NoProjectFile,
    /// The text of the file at this path is no configuration.
    Unreadable(String),
    /// There is nothing to add.
    Nothing,
    /// What stands under this key of the file takes no more elements.
    Fixed(&'static str),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProjectFile => {
                write!(
                    out,
                    "Nothing was added: the project has no project.yml. Add one, or open the plan as a new project."
                )
            }
            Self::Unreadable(path) => {
                write!(
                    out,
                    "Nothing was added: {path} cannot be read as a configuration. Mend its syntax first."
                )
            }
            Self::Nothing => write!(out, "Nothing was added: the plan has no block."),
            Self::Fixed(key) => write!(
                out,
                "Nothing was added: `{key}` of the project is no list that can be extended. Edit its text first."
            ),
        }
    }
}

impl std::error::Error for Refusal {}

/// Takes `composed`, a configuration as the composer writes it, into the project of `workspace`;
/// `analysis` is what follows from it.
///
/// # Errors
/// If the project has no file to add to, or one that cannot be extended.
pub fn adopt(workspace: &Workspace, analysis: &Analysis, composed: &str) -> Result<Adoption, Refusal> {
    let order = layout::read_order(&workspace.files, &workspace.environment);
    let (_, file) =
        order.into_iter().find(|(role, _)| *role == Role::Project).ok_or(Refusal::NoProjectFile)?;
    let before = workspace.files.get(file.index()).ok_or(Refusal::NoProjectFile)?;
    let (composed, renamed) = names::freed(composed, analysis).ok_or(Refusal::Nothing)?;
    let root = tree(&composed).ok_or(Refusal::Nothing)?;
    let count = |key: &str| root.get(key).and_then(Node::as_list).map_or(0, <[Node]>::len);
    let blocks = count("blocks") + count("solutions");
    if blocks == 0 {
        return Err(Refusal::Nothing);
    }
    let mut text = before.text.to_string();
    for key in SECTIONS.into_iter().filter(|key| count(key) > 0) {
        let whole = tree(&text).filter(|root| root.as_map().is_some());
        let whole = whole.ok_or_else(|| Refusal::Unreadable(before.path.clone()))?;
        text = section::extended(&text, &whole, key, &composed, &root).map_err(|_| Refusal::Fixed(key))?;
    }
    let edits = difference(&before.text, &text).into_iter().collect();
    Ok(Adoption { change: Change::Edit { file, edits }, path: before.path.clone(), blocks, renamed })
}

fn tree(text: &str) -> Option<Node> {
    parse(FileId::default(), &Source::new("", text)).root
}

#[cfg(test)]
mod tests;
