//! The flow of a project as a graph (`dss-api.md` 3.5).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::simulator::fields::text;
use crate::simulator::instance::Instance;
use crate::simulator::object::{Kind, ObjectRef};
use crate::simulator::project::Project;
use crate::simulator::reference::{inputs, outputs};

/// The nodes of a flow, by what addresses them.
pub(super) struct Graph<'a> {
    nodes: BTreeMap<String, Node<'a>>,
}

struct Node<'a> {
    reference: &'a str,
    kind: &'static str,
    /// The type of a dataset or recipe.
    sub_type: &'a str,
    project: &'a str,
    predecessors: Vec<String>,
    successors: Vec<String>,
}

impl<'a> Graph<'a> {
    /// The flow of a project, with what its recipes read from other projects. A recipe that is called
    /// like a dataset goes by `recipe_NAME`.
    pub(super) fn of(instance: &'a Instance, key: &'a str) -> Self {
        let mut graph = Self { nodes: BTreeMap::new() };
        let Some(project) = instance.projects.get(key) else { return graph };
        for kind in [Kind::Dataset, Kind::ManagedFolder, Kind::SavedModel, Kind::StreamingEndpoint] {
            for (id, sub_type) in of_kind(project, kind) {
                graph.add(id.to_owned(), id, kind.node(), sub_type, key);
            }
        }
        graph.add_implicit(project, key);
        for (name, recipe) in &project.recipes {
            let node = recipe_node(project, name);
            graph.add(node.clone(), name, Kind::Recipe.node(), text(&recipe.document, "type"), key);
            for input in inputs(&recipe.document) {
                graph.add_foreign(instance, key, input);
                graph.link(input, &node);
            }
            for output in outputs(&recipe.document) {
                graph.link(&node, output);
            }
        }
        graph
    }

    /// The names of the recipes that read an object.
    pub(super) fn readers(&self, id: &str) -> Vec<String> {
        let successors = self.nodes.get(id).map(|node| node.successors.as_slice()).unwrap_or_default();
        let nodes = successors.iter().filter_map(|id| self.nodes.get(id));
        nodes.filter(|node| node.kind == Kind::Recipe.node()).map(|node| node.reference.to_owned()).collect()
    }

    /// The recipes that make an object, and those that make what they read, if `all` are wanted.
    pub(super) fn makers(&self, id: &str, all: bool) -> Vec<String> {
        let (mut makers, mut waiting) = (Vec::new(), vec![id.to_owned()]);
        while let Some(id) = waiting.pop() {
            for predecessor in
                self.nodes.get(&id).map(|node| node.predecessors.as_slice()).unwrap_or_default()
            {
                let Some(node) = self.nodes.get(predecessor) else { continue };
                let is_new = !makers.iter().any(|maker| maker == node.reference);
                if node.kind == Kind::Recipe.node() && is_new {
                    makers.push(node.reference.to_owned());
                    if all {
                        waiting.extend(node.predecessors.iter().cloned());
                    }
                }
            }
        }
        makers
    }

