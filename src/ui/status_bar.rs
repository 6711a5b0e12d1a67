//! The bar at the bottom: what stands against going on, and what would be done.

use blockwright::diagnostic::Severity;
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

/// How many problems there are, as a link to them.
#[component]
fn Verdict(session: Session) -> impl IntoView {
    let counts = Memo::new(move |_| {
        session.analysis().with(|analysis| {
            let count = |severity| {
                let all = analysis.problems.iter().chain(analysis.state_problems.iter());
                all.filter(|problem| problem.severity == severity).count()
            };
            (count(Severity::Error), count(Severity::Warning), analysis.valid)
        })
    });
    let words = move || match counts.get() {
        (0, 0, _) => "No problems".to_owned(),
        (errors, 0, _) => plural(errors, "error"),
        (0, warnings, _) => plural(warnings, "warning"),
        (errors, warnings, _) => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
    };
    let icon = move || match counts.get() {
        (0, 0, _) => Icon::Check,
        (0, _, true) => Icon::Warning,
        _ => Icon::Error,
    };
    view! {
        <a class="verdict" class:verdict-fails=move || !counts.get().2 href=Route::Problems.to_string()>
            {move || icon().view()}
            {words}
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
    view! { <a class="plan-sentence" href=Route::PLAN.to_string()>{Icon::Plan.view()}{words}</a> }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
