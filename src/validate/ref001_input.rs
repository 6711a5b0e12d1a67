//! REF001: a recipe reads a dataset that is not declared.

use super::Subject;
use super::flow::unknown_dataset;
use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// An input that names no dataset of this configuration. Names are case-sensitive.
pub(super) static RULE: Rule = Rule {
    id: "REF001",
    level: Level::References,
    severity: Severity::Error,
    title: "unknown input",
    explanation: "Recipes read and write datasets of the same configuration, by their exact names. Declare the \
                  dataset or correct the name.",
};

pub(super) fn check(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for recipe in &subject.config.recipes {
        for reference in recipe.inputs() {
            let path = || format!("recipes[{}].inputs[{}]", recipe.index, reference.position);
            problems.extend(unknown_dataset(&RULE, subject, recipe, &reference.name, path));
        }
    }
}
