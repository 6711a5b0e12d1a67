//! The documents of a project that are read and replaced as a whole (`dss-api.md` 3.2).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::access::Right;
use crate::simulator::answer::{Answer, document, empty};
use crate::simulator::fields::{fill_common, known, list, made, text, whole};
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{Need, OWN, READ, Route, WRITE, get, put};
use crate::simulator::visit::Visit;

const EXPOSE: Need = Need::Project(Right::ManageExposedElements);

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/metadata", READ, |visit| document(visit.project()?.metadata.clone())),
    put("/projects/{}/metadata", OWN, set_metadata),
    get("/projects/{}/permissions", OWN, |visit| document(visit.project()?.permissions.clone())),
    put("/projects/{}/permissions", OWN, set_permissions),
    get("/projects/{}/settings", EXPOSE, |visit| document(visit.project()?.settings.clone())),
    put("/projects/{}/settings", EXPOSE, set_settings),
    get("/projects/{}/variables/", READ, |visit| document(visit.project()?.variables.clone())),
    put("/projects/{}/variables/", WRITE, set_variables),
    get("/projects/{}/variables-resolved", READ, resolved_variables),
    get("/projects/{}/tags", READ, |visit| document(json!({"tags": visit.project()?.tags}))),
    put("/projects/{}/tags", WRITE, set_tags),
];

fn set_metadata(visit: &mut Visit<'_>) -> Answer {
    let mut asked = known(visit.document()?, &["label", "projectStatus"]);
    fill_common(&mut asked);
    let project = visit.project_mut()?;
    for tag in ["versionTag", "creationTag", "projectKey"] {
        asked.remove(tag);
    }
    if !text(&asked, "label").is_empty() {
        text(&asked, "label").clone_into(&mut project.name);
    }
    asked.insert("label".to_owned(), Value::from(project.name.as_str()));
    project.metadata = asked;
    empty()
}

const FLAGS: [&str; 15] = [
    "admin",
    "editPermissions",
    "readProjectContent",
    "writeProjectContent",
    "exportDatasetsData",
    "readDashboards",
    "writeDashboards",
    "moderateDashboards",
    "publishToDataCollections",
    "shareToWorkspaces",
    "runScenarios",
    "manageDashboardAuthorizations",
    "manageExposedElements",
    "manageAdditionalDashboardUsers",
    "executeApp",
];

fn set_permissions(visit: &mut Visit<'_>) -> Answer {
    let mut asked = visit.document()?;
    whole(&asked, &["permissions"])?;
    asked.retain(|key, _| ["owner", "permissions", "additionalDashboardUsers"].contains(&key.as_str()));
    let entries: Vec<Value> = list(&asked, "permissions").iter().map(permission).collect();
    asked.insert("permissions".to_owned(), Value::from(entries));
    let project = visit.project_mut()?;
    if text(&asked, "owner").is_empty() {
        asked.insert("owner".to_owned(), Value::from(text(&project.permissions, "owner")));
    }
    project.permissions = asked;
    empty()
}

/// An entry with all its flags; those that are missing are off.
fn permission(entry: &Value) -> Value {
    let entry = made(entry.clone());
    let mut kept = Document::new();
    for who in ["group", "user"] {
        if let Some(name @ Value::String(_)) = entry.get(who) {
            kept.insert(who.to_owned(), name.clone());
        }
    }
    for flag in FLAGS {
        let is_on = entry.get(flag).and_then(Value::as_bool).unwrap_or(false);
        kept.insert(flag.to_owned(), Value::from(is_on));
    }
    Value::Object(kept)
}

/// The whole document: a partial one is refused (`dss-api.md` 3.2). Who may only expose changes only
/// what is exposed.
fn set_settings(visit: &mut Visit<'_>) -> Answer {
    let mut asked = visit.document()?;
    whole(&asked, &["settings", "exposedObjects"])?;
    let exposed = asked.get("exposedObjects").and_then(|exposed| exposed.get("objects"));
    let objects =
        exposed.and_then(Value::as_array).ok_or_else(|| Refusal::partial("exposedObjects.objects"))?;
    if !objects.iter().all(is_exposure) {
        return Err(Refusal::invalid("An exposed object needs type, localName and rules with targetProject"));
    }
    asked.retain(|key, _| ["settings", "exposedObjects"].contains(&key.as_str()));
    let key = visit.key().to_owned();
    let caller = visit.caller.clone();
    let project = visit.project_mut()?;
    if !caller.may(Right::Admin, &key, &project.permissions)
        && asked.get("settings") != project.settings.get("settings")
    {
        return Err(Refusal::forbidden());
    }
    project.settings = asked;
    empty()
}

fn is_exposure(object: &Value) -> bool {
    let rules = object.get("rules").and_then(Value::as_array);
    let are_rules = rules.is_some_and(|rules| rules.iter().all(|rule| rule["targetProject"].is_string()));
    object["type"].is_string() && object["localName"].is_string() && are_rules
}

fn set_variables(visit: &mut Visit<'_>) -> Answer {
    let mut asked = visit.document()?;
    for kind in ["standard", "local"] {
        if !asked.get(kind).is_some_and(Value::is_object) {
            return Err(Refusal::partial(kind));
        }
    }
    asked.retain(|key, _| ["standard", "local"].contains(&key.as_str()));
    visit.project_mut()?.variables = asked;
    empty()
}

/// Variables of the instance, the project, and of this node, of which later ones win.
fn resolved_variables(visit: &mut Visit<'_>) -> Answer {
    let mut resolved = visit.instance.variables.clone();
    let project = visit.project()?;
    for kind in ["standard", "local"] {
        let variables = project.variables.get(kind).and_then(Value::as_object);
        resolved.extend(variables.into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())));
    }
    resolved.insert("projectKey".to_owned(), Value::from(visit.key()));
    if !visit.flag("typed") {
        for value in resolved.values_mut().filter(|value| !value.is_string()) {
            *value = Value::from(value.to_string());
        }
    }
    document(resolved)
}

fn set_tags(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let Some(Value::Object(tags)) = asked.get("tags") else { return Err(Refusal::partial("tags")) };
    visit.project_mut()?.tags.clone_from(tags);
    empty()
}
