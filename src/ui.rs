//! The page: header, navigation, one view by route, status bar, and what lies over them.

pub(crate) mod crash;

mod answers;
mod change;
mod cipher;
mod clock;
mod command;
mod dark;
mod drop_target;
mod dss;
mod editor;
mod files;
mod fix_progress;
mod frame;
mod header;
mod key_map;
mod kit;
mod navigation;
mod network;
mod new_project;
mod notices;
mod overview;
mod palette;
mod preferences;
mod problem_list;
mod promise;
mod registries;
mod second;
mod session;
mod share;
mod signing;
mod state_archive;
mod status_bar;
mod storage;
mod tabs;
mod versions;

mod canvas_view;
mod catalog_view;
mod compose_view;
mod connect_view;
mod drift_view;
mod environment_view;
mod import_view;
mod plan_view;
mod problems_view;
mod projects_view;
mod review_view;
mod source_view;
mod state_view;

use blockwright::route::Route;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use drop_target::DropTarget;
use header::Header;
use navigation::Navigation;
use notices::Notices;
use overview::Overview;
use preferences::Preference;
use second::{Part, SecondPart};
use session::{Overlay, Session};
use status_bar::StatusBar;

/// The app.
#[component]
pub(crate) fn App() -> impl IntoView {
    let session = Session::new(first_route());
    session.theme().get_untracked().apply();
    session.start();
    session.lead_to(session.route().get_untracked());
    listen(session);
    view! {
        <a class="skip-link" href="#view" on:click=skip_to_view>"Skip to the view"</a>
        <Header session />
        <div class="workbench">
            <Navigation session />
            <main id="view" class="view" tabindex="-1">
                <Show when=move || !session.is_opening().get() fallback=|| view! { <p role="status">"Opening your draft"</p> }>
                    <View session />
                </Show>
            </main>
        </div>
        <StatusBar session />
        <DropTarget session />
        <SecondPart session part=Part::StateKeeper />
        <SecondPart session part=Part::Surroundings />
        <SecondPart session part=Part::FixProgress />
        <Notices session />
        // Keyed, so that one dialog never goes on living as the next.
        <For each=move || session.overlay().get() key=|overlay| *overlay let:overlay>
            {match overlay {
                Overlay::Palette => view! { <SecondPart session part=Part::Palette /> },
                Overlay::KeyMap => view! { <SecondPart session part=Part::KeyMap /> },
                Overlay::NewProject => view! { <SecondPart session part=Part::NewProject /> },
                Overlay::Share => view! { <SecondPart session part=Part::Share /> },
            }}
        </For>
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
    let second = move |part| view! { <SecondPart session part /> }.into_any();
    move || match view.get() {
        Route::Overview => view! { <Overview session /> }.into_any(),
        Route::Source { .. } => second(Part::Source),
        Route::Problems => second(Part::Problems),
        Route::Plan { .. } => second(Part::Plan),
        Route::State => second(Part::State),
        Route::Environment => second(Part::Environment),
        Route::Projects => second(Part::Projects),
        Route::Catalog(_) => second(Part::Catalog),
        Route::Compose => second(Part::Compose),
        Route::Canvas => second(Part::Canvas),
        Route::Connect => second(Part::Connect),
        Route::Drift => second(Part::Drift),
        Route::Import => second(Part::Import),
        Route::Review | Route::Shared(_) => second(Part::Review),
        Route::Unknown(_) => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <h1 class="visually-hidden">"No such page"</h1>
        <kit::EmptyState icon=kit::Icon::Search title="There is no such page".to_owned()>
            <p>"The link may be from a newer version, or cut short."</p>
            <p><a href=Route::Overview.to_string()>"Go to the overview"</a></p>
        </kit::EmptyState>
    }
}

/// Where the link leads; without one, where the user was last, which the address then says.
fn first_route() -> Route {
    let hash = window().location().hash().unwrap_or_default();
    if !hash.is_empty() {
        return Route::parse(&hash);
    }
    let route = Route::parse(&Preference::LastView.get().unwrap_or_default());
    let replaced = window()
        .history()
        .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&route.to_string())));
    // A sandbox may refuse; the address is then without its hash, and the view is right.
    drop(replaced);
    route
}

/// Connects the page with what happens outside the views. The page lives as long as they do.
fn listen(session: Session) {
    let on_hash = move |_| {
        let before = session.route().get_untracked();
        session.follow_hash();
        if !session.route().with_untracked(|route| route.same_view(&before)) {
            scroll_to_top();
        }
        let view = session.route().with_untracked(Route::view);
        Preference::LastView.set(&view.to_string());
        session.announce(view.title());
    };
    let _hash = window_event_listener(ev::hashchange, on_hash);
    let _keys = window_event_listener(ev::keydown, move |event| command::dispatch(session, &event));
    let _hide = window_event_listener(ev::pagehide, move |_| session.keep_now());
    let on_hide = move |_| {
        if document().hidden() {
            session.keep_now();
        }
    };
    let _tab = window_event_listener(ev::visibilitychange, on_hide);
    // The second module, as soon as there is somebody who may need it.
    let _pointer = window_event_listener(ev::pointermove, move |_| session.need_second());
    let _press = window_event_listener(ev::pointerdown, move |_| session.need_second());
    let _focus = window_event_listener(ev::focusin, move |_| session.need_second());
    let _key = window_event_listener(ev::keydown, move |_| session.need_second());
    // For the outside world: a project with blocks needs code that is still on the server.
    Effect::new(move |_| {
        if !session.is_opening().get() && !session.analysis().with(|analysis| analysis.is_known()) {
            session.need_second();
        }
    });
    tabs::watch(session);
    // For the outside world: the name of the tab.
    Effect::new(move |_| {
        let view = session.route().with(Route::title);
        let title = session.project().with(|project| format!("{view}, {}, Blockwright", project.name));
        document().set_title(&title);
    });
}

/// A view starts at its top, wherever the one before it was scrolled to.
pub(crate) fn scroll_to_top() {
    if let Some(view) = document().get_element_by_id("view") {
        view.set_scroll_top(0);
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
