//! What looks like a credential and must not be shared.

use serde_json::Value;

use super::NotShared;
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
        search.visit(&root.to_value(), false);
        if let Some(path) = search.found {
            return Err(NotShared::Credential(format!("{path} in {}", source.path)));
        }
    }
    match line_of_credential(&source.text) {
        Some(line) => Err(NotShared::Credential(format!("line {line} of {}", source.path))),
        None => Ok(()),
    }
}

/// Refuses a document by the first value in it that looks like a credential; places start with `at`.
pub(super) fn check_value(at: &str, value: &Value) -> Result<(), NotShared> {
    let mut search = Search { path: at.to_owned(), found: None };
    search.visit(value, false);
    search.found.map_or(Ok(()), |path| Err(NotShared::Credential(path)))
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

    fn note(&mut self, is_credential: bool) {
        if is_credential && self.found.is_none() {
            self.found = Some(self.path.clone());
        }
    }
}

/// The first line, from 1, that holds a credential: by itself, or as a text that a name is given.
fn line_of_credential(text: &str) -> Option<usize> {
    let is_key = text.contains("PRIVATE KEY-----");
    let holds =
        |line: &str| is_key && line.contains("PRIVATE KEY-----") || holds_one(line) || assigns_one(line);
    text.lines().position(holds).map(|line| line + 1)
}

fn holds_one(line: &str) -> bool {
    let is_quote = |letter: char| matches!(letter, '"' | '\'' | '`');
    let ends =
        |letter: char| letter.is_whitespace() || matches!(letter, '=' | ',' | ';' | '(' | ')' | '<' | '>');
    let quoted = line.split(is_quote);
    quoted.flat_map(|part| std::iter::once(part).chain(part.split(ends))).any(credential::is_one)
}

/// `password = "…"`, in any language that writes it so.
fn assigns_one(line: &str) -> bool {
    let Some(at) = line.find(['=', ':']) else { return false };
    let (name, value) = line.split_at(at);
    let name = name.trim().trim_matches(['"', '\'']);
    let name = name.rsplit([' ', '.', '(', ',', '{', '[']).next().unwrap_or_default();
    if !credential::is_named(name) {
        return false;
    }
    let value = value.trim_start_matches(['=', ':', ' ', '>']);
    let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'')) else { return false };
    let inside = value.get(1..).and_then(|rest| rest.split(quote).next()).unwrap_or_default();
    !inside.is_empty() && !credential::is_placeholder(inside)
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
        for text in [
            "token = os.environ['TOKEN']",
            "password: \"{{ env.PW }}\"",
            "tokens = 5",
            "key: 'x'",
            "secret = ''",
        ] {
            assert_eq!(place("code/a.py", text), "Ok(())", "{text}");
        }
        assert_eq!(
            check_value("plan", &json!({"actions": [{"after": {"token": "abc"}}]})),
            Err(NotShared::Credential("plan.actions[0].after.token".into()))
        );
    }
}
