//! NAM005: a zone, folder, model or scenario has a name that cannot be part of an id.

use super::{Subject, resolved};
use crate::config::name::is_id_part;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity, quoted};

/// A name with control characters, space at an end, or an empty part before, between or behind dots
/// (spec 3.1). Apart from that these names are free text (`dss-api.md` 6).
pub(super) static RULE: Rule = Rule {
    id: "NAM005",
    level: Level::Naming,
    severity: Severity::Error,
    title: "name of a zone, folder, model or scenario",
    explanation: "Such a name is free text. Its id ends in it, so it has no control characters, no space at \
                  either end, and no dot at either end or beside another dot.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    for named in subject.named_objects() {
        let Some(name) = resolved(named.entry.name.as_ref()).filter(|name| !is_id_part(&name.value)) else {
            continue;
        };
        let message = format!("{} is no valid name of a {}", quoted(&name.value), named.noun);
        let problem = RULE.report(format!("{}[{}].name", named.list, named.entry.index), message).at(name.at);
        problems.push(problem.hint("Leave out control characters, and spaces and dots at its ends."));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check_1_1;

    #[test]
    fn names_are_free_text_that_an_id_can_hold() {
        check_1_1(
            "zones: [{name: '1. Données / raw'}, {name: 'Prep.'}, {name: \"a\\tb\"}]\nfolders: [{name: ' in'}]\nmodels: [{name: a..b}]\nscenarios: [{name: .daily, type: step_based}]\n",
            expect![[r#"
                3:44 error NAM005 zones[1].name: "Prep." is no valid name of a zone
                3:61 error NAM005 zones[2].name: "a\tb" is no valid name of a zone
                4:18 error NAM005 folders[0].name: " in" is no valid name of a folder
                5:17 error NAM005 models[0].name: "a..b" is no valid name of a model
                6:20 error NAM005 scenarios[0].name: ".daily" is no valid name of a scenario
            "#]],
        );
    }
}
