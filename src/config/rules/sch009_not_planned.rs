//! SCH009: a key that is read later.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity, quoted};
use crate::source::{FileId, Location};
use crate::yaml::node::Entry;

/// A key of the design that this release accepts and ignores.
pub static RULE: Rule = Rule {
    id: "SCH009",
    level: Level::Schema,
    severity: Severity::Notice,
    title: "not planned yet",
    explanation: "The key is part of the design but no plan contains it yet. It is accepted and ignored.",
};

/// Reports an ignored key.
pub fn report(path: String, entry: &Entry, file: FileId) -> Diagnostic {
    RULE.report(path, format!("{} is accepted but not planned yet", quoted(&entry.key)))
        .at(Location { file, range: entry.key_range })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::tests::check;

    #[test]
    fn keys_of_the_design_are_accepted() {
        check(
            "project: {key: P, name: Pea, tags: [a], owner: me}\nscenarios: []\nblocks: []\ndatasets: [{name: A, type: s3, description: d, checks: []}]\nrecipes: [{name: r, type: sql, outputs: [A], code_env: py, zone: z}]\n",
            expect![[r#"
                2:1 notice SCH009 scenarios: "scenarios" is accepted but not planned yet
                1:30 notice SCH009 project.tags: "tags" is accepted but not planned yet
                1:41 notice SCH009 project.owner: "owner" is accepted but not planned yet
                4:32 notice SCH009 datasets[0].description: "description" is accepted but not planned yet
                4:48 notice SCH009 datasets[0].checks: "checks" is accepted but not planned yet
                5:46 notice SCH009 recipes[0].code_env: "code_env" is accepted but not planned yet
                5:60 notice SCH009 recipes[0].zone: "zone" is accepted but not planned yet
            "#]],
        );
    }
}
