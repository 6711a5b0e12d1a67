//! ZON003: a recipe and one of its outputs stand in two zones.

use std::sync::Arc;

use super::Subject;
use super::flow::shown;
use crate::config::{Field, Recipe};
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Safety, Severity, quoted};
use crate::source::FileEdit;
use crate::text::TextEdit;
use crate::yaml::write::{self, Context};

/// A recipe and its output, or two outputs of it, that name different zones. DSS moves them together
/// (`dss-api.md` 6), so a plan that splits them could never be reached. What names no zone follows.
pub(super) static RULE: Rule = Rule {
    id: "ZON003",
    level: Level::References,
    severity: Severity::Error,
    title: "recipe and output in two zones",
    explanation: "DSS keeps a recipe and everything it writes in one zone and moves them together. Give them the \
                  same `zone`, or leave it out at all but one of them.",
};

type Zone<'c> = &'c Field<Arc<str>>;

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    if subject.config.zones.is_empty() {
        return;
    }
    for recipe in subject.recipes() {
        check_recipe(subject, recipe, problems);
    }
    check_instances(subject, problems);
}

/// Compares each output with the recipe, or with the first output that names a zone.
fn check_recipe(subject: &Subject<'_>, recipe: &Recipe, problems: &mut Pile) {
    let mut first: Option<(String, Zone<'_>)> =
        recipe.details.zone.as_ref().map(|zone| (shown(recipe), zone));
    for output in recipe.outputs() {
        let name = &output.name.value;
        let Some(zone) = subject.zone_of(name).filter(|zone| is_known(subject, zone)) else { continue };
        let Some((other, its)) = first.as_ref().filter(|(_, zone)| is_known(subject, zone)) else {
            first = Some((quoted(name), zone));
            continue;
        };
        if its.value == zone.value {
            continue;
        }
        let zones = (quoted(&its.value), quoted(&zone.value));
        let message =
            format!("{other} is in the zone {} and its output {} in {}", zones.0, quoted(name), zones.1);
        let message = if recipe.details.zone.is_some() {
            message
        } else {
            format!(
                "{} writes {other} in the zone {} and {} in {}",
                shown(recipe),
                zones.0,
                quoted(name),
                zones.1
            )
        };
        let path = format!("recipes[{}].outputs[{}]", recipe.index, output.position);
        let edit = FileEdit {
            file: zone.at.file,
            edit: TextEdit::replace(zone.at.range, write::text(&its.value, Context::Flow)),
        };
        problems.push(
            RULE.report(path, message)
                .at(output.name.at)
                .hint("Give both the same zone; DSS moves them together.")
                .related(its.at, format!("{other} is here"))
                .related(zone.at, format!("{} is here", quoted(name)))
                .fix(format!("Move {name} to {}", its.value), Safety::Guess, vec![edit]),
        );
    }
}

/// A block keeps what it writes in its own zone.
fn check_instances(subject: &Subject<'_>, problems: &mut Pile) {
    let config = subject.config;
    for instance in &subject.composition().instances {
        let Some(entry) = config.uses.get(instance.entry) else { continue };
        for bound in &instance.outputs {
            let zone = subject.zone_of(&bound.name).filter(|zone| is_known(subject, zone));
            let Some(zone) = zone.filter(|zone| zone.value != instance.zone) else { continue };
            let message = format!(
                "{} is in the zone {} and {}, which it writes, in {}",
                instance.path,
                quoted(&instance.zone),
                quoted(&bound.name),
                quoted(&zone.value)
            );
            problems.push(
                RULE.report(entry.path(), message)
                    .at(entry.reference_at)
                    .hint(format!("Leave out the zone of {}: it follows the block.", bound.name))
                    .related(zone.at, format!("{} is here", quoted(&bound.name))),
            );
        }
    }
}

/// What ZON002 or REF005 tells is no zone to compare with.
fn is_known(subject: &Subject<'_>, zone: Zone<'_>) -> bool {
    !zone.unresolved && subject.config.zone(&zone.value).is_some()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check_1_1;

    #[test]
    fn a_recipe_and_its_outputs_share_a_zone() {
        check_1_1(
            "zones: [{name: Raw}, {name: Clean}]\ndatasets: [{name: A, type: s3, zone: Raw}, {name: B, type: s3, zone: Clean}, {name: C, type: s3}, {name: D, type: s3, zone: Clean}, {name: E, type: s3}]\nfolders: [{name: f, zone: Clean}, {name: g, zone: Clean}]\nrecipes:\n  - {name: r, type: sql, inputs: [A], outputs: [B, C, f], zone: Clean}\n  - {name: s, type: sql, outputs: [E, D], zone: Raw}\n  - {name: t, type: sql, outputs: [A, g]}\n",
            expect![[r#"
                8:39 error ZON003 recipes[1].outputs[1]: recipe "s" is in the zone "Raw" and its output "D" in "Clean"
                    fix (guess): Move D to Raw
                9:39 error ZON003 recipes[2].outputs[1]: recipe "t" writes "A" in the zone "Raw" and "g" in "Clean"
                    fix (guess): Move g to Raw
            "#]],
        );
    }

    #[test]
    fn an_unknown_zone_is_told_once() {
        check_1_1(
            "zones: [{name: Raw}]\ndatasets: [{name: A, type: s3, zone: Clean}]\nrecipes: [{name: r, type: sql, outputs: [A], zone: Raw}]\n",
            expect![[r#"
                4:38 error ZON002 datasets[0].zone: "Clean" names no zone
            "#]],
        );
    }
}
