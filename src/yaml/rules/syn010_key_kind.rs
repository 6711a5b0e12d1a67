//! SYN010: a mapping or list as a key.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// A key that is not a scalar, most often an unquoted `{{ env.NAME }}`.
pub static RULE: Rule = Rule {
    id: "SYN010",
    level: Level::Syntax,
    severity: Severity::Error,
    title: "mapping or list as a key",
    explanation: "Keys are texts. An unquoted {{ env.NAME }} is a mapping inside a mapping for YAML; put it in \
                  quotes.",
};

/// Reports the mapping that has such a key. `placeholder` says that the source has `{{` there.
pub fn report(path: String, placeholder: bool) -> Diagnostic {
    let problem = RULE.report(path, "a mapping or list is used as a key");
    if placeholder {
        problem.hint("A placeholder must be quoted: \"{{ env.NAME }}\".")
    } else {
        problem.hint("Use a text as the key.")
    }
}
