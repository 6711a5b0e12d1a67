//! One page of the problems, in groups. Only what stands on the page exists.

use std::sync::Arc;

use blockwright::diagnostic::Diagnostic;
use blockwright::diagnostic::counts::Counts;
use blockwright::problem_list::{Filter, Key, PAGE, Section};
use blockwright::source::lines::{Lines, Place};
use leptos::prelude::*;

use super::row::ProblemRow;
use crate::ui::kit::{Button, Count, EmptyState, Icon, Ranked};
use crate::ui::session::Session;

/// A problem on the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// What makes it the same after an edit.
    pub(super) key: Key,
    /// Where it stands among all problems.
    pub(super) position: usize,
    /// The problem.
    pub(super) problem: Diagnostic,
    /// Where it starts in the text.
    pub(super) place: Option<Place>,
}

/// Part of a group on the page.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    title: String,
    counts: Counts,
    continued: bool,
    folded: bool,
    rows: Arc<[Row]>,
}

/// The groups of the page that is shown.
#[component]
pub(super) fn Pages(session: Session) -> impl IntoView {
    let groups = Memo::new(move |_| groups(session));
    let is_empty = Memo::new(move |_| groups.with(Vec::is_empty));
    let titles =
        move || groups.with(|groups| groups.iter().map(|group| group.title.clone()).collect::<Vec<_>>());
    view! {
        {move || is_empty.get().then(|| view! { <NothingShown session /> })}
        <Ranked each=titles key=Clone::clone children=move |title| view! { <GroupView session title groups /> } />
    }
}

fn groups(session: Session) -> Vec<Group> {
    let worklist = session.worklist();
    worklist.list.with(|list| {
        let folded = worklist.folded.get();
        let page = worklist.page.get().min(list.pages(&folded) - 1);
        session.settled().with_untracked(|inputs| {
            let lines = Lines::new(&inputs.files);
            let row = |position| {
                let (key, problem) = (list.key(position)?, list.problems.get(position)?.clone());
                let place = problem.at.and_then(|at| lines.place(at));
                Some(Row { key, position, problem, place })
            };
            let group = |section: Section| {
                let Section { title, counts, continued, folded, problems } = section;
                Group {
                    title,
                    counts,
                    continued,
                    folded,
                    rows: problems.into_iter().filter_map(row).collect(),
                }
            };
            list.page(page, &folded).into_iter().map(group).collect()
        })
    })
}

/// A heading with counts that folds and unfolds, and the problems below it.
#[component]
fn GroupView(session: Session, title: String, groups: Memo<Vec<Group>>) -> impl IntoView {
    let (name, own_title) = (title.clone(), title.clone());
    let group =
        Memo::new(move |_| groups.with(|groups| groups.iter().find(|group| group.title == name).cloned()));
    let counts = move || group.with(|group| group.as_ref().map(|group| group.counts)).unwrap_or_default();
    let continued = move || group.with(|group| group.as_ref().is_some_and(|group| group.continued));
    let is_open = Memo::new(move |_| group.with(|group| group.as_ref().is_none_or(|group| !group.folded)));
    let fold = move |_| session.worklist().fold(&own_title);
    let rows = Memo::new(move |_| {
        group.with(|group| group.as_ref().map(|group| Arc::clone(&group.rows))).unwrap_or_default()
    });
    let keys = move || rows.with(|rows| rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>());
    view! {
        <section class="problem-group">
            <h2>
                <button type="button" class="problem-group-head" aria-expanded=move || is_open.get().to_string() on:click=fold>
                    {move || if is_open.get() { Icon::ChevronDown.view() } else { Icon::ChevronRight.view() }}
                    <span class="problem-group-title">{title}</span>
                    {move || continued().then_some(" (continued)")}
                    <Count value=Signal::derive(move || counts().errors) label="errors" tone="tone-error" />
                    <Count value=Signal::derive(move || counts().warnings) label="warnings" tone="tone-warning" />
                    <Count value=Signal::derive(move || counts().notices) label="notices" tone="tone-notice" />
                </button>
            </h2>
            <Show when=move || is_open.get()>
                <ul>
                    <Ranked each=keys key=Clone::clone children=move |key| view! { <ProblemRow session key_of_row=key rows /> } />
                </ul>
            </Show>
        </section>
    }
}

/// Where the filter lets nothing through.
#[component]
fn NothingShown(session: Session) -> impl IntoView {
    let show_all = move || session.worklist().choose(|filter| *filter = Filter::default());
    view! {
        <EmptyState icon=Icon::Search title="No problem matches the filter">
            <Button label="Show all problems" on_press=show_all />
        </EmptyState>
    }
}

/// To the next and the previous page, where there are several.
#[component]
pub(super) fn Turn(session: Session) -> impl IntoView {
    let worklist = session.worklist();
    let pages =
        Memo::new(move |_| worklist.list.with(|list| worklist.folded.with(|folded| list.pages(folded))));
    let page = Memo::new(move |_| worklist.page.get().min(pages.get() - 1));
    let turn = move |to: usize| {
        worklist.page.set(to);
        let folded = worklist.folded.get_untracked();
        let first = worklist.list.with_untracked(|list| list.rows(&folded).nth(to * PAGE));
        if let Some(first) = first {
            session.show_problem(first);
        }
    };
    let links = move || {
        view! {
            <nav class="problems-pages" aria-label="Pages of problems">
                <Button
                    label="Previous page"
                    disabled=Signal::derive(move || page.get() == 0)
                    on_press=move || turn(page.get_untracked() - 1)
                />
                <span>{move || format!("Page {} of {}", page.get() + 1, pages.get())}</span>
                <Button
                    label="Next page"
                    disabled=Signal::derive(move || page.get() + 1 == pages.get())
                    on_press=move || turn(page.get_untracked() + 1)
                />
            </nav>
        }
    };
    let several = Memo::new(move |_| pages.get() > 1);
    move || several.get().then(links)
}
