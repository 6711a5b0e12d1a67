//! REF007: a recipe names the same dataset twice.

use std::collections::HashMap;

use super::Subject;
use super::flow::shown;
use crate::config::{DatasetRef, Recipe};
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity, quoted};

/// The same dataset twice in one `inputs` or `outputs`.
pub(super) static RULE: Rule = Rule {
    id: "REF007",
    level: Level::References,
    severity: Severity::Notice,
    title: "repeated reference",
    explanation: "The same dataset stands twice in one list. One is enough unless the recipe joins it with itself.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    for recipe in subject.recipes() {
        check_list(recipe, "inputs", recipe.inputs(), problems);
        check_list(recipe, "outputs", recipe.outputs(), problems);
    }
}

fn check_list(recipe: &Recipe, key: &str, references: &[DatasetRef], problems: &mut Pile) {
    if references.len() < 2 {
        return;
    }
    let mut seen = HashMap::new();
    for reference in references {
        let first = *seen.entry(&*reference.name.value).or_insert(reference.name.at);
        if first != reference.name.at {
            let message =
                format!("{} stands twice in the {key} of {}", quoted(&reference.name.value), shown(recipe));
            let path = format!("recipes[{}].{key}[{}]", recipe.index, reference.position);
            problems
                .push(RULE.report(path, message).at(reference.name.at).related(first, "first named here"));
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check;

    #[test]
    fn references_stand_once() {
        check(
            "datasets: [{name: A, type: s3}, {name: B, type: s3}, {name: C, type: s3}]\nrecipes: [{name: r, type: sql, inputs: [A, B, A], outputs: [C, C]}]\n",
            expect![[r#"
                3:47 notice REF007 recipes[0].inputs[2]: "A" stands twice in the inputs of recipe "r"
                3:64 notice REF007 recipes[0].outputs[1]: "C" stands twice in the outputs of recipe "r"
            "#]],
        );
    }
}
