//! NAM001: the project key breaks the convention.

use super::{Subject, resolved};
use crate::config::{NameConvention, name};
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Safety, Severity, quoted};
use crate::source::FileEdit;
use crate::text::TextEdit;

/// `project.key` is not upper-case, or no DSS key under `conventions: {names: dss}`.
pub(super) static RULE: Rule = Rule {
    id: "NAM001",
    level: Level::Naming,
    severity: Severity::Error,
    title: "project key",
    explanation: "A project key is upper-case letters, digits and `_`, starting with a letter. With \
                  `conventions: {names: dss}` any letters, digits and `_` will do.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    let project = subject.config.project.as_ref();
    let Some(key) = resolved(project.and_then(|project| project.key.as_ref())) else { return };
    let fits = match subject.config.names {
        NameConvention::Upper => name::is_upper(&key.value),
        NameConvention::Dss => name::is_dss_key(&key.value),
    };
    if fits {
        return;
    }
    let message = format!("{} is no valid project key", quoted(&key.value));
    let problem = RULE.report("project.key", message).at(key.at);
    problems.push(match name::upper_form(&key.value) {
        Some(form) => {
            let edit = FileEdit { file: key.at.file, edit: TextEdit::replace(key.at.range, &form) };
            problem.hint(format!("Write {form}.")).fix(
                format!("Replace by {form}"),
                Safety::Guess,
                vec![edit],
            )
        }
        None => problem.hint("Use upper-case letters, digits and `_`, starting with a letter."),
    });
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::tests::{read_files, shown};
    use crate::validate::tests::found;

    #[test]
    fn project_keys_are_upper_case() {
        let mut report = String::new();
        for text in [
            "project: {key: my-key, name: n}\n",
            "project: {key: 2P, name: n}\n",
            "project: {key: \"P\\n\", name: n}\n",
            "project: {key: Dku_1, name: n}\nconventions: {names: dss}\n",
            "project: {key: a-b, name: n}\nconventions: {names: dss}\n",
        ] {
            let (config, _) = read_files(&[("project.yml", text)]);
            report += &shown(text, &found(&config));
        }
        expect![[r#"
            1:16 error NAM001 project.key: "my-key" is no valid project key
                fix (guess): Replace by MY_KEY
            1:16 error NAM001 project.key: "2P" is no valid project key
            1:16 error NAM001 project.key: "P\n" is no valid project key
                fix (guess): Replace by P
            1:16 error NAM001 project.key: "a-b" is no valid project key
                fix (guess): Replace by A_B
        "#]]
        .assert_eq(&report);
    }
}
