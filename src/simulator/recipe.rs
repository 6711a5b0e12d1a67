//! The definition of a recipe: what DSS keeps of it, and fills in (`dss-api.md` 5.2).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::fields::{fill, fill_common, known, object, text};
use crate::simulator::instance::Instance;
use crate::simulator::payload::selects_environment;
use crate::simulator::reference::{complete, inputs, outputs};
use crate::simulator::refusal::Refusal;

const MEMBERS: [&str; 14] = [
    "name",
    "type",
    "params",
    "inputs",
    "outputs",
    "neverRecomputeExistingPartitions",
    "redispatchPartitioning",
    "maxRunningActivities",
    "hashPropagationBehavior",
    "variables",
    "labels",
    "optionalDependencies",
    "ownVariables",
    "flowOptions",
];

/// The definition as it is kept in `project` under `name`.
pub(super) fn kept(document: Document, project: &str, name: &str) -> Document {
    let mut document = known(document, &MEMBERS);
    document.insert("projectKey".to_owned(), Value::from(project));
    document.insert("name".to_owned(), Value::from(name));
    complete(&mut document);
    let mut params = object(&document, "params");
    if selects_environment(text(&document, "type")) {
        fill(
            &mut params,
            json!({
                "envSelection": {"envMode": "INHERIT"}, "containerSelection": {"containerMode": "INHERIT"},
                "skipPrerunValidate": false,
            }),
        );
    }
    document.insert("params".to_owned(), Value::Object(params));
    fill(
        &mut document,
        json!({
            "neverRecomputeExistingPartitions": false, "redispatchPartitioning": false,
            "maxRunningActivities": 0, "hashPropagationBehavior": "INHERIT", "optionalDependencies": false,
            "variables": {}, "labels": [], "customMeta": {"kv": {}}, "dkuProperties": [],
        }),
    );
    fill_common(&mut document);
    document
}

/// Refuses references to what is not there or not exposed, and outputs of other projects or of other
/// recipes. An input that was already broken in `before` may stay so.
pub(super) fn check(
    instance: &Instance,
    project: &str,
    recipe: &Document,
    before: Option<&Document>,
) -> Result<(), Refusal> {
    let name = text(recipe, "name");
    for reference in inputs(recipe) {
        let was_there = before.is_some_and(|before| inputs(before).any(|input| input == reference));
        if !was_there && instance.resolve(project, reference).is_none() {
            return Err(Refusal::invalid(format!("Input {reference} of recipe {name} does not exist")));
        }
    }
    let own = instance.projects.get(project);
    for reference in outputs(recipe) {
        if own.and_then(|own| own.computable(reference)).is_none() {
            return Err(Refusal::invalid(format!("Output {reference} of recipe {name} does not exist")));
        }
        let writes = |other: &Document| outputs(other).any(|output| output == reference);
        let mut others = own.into_iter().flat_map(|own| &own.recipes).filter(|(other, _)| *other != name);
        if let Some((other, _)) = others.find(|(_, recipe)| writes(&recipe.document)) {
            return Err(Refusal::invalid(format!("{reference} is already an output of recipe {other}")));
        }
    }
    Ok(())
}
