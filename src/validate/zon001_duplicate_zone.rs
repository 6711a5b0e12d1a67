//! ZON001: a zone has a name that is taken.

use std::collections::HashMap;

use super::Subject;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity, quoted};

/// A zone name that another zone has, or one that differs from it only by case (`dss-api.md` 6): of an
/// entry, or of what a block makes.
pub(super) static RULE: Rule = Rule {
    id: "ZON001",
    level: Level::References,
    severity: Severity::Error,
    title: "duplicate zone",
    explanation: "A zone's name is its identity, so it can stand only once, and not with other letters in upper \
                  case either. Each block makes a zone of its own.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    let config = subject.config;
    if config.zones.is_empty() {
        return;
    }
    let mut taken = HashMap::new();
    for instance in &subject.composition().instances {
        if let Some(entry) = config.uses.get(instance.entry) {
            let owner = format!("the zone of {}", instance.path);
            taken.entry(instance.zone.to_lowercase()).or_insert((owner, &*instance.zone, entry.at));
        }
    }
    for zone in &config.zones {
        let Some(name) = &zone.entry.name else { continue };
        let path = format!("zones[{}]", zone.entry.index);
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
        let message = format!("the zone {} {already}", quoted(&name.value));
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
            "zones: [{name: Raw}, {name: Clean}, {name: Raw}, {name: CLEAN}]\n",
            expect![[r#"
                3:44 error ZON001 zones[2].name: the zone "Raw" is already zones[0]
                3:57 error ZON001 zones[3].name: the zone "CLEAN" differs from zones[1] only by case
            "#]],
        );
    }
}
