//! Projects: list, create, delete, duplicate (`dss-api.md` 3.2).

use serde_json::{Value, json};

use crate::dss::Response;
use crate::inventory::Document;
use crate::simulator::access::Right;
use crate::simulator::answer::{Answer, acknowledged, document};
use crate::simulator::fields::{made, object, required, sort_tags, text};
use crate::simulator::instance::ROOT;
use crate::simulator::project::Project;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{Need, OWN, READ, Route, WRITE, delete, get, post};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/", Need::Key, all),
    post("/projects/", Need::Key, create),
    get("/projects/{}", READ, summary),
    delete("/projects/{}", OWN, remove),
    post("/projects/{}/duplicate/", READ, duplicate),
    post("/projects/{}/actions/sync", OWN, synchronize),
    get("/projects/{}/timeline", READ, timeline),
    get("/projects/{}/interest", READ, |_| document(json!({"starred": false, "watching": false}))),
    get("/projects/{}/git/status", READ, |_| document(json!({"currentBranch": "master", "clean": true}))),
    get("/projects/{}/git/current-branch", READ, |_| document(json!({"name": "master"}))),
    get("/projects/{}/git/branches", READ, |_| document(json!(["master"]))),
    post("/projects/{}/git/actions/commit", WRITE, |visit| {
        required(&visit.document()?, "message")?;
        acknowledged()
    }),
];

/// Most projects of an instance.
const MAX_PROJECTS: usize = 1000;

/// Those that the key may see; others are not told of.
fn all(visit: &mut Visit<'_>) -> Answer {
    let is_located = visit.flag("includeLocation") && visit.since(14);
    let projects = visit.instance.projects.iter();
    let visible =
        projects.filter(|(key, project)| visit.caller.may(Right::ReadConf, key, &project.permissions));
    let summaries = visible.map(|(key, project)| {
        let mut summary = summarised(key, project);
        if is_located {
            summary["projectLocation"] = location(visit, &project.folder);
        }
        summary
    });
    document(summaries.collect::<Value>())
}

fn summary(visit: &mut Visit<'_>) -> Answer {
    document(summarised(visit.key(), visit.project()?))
}

fn summarised(key: &str, project: &Project) -> Value {
    let metadata = |name: &str| project.metadata.get(name).cloned();
    let mut summary = json!({
        "projectKey": key, "name": project.name, "ownerLogin": text(&project.permissions, "owner"),
        "projectStatus": metadata("projectStatus").unwrap_or_else(|| json!("Sandbox")),
        "projectType": "REGULAR", "tags": metadata("tags"), "shortDesc": metadata("shortDesc"),
        "description": metadata("description"), "disabled": false, "isProjectImg": false,
        "versionTag": project.tags_of_version.get("versionTag"),
        "creationTag": project.tags_of_version.get("creationTag"),
    });
    if let Some(members) = summary.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    summary
}

/// The folders that a folder of projects lies in, the root first.
fn location(visit: &Visit<'_>, folder: &str) -> Value {
    let mut path = Vec::new();
    let mut next = Some(folder);
    while let Some((id, folder)) = next.and_then(|id| Some((id, visit.instance.project_folders.get(id)?))) {
        path.insert(0, json!({"id": id, "name": folder.name}));
        next = folder.parent.as_deref().filter(|_| path.len() < 100);
    }
    Value::from(path)
}

/// Answers JSON text within JSON text, as DSS does (`dss-api.md` 1).
fn create(visit: &mut Visit<'_>) -> Answer {
    if !visit.caller.creates_projects && !visit.caller.admin {
        return Err(Refusal::forbidden());
    }
    let asked = visit.document()?;
    let key = required(&asked, "projectKey")?.to_owned();
    let name = required(&asked, "name")?;
    let owner = required(&asked, "owner")?;
    if owner.trim().is_empty() {
        return Err(Refusal::invalid("owner is missing"));
    }
    refuse_key(visit, &key)?;
    let folder = visit.parameter("projectFolderId").unwrap_or(ROOT).to_owned();
    if !visit.instance.project_folders.contains_key(&folder) {
        return Err(Refusal::absent(format!("Project folder {folder}")));
    }
    let mut project = Project::new(name, owner, &visit.stamp());
    project.folder = folder;
    if visit.since(14) {
        begin(&mut project, &asked);
    } else {
        describe(&mut project, &asked);
    }
    visit.instance.projects.insert(key.clone(), project);
    let said = json!({"msg": format!("Created project {key}")}).to_string();
    Ok(Response::json(200, &Value::from(said)))
}

