//! Code that stands in a file of its own: `code_file` of recipes and scenarios (spec 1.6).

use std::sync::Arc;

use super::Field;
use super::fields::Fields;
use super::rules::{ref009_code_file, sch002_kind};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, MAX_FILE_BYTES, Source};
use crate::yaml::rules::syn006_limit::Limit;
use crate::yaml::rules::{syn002_not_utf8, syn006_limit};

/// A reference to a file with code.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeFile {
    /// The path as written.
    pub path: Field<Arc<str>>,
    /// The file, if the project has it.
    pub file: Option<FileId>,
}

const EXPECTED: &str = "a path inside the project folder, with `/` and without `..`";

/// Whether `path` stays inside the folder that it starts in: relative, with `/`, without empty parts,
/// `.` and `..`, so that every system reads it in the same way.
pub fn is_inside(path: &str) -> bool {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && part.trim() == part;
    let refused = |letter: char| letter.is_control() || matches!(letter, '\\' | ':');
    path.split('/').all(is_plain) && !path.contains(refused)
}

/// Reads `code_file` among the project's `files`: where it leads to, and its text. An empty file is no
/// code.
pub(super) fn read(fields: &mut Fields<'_>, files: &[Source]) -> (Option<CodeFile>, Option<Arc<str>>) {
    let Some(node) = fields.value("code_file") else { return (None, None) };
    let Some(path) = fields.text_or_empty("code_file") else { return (None, None) };
    if path.unresolved {
        return (Some(CodeFile { path, file: None }), None);
    }
    if !is_inside(&path.value) {
        fields.wrong_kind(fields.place.path("code_file"), EXPECTED, node);
        return (Some(CodeFile { path, file: None }), None);
    }
    let found = files.iter().enumerate().find(|(_, source)| *source.path == *path.value);
    let Some((index, source)) = found else {
        fields.report(Some(ref009_code_file::report(fields.place.path("code_file"), &path, files)));
        return (Some(CodeFile { path, file: None }), None);
    };
    let problem = unreadable(source);
    let text = Some(&source.text).filter(|text| problem.is_none() && !text.is_empty()).cloned();
    fields.report(
        problem.map(|problem| Diagnostic { path: fields.place.path("code_file"), ..problem.at(path.at) }),
    );
    (Some(CodeFile { path, file: Some(FileId::new(index)) }), text)
}

/// Why the text of a file is not taken as code.
fn unreadable(source: &Source) -> Option<Diagnostic> {
    if source.text.len() > MAX_FILE_BYTES {
        return Some(syn006_limit::report(Limit::Bytes));
    }
    source.undecodable_at.map(|offset| syn002_not_utf8::report(&source.path, offset))
}

/// Says so where a recipe has its code in both places.
pub(super) fn check_single(fields: &mut Fields<'_>, code: Option<&Field<Arc<str>>>, file: Option<&CodeFile>) {
    if let Some((code, file)) = code.zip(file) {
        let path = fields.place.path("code_file");
        fields.report(Some(sch002_kind::both(path, ("code", code.at), ("code_file", file.path.at))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside_the_project() {
        for path in ["code/clean.py", "clean.sql", "a b/Ünï.py", "x/..y"] {
            assert!(is_inside(path), "{path}");
        }
        for path in ["", "/etc/passwd", "../x", "a/../b", "a/./b", "a//b", "a/", "a\\b", "C:/x", "a\n", " a"]
        {
            assert!(!is_inside(path), "{path:?}");
        }
    }
}
