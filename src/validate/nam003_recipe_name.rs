//! NAM003: a recipe name breaks the convention.

use super::{Subject, resolved};
use crate::config::name;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Level, Rule, Safety, Severity, quoted};
use crate::source::FileEdit;
use crate::text::TextEdit;

/// A recipe's name is not lower-case, or no DSS name under `conventions: {names: dss}`.
pub(super) static RULE: Rule = Rule {
    id: "NAM003",
    level: Level::Naming,
    severity: Severity::Error,
    title: "recipe name",
    explanation: "A recipe name is lower-case letters, digits and `_`, starting with a letter. \
                  `conventions: {names: dss}` takes DSS's own names.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    for recipe in &subject.config.recipes {
        let Some(field) = resolved(recipe.name.as_ref()) else { continue };
        if name::fits(&field.value, subject.config.names, name::is_lower) {
            continue;
        }
        let message = format!("{} is no valid recipe name", quoted(&field.value));
        let problem = RULE.report(format!("recipes[{}].name", recipe.index), message).at(field.at);
        problems.push(match name::lower_form(&field.value) {
            Some(form) => {
                let edit = FileEdit { file: field.at.file, edit: TextEdit::replace(field.at.range, &form) };
                let title = format!("Replace by {form}");
                problem.hint(format!("Write {form}.")).fix(title, Safety::Guess, vec![edit])
            }
            None => problem.hint("Use lower-case letters, digits and `_`, starting with a letter."),
        });
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check;

    #[test]
    fn recipe_names_are_lower_case() {
        check(
            "datasets: [{name: A, type: s3}, {name: B, type: s3}, {name: C, type: s3}]\nrecipes: [{name: Load It, type: sql, outputs: [A]}, {name: 2nd, type: sql, outputs: [B]}]\n",
            expect![[r#"
                3:18 error NAM003 recipes[0].name: "Load It" is no valid recipe name
                    fix (guess): Replace by load_it
                3:60 error NAM003 recipes[1].name: "2nd" is no valid recipe name
            "#]],
        );
    }
}
