//! The list of views.

use blockwright::route::Route;
use leptos::prelude::*;

use super::kit::{Count, Icon};
use super::session::{Session, Shared};

const VIEWS: [(Route, Icon, &str); 11] = [
    (Route::Overview, Icon::Project, "Overview"),
    (Route::Canvas, Icon::Canvas, "Canvas"),
    (Route::SOURCE, Icon::Source, "Source"),
    (Route::Problems, Icon::Problems, "Problems"),
    (Route::PLAN, Icon::Plan, "Plan"),
    (Route::State, Icon::State, "State"),
    (Route::Drift, Icon::Drift, "Drift"),
    (Route::Environment, Icon::Variables, "Environment"),
    (Route::CATALOG, Icon::Blocks, "Catalog"),
    (Route::Compose, Icon::Create, "Compose"),
    (Route::Connect, Icon::Connect, "Connect"),
];

/// Links to the views, also to a review that was begun; the present one is marked.
#[component]
pub(crate) fn Navigation(session: Session) -> impl IntoView {
    let failing = Signal::derive(move || {
        let strict = session.settled().with(|inputs| inputs.strict);
        session.analysis().with(|analysis| {
            let all = analysis.problems.iter().chain(analysis.state_problems.iter());
            all.filter(|problem| problem.fails(strict)).count()
        })
    });
    let is_reviewing =
        Memo::new(move |_| session.shared().with(|shared| shared.as_ref().is_some_and(Shared::is_plan)));
    let link = move |(route, icon, name): (Route, Icon, &'static str)| {
        let href = route.to_string();
        let here = Memo::new(move |_| session.route().with(|now| now.same_view(&route)));
        view! {
            <li>
                <a href=href aria-current=move || here.get().then_some("page")>
                    {icon.view()}
                    <span>{name}</span>
                    {(icon == Icon::Problems).then(|| view! { <Count value=failing label="that fail" tone="tone-error" /> })}
                </a>
            </li>
        }
    };
    view! {
        <nav class="navigation" aria-label="Views">
            <ul>
                {VIEWS.into_iter().map(link).collect_view()}
                <Show when=move || is_reviewing.get()>{link((Route::Review, Icon::Share, "Review"))}</Show>
            </ul>
        </nav>
    }
}
