//! REF001: a recipe reads a dataset that is not declared.

use super::Subject;
use super::flow::unknown_dataset;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity};

/// An input that names no dataset of this configuration. Names are case-sensitive.
pub(super) static RULE: Rule = Rule {
    id: "REF001",
    level: Level::References,
    severity: Severity::Error,
    title: "unknown input",
    explanation: "Recipes read and write datasets of the same configuration, by their exact names. Declare the \
                  dataset or correct the name. From version 1.1 on, `KEY.name` is an object of another project.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    for recipe in subject.recipes() {
        for reference in recipe.inputs() {
            let path = || format!("recipes[{}].inputs[{}]", recipe.index, reference.position);
            problems.extend(unknown_dataset(&RULE, subject, recipe, &reference.name, path));
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::{check, check_1_1};

    #[test]
    fn inputs_are_declared() {
        check(
            "datasets: [{name: A, type: s3}, {name: B, type: s3}, {name: C, type: s3}]\nrecipes: [{name: r, type: sql, inputs: [A, a, D, {ref: X_NOT, role: side}], outputs: [B]}]\n",
            expect![[r#"
                3:44 error REF001 recipes[0].inputs[1]: "a" names no dataset (recipe "r")
                    fix (guess): Replace by A
                3:47 error REF001 recipes[0].inputs[2]: "D" names no dataset (recipe "r")
                3:56 error REF001 recipes[0].inputs[3]: "X_NOT" names no dataset (recipe "r")
            "#]],
        );
    }

    #[test]
    fn objects_of_other_projects_are_taken_as_they_are_from_1_1_on() {
        let text = "datasets: [{name: B, type: s3}]\nrecipes: [{name: r, type: sql, inputs: [OTHER.a, P.a, a.b.c, '.a'], outputs: [B]}]\n";
        check(
            text,
            expect![[r#"
            3:41 error REF001 recipes[0].inputs[0]: "OTHER.a" names no dataset (recipe "r")
            3:50 error REF001 recipes[0].inputs[1]: "P.a" names no dataset (recipe "r")
            3:55 error REF001 recipes[0].inputs[2]: "a.b.c" names no dataset (recipe "r")
            3:62 error REF001 recipes[0].inputs[3]: ".a" names no dataset (recipe "r")
        "#]],
        );
        check_1_1(
            text,
            expect![[r#"
            4:50 error REF001 recipes[0].inputs[1]: "P.a" names no dataset (recipe "r")
            4:55 error REF001 recipes[0].inputs[2]: "a.b.c" names no dataset (recipe "r")
            4:62 error REF001 recipes[0].inputs[3]: ".a" names no dataset (recipe "r")
        "#]],
        );
    }
}
