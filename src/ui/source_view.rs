//! The source view.

use leptos::prelude::*;

use super::session::Session;

/// The source view.
#[component]
pub(crate) fn SourceView(session: Session) -> impl IntoView {
    let files = Memo::new(move |_| session.settled().with(|inputs| inputs.files.len()));
    view! {
        <h1 class="view-title">"Source"</h1>
        <p>{files}" files"</p>
    }
}
