//! The flow as a graph, and schemas led through it (`dss-api.md` 3.5).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::dss::future::Future;
use crate::dss::request::{path, slashed};
use crate::dss::{Call, Request, Response, answer, fields};
use crate::inventory::Document;

/// The flow of a project or of a zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// The nodes by their ids in the graph.
    pub nodes: BTreeMap<String, Node>,
}

/// A node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Name or id of the object; with its project in front if that is another one.
    pub reference: String,
    /// What it is, as `COMPUTABLE_DATASET` or `RUNNABLE_RECIPE`. New versions add to them.
    pub kind: String,
    /// The type of the object, as `python` or `Filesystem`.
    pub sub_type: Option<String>,
    /// The nodes in front of it.
    pub predecessors: Vec<String>,
    /// The nodes behind it.
    pub successors: Vec<String>,
}

/// How schemas are led through a flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Propagation {
    /// How recipes are updated, by type and by name, in DSS's shape.
    pub recipe_options: Document,
    /// Partitions to build with, by dimension.
    pub partition_values: Document,
    /// Partitions to build, by object.
    pub partitions: Document,
    /// Recipes at which to stop.
    pub excluded: Vec<String>,
    /// Recipes whose outputs are right as they are.
    pub marked_as_right: Vec<String>,
    /// Whether to build where that is needed to know a schema. It runs jobs.
    pub rebuild: bool,
}

/// `flow.graph`.
pub fn graph(project: &str) -> Call<Graph> {
    Call::new(Request::get(slashed(&["projects", project, "flow", "graph"])), read_graph)
}

pub(super) fn read_graph(response: &Response) -> Result<Graph, String> {
    let document = answer::document(response)?;
    let nodes = fields::document(&document, "nodes")?.ok_or("`nodes` is missing in the answer")?;
    let nodes = nodes.into_iter().map(|(id, node)| {
        let Value::Object(node) = node else { return Err(format!("the node {id} is no object")) };
        read_node(&node).map(|node| (id, node))
    });
    Ok(Graph { nodes: nodes.collect::<Result<_, String>>()? })
}

fn read_node(node: &Document) -> Result<Node, String> {
    Ok(Node {
        reference: fields::required_text(node, "ref")?,
        kind: fields::required_text(node, "type")?,
        sub_type: fields::text(node, "subType")?,
        predecessors: fields::texts(node, "predecessors")?,
        successors: fields::texts(node, "successors")?,
    })
}

/// `flow.propagate_schema`: leads the schemas of `sources`, datasets by project and name, through the flow.
pub fn propagate_schema(project: &str, sources: &[(&str, &str)], how: &Propagation) -> Call<Future> {
    let sources: Vec<Value> =
        sources.iter().map(|(project, id)| json!({"projectKey": project, "id": id})).collect();
    let mut recipe_options = json!({"byType": {}, "byName": {}});
    for (key, value) in &how.recipe_options {
        recipe_options[key] = value.clone();
    }
    let document = json!({
        "options": {
            "recipeUpdateOptions": recipe_options,
            "defaultPartitionValuesByDimension": how.partition_values,
            "partitionsByComputable": how.partitions,
            "excludedRecipes": how.excluded,
            "markAsOkRecipes": how.marked_as_right,
            "autoRebuild": how.rebuild,
        },
        "sources": sources,
    });
    let request = Request::post(path(&["projects", project, "flow", "tools", "propagate-schema"]) + "/");
    Call::new(request.json(document), Future::read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_of_kinds_nobody_knows_are_kept() {
        let body = json!({"nodes": {
            "a": {"ref": "readings", "type": "COMPUTABLE_DATASET", "subType": "Filesystem", "successors": ["b"]},
            "b": {"ref": "compute", "type": "RUNNABLE_ORACLE", "predecessors": ["a"]},
        }, "datasets": ["readings"]});
        let graph = graph("P").read(&Response::json(200, &body)).unwrap();
        assert_eq!(graph.nodes["b"].kind, "RUNNABLE_ORACLE");
        assert_eq!(graph.nodes["a"].successors, ["b"]);
    }

    #[test]
    fn a_graph_of_another_shape_is_refused() {
        for (body, said) in [
            (json!({}), "`nodes` is missing in the answer"),
            (json!({"nodes": {"a": 1}}), "the node a is no object"),
            (json!({"nodes": {"a": {"type": "X"}}}), "`ref` is missing in the answer"),
            (
                json!({"nodes": {"a": {"ref": "a", "type": "X", "successors": [{}]}}}),
                "`successors` should be a list of texts, but is or holds an object",
            ),
        ] {
            assert_eq!(graph("P").read(&Response::json(200, &body)).unwrap_err().said, said);
        }
    }
}
