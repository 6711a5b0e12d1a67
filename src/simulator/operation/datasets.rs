//! Datasets and their documents (`dss-api.md` 3.3).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::answer::{Answer, acknowledged, document, empty};
use crate::simulator::creation::{create_dataset, create_managed};
use crate::simulator::dataset;
use crate::simulator::fields::{known, list, new_name, object, required, sort_tags, whole};
use crate::simulator::object::{Kind, ObjectRef};
use crate::simulator::project::{Dataset, Project};
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, delete, get, post, put};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/datasets/", READ, all),
    post("/projects/{}/datasets/", WRITE, create),
    post("/projects/{}/datasets/managed", WRITE, create_in_connection),
    get("/projects/{}/datasets/{}", READ, |visit| document(dataset(visit)?.document.clone())),
    put("/projects/{}/datasets/{}", WRITE, update),
    delete("/projects/{}/datasets/{}", WRITE, remove),
    post("/projects/{}/actions/renameDataset", WRITE, rename),
    get("/projects/{}/datasets/{}/schema", READ, schema),
    put("/projects/{}/datasets/{}/schema", WRITE, set_schema),
    get("/projects/{}/datasets/{}/metadata", READ, metadata),
    put("/projects/{}/datasets/{}/metadata", WRITE, set_metadata),
    get("/projects/{}/datasets/{}/info", READ, build),
    get("/projects/{}/datasets/{}/usages", READ, usages),
];

/// The dataset that the path names.
pub(super) fn dataset<'a>(visit: &'a Visit<'_>) -> Result<&'a Dataset, Refusal> {
    let dataset = visit.project()?.datasets.get(visit.argument(1));
    dataset.ok_or_else(|| absent(visit.key(), visit.argument(1)))
}

/// The dataset that the path names, to change it.
pub(super) fn dataset_mut<'a>(visit: &'a mut Visit<'_>) -> Result<&'a mut Dataset, Refusal> {
    let (key, name) = (visit.key().to_owned(), visit.argument(1).to_owned());
    visit.project_mut()?.datasets.get_mut(&name).ok_or_else(|| absent(&key, &name))
}

fn absent(project: &str, name: &str) -> Refusal {
    Refusal::absent(format!("Dataset {project}.{name}"))
}

/// All datasets, with those that others expose if asked for; only those with any of the tags, if
/// tags are given.
fn all(visit: &mut Visit<'_>) -> Answer {
    let own = visit.project()?.datasets.values();
    let mut found: Vec<&Document> = own.map(|dataset| &dataset.document).collect();
    if visit.flag("foreign") && visit.since(14) {
        for (_, project) in visit.instance.projects.iter().filter(|(key, _)| *key != visit.key()) {
            let exposed =
                project.datasets.iter().filter(|(name, _)| project.exposes(Kind::Dataset, name, visit.key()));
            found.extend(exposed.map(|(_, dataset)| &dataset.document));
        }
    }
    let tags = if visit.since(14) { visit.parameters("tags") } else { Vec::new() };
    let is_wanted = |document: &&&Document| {
        let mut own = list(document, "tags").iter().filter_map(Value::as_str);
        tags.is_empty() || own.any(|tag| tags.contains(&tag))
    };
    document(
        found.iter().filter(is_wanted).map(|document| Value::Object((*document).clone())).collect::<Value>(),
    )
}

fn create(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let name = required(&asked, "name")?.to_owned();
    required(&asked, "type")?;
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    create_dataset(visit.instance, &key, &name, asked, &stamp)?;
    document(json!({"msg": format!("Created dataset {key}.{name}")}))
}

fn create_in_connection(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let name = required(&asked, "name")?.to_owned();
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    create_managed(visit.instance, &key, &name, &object(&asked, "creationSettings"), &stamp)?;
    document(json!({"msg": format!("Created dataset {key}.{name}")}))
}

/// Replaces the whole document; type and params have to be there, all else falls back to defaults.
fn update(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    required(&asked, "type").map_err(|_| Refusal::partial("type"))?;
    whole(&asked, &["params"])?;
    let (key, name, stamp) = (visit.key().to_owned(), visit.argument(1).to_owned(), visit.stamp());
    let dataset = dataset_mut(visit)?;
    let mut kept = dataset::kept(asked, &key, &name);
    stamp.update(&mut kept, &dataset.document);
    dataset.document = kept.clone();
    document(kept)
}

/// Deletes a dataset, and the recipes that read or write it.
fn remove(visit: &mut Visit<'_>) -> Answer {
    dataset(visit)?;
    let name = visit.argument(1).to_owned();
    let project = visit.project_mut()?;
    project.remove(&ObjectRef::local(Kind::Dataset, &name));
    empty()
}

