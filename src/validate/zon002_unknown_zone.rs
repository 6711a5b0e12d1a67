//! ZON002: something stands in a zone that is not declared.

use super::Subject;
use super::zones::placed;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Safety, Severity, quoted, suggestion};
use crate::source::FileEdit;
use crate::text::TextEdit;
use crate::yaml::write::{self, Context};

/// A `zone` that names no entry of `zones`. Names are case-sensitive.
pub(super) static RULE: Rule = Rule {
    id: "ZON002",
    level: Level::References,
    severity: Severity::Error,
    title: "unknown zone",
    explanation: "`zone` names a zone of the same configuration by its exact name. Declare it below `zones:`, or \
                  leave `zone` out for DSS's default zone.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    let config = subject.config;
    let names = || config.zones.iter().filter_map(|zone| zone.entry.name.as_ref()).map(|name| &*name.value);
    for placed in placed(subject) {
        let zone = placed.zone;
        if zone.unresolved || config.zone(&zone.value).is_some() {
            continue;
        }
        let message = format!("{} names no zone", quoted(&zone.value));
        let problem = RULE.report(format!("{}.zone", placed.path), message).at(zone.at);
        problems.push(match suggestion::nearest(&zone.value, names()) {
            Some(nearest) => {
                let edit = FileEdit {
                    file: zone.at.file,
                    edit: TextEdit::replace(zone.at.range, write::text(nearest, Context::Flow)),
                };
                let title = format!("Replace by {nearest}");
                problem.hint(format!("Did you mean {nearest}?")).fix(title, Safety::Guess, vec![edit])
            }
            None => problem.hint("Declare it below `zones:`, or correct the name."),
        });
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check_1_1;

    #[test]
    fn zones_are_declared() {
        check_1_1(
            "zones: [{name: Raw}]\ndatasets: [{name: A, type: s3, zone: raw}, {name: B, type: s3, zone: Raw}, {name: C, type: s3, zone: ''}]\nrecipes: [{name: r, type: sql, outputs: [C], zone: Prepared}]\nfolders: [{name: f, zone: Rwa}]\nmodels: [{name: m, zone: Models}]\n",
            expect![[r#"
                4:38 error ZON002 datasets[0].zone: "raw" names no zone
                    fix (guess): Replace by Raw
                5:52 error ZON002 recipes[0].zone: "Prepared" names no zone
                6:27 error ZON002 folders[0].zone: "Rwa" names no zone
                    fix (guess): Replace by Raw
                7:26 error ZON002 models[0].zone: "Models" names no zone
            "#]],
        );
    }
}
