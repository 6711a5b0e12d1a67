//! The bar at the bottom: what stands against going on.

use blockwright::diagnostic::Severity;
use blockwright::route::Route;
use leptos::prelude::*;

use super::session::Session;

/// Counts of problems.
#[component]
pub(crate) fn StatusBar(session: Session) -> impl IntoView {
    let count = move |severity| {
        session
            .analysis()
            .with(|analysis| analysis.problems.iter().filter(|problem| problem.severity == severity).count())
    };
    let counts = Memo::new(move |_| (count(Severity::Error), count(Severity::Warning)));
    let sentence = move || {
        let (errors, warnings) = counts.get();
        format!("{errors} errors, {warnings} warnings")
    };
    view! {
        <footer class="status-bar">
            <a href=Route::Problems.to_string()>{sentence}</a>
        </footer>
    }
}
