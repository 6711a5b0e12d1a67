//! NAM001: the project key breaks the convention.

use super::{Subject, name, resolved};
use crate::config::NameConvention;
use crate::diagnostic::{Diagnostic, Level, Rule, Safety, Severity, quoted};
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

pub(super) fn check(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
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
