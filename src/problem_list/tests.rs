//! Problems in groups and pages, and found again.

use std::collections::BTreeSet;

use super::*;
use crate::diagnostic::{Rule, Severity};
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
    let open = Folded::new();
    let page = |number| {
        let short = |section: &Section| {
            let end = section.problems.last().copied().unwrap_or_default();
            (section.title.clone(), section.continued, section.problems[0], end)
        };
        list.page(number, &open).iter().map(short).collect::<Vec<_>>()
    };
    assert_eq!(list.pages(&open), 3);
    assert_eq!(page(0), [("schema".to_owned(), false, 0, 49)]);
    assert_eq!(page(1), [("schema".to_owned(), true, 50, 52), ("naming".to_owned(), false, 53, 99)]);
    assert_eq!(page(2), [("naming".to_owned(), true, 100, 102)]);
    assert_eq!(page(3), []);
    assert_eq!(
        (list.page_of(49, &open), list.page_of(50, &open), list.page_of(500, &open)),
        (Some(0), Some(1), None)
    );
}

#[test]
fn a_folded_group_takes_one_line() {
    let many = |level: &'static Rule, count: usize| (0..count).map(|n| level.report(n.to_string(), "x"));
    let config: Vec<_> = many(&SCHEMA, PAGE + 3).chain(many(&NAMING, PAGE)).collect();
    let state = vec![STATE.report("dataset.P.A", "lost")];
    let problems = Problems { config: config.into(), state: state.into(), plan: None };
    let list = ProblemList::new(problems, &[], &Filter::default(), Grouping::Level);
    let shown = |folded: &[&str]| {
        let folded: Folded = folded.iter().map(|title| (*title).to_owned()).collect();
        let section = |section: &Section| (section.title.clone(), section.folded, section.problems.len());
        let page = |page| list.page(page, &folded).iter().map(section).collect::<Vec<_>>();
        (0..list.pages(&folded)).map(page).collect::<Vec<_>>()
    };
    let line = |title: &str, folded, count| (title.to_owned(), folded, count);
    let (schema, state) = (line("schema", true, 0), line("state", false, 1));
    assert_eq!(shown(&["schema"]), [vec![schema.clone(), line("naming", false, PAGE)], vec![state]]);
    let all = [schema, line("naming", true, 0), line("state", true, 0)];
    assert_eq!(shown(&["schema", "naming", "state"]), [all]);
    // Behind the last row of a full page stands what is folded, not on a page of its own.
    let behind = vec![line("naming", false, PAGE), line("state", true, 0)];
    assert_eq!(shown(&["schema", "state"])[0][1..], behind);
    assert_eq!(list.page_of(0, &Folded::from(["schema".to_owned()])), None);
    assert_eq!(list.group_of(PAGE + 3).map(|group| group.title.as_str()), Some("naming"));
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
