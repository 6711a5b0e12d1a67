//! A state that was read from DSS to the configuration that asks for it, so that the plan is empty
//! (spec 1.6).
//!
//! The folder has the layout of spec 1.4: `project.yml` with what a project has few of, a file for each
//! dataset and recipe, and code in files beside. What the configuration cannot say is told and goes
//! into no file; so do fields that DSS fills in by itself.

mod code;
mod convention;
mod ends;
mod entries;
mod file_name;
mod lines;

use std::fmt;
use std::sync::Arc;

use self::convention::Convention;
use self::entries::Written;
use self::file_name::FileNames;
use crate::address::ResourceType;
use crate::config::NameConvention;
use crate::inventory::LeftOut;
use crate::managed::{Notes, Omission};
use crate::sorting::{sort, sort_by};
use crate::source::Source;
use crate::state::{Resource, State};

/// Most bytes that an entry takes in a file. A longer one is cut to what it is called and what it is.
const MAX_ENTRY_BYTES: usize = 1024 * 1024;
/// Most files in a folder of the configuration; with more entries than that, several share a file.
const MAX_FOLDER_FILES: usize = 1_000;

/// A configuration, and what it does not say.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The files of the configuration by path.
    pub files: Vec<Source>,
    /// What is in DSS and in no file, in order of the paths.
    pub left_out: Vec<LeftOut>,
    /// Fields that DSS fills in by itself, in the order of the resources.
    pub omitted: Vec<Omission>,
}

/// Why there is no configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The state has no project.
    NoProject,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "The state has no project, so no configuration was written. Read the project from DSS first."
        )
    }
}

impl std::error::Error for Refusal {}

/// The configuration of the first project in `state`, whose resources were read from DSS.
///
/// # Errors
/// If there is none.
pub fn import(state: &State) -> Result<Import, Refusal> {
    let is_project = |resource: &&Arc<Resource>| *resource.address.kind() == ResourceType::Project;
    let project = state.resources.iter().find(is_project).ok_or(Refusal::NoProject)?;
    let key = project.address.project_key();
    let own: Vec<&Resource> = state
        .resources
        .iter()
        .filter(|resource| resource.address.project_key() == key)
        .map(|resource| &**resource)
        .collect();
    let mut notes = Notes::default();
    let convention = convention::of(&own);
    let mut files = Vec::new();
    let root = root(project, &own, convention, &mut files, &mut notes);
    files.push(Source::new("project.yml", &root));
    for (kind, section) in [(ResourceType::Dataset, "datasets"), (ResourceType::Recipe, "recipes")] {
        let entries = written(&own, &kind, convention, &mut files, &mut notes);
        files.extend(folder(section, &entries));
    }
    sort_by(&mut files, |one, other| one.path.cmp(&other.path));
    let mut left_out = notes.left_out;
    sort(&mut left_out);
    Ok(Import { files, left_out, omitted: notes.omitted })
}

/// The entries of one kind in order of their names; files with code are added to `files`.
fn written(
    resources: &[&Resource],
    kind: &ResourceType,
    convention: Convention,
    files: &mut Vec<Source>,
    notes: &mut Notes,
) -> Vec<Written> {
    let mut names = FileNames::default();
    let of_kind = resources.iter().filter(|resource| resource.address.kind() == kind);
    of_kind.map(|resource| entries::written(resource, convention, &mut names, files, notes)).collect()
}

/// `project.yml`: the project and everything that has no folder of its own.
fn root(
    project: &Resource,
    resources: &[&Resource],
    convention: Convention,
    files: &mut Vec<Source>,
    notes: &mut Notes,
) -> String {
    let mut text = "version: \"1.1\"\n".to_owned();
    if convention.names == NameConvention::Dss {
        text.push_str("conventions: {names: dss}\n");
    }
    let own = entries::written(project, convention, &mut FileNames::default(), files, notes);
    text.push_str(&format!("\nproject:\n{}", own.lines));
    for (kind, section) in [
        (ResourceType::Zone, "zones"),
        (ResourceType::Folder, "folders"),
        (ResourceType::Model, "models"),
        (ResourceType::from_name("scenario"), "scenarios"),
    ] {
        let entries = written(resources, &kind, convention, files, notes);
        if !entries.is_empty() {
            text.push_str(&format!("\n{}", list(section, &entries)));
        }
    }
    text
}

/// The files of a folder, each with a list that is called as the folder.
fn folder(section: &'static str, entries: &[Written]) -> Vec<Source> {
    let in_a_file = entries.len().div_ceil(MAX_FOLDER_FILES).max(1);
    let file = |entries: &[Written]| {
        let name = entries.first().map_or("", |entry| &entry.file_name);
        Source::new(format!("{section}/{name}.yml"), &list(section, entries))
    };
    entries.chunks(in_a_file).map(file).collect()
}

fn list(section: &str, entries: &[Written]) -> String {
    let entries: String = entries.iter().map(|entry| entry.lines.as_str()).collect();
    format!("{section}:\n{entries}")
}

#[cfg(test)]
mod tests;
