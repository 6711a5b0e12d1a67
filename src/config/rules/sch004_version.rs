//! SCH004: a version of the configuration that is not supported.

use crate::config::Field;
use crate::config::format::Format;
use crate::diagnostic::{Diagnostic, Level, Rule, Safety, Severity, quoted};
use crate::source::FileEdit;
use crate::text::TextEdit;

/// The version is not `N.N`, or its major number is not 1.
pub static RULE: Rule = Rule {
    id: "SCH004",
    level: Level::Schema,
    severity: Severity::Error,
    title: "version not supported",
    explanation: "`version` says which fields a configuration may use. This release reads versions 1.x, written \
                  in quotes as \"1.0\".",
};

/// Checks the value of `version`.
pub fn check(version: &Field<std::sync::Arc<str>>) -> Option<Diagnostic> {
    if Format::of(&version.value).is_some() {
        return None;
    }
    let edit = FileEdit { file: version.at.file, edit: TextEdit::replace(version.at.range, "\"1.0\"") };
    let problem = RULE.report("version", format!("version {} is not supported", quoted(&version.value)));
    let problem = problem.at(version.at).hint("Supported are versions 1.x, written as \"1.0\".");
    Some(problem.fix("Replace by \"1.0\"", Safety::Guess, vec![edit]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_major_version_one_is_supported() {
        let field = |text: &str| Field {
            value: text.into(),
            at: crate::source::Location::default(),
            unresolved: false,
        };
        for (text, supported) in [
            ("1.0", true),
            ("1.17", true),
            ("2.0", false),
            ("1", false),
            ("1.0\n", false),
            ("1.0.0", false),
            ("", false),
        ] {
            assert_eq!(check(&field(text)).is_none(), supported, "{text:?}");
        }
    }
}
