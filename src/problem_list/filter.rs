//! Which problems are shown.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Severity};

/// Which problems are shown. The default shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Severities that are left out.
    pub hidden: BTreeSet<Severity>,
    /// Id of the only rule that is shown; `None` for every rule.
    pub rule: Option<String>,
    /// Words that must all occur in the rule, path, message, hint or file; case does not count.
    pub words: String,
}

impl Filter {
    pub(super) fn admits(&self, problem: &Diagnostic, file: &str, words: &[String]) -> bool {
        let rule = self.rule.as_deref().is_none_or(|rule| rule == problem.rule.id);
        rule && !self.hidden.contains(&problem.severity) && (words.is_empty() || has(problem, file, words))
    }
}

fn has(problem: &Diagnostic, file: &str, words: &[String]) -> bool {
    let hint = problem.hint.as_deref().unwrap_or_default();
    let (id, title) = (problem.rule.id, problem.rule.title);
    let text = [id, title, &problem.path, &problem.message, hint, file].join("\n").to_lowercase();
    words.iter().all(|word| text.contains(word))
}
