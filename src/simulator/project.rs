//! A project as it is stored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::inventory::Document;
use crate::simulator::bytes::{Bytes, File};
use crate::simulator::fields;
use crate::simulator::object::{Kind, ObjectRef, foreign};
use crate::simulator::reference;
use crate::simulator::stamp::Stamp;
use crate::simulator::task::{Job, Run};
use crate::simulator::zone::Zone;

/// Most objects of one project, files and articles among them.
pub(super) const MAX_OBJECTS: usize = 50_000;

/// A project with everything in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Project {
    /// Its name.
    pub(super) name: String,
    /// Version and creation tags.
    pub(super) tags_of_version: Document,
    /// The folder it lies in.
    pub(super) folder: String,
    pub(super) metadata: Document,
    pub(super) permissions: Document,
    /// The settings, and the exposed objects.
    pub(super) settings: Document,
    /// Standard and local variables.
    pub(super) variables: Document,
    /// Colours of tags.
    pub(super) tags: Document,
    pub(super) datasets: BTreeMap<String, Dataset>,
    pub(super) recipes: BTreeMap<String, Recipe>,
    /// The default zone first.
    pub(super) zones: Vec<Zone>,
    pub(super) folders: BTreeMap<String, Folder>,
    pub(super) models: BTreeMap<String, Model>,
    pub(super) endpoints: BTreeMap<String, Document>,
    /// Paths without slashes at their ends; a folder has no bytes.
    pub(super) library: BTreeMap<String, Option<Bytes>>,
    pub(super) wiki: Wiki,
    /// By `TYPE/id` of what is discussed.
    pub(super) discussions: BTreeMap<String, Vec<Document>>,
    pub(super) scenarios: BTreeMap<String, Scenario>,
    pub(super) jobs: BTreeMap<String, Job>,
    pub(super) notebooks: BTreeMap<String, Document>,
    pub(super) sql_notebooks: BTreeMap<String, Document>,
    pub(super) bundles: BTreeMap<String, Bundle>,
    pub(super) imported_bundles: BTreeMap<String, Bundle>,
    /// What was done, the latest last.
    pub(super) timeline: Vec<Document>,
}

/// A dataset.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dataset {
    pub(super) document: Document,
    /// Uploaded files by name.
    pub(super) files: BTreeMap<String, File>,
    /// Its data quality rules.
    pub(super) rules: Vec<Document>,
    /// The last results of its rules.
    pub(super) results: Vec<Document>,
    /// When it was last built, in milliseconds since 1970.
    pub(super) built_at: Option<u64>,
}

/// A recipe.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recipe {
    pub(super) document: Document,
    /// Code, or JSON text of a visual recipe.
    pub(super) payload: Option<String>,
}

/// A managed folder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Folder {
    pub(super) document: Document,
    /// Files by path, without a slash in front.
    pub(super) files: BTreeMap<String, File>,
}

/// A saved model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Model {
    pub(super) document: Document,
    /// Its versions in order; one at most is active.
    pub(super) versions: Vec<Document>,
}

/// A scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scenario {
    pub(super) document: Document,
    /// The code of one in Python.
    pub(super) script: String,
    /// The latest last.
    pub(super) runs: Vec<Run>,
}

/// The wiki.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wiki {
    /// The article of the first page.
    pub(super) home: Option<String>,
    /// Nodes with `id` and `children`; every article once.
    pub(super) taxonomy: Vec<Node>,
    pub(super) articles: BTreeMap<String, Article>,
    /// How many articles were ever made.
    pub(super) made: u64,
}

/// A place in the taxonomy of the wiki.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Node {
    pub(super) id: String,
    #[serde(default)]
    pub(super) children: Vec<Node>,
}

/// An article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Article {
    pub(super) document: Document,
    /// Markdown.
    pub(super) payload: String,
    /// Attached files by their id.
    pub(super) files: BTreeMap<String, Bytes>,
}

/// A snapshot of a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bundle {
    /// What lists say of it.
    pub(super) document: Document,
    /// An export of the project.
    pub(super) archive: Bytes,
}

