//! REF006: a dataset is written by two recipes.

use std::collections::HashMap;

use super::Subject;
use super::flow::shown;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity, quoted};

/// Two recipes with the same output.
pub(super) static RULE: Rule = Rule {
    id: "REF006",
    level: Level::References,
    severity: Severity::Notice,
    title: "two producers",
    explanation: "DSS may refuse a dataset that two recipes write, or the later run overwrites the earlier one.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    let mut producers = HashMap::new();
    for recipe in subject.recipes() {
        for output in recipe.outputs().iter().filter(|output| !output.name.unresolved) {
            if subject.is_written_by_a_block(&output.name.value) {
                continue;
            }
            let (first, at) = *producers.entry(&*output.name.value).or_insert((recipe, output.name.at));
            if first.index == recipe.index {
                continue;
            }
            let message = format!(
                "{} is written by {} and {}",
                quoted(&output.name.value),
                shown(first),
                shown(recipe)
            );
            let path = format!("recipes[{}].outputs[{}]", recipe.index, output.position);
            problems.push(RULE.report(path, message).at(output.name.at).related(at, "first written here"));
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check;

    #[test]
    fn one_recipe_writes_a_dataset() {
        check(
            "datasets: [{name: A, type: s3}, {name: B, type: s3}, {name: C, type: s3}]\nrecipes: [{name: r, type: sql, outputs: [A]}, {name: s, type: sql, outputs: [B, A]}]\n",
            expect![[r#"
                3:81 notice REF006 recipes[1].outputs[1]: "A" is written by recipe "r" and recipe "s"
            "#]],
        );
    }
}
