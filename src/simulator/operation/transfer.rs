//! Projects out of an instance and into it: export and import (`dss-api.md` 3.2, 4.12).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::answer::{Answer, bytes, document};
use crate::simulator::exported::packed;
use crate::simulator::fields::{list, object, text};
use crate::simulator::imported::{files, manifest, unpacked};
use crate::simulator::operation::projects::refuse_key;
use crate::simulator::project::Project;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{Need, READ, Route, post};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    post("/projects/import/upload", Need::Key, upload),
    post("/projects/import/{}/process", Need::Key, process),
    post("/projects/{}/export", READ, export),
];

fn export(visit: &mut Visit<'_>) -> Answer {
    let options = visit.document()?;
    let with_uploads = options.get("exportUploads") == Some(&Value::Bool(true));
    let archive = packed(visit.instance, visit.key(), visit.project()?, Document::new(), with_uploads);
    match archive {
        Some(archive) => bytes("application/zip", archive),
        None => Err(Refusal::too_large("The project is too large for an archive")),
    }
}

fn refuse_others(visit: &Visit<'_>) -> Result<(), Refusal> {
    let may = visit.caller.admin || visit.caller.creates_projects;
    if may { Ok(()) } else { Err(Refusal::forbidden()) }
}

fn upload(visit: &mut Visit<'_>) -> Answer {
    refuse_others(visit)?;
    let (_, archive) = visit.file()?;
    let id = visit.instance.upload(archive);
    document(json!({"id": id}))
}

/// Answers 200 whether the project came in or not: `success` tells. An empty object is refused.
fn process(visit: &mut Visit<'_>) -> Answer {
    refuse_others(visit)?;
    let settings = visit.document()?;
    if settings.is_empty() {
        return Err(Refusal::malformed("The import settings are missing"));
    }
    let id = visit.argument(0).to_owned();
    let archive = visit.instance.uploads.remove(&id);
    let archive = archive.ok_or_else(|| Refusal::absent(format!("Import {id}")))?;
    let (key, messages) = match import(visit, &archive.0, &settings) {
        Ok((key, messages)) => (Some(key), messages),
        Err(problem) => (None, vec![message("ERROR", &problem)]),
    };
    let worst = if key.is_none() {
        "ERROR"
    } else if messages.is_empty() {
        "SUCCESS"
    } else {
        "WARNING"
    };
    document(json!({
        "success": key.is_some(), "error": key.is_none(), "anyMessage": !messages.is_empty(),
        "maxSeverity": worst, "usedProjectKey": key, "messages": messages,
    }))
}

fn message(severity: &str, text: &str) -> Value {
    json!({"severity": severity, "code": "PROJECT_IMPORT", "title": "Import", "message": text, "details": text})
}

fn import(visit: &mut Visit<'_>, bytes: &[u8], settings: &Document) -> Result<(String, Vec<Value>), String> {
    let files = files(bytes).map_err(|problem| format!("The archive cannot be read: {problem}"))?;
    let manifest = manifest(&files).map_err(|problem| format!("The archive is no export: {problem}"))?;
    let wanted = Some(text(settings, "targetProjectKey")).filter(|key| !key.is_empty());
    let key = wanted.unwrap_or_else(|| text(&manifest, "originalProjectKey")).to_owned();
    refuse_key(visit, &key).map_err(|_| format!("Project key {key} is incorrect or already used"))?;
    let stamp = visit.stamp();
    let mut project =
        unpacked(&files, &key, &stamp).map_err(|problem| format!("The archive is no export: {problem}"))?;
    remap(&mut project, &object(settings, "remapping"));
    let mut messages = Vec::new();
    for connection in connections(&mut project) {
        let name = connection.as_str().unwrap_or_default();
        if !name.is_empty() && !visit.instance.connections.contains_key(name) {
            messages.push(message("WARNING", &format!("Connection {name} does not exist")));
        }
    }
    project.permissions.insert("owner".to_owned(), Value::from(stamp.login));
    visit.instance.projects.insert(key.clone(), project);
    Ok((key, messages))
}

/// The connections that datasets and folders name.
fn connections(project: &mut Project) -> impl Iterator<Item = &mut Value> {
    let datasets = project.datasets.values_mut().map(|dataset| &mut dataset.document);
    let folders = project.folders.values_mut().map(|folder| &mut folder.document);
    let params = datasets.chain(folders).filter_map(|document| document.get_mut("params"));
    params.filter_map(|params| params.get_mut("connection"))
}

fn remap(project: &mut Project, remapping: &Document) {
    let pairs = list(remapping, "connections");
    for connection in connections(project) {
        if let Some(pair) =
            pairs.iter().find(|pair| pair["source"] == *connection && pair["target"].is_string())
        {
            *connection = pair["target"].clone();
        }
    }
}
