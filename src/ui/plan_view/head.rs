//! The first lines of the plan view: what the plan comes to, and what stands against it.

use blockwright::diagnostic::Severity;
use blockwright::plan::words;
use leptos::prelude::*;

use super::board::{Board, comparison};
use crate::ui::kit::{Badge, Icon};
use crate::ui::problem_list::ProblemList;

/// The counts, and what was compared.
#[component]
pub(super) fn Head(board: Board) -> impl IntoView {
    let summary = Memo::new(move |_| {
        board.plan().with(|plan| plan.as_ref().map(|plan| words::summary(plan.summary))).unwrap_or_default()
    });
    let is_partial =
        Memo::new(move |_| board.plan().with(|plan| plan.as_ref().is_some_and(|plan| plan.is_partial())));
    view! {
        <div class="plan-head">
            <h1>"Plan"{move || is_partial.get().then(|| view! { " " <Badge tone="tone-warning" text="Partial" icon=Icon::Warning /> })}</h1>
            <p class="plan-summary">{summary}</p>
            <p class="plan-compared">{move || board.plan().with(|plan| plan.as_deref().map(comparison))}</p>
        </div>
    }
}

/// What forbids to apply the plan, and what is odd about the state.
#[component]
pub(super) fn Alerts(board: Board) -> impl IntoView {
    let of_plan = Memo::new(move |_| {
        board.plan().with(|plan| plan.as_ref().map(|plan| plan.problems.clone())).unwrap_or_default()
    });
    let of_state =
        Memo::new(move |_| board.session().analysis().with(|analysis| analysis.state_problems.to_vec()));
    let blocked = Signal::derive(move || {
        of_plan.with(|problems| problems.iter().any(|problem| problem.severity == Severity::Error))
    });
    view! {
        <Show when=move || blocked.get()>
            <section class="alert alert-error" aria-labelledby="plan-blocked">
                <h2 id="plan-blocked">{Icon::Error.view()}"This plan must not be applied"</h2>
                <ProblemList problems=of_plan />
            </section>
        </Show>
        <Show when=move || of_state.with(|problems| !problems.is_empty())>
            <section class="alert" aria-labelledby="plan-state">
                <h2 id="plan-state">{Icon::Notice.view()}"About the state"</h2>
                <ProblemList problems=of_state />
            </section>
        </Show>
    }
}
