//! What a project says of itself: metadata, settings, rights, variables, tags (`dss-api.md` 3.2).
//!
//! Each is one document, read and written as a whole. Write back what was read, with changes: what is
//! left out is lost, or the server fails.

use serde_json::{Value, json};

use crate::dss::request::{path, slashed};
use crate::dss::{Call, Request, Response, answer, fields};
use crate::inventory::Document;

/// The variables of a project. Both halves are written together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variables {
    /// Those that go along with bundles.
    pub standard: Document,
    /// Those of this instance only.
    pub local: Document,
}

/// `project.metadata.get`: label, descriptions, tags, checklists.
pub fn metadata(project: &str) -> Call<Document> {
    get(project, "metadata")
}

/// `project.metadata.set`. Tags come back sorted.
pub fn set_metadata(project: &str, metadata: Document) -> Call<()> {
    put(project, "metadata", metadata)
}

/// `project.permissions.get`: the owner, and the rights of groups and users. For administrators of the
/// project.
pub fn permissions(project: &str) -> Call<Document> {
    get(project, "permissions")
}

/// `project.permissions.set`.
pub fn set_permissions(project: &str, permissions: Document) -> Call<()> {
    put(project, "permissions", permissions)
}

/// `project.settings.get`: settings, and what is shared with other projects.
pub fn settings(project: &str) -> Call<Document> {
    get(project, "settings")
}

/// `project.settings.set`.
pub fn set_settings(project: &str, settings: Document) -> Call<()> {
    put(project, "settings", settings)
}

/// `project.tags.get`: the tags of the project with their colours.
pub fn tags(project: &str) -> Call<Document> {
    get(project, "tags")
}

/// `project.tags.set`.
pub fn set_tags(project: &str, tags: Document) -> Call<()> {
    put(project, "tags", tags)
}

/// `project.variables.get`.
pub fn variables(project: &str) -> Call<Variables> {
    Call::new(Request::get(slashed(&["projects", project, "variables"])), read_variables)
}

fn read_variables(response: &Response) -> Result<Variables, String> {
    let document = answer::document(response)?;
    // Without one of them a later write would empty it.
    let half = |key: &str| {
        fields::document(&document, key)?.ok_or_else(|| format!("`{key}` is missing in the answer"))
    };
    Ok(Variables { standard: half("standard")?, local: half("local")? })
}

/// `project.variables.set`: replaces all of them.
pub fn set_variables(project: &str, variables: &Variables) -> Call<()> {
    let document = json!({"standard": variables.standard, "local": variables.local});
    Call::new(Request::put(slashed(&["projects", project, "variables"])).json(document), answer::nothing)
}

fn get(project: &str, part: &str) -> Call<Document> {
    Call::new(Request::get(path(&["projects", project, part])), answer::document)
}

fn put(project: &str, part: &str, document: Document) -> Call<()> {
    Call::new(Request::put(path(&["projects", project, part])).json(Value::Object(document)), answer::nothing)
}
