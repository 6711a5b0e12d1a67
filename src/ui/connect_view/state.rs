//! In the header: which DSS one is connected to.

use blockwright::route::Route;
use leptos::prelude::*;

use crate::ui::kit::Icon;
use crate::ui::session::{Contact, Session};

/// A link to the connect view that says how things stand; nothing before anybody has connected.
#[component]
pub(crate) fn ConnectionState(session: Session) -> impl IntoView {
    let contact = session.connecting().contact;
    let words = move || {
        contact.with(|contact| match contact {
            Contact::Connected(trial) => Some(format!("Connected to {}", trial.connection.place.name())),
            Contact::Opening | Contact::Testing(_) => Some("Connecting".to_owned()),
            Contact::Failed(_) | Contact::Closed(_) => Some("Not connected".to_owned()),
            Contact::Apart(_) => None,
        })
    };
    let words = Memo::new(move |_| words());
    move || {
        words.get().map(|words| {
            view! {
                <a class="connection-state" href=Route::Connect.to_string()>{Icon::Connect.view()}<span>{words}</span></a>
            }
        })
    }
}
