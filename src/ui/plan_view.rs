//! The plan view.

use leptos::prelude::*;

use super::session::Session;

/// The plan view.
#[component]
pub(crate) fn PlanView(session: Session) -> impl IntoView {
    let files = Memo::new(move |_| session.settled().with(|inputs| inputs.files.len()));
    view! {
        <h1 class="view-title">"Plan"</h1>
        <p>{files}" files"</p>
    }
}
