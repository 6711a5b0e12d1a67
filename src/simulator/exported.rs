//! A project as an export archive, and back (`dss-api.md` 5.5).

use serde_json::{Map, Value, json};

use crate::inventory::Document;
use crate::packing::{Entry, archive};
use crate::simulator::fields::{object, text};
use crate::simulator::instance::Instance;
use crate::simulator::payload::extension;
use crate::simulator::project::Project;

/// The manifest at the root of an archive.
pub(super) const MANIFEST: &str = "export-manifest.json";
/// The folder of everything that is configuration.
pub(super) const CONFIG: &str = "project_config/";

/// The archive of a project; `manifest` says more of it. `None` if it is too large for the format.
pub(super) fn packed(
    instance: &Instance,
    key: &str,
    project: &Project,
    manifest: Document,
    with_uploads: bool,
) -> Option<Vec<u8>> {
    let mut pack = Pack { entries: Vec::new() };
    pack.manifest(instance, key, project, manifest);
    pack.params(key, project);
    pack.flow(project);
    pack.models(project);
    pack.texts(project);
    if with_uploads {
        pack.uploads(project);
    }
    archive(&pack.entries)
}

struct Pack {
    entries: Vec<Entry>,
}

impl Pack {
    fn bytes(&mut self, path: String, bytes: Vec<u8>) {
        self.entries.push((path, bytes));
    }

    fn json(&mut self, path: &str, document: &Value) {
        let text = format!("{document:#}");
        self.bytes(format!("{CONFIG}{path}"), text.into_bytes());
    }

    /// A document whose name or id is that of its file.
    fn named(&mut self, folder: &str, name: &str, member: &str, document: &Document) {
        let mut document = document.clone();
        document.remove(member);
        self.json(&format!("{folder}/{name}.json"), &Value::Object(document));
    }

    fn manifest(&mut self, instance: &Instance, key: &str, project: &Project, more: Document) {
        let datasets = project.datasets.values().map(|dataset| &dataset.document);
        let folders = project.folders.values().map(|folder| &folder.document);
        let mut connections = Map::new();
        for document in datasets.chain(folders) {
            let params = object(document, "params");
            let name = text(&params, "connection");
            if !name.is_empty() {
                let own = instance.connections.get(name);
                let kind = own.map_or_else(|| text(document, "type"), |own| text(own, "type"));
                connections.insert(name.to_owned(), json!({"type": kind}));
            }
        }
        let mut manifest = json!({
            "originalProjectKey": key, "manifestVersion": 3, "generatedWithDSSVersion": instance.settings.version,
            "exportedWithPlugins": [], "requiredConnections": connections, "usedCodeEnvRefs": [],
        });
        for (member, value) in more {
            manifest[member] = value;
        }
        self.bytes(MANIFEST.to_owned(), format!("{manifest:#}").into_bytes());
    }

    fn params(&mut self, key: &str, project: &Project) {
        let mut params = project.metadata.clone();
        params.remove("label");
        params.extend([
            ("projectKey".to_owned(), json!(key)),
            ("name".to_owned(), json!(project.name)),
            ("owner".to_owned(), json!(text(&project.permissions, "owner"))),
            ("permissions".to_owned(), project.permissions.get("permissions").cloned().unwrap_or_default()),
            ("settings".to_owned(), project.settings.get("settings").cloned().unwrap_or_default()),
            (
                "exposedObjects".to_owned(),
                project.settings.get("exposedObjects").cloned().unwrap_or_default(),
            ),
        ]);
        params.extend(project.tags_of_version.clone());
        self.json("params.json", &Value::Object(params));
        self.json("variables.json", project.variables.get("standard").unwrap_or(&Value::Null));
        self.json("localvariables.json", project.variables.get("local").unwrap_or(&Value::Null));
        self.json("tags.json", &json!({"tags": project.tags}));
    }

    fn flow(&mut self, project: &Project) {
        for (name, dataset) in &project.datasets {
            self.named("datasets", name, "name", &dataset.document);
        }
        for (name, recipe) in &project.recipes {
            self.named("recipes", name, "name", &recipe.document);
            if let Some(payload) = &recipe.payload {
                let path = format!("{CONFIG}recipes/{name}.{}", extension(text(&recipe.document, "type")));
                self.bytes(path, payload.clone().into_bytes());
            }
        }
        for (place, zone) in project.zones.iter().enumerate() {
            if let Value::Object(document) = project.zone_document(place) {
                self.named("zones", &zone.id, "id", &document);
            }
        }
        for (id, folder) in &project.folders {
            self.named("managed_folders", id, "id", &folder.document);
        }
        for (id, endpoint) in &project.endpoints {
            self.named("streaming_endpoints", id, "id", endpoint);
        }
    }

    fn models(&mut self, project: &Project) {
        for (id, model) in &project.models {
            self.named("saved_models", id, "id", &model.document);
            let versions: Vec<Value> = model.versions.iter().cloned().map(Value::Object).collect();
            self.bytes(
                format!("saved_models/{id}/versions.json"),
                Value::from(versions).to_string().into_bytes(),
            );
        }
        for (id, scenario) in &project.scenarios {
            self.named("scenarios", id, "id", &scenario.document);
            if !scenario.script.is_empty() {
                self.bytes(format!("{CONFIG}scenarios/{id}.py"), scenario.script.clone().into_bytes());
            }
        }
    }

    fn texts(&mut self, project: &Project) {
        for (path, content) in &project.library {
            if let Some(bytes) = content {
                self.bytes(format!("{CONFIG}lib/{path}"), bytes.0.clone());
            }
        }
        let wiki = &project.wiki;
        self.json("wiki/taxonomy.json", &json!({"homeArticleId": wiki.home, "taxonomy": wiki.taxonomy}));
        for (id, article) in &wiki.articles {
            self.named("wiki/articles", id, "id", &article.document);
            self.bytes(format!("{CONFIG}wiki/articles/{id}.md"), article.payload.clone().into_bytes());
            for (file, bytes) in &article.files {
                self.bytes(format!("{CONFIG}wiki/uploads/{id}/{file}"), bytes.0.clone());
            }
        }
        for (name, notebook) in &project.notebooks {
            self.json(&format!("ipython_notebooks/{name}.ipynb"), &Value::Object(notebook.clone()));
        }
        for (id, notebook) in &project.sql_notebooks {
            self.named("sql_notebooks", id, "id", notebook);
        }
    }

    fn uploads(&mut self, project: &Project) {
        for (name, dataset) in &project.datasets {
            for (file, content) in &dataset.files {
                self.bytes(format!("uploads/{name}/{file}"), content.bytes.0.clone());
            }
        }
    }
}
