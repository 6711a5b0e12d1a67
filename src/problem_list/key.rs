//! Which problem is which after the text has changed.

use crate::diagnostic::Diagnostic;

/// What makes a problem the same one after the text has changed around it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub(super) rule: &'static str,
    pub(super) path: String,
    pub(super) message: String,
    /// Which one of several that are alike, from 0.
    pub(super) nth: usize,
}

impl Key {
    pub(super) fn names(&self, problem: &Diagnostic) -> bool {
        self.rule == problem.rule.id && self.path == problem.path && self.message == problem.message
    }
}
