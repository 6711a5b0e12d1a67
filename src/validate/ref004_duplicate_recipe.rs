//! REF004: two recipes have the same name.

use std::collections::HashMap;

use super::Subject;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity, quoted};

/// A recipe name that was used before.
pub(super) static RULE: Rule = Rule {
    id: "REF004",
    level: Level::References,
    severity: Severity::Error,
    title: "duplicate recipe",
    explanation: "A recipe's name is its identity, so it can stand only once, in whichever file.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    let mut first = HashMap::new();
    for recipe in &subject.config.recipes {
        let Some(name) = &recipe.name else { continue };
        let (index, at) = *first.entry(&*name.value).or_insert((recipe.index, name.at));
        if index != recipe.index {
            let message = format!("the recipe {} is already recipes[{index}]", quoted(&name.value));
            let problem = RULE.report(format!("recipes[{}].name", recipe.index), message).at(name.at);
            problems
                .push(problem.hint("Remove or rename one of the two.").related(at, "first declared here"));
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check;

    #[test]
    fn names_stand_once() {
        check(
            "datasets: [{name: A, type: s3}, {name: B, type: s3}, {name: C, type: s3}]\nrecipes: [{name: r, type: sql, outputs: [A]}, {name: r, type: sql, outputs: [B]}]\n",
            expect![[r#"
                3:54 error REF004 recipes[1].name: the recipe "r" is already recipes[0]
            "#]],
        );
    }
}
