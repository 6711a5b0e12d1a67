//! REF009: a code file that the project does not have.

use std::sync::Arc;

use crate::config::Field;
use crate::config::layout::{Role, role};
use crate::diagnostic::{Diagnostic, Level, Rule, Safety, Severity, quoted, suggestion};
use crate::source::{FileEdit, Source};
use crate::text::TextEdit;
use crate::yaml::write::{self, Context};

/// A `code_file` that names no file of the project.
pub static RULE: Rule = Rule {
    id: "REF009",
    level: Level::References,
    severity: Severity::Error,
    title: "code file not found",
    explanation: "`code_file` is the path of a file in the project folder, counted from where `project.yml` is. \
                  Its text is the code, so without the file nothing is known of it.",
};

/// Reports that `written`, at `path` of the configuration, is none of `files`.
pub fn report(path: String, written: &Field<Arc<str>>, files: &[Source]) -> Diagnostic {
    let message = format!("the project has no file {}", quoted(&written.value));
    let problem = RULE.report(path, message).at(written.at);
    let Some(nearest) = nearest(&written.value, files) else {
        return problem.hint("Add the file to the project, or correct the path.");
    };
    let edit = FileEdit {
        file: written.at.file,
        edit: TextEdit::replace(written.at.range, write::text(nearest, Context::Flow)),
    };
    let title = format!("Replace by {nearest}");
    problem.hint(format!("Did you mean {nearest}?")).fix(title, Safety::Guess, vec![edit])
}

/// The file with the nearest path, or one of the same name in another folder. Files of the
/// configuration hold no code.
fn nearest<'a>(path: &str, files: &'a [Source]) -> Option<&'a str> {
    let is_code = |path: &&str| role(path, "") == Role::Other;
    let paths = || files.iter().map(|source| source.path.as_str()).filter(is_code);
    let name = |path: &str| path.rsplit('/').next().map(str::to_lowercase);
    suggestion::nearest(path, paths()).or_else(|| paths().find(|found| name(found) == name(path)))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::tests::check_project;

    #[test]
    fn code_files_are_in_the_project() {
        check_project(
            "version: '1.1'\nproject: {key: P, name: Pea}\nrecipes:\n  - {name: r, type: python, outputs: [A], code_file: code/claen.py}\n  - {name: s, type: python, outputs: [A], code_file: src/clean.py}\n  - {name: t, type: python, outputs: [A], code_file: other.py}\n  - {name: u, type: python, outputs: [A], code_file: code/clean.py}\n",
            &[("code/clean.py", "x = 1\n"), ("datasets/other.yml", "datasets: []\n")],
            expect![[r#"
                4:54 error REF009 recipes[0].code_file: the project has no file "code/claen.py"
                    fix (guess): Replace by code/clean.py
                5:54 error REF009 recipes[1].code_file: the project has no file "src/clean.py"
                    fix (guess): Replace by code/clean.py
                6:54 error REF009 recipes[2].code_file: the project has no file "other.py"
            "#]],
        );
    }
}
