//! Problems as they are found: the first of each file are kept, the others counted.
//!
//! A text of a few megabytes can have a million problems, which nobody reads and which would take seconds to
//! sort and to show. Which ones are kept depends only on the problems, never on the order in which they come.

use std::collections::BTreeMap;

use super::counts::{Counts, counted, grouped};
use super::{Diagnostic, Level, Rule, Severity};
use crate::sorting::sort_by;
use crate::source::{FileId, Location};

/// How many problems of a file are listed; further ones are counted.
pub const MOST_LISTED: usize = 10_000;

/// How many are kept before the last of them are let go.
const ROOM: usize = 2 * MOST_LISTED;

/// A file has more problems than are listed.
pub static RULE: Rule = Rule {
    id: "MOR001",
    level: Level::Schema,
    severity: Severity::Error,
    title: "more problems than are listed",
    explanation: "Of each file the first 10,000 problems are listed, errors before warnings and notices; the others are counted. So many nearly always have one cause: put the first ones right, and the others that are left are listed then.",
};

/// Problems while they are found.
#[derive(Clone, Debug, Default)]
pub struct Pile {
    files: BTreeMap<Option<FileId>, Heap>,
    errors: usize,
}

/// The problems of a file.
#[derive(Clone, Debug, Default)]
struct Heap {
    /// In any order; no more than [`ROOM`].
    kept: Vec<Diagnostic>,
    /// Whether all of `kept` come before all that were let go, and it is sorted up to [`MOST_LISTED`].
    is_trimmed: bool,
    gone: Gone,
}

/// Problems that are only counted.
#[derive(Clone, Copy, Debug, Default)]
struct Gone {
    /// Those that are about the syntax.
    syntax: Counts,
    /// All others.
    others: Counts,
    /// The first place of them.
    at: Option<Location>,
}

impl Pile {
    /// Adds a problem.
    pub fn push(&mut self, problem: Diagnostic) {
        if problem.severity == Severity::Error {
            self.errors += 1;
        }
        let file = problem.at.map(|at| at.file);
        self.files.entry(file).or_default().push(problem);
    }

    /// Adds all problems of another pile.
    pub fn append(&mut self, other: Self) {
        self.errors += other.errors;
        for (file, heap) in other.files {
            self.files.entry(file).or_default().append(heap);
        }
    }

    /// The problems that may be listed, in the order in which they were found.
    pub fn kept(&self) -> impl Iterator<Item = &Diagnostic> {
        self.files.values().flat_map(|heap| &heap.kept)
    }

    /// As [`Pile::kept`], to add to them. What decides their order has to stay.
    pub fn kept_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.files.values_mut().flat_map(|heap| &mut heap.kept)
    }

    /// How many errors were added.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Lets go of everything that is not about the syntax.
    pub fn keep_syntax(&mut self) {
        for heap in self.files.values_mut() {
            heap.kept.retain(|problem| problem.rule.level == Level::Syntax);
            heap.gone.others = Counts::default();
        }
    }

    /// Whether one of them is about the syntax and fails in strict mode.
    pub fn breaks_syntax(&self) -> bool {
        // Those come first, so that one of them is kept if there is one.
        self.kept().any(|problem| problem.rule.level == Level::Syntax && problem.fails(true))
    }

    /// The problems in the order in which they were found, file by file.
    #[cfg(test)]
    pub(crate) fn into_found(self) -> Vec<Diagnostic> {
        self.files.into_values().flat_map(|heap| heap.kept).collect()
    }

    /// The problems in display order, with one more for each file that has more than are listed.
    pub fn into_problems(self) -> Vec<Diagnostic> {
        let mut problems: Vec<Diagnostic> = Vec::new();
        for mut heap in self.files.into_values() {
            heap.trim();
            let more = heap.gone.told();
            problems.extend(heap.kept.into_iter().chain(more));
        }
        sort_by(&mut problems, |a, b| a.display_key().cmp(&b.display_key()));
        problems
    }
}

impl Extend<Diagnostic> for Pile {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, problems: I) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}

impl Heap {
    fn push(&mut self, problem: Diagnostic) {
        let last = self.kept.get(MOST_LISTED - 1).filter(|_| self.is_trimmed);
        if last.is_some_and(|last| rank(last) <= rank(&problem)) {
            self.gone.add(&problem);
            return;
        }
        self.kept.push(problem);
        if self.kept.len() >= ROOM {
            self.trim();
        }
    }

    fn append(&mut self, other: Self) {
        self.gone.append(other.gone);
        other.kept.into_iter().for_each(|problem| self.push(problem));
    }

    /// Lets the last ones go.
    fn trim(&mut self) {
        if self.kept.len() <= MOST_LISTED {
            return;
        }
        sort_by(&mut self.kept, |a, b| rank(a).cmp(&rank(b)));
        for problem in self.kept.drain(MOST_LISTED..) {
            self.gone.add(&problem);
        }
        self.is_trimmed = true;
    }
}

/// Which problems are listed first: those of the syntax, then by severity, then in display order.
fn rank(problem: &Diagnostic) -> impl Ord + '_ {
    (problem.rule.level != Level::Syntax, problem.severity, problem.display_key())
}

impl Gone {
    fn add(&mut self, problem: &Diagnostic) {
        let counts = if problem.rule.level == Level::Syntax { &mut self.syntax } else { &mut self.others };
        *counts = counts.with(problem.severity);
        self.at = match (self.at, problem.at) {
            (Some(known), Some(at)) => Some(known.min(at)),
            (known, at) => known.or(at),
        };
    }

    fn append(&mut self, other: Self) {
        self.syntax = [self.syntax, other.syntax].into_iter().sum();
        self.others = [self.others, other.others].into_iter().sum();
        self.at = match (self.at, other.at) {
            (Some(known), Some(at)) => Some(known.min(at)),
            (known, at) => known.or(at),
        };
    }

    /// The problem that stands for them.
    fn told(self) -> Option<Diagnostic> {
        let counts: Counts = [self.syntax, self.others].into_iter().sum();
        let severity = match counts {
            Counts { errors: 1.., .. } => Severity::Error,
            Counts { warnings: 1.., .. } => Severity::Warning,
            _ => Severity::Notice,
        };
        let more = counts.total();
        let message = match more {
            0 => return None,
            1 => "1 more problem is not listed".to_owned(),
            more => format!("{} more problems are not listed", grouped(more)),
        };
        let told = RULE.report("$", message).severity(severity).hint(format!(
            "The first {} of this file are. Put those right, and the others that are left are listed then.",
            counted(MOST_LISTED, "problem")
        ));
        Some(Diagnostic { at: self.at, stands_for: Some(Box::new(counts)), ..told })
    }
}

#[cfg(test)]
mod tests;
