//! The bar at the bottom: what stands against going on, and what would be done.

use blockwright::diagnostic::counts::Counts;
use blockwright::problem_list::Problems;
use blockwright::route::Route;
use blockwright::workspace::Analysis;
use leptos::prelude::*;

use super::command::keys_of;
use super::kit::Icon;
use super::session::Session;

/// Counts of problems, the plan in a sentence, strictness.
#[component]
pub(crate) fn StatusBar(session: Session) -> impl IntoView {
    let strict = Memo::new(move |_| session.workspace().with(|inputs| inputs.strict));
    view! {
        <footer class="status-bar">
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
fn Verdict(session: Session) -> impl IntoView {
    let standing = Memo::new(move |_| {
        session.analysis().with(|analysis| (Problems::of(analysis).counts(), analysis.valid))
    });
    let words = move || match standing.get() {
        (counts, _) if counts == Counts::default() => "No problems".to_owned(),
        (counts, _) => counts.to_string(),
    };
    let icon = move || match standing.get() {
        (Counts { errors: 0, warnings: 0, notices: 0 }, _) => Icon::Check,
        (Counts { errors: 0, warnings: 0, .. }, _) => Icon::Notice,
        (Counts { errors: 0, .. }, true) => Icon::Warning,
        _ => Icon::Error,
    };
    view! {
        <a class="verdict" class:verdict-fails=move || !standing.get().1 href=Route::Problems.to_string()>
            {move || icon().view()}
            <span>{words}</span>
        </a>
    }
}

/// What the plan would do.
#[component]
fn PlanSentence(session: Session) -> impl IntoView {
    let summary = Memo::new(move |_| {
        let of = |analysis: &Analysis| (analysis.valid, analysis.plan.as_ref().map(|plan| plan.summary));
        session.analysis().with(|analysis| of(analysis))
    });
    let words = move || match summary.get() {
        (false, _) => "No plan while the configuration fails".to_owned(),
        (true, None) => "No plan".to_owned(),
        (true, Some(summary)) => {
            let parts = [(summary.create, "create"), (summary.update, "update"), (summary.destroy, "delete")];
            let parts = parts.iter().filter(|(count, _)| *count > 0);
            let parts: Vec<_> = parts.map(|(count, what)| format!("{count} to {what}")).collect();
            if parts.is_empty() { "Nothing to change".to_owned() } else { parts.join(", ") }
        }
    };
    view! { <a class="plan-sentence" href=Route::PLAN.to_string()>{Icon::Plan.view()}<span>{words}</span></a> }
}
