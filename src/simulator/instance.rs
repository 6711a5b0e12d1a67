//! An instance of DSS as it is stored: projects, and what lies beside them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::access::Key;
use crate::simulator::bytes::Bytes;
use crate::simulator::fields;
use crate::simulator::identity::Ids;
use crate::simulator::object::{Kind, foreign};
use crate::simulator::project::Project;
use crate::simulator::reference;
use crate::simulator::task::Future;

/// The root of project folders.
pub(super) const ROOT: &str = "ROOT";
/// Most futures and uploads that are kept; the oldest go.
const MAX_FUTURES: usize = 500;
/// Most uploaded archives that wait for being processed.
const MAX_UPLOADS: usize = 8;

/// What an instance is, apart from what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The version it claims and behaves like: `13.5.0`, `14.3.3` or `15.2.0`.
    pub version: String,
    /// The id of the node.
    pub node_id: String,
    /// The name of the node.
    pub node_name: String,
    /// DESIGN, AUTOMATION or DEPLOYER.
    pub node_type: String,
    /// Instances with different seeds make different ids.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: "15.2.0".to_owned(),
            node_id: "design1".to_owned(),
            node_name: "Design".to_owned(),
            node_type: "DESIGN".to_owned(),
            seed: 1,
        }
    }
}

impl Settings {
    /// The first number of the version; what is no version counts as the newest.
    pub(super) fn major(&self) -> u32 {
        self.version.split('.').next().and_then(|major| major.parse().ok()).unwrap_or(u32::MAX)
    }
}

/// An instance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Instance {
    pub(super) settings: Settings,
    pub(super) ids: Ids,
    /// By the key itself.
    pub(super) keys: BTreeMap<String, Key>,
    pub(super) users: BTreeMap<String, Document>,
    pub(super) groups: BTreeMap<String, Document>,
    pub(super) connections: BTreeMap<String, Document>,
    /// By language and name.
    pub(super) code_envs: Vec<Document>,
    pub(super) plugins: Vec<Document>,
    pub(super) variables: Document,
    pub(super) project_folders: BTreeMap<String, ProjectFolder>,
    pub(super) projects: BTreeMap<String, Project>,
    pub(super) futures: BTreeMap<String, Future>,
    /// Archives that were uploaded and not processed yet.
    pub(super) uploads: BTreeMap<String, Bytes>,
}

/// A folder of projects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectFolder {
    pub(super) name: String,
    /// The folder it lies in; none for the root.
    pub(super) parent: Option<String>,
}

impl Instance {
    /// An instance without projects: an administrator, a group, connections and a code environment.
    pub(super) fn new(settings: Settings, keys: BTreeMap<String, Key>) -> Self {
        let ids = Ids::new(settings.seed);
        let users = keys.values().map(|key| (key.login.clone(), user(&key.login, key)));
        Self {
            ids,
            users: users.collect(),
            groups: groups(),
            connections: connections(),
            code_envs: vec![fields::made(json!({
                "envName": "py311", "envLang": "PYTHON", "deploymentMode": "DESIGN_MANAGED",
                "pythonInterpreter": "PYTHON311", "owner": "admin",
            }))],
            plugins: Vec::new(),
            variables: Document::new(),
            project_folders: [(ROOT.to_owned(), ProjectFolder { name: "Root".to_owned(), parent: None })]
                .into(),
            projects: BTreeMap::new(),
            futures: BTreeMap::new(),
            uploads: BTreeMap::new(),
            keys,
            settings,
        }
    }

    /// Starts a future and answers what DSS answers at once.
    pub(super) fn start(&mut self, owner: &str, project: Option<&str>, result: Value, now: u64) -> Value {
        let id = self.ids.task();
        let mut future = Future::new(owner, project, result, now);
        let state = future.look(&id, true);
        make_room(&mut self.futures, MAX_FUTURES);
        self.futures.insert(id, future);
        state
    }

    /// Keeps an uploaded archive and answers its id.
    pub(super) fn upload(&mut self, archive: Vec<u8>) -> String {
        let id = self.ids.task();
        make_room(&mut self.uploads, MAX_UPLOADS);
        self.uploads.insert(id.clone(), Bytes(archive));
        id
    }

