//! The problems view: what is wrong, where, why, and how it is put right.

mod details;
mod excerpt;
mod filters;
mod pages;
mod row;
pub(crate) mod severity;

use blockwright::diagnostic::Safety;
use blockwright::diagnostic::counts::counted;
use blockwright::diagnostic::text;
use blockwright::problem_list::Verdict;
use blockwright::route::Route;
use blockwright::rules;
use leptos::html;
use leptos::prelude::*;

use super::kit::{Button, CopyButton, EmptyState, Icon, Segments};
use super::second::Task;
use super::session::Session;
use filters::Filters;
use pages::{Pages, Turn};

/// The problems view.
#[component]
pub(crate) fn ProblemsView(session: Session) -> impl IntoView {
    let worklist = session.worklist();
    open_first(session);
    let heading = NodeRef::<html::H1>::new();
    // For the outside world: the focus goes to the problem that a command opened, once it is there.
    Effect::new(move |before: Option<u64>| {
        let wanted = worklist.focus.get();
        let is_new = before
            .map_or(wanted > 0 && worklist.present.with_untracked(Option::is_some), |before| before < wanted);
        if is_new {
            request_animation_frame(move || give_focus(session, heading));
        }
        wanted
    });
    let is_empty = Memo::new(move |_| worklist.list.with(|list| list.problems.count() == 0));
    view! {
        <div class="problems">
            <div class="view-head">
                <h1 class="view-title" tabindex="-1" node_ref=heading>"Problems"</h1>
                <Tools session />
            </div>
            <Outcome session />
            {move || if is_empty.get() {
                view! { <NothingWrong session /> }.into_any()
            } else {
                view! { <Filters session /><Pages session /><Turn session /> }.into_any()
            }}
        </div>
    }
}

/// Opens the first problem, if none is open.
fn open_first(session: Session) {
    let worklist = session.worklist();
    if untrack(|| worklist.position()).is_none()
        && let Some(first) = worklist
            .list
            .with_untracked(|list| worklist.folded.with_untracked(|folded| list.rows(folded).next()))
    {
        worklist.open(first);
    }
}

/// Gives the focus to the open problem; to the heading if nothing is left.
fn give_focus(session: Session, heading: NodeRef<html::H1>) {
    let position = untrack(|| session.worklist().position());
    let row = position.and_then(|position| document().get_element_by_id(&row::id(position)));
    let row = row.and_then(|row| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(row).ok());
    // Focus fails only for what cannot have it.
    match row {
        Some(row) => drop(row.focus()),
        None => drop(heading.get_untracked().map(|heading| heading.focus())),
    }
}

/// What can be done with all problems at once.
#[component]
fn Tools(session: Session) -> impl IntoView {
    let list = session.worklist().list;
    let safe = Memo::new(move |_| {
        list.with(|list| {
            let fixes = list.problems.iter().filter_map(|problem| problem.fix.as_ref());
            fixes.filter(|fix| fix.safety == Safety::Safe).count()
        })
    });
    let nothing_safe = Signal::derive(move || safe.get() == 0 || session.fixing().with(Option::is_some));
    let nothing = Memo::new(move |_| list.with(|list| list.len == 0));
    let copy = move |()| {
        session.settled().with_untracked(|inputs| {
            list.with_untracked(|list| {
                let shown = list.order().filter_map(|position| list.problems.get(position));
                text::problems(&list.problems.verdict(inputs.strict).sentence, shown, &inputs.files)
            })
        })
    };
    view! {
        <div class="view-tools">
            <Button
                label=Signal::derive(move || format!("Apply all safe fixes ({})", safe.get()))
                icon=Icon::Check
                disabled=nothing_safe
                hint="Those that keep what the author meant. They can be undone together."
                on_press=move || session.run(Task::FixWhatIsSafe)
            />
            {move || (!nothing.get()).then(|| view! { <CopyButton label="Copy all as text" text=copy /> })}
        </div>
    }
}

/// The verdict in a sentence, and how strict it is.
#[component]
fn Outcome(session: Session) -> impl IntoView {
    let strict = Memo::new(move |_| session.settled().with(|inputs| inputs.strict));
    let verdict =
        Memo::new(move |_| session.worklist().list.with(|list| list.problems.verdict(strict.get())));
    let passes = move || verdict.with(|verdict| verdict.passes);
    let choose = move |wanted: bool| {
        if strict.get_untracked() != wanted {
            session.toggle_strict();
        }
    };
    view! {
        <div class="problems-verdict" class:problems-verdict-fails=move || !passes()>
            {move || if passes() { Icon::Check.view() } else { Icon::Error.view() }}
            <p role="status">{move || verdict.with(|Verdict { sentence, .. }| sentence.clone())}</p>
            <Segments
                name="strictness"
                label="What fails"
                choices=vec![(true, "Strict: warnings fail"), (false, "Lenient")]
                chosen=strict
                on_choose=choose
            />
        </div>
    }
}

/// What was checked, where nothing is wrong.
#[component]
fn NothingWrong(session: Session) -> impl IntoView {
    let checked = move || {
        let (files, environment) =
            session.settled().with(|inputs| (inputs.files.len(), inputs.environment.clone()));
        session.analysis().with(|analysis| {
            let (datasets, recipes) = (analysis.config.datasets.len(), analysis.config.recipes.len());
            let environment = match environment.as_str() {
                "" => String::new(),
                environment => format!(", for the environment {environment}"),
            };
            let state = analysis.current.as_ref().map_or_else(String::new, |state| {
                format!(" and the state with {}", counted(state.resources.len(), "resource"))
            });
            format!(
                "Checked against {}: {} with {} and {}{state}{environment}.",
                counted(rules::all().len(), "rule"),
                counted(files, "file"),
                counted(datasets, "dataset"),
                counted(recipes, "recipe"),
            )
        })
    };
    view! {
        <EmptyState icon=Icon::Check title="Nothing is wrong">
            <p>{checked}</p>
            <p><a href=Route::PLAN.to_string()>"Look at the plan"</a></p>
        </EmptyState>
    }
}
