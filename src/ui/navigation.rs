//! The list of views.

use blockwright::route::Route;
use leptos::prelude::*;

use super::kit::Icon;
use super::session::Session;

const VIEWS: [(Route, Icon, &str); 5] = [
    (Route::SOURCE, Icon::Source, "Source"),
    (Route::Problems, Icon::Problems, "Problems"),
    (Route::PLAN, Icon::Plan, "Plan"),
    (Route::State, Icon::State, "State"),
    (Route::Environment, Icon::Variables, "Environment"),
];

/// Links to the views; the present one is marked.
#[component]
pub(crate) fn Navigation(session: Session) -> impl IntoView {
    let link = move |(route, icon, name): (Route, Icon, &'static str)| {
        let href = route.to_string();
        let here = Memo::new(move |_| session.route().with(|now| now.same_view(&route)));
        view! {
            <li><a href=href aria-current=move || here.get().then_some("page")>{icon.view()}<span>{name}</span></a></li>
        }
    };
    view! {
        <nav class="navigation" aria-label="Views">
            <ul>{VIEWS.into_iter().map(link).collect_view()}</ul>
        </nav>
    }
}