    /// What a recipe of `project` refers to: the project, the kind, and the name or id there. `None` if
    /// it is not there or not exposed to this project.
    pub(super) fn resolve<'a>(
        &self,
        project: &'a str,
        reference: &'a str,
    ) -> Option<(&'a str, Kind, &'a str)> {
        let own = self.projects.get(project)?;
        if let Some(kind) = own.computable(reference) {
            return Some((project, kind, reference));
        }
        let (other, id) = foreign(reference)?;
        let kind = self.projects.get(other)?.computable(id)?;
        let is_visible = other == project || self.projects.get(other)?.exposes(kind, id, project);
        is_visible.then_some((other, kind, id))
    }

    /// Gives references to an object their new name in the recipes of all projects, and the object
    /// itself in the zones, exposures and discussions of its own.
    pub(super) fn rename(&mut self, project: &str, kind: Kind, old: &str, new: &str) {
        for (key, other) in &mut self.projects {
            let is_own = key == project;
            let full = format!("{project}.{old}");
            let shadows = other.computable(&full).is_some();
            for recipe in other.recipes.values_mut() {
                reference::rename(&mut recipe.document, |name| match name {
                    name if is_own && name == old => Some(new.to_owned()),
                    name if name == full && !shadows => Some(format!("{project}.{new}")),
                    _ => None,
                });
            }
        }
        let Some(own) = self.projects.get_mut(project) else { return };
        own.rename_in_zones(kind, old, new);
        for object in exposed(own) {
            if object["type"] == json!(kind) && object["localName"] == old {
                object["localName"] = Value::from(new);
            }
        }
        let discussed = |id: &str| format!("{}/{id}", json!(kind).as_str().unwrap_or_default());
        if let Some(discussions) = own.discussions.remove(&discussed(old)) {
            own.discussions.insert(discussed(new), discussions);
        }
    }
}

/// The entries of a project's exposed objects.
pub(super) fn exposed(project: &mut Project) -> impl Iterator<Item = &mut Value> {
    let exposed = project.settings.get_mut("exposedObjects").and_then(|exposed| exposed.get_mut("objects"));
    exposed.and_then(Value::as_array_mut).into_iter().flatten()
}

fn make_room<T>(map: &mut BTreeMap<String, T>, most: usize) {
    while map.len() >= most {
        map.pop_first();
    }
}

fn user(login: &str, key: &Key) -> Document {
    fields::made(json!({
        "login": login, "displayName": login, "groups": key.groups, "enabled": true,
        "sourceType": "LOCAL", "userProfile": "FULL_DESIGNER", "email": format!("{login}@example.com"),
    }))
}

fn groups() -> BTreeMap<String, Document> {
    let group = |name: &str, admin: bool| {
        fields::made(json!({"name": name, "description": "", "sourceType": "LOCAL", "admin": admin}))
    };
    [("administrators", true), ("analysts", false), ("readers", false)]
        .map(|(name, admin)| (name.to_owned(), group(name, admin)))
        .into()
}

fn connections() -> BTreeMap<String, Document> {
    [
        ("filesystem_folders", "Filesystem", json!({"root": "${dip.home}/managed_folders"})),
        ("filesystem_managed", "Filesystem", json!({"root": "${dip.home}/managed_datasets"})),
        ("filesystem_root", "Filesystem", json!({"root": "/"})),
        ("s3_raw", "EC2", json!({"defaultManagedBucket": "plant-raw"})),
        ("snowflake_prod", "Snowflake", json!({"host": "example.snowflakecomputing.com", "db": "PROD"})),
        ("warehouse", "PostgreSQL", json!({"host": "warehouse.example.com", "port": 5432, "db": "dss"})),
    ]
    .map(|(name, kind, params)| {
        let document = json!({
            "name": name, "type": kind, "params": params, "usableBy": "ALL", "allowManagedDatasets": true,
            "allowManagedFolders": true, "allowWrite": true,
        });
        (name.to_owned(), fields::made(document))
    })
    .into()
}
