//! Problems as a list to work through: filtered, in groups, in pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::counts::{Counts, counted};
use crate::diagnostic::{Diagnostic, Level, Rule, Severity};
use crate::plan::Plan;
use crate::source::Source;
use crate::workspace::Analysis;

/// How many problems are shown at once.
pub const PAGE: usize = 50;

/// All problems of an analysis: those of the configuration, of the state, of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problems {
    config: Arc<[Diagnostic]>,
    state: Arc<[Diagnostic]>,
    plan: Option<Arc<Plan>>,
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

/// Whether the project can be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether nothing fails.
    pub passes: bool,
    /// The verdict and its reason, in one sentence; a second one if the state is at fault.
    pub sentence: String,
}

impl Verdict {
    fn new(config: Counts, state: Counts, plan: Counts, strict: bool) -> Self {
        let mode = if strict { "strict" } else { "lenient" };
        let is_valid = config.failing(strict) == 0;
        let verdict = if is_valid { "Valid" } else { "Not valid" };
        let mut sentence = format!("{verdict} in {mode} mode: {config}.");
        if strict && !is_valid && config.errors == 0 {
            sentence += " In lenient mode it would pass.";
        }
        if !strict && is_valid && config.warnings > 0 {
            sentence += " In strict mode it would fail.";
        }
        // Only errors of a state or a plan stop anything (spec 3.2).
        if state.errors > 0 {
            sentence += &format!(" The state cannot be used: {state}.");
        }
        if plan.errors > 0 {
            sentence += &format!(" The plan is blocked: {plan}.");
        }
        Self { passes: is_valid && state.errors + plan.errors == 0, sentence }
    }
}

/// What brings problems together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// The stage that found them.
    #[default]
    Level,
    /// The file they stand in.
    File,
}

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
    fn admits(&self, problem: &Diagnostic, file: &str, words: &[String]) -> bool {
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
    /// The positions of its problems that stand on this page.
    pub problems: Vec<usize>,
}

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
            group.counts = group.counts.with(problem.severity);
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

    /// How many pages there are; at least one.
    pub fn pages(&self) -> usize {
        self.len.div_ceil(PAGE).max(1)
    }

    /// The page, from 0, that shows the problem at `position`; `None` if it is filtered out.
    pub fn page_of(&self, position: usize) -> Option<usize> {
        self.order().position(|shown| shown == position).map(|row| row / PAGE)
    }

    /// What stands on `page`, from 0.
    pub fn page(&self, page: usize) -> Vec<Section> {
        let (mut start, mut room) = (page * PAGE, PAGE);
        let mut sections = Vec::new();
        for group in &self.groups {
            let length = group.problems.len();
            let own = group.problems.get(start.min(length)..(start + room).min(length)).unwrap_or_default();
            if !own.is_empty() {
                let (title, counts, continued) = (group.title.clone(), group.counts, start > 0);
                sections.push(Section { title, counts, continued, problems: own.to_vec() });
            }
            start = start.saturating_sub(length);
            room -= own.len();
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
        if self.len == self.problems.count() { all } else { format!("{} of {all}", self.len) }
    }
}

/// What makes a problem the same one after the text has changed around it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    rule: &'static str,
    path: String,
    message: String,
    /// Which one of several that are alike, from 0.
    nth: usize,
}

