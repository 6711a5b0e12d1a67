//! The state view.

use leptos::prelude::*;

use super::session::Session;

/// The state view.
#[component]
pub(crate) fn StateView(session: Session) -> impl IntoView {
    let files = Memo::new(move |_| session.settled().with(|inputs| inputs.files.len()));
    view! {
        <h1 class="view-title">"State"</h1>
        <p>{files}" files"</p>
    }
}
