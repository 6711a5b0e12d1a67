//! The drift view: what DSS, the state and the configuration say, side by side, and which side wins.

mod difference; // one field, or one resource, with its three values
mod head; // reading, and what was read
mod list; // what differs, by resource
mod suppressed; // what differs and makes no difference
mod take_all; // everything of theirs, asked for first where entries go

use blockwright::route::Route;
use leptos::prelude::*;

use super::kit::{Button, EmptyState, Icon, Look};
use super::session::{Session, Sight};
use head::Head;
use list::DriftList;

/// What differs, or what has to be done to see it.
#[component]
pub(crate) fn DriftView(session: Session) -> impl IntoView {
    let comparing = session.comparing();
    let body = move || match comparing.sight.get() {
        Sight::Nothing => view! { <Beginning session /> }.into_any(),
        Sight::Underway(_) => view! { <Underway session /> }.into_any(),
        Sight::Halted(_, halt) => {
            view! { <Halted session why=halt.why can_go_on=halt.can_go_on /> }.into_any()
        }
        Sight::Read(picture) => {
            view! { <Head session picture=picture.clone() /><DriftList session picture /> }.into_any()
        }
    };
    view! {
        <div class="drift">
            <div class="view-head"><h1>"Drift"</h1></div>
            {body}
        </div>
    }
}

/// What to do first.
#[component]
fn Beginning(session: Session) -> impl IntoView {
    let connecting = session.connecting();
    let is_connected = Memo::new(move |_| connecting.connection().is_some());
    let key = Memo::new(move |_| session.project_key());
    move || {
        match (key.get(), is_connected.get()) {
        (None, _) => view! {
            <EmptyState icon=Icon::Drift title="The project has no key yet".to_owned()>
                <p>"The key says which project of DSS to compare with."</p>
                <p><a href=Route::SOURCE.to_string()>"Go to the source"</a></p>
            </EmptyState>
        }
        .into_any(),
        (Some(_), false) => view! {
            <EmptyState icon=Icon::Drift title="Connect to see what changed in DSS".to_owned()>
                <p>"Somebody may have changed the project in DSS since it was last read. Connected to the instance, you see each difference with its three values, and decide which one stays."</p>
                <p><a class="button button-primary" href=Route::Connect.to_string()>"Connect"</a></p>
            </EmptyState>
        }
        .into_any(),
        (Some(key), true) => {
            let name = connecting.connection().map(|connection| connection.place.name()).unwrap_or_default();
            view! {
                <EmptyState icon=Icon::Drift title=format!("Compare {key} with {name}")>
                    <p>"The project is read, and nothing is written to DSS."</p>
                    <Button label="Read the project".to_owned() icon=Icon::Download look=Look::Primary on_press=move || session.read_server() />
                </EmptyState>
            }
            .into_any()
        }
    }
    }
}

#[component]
fn Underway(session: Session) -> impl IntoView {
    let progress = session.comparing().progress;
    view! {
        <section class="drift-underway" aria-busy="true">
            <p role="status">{move || progress.get()}</p>
            <Button label="Stop".to_owned() icon=Icon::Close on_press=move || session.stop_reading() />
        </section>
    }
}

#[component]
fn Halted(session: Session, why: String, can_go_on: bool) -> impl IntoView {
    view! {
        <section class="drift-underway">
            <p class="alert alert-error" role="alert">{Icon::Error.view()}<span>{why}</span></p>
            <div class="drift-tools">
                {can_go_on.then(|| view! {
                    <Button label="Go on".to_owned() icon=Icon::Redo look=Look::Primary on_press=move || session.read_on() />
                })}
                <Button label="Begin anew".to_owned() icon=Icon::Reset on_press=move || session.read_server() />
            </div>
        </section>
    }
}
