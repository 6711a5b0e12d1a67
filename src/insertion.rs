//! New entries of a project's lists: blocks, solutions, datasets, recipes and more added to the text, every
//! other byte as it was.
//!
//! What is added is a small configuration, written by [`Addition`] or the composer. Blocks and
//! solutions go into the project file. A project that keeps its datasets or recipes in files of a
//! folder (spec 1.4) gets a new file for each; otherwise they go into the project file too.

mod addition;
mod place;
pub(crate) mod section;

use std::fmt;

pub use self::addition::{Addition, NewDataset, NewRecipe, NewUse};
use crate::config::layout::{Role, read_order};
use crate::source::{FileEdit, FileId, Location, Source};
use crate::text::{TextEdit, TextRange, apply_edits, difference};
use crate::yaml;
use crate::yaml::edit;
use crate::yaml::node::Node;
use section::{Element, elements, extended};

/// The lists that can be extended, in the order in which missing ones are written.
const SECTIONS: [&str; 8] =
    ["zones", "blocks", "solutions", "datasets", "folders", "models", "recipes", "scenarios"];

/// Where new entries stand in their lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spot {
    /// Behind all others.
    #[default]
    End,
    /// Those of the same list directly behind the entry that stands here; others behind all others.
    After(Location),
}

/// What adds entries to a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inserted {
    /// Edits of files that are there, at most one for each.
    pub edits: Vec<FileEdit>,
    /// Files to add behind those that are there, in this order.
    pub files: Vec<Source>,
    /// The first new entry, in the texts after the edits.
    pub at: Location,
    /// The path of the file that it stands in.
    pub path: String,
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
    /// What stands under this key of this file is no list.
    NoList(String, &'static str),
    /// The list under this key of this file comes from an alias or a merge key.
    Shared(String, &'static str),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Nothing was added: ")?;
        match self {
            Self::NoProjectFile => {
                write!(out, "the project has no project.yml. Add one, or start a new project.")
            }
            Self::Unreadable(path) => {
                write!(out, "{path} cannot be read as a configuration. Mend its syntax first.")
            }
            Self::Nothing => write!(out, "there is no block, dataset or recipe to add."),
            Self::NoList(path, key) => {
                write!(out, "`{key}` in {path} is no list. Make it one in the text first.")
            }
            Self::Shared(path, key) => write!(
                out,
                "`{key}` in {path} comes from an alias or a merge key, so other places would change too. \
                 Write it out as a list of its own first."
            ),
        }
    }
}

impl std::error::Error for Refusal {}

/// Adds `addition` to the project of `files`.
///
/// # Errors
/// If there is nothing to add, no file to add it to, or one that cannot be extended.
pub fn insert(
    files: &[Source],
    environment: &str,
    addition: &Addition,
    spot: Spot,
) -> Result<Inserted, Refusal> {
    insert_text(files, environment, &addition.text(), spot)
}

/// As [`insert`], for the entries of `config`: a configuration in block style whose lists are indented
/// by two, as the composer and [`Addition::text`] write it. Keys keep their order and comments.
///
/// # Errors
/// As [`insert`].
pub fn insert_text(
    files: &[Source],
    environment: &str,
    config: &str,
    spot: Spot,
) -> Result<Inserted, Refusal> {
    let wanted = tree(config).ok_or(Refusal::Nothing)?;
    let order = read_order(files, environment);
    let project = order.iter().find(|(role, _)| *role == Role::Project);
    let project = project.ok_or(Refusal::NoProjectFile)?.1;
    let mut work = Work { files, texts: Vec::new(), new: Vec::new() };
    let mut first = None;
    for key in SECTIONS {
        let new = elements(config, &wanted, key);
        if new.is_empty() {
            continue;
        }
        let (file, index) = match place::of(files, &order, key, spot) {
            place::Place::ProjectFile => work.extend(project, key, &new, None)?,
            place::Place::Behind(file, index) => work.extend(file, key, &new, Some(index))?,
            place::Place::Folder => work.add_files(key, &new),
        };
        first = first.or(Some((file, key, index)));
    }
    let (file, key, index) = first.ok_or(Refusal::Nothing)?;
    let path = work.source(file).map_or_else(String::new, |source| source.path.clone());
    let at = Location { file, range: element_at(work.text(file), key, index) };
    Ok(Inserted { edits: work.edits(), files: work.new, at, path })
}

