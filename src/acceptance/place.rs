//! Where the entries of resources stand in the text, as paths that can be edited.

use crate::address::{Address, ResourceType};
use crate::desired::Places;
use crate::source::FileId;
use crate::workspace::Analysis;
use crate::yaml::edit::Step;
use crate::yaml::node::Node;

/// The entry of a resource.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The file.
    pub(super) file: FileId,
    /// `project`, or the list.
    pub(super) key: &'static str,
    /// The position in the list; `None` for the project.
    pub(super) index: Option<usize>,
}

impl Place {
    /// The path in the file.
    pub(super) fn path(&self) -> Vec<Step> {
        let key = Step::Key(self.key.to_owned());
        std::iter::once(key).chain(self.index.map(Step::Index)).collect()
    }

    /// The entry as written, before variables were replaced.
    pub(super) fn node<'a>(&self, analysis: &'a Analysis) -> Option<&'a Node> {
        let section = root(analysis, self.file)?.get(self.key)?;
        match self.index {
            Some(index) => section.as_list()?.get(index),
            None => Some(section),
        }
    }
}

/// What a file reads as, before variables were replaced.
pub(super) fn root(analysis: &Analysis, file: FileId) -> Option<&Node> {
    analysis.documents.iter().find(|part| part.file == file).map(|part| &part.node)
}

/// The list that describes resources of a type, or the section of the project.
pub(super) fn section(kind: &ResourceType) -> Option<&'static str> {
    Some(match kind {
        ResourceType::Project => "project",
        ResourceType::Dataset => "datasets",
        ResourceType::Recipe => "recipes",
        ResourceType::Zone => "zones",
        ResourceType::Folder => "folders",
        ResourceType::Scenario => "scenarios",
        _ => return None,
    })
}

/// Where the entry of the resource at `address` stands.
pub(super) fn find(analysis: &Analysis, places: &Places<'_>, address: &Address) -> Option<Place> {
    let at = places.entry(address)?;
    let key = section(address.kind())?;
    let value = root(analysis, at.file)?.get(key)?;
    if key == "project" {
        return Some(Place { file: at.file, key, index: None });
    }
    // Entries of a list stand in the order of the text.
    let nodes = value.as_list()?;
    let index = nodes.partition_point(|node| node.range.start < at.range.start);
    (nodes.get(index)?.range == at.range).then_some(Place { file: at.file, key, index: Some(index) })
}
