//! Problems as a list to work through: filtered, in groups, in pages.

mod filter;
mod key;
mod problems;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::counts::{Counts, counted, grouped};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::Source;

pub use filter::Filter;
pub use key::Key;
pub use problems::Problems;
pub use verdict::Verdict;

/// How many problems are shown at once.
pub const PAGE: usize = 50;

/// What brings problems together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// The stage that found them.
    #[default]
    Level,
    /// The file they stand in.
    File,
}

/// Problems that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common, as `schema` or `datasets/raw.yml`.
    pub title: String,
    /// How many there are.
    pub counts: Counts,
    /// Their positions among all problems.
    pub problems: Vec<usize>,
}

/// Part of a group on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The group's title.
    pub title: String,
    /// The counts of the whole group.
    pub counts: Counts,
    /// Whether the group began on an earlier page.
    pub continued: bool,
    /// Whether the group's problems are folded away.
    pub folded: bool,
    /// The positions of its problems that stand on this page.
    pub problems: Vec<usize>,
}

/// Titles of groups whose problems are folded away.
pub type Folded = BTreeSet<String>;

/// The problems that a filter lets through, in groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProblemList {
    /// All problems.
    pub problems: Problems,
    /// The groups, none empty.
    pub groups: Vec<Group>,
    /// How many problems are in the groups together.
    pub len: usize,
}

impl ProblemList {
    /// Sorts `problems` of `files` into groups.
    pub fn new(problems: Problems, files: &[Source], filter: &Filter, grouping: Grouping) -> Self {
        let words: Vec<String> = filter.words.split_whitespace().map(str::to_lowercase).collect();
        // Groups in order: levels as declared, files as they are listed, then what is in no file.
        let mut groups: BTreeMap<(usize, &str), Group> = BTreeMap::new();
        for (position, problem) in problems.iter().enumerate() {
            let source = problem.at.and_then(|at| files.get(at.file.index()));
            let file = source.map_or("", |source| &source.path);
            if !filter.admits(problem, file, &words) {
                continue;
            }
            let key = match (grouping, problem.at) {
                (Grouping::Level, _) => (problem.rule.level as usize, problem.rule.level.name()),
                (Grouping::File, Some(at)) => (at.file.index(), file),
                (Grouping::File, None) => outside(problem, files.len()),
            };
            let empty = || Group { title: key.1.to_owned(), counts: Counts::default(), problems: Vec::new() };
            let group = groups.entry(key).or_insert_with(empty);
            group.counts = [group.counts, problem.counts()].into_iter().sum();
            group.problems.push(position);
        }
        let groups: Vec<Group> = groups.into_values().collect();
        let len = groups.iter().map(|group| group.problems.len()).sum();
        Self { problems, groups, len }
    }

    /// Positions of the shown problems among all, in the order of the groups.
    pub fn order(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().flat_map(|group| group.problems.iter().copied())
    }

    /// The group of the problem at `position`; `None` if it is filtered out.
    pub fn group_of(&self, position: usize) -> Option<&Group> {
        self.groups.iter().find(|group| group.problems.contains(&position))
    }

    /// How many pages there are while the groups with the titles in `folded` take one line; at
    /// least one.
    pub fn pages(&self, folded: &Folded) -> usize {
        self.rows(folded).count().div_ceil(PAGE).max(1)
    }

    /// The page, from 0, that shows the problem at `position`; `None` if it is filtered out or
    /// folded away.
    pub fn page_of(&self, position: usize, folded: &Folded) -> Option<usize> {
        self.rows(folded).position(|shown| shown == position).map(|row| row / PAGE)
    }

    /// As [`ProblemList::order`], without what is folded away.
    pub fn rows<'a>(&'a self, folded: &'a Folded) -> impl Iterator<Item = usize> + 'a {
        let open = self.groups.iter().filter(|group| !folded.contains(&group.title));
        open.flat_map(|group| group.problems.iter().copied())
    }

    /// What stands on `page`, from 0. A folded group stands where its first problem would.
    pub fn page(&self, page: usize, folded: &Folded) -> Vec<Section> {
        let last = self.pages(folded) - 1;
        // How many problems stand before the group.
        let mut before = 0;
        let mut sections = Vec::new();
        for group in &self.groups {
            let is_folded = folded.contains(&group.title);
            let length = if is_folded { 0 } else { group.problems.len() };
            let from = (page * PAGE).saturating_sub(before).min(length);
            let to = ((page + 1) * PAGE).saturating_sub(before).min(length);
            let own = group.problems.get(from..to).unwrap_or_default();
            if !own.is_empty() || is_folded && page == (before / PAGE).min(last) {
                let (title, counts, continued) = (group.title.clone(), group.counts, from > 0);
                let problems = own.to_vec();
                sections.push(Section { title, counts, continued, folded: is_folded, problems });
            }
            before += length;
        }
        sections
    }

    /// The shown problem after (or before) the one at `position`, round the end; the first (or
    /// last) one if that is not shown.
    pub fn step(&self, position: Option<usize>, forward: bool) -> Option<usize> {
        let order: Vec<usize> = self.order().collect();
        let here = order.iter().position(|shown| Some(*shown) == position);
        let there = match (here, forward) {
            (Some(row), true) => (row + 1) % order.len(),
            (Some(row), false) => (row + order.len() - 1) % order.len(),
            (None, true) => 0,
            (None, false) => order.len().saturating_sub(1),
        };
        order.get(there).copied()
    }

    /// The identity of the problem at `position`.
    pub fn key(&self, position: usize) -> Option<Key> {
        let problem = self.problems.get(position)?;
        let (path, message) = (problem.path.clone(), problem.message.clone());
        let key = Key { rule: problem.rule.id, path, message, nth: 0 };
        let nth = self.problems.iter().take(position).filter(|other| key.names(other)).count();
        Some(Key { nth, ..key })
    }

    /// Where the problem `key` stands among all now.
    pub fn find(&self, key: &Key) -> Option<usize> {
        let twins = self.problems.iter().enumerate().filter(|(_, problem)| key.names(problem));
        twins.map(|(position, _)| position).nth(key.nth)
    }

    /// In words, how many of how many are shown.
    pub fn extent(&self) -> String {
        let all = counted(self.problems.count(), "problem");
        if self.len == self.problems.count() { all } else { format!("{} of {all}", grouped(self.len)) }
    }
}

/// What a problem belongs to that stands in no file, behind the `files`.
fn outside(problem: &Diagnostic, files: usize) -> (usize, &'static str) {
    match problem.rule.level {
        Level::State => (files + 1, "State"),
        Level::Plan => (files + 2, "Plan"),
        _ => (files, "Project"),
    }
}

#[cfg(test)]
mod tests;
