//! What must hold in every instance: names agree, references hold, zones part the flow.

use std::collections::BTreeSet;

use crate::simulator::fields::text;
use crate::simulator::instance::Instance;
use crate::simulator::object::{Kind, ObjectRef};
use crate::simulator::path::{above, file_path};
use crate::simulator::project::Project;
use crate::simulator::reference::{inputs, outputs};
use crate::simulator::taxonomy::{MAX_LEVELS, ids, levels};
use crate::simulator::zone::DEFAULT;

impl Instance {
    /// What does not hold, in words.
    pub(super) fn broken(&self) -> Vec<String> {
        let mut broken = Vec::new();
        for (id, folder) in &self.project_folders {
            let mut parent = folder.parent.as_deref();
            // More steps than folders are a circle.
            for _ in 0..self.project_folders.len() {
                parent = parent
                    .and_then(|id| self.project_folders.get(id))
                    .and_then(|above| above.parent.as_deref());
            }
            let is_known =
                folder.parent.as_ref().is_none_or(|parent| self.project_folders.contains_key(parent));
            if parent.is_some() || !is_known {
                broken.push(format!("Project folder {id} hangs nowhere"));
            }
        }
        for (key, project) in &self.projects {
            if !self.project_folders.contains_key(&project.folder) {
                broken.push(format!("{key} lies in no folder"));
            }
            let found =
                [project.odd_names(), project.odd_recipes(key), project.odd_zones(), project.odd_texts()];
            broken.extend(found.into_iter().flatten().map(|problem| format!("{key}: {problem}")));
        }
        broken
    }
}

impl Project {
    fn odd_names(&self) -> Vec<String> {
        let datasets = self.datasets.iter().map(|(name, dataset)| (name, &dataset.document, "name"));
        let recipes = self.recipes.iter().map(|(name, recipe)| (name, &recipe.document, "name"));
        let folders = self.folders.iter().map(|(id, folder)| (id, &folder.document, "id"));
        let models = self.models.iter().map(|(id, model)| (id, &model.document, "id"));
        let scenarios = self.scenarios.iter().map(|(id, scenario)| (id, &scenario.document, "id"));
        let articles = self.wiki.articles.iter().map(|(id, article)| (id, &article.document, "id"));
        let all = datasets.chain(recipes).chain(folders).chain(models).chain(scenarios).chain(articles);
        let odd = all.filter(|(name, document, member)| text(document, member) != name.as_str());
        odd.map(|(name, _, _)| format!("{name} is called otherwise in its document")).collect()
    }

    /// What a recipe writes is there; what it reads is there or of another project.
    fn odd_recipes(&self, key: &str) -> Vec<String> {
        let mut odd = Vec::new();
        for (name, recipe) in &self.recipes {
            for output in outputs(&recipe.document).filter(|output| self.computable(output).is_none()) {
                odd.push(format!("{name} writes {output}, which is not there"));
            }
            for input in inputs(&recipe.document).filter(|input| self.computable(input).is_none()) {
                let is_foreign = input.split_once('.').is_some_and(|(other, _)| other != key);
                if !is_foreign {
                    odd.push(format!("{name} reads {input}, which is not there"));
                }
            }
        }
        odd
    }

    fn odd_zones(&self) -> Vec<String> {
        let mut odd = Vec::new();
        let first = self.zones.first();
        if first.is_none_or(|zone| zone.id != DEFAULT || !zone.objects.is_empty()) {
            odd.push("the first zone is not the default zone".to_owned());
        }
        let ids: BTreeSet<&str> = self.zones.iter().map(|zone| zone.id.as_str()).collect();
        if ids.len() != self.zones.len() {
            odd.push("two zones have one id".to_owned());
        }
        let mut seen = BTreeSet::new();
        for object in self.zones.iter().flat_map(|zone| &zone.objects) {
            if !seen.insert(object) {
                odd.push(format!("{} lies in two zones", object.id));
            }
            if object.project.is_some() || !self.has(object) {
                odd.push(format!("{} lies in a zone and is not there", object.id));
            }
        }
        for (name, recipe) in &self.recipes {
            let zone = self.zone_of(&ObjectRef::local(Kind::Recipe, name));
            for output in outputs(&recipe.document) {
                let kind = self.computable(output);
                if kind.is_some_and(|kind| self.zone_of(&ObjectRef::local(kind, output)) != zone) {
                    odd.push(format!("{name} lies in another zone than {output}"));
                }
            }
        }
        odd
    }

    fn odd_texts(&self) -> Vec<String> {
        let mut odd = Vec::new();
        for path in self.library.keys() {
            let is_below_folders = above(path).all(|folder| self.library.get(folder) == Some(&None));
            if !is_below_folders || file_path(path).ok().as_ref() != Some(path) {
                odd.push(format!("library path {path} hangs nowhere"));
            }
        }
        let mut listed = ids(&self.wiki.taxonomy);
        crate::sorting::sort(&mut listed);
        if !listed.into_iter().eq(self.wiki.articles.keys().map(String::as_str)) {
            odd.push("the wiki's tree does not hold each article once".to_owned());
        }
        if levels(&self.wiki.taxonomy) > MAX_LEVELS {
            odd.push(format!("the wiki's tree has more than {MAX_LEVELS} levels"));
        }
        let is_article = |id: &String| self.wiki.articles.contains_key(id);
        if !self.wiki.home.as_ref().is_none_or(is_article) {
            odd.push("the wiki's home is no article".to_owned());
        }
        odd
    }
}
