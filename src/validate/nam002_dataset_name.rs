//! NAM002: a dataset name breaks the convention.

use super::{Subject, resolved};
use crate::config::{Recipe, name};
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Safety, Severity, quoted};
use crate::sorting::sort;
use crate::source::{FileEdit, Location};
use crate::text::TextEdit;

/// A dataset's name is not upper-case, or no DSS name under `conventions: {names: dss}`.
pub(super) static RULE: Rule = Rule {
    id: "NAM002",
    level: Level::Naming,
    severity: Severity::Error,
    title: "dataset name",
    explanation: "A dataset name is upper-case letters, digits and `_`, starting with a letter, so that it is the \
                  same in every database. `conventions: {names: dss}` takes DSS's own names.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    for dataset in &subject.config.datasets {
        let Some(field) = resolved(dataset.name.as_ref()) else { continue };
        if name::fits(&field.value, subject.config.names, name::is_upper) {
            continue;
        }
        let message = format!("{} is no valid dataset name", quoted(&field.value));
        let problem = RULE.report(format!("datasets[{}].name", dataset.index), message).at(field.at);
        problems.push(match name::upper_form(&field.value).filter(|form| !subject.knows(form)) {
            Some(form) => {
                let edits = rename(subject, &field.value, field.at, &form);
                problem.hint(format!("Write {form}.")).fix(
                    format!("Rename to {form} everywhere"),
                    Safety::Guess,
                    edits,
                )
            }
            None => problem.hint("Use upper-case letters, digits and `_`, starting with a letter."),
        });
    }
}

/// Edits that rename a dataset and every recipe's reference to it.
fn rename(subject: &Subject<'_>, old: &str, declared: Location, new: &str) -> Vec<FileEdit> {
    let references = subject.config.recipes.iter().flat_map(Recipe::references);
    let references = references.filter(|name| !name.unresolved && &*name.value == old).map(|name| name.at);
    let mut places: Vec<Location> = std::iter::once(declared).chain(references).collect();
    // An alias of a list gives the same place twice.
    sort(&mut places);
    places.dedup();
    let edit = |at: Location| FileEdit { file: at.file, edit: TextEdit::replace(at.range, new) };
    places.into_iter().map(edit).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check;

    #[test]
    fn dataset_names_are_upper_case() {
        check(
            "datasets: [{name: raw-data, type: s3}, {name: _A, type: s3}, {name: 1A, type: s3}, {name: b, type: s3}, {name: B, type: s3}]\nrecipes: [{name: r, type: sql, inputs: [raw-data], outputs: [B]}]\n",
            expect![[r#"
                2:19 error NAM002 datasets[0].name: "raw-data" is no valid dataset name
                    fix (guess): Rename to RAW_DATA everywhere
                2:47 error NAM002 datasets[1].name: "_A" is no valid dataset name
                    fix (guess): Rename to A everywhere
                2:69 error NAM002 datasets[2].name: "1A" is no valid dataset name
                2:91 error NAM002 datasets[3].name: "b" is no valid dataset name
            "#]],
        );
    }

    #[test]
    fn dss_names_are_looser() {
        check(
            "conventions: {names: dss}\ndatasets: [{name: raw data-1, type: s3}, {name: a.b, type: s3}]\n",
            expect![[r#"
                3:49 error NAM002 datasets[1].name: "a.b" is no valid dataset name
                    fix (guess): Rename to A_B everywhere
            "#]],
        );
    }
}
