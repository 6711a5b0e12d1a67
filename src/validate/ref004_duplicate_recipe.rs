//! REF004: two recipes have the same name.

use super::Subject;
use super::repeated::{Owner, Taken};
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity};

/// A recipe name that was used before.
pub(super) static RULE: Rule = Rule {
    id: "REF004",
    level: Level::References,
    severity: Severity::Error,
    title: "duplicate recipe",
    explanation: "A recipe's name is its identity, so it can stand only once, in whichever file.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    let mut taken = Taken::exactly(&RULE);
    for recipe in &subject.config.recipes {
        let Some(name) = &recipe.name else { continue };
        problems.extend(taken.take(Owner::Entry("recipes", recipe.index), "recipe", name));
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
