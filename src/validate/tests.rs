//! The report that the tests of rules compare.

use expect_test::Expect;

use crate::composition::Composition;
use crate::config::Config;
use crate::config::tests::{read_files, shown};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::pile::Pile;
use crate::validate::validate;

/// What validating a configuration without blocks reports.
pub(super) fn found(config: &Config) -> Vec<Diagnostic> {
    let mut problems = Pile::default();
    validate(config, &Composition::default(), &mut problems);
    problems.into_found()
}

/// Compares what validating `text` reports. Reading it must report nothing.
pub(super) fn check(text: &str, expected: Expect) {
    check_project(&format!("project: {{key: P, name: Pea}}\n{text}"), expected);
}

/// As [`check`], under version 1.1.
pub(super) fn check_1_1(text: &str, expected: Expect) {
    check_project(&format!("version: '1.1'\nproject: {{key: P, name: Pea}}\n{text}"), expected);
}

/// As [`check`], with a project section of its own.
pub(super) fn check_project(text: &str, expected: Expect) {
    let (config, problems) = read_files(&[("project.yml", text)]);
    assert_eq!(problems, vec![], "reading");
    expected.assert_eq(&shown(text, &found(&config)));
}

/// The law of one table: ids are unique, in order, and every check reports under its own rule.
#[test]
fn the_table_is_in_order() {
    let ids: Vec<&str> = super::CHECKS.iter().map(|check| check.rule.id).collect();
    let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len());
}
