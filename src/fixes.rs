//! Applying every fix that is safe.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Fix, Level, Safety};
use crate::history::{self, Change};
use crate::source::FileId;
use crate::workspace::{Analysis, Memory, Workspace, analyze_again};

/// Most analyses of one run; more means that fixes undo one another.
pub const MAX_ANALYSES: usize = 256;

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fixed {
    /// The changes, one after the other, for [`history::apply`].
    pub changes: Vec<Change>,
    /// The title of each fix that was applied, in order.
    pub applied: Vec<String>,
    /// Safe fixes that are left: those that did not solve their problem, those past the limit, and
    /// those that a stopped run did not come to.
    pub left: usize,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    Going,
    /// Nothing is left that helps.
    Done,
}

/// A problem by what it says, since places move.
type Name = (&'static str, String, String);

/// Applies the safe fixes of `workspace`: all steps of a [`Run`] at once.
pub fn apply_safe_fixes(workspace: &Workspace) -> Fixed {
    let mut memory = Memory::default();
    let analysis = analyze_again(workspace, &mut memory);
    let mut run = Run::new(workspace.clone(), analysis, memory);
    while run.step() == Progress::Going {}
    run.finish()
}

/// Applies the safe fixes of a workspace step by step, and looks again after each step, because
/// one fix may make another needless, or show a problem that was hidden. A run can be ended
/// between any two steps: what it did until then stands.
///
/// A step takes fixes of one level, in places that cannot touch one another: at most one for each
/// mapping. It counts only if every problem in it is gone and none of an earlier level
/// came; otherwise it is tried again with half of them, and a fix that fails alone is left out.
pub struct Run {
    workspace: Workspace,
    memory: Memory,
    analysis: Analysis,
    analyses: usize,
    most: usize,
    refused: BTreeSet<Name>,
    fixed: Fixed,
}

impl Run {
    /// A run over `workspace`, of which `analysis` is, with what `memory` holds of it. Nothing is
    /// applied yet.
    pub fn new(workspace: Workspace, analysis: Analysis, memory: Memory) -> Self {
        let (refused, fixed) = (BTreeSet::new(), Fixed::default());
        Self { workspace, memory, analysis, analyses: 0, most: usize::MAX, refused, fixed }
    }

    /// Takes one step: one analysis at most.
    pub fn step(&mut self) -> Progress {
        let problems = Arc::clone(&self.analysis.problems);
        let step = self.choose(&problems, self.most);
        if step.is_empty() || self.analyses >= MAX_ANALYSES {
            return Progress::Done;
        }
        match self.attempt(&step) {
            Some((changes, next)) => {
                self.fixed.changes.extend(changes);
                self.fixed.applied.extend(step.iter().map(|(_, fix)| fix.title.clone()));
                (self.analysis, self.most) = (next, usize::MAX);
            }
            None if step.len() > 1 => self.most = step.len() / 2,
            None => {
                self.refused.extend(step.iter().map(|(problem, _)| name(problem)));
                self.most = usize::MAX;
            }
        }
        Progress::Going
    }

    /// How many fixes are applied so far, and how many safe ones the text still has.
    pub fn extent(&self) -> (usize, usize) {
        (self.fixed.applied.len(), safe(&self.analysis.problems).count())
    }

    /// Ends the run.
    pub fn finish(self) -> Fixed {
        Fixed { left: safe(&self.analysis.problems).count(), ..self.fixed }
    }

    fn look(&mut self) -> Analysis {
        self.analyses += 1;
        analyze_again(&self.workspace, &mut self.memory)
    }

    /// The fixes of the next step, at most `most`.
    fn choose<'p>(&self, problems: &'p [Diagnostic], most: usize) -> Vec<(&'p Diagnostic, &'p Fix)> {
        let mut step: Vec<(&Diagnostic, &Fix)> = Vec::new();
        let mut mappings: BTreeSet<(FileId, &str)> = BTreeSet::new();
        let wanted = safe(problems).filter(|(problem, _)| !self.refused.contains(&name(problem)));
        for (problem, fix) in wanted {
            let level = step.first().map_or(problem.rule.level, |(first, _)| first.rule.level);
            let touched: Vec<_> = fix.edits.iter().map(|edit| (edit.file, mapping(&problem.path))).collect();
            let is_free = !touched.iter().any(|place| mappings.contains(place));
            if level == problem.rule.level && is_free && step.len() < most {
                mappings.extend(touched);
                step.push((problem, fix));
            }
        }
        step
    }

    /// Makes the step; `None`, and nothing changed, if it does not do what it should.
    fn attempt(&mut self, step: &[(&Diagnostic, &Fix)]) -> Option<(Vec<Change>, Analysis)> {
        let edits: Vec<_> = step.iter().flat_map(|(_, fix)| fix.edits.iter().cloned()).collect();
        let changes = history::changes_of(&edits);
        let inverse = history::apply(&mut self.workspace, &changes).ok()?;
        let after = self.look();
        if solves(step, &self.analysis.problems, &after.problems) {
            return Some((changes, after));
        }
        // The inverse of a change that was just made always fits.
        drop(history::apply(&mut self.workspace, &inverse));
        None
    }
}

/// Whether every problem of the step is gone, and none of an earlier level has come.
fn solves(step: &[(&Diagnostic, &Fix)], before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let (had, has) = (tally(before), tally(after));
    let mended = tally(step.iter().map(|(problem, _)| *problem));
    let count = |tally: &BTreeMap<Name, usize>, name: &Name| tally.get(name).copied().unwrap_or_default();
    let fewer = |name: &Name| count(&has, name) + count(&mended, name) <= count(&had, name);
    // A syntax error can hide the next one, which may say the same of another place.
    let elsewhere = |problem: &Diagnostic, name: &Name| {
        let start = |problem: &Diagnostic| problem.at.map(|at| (at.file, at.range.start));
        let same = |other: &Diagnostic| start(other) == start(problem) && self::name(other) == *name;
        step.len() == 1 && !after.iter().any(same)
    };
    let gone = step.iter().all(|(problem, _)| {
        let name = name(problem);
        fewer(&name) || elsewhere(problem, &name)
    });
    let level = step.first().map_or(Level::Syntax, |(problem, _)| problem.rule.level);
    let earlier = after.iter().filter(|problem| problem.rule.level < level).map(name);
    gone && earlier.into_iter().all(|name| count(&has, &name) <= count(&had, &name))
}

fn tally<'p>(problems: impl IntoIterator<Item = &'p Diagnostic>) -> BTreeMap<Name, usize> {
    let mut tally = BTreeMap::new();
    for problem in problems {
        *tally.entry(name(problem)).or_insert(0) += 1;
    }
    tally
}

fn name(problem: &Diagnostic) -> Name {
    (problem.rule.id, problem.path.clone(), problem.message.clone())
}

fn safe(problems: &[Diagnostic]) -> impl Iterator<Item = (&Diagnostic, &Fix)> {
    let fixes = problems.iter().filter_map(|problem| Some((problem, problem.fix.as_ref()?)));
    fixes.filter(|(_, fix)| fix.safety == Safety::Safe)
}

/// The mapping that a path lies in: `recipes[2]` of `recipes[2].inputs[0]`; empty at the root.
fn mapping(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(mapping, _)| mapping)
}

#[cfg(test)]
mod tests;
