//! The problems view.

use leptos::prelude::*;

use super::session::Session;

/// The problems view.
#[component]
pub(crate) fn ProblemsView(session: Session) -> impl IntoView {
    let files = Memo::new(move |_| session.settled().with(|inputs| inputs.files.len()));
    view! {
        <h1 class="view-title">"Problems"</h1>
        <p>{files}" files"</p>
    }
}
