//! What recipes read and write: shared by the rules on references and cycles.

use std::sync::Arc;

use super::Subject;
use crate::config::{Field, Recipe};
use crate::diagnostic::{Diagnostic, Rule, Safety, quoted, suggestion};
use crate::source::FileEdit;
use crate::text::TextEdit;

/// The recipe as messages name it.
pub(super) fn shown(recipe: &Recipe) -> String {
    match &recipe.name {
        Some(name) => format!("recipe {}", quoted(&name.value)),
        None => format!("recipes[{}]", recipe.index),
    }
}

/// A problem under `rule` if `name`, which `recipe` uses, is no declared dataset.
pub(super) fn unknown_dataset(
    rule: &'static Rule,
    subject: &Subject<'_>,
    recipe: &Recipe,
    name: &Field<Arc<str>>,
    path: impl FnOnce() -> String,
) -> Option<Diagnostic> {
    if name.unresolved || subject.knows(&name.value) {
        return None;
    }
    let what = if subject.has_objects() { "dataset, folder or model" } else { "dataset" };
    let message = format!("{} names no {what} ({})", quoted(&name.value), shown(recipe));
    let problem = rule.report(path(), message).at(name.at);
    Some(match suggestion::nearest(&name.value, subject.names()) {
        Some(nearest) => {
            let edit = FileEdit { file: name.at.file, edit: TextEdit::replace(name.at.range, nearest) };
            let title = format!("Replace by {nearest}");
            problem.hint(format!("Did you mean {nearest}?")).fix(title, Safety::Guess, vec![edit])
        }
        None => problem.hint("Declare it below `datasets:`, or correct the name."),
    })
}
