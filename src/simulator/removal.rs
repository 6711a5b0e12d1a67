//! Objects taken out of a project with what cannot stay without them.

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::object::{Kind, ObjectRef};
use crate::simulator::project::Project;
use crate::simulator::reference::{inputs, outputs};
use crate::simulator::stamp::Stamp;

impl Project {
    /// Deletes an object, with what was said of it. Recipes that read or write a dataset, folder or
    /// model go with it (`dss-api.md` 3.3, 3.6); what else they write stays.
    pub(super) fn remove(&mut self, object: &ObjectRef) {
        let id = &object.id;
        match object.kind {
            Kind::Recipe => drop(self.recipes.remove(id)),
            Kind::Dataset => drop(self.datasets.remove(id)),
            Kind::ManagedFolder => drop(self.folders.remove(id)),
            Kind::SavedModel => drop(self.models.remove(id)),
            Kind::StreamingEndpoint => drop(self.endpoints.remove(id)),
        }
        self.forget(object);
        let kind = json!(object.kind);
        self.discussions.remove(&format!("{}/{id}", kind.as_str().unwrap_or_default()));
        if object.kind == Kind::Recipe {
            return;
        }
        let exposed = self.settings.get_mut("exposedObjects").and_then(|exposed| exposed.get_mut("objects"));
        if let Some(objects) = exposed.and_then(Value::as_array_mut) {
            objects.retain(|object| object["localName"] != id.as_str() || object["type"] != kind);
        }
        if self.computable(id).is_some() {
            return;
        }
        let uses = |document: &Document| inputs(document).chain(outputs(document)).any(|used| used == id);
        let using = self.recipes.iter().filter(|(_, recipe)| uses(&recipe.document));
        let using: Vec<ObjectRef> = using.map(|(name, _)| ObjectRef::local(Kind::Recipe, name)).collect();
        for recipe in using {
            self.remove(&recipe);
        }
    }

    /// A copy for another key: no jobs, runs, bundles and discussions, new tags of version, and what
    /// was called by the old key called by the new one.
    pub(super) fn copied(&self, name: &str, own: &str, target: &str, stamp: &Stamp) -> Self {
        let mut copy = Self { metadata: self.metadata.clone(), ..Self::new(name, &stamp.login, stamp) };
        copy.metadata.insert("label".to_owned(), Value::from(name));
        copy.folder.clone_from(&self.folder);
        copy.settings
            .insert("settings".to_owned(), self.settings.get("settings").cloned().unwrap_or_default());
        copy.variables.clone_from(&self.variables);
        copy.tags.clone_from(&self.tags);
        copy.datasets.clone_from(&self.datasets);
        copy.recipes.clone_from(&self.recipes);
        copy.zones.clone_from(&self.zones);
        copy.folders.clone_from(&self.folders);
        copy.models.clone_from(&self.models);
        copy.endpoints.clone_from(&self.endpoints);
        copy.library.clone_from(&self.library);
        copy.wiki.clone_from(&self.wiki);
        copy.scenarios.clone_from(&self.scenarios);
        copy.notebooks.clone_from(&self.notebooks);
        copy.sql_notebooks.clone_from(&self.sql_notebooks);
        copy.scenarios.values_mut().for_each(|scenario| scenario.runs.clear());
        copy.datasets.values_mut().for_each(|dataset| dataset.built_at = None);
        copy.adopt(own, target);
        copy
    }

    /// Turns documents of the project `own` into documents of `target`.
    pub(super) fn adopt(&mut self, own: &str, target: &str) {
        let key = Value::from(target);
        for document in self.documents() {
            if document.contains_key("projectKey") {
                document.insert("projectKey".to_owned(), key.clone());
            }
        }
        let mut recipes = std::mem::take(&mut self.recipes);
        for recipe in recipes.values_mut() {
            self.shorten(&mut recipe.document, own);
        }
        self.recipes = recipes;
    }

    /// The documents of all objects.
    fn documents(&mut self) -> impl Iterator<Item = &mut Document> {
        let datasets = self.datasets.values_mut().map(|dataset| &mut dataset.document);
        let recipes = self.recipes.values_mut().map(|recipe| &mut recipe.document);
        let folders = self.folders.values_mut().map(|folder| &mut folder.document);
        let models = self.models.values_mut().map(|model| &mut model.document);
        let scenarios = self.scenarios.values_mut().map(|scenario| &mut scenario.document);
        let articles = self.wiki.articles.values_mut().map(|article| &mut article.document);
        let notebooks = self.notebooks.values_mut().chain(self.sql_notebooks.values_mut());
        let beside = self.endpoints.values_mut().chain(notebooks);
        datasets.chain(recipes).chain(folders).chain(models).chain(scenarios).chain(articles).chain(beside)
    }
}
