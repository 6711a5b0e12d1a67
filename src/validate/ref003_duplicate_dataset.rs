//! REF003: two datasets have the same name.

use super::Subject;
use super::repeated::{Owner, Taken};
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity};

/// A dataset name that was used before.
pub(super) static RULE: Rule = Rule {
    id: "REF003",
    level: Level::References,
    severity: Severity::Error,
    title: "duplicate dataset",
    explanation: "A dataset's name is its identity, so it can stand only once, in whichever file.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    let mut taken = Taken::exactly(&RULE);
    for dataset in &subject.config.datasets {
        let Some(name) = &dataset.name else { continue };
        problems.extend(taken.take(Owner::Entry("datasets", dataset.index), "dataset", name));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check;

    #[test]
    fn names_stand_once() {
        check(
            "datasets: [{name: A, type: s3}, {name: B, type: s3}, {name: A, type: s3}, {name: A, type: s3}]\n",
            expect![[r#"
                2:61 error REF003 datasets[2].name: the dataset "A" is already datasets[0]
                2:82 error REF003 datasets[3].name: the dataset "A" is already datasets[0]
            "#]],
        );
    }
}
