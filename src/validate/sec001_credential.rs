//! SEC001: a variable or a raw setting looks like a credential.

use super::Subject;
use crate::credential;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Safety, Severity, quoted};
use crate::source::{FileEdit, FileId, Location};
use crate::text::TextEdit;
use crate::value::path::{push_index, push_key};
use crate::yaml::node::{Content, Entry, Node, Style};

/// A value below `project.variables` or `dss` that looks like a credential, by its key or by itself. The
/// key is named, the value never.
pub(super) static RULE: Rule = Rule {
    id: "SEC001",
    level: Level::Schema,
    severity: Severity::Error,
    title: "credential in the configuration",
    explanation: "What stands in a configuration goes into the state, plans and links, where everybody reads it. \
                  Keep credentials in connections or in DSS's own secrets, or write a placeholder of a variable \
                  that is declared secret.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    let config = subject.config;
    let mut look = |path: String, node: &Node, file: FileId, key: &str| {
        let Some(entry) = node.entry(key) else { return };
        Search { file, path, problems: &mut *problems }.visit_entry(entry, false);
    };
    if let Some(project) = config.project.as_ref().filter(|project| !project.details.variables.is_empty()) {
        look("project".to_owned(), &project.node, project.at.file, "variables");
    }
    if let Some(project) = config.project.as_ref().filter(|project| !project.details.dss.is_empty()) {
        look("project".to_owned(), &project.node, project.at.file, "dss");
    }
    for dataset in config.datasets.iter().filter(|dataset| !dataset.details.dss.is_empty()) {
        look(format!("datasets[{}]", dataset.index), &dataset.node, dataset.at.file, "dss");
    }
    for recipe in config.recipes.iter().filter(|recipe| !recipe.details.dss.is_empty()) {
        look(format!("recipes[{}]", recipe.index), &recipe.node, recipe.at.file, "dss");
    }
    for named in subject.named_objects().filter(|named| !named.entry.dss.is_empty()) {
        let entry = named.entry;
        look(format!("{}[{}]", named.list, entry.index), &entry.node, entry.at.file, "dss");
    }
}

struct Search<'a> {
    file: FileId,
    path: String,
    problems: &'a mut Pile,
}

impl Search<'_> {
    /// Recurses as deep as the value is nested, which the reader limits. What stands below a key that
    /// names credentials is one, whatever its own key.
    fn visit_entry(&mut self, entry: &Entry, below: bool) {
        let length = self.path.len();
        push_key(&mut self.path, &entry.key);
        let named = below || credential::is_named(&entry.key);
        if self.is_credential(&entry.value, named) {
            self.report(entry);
        } else {
            self.visit(&entry.value, named);
        }
        self.path.truncate(length);
    }

    fn visit(&mut self, node: &Node, named: bool) {
        match &node.content {
            Content::Map(entries) => entries.iter().for_each(|entry| self.visit_entry(entry, named)),
            Content::List(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    let length = self.path.len();
                    push_index(&mut self.path, index);
                    self.visit(node, named);
                    self.path.truncate(length);
                }
            }
            _ => {}
        }
    }

    /// Whether the value of a key is a credential. A list of texts counts as one value.
    fn is_credential(&self, value: &Node, named: bool) -> bool {
        match &value.content {
            Content::Text(text) => {
                let says_it = named && !text.value.is_empty() && !credential::is_placeholder(&text.value);
                !text.unresolved && (says_it || credential::is_one(&text.value))
            }
            // Numbers are passwords now and then; a number of tokens is none.
            Content::Number(_) => named && !self.path.to_lowercase().ends_with("tokens"),
            Content::List(nodes) => {
                nodes.iter().any(|node| node.as_text().is_some() && self.is_credential(node, named))
            }
            Content::Null | Content::Bool(_) | Content::Map(_) => false,
        }
    }

    fn report(&mut self, entry: &Entry) {
        let message = format!("the value of {} looks like a credential", quoted(&entry.key));
        let at = Location { file: self.file, range: entry.key_range };
        let name: String = entry
            .key
            .chars()
            .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' })
            .collect();
        let name = name.to_uppercase();
        let problem = RULE.report(self.path.clone(), message).at(at).hint(format!(
            "Remove it, or write \"{{{{ env.{name} }}}}\" and list {name} below `secrets:` in .dataiku/variables.yml."
        ));
        let is_plain = matches!(entry.value.style, Style::Plain | Style::SingleQuoted | Style::DoubleQuoted);
        let starts_well = name.starts_with(|first: char| !first.is_ascii_digit());
        self.problems.push(if is_plain && starts_well && !entry.merged {
            let edit = TextEdit::replace(entry.value.range, format!("\"{{{{ env.{name} }}}}\""));
            let edit = FileEdit { file: self.file, edit };
            problem.fix(format!("Replace by the variable {name}"), Safety::Guess, vec![edit])
        } else {
            problem
        });
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::{check_1_1, check_project};

    #[test]
    fn credentials_are_told_by_their_keys() {
        check_project(
            "version: '1.1'\nproject:\n  key: P\n  name: Pea\n  variables:\n    region: eu\n    db_password: hunter2\n    apiToken: \"{{ env.API_TOKEN }}\"\n    max_tokens: 500\n    empty_secret: ''\n    nested: {credentials: {user: ada, expires: false}, list: [{pwd: 1234}], tokens: [a, b]}\n",
            expect![[r#"
                7:5 error SEC001 project.variables.db_password: the value of "db_password" looks like a credential
                    fix (guess): Replace by the variable DB_PASSWORD
                11:28 error SEC001 project.variables.nested.credentials.user: the value of "user" looks like a credential
                    fix (guess): Replace by the variable USER
                11:64 error SEC001 project.variables.nested.list[0].pwd: the value of "pwd" looks like a credential
                    fix (guess): Replace by the variable PWD
                11:77 error SEC001 project.variables.nested.tokens: the value of "tokens" looks like a credential
            "#]],
        );
    }

    #[test]
    fn raw_settings_hold_none_either_and_values_tell_themselves() {
        check_1_1(
            "datasets: [{name: A, type: s3, dss: {readWriteOptions: {x: 1}, customFields: {url: 'https://ada:hunter2@example.com'}}}]\nrecipes: [{name: r, type: sql, outputs: [A], dss: {params: {api_key: abc}}}]\nscenarios: [{name: s, type: step_based, dss: {id: AKIAIOSFODNN7EXAMPLE}}]\n",
            expect![[r#"
                3:79 error SEC001 datasets[0].dss.customFields.url: the value of "url" looks like a credential
                    fix (guess): Replace by the variable URL
                4:61 error SEC001 recipes[0].dss.params.api_key: the value of "api_key" looks like a credential
                    fix (guess): Replace by the variable API_KEY
                5:47 error SEC001 scenarios[0].dss.id: the value of "id" looks like a credential
                    fix (guess): Replace by the variable ID
            "#]],
        );
    }
}
