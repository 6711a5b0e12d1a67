//! A short list of problems that stand in no text: of a plan, of a state.

use blockwright::address::Address;
use blockwright::diagnostic::{Diagnostic, Severity};
use blockwright::route::Route;
use leptos::prelude::*;

use super::kit::{Badge, code_text};

/// Problems that are listed before the list is cut.
const MOST_PROBLEMS: usize = 10;

/// Problems, the first ten of them, each with what to do.
#[component]
pub(crate) fn ProblemList(#[prop(into)] problems: Signal<Vec<Diagnostic>>) -> impl IntoView {
    let shown = move || {
        let first =
            problems.with(|problems| problems.iter().take(MOST_PROBLEMS).cloned().collect::<Vec<_>>());
        first.into_iter().map(|problem| view! { <Problem problem /> }).collect_view()
    };
    let more = move || problems.with(|problems| problems.len().saturating_sub(MOST_PROBLEMS));
    view! {
        <ul class="alert-list">{shown}</ul>
        {move || (more() > 0).then(|| view! { <p>{format!("and {} more", more())}</p> })}
    }
}

#[component]
fn Problem(problem: Diagnostic) -> impl IntoView {
    let tone = match problem.severity {
        Severity::Error => "tone-error",
        Severity::Warning => "tone-warning",
        Severity::Notice => "tone-notice",
    };
    let path = problem.path.clone();
    let place = if Address::parse(&path).is_ok() {
        let href = Route::Plan { address: Some(path.clone()) }.to_string();
        view! { <a href=href>{path}</a> }.into_any()
    } else {
        view! { <code>{path}</code> }.into_any()
    };
    view! {
        <li>
            <Badge tone text=problem.rule.id.to_owned() />
            {place}
            <span>{problem.message.clone()}". "{problem.hint.as_deref().map(code_text)}</span>
        </li>
    }
}
