//! Which file new entries of a list go into.

use super::{Spot, tree};
use crate::config::layout::Role;
use crate::source::{FileId, Location, Source};
use crate::yaml::node::Node;

/// Where new entries go.
pub(super) enum Place {
    /// Behind all others of the list in the project file.
    ProjectFile,
    /// Behind the element at this index of the list in this file.
    Behind(FileId, usize),
    /// Into files of their own in the folder that has the list's name.
    Folder,
}

/// The place of new entries of the list `key` in a project whose files are read in `order`.
pub(super) fn of(files: &[Source], order: &[(Role, FileId)], key: &str, spot: Spot) -> Place {
    if let Spot::After(at) = spot
        && let Some(index) = index_of(files, order, key, at)
    {
        return Place::Behind(at.file, index);
    }
    let has = |wanted: Role| order.iter().any(|(role, _)| *role == wanted);
    let (own, other) = match key {
        "datasets" => (Role::Datasets, Role::Recipes),
        "recipes" => (Role::Recipes, Role::Datasets),
        _ => return Place::ProjectFile,
    };
    let in_project = || {
        let project = order.iter().find(|(role, _)| *role == Role::Project);
        let root = project.and_then(|(_, file)| tree(&files.get(file.index())?.text));
        root.is_some_and(|root| list(&root, key).is_some_and(|list| !list.is_empty()))
    };
    if has(own) || has(other) && !in_project() { Place::Folder } else { Place::ProjectFile }
}

/// The position of the entry at `at` in the list `key` of its file.
fn index_of(files: &[Source], order: &[(Role, FileId)], key: &str, at: Location) -> Option<usize> {
    order.iter().find(|(_, file)| *file == at.file)?;
    let root = tree(&files.get(at.file.index())?.text)?;
    list(&root, key)?.iter().position(|node| node.range == at.range)
}

fn list<'n>(root: &'n Node, key: &str) -> Option<&'n [Node]> {
    root.get(key)?.as_list()
}

/// A path for the entry `name` of the list `key` that no file has. Names that differ only in case
/// count as equal, as on many file systems.
pub(super) fn free_path<'a>(
    key: &str,
    name: &str,
    taken: impl Iterator<Item = &'a Source> + Clone,
) -> String {
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    let stem: String =
        name.to_lowercase().chars().map(|letter| if fits(letter) { letter } else { '_' }).collect();
    let stem = if stem.is_empty() { "new" } else { &stem };
    let is_free = |path: &String| !taken.clone().any(|source| source.path.to_lowercase() == *path);
    let numbered = (2_usize..).map(|number| format!("{key}/{stem}_{number}.yml"));
    std::iter::once(format!("{key}/{stem}.yml")).chain(numbered).find(is_free).unwrap_or_default()
}
