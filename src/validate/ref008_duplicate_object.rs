//! REF008: a folder, model or scenario has a name that is taken.

use super::Subject;
use super::repeated::{Owner, Taken};
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity};

/// A name that another entry has, or one that differs from it only by case (`dss-api.md` 6). Folders and
/// models share their names with datasets, because recipes call all of them by name.
pub(super) static RULE: Rule = Rule {
    id: "REF008",
    level: Level::References,
    severity: Severity::Error,
    title: "duplicate folder, model or scenario",
    explanation: "A name is an identity, so it can stand only once, and not with other letters in upper case \
                  either. Recipes name datasets, folders and models alike, so these three share their names.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    let config = subject.config;
    if config.described.is_empty() {
        return;
    }
    let mut objects = Taken::in_any_case(&RULE);
    for dataset in &config.datasets {
        if let Some(name) = &dataset.name {
            objects.note(Owner::Entry("datasets", dataset.index), &name.value, name.at);
        }
    }
    let mut scenarios = Taken::in_any_case(&RULE);
    for named in subject.named_objects().filter(|named| named.list != "zones") {
        let Some(name) = &named.entry.name else { continue };
        let taken = if named.list == "scenarios" { &mut scenarios } else { &mut objects };
        problems.extend(taken.take(Owner::Entry(named.list, named.entry.index), named.noun, name));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check_1_1;

    #[test]
    fn names_stand_once() {
        check_1_1(
            "datasets: [{name: RAW, type: s3}]\nzones: [{name: RAW}]\nfolders: [{name: files}, {name: RAW}, {name: Files}]\nmodels: [{name: churn}, {name: files}]\nscenarios: [{name: churn, type: step_based}, {name: churn, type: step_based}]\n",
            expect![[r#"
                5:33 error REF008 folders[1].name: the folder "RAW" is already datasets[0]
                5:46 error REF008 folders[2].name: the folder "Files" differs from folders[0] only by case
                6:32 error REF008 models[1].name: the model "files" is already folders[0]
                7:53 error REF008 scenarios[1].name: the scenario "churn" is already scenarios[0]
            "#]],
        );
    }
}
