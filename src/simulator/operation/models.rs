//! Saved models and streaming endpoints (`dss-api.md` 3.6). Models come from training, which does not
//! happen here: they are seeded, imported, or created empty.

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::answer::{Answer, acknowledged, document, empty};
use crate::simulator::fields::{fill, fill_common, known, list, new_label, new_name, required, text};
use crate::simulator::object::{Kind, ObjectRef};
use crate::simulator::operation::datasets::used;
use crate::simulator::project::Model;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, delete, get, post, put};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/savedmodels/", READ, all),
    post("/projects/{}/savedmodels/", WRITE, create),
    get("/projects/{}/savedmodels/{}", READ, |visit| document(model(visit)?.document.clone())),
    put("/projects/{}/savedmodels/{}", WRITE, update),
    delete("/projects/{}/savedmodels/{}", WRITE, remove),
    get("/projects/{}/savedmodels/{}/usages", READ, usages),
    get("/projects/{}/savedmodels/{}/versions", READ, versions),
    get("/projects/{}/savedmodels/{}/versions/{}/details", READ, version),
    get("/projects/{}/savedmodels/{}/versions/{}/snippet", READ, version),
    post("/projects/{}/savedmodels/{}/versions/{}/actions/setActive", WRITE, activate),
    post("/projects/{}/savedmodels/{}/actions/delete-versions", WRITE, delete_versions),
    get("/projects/{}/streamingendpoints/", READ, endpoints),
    post("/projects/{}/streamingendpoints/", WRITE, create_endpoint),
    get("/projects/{}/streamingendpoints/{}", READ, |visit| document(endpoint(visit)?.clone())),
    put("/projects/{}/streamingendpoints/{}", WRITE, update_endpoint),
    delete("/projects/{}/streamingendpoints/{}", WRITE, remove_endpoint),
];

const MODEL: [&str; 12] = [
    "id",
    "name",
    "type",
    "savedModelType",
    "predictionType",
    "miniTask",
    "lastExportedFrom",
    "publishPolicy",
    "conditionalOutputs",
    "flowOptions",
    "proxyModelConfiguration",
    "metrics",
];

fn model<'a>(visit: &'a Visit<'_>) -> Result<&'a Model, Refusal> {
    visit.project()?.models.get(visit.argument(1)).ok_or_else(|| absent(visit.argument(1)))
}

fn model_mut<'a>(visit: &'a mut Visit<'_>) -> Result<&'a mut Model, Refusal> {
    let id = visit.argument(1).to_owned();
    visit.project_mut()?.models.get_mut(&id).ok_or_else(|| absent(&id))
}

fn absent(id: &str) -> Refusal {
    Refusal::absent(format!("Saved model {id}"))
}

/// Those of the project; with `foreign`, those that are exposed to it too.
fn all(visit: &mut Visit<'_>) -> Answer {
    let own = visit.project()?.models.values();
    let mut found: Vec<&Document> = own.map(|model| &model.document).collect();
    if visit.flag("foreign") && visit.since(15) {
        for (_, project) in visit.instance.projects.iter().filter(|(key, _)| *key != visit.key()) {
            let models = project.models.iter();
            let exposed = models.filter(|(id, _)| project.exposes(Kind::SavedModel, id, visit.key()));
            found.extend(exposed.map(|(_, model)| &model.document));
        }
    }
    document(found.into_iter().map(|document| Value::Object(document.clone())).collect::<Value>())
}

/// The document of a model as it is kept.
pub(in crate::simulator) fn kept(document: Document, project: &str, id: &str) -> Document {
    let mut document = known(document, &MODEL);
    document.insert("projectKey".to_owned(), Value::from(project));
    document.insert("id".to_owned(), Value::from(id));
    let prediction =
        document.get("predictionType").cloned().unwrap_or_else(|| json!("BINARY_CLASSIFICATION"));
    fill(
        &mut document,
        json!({
            "type": "PREDICTION", "savedModelType": "DSS_MANAGED", "publishPolicy": "UNCONDITIONAL",
            "miniTask": {"taskType": "PREDICTION", "predictionType": prediction, "modeling": {"metrics": {}}},
        }),
    );
    fill_common(&mut document);
    document
}

fn create(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    new_label("model", required(&asked, "name")?)?;
    let id = visit.instance.ids.object();
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    let mut kept = kept(asked, &key, &id);
    stamp.create(&mut kept);
    visit.project_mut()?.models.insert(id.clone(), Model { document: kept.clone(), versions: Vec::new() });
    document(kept)
}

