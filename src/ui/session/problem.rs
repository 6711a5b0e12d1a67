//! Going through the problems, and how strict they are.

use std::collections::BTreeSet;
use std::sync::Arc;

use blockwright::diagnostic::Diagnostic;
use blockwright::diagnostic::counts::counted;
use blockwright::history::changes_of;
use blockwright::problem_list::{Filter, Grouping, Key, ProblemList, Problems};
use blockwright::route::Route;
use blockwright::workspace::{Analysis, Workspace};
use leptos::prelude::*;

use super::{Session, Tone};
use crate::ui::preferences::Preference;

/// What the user looks at among the problems. It stays while other views are shown.
#[derive(Clone, Copy)]
pub(crate) struct Worklist {
    /// Which problems are shown.
    pub(crate) filter: RwSignal<Filter>,
    /// How they are grouped.
    pub(crate) grouping: RwSignal<Grouping>,
    /// Titles of the groups whose problems are folded away.
    pub(crate) folded: RwSignal<BTreeSet<String>>,
    /// The page that is shown, from 0.
    pub(crate) page: RwSignal<usize>,
    /// The problem that is open.
    pub(crate) present: RwSignal<Option<Key>>,
    /// The problems, as all this shows them.
    pub(crate) list: Memo<Arc<ProblemList>>,
    /// Grows with each request to give the open problem the focus.
    pub(crate) focus: RwSignal<u64>,
}

impl Worklist {
    /// The list over `analysis`, whose ranges fit `settled`.
    pub(super) fn new(analysis: Memo<Arc<Analysis>>, settled: RwSignal<Arc<Workspace>>) -> Self {
        let filter = RwSignal::new(Filter::default());
        let grouping = RwSignal::new(Grouping::default());
        let list = Memo::new_with_compare(
            move |_: Option<&Arc<ProblemList>>| {
                let problems = analysis.with(|analysis| Problems::of(analysis));
                let group = |files: &[_]| {
                    filter.with(|filter| ProblemList::new(problems, files, filter, grouping.get()))
                };
                Arc::new(settled.with_untracked(|inputs| group(&inputs.files)))
            },
            |_, _| true,
        );
        let folded = RwSignal::new(BTreeSet::new());
        let (page, present) = (RwSignal::new(0), RwSignal::new(None));
        Self { filter, grouping, folded, page, present, list, focus: RwSignal::new(0) }
    }

    /// Shows other problems, from the first page on.
    pub(crate) fn choose(self, change: impl FnOnce(&mut Filter)) {
        self.filter.update(change);
        self.page.set(0);
    }

    /// Where the open problem stands among all.
    pub(crate) fn position(self) -> Option<usize> {
        self.present.with(|key| self.list.with(|list| list.find(key.as_ref()?)))
    }

    /// Opens the problem at `position`, its group, and the page that it stands on.
    pub(crate) fn open(self, position: usize) {
        let list = self.list.get_untracked();
        if let Some(group) = list.group_of(position)
            && self.folded.with_untracked(|folded| folded.contains(&group.title))
        {
            self.folded.update(|folded| {
                folded.remove(&group.title);
            });
        }
        let page = self.folded.with_untracked(|folded| list.page_of(position, folded));
        self.present.set(list.key(position));
        self.page.set(page.unwrap_or_default());
    }

    /// Folds the group `title`, or unfolds it.
    pub(crate) fn fold(self, title: &str) {
        self.folded.update(|folded| {
            if !folded.remove(title) {
                folded.insert(title.to_owned());
            }
        });
        let pages = self.folded.with_untracked(|folded| self.list.with_untracked(|list| list.pages(folded)));
        self.page.update(|page| *page = (*page).min(pages - 1));
    }
}

impl Session {
    /// The list of problems as the user goes through it. It is made when it is first looked at, and
    /// then lives as long as the page.
    pub(crate) fn worklist(self) -> Worklist {
        let known = self.worklist.get_value();
        known.unwrap_or_else(|| {
            let worklist = self.root.with(|| Worklist::new(self.analysis, self.settled));
            self.worklist.set_value(Some(worklist));
            worklist
        })
    }

