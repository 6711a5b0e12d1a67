//! A composed configuration taken into the project that is open: its names are freed, then its blocks,
//! solutions, datasets and recipes are inserted.
//!
//! Names that the project has already are not taken twice: an instance, a zone or an object of the
//! composed configuration gets the next free name, wherever it is used in it.

mod names;
mod place;

pub use self::names::{entry_names, freed};
use crate::insertion::{Inserted, Refusal, Spot, insert_text};
use crate::source::{FileId, Source};
use crate::workspace::{Analysis, Workspace};
use crate::yaml::node::Node;
use crate::yaml::parse;

/// What makes the composed configuration part of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// What is added to the project's files.
    pub inserted: Inserted,
    /// How many blocks and solutions are added.
    pub blocks: usize,
    /// Names that were taken already, with the names used in their place.
    pub renamed: Vec<(String, String)>,
}

/// Takes `composed`, a configuration as the composer writes it, into the project of `workspace`;
/// `analysis` is what follows from it.
///
/// # Errors
/// If it has no block, or the project has no file to add to or one that cannot be extended.
pub fn adopt(workspace: &Workspace, analysis: &Analysis, composed: &str) -> Result<Adoption, Refusal> {
    let (composed, renamed) = freed(composed, analysis).ok_or(Refusal::Nothing)?;
    let root = tree(&composed).ok_or(Refusal::Nothing)?;
    let count = |key: &str| root.get(key).and_then(Node::as_list).map_or(0, <[Node]>::len);
    let blocks = count("blocks") + count("solutions");
    if blocks == 0 {
        return Err(Refusal::Nothing);
    }
    let inserted = insert_text(&workspace.files, &workspace.environment, &composed, Spot::End)?;
    Ok(Adoption { inserted, blocks, renamed })
}

fn tree(text: &str) -> Option<Node> {
    parse(FileId::default(), &Source::new("", text)).root
}

#[cfg(test)]
mod tests;
