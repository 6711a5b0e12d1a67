//! What an instance offers to projects: connections, code environments, plugins, users, groups
//! (`dss-api.md` 3.12). Many keys may not see all of it, and the app works without.

use crate::dss::request::{path, slashed};
use crate::dss::{Call, Request, Response, answer, fields};
use crate::inventory::Document;

/// What is told of a connection. The answer may hold passwords; they are dropped as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// DSS's name of its type, as `Snowflake`.
    pub kind: String,
}

/// `connection.names`: the connections that the key may use, of a type or of `all`.
pub fn connections(kind: &str) -> Call<Vec<String>> {
    Call::new(Request::get(path(&["connections", "get-names"])).with("type", kind), answer::texts)
}

/// `connection.info`: the type of a connection, as a project sees it.
pub fn connection(name: &str, project: Option<&str>) -> Call<Connection> {
    let request = Request::get(path(&["connections", name, "info"]));
    let request = project.into_iter().fold(request, |request, key| request.with("contextualProjectKey", key));
    Call::new(request, read_connection)
}

fn read_connection(response: &Response) -> Result<Connection, String> {
    Ok(Connection { kind: fields::required_text(&answer::document(response)?, "type")? })
}

/// `codeenv.list`: the code environments. A path of administrators, so a refusal is no fault.
pub fn code_envs() -> Call<Vec<Document>> {
    Call::new(Request::get(slashed(&["admin", "code-envs"])), answer::documents)
}

/// `codeenv.get`: one with its packages, by language, as `PYTHON`, and name.
pub fn code_env(language: &str, name: &str) -> Call<Document> {
    Call::new(Request::get(path(&["admin", "code-envs", language, name])), answer::document)
}

/// `plugin.list`: the plugins that are installed.
pub fn plugins() -> Call<Vec<Document>> {
    Call::new(Request::get(slashed(&["plugins"])), answer::documents)
}

/// `plugin.usages`: where a plugin is used, in a project or everywhere.
pub fn plugin_usages(id: &str, project: Option<&str>) -> Call<Document> {
    let request = Request::get(path(&["plugins", id, "actions", "listUsages"]));
    let request = project.into_iter().fold(request, |request, key| request.with("projectKey", key));
    Call::new(request, answer::document)
}

/// `user.list_info`: login and name of each user. Since DSS 14.
pub fn users() -> Call<Vec<Document>> {
    Call::new(Request::get(path(&["users"])), answer::documents)
}

/// `group.list_info`: the name of each group. Since DSS 14.
pub fn groups() -> Call<Vec<Document>> {
    Call::new(Request::get(path(&["groups"])), answer::documents)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_of_a_connection_but_its_type_is_kept() {
        let body = json!({"type": "PostgreSQL", "params": {"user": "dss", "password": "s3cr3t"}});
        let connection = connection("pg", None).read(&Response::json(200, &body)).unwrap();
        assert_eq!(connection, Connection { kind: "PostgreSQL".into() });
        let unreadable =
            super::connection("pg", None).read(&Response::json(200, &json!({"password": "s3cr3t"})));
        assert!(!unreadable.unwrap_err().to_string().contains("s3cr3t"));
    }
}