    /// Begins the list anew, because another project is open now.
    pub(super) fn reset_worklist(self) {
        if let Some(worklist) = self.worklist.get_value() {
            worklist.present.set(None);
            worklist.folded.set(BTreeSet::new());
        }
    }

    /// Goes to the next or the previous problem of the list, round the end: in the text if that is
    /// what the user looks at, otherwise in the list. Only for the second module.
    pub(crate) fn step_problem(self, forward: bool) {
        self.settle();
        let present = untrack(|| self.worklist().position());
        let step = self.worklist().list.with_untracked(|list| {
            let position = list.step(present, forward)?;
            Some((position, list.problems.get(position)?.clone()))
        });
        let Some((position, problem)) = step else {
            return self.notify(Tone::Plain, "There is no problem to go to.");
        };
        let in_source = self.route.with_untracked(|route| route.same_view(&Route::SOURCE));
        self.worklist().open(position);
        match problem.at.filter(|_| in_source) {
            Some(at) => {
                self.reveal(at);
                self.announce(problem.message);
            }
            None => self.show_problem(position),
        }
    }

    /// Opens the problem at `position` in the list and gives it the focus.
    pub(crate) fn show_problem(self, position: usize) {
        self.worklist().open(position);
        self.worklist().focus.update(|number| *number += 1);
        if !self.route.with_untracked(|route| route.same_view(&Route::Problems)) {
            self.navigate(&Route::Problems);
        }
    }

    /// Applies the fix of the problem at `position` and goes on to the next one.
    pub(crate) fn fix_problem(self, position: usize) {
        let list = self.worklist().list.get_untracked();
        let Some(problem) = list.problems.get(position) else { return };
        let row = list.order().position(|shown| shown == position).unwrap_or_default();
        let next = list.step(Some(position), true).filter(|next| *next != position);
        let next = next.and_then(|next| list.key(next));
        if !self.apply_fix(problem) {
            return;
        }
        let left = self.worklist().list.get_untracked();
        // A fix can rename what the next problem is about; then the one in its place is next.
        let next = next.and_then(|key| left.find(&key)).or_else(|| left.order().nth(row));
        let title = problem.fix.as_ref().map_or("", |fix| &fix.title);
        self.announce(format!("{title}: done. {} left.", counted(left.problems.count(), "problem")));
        match next.or_else(|| left.order().last()) {
            Some(next) => self.show_problem(next),
            None => self.worklist().focus.update(|number| *number += 1),
        }
    }

    /// Applies the fix of `problem`, if the present text still has that problem. Gives back whether
    /// it was done; if not, the user has been told why.
    pub(crate) fn apply_fix(self, problem: &Diagnostic) -> bool {
        let Some(wanted) = problem.fix.as_ref() else { return false };
        self.settle();
        let fix = self.analysis.with_untracked(|analysis| {
            let same = |found: &&Diagnostic| {
                let fixes = found.fix.as_ref().is_some_and(|fix| fix.title == wanted.title);
                fixes && found.rule == problem.rule && found.path == problem.path
            };
            let exact = analysis.problems.iter().find(|found| *found == problem);
            exact.or_else(|| analysis.problems.iter().find(same)).and_then(|found| found.fix.clone())
        });
        let Some(fix) = fix else {
            self.notify(Tone::Warning, "The text has changed, so the fix was not applied. Try it again.");
            return false;
        };
        self.change(&fix.title, &changes_of(&fix.edits))
    }

    /// What holds where nobody has chosen yet whether warnings fail.
    pub(crate) fn set_default_strictness(self, strict: bool) {
        self.is_strict_by_default.set_value(strict);
        let is_open = Preference::Strictness.get().is_none();
        if is_open && self.workspace.with_untracked(|inputs| inputs.strict != strict) {
            self.workspace.update(|inputs| inputs.strict = strict);
            self.settle_now();
        }
    }

    /// Makes warnings fail, or not.
    pub(crate) fn toggle_strict(self) {
        let strict = self.workspace.with_untracked(|inputs| !inputs.strict);
        Preference::Strictness.set(if strict { "strict" } else { "lenient" });
        // A preference and no part of the draft, so nothing is written.
        self.workspace.update(|inputs| inputs.strict = strict);
        self.settle_now();
        self.announce(if strict { "Warnings fail." } else { "Warnings do not fail." });
    }
}