impl Key {
    fn names(&self, problem: &Diagnostic) -> bool {
        self.rule == problem.rule.id && self.path == problem.path && self.message == problem.message
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
mod tests {
    use super::*;
    use crate::source::{FileId, Location};
    use crate::text::TextRange;

    static NAMING: Rule = rule("TST001", Level::Naming, Severity::Warning, "an odd name");
    static SCHEMA: Rule = rule("TST002", Level::Schema, Severity::Error, "an unknown key");
    static STATE: Rule = rule("TST003", Level::State, Severity::Error, "a lost resource");

    const fn rule(id: &'static str, level: Level, severity: Severity, title: &'static str) -> Rule {
        Rule { id, level, severity, title, explanation: "" }
    }

    fn at(file: u32) -> Location {
        Location { file: FileId(file), range: TextRange::at(0) }
    }

    fn files() -> Vec<Source> {
        ["a.yml", "b.yml"].iter().map(|path| Source::new(*path, "x: 1\n")).collect()
    }

    fn problems() -> Problems {
        let config = vec![
            SCHEMA.report("a", "the key \"Colour\"").at(at(1)).hint("Remove it"),
            SCHEMA.report("b", "the key \"size\"").at(at(0)).severity(Severity::Warning),
            SCHEMA.report("project", "missing"),
            NAMING.report("c", "lower case").at(at(1)),
        ];
        let state = vec![STATE.report("dataset.P.A", "lost")];
        Problems { config: config.into(), state: state.into(), plan: None }
    }

    fn shown(filter: &Filter, grouping: Grouping) -> Vec<String> {
        let list = ProblemList::new(problems(), &files(), filter, grouping);
        let group = |group: &Group| format!("{} ({}): {:?}", group.title, group.counts, group.problems);
        list.groups.iter().map(group).collect()
    }

    #[test]
    fn groups_follow_levels_or_files_and_count() {
        let by_level =
            ["schema (2 errors and 1 warning): [0, 1, 2]", "naming (1 warning): [3]", "state (1 error): [4]"];
        assert_eq!(shown(&Filter::default(), Grouping::Level), by_level);
        let by_file = [
            "a.yml (1 warning): [1]",
            "b.yml (1 error and 1 warning): [0, 3]",
            "Project (1 error): [2]",
            "State (1 error): [4]",
        ];
        assert_eq!(shown(&Filter::default(), Grouping::File), by_file);
    }

    #[test]
    fn filters_take_severity_rule_and_words_in_any_order() {
        let words = |words: &str| Filter { words: words.into(), ..Filter::default() };
        let only = |filter| shown(&filter, Grouping::Level).join(" ");
        assert_eq!(only(words(" remove COLOUR b.yml")), "schema (1 error): [0]");
        assert_eq!(only(words("odd name tst001")), "naming (1 warning): [3]");
        assert_eq!(only(words("nowhere")), "");
        let rule = Filter { rule: Some("TST003".into()), ..Filter::default() };
        assert_eq!(only(rule), "state (1 error): [4]");
        let hidden = Filter { hidden: BTreeSet::from([Severity::Error]), ..Filter::default() };
        assert_eq!(only(hidden), "schema (1 warning): [1] naming (1 warning): [3]");
    }

    #[test]
    fn pages_cut_groups_and_say_so() {
        let many = |level: &'static Rule, count: usize| (0..count).map(|n| level.report(n.to_string(), "x"));
        let config: Vec<_> = many(&SCHEMA, PAGE + 3).chain(many(&NAMING, PAGE)).collect();
        let problems = Problems { config: config.into(), ..Problems::default() };
        let list = ProblemList::new(problems, &[], &Filter::default(), Grouping::Level);
        let page = |number| {
            let short = |section: &Section| {
                let end = section.problems.last().copied().unwrap_or_default();
                (section.title.clone(), section.continued, section.problems[0], end)
            };
            list.page(number).iter().map(short).collect::<Vec<_>>()
        };
        assert_eq!(list.pages(), 3);
        assert_eq!(page(0), [("schema".to_owned(), false, 0, 49)]);
        assert_eq!(page(1), [("schema".to_owned(), true, 50, 52), ("naming".to_owned(), false, 53, 99)]);
        assert_eq!(page(2), [("naming".to_owned(), true, 100, 102)]);
        assert_eq!(page(3), []);
        assert_eq!((list.page_of(49), list.page_of(50), list.page_of(500)), (Some(0), Some(1), None));
    }

    #[test]
    fn stepping_follows_the_groups_round_the_end() {
        let list = ProblemList::new(problems(), &files(), &Filter::default(), Grouping::File);
        let order: Vec<usize> = list.order().collect();
        assert_eq!(order, [1, 0, 3, 2, 4]);
        assert_eq!(list.step(None, true), Some(1));
        assert_eq!(list.step(Some(1), true), Some(0));
        assert_eq!(list.step(Some(4), true), Some(1));
        assert_eq!(list.step(Some(1), false), Some(4));
        assert_eq!(list.step(Some(77), false), Some(4));
        assert_eq!(ProblemList::default().step(Some(1), true), None);
    }

    #[test]
    fn a_problem_is_found_again_by_what_it_says() {
        let twin = || SCHEMA.report("a", "twice");
        let list = |config: Vec<Diagnostic>| {
            let problems = Problems { config: config.into(), ..Problems::default() };
            ProblemList::new(problems, &[], &Filter::default(), Grouping::Level)
        };
        let before = list(vec![SCHEMA.report("gone", "x"), twin(), twin()]);
        let key = before.key(2).unwrap();
        assert_eq!(list(vec![twin(), twin()]).find(&key), Some(1));
        assert_eq!(list(vec![twin()]).find(&key), None);
        assert_eq!(before.key(3), None);
    }

    #[test]
    fn the_verdict_names_the_mode_and_the_reason() {
        let counts = |errors, warnings, notices| Counts { errors, warnings, notices };
        let none = Counts::default();
        let said = |config, state, strict| Verdict::new(config, state, none, strict).sentence;
        assert_eq!(said(none, none, true), "Valid in strict mode: no problems.");
        assert_eq!(
            said(counts(0, 2, 0), none, true),
            "Not valid in strict mode: 2 warnings. In lenient mode it would pass."
        );
        assert_eq!(
            said(counts(0, 2, 1), none, false),
            "Valid in lenient mode: 2 warnings and 1 notice. In strict mode it would fail."
        );
        assert_eq!(said(counts(1, 2, 0), none, false), "Not valid in lenient mode: 1 error and 2 warnings.");
        assert!(Verdict::new(none, counts(0, 1, 0), none, true).passes);
        let blocked = Verdict::new(none, counts(1, 0, 0), counts(2, 0, 0), true);
        assert!(!blocked.passes);
        assert_eq!(
            blocked.sentence,
            "Valid in strict mode: no problems. The state cannot be used: 1 error. The plan is blocked: 2 errors."
        );
    }
}