fn rename(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let old = required(&asked, "oldName")?.to_owned();
    let new = new_name("dataset", required(&asked, "newName")?)?.to_owned();
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    let project = visit.project_mut()?;
    if project.datasets.contains_key(&new) {
        return Err(Refusal::taken(format!("Dataset {key}.{new}")));
    }
    let mut dataset = project.datasets.remove(&old).ok_or_else(|| absent(&key, &old))?;
    dataset.document.insert("name".to_owned(), Value::from(new.as_str()));
    stamp.touch(&mut dataset.document);
    project.datasets.insert(new.clone(), dataset);
    visit.instance.rename(&key, Kind::Dataset, &old, &new);
    empty()
}

fn schema(visit: &mut Visit<'_>) -> Answer {
    document(object(&dataset(visit)?.document, "schema"))
}

fn set_schema(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    whole(&asked, &["columns"])?;
    let stamp = visit.stamp();
    let dataset = dataset_mut(visit)?;
    dataset.document.insert("schema".to_owned(), Value::Object(dataset::schema(&asked)));
    stamp.touch(&mut dataset.document);
    acknowledged()
}

/// What the metadata of an object holds beside its tags.
const METADATA: [&str; 2] = ["customMeta", "custom"];

fn metadata(visit: &mut Visit<'_>) -> Answer {
    document(metadata_of(&dataset(visit)?.document))
}

/// The metadata of an object of the flow.
pub(super) fn metadata_of(object: &Document) -> Document {
    let mut metadata = known(object.clone(), &METADATA);
    for member in ["projectKey", "versionTag", "creationTag", "dkuProperties", "customMeta"] {
        metadata.remove(member);
    }
    metadata
        .insert("custom".to_owned(), object.get("customMeta").cloned().unwrap_or_else(|| json!({"kv": {}})));
    metadata
}

/// Takes the metadata of an object of the flow into its document; what is missing is emptied.
pub(super) fn take_metadata(object: &mut Document, asked: &Document) {
    for (member, emptied) in [
        ("tags", json!([])),
        ("customFields", json!({})),
        ("checklists", json!({"checklists": []})),
        ("description", Value::Null),
        ("shortDesc", Value::Null),
    ] {
        let value = asked.get(member).filter(|value| !value.is_null()).cloned().unwrap_or(emptied);
        if value.is_null() {
            object.remove(member);
        } else {
            object.insert(member.to_owned(), value);
        }
    }
    if let Some(custom) = asked.get("custom") {
        object.insert("customMeta".to_owned(), custom.clone());
    }
    sort_tags(object);
}

fn set_metadata(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let stamp = visit.stamp();
    let dataset = dataset_mut(visit)?;
    take_metadata(&mut dataset.document, &asked);
    stamp.touch(&mut dataset.document);
    acknowledged()
}

fn build(visit: &mut Visit<'_>) -> Answer {
    let last = dataset(visit)?
        .built_at
        .map(|at| json!({"buildStartTime": at, "buildEndTime": at, "buildSuccess": true}));
    document(last.map_or_else(|| json!({}), |last| json!({"lastBuild": last})))
}

/// The recipes that read or write the dataset, in all projects that the key may read.
fn usages(visit: &mut Visit<'_>) -> Answer {
    dataset(visit)?;
    let name = visit.argument(1).to_owned();
    used(visit, &name)
}

/// Where an object of the path's project is used.
pub(super) fn used(visit: &Visit<'_>, id: &str) -> Answer {
    let mut usages = Vec::new();
    for (key, project) in &visit.instance.projects {
        if !visit.caller.may(crate::simulator::access::Right::ReadConf, key, &project.permissions) {
            continue;
        }
        for (kind, recipe) in uses(project, key, visit.key(), id) {
            usages.push(json!({"type": kind, "objectId": recipe, "objectProjectKey": key}));
        }
    }
    document(usages)
}

fn uses<'a>(project: &'a Project, key: &str, owner: &str, id: &str) -> Vec<(&'static str, &'a str)> {
    let full = format!("{owner}.{id}");
    let means = |reference: &str| reference == if key == owner { id } else { full.as_str() };
    let mut uses = Vec::new();
    for (name, recipe) in &project.recipes {
        if crate::simulator::reference::inputs(&recipe.document).any(means) {
            uses.push(("RECIPE_INPUT", name.as_str()));
        }
        if crate::simulator::reference::outputs(&recipe.document).any(means) {
            uses.push(("RECIPE_OUTPUT", name.as_str()));
        }
    }
    uses
}