fn update(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    required(&asked, "name").map_err(|_| Refusal::partial("name"))?;
    let (key, id, stamp) = (visit.key().to_owned(), visit.argument(1).to_owned(), visit.stamp());
    let model = model_mut(visit)?;
    let mut kept = kept(asked, &key, &id);
    stamp.update(&mut kept, &model.document);
    model.document = kept;
    empty()
}

fn remove(visit: &mut Visit<'_>) -> Answer {
    model(visit)?;
    let id = visit.argument(1).to_owned();
    visit.project_mut()?.remove(&ObjectRef::local(Kind::SavedModel, id));
    empty()
}

fn usages(visit: &mut Visit<'_>) -> Answer {
    model(visit)?;
    let id = visit.argument(1).to_owned();
    used(visit, &id)
}

fn versions(visit: &mut Visit<'_>) -> Answer {
    document(model(visit)?.versions.iter().cloned().map(Value::Object).collect::<Value>())
}

fn version(visit: &mut Visit<'_>) -> Answer {
    let wanted = visit.argument(2);
    let version = model(visit)?.versions.iter().find(|version| text(version, "id") == wanted);
    version.cloned().map_or_else(|| Err(Refusal::absent(format!("Model version {wanted}"))), document)
}

fn activate(visit: &mut Visit<'_>) -> Answer {
    let wanted = visit.argument(2).to_owned();
    let model = model_mut(visit)?;
    if !model.versions.iter().any(|version| text(version, "id") == wanted) {
        return Err(Refusal::absent(format!("Model version {wanted}")));
    }
    for version in &mut model.versions {
        let is_active = text(version, "id") == wanted;
        version.insert("active".to_owned(), Value::from(is_active));
    }
    empty()
}

fn delete_versions(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let unwanted = list(&asked, "versions");
    model_mut(visit)?.versions.retain(|version| {
        let is_active = version.get("active") == Some(&Value::Bool(true));
        is_active || !unwanted.iter().any(|id| id == text(version, "id"))
    });
    empty()
}

fn endpoint<'a>(visit: &'a Visit<'_>) -> Result<&'a Document, Refusal> {
    let endpoint = visit.project()?.endpoints.get(visit.argument(1));
    endpoint.ok_or_else(|| Refusal::absent(format!("Streaming endpoint {}", visit.argument(1))))
}

fn endpoints(visit: &mut Visit<'_>) -> Answer {
    document(visit.project()?.endpoints.values().cloned().map(Value::Object).collect::<Value>())
}

fn kept_endpoint(asked: Document, project: &str, id: &str) -> Document {
    let mut kept = known(asked, &["id", "type", "params", "schema", "formatType", "formatParams"]);
    kept.insert("projectKey".to_owned(), Value::from(project));
    kept.insert("id".to_owned(), Value::from(id));
    fill(&mut kept, json!({"params": {}, "schema": {"columns": [], "userModified": false}}));
    fill_common(&mut kept);
    kept
}

/// Here the id is the name (`dss-api.md` 3.6).
fn create_endpoint(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let id = new_name("streaming endpoint", required(&asked, "id")?)?.to_owned();
    required(&asked, "type")?;
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    let project = visit.project_mut()?;
    if project.endpoints.contains_key(&id) {
        return Err(Refusal::taken(format!("Streaming endpoint {key}.{id}")));
    }
    let mut kept = kept_endpoint(asked, &key, &id);
    stamp.create(&mut kept);
    project.endpoints.insert(id.clone(), kept);
    document(json!({"id": id}))
}

fn update_endpoint(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    required(&asked, "type").map_err(|_| Refusal::partial("type"))?;
    let before = endpoint(visit)?.clone();
    let (key, id, stamp) = (visit.key().to_owned(), visit.argument(1).to_owned(), visit.stamp());
    let mut kept = kept_endpoint(asked, &key, &id);
    stamp.update(&mut kept, &before);
    visit.project_mut()?.endpoints.insert(id, kept);
    acknowledged()
}

fn remove_endpoint(visit: &mut Visit<'_>) -> Answer {
    endpoint(visit)?;
    let id = visit.argument(1).to_owned();
    visit.project_mut()?.remove(&ObjectRef::local(Kind::StreamingEndpoint, id));
    empty()
}
