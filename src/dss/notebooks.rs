//! Notebooks, to read (`dss-api.md` 3.11).

use crate::dss::request::{path, slashed};
use crate::dss::{Call, Request, answer};
use crate::inventory::Document;

/// `notebook.jupyter.list`: name and language of each; only those that run now if `active`.
pub fn jupyter(project: &str, active: bool) -> Call<Vec<Document>> {
    let request = Request::get(slashed(&["projects", project, "jupyter-notebooks"])).flag("active", active);
    Call::new(request, answer::documents)
}

/// `notebook.jupyter.get`: one in the format of Jupyter.
pub fn jupyter_by_name(project: &str, name: &str) -> Call<Document> {
    Call::new(Request::get(path(&["projects", project, "jupyter-notebooks", name])), answer::document)
}

/// `notebook.sql.list`: id, language and connection of each.
pub fn sql(project: &str) -> Call<Vec<Document>> {
    Call::new(Request::get(slashed(&["projects", project, "sql-notebooks"])), answer::documents)
}

/// `notebook.sql.get`: one with its cells.
pub fn sql_by_id(project: &str, id: &str) -> Call<Document> {
    Call::new(Request::get(path(&["projects", project, "sql-notebooks", id])), answer::document)
}
