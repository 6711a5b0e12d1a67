//! What looks like a credential and must not be shared.

mod line; // texts of any language, line by line

use serde_json::{Map, Value};

use self::line::line_of_credential;
use super::NotShared;
use crate::config::layout::{Role, role};
use crate::credential;
use crate::source::{FileId, Source};
use crate::value::path::{push_index, push_key};
use crate::yaml;

/// Refuses a file by the first value in it that looks like a credential.
pub(super) fn check_file(source: &Source) -> Result<(), NotShared> {
    if is_yaml(&source.path)
        && let Some(root) = yaml::parse(FileId::new(0), source).root
    {
        let mut search = Search { path: String::new(), found: None };
        search.visit(&without_names(&source.path, root.to_value()), false);
        if let Some(path) = search.found {
            return Err(NotShared::Credential(format!("{path} in {}", source.path)));
        }
    }
    match line_of_credential(&source.text) {
        Some(line) => Err(NotShared::Credential(format!("line {line} of {}", source.path))),
        None => Ok(()),
    }
}

/// The place of the first value of a document that looks like a credential.
pub fn credential_in(value: &Value) -> Option<String> {
    let mut search = Search { path: String::new(), found: None };
    search.visit(value, false);
    search.found
}

/// Refuses a document by the first value in it that looks like a credential; places start with `at`.
pub(super) fn check_value(at: &str, value: &Value) -> Result<(), NotShared> {
    let mut search = Search { path: at.to_owned(), found: None };
    search.visit(value, false);
    search.found.map_or(Ok(()), |path| Err(NotShared::Credential(path)))
}

/// The document of a file without its list of names that are secret: names are none.
fn without_names(path: &str, mut document: Value) -> Value {
    let is_name = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') && text.len() <= 64
    };
    // Which environment is chosen does not matter: every one may list them.
    let has_names =
        path.starts_with("environments/") || matches!(role(path, ""), Role::Variables | Role::Environment);
    if has_names
        && let Some(members) = document.as_object_mut()
        && let Some(Value::Array(names)) = members.get_mut("secrets")
    {
        names.retain(|name| !name.as_str().is_some_and(is_name));
    }
    document
}

fn is_yaml(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("yml") || extension.eq_ignore_ascii_case("yaml")
}

struct Search {
    path: String,
    found: Option<String>,
}

impl Search {
    /// Recurses as deep as the value is nested, which its reader limits. What stands below a key that names
    /// credentials is one, whatever its own key.
    fn visit(&mut self, value: &Value, is_named: bool) {
        if self.found.is_some() {
            return;
        }
        match value {
            Value::Object(members) => {
                self.visit_pair(members);
                for (key, value) in members {
                    let length = self.path.len();
                    push_key(&mut self.path, key);
                    self.visit(value, is_named || credential::is_named(key));
                    self.path.truncate(length);
                }
            }
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    let length = self.path.len();
                    push_index(&mut self.path, index);
                    self.visit(element, is_named);
                    self.path.truncate(length);
                }
            }
            Value::String(text) => {
                let says_it = is_named && !text.is_empty() && !credential::is_placeholder(text);
                self.note(says_it || line_of_credential(text).is_some());
            }
            // Numbers are passwords now and then; a number of tokens is none.
            Value::Number(_) => self.note(is_named && !self.path.to_lowercase().ends_with("tokens")),
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// `{name: password, value: …}`, as lists of properties say it.
    fn visit_pair(&mut self, members: &Map<String, Value>) {
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        let names_one = ["name", "key"].into_iter().filter_map(text).any(credential::is_named);
        if let (true, Some(value)) = (names_one, members.get("value")) {
            let length = self.path.len();
            push_key(&mut self.path, "value");
            self.visit(value, true);
            self.path.truncate(length);
        }
    }

    fn note(&mut self, is_credential: bool) {
        if is_credential && self.found.is_none() {
            self.found = Some(self.path.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn credentials_are_told_by_their_places() {
        let place = |path: &str, text: &str| match check_file(&Source::new(path, text)) {
            Err(NotShared::Credential(place)) => place,
            other => format!("{other:?}"),
        };
        assert_eq!(
            place("project.yml", "datasets: [{name: A, params: {db_password: hunter2}}]"),
            "datasets[0].params.db_password in project.yml"
        );
        assert_eq!(place("project.yml", "a: |\n  import os\n  api_key = 'abc'\n"), "a in project.yml");
        assert_eq!(
            place("code/a.py", "x = 1\nheaders = {'a': 'Bearer abcdefghijklmnop'}\n"),
            "line 2 of code/a.py"
        );
        assert_eq!(place("code/a.py", "url = 'postgres://ada:hunter2@db/x'"), "line 1 of code/a.py");
        assert_eq!(
            place("project.yml", "dss: {properties: [{name: db_password, value: abc}]}"),
            "dss.properties[0].value in project.yml"
        );
        assert_eq!(
            place("project.yml", "headers: {Authorization: abc}"),
            "headers.Authorization in project.yml"
        );
        assert_eq!(
            check_value("plan", &json!({"actions": [{"after": {"token": "abc"}}]})),
            Err(NotShared::Credential("plan.actions[0].after.token".into()))
        );
    }

    #[test]
    fn names_of_secrets_may_be_shared() {
        let names = "secrets: [DB_PASSWORD, API_TOKEN]\n";
        for path in [".dataiku/variables.yml", "environments/prod.yml"] {
            assert_eq!(check_file(&Source::new(path, names)), Ok(()), "{path}");
            assert!(check_file(&Source::new(path, "secrets: ['hunter2!']\n")).is_err(), "{path}");
        }
        assert!(check_file(&Source::new("project.yml", names)).is_err(), "elsewhere they are values");
    }
}