/// The edits that add `addition` to the one document that `text` reads as `root`, for fixes, which add
/// no files. Lists that are there come first, so that new ones stand behind them.
///
/// # Errors
/// If one of its lists cannot be extended.
pub fn edits_in(text: &str, root: &Node, addition: &Addition) -> Result<Vec<TextEdit>, edit::Refusal> {
    let config = addition.text();
    let Some(wanted) = tree(&config) else { return Ok(Vec::new()) };
    let (there, missing): (Vec<_>, Vec<_>) = SECTIONS.iter().partition(|key| root.entry(key).is_some());
    let mut edits = Vec::new();
    for key in there.into_iter().chain(missing) {
        let new = elements(&config, &wanted, key);
        if !new.is_empty() {
            edits.extend(extended(text, root, key, &new, None)?);
        }
    }
    Ok(edits)
}

/// The texts as they come to be.
struct Work<'a> {
    files: &'a [Source],
    /// Those that differ from the project's.
    texts: Vec<(FileId, String)>,
    /// Files behind those of the project.
    new: Vec<Source>,
}

impl Work<'_> {
    /// Puts elements into a list, behind the one at `after` or all others. Gives back the file and the
    /// index of the first.
    fn extend(
        &mut self,
        file: FileId,
        key: &'static str,
        new: &[Element<'_>],
        after: Option<usize>,
    ) -> Result<(FileId, usize), Refusal> {
        let path = || self.source(file).map_or_else(String::new, |source| source.path.clone());
        let text = self.text(file);
        let root = tree(text).filter(|root| root.as_map().is_some());
        let root = root.ok_or_else(|| Refusal::Unreadable(path()))?;
        let edits = extended(text, &root, key, new, after).map_err(|refusal| match refusal {
            edit::Refusal::Shared => Refusal::Shared(path(), key),
            edit::Refusal::NotThere | edit::Refusal::KeyExists => Refusal::NoList(path(), key),
        })?;
        let text = apply_edits(text, &edits).map_err(|_| Refusal::Unreadable(path()))?;
        let count = root.get(key).and_then(Node::as_list).map_or(0, <[Node]>::len);
        match self.texts.iter_mut().find(|(id, _)| *id == file) {
            Some(before) => before.1 = text,
            None => self.texts.push((file, text)),
        }
        Ok((file, after.map_or(count, |after| after + 1)))
    }

    /// Puts each element into a file of its own. Gives back as [`Work::extend`].
    fn add_files(&mut self, key: &'static str, new: &[Element<'_>]) -> (FileId, usize) {
        let first = FileId::new(self.files.len() + self.new.len());
        for element in new {
            let path = place::free_path(key, element.name(), self.files.iter().chain(&self.new));
            self.new.push(Source::new(path, &format!("{key}:\n{}\n", element.lines(2))));
        }
        (first, 0)
    }

    fn source(&self, file: FileId) -> Option<&Source> {
        self.files.iter().chain(&self.new).nth(file.index())
    }

    fn text(&self, file: FileId) -> &str {
        match self.texts.iter().find(|(id, _)| *id == file) {
            Some((_, text)) => text,
            None => self.source(file).map_or("", |source| &source.text),
        }
    }

    fn edits(&self) -> Vec<FileEdit> {
        let edit = |(file, text): &(FileId, String)| {
            let edit = difference(&self.source(*file)?.text, text)?;
            Some(FileEdit { file: *file, edit })
        };
        self.texts.iter().filter_map(edit).collect()
    }
}

fn element_at(text: &str, key: &str, index: usize) -> TextRange {
    let root = tree(text);
    let list = root.as_ref().and_then(|root| root.get(key)?.as_list());
    list.and_then(|list| list.get(index)).map_or_else(TextRange::default, |node| node.range)
}

fn tree(text: &str) -> Option<Node> {
    yaml::parse(FileId::default(), &Source::new("", text)).root
}

#[cfg(test)]
mod tests;
