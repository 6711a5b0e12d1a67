//! REF008: a folder, model or scenario has a name that is taken.

use std::collections::HashMap;

use super::Subject;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity, quoted};
use crate::source::Location;

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

/// Who has a name: the path of its entry, the name as written, where.
type Owner<'c> = (String, &'c str, Location);

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    let config = subject.config;
    if config.described.is_empty() {
        return;
    }
    let mut objects: HashMap<String, Owner<'_>> = HashMap::new();
    for dataset in &config.datasets {
        if let Some(name) = &dataset.name {
            let owner = (format!("datasets[{}]", dataset.index), &*name.value, name.at);
            objects.entry(name.value.to_lowercase()).or_insert(owner);
        }
    }
    let mut scenarios = HashMap::new();
    for named in subject.named_objects().filter(|named| named.list != "zones") {
        let Some(name) = &named.entry.name else { continue };
        let taken = if named.list == "scenarios" { &mut scenarios } else { &mut objects };
        let path = format!("{}[{}]", named.list, named.entry.index);
        let key = name.value.to_lowercase();
        let Some((first, spelling, at)) = taken.get(&key) else {
            taken.insert(key, (path, &name.value, name.at));
            continue;
        };
        let is_same = **spelling == *name.value;
        let already = if is_same {
            format!("is already {first}")
        } else {
            format!("differs from {first} only by case")
        };
        let message = format!("the {} {} {already}", named.noun, quoted(&name.value));
        let problem = RULE.report(format!("{path}.name"), message).at(name.at);
        problems.push(problem.hint("Remove or rename one of the two.").related(*at, "first declared here"));
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