    /// The part of the graph that a test of nodes leaves: edges to other nodes go.
    pub(super) fn restrict(&mut self, keeps: impl Fn(&ObjectRef) -> bool) {
        let kind = |node: &Node<'_>| {
            [Kind::Dataset, Kind::ManagedFolder, Kind::SavedModel, Kind::StreamingEndpoint, Kind::Recipe]
                .into_iter()
                .find(|kind| kind.node() == node.kind)
        };
        self.nodes
            .retain(|_, node| kind(node).is_some_and(|kind| keeps(&ObjectRef::local(kind, node.reference))));
        let ids: std::collections::BTreeSet<String> = self.nodes.keys().cloned().collect();
        for node in self.nodes.values_mut() {
            node.predecessors.retain(|id| ids.contains(id));
            node.successors.retain(|id| ids.contains(id));
        }
    }

    /// As DSS answers it.
    pub(super) fn document(&self) -> Value {
        let of = |kind: &str| -> Vec<&str> {
            let nodes = self.nodes.values().filter(|node| node.kind == kind);
            nodes.map(|node| node.reference).collect()
        };
        let nodes = self.nodes.iter().map(|(id, node)| {
            let mut shown = json!({
                "id": id, "ref": node.reference, "type": node.kind, "projectKey": node.project,
                "predecessors": node.predecessors, "successors": node.successors,
            });
            if !node.sub_type.is_empty() {
                shown["subType"] = Value::from(node.sub_type);
            }
            (id.clone(), shown)
        });
        json!({
            "nodes": crate::value::object(nodes), "datasets": of(Kind::Dataset.node()),
            "recipes": of(Kind::Recipe.node()), "folders": of(Kind::ManagedFolder.node()),
        })
    }

    fn add(
        &mut self,
        id: String,
        reference: &'a str,
        kind: &'static str,
        sub_type: &'a str,
        project: &'a str,
    ) {
        let (predecessors, successors) = (Vec::new(), Vec::new());
        self.nodes.insert(id, Node { reference, kind, sub_type, project, predecessors, successors });
    }

    /// Datasets made of the files of a folder have a recipe that nobody wrote.
    fn add_implicit(&mut self, project: &'a Project, key: &'a str) {
        for (name, dataset) in &project.datasets {
            let params = dataset.document.get("params").and_then(Value::as_object);
            let folder = params.map(|params| text(params, "folderSmartId")).unwrap_or_default();
            if text(&dataset.document, "type") == "FilesInFolder" && project.folders.contains_key(folder) {
                let id = format!("FilesInFolder->{key}.{name}");
                self.add(id.clone(), name, "RUNNABLE_IMPLICIT_RECIPE", "", key);
                self.link(folder, &id);
                self.link(&id, name);
            }
        }
    }

    /// What a recipe reads from another project, or what is gone.
    fn add_foreign(&mut self, instance: &'a Instance, key: &'a str, input: &'a str) {
        if self.nodes.contains_key(input) {
            return;
        }
        let found = instance.resolve(key, input);
        let (other, kind, sub_type) = match found {
            Some((other, kind, id)) => {
                let document = instance.projects.get(other).and_then(|other| other.datasets.get(id));
                (other, kind, document.map(|dataset| text(&dataset.document, "type")).unwrap_or_default())
            }
            None => (key, Kind::Dataset, ""),
        };
        self.add(input.to_owned(), input, kind.node(), sub_type, other);
    }

    fn link(&mut self, from: &str, to: &str) {
        for (id, other, forward) in [(from, to, true), (to, from, false)] {
            if let Some(node) = self.nodes.get_mut(id) {
                let links = if forward { &mut node.successors } else { &mut node.predecessors };
                if !links.iter().any(|link| link == other) {
                    links.push(other.to_owned());
                }
            }
        }
    }
}

fn recipe_node(project: &Project, name: &str) -> String {
    if project.computable(name).is_some() { format!("recipe_{name}") } else { name.to_owned() }
}

fn of_kind(project: &Project, kind: Kind) -> Vec<(&str, &str)> {
    fn typed<'a>(id: &'a str, document: &'a crate::inventory::Document) -> (&'a str, &'a str) {
        (id, text(document, "type"))
    }
    match kind {
        Kind::Dataset => project.datasets.iter().map(|(id, own)| typed(id, &own.document)).collect(),
        Kind::ManagedFolder => project.folders.iter().map(|(id, own)| typed(id, &own.document)).collect(),
        Kind::SavedModel => project.models.iter().map(|(id, own)| typed(id, &own.document)).collect(),
        Kind::StreamingEndpoint => project.endpoints.iter().map(|(id, own)| typed(id, own)).collect(),
        Kind::Recipe => Vec::new(),
    }
}
