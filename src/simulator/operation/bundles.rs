//! Bundles: snapshots of a whole project (`dss-api.md` 3.9).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::simulator::answer::{Answer, acknowledged, bytes, document, empty};
use crate::simulator::bytes::Bytes;
use crate::simulator::exported::packed;
use crate::simulator::fields::{made, new_name, object, text};
use crate::simulator::imported::{files, manifest, unpacked};
use crate::simulator::instance::ROOT;
use crate::simulator::operation::projects::refuse_key;
use crate::simulator::project::Bundle;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{Need, OWN, READ, Route, WRITE, delete, get, post, put};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/bundles/exported", READ, |visit| document(listed(&visit.project()?.bundles))),
    put("/projects/{}/bundles/exported/{}", WRITE, create),
    delete("/projects/{}/bundles/exported/{}", WRITE, remove),
    get("/projects/{}/bundles/exported/{}/archive", READ, download),
    post("/projects/{}/bundles/{}/publish", WRITE, publish),
    get("/projects/{}/bundles/imported", READ, |visit| document(listed(&visit.project()?.imported_bundles))),
    post("/projects/{}/bundles/imported/actions/importFromStream", OWN, import),
    post("/projects/{}/bundles/imported/{}/actions/preload", OWN, preload),
    post("/projects/{}/bundles/imported/{}/actions/activate", OWN, activate),
    delete("/projects/{}/bundles/imported/{}", OWN, remove_imported).since(14),
    post("/projectsFromBundle/", Need::Key, create_project),
];

/// Most bundles of a project; each holds a whole archive.
const MAX_BUNDLES: usize = 50;

fn listed(bundles: &BTreeMap<String, Bundle>) -> Value {
    json!({"bundles": bundles.values().map(|bundle| &bundle.document).collect::<Vec<_>>()})
}

fn absent(id: &str) -> Refusal {
    Refusal::absent(format!("Bundle {id}"))
}

/// A bundle that exists is never replaced. Only a design node makes bundles.
fn create(visit: &mut Visit<'_>) -> Answer {
    let id = new_name("bundle", visit.argument(1))?.to_owned();
    if visit.instance.settings.node_type != "DESIGN" {
        return Err(Refusal::unsupported("Only a design node exports bundles"));
    }
    let project = visit.project()?;
    if project.bundles.contains_key(&id) {
        return Err(Refusal::taken(format!("Bundle {id}")));
    }
    if project.bundles.len() >= MAX_BUNDLES {
        return Err(Refusal::too_large(format!("A project holds {MAX_BUNDLES} bundles at most")));
    }
    let notes = visit.parameter("releaseNotes").unwrap_or_default();
    let export = made(json!({
        "bundleId": id, "exportUserInfo": {"exportedBy": visit.caller.login, "exportedOn": visit.now},
        "releaseNotes": notes,
    }));
    let archive = packed(visit.instance, visit.key(), project, export.clone(), false);
    let archive = archive.ok_or_else(|| Refusal::too_large("The project is too large for an archive"))?;
    let said = made(json!({
        "bundleId": id, "exportManifest": export, "state": "READY", "contentSummary": {
            "datasetsCount": project.datasets.len(), "recipesCount": project.recipes.len(),
        },
    }));
    let bundle = Bundle { document: said.clone(), archive: Bytes(archive) };
    visit.project_mut()?.bundles.insert(id, bundle);
    document(said)
}

fn remove(visit: &mut Visit<'_>) -> Answer {
    let id = visit.argument(1).to_owned();
    visit.project_mut()?.bundles.remove(&id).ok_or_else(|| absent(&id))?;
    acknowledged()
}

fn remove_imported(visit: &mut Visit<'_>) -> Answer {
    let id = visit.argument(1).to_owned();
    visit.project_mut()?.imported_bundles.remove(&id).ok_or_else(|| absent(&id))?;
    acknowledged()
}

/// 500 without a body where there is none (`dss-api.md` 3.9).
fn download(visit: &mut Visit<'_>) -> Answer {
    match visit.project()?.bundles.get(visit.argument(1)) {
        Some(bundle) => bytes("application/zip", bundle.archive.0.clone()),
        None => Ok(crate::dss::Response::empty(500)),
    }
}