impl Project {
    /// A new project: the default zone, and a library with its two folders.
    pub(super) fn new(name: &str, owner: &str, stamp: &Stamp) -> Self {
        let mut tags_of_version = Document::new();
        stamp.create(&mut tags_of_version);
        Self {
            name: name.to_owned(),
            tags_of_version,
            folder: "ROOT".to_owned(),
            metadata: fields::made(json!({
                "label": name, "tags": [], "customFields": {}, "checklists": {"checklists": []},
                "customMeta": {"kv": {}},
            })),
            permissions: fields::made(json!({
                "owner": owner, "permissions": [], "additionalDashboardUsers": {"users": []},
            })),
            settings: default_settings(),
            variables: fields::made(json!({"standard": {}, "local": {}})),
            tags: Document::new(),
            datasets: BTreeMap::new(),
            recipes: BTreeMap::new(),
            zones: vec![Zone::default_zone(stamp)],
            folders: BTreeMap::new(),
            models: BTreeMap::new(),
            endpoints: BTreeMap::new(),
            library: ["R", "python"].map(|folder| (folder.to_owned(), None)).into(),
            wiki: Wiki::default(),
            discussions: BTreeMap::new(),
            scenarios: BTreeMap::new(),
            jobs: BTreeMap::new(),
            notebooks: BTreeMap::new(),
            sql_notebooks: BTreeMap::new(),
            bundles: BTreeMap::new(),
            imported_bundles: BTreeMap::new(),
            timeline: Vec::new(),
        }
    }

    /// How many objects it has.
    pub(super) fn size(&self) -> usize {
        let files: usize = self.folders.values().map(|folder| folder.files.len()).sum();
        let uploads: usize = self.datasets.values().map(|dataset| dataset.files.len()).sum();
        let flow = self.datasets.len() + self.recipes.len() + self.folders.len() + self.zones.len();
        let beside = self.models.len() + self.endpoints.len() + self.scenarios.len() + self.notebooks.len();
        let texts = self.library.len() + self.wiki.articles.len() + self.discussions.len();
        flow + beside + texts + files + uploads + self.bundles.len() + self.sql_notebooks.len()
    }

    /// What a name or id of the flow stands for, recipes aside.
    pub(super) fn computable(&self, id: &str) -> Option<Kind> {
        if self.datasets.contains_key(id) {
            Some(Kind::Dataset)
        } else if self.folders.contains_key(id) {
            Some(Kind::ManagedFolder)
        } else if self.models.contains_key(id) {
            Some(Kind::SavedModel)
        } else {
            self.endpoints.contains_key(id).then_some(Kind::StreamingEndpoint)
        }
    }

    /// Whether the flow has this object of the project's own.
    pub(super) fn has(&self, object: &ObjectRef) -> bool {
        match object.kind {
            Kind::Recipe => self.recipes.contains_key(&object.id),
            Kind::Dataset => self.datasets.contains_key(&object.id),
            Kind::ManagedFolder => self.folders.contains_key(&object.id),
            Kind::SavedModel => self.models.contains_key(&object.id),
            Kind::StreamingEndpoint => self.endpoints.contains_key(&object.id),
        }
    }

    /// All objects of the flow.
    pub(super) fn objects(&self) -> impl Iterator<Item = ObjectRef> {
        let of = |kind: Kind| move |id: &String| ObjectRef::local(kind, id);
        let datasets = self.datasets.keys().map(of(Kind::Dataset));
        let folders = self.folders.keys().map(of(Kind::ManagedFolder));
        let models = self.models.keys().map(of(Kind::SavedModel));
        let endpoints = self.endpoints.keys().map(of(Kind::StreamingEndpoint));
        let recipes = self.recipes.keys().map(of(Kind::Recipe));
        datasets.chain(folders).chain(models).chain(endpoints).chain(recipes)
    }

    /// Whether an object is exposed to another project.
    pub(super) fn exposes(&self, kind: Kind, id: &str, target: &str) -> bool {
        let exposed = self.settings.get("exposedObjects").and_then(|exposed| exposed.get("objects"));
        exposed.and_then(|objects| objects.as_array()).into_iter().flatten().any(|object| {
            let is_it = object["localName"] == id && object["type"] == json!(kind);
            let rules = object["rules"].as_array().into_iter().flatten();
            is_it && rules.into_iter().any(|rule| rule["targetProject"] == target)
        })
    }

    /// Calls what is the project's own in a recipe by its short name.
    pub(super) fn shorten(&self, recipe: &mut Document, own: &str) {
        reference::rename(recipe, |name| {
            let (project, id) = foreign(name)?;
            let is_own = project == own && self.computable(name).is_none() && self.computable(id).is_some();
            is_own.then(|| id.to_owned())
        });
    }
}

fn default_settings() -> Document {
    fields::made(json!({
        "settings": {
            "codeEnvs": {
                "python": {"mode": "INHERIT", "useBuiltinEnv": false, "preventOverride": false},
                "r": {"mode": "INHERIT", "useBuiltinEnv": false, "preventOverride": false},
            },
            "container": {"containerMode": "INHERIT"},
            "cluster": {"clusterMode": "INHERIT"},
            "k8sCluster": {"clusterMode": "INHERIT"},
            "gitCommitMode": "AUTO",
            "flowDisplaySettings": {
                "zonesGraphRenderingAlgorithm": "NEATO", "zonesGraphConnectZones": true,
                "zonesGraphForJobs": false, "zonesManualPositioning": false,
            },
        },
        "exposedObjects": {"objects": []},
    }))
}
