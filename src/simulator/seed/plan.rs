//! A project to be made, as data.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::project::Model;
use crate::simulator::seed::writer::Writer;

/// A project.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    key: String,
    name: String,
    description: String,
    tags: Vec<String>,
    variables: Document,
    permissions: Vec<Value>,
    datasets: Vec<Dataset>,
    folders: Vec<Folder>,
    models: Vec<SavedModel>,
    recipes: Vec<Recipe>,
    zones: Vec<Zone>,
    scenarios: Vec<Value>,
    /// Texts of the library by path.
    library: BTreeMap<String, Vec<String>>,
    articles: Vec<Article>,
    /// Datasets that other projects may read.
    exposed: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dataset {
    name: String,
    /// The connection of a managed one.
    managed: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    params: Document,
    format: Option<String>,
    /// Names and types.
    columns: Vec<(String, String)>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    about: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Folder {
    name: String,
    files: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedModel {
    name: String,
    prediction: String,
    versions: Vec<Document>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipe {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    /// Names of datasets, folders and models; a model is read by the role `model`.
    inputs: Vec<String>,
    outputs: Vec<String>,
    /// Lines of code.
    code: Option<Vec<String>>,
    /// Members of the payload that are set.
    #[serde(default)]
    payload: Document,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Zone {
    name: String,
    color: String,
    recipes: Vec<String>,
    datasets: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Article {
    name: String,
    parent: Option<String>,
    text: Vec<String>,
}

impl Plan {
    /// Makes the project.
    pub(super) fn carry_out(&self, writer: &mut Writer<'_>) -> Result<(), String> {
        let project = json!({
            "projectKey": self.key, "name": self.name, "owner": "admin", "description": self.description,
            "permissions": self.permissions, "tags": self.tags,
        });
        writer.post(&[""], project)?;
        let key = self.key.as_str();
        writer.edit(&[key, "variables", ""], |document| {
            document.insert("standard".to_owned(), Value::Object(self.variables.clone()));
        })?;
        for dataset in &self.datasets {
            dataset.carry_out(writer, key)?;
        }
        let mut ids = BTreeMap::new();
        for folder in &self.folders {
            ids.insert(folder.name.as_str(), folder.carry_out(writer, key)?);
        }
        let mut models = BTreeMap::new();
        for model in &self.models {
            models.insert(model.name.as_str(), model.carry_out(writer, key)?);
        }
        for recipe in &self.recipes {
            recipe.carry_out(writer, key, &ids, &models)?;
        }
        for zone in &self.zones {
            zone.carry_out(writer, key)?;
        }
        self.carry_out_texts(writer)
    }

    fn carry_out_texts(&self, writer: &mut Writer<'_>) -> Result<(), String> {
        let key = self.key.as_str();
        for scenario in &self.scenarios {
            writer.post(&[key, "scenarios", ""], scenario.clone())?;
        }
        for (path, lines) in &self.library {
            writer.post_bytes(format!("/projects/{key}/libraries/contents/{path}"), &text(lines))?;
        }
        let mut articles: BTreeMap<&str, String> = BTreeMap::new();
        for article in &self.articles {
            let parent = article.parent.as_ref().and_then(|parent| articles.get(parent.as_str()));
            let id =
                write_article(writer, key, &article.name, parent.map(String::as_str), &text(&article.text))?;
            articles.insert(&article.name, id);
        }
        writer.edit(&[key, "settings"], |settings| {
            let objects = self.exposed.iter().map(|(name, targets)| {
                let rules: Vec<Value> =
                    targets.iter().map(|target| json!({"targetProject": target})).collect();
                json!({"type": "DATASET", "localName": name, "rules": rules})
            });
            settings.insert("exposedObjects".to_owned(), json!({"objects": objects.collect::<Vec<_>>()}));
        })
    }
}

/// Writes an article and gives back its id.
pub(super) fn write_article(
    writer: &mut Writer<'_>,
    project: &str,
    name: &str,
    parent: Option<&str>,
    text: &str,
) -> Result<String, String> {
    let asked = json!({"projectKey": project, "name": name, "parent": parent});
    let made = writer.post(&[project, "wiki", ""], asked)?;
    let id = made["article"]["id"].as_str().unwrap_or_default().to_owned();
    writer.edit(&[project, "wiki", &id], |article| {
        article.insert("payload".to_owned(), Value::from(text));
    })?;
    Ok(id)
}

fn text(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

impl Dataset {
    fn carry_out(&self, writer: &mut Writer<'_>, key: &str) -> Result<(), String> {
        let (kind, asked) = if let Some(connection) = &self.managed {
            let settings =
                json!({"connectionId": connection, "specificSettings": {"formatOptionId": self.format}});
            ("managed", json!({"name": self.name, "creationSettings": settings}))
        } else {
            let asked = json!({
                "name": self.name, "projectKey": key, "type": self.kind, "params": self.params,
                "formatType": self.format,
            });
            ("", asked)
        };
        writer.post(&[key, "datasets", kind], asked)?;
        writer.edit(&[key, "datasets", &self.name], |document| {
            let columns = self.columns.iter().map(|(name, kind)| json!({"name": name, "type": kind}));
            let schema = json!({"columns": columns.collect::<Vec<_>>(), "userModified": true});
            document.insert("schema".to_owned(), schema);
            document.insert("tags".to_owned(), json!(self.tags));
            document.insert("shortDesc".to_owned(), json!(self.about));
        })
    }
}

impl Folder {
    fn carry_out(&self, writer: &mut Writer<'_>, key: &str) -> Result<String, String> {
        let params = json!({"connection": "filesystem_folders", "path": "/${projectKey}/${odbId}"});
        let asked = json!({"name": self.name, "projectKey": key, "type": null, "params": params});
        let made = writer.post(&[key, "managedfolders", ""], asked)?;
        let id = made["id"].as_str().unwrap_or_default().to_owned();
        for (path, content) in &self.files {
            writer.post_file(&format!("/projects/{key}/managedfolders/{id}/contents/{path}"), content)?;
        }
        Ok(id)
    }
}

impl SavedModel {
    /// Models come from training, which no request stands for: the versions are put in by hand.
    fn carry_out(&self, writer: &mut Writer<'_>, key: &str) -> Result<String, String> {
        let asked =
            json!({"name": self.name, "savedModelType": "DSS_MANAGED", "predictionType": self.prediction});
        let made = writer.post(&[key, "savedmodels", ""], asked)?;
        let id = made["id"].as_str().unwrap_or_default().to_owned();
        let project = writer.simulator.instance.projects.get_mut(key);
        if let Some(Model { versions, .. }) = project.and_then(|project| project.models.get_mut(&id)) {
            versions.clone_from(&self.versions);
        }
        Ok(id)
    }
}

impl Recipe {
    fn carry_out(
        &self,
        writer: &mut Writer<'_>,
        key: &str,
        folders: &BTreeMap<&str, String>,
        models: &BTreeMap<&str, String>,
    ) -> Result<(), String> {
        let mut inputs = Document::new();
        for name in &self.inputs {
            let (role, id) = match models.get(name.as_str()) {
                Some(id) => ("model", id),
                None => ("main", folders.get(name.as_str()).unwrap_or(name)),
            };
            let role = inputs.entry(role).or_insert_with(|| json!({"items": []}));
            role["items"].as_array_mut().into_iter().for_each(|entries| entries.push(json!({"ref": id})));
        }
        let outputs = self.outputs.iter().map(|name| {
            let id = models.get(name.as_str()).or_else(|| folders.get(name.as_str()));
            json!({"ref": id.unwrap_or(name), "appendMode": false})
        });
        let prototype = json!({
            "type": self.kind, "name": self.name, "projectKey": key, "inputs": inputs,
            "outputs": {"main": {"items": outputs.collect::<Vec<_>>()}}, "tags": self.tags,
        });
        let mut settings = json!({"script": self.code.as_ref().map(|lines| text(lines))});
        if ["join", "vstack"].contains(&self.kind.as_str()) {
            settings["virtualInputs"] = json!(self.inputs);
        }
        writer.post(
            &[key, "recipes", ""],
            json!({"recipePrototype": prototype, "creationSettings": settings}),
        )?;
        if self.payload.is_empty() {
            return Ok(());
        }
        writer.edit(&[key, "recipes", &self.name], |whole| {
            let written = whole.get("payload").and_then(Value::as_str).unwrap_or_default();
            let mut payload: Document = serde_json::from_str(written).unwrap_or_default();
            payload.extend(self.payload.clone());
            whole.insert("payload".to_owned(), Value::from(Value::Object(payload).to_string()));
        })
    }
}

impl Zone {
    fn carry_out(&self, writer: &mut Writer<'_>, key: &str) -> Result<(), String> {
        let made = writer.post(&[key, "flow", "zones"], json!({"name": self.name, "color": self.color}))?;
        let id = made["id"].as_str().unwrap_or_default();
        let recipes = self.recipes.iter().map(|name| json!({"objectId": name, "objectType": "RECIPE"}));
        let datasets = self.datasets.iter().map(|name| json!({"objectId": name, "objectType": "DATASET"}));
        let objects: Vec<Value> = recipes.chain(datasets).collect();
        writer.post(&[key, "flow", "zones", id, "add-items"], Value::from(objects)).map(drop)
    }
}
