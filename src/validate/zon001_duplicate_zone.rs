//! ZON001: a zone has a name that is taken.

use super::Subject;
use super::repeated::{Owner, Taken};
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Severity};

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
    let mut taken = Taken::in_any_case(&RULE);
    for instance in &subject.composition().instances {
        if let Some(entry) = config.uses.get(instance.entry) {
            taken.note(Owner::ZoneOf(&instance.path), &instance.zone, entry.at);
        }
    }
    for zone in &config.zones {
        let Some(name) = &zone.entry.name else { continue };
        problems.extend(taken.take(Owner::Entry("zones", zone.entry.index), "zone", name));
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
