//! What is kept of many problems.

use super::*;
use crate::text::TextRange;

static SYNTAX: Rule =
    Rule { id: "TST001", level: Level::Syntax, severity: Severity::Warning, title: "", explanation: "" };
static NAMING: Rule =
    Rule { id: "TST002", level: Level::Naming, severity: Severity::Error, title: "", explanation: "" };

fn problem(at: usize, severity: Severity) -> Diagnostic {
    let file = FileId::new(at % 2);
    NAMING
        .report(format!("datasets[{at}]"), "odd")
        .severity(severity)
        .at(Location { file, range: TextRange::at(at) })
}

fn listed(problems: impl IntoIterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut pile = Pile::default();
    pile.extend(problems);
    pile.into_problems()
}

#[test]
fn few_problems_are_all_listed() {
    let all = || (0..2 * MOST_LISTED).map(|at| problem(at, Severity::Error));
    let listed = listed(all());
    assert_eq!(listed.len(), 2 * MOST_LISTED);
    assert!(listed.iter().all(|problem| problem.stands_for.is_none()));
}

#[test]
fn of_many_the_first_of_each_file_are_listed_and_the_others_counted() {
    let count = 150_000;
    let severity = |at: usize| if at.is_multiple_of(5) { Severity::Error } else { Severity::Warning };
    let all = |at: usize| problem(at, severity(at));
    let forward = listed((0..count).map(all));
    assert_eq!(forward.len(), 2 * (MOST_LISTED + 1));
    // 75,000 of each file, of which every fifth is an error.
    let more: Vec<_> = forward.iter().filter(|problem| problem.stands_for.is_some()).collect();
    assert_eq!(more.len(), 2);
    assert_eq!(more[0].message, "65,000 more problems are not listed");
    assert_eq!(more[0].severity, Severity::Error);
    let own = forward.iter().filter(|problem| problem.stands_for.is_none());
    assert!(own.clone().all(|problem| problem.severity == Severity::Error), "errors come first");
    assert!(own.filter_map(|problem| problem.at).all(|at| (at.range.start as usize) < 10 * MOST_LISTED));
    assert_eq!(Counts::of(&forward), Counts { errors: 30_000, warnings: 120_000, notices: 0 });
    // The order in which they are found says nothing.
    assert_eq!(listed((0..count).rev().map(all)), forward);
    assert_eq!(listed((0..count).map(|at| all(at * 7_919 % count))), forward);
}

#[test]
fn piles_that_are_put_together_list_what_one_pile_would() {
    let count = 90_000;
    let all = |at: usize| problem(at, if at.is_multiple_of(3) { Severity::Error } else { Severity::Notice });
    let pile = |places: &mut dyn Iterator<Item = usize>| {
        let mut pile = Pile::default();
        pile.extend(places.map(all));
        pile
    };
    let whole = pile(&mut (0..count));
    for parts in [2, 7, 20] {
        let mut together = Pile::default();
        for part in 0..parts {
            together.append(pile(&mut (0..count).filter(|at| at % parts == part)));
        }
        assert_eq!(together.errors(), whole.errors());
        assert_eq!(together.into_problems(), whole.clone().into_problems(), "{parts}");
    }
}

#[test]
fn the_syntax_is_never_hidden_behind_other_errors() {
    let odd = || SYNTAX.report("$", "odd").at(Location { file: FileId::new(0), range: TextRange::at(9) });
    let mut pile = Pile::default();
    pile.extend((0..9 * MOST_LISTED).map(|at| problem(at, Severity::Error)).chain([odd()]));
    assert!(pile.breaks_syntax());
    pile.keep_syntax();
    assert_eq!(pile.into_problems(), [odd()]);
}
