//! Notebooks (`dss-api.md` 3.11).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::answer::{Answer, acknowledged, document};
use crate::simulator::fields::{fill, new_name, object, required, whole};
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, delete, get, post, put};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/jupyter-notebooks/", READ, jupyter_all),
    get("/projects/{}/jupyter-notebooks/{}", READ, |visit| document(jupyter(visit)?.clone())),
    post("/projects/{}/jupyter-notebooks/{}", WRITE, create_jupyter),
    put("/projects/{}/jupyter-notebooks/{}", WRITE, update_jupyter),
    delete("/projects/{}/jupyter-notebooks/{}", WRITE, remove_jupyter),
    get("/projects/{}/sql-notebooks/", READ, sql_all),
    post("/projects/{}/sql-notebooks/", WRITE, create_sql),
    get("/projects/{}/sql-notebooks/{}", READ, |visit| document(sql(visit)?.clone())),
    put("/projects/{}/sql-notebooks/{}", WRITE, update_sql),
    delete("/projects/{}/sql-notebooks/{}", WRITE, remove_sql),
];

fn jupyter<'a>(visit: &'a Visit<'_>) -> Result<&'a Document, Refusal> {
    let notebook = visit.project()?.notebooks.get(visit.argument(1));
    notebook.ok_or_else(|| Refusal::absent(format!("Notebook {}", visit.argument(1))))
}

/// No notebook ever runs here, so that the list of active ones is empty.
fn jupyter_all(visit: &mut Visit<'_>) -> Answer {
    let only_active = visit.flag("active");
    let notebooks = visit.project()?.notebooks.iter().filter(|_| !only_active);
    let entries = notebooks.map(|(name, notebook)| {
        let kernel = object(&object(notebook, "metadata"), "kernelspec");
        json!({
            "projectKey": visit.key(), "name": name, "language": kernel.get("language").unwrap_or(&json!("python")),
            "kernelSpec": kernel,
        })
    });
    document(entries.collect::<Value>())
}

fn create_jupyter(visit: &mut Visit<'_>) -> Answer {
    let content = visit.document()?;
    whole(&content, &["cells", "metadata"])?;
    let name = new_name("notebook", visit.argument(1))?.to_owned();
    let notebooks = &mut visit.project_mut()?.notebooks;
    if notebooks.contains_key(&name) {
        return Err(Refusal::taken(format!("Notebook {name}")));
    }
    notebooks.insert(name, content);
    acknowledged()
}

fn update_jupyter(visit: &mut Visit<'_>) -> Answer {
    let content = visit.document()?;
    whole(&content, &["cells", "metadata"])?;
    jupyter(visit)?;
    let name = visit.argument(1).to_owned();
    visit.project_mut()?.notebooks.insert(name, content);
    acknowledged()
}

fn remove_jupyter(visit: &mut Visit<'_>) -> Answer {
    jupyter(visit)?;
    let name = visit.argument(1).to_owned();
    visit.project_mut()?.notebooks.remove(&name);
    acknowledged()
}

fn sql<'a>(visit: &'a Visit<'_>) -> Result<&'a Document, Refusal> {
    let notebook = visit.project()?.sql_notebooks.get(visit.argument(1));
    notebook.ok_or_else(|| Refusal::absent(format!("SQL notebook {}", visit.argument(1))))
}

fn sql_all(visit: &mut Visit<'_>) -> Answer {
    document(visit.project()?.sql_notebooks.values().cloned().map(Value::Object).collect::<Value>())
}

fn kept(visit: &Visit<'_>, mut asked: Document, id: &str) -> Result<Document, Refusal> {
    required(&asked, "connection")?;
    asked.insert("id".to_owned(), Value::from(id));
    asked.insert("projectKey".to_owned(), Value::from(visit.key()));
    fill(&mut asked, json!({"name": id, "language": "SQL", "cells": []}));
    Ok(asked)
}

fn create_sql(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let id = visit.instance.ids.object();
    let mut notebook = kept(visit, asked, &id)?;
    visit.stamp().create(&mut notebook);
    visit.project_mut()?.sql_notebooks.insert(id, notebook.clone());
    document(notebook)
}

fn update_sql(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let before = sql(visit)?.clone();
    let id = visit.argument(1).to_owned();
    let mut notebook = kept(visit, asked, &id)?;
    visit.stamp().update(&mut notebook, &before);
    visit.project_mut()?.sql_notebooks.insert(id, notebook.clone());
    document(notebook)
}

fn remove_sql(visit: &mut Visit<'_>) -> Answer {
    sql(visit)?;
    let id = visit.argument(1).to_owned();
    visit.project_mut()?.sql_notebooks.remove(&id);
    acknowledged()
}