fn publish(visit: &mut Visit<'_>) -> Answer {
    let (key, id) = (visit.key(), visit.argument(1));
    if !visit.project()?.bundles.contains_key(id) {
        return Err(absent(id));
    }
    let target = visit.parameter("publishedProjectKey").unwrap_or(key);
    document(json!({
        "publishedOn": visit.now, "publishedBy": visit.caller.login, "publishedProjectKey": target,
        "bundleId": id, "projectKey": key,
    }))
}

fn malformed(problem: String) -> Refusal {
    Refusal::invalid(format!("The archive is no bundle: {problem}"))
}

fn import(visit: &mut Visit<'_>) -> Answer {
    let (_, archive) = visit.file()?;
    let files = files(&archive).map_err(malformed)?;
    let manifest = manifest(&files).map_err(malformed)?;
    let id = text(&manifest, "bundleId").to_owned();
    new_name("bundle", &id)?;
    let imported = json!({"bundleId": id, "importedOn": visit.now, "importState": {"state": "IMPORTED"}});
    let bundles = &mut visit.project_mut()?.imported_bundles;
    if bundles.contains_key(&id) {
        return Err(Refusal::taken(format!("Bundle {id}")));
    }
    if bundles.len() >= MAX_BUNDLES {
        return Err(Refusal::too_large(format!("A project holds {MAX_BUNDLES} bundles at most")));
    }
    bundles.insert(id, Bundle { document: made(imported), archive: Bytes(archive) });
    empty()
}

fn imported<'a>(visit: &'a Visit<'_>) -> Result<&'a Bundle, Refusal> {
    visit.project()?.imported_bundles.get(visit.argument(1)).ok_or_else(|| absent(visit.argument(1)))
}

fn preload(visit: &mut Visit<'_>) -> Answer {
    imported(visit)?;
    document(json!({"anyMessage": false, "messages": [], "success": true}))
}

/// Makes the project what the bundle holds; keys, permissions and bundles stay those of the project.
fn activate(visit: &mut Visit<'_>) -> Answer {
    let options = visit.document()?;
    let files = files(&imported(visit)?.archive.0).map_err(malformed)?;
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    let mut active = unpacked(&files, &key, &stamp).map_err(malformed)?;
    for (id, is_active) in object(&options, "scenariosActiveOnActivation") {
        if let Some(scenario) = active.scenarios.get_mut(&id) {
            scenario.document.insert("active".to_owned(), is_active);
        }
    }
    let project = visit.project_mut()?;
    active.permissions = std::mem::take(&mut project.permissions);
    active.bundles = std::mem::take(&mut project.bundles);
    active.imported_bundles = std::mem::take(&mut project.imported_bundles);
    active.folder = std::mem::take(&mut project.folder);
    active.variables.insert("local".to_owned(), project.variables.get("local").cloned().unwrap_or_default());
    *project = active;
    document(json!({"anyMessage": false, "messages": [], "success": true, "neededAMigration": false}))
}

fn create_project(visit: &mut Visit<'_>) -> Answer {
    if !visit.caller.admin && !visit.caller.creates_projects {
        return Err(Refusal::forbidden());
    }
    let (_, archive) = visit.file()?;
    let files = files(&archive).map_err(malformed)?;
    let manifest = manifest(&files).map_err(malformed)?;
    let (key, id) = (text(&manifest, "originalProjectKey"), text(&manifest, "bundleId"));
    refuse_key(visit, key)?;
    let folder = visit.parameter("projectFolderId").unwrap_or(ROOT).to_owned();
    if !visit.instance.project_folders.contains_key(&folder) {
        return Err(Refusal::absent(format!("Project folder {folder}")));
    }
    let mut project = unpacked(&files, key, &visit.stamp()).map_err(malformed)?;
    project.folder = folder;
    project.permissions = made(json!({"owner": visit.caller.login, "permissions": []}));
    if visit.parameter("permissionsPropagationPolicy").is_some_and(|policy| policy != "NONE")
        && visit.since(15)
    {
        let path = format!("{}params.json", crate::simulator::exported::CONFIG);
        let params: Value =
            files.get(&path).and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or_default();
        project.permissions.insert("permissions".to_owned(), params["permissions"].clone());
    }
    if !id.is_empty() {
        let imported = json!({"bundleId": id, "importedOn": visit.now, "importState": {"state": "IMPORTED"}});
        let bundle = Bundle { document: made(imported), archive: Bytes(archive) };
        project.imported_bundles.insert(id.to_owned(), bundle);
    }
    visit.instance.projects.insert(key.to_owned(), project);
    document(json!({"projectKey": key, "bundleId": id}))
}
