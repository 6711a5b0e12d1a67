//! The compose view: blocks proposed for a wish.

use leptos::prelude::*;

use super::session::Session;

/// The compose view.
#[component]
pub(crate) fn ComposeView(session: Session) -> impl IntoView {
    let count = move || session.catalog().with(|catalog| catalog.cards().len());
    view! {
        <div class="view-head"><h1>"Compose"</h1></div>
        <p class="view-note">{move || format!("{} blocks to choose from.", count())}</p>
    }
}
