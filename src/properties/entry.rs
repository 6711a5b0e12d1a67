//! The entry of a node as written, and which problems stand at which of its values.

use crate::block::PortKind;
use crate::diagnostic::Diagnostic;
use crate::diagram::{Node, Subject};
use crate::workspace::Analysis;
use crate::yaml;
use crate::yaml::edit::Step;

/// An element of a list in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    /// What stands there, before variables were replaced.
    pub(super) node: &'a yaml::node::Node,
    list: &'static str,
    /// Its position in the merged list, which problems count.
    index: usize,
}

impl<'a> Entry<'a> {
    /// The entry of `node`; `None` for members, which have none of their own.
    pub(super) fn new(analysis: &'a Analysis, node: &Node) -> Option<Self> {
        let config = &analysis.config;
        let (list, index) = match node.subject {
            Subject::Block(position) | Subject::Solution(position) => {
                let entry = config.uses.get(position)?;
                (entry.section.key(), entry.index)
            }
            Subject::Dataset(position) => ("datasets", config.datasets.get(position)?.index),
            Subject::Recipe(position) => ("recipes", config.recipes.get(position)?.index),
            Subject::Object(PortKind::Model, position) => {
                ("models", config.models.get(position)?.entry.index)
            }
            Subject::Object(_, position) => ("folders", config.folders.get(position)?.entry.index),
            Subject::Member(_) => return None,
        };
        let document = analysis.documents.iter().find(|part| part.file == node.at.file)?;
        let elements = document.node.get(list)?.as_list()?;
        let at = elements.partition_point(|element| element.range.start < node.at.range.start);
        let found = elements.get(at).filter(|element| element.range == node.at.range)?;
        Some(Self { node: found, list, index })
    }

    /// The value at `path`.
    pub(super) fn value(&self, path: &[Step]) -> Option<&'a yaml::node::Node> {
        path.iter().try_fold(self.node, |node, step| match step {
            Step::Key(key) => node.get(key),
            Step::Index(index) => node.as_list()?.get(*index),
        })
    }

    /// The path of a value, as problems name it.
    pub(super) fn path(&self, steps: &[Step]) -> String {
        let mut path = format!("{}[{}]", self.list, self.index);
        for step in steps {
            match step {
                Step::Key(key) => path.extend([".", key.as_str()]),
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }
}

/// The problems of a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Problems<'a> {
    /// All there are.
    pub(super) all: &'a [Diagnostic],
    /// Positions of the node's own.
    pub(super) own: &'a [usize],
}

impl Problems<'_> {
    /// Those at `path` or below it.
    pub(super) fn at(self, path: &str) -> Vec<usize> {
        let is_there = |problem: &&usize| {
            let rest = self.all.get(**problem).and_then(|problem| problem.path.strip_prefix(path));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.own.iter().filter(is_there).copied().collect()
    }
}

/// A step to a key.
pub(super) fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}
