//! The environment view.

use leptos::prelude::*;

use super::session::Session;

/// The environment view.
#[component]
pub(crate) fn EnvironmentView(session: Session) -> impl IntoView {
    let files = Memo::new(move |_| session.settled().with(|inputs| inputs.files.len()));
    view! {
        <h1 class="view-title">"Environment"</h1>
        <p>{files}" files"</p>
    }
}