/// Takes permissions and tags too, which older versions do not know.
fn begin(project: &mut Project, asked: &Document) {
    if let Some(permissions @ Value::Array(_)) = asked.get("permissions") {
        project.permissions.insert("permissions".to_owned(), permissions.clone());
    }
    if let Some(tags @ Value::Array(_)) = asked.get("tags") {
        project.metadata.insert("tags".to_owned(), tags.clone());
        sort_tags(&mut project.metadata);
    }
    describe(project, asked);
}

fn describe(project: &mut Project, asked: &Document) {
    if let Some(description @ Value::String(_)) = asked.get("description") {
        project.metadata.insert("description".to_owned(), description.clone());
    }
    let mut settings = object(&project.settings, "settings");
    settings.extend(object(asked, "settings"));
    project.settings.insert("settings".to_owned(), Value::Object(settings));
}

/// Refuses a key that is no key or in use, in the words of `ERR_PROJECT_INVALID_PROJECT_KEY`.
pub(super) fn refuse_key(visit: &Visit<'_>, key: &str) -> Result<(), Refusal> {
    let is_key = (1..=100).contains(&key.len())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !is_key || visit.instance.projects.contains_key(key) {
        return Err(Refusal::invalid(format!("Project key {key} is incorrect or already used")));
    }
    if visit.instance.projects.len() >= MAX_PROJECTS {
        return Err(Refusal::too_large(format!("The instance holds its limit of {MAX_PROJECTS} projects")));
    }
    Ok(())
}

/// Deletes at once. Without waiting, the answer is a future that is still to be polled.
fn remove(visit: &mut Visit<'_>) -> Answer {
    let key = visit.key().to_owned();
    let waits = visit.parameter("wait").is_none_or(|wait| wait.eq_ignore_ascii_case("true"));
    visit.instance.projects.remove(&key);
    let result = json!({"messages": [], "maxSeverity": "SUCCESS", "success": true});
    if waits || !visit.since(14) {
        return document(json!({"hasResult": true, "alive": false, "aborted": false, "result": result}));
    }
    let login = visit.caller.login.clone();
    document(visit.instance.start(&login, None, result, visit.now))
}

/// A copy under another key. Data is never held, so that all modes copy the same.
fn duplicate(visit: &mut Visit<'_>) -> Answer {
    if !visit.caller.creates_projects && !visit.caller.admin {
        return Err(Refusal::forbidden());
    }
    let asked = visit.document()?;
    let target = required(&asked, "targetProjectKey")?.to_owned();
    let mode = asked.get("duplicationMode").and_then(Value::as_str).unwrap_or("MINIMAL");
    if !["MINIMAL", "SHARING", "FULL", "NONE"].contains(&mode) {
        return Err(Refusal::invalid(format!("{mode} is no duplication mode")));
    }
    let name = required(&asked, "targetProjectName")?;
    refuse_key(visit, &target)?;
    let source = visit.key().to_owned();
    let copy = visit.project()?.copied(name, &source, &target, &visit.stamp());
    visit.instance.projects.insert(target.clone(), copy);
    document(json!({"sourceProjectKey": source, "targetProjectKey": target, "messages": [], "success": true}))
}

/// Access rights of files follow those of the project; there are no such files here.
fn synchronize(visit: &mut Visit<'_>) -> Answer {
    let (key, login) = (visit.key().to_owned(), visit.caller.login.clone());
    document(visit.instance.start(&login, Some(&key), json!({"success": true}), visit.now))
}

fn timeline(visit: &mut Visit<'_>) -> Answer {
    let count = visit.parameter("itemCount").and_then(|count| count.parse().ok()).unwrap_or(100);
    let project = visit.project()?;
    let tag = |name: &str| object(&project.tags_of_version, name);
    let by = |tag: &Document| json!({"login": text(&object(tag, "lastModifiedBy"), "login")});
    let created = tag("creationTag");
    let last = project.timeline.last().cloned().unwrap_or_default();
    let latest = project.timeline.iter().rev().take(count);
    let mut contributors: Vec<Value> = Vec::new();
    for login in project.timeline.iter().filter_map(|entry| entry.get("user")) {
        let contributor = json!({"login": login});
        if !contributors.contains(&contributor) {
            contributors.push(contributor);
        }
    }
    document(made(json!({
        "createdBy": by(&created), "createdOn": created.get("lastModifiedOn"),
        "lastModifiedBy": {"login": last.get("user")}, "lastModifiedOn": last.get("time"),
        "items": latest.collect::<Vec<_>>(), "allContributors": contributors,
    })))
}
