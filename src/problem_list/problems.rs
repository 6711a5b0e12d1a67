//! All problems of an analysis in one row.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::verdict::Verdict;
use crate::diagnostic::counts::Counts;
use crate::diagnostic::{Diagnostic, Rule};
use crate::plan::Plan;
use crate::workspace::Analysis;

/// All problems of an analysis: those of the configuration, of the state, of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problems {
    pub(super) config: Arc<[Diagnostic]>,
    pub(super) state: Arc<[Diagnostic]>,
    pub(super) plan: Option<Arc<Plan>>,
}

impl Problems {
    /// The problems of `analysis`.
    pub fn of(analysis: &Analysis) -> Self {
        Self {
            config: Arc::clone(&analysis.problems),
            state: Arc::clone(&analysis.state_problems),
            plan: analysis.plan.clone(),
        }
    }

    fn parts(&self) -> [&[Diagnostic]; 3] {
        let plan = self.plan.as_ref().map(|plan| plan.problems.as_slice());
        [&self.config, &self.state, plan.unwrap_or_default()]
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.parts().iter().map(|part| part.len()).sum()
    }

    /// The problem at `position`.
    pub fn get(&self, position: usize) -> Option<&Diagnostic> {
        let mut rest = position;
        for part in self.parts() {
            match part.get(rest) {
                Some(problem) => return Some(problem),
                None => rest -= part.len(),
            }
        }
        None
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.parts().into_iter().flatten()
    }

    /// How many there are of each severity.
    pub fn counts(&self) -> Counts {
        Counts::of(self.iter())
    }

    /// The rules that were broken, with how often, by id.
    pub fn rules(&self) -> Vec<(&'static Rule, usize)> {
        let mut rules: BTreeMap<&str, (&'static Rule, usize)> = BTreeMap::new();
        for problem in self.iter() {
            rules.entry(problem.rule.id).or_insert((problem.rule, 0)).1 += 1;
        }
        rules.into_values().collect()
    }

    /// What all this means for the project, under the given strictness.
    pub fn verdict(&self, strict: bool) -> Verdict {
        let [config, state, plan] = self.parts().map(Counts::of);
        Verdict::new(config, state, plan, strict)
    }
}
