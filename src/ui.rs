//! The page: header, navigation, one view by route, status bar, and what lies over them.

pub(crate) mod crash;

mod command;
mod header;
mod kit;
mod navigation;
mod notices;
mod session;
mod status_bar;

mod environment_view;
mod plan_view;
mod problems_view;
mod source_view;
mod state_view;

use blockwright::route::Route;
use blockwright::workspace::Workspace;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use environment_view::EnvironmentView;
use header::Header;
use navigation::Navigation;
use notices::Notices;
use plan_view::PlanView;
use problems_view::ProblemsView;
use session::Session;
use source_view::SourceView;
use state_view::StateView;
use status_bar::StatusBar;

/// The app.
#[component]
pub(crate) fn App() -> impl IntoView {
    let hash = window().location().hash().unwrap_or_default();
    let session = Session::new(Workspace::default(), Route::parse(&hash));
    let _listener = window_event_listener(ev::hashchange, move |_| session.follow_hash());
    view! {
        <a class="skip-link" href="#view" on:click=skip_to_view>"Skip to the view"</a>
        <Header session />
        <div class="workbench">
            <Navigation session />
            <main id="view" class="view" tabindex="-1"><View session /></main>
        </div>
        <StatusBar session />
        <Notices session />
    }
}

/// The view that the route asks for. It is made anew only when the view changes, not with every
/// file or step inside it.
#[component]
fn View(session: Session) -> impl IntoView {
    let route = session.route();
    let view = Memo::new_with_compare(
        move |_| route.get(),
        |before, after| match (before, after) {
            (Some(before), Some(after)) => !before.same_view(after),
            _ => true,
        },
    );
    move || match view.get() {
        Route::Source { .. } => view! { <SourceView session /> }.into_any(),
        Route::Problems => view! { <ProblemsView session /> }.into_any(),
        Route::Plan { .. } => view! { <PlanView session /> }.into_any(),
        Route::State => view! { <StateView session /> }.into_any(),
        Route::Environment => view! { <EnvironmentView session /> }.into_any(),
        Route::Projects | Route::Unknown(_) => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <kit::EmptyState icon=kit::Icon::Search title="There is no such page">
            <p>"The link may be from a newer version, or cut short."</p>
            <p><a href=Route::SOURCE.to_string()>"Go to the source"</a></p>
        </kit::EmptyState>
    }
}

/// Moves the focus without touching the hash, which is the route.
fn skip_to_view(event: ev::MouseEvent) {
    event.prevent_default();
    let view = document().get_element_by_id("view");
    if let Some(view) = view.as_ref().and_then(JsCast::dyn_ref::<web_sys::HtmlElement>) {
        // Focus fails only for what cannot have it.
        drop(view.focus());
    }
}
