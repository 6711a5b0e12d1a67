//! The bar at the bottom: what stands against going on, and what would be done.

use blockwright::diagnostic::counts::{Counts, grouped};
use blockwright::plan::Summary;
use blockwright::problem_list::Problems;
use blockwright::route::Route;
use blockwright::workspace::Analysis;
use leptos::prelude::*;

use super::command::keys_of;
use super::kit::Icon;
use super::session::{Session, is_planned_where_shown};

/// Counts of problems, the plan in a sentence, strictness.
#[component]
pub(crate) fn StatusBar(session: Session) -> impl IntoView {
    // Who looks at the plan of somebody else must not take these counts for its.
    let is_reviewing = Memo::new(move |_| session.route().with(|route| *route == Route::Review));
    let strict = Memo::new(move |_| session.workspace().with(|inputs| inputs.strict));
    view! {
        <footer class="status-bar">
            <Show when=move || is_reviewing.get()><span class="status-own">"Your own project:"</span></Show>
            <Verdict session />
            <PlanSentence session />
            <span class="status-gap"></span>
            <label class="status-strict">
                <input type="checkbox" prop:checked=strict on:change=move |_| session.toggle_strict() />
                "Fail on warnings"
            </label>
            <span class="status-hint">{format!("{} finds every command", keys_of("Find a command"))}</span>
        </footer>
    }
}

/// How many problems there are, notices too, as a link to them.
#[component]
pub(crate) fn Verdict(session: Session) -> impl IntoView {
    let standing = Memo::new(move |_| {
        session
            .analysis()
            .with(|analysis| analysis.is_known().then(|| (Problems::of(analysis).counts(), analysis.valid)))
    });
    let words = move || match standing.get() {
        None => "Checking".to_owned(),
        Some((counts, _)) if counts == Counts::default() => "No problems".to_owned(),
        Some((counts, _)) => counts.to_string(),
    };
    let icon = move || match standing.get() {
        None => Icon::History,
        Some((Counts { errors: 0, warnings: 0, notices: 0 }, _)) => Icon::Check,
        Some((Counts { errors: 0, warnings: 0, .. }, _)) => Icon::Notice,
        Some((Counts { errors: 0, .. }, true)) => Icon::Warning,
        Some(_) => Icon::Error,
    };
    view! {
        <a class="verdict" class:verdict-fails=move || standing.get().is_some_and(|(_, valid)| !valid) href=Route::Problems.to_string()>
            {move || icon().view()}
            <span>{words}</span>
        </a>
    }
}

/// What the plan would do.
#[component]
pub(crate) fn PlanSentence(session: Session) -> impl IntoView {
    let summary = Memo::new(move |_| session.analysis().with(|analysis| standing(analysis)));
    let words = move || match summary.get() {
        Err(words) => words.to_owned(),
        Ok(summary) => {
            let parts = [(summary.create, "create"), (summary.update, "update"), (summary.destroy, "delete")];
            let parts = parts.iter().filter(|(count, _)| *count > 0);
            let parts: Vec<_> = parts.map(|(count, what)| format!("{} to {what}", grouped(*count))).collect();
            if parts.is_empty() { "Nothing to change".to_owned() } else { parts.join(", ") }
        }
    };
    view! { <a class="plan-sentence" href=Route::PLAN.to_string()>{Icon::Plan.view()}<span>{words}</span></a> }
}

/// What the plan would do, or why that is not known.
fn standing(analysis: &Analysis) -> Result<Summary, &'static str> {
    match &analysis.plan {
        Some(plan) => Ok(plan.summary),
        None if !analysis.is_known() => Err("No plan yet"),
        None if !analysis.valid => Err("No plan while the configuration fails"),
        None if analysis.is_planned => Err("No plan"),
        None if is_planned_where_shown(analysis) => Err("Large: planned where the plan is shown"),
        None => Err("See what would change"),
    }
}
