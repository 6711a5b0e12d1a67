//! REF002: a recipe writes a dataset that is not declared.

use super::Subject;
use super::flow::unknown_dataset;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity};

/// An output that names no dataset of this configuration. Names are case-sensitive.
pub(super) static RULE: Rule = Rule {
    id: "REF002",
    level: Level::References,
    severity: Severity::Error,
    title: "unknown output",
    explanation: "Recipes read and write datasets of the same configuration, by their exact names. Declare the \
                  dataset or correct the name.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    for recipe in subject.recipes() {
        for reference in recipe.outputs() {
            let path = || format!("recipes[{}].outputs[{}]", recipe.index, reference.position);
            problems.extend(unknown_dataset(&RULE, subject, recipe, &reference.name, path));
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check;

    #[test]
    fn outputs_are_declared() {
        check(
            "datasets: [{name: A, type: s3}, {name: B, type: s3}, {name: C, type: s3}]\nrecipes: [{name: r, type: sql, outputs: [b, NEW]}]\n",
            expect![[r#"
                3:42 error REF002 recipes[0].outputs[0]: "b" names no dataset (recipe "r")
                    fix (guess): Replace by B
                3:45 error REF002 recipes[0].outputs[1]: "NEW" names no dataset (recipe "r")
            "#]],
        );
    }
}
