//! The wires of ghosts: what they wrote and read, as far as it is still drawn.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Ghost, Trail, TrailEnd};
use crate::address::ResourceType;
use crate::config::Config;
use crate::diagram::{Diagram, End, NodeId, Subject};

/// What is on one level of the diagram under one name.
type Key<'a> = (Option<&'a NodeId>, &'a str);

/// Who writes and reads each object.
#[derive(Default)]
struct Ends<'a> {
    writers: HashMap<Key<'a>, Vec<TrailEnd>>,
    readers: Vec<(Key<'a>, &'a Arc<str>, TrailEnd)>,
    written: Vec<(Key<'a>, &'a Arc<str>, TrailEnd)>,
    /// The dataset through which all goes that is written and read under its name.
    datasets: HashMap<Key<'a>, TrailEnd>,
}

/// All wires with a ghost at one end or both; as in the diagram, datasets stand between those that
/// write and those that read them.
pub(super) fn trails(diagram: &Diagram, config: &Config, ghosts: &[Ghost]) -> Vec<Trail> {
    if ghosts.is_empty() {
        return Vec::new();
    }
    let mut ends = Ends::default();
    ends.add_nodes(diagram, config);
    for (at, ghost) in ghosts.iter().enumerate() {
        ends.add_ghost(at, ghost);
    }
    ends.trails()
}

impl<'a> Ends<'a> {
    fn add_nodes(&mut self, diagram: &'a Diagram, config: &'a Config) {
        for (at, node) in diagram.nodes.iter().enumerate() {
            let level = node.parent.and_then(|parent| Some(&diagram.nodes.get(parent)?.id));
            let end = |port| TrailEnd::Node(End { node: at, port });
            match node.subject {
                Subject::Recipe(recipe) => {
                    let Some(recipe) = config.recipes.get(recipe) else { continue };
                    for input in recipe.inputs() {
                        self.read(level, &input.name.value, end(0));
                    }
                    for output in recipe.outputs() {
                        self.write(level, &output.name.value, end(0));
                    }
                }
                Subject::Dataset(_) | Subject::Object(..) => {
                    self.datasets.entry((level, &node.name)).or_insert(end(0));
                }
                Subject::Block(_) | Subject::Solution(_) | Subject::Member(_) => {
                    for (port, found) in node.inputs.iter().enumerate() {
                        found.object.iter().for_each(|object| self.read(level, object, end(port)));
                    }
                    for (port, found) in node.outputs.iter().enumerate() {
                        found.object.iter().for_each(|object| self.write(level, object, end(port)));
                    }
                }
            }
        }
    }

    fn add_ghost(&mut self, at: usize, ghost: &'a Ghost) {
        let level = ghost.parent.as_ref();
        let end = |port| TrailEnd::Ghost(End { node: at, port });
        if matches!(ghost.kind, ResourceType::Dataset | ResourceType::Folder) {
            self.datasets.entry((level, &ghost.name)).or_insert(end(0));
            return;
        }
        for (port, found) in ghost.inputs.iter().enumerate() {
            found.objects.iter().for_each(|object| self.read(level, object, end(port)));
        }
        for (port, found) in ghost.outputs.iter().enumerate() {
            found.objects.iter().for_each(|object| self.write(level, object, end(port)));
        }
    }

    fn read(&mut self, level: Option<&'a NodeId>, object: &'a Arc<str>, end: TrailEnd) {
        self.readers.push(((level, object), object, end));
    }

    fn write(&mut self, level: Option<&'a NodeId>, object: &'a Arc<str>, end: TrailEnd) {
        self.writers.entry((level, object)).or_default().push(end);
        self.written.push(((level, object), object, end));
    }

    fn trails(&self) -> Vec<Trail> {
        let mut trails = Vec::new();
        let mut add = |source: TrailEnd, target: TrailEnd, object: &Arc<str>| {
            let is_ghostly = |end| matches!(end, TrailEnd::Ghost(_));
            if is_ghostly(source) || is_ghostly(target) {
                trails.push(Trail { source, target, object: Arc::clone(object) });
            }
        };
        for (key, object, target) in &self.readers {
            let dataset = self.datasets.get(key);
            let writers = self.writers.get(key).filter(|_| dataset.is_none());
            for source in dataset.into_iter().chain(writers.into_iter().flatten()) {
                add(*source, *target, object);
            }
        }
        for (key, object, source) in &self.written {
            if let Some(dataset) = self.datasets.get(key) {
                add(*source, *dataset, object);
            }
        }
        trails
    }
}
