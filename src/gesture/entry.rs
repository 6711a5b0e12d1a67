//! Where the entry of a node stands in the text, as a path that can be edited.

use super::{Refusal, Scene};
use crate::block::PortKind;
use crate::diagram::{Node, NodeId, Subject};
use crate::source::{FileId, Location};
use crate::yaml;
use crate::yaml::edit::Step;

/// An element of a list in the root mapping of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub(super) file: FileId,
    /// The list: `blocks`, `solutions`, `datasets`, `recipes`, `folders` or `models`.
    pub(super) list: &'static str,
    pub(super) index: usize,
}

impl Entry {
    /// The path of the entry in its file.
    pub(super) fn path(self) -> Vec<Step> {
        vec![Step::Key(self.list.to_owned()), Step::Index(self.index)]
    }

    /// The path of a value in it.
    pub(super) fn at(self, steps: impl IntoIterator<Item = Step>) -> Vec<Step> {
        self.path().into_iter().chain(steps).collect()
    }
}

/// A step to a key.
pub(super) fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

impl<'a> Scene<'a> {
    /// The node with this id.
    pub(super) fn node(&self, id: &NodeId) -> Result<&'a Node, Refusal> {
        self.diagram.node(id).ok_or_else(|| {
            Refusal::new(
                format!("there is no {} any more", id.called()),
                "Look at the canvas again; the text has moved on.",
            )
        })
    }

    /// The node with this id, if it stands in the text.
    pub(super) fn own_node(&self, id: &NodeId) -> Result<&'a Node, Refusal> {
        let node = self.node(id)?;
        if matches!(node.subject, Subject::Member(_)) {
            let solution = node.parent.and_then(|parent| self.diagram.nodes.get(parent));
            let solution = solution.map_or("", |solution| &solution.name);
            return Err(Refusal::new(
                format!("{} is inside the solution {solution}, which fixes what is in it", node.name),
                "Choose the solution itself, or add the block on its own.",
            ));
        }
        Ok(node)
    }

    /// Where the entry of a node stands.
    pub(super) fn entry(&self, subject: Subject) -> Option<Entry> {
        let config = &self.analysis.config;
        match subject {
            Subject::Block(position) | Subject::Solution(position) => {
                let entry = config.uses.get(position)?;
                Some(Entry { file: entry.at.file, list: entry.section.key(), index: entry.index })
            }
            Subject::Dataset(position) => self.listed("datasets", config.datasets.get(position)?.at),
            Subject::Recipe(position) => self.listed("recipes", config.recipes.get(position)?.at),
            Subject::Object(PortKind::Model, position) => {
                self.listed("models", config.models.get(position)?.entry.at)
            }
            Subject::Object(_, position) => self.listed("folders", config.folders.get(position)?.entry.at),
            Subject::Member(_) => None,
        }
    }

    /// Where the entry of a node that stands in the text is.
    pub(super) fn entry_of(&self, node: &Node) -> Result<Entry, Refusal> {
        self.entry(node.subject).ok_or_else(|| {
            Refusal::new(format!("the text of {} was not found", node.name), "Edit the text instead.")
        })
    }

    /// The entry at `at`; entries of a list stand in the order of the text.
    pub(super) fn listed(&self, list: &'static str, at: Location) -> Option<Entry> {
        let nodes = self.root(at.file)?.get(list)?.as_list()?;
        let index = nodes.partition_point(|node| node.range.start < at.range.start);
        (nodes.get(index)?.range == at.range).then_some(Entry { file: at.file, list, index })
    }

    /// What a file reads as, before variables were replaced.
    pub(super) fn root(&self, file: FileId) -> Option<&'a yaml::node::Node> {
        self.analysis.documents.iter().find(|part| part.file == file).map(|part| &part.node)
    }

    /// The value at `path` as written.
    pub(super) fn written(&self, file: FileId, path: &[Step]) -> Option<&'a yaml::node::Node> {
        path.iter().try_fold(self.root(file)?, |node, step| match step {
            Step::Key(key) => node.get(key),
            Step::Index(index) => node.as_list()?.get(*index),
        })
    }

    /// The text of a file.
    pub(super) fn text(&self, file: FileId) -> &'a str {
        self.workspace.files.get(file.index()).map_or("", |source| &source.text)
    }
}
