//! Above the plan beside the canvas: what it comes to, or why there is none.

use blockwright::plan::{Summary, words};
use blockwright::route::Route;
use leptos::prelude::*;

use crate::ui::kit::{EmptyState, Icon};
use crate::ui::session::Session;

/// The counts, and what is listed.
#[component]
pub(super) fn Head(session: Session) -> impl IntoView {
    let planning = session.board().planning;
    let summary = Memo::new(move |_| {
        planning.plan.with(|plan| plan.as_ref().map(|plan| plan.summary)).unwrap_or_default()
    });
    let signs = move || {
        let Summary { create, update, destroy, unchanged } = summary.get();
        let counts = [
            ("+", create, "create"),
            ("~", update, "update"),
            ("-", destroy, "delete"),
            ("=", unchanged, "unchanged"),
        ];
        let count = |(sign, count, word): (&str, usize, &str)| {
            view! { <span class="plan-sign" data-operation=word.to_owned()>{format!("{sign}{count}")}</span> }
        };
        counts.map(count).collect_view()
    };
    view! {
        <p class="canvas-plan-totals">
            <span class="visually-hidden">{move || words::summary(summary.get())}</span>
            <span class="canvas-plan-signs" aria-hidden="true">{signs}</span>
        </p>
        <div class="canvas-plan-tools">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=planning.only_changes
                    on:change=move |event| planning.only_changes.set(event_target_checked(&event))
                />
                "Only changes"
            </label>
            <a href=Route::PLAN.to_string()>"Open as a list"</a>
        </div>
    }
}

/// Why there is no plan, and where that can be put right.
#[component]
pub(super) fn NoPlan(session: Session) -> impl IntoView {
    let reason = Memo::new(move |_| {
        let (strict, is_empty) = session.settled().with(|inputs| (inputs.strict, inputs.files.is_empty()));
        session.analysis().with(|analysis| {
            let failing = analysis.problems.iter().filter(|problem| problem.fails(strict)).count();
            match analysis.valid {
                _ if is_empty => {
                    ("There is nothing to plan yet.".to_owned(), Route::SOURCE, "Go to the source")
                }
                true => ("The state cannot be read.".to_owned(), Route::State, "Go to the state"),
                false => {
                    let are = if failing == 1 { "stands" } else { "stand" };
                    (
                        format!("{} {are} in the way.", words::plural(failing, "problem")),
                        Route::Problems,
                        "Show the problems",
                    )
                }
            }
        })
    });
    // Of a large project the plan comes after everything else.
    let is_coming =
        Memo::new(move |_| session.analysis().with(|analysis| analysis.valid && !analysis.is_planned));
    view! {
        <Show when=move || is_coming.get()><p role="status">"The plan is being made."</p></Show>
        <Show when=move || !is_coming.get()>
        <EmptyState icon=Icon::Error title="There is no plan".to_owned()>
            <p>{move || reason.get().0}" A plan is made only from a valid configuration and a readable state."</p>
            <p>{move || reason.with(|(_, route, words)| view! { <a class="button button-primary" href=route.to_string()>{*words}</a> })}</p>
        </EmptyState>
        </Show>
    }
}
