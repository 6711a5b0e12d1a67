//! Folders of projects (`dss-api.md` 3.2).

use serde_json::{Value, json};

use crate::simulator::access::Right;
use crate::simulator::answer::{Answer, document, empty};
use crate::simulator::fields::{new_name, required};
use crate::simulator::instance::{ProjectFolder, ROOT};
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{Need, READ, Route, delete, get, post, put};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/project-folders/locate-project/{}", READ, locate).since(14),
    get("/project-folders/{}", Need::Key, folder),
    get("/project-folders/{}/default-for-project-creation", Need::Key, folder),
    get("/project-folders/{}/settings", Need::Key, settings),
    put("/project-folders/{}/settings", Need::Key, rename),
    post("/project-folders/{}/children", Need::Key, create),
    post("/project-folders/{}/move", Need::Key, move_folder),
    post("/project-folders/{}/projects/{}/move", Need::Key, move_project),
    delete("/project-folders/{}", Need::Key, remove),
];

/// Most folders of an instance.
const MAX_FOLDERS: usize = 1000;

fn locate(visit: &mut Visit<'_>) -> Answer {
    let folder = visit.project()?.folder.clone();
    shown(visit, &folder)
}

fn folder(visit: &mut Visit<'_>) -> Answer {
    let id = visit.argument(0).to_owned();
    shown(visit, &id)
}

fn shown(visit: &Visit<'_>, id: &str) -> Answer {
    let folder = found(visit, id)?;
    let folders = visit.instance.project_folders.iter();
    let children = folders.filter(|(_, other)| other.parent.as_deref() == Some(id)).map(|(child, _)| child);
    let projects = visit.instance.projects.iter().filter(|(key, project)| {
        project.folder == id && visit.caller.may(Right::ReadConf, key, &project.permissions)
    });
    let mut shown = json!({
        "id": id, "name": folder.name, "childrenIds": children.collect::<Vec<_>>(),
        "projectKeys": projects.map(|(key, _)| key).collect::<Vec<_>>(),
    });
    if let Some(parent) = &folder.parent {
        shown["parentId"] = Value::from(parent.as_str());
    }
    document(shown)
}

fn found<'a>(visit: &'a Visit<'_>, id: &str) -> Result<&'a ProjectFolder, Refusal> {
    let folder = visit.instance.project_folders.get(id);
    folder.ok_or_else(|| Refusal::absent(format!("Project folder {id}")))
}

/// Only who may create projects may arrange them.
fn refuse_others(visit: &Visit<'_>) -> Result<(), Refusal> {
    let may = visit.caller.admin || visit.caller.creates_projects;
    if may { Ok(()) } else { Err(Refusal::forbidden()) }
}

fn create(visit: &mut Visit<'_>) -> Answer {
    refuse_others(visit)?;
    let parent = visit.argument(0).to_owned();
    found(visit, &parent)?;
    if visit.instance.project_folders.len() >= MAX_FOLDERS {
        return Err(Refusal::too_large(format!("The instance holds its limit of {MAX_FOLDERS} folders")));
    }
    let name = new_name("folder", visit.parameter("name").unwrap_or_default())?.to_owned();
    let id = visit.instance.ids.zone();
    visit.instance.project_folders.insert(id.clone(), ProjectFolder { name, parent: Some(parent) });
    shown(visit, &id)
}

/// Folders have no owners or permissions of their own here.
fn settings(visit: &mut Visit<'_>) -> Answer {
    let folder = found(visit, visit.argument(0))?;
    document(json!({"name": folder.name, "owner": null, "permissions": []}))
}

fn rename(visit: &mut Visit<'_>) -> Answer {
    refuse_others(visit)?;
    let id = visit.argument(0).to_owned();
    found(visit, &id)?;
    let asked = visit.document()?;
    let name = new_name("folder", required(&asked, "name")?)?.to_owned();
    if let Some(folder) = visit.instance.project_folders.get_mut(&id) {
        folder.name = name;
    }
    empty()
}

fn move_folder(visit: &mut Visit<'_>) -> Answer {
    refuse_others(visit)?;
    let id = visit.argument(0).to_owned();
    let target = visit.parameter("destination").unwrap_or_default().to_owned();
    found(visit, &id)?;
    if id == ROOT || is_below(visit, &target, &id)? {
        return Err(Refusal::invalid("A folder cannot be moved into itself, and the root not at all"));
    }
    if let Some(folder) = visit.instance.project_folders.get_mut(&id) {
        folder.parent = Some(target);
    }
    empty()
}

/// Whether a folder is another one, or lies in it.
fn is_below(visit: &Visit<'_>, id: &str, other: &str) -> Result<bool, Refusal> {
    let mut folder = found(visit, id)?;
    let mut is_below = id == other;
    while let Some(parent) = folder.parent.as_deref().filter(|_| !is_below) {
        is_below = parent == other;
        folder = found(visit, parent)?;
    }
    Ok(is_below)
}

fn move_project(visit: &mut Visit<'_>) -> Answer {
    refuse_others(visit)?;
    let (source, key) = (visit.argument(0).to_owned(), visit.argument(1).to_owned());
    let target = visit.parameter("destination").unwrap_or_default().to_owned();
    found(visit, &target)?;
    let project = visit.instance.projects.get_mut(&key).ok_or_else(Refusal::forbidden)?;
    if project.folder != source {
        return Err(Refusal::invalid(format!("Project {key} is not in folder {source}")));
    }
    project.folder = target;
    empty()
}

fn remove(visit: &mut Visit<'_>) -> Answer {
    refuse_others(visit)?;
    let id = visit.argument(0).to_owned();
    found(visit, &id)?;
    let has_folders = visit.instance.project_folders.values().any(|other| other.parent.as_ref() == Some(&id));
    let has_projects = visit.instance.projects.values().any(|project| project.folder == id);
    if id == ROOT || has_folders || has_projects {
        return Err(Refusal::invalid("Only an empty folder can be deleted, and never the root"));
    }
    visit.instance.project_folders.remove(&id);
    empty()
}
