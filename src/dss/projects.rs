//! Projects: which there are, new ones, copies, and their folders and history (`dss-api.md` 3.2).

use serde_json::{Value, json};

use crate::dss::future::Future;
use crate::dss::request::{path, slashed};
use crate::dss::{Call, Request, answer};
use crate::inventory::Document;

/// A project to make.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewProject {
    /// Its key, for ever.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The login of the owner; DSS refuses a project without one.
    pub owner: String,
    /// Its description.
    pub description: Option<String>,
    /// Settings; `None` for the usual ones.
    pub settings: Option<Document>,
    /// Rights of groups. Not known before DSS 14.
    pub permissions: Vec<Document>,
    /// Tags. Not known before DSS 14.
    pub tags: Vec<String>,
    /// The id of the project folder; `None` for the root.
    pub folder: Option<String>,
}

/// What is deleted along with a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the API has one switch for each")]
pub struct Deletion {
    /// The data of managed datasets.
    pub datasets: bool,
    /// The contents of managed folders that recipes fill.
    pub folders: bool,
    /// Logs of jobs and scenarios.
    pub logs: bool,
    /// Knowledge banks. Not known before DSS 15.
    pub knowledge_banks: bool,
}

impl Default for Deletion {
    /// As the official client does: logs go, data stays.
    fn default() -> Self {
        Self { datasets: false, folders: false, logs: true, knowledge_banks: false }
    }
}

/// How much of a project its copy holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DuplicationMode {
    /// No data but that of uploaded and managed sources that recipes need.
    #[default]
    Minimal,
    /// All data is shared with the original.
    Sharing,
    /// All data is copied.
    Full,
    /// No data at all.
    None,
}

/// A copy to make of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Duplicate {
    /// The key of the copy.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How much data goes along.
    pub mode: DuplicationMode,
    /// Whether models of analyses and saved models go along.
    pub models: (bool, bool),
    /// Whether the history goes along; `None` if it is allowed.
    pub git: Option<bool>,
    /// Whether the data of insights goes along.
    pub insights: bool,
    /// Connections and code environments to use instead: DSS's remapping.
    pub remapping: Document,
    /// The id of the project folder; `None` for that of the original.
    pub folder: Option<String>,
}

impl DuplicationMode {
    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minimal => "MINIMAL",
            Self::Sharing => "SHARING",
            Self::Full => "FULL",
            Self::None => "NONE",
        }
    }
}

/// `project.list`: a summary of each project the key may see; with its folder since DSS 14.
pub fn list(with_locations: bool) -> Call<Vec<Document>> {
    Call::new(Request::get(slashed(&["projects"])).flag("includeLocation", with_locations), answer::documents)
}

/// `project.get`: the summary of one.
pub fn get(project: &str) -> Call<Document> {
    Call::new(Request::get(path(&["projects", project])), answer::document)
}

/// `project.create`. DSS answers JSON inside JSON, of no use.
pub fn create(new: &NewProject) -> Call<()> {
    let mut request = Request::post(slashed(&["projects"]));
    if let Some(folder) = &new.folder {
        request = request.with("projectFolderId", folder);
    }
    let document = json!({
        "projectKey": new.key, "name": new.name, "owner": new.owner, "settings": new.settings,
        "description": new.description, "permissions": new.permissions, "tags": new.tags,
    });
    Call::new(request.json(document), answer::nothing)
}

/// `project.delete`: deletes it, and answers when it is done or, without `wait`, with a future. Servers
/// before DSS 14 do not know `wait`.
pub fn delete(project: &str, deletion: Deletion, wait: bool) -> Call<Future> {
    let request = Request::delete(path(&["projects", project]))
        .flag("clearManagedDatasets", deletion.datasets)
        .flag("clearOutputManagedFolders", deletion.folders)
        .flag("clearJobAndScenarioLogs", deletion.logs)
        .flag("clearManagedKnowledgeBanks", deletion.knowledge_banks)
        .flag("wait", wait);
    Call::new(request, Future::read)
}

/// `project.duplicate`: a copy under another key.
pub fn duplicate(project: &str, copy: &Duplicate) -> Call<Document> {
    let mut document = json!({
        "targetProjectName": copy.name, "targetProjectKey": copy.key, "duplicationMode": copy.mode.name(),
        "exportAnalysisModels": copy.models.0, "exportSavedModels": copy.models.1,
        "exportGitRepository": copy.git, "exportInsightsData": copy.insights, "remapping": copy.remapping,
    });
    if let Some(folder) = &copy.folder {
        document["targetProjectFolderId"] = json!(folder);
    }
    Call::new(Request::post(slashed(&["projects", project, "duplicate"])).json(document), answer::document)
}

/// `project.timeline`: who made it, who changed it when, and its last `count` changes.
pub fn timeline(project: &str, count: u32) -> Call<Document> {
    let request = Request::get(path(&["projects", project, "timeline"])).with("itemCount", count.to_string());
    Call::new(request, answer::document)
}

/// `project.folder.root`: a project folder by its id, `ROOT` for the outermost.
pub fn folder(id: &str) -> Call<Document> {
    Call::new(Request::get(path(&["project-folders", id])), answer::document)
}

/// `project.folder.locate`: the project folder that a project is in. Since DSS 14.
pub fn locate(project: &str) -> Call<Document> {
    Call::new(Request::get(path(&["project-folders", "locate-project", project])), answer::document)
}

/// `project.git.status`: branch and what is not committed.
pub fn git_status(project: &str) -> Call<Document> {
    Call::new(Request::get(path(&["projects", project, "git", "status"])), answer::document)
}

/// `project.git.commit`: commits what is not committed; of use where the project commits only by hand.
pub fn commit(project: &str, message: &str) -> Call<()> {
    let request = Request::post(path(&["projects", project, "git", "actions", "commit"]));
    Call::new(request.json(json!({"message": message})), answer::nothing)
}

/// `project.dq.status`: the quality of the data of all datasets, by dataset.
pub fn data_quality(project: &str, only_monitored: bool) -> Call<Value> {
    let request = Request::get(path(&["projects", project, "data-quality", "status"]));
    Call::new(request.flag("onlyMonitored", only_monitored), answer::value)
}
