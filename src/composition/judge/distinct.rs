//! Problems of which equal ones are told once: an input of a solution may feed several ports that ask for
//! the same.

use std::collections::BTreeSet;
use std::mem::take;

use crate::composition::work::Work;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::pile::Pile;

/// Problems while they are found, entry by entry.
pub(super) struct Distinct {
    pile: Pile,
    /// The entry that the last one is about, as `blocks[3]`.
    entry: String,
    /// What was said about it. Other entries say other things, so that it need not be kept for them.
    said: BTreeSet<Said>,
}

type Said = (&'static str, String, Option<String>, String);

impl Distinct {
    /// Takes the problems that were found up to now.
    pub(super) fn of(work: &mut Work<'_>) -> Self {
        Self { pile: take(&mut work.problems), entry: String::new(), said: BTreeSet::new() }
    }

    /// All that were found.
    pub(super) fn into_pile(self) -> Pile {
        self.pile
    }

    /// Adds a problem, if the same was not said before.
    pub(super) fn push(&mut self, problem: Diagnostic) {
        let entry = problem.path.split('.').next().unwrap_or_default();
        if self.entry != entry {
            entry.clone_into(&mut self.entry);
            self.said.clear();
        }
        let said = (problem.rule.id, problem.path.clone(), problem.within.clone(), problem.message.clone());
        if self.said.insert(said) {
            self.pile.push(problem);
        }
    }
}

impl Extend<Diagnostic> for Distinct {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, problems: I) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}
